"""Why a state is stable for a decision maker or not: each improvement, and the reply that deters it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from detente.accept.stability.bits import members_of
from detente.accept.stability.concepts import (
    CREDIBLE,
    FINAL,
    STABILITY_CONCEPTS,
    Extension,
    Outlook,
    StabilityConcept,
    check_rules,
    outlook_of,
)
from detente.accept.stability.replies import Sanctions
from detente.accept.stability.view import View, views_of
from detente.case.graph import ConflictGraph
from detente.errors import Fault, UnknownNameError, unknown_name_hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move of a reply."""

    maker: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One improvement that a decision maker has from a state.

    Attributes:
        improvement: The state it would move to.
        known: Whether it is known to prefer it; otherwise it may.
        reply: A shortest reply that deters the move, step by step; empty where there is none.
    """

    improvement: str
    known: bool
    reply: tuple[Step, ...]

    @property
    def is_deterred(self) -> bool:
        """Whether some reply deters the move."""
        return bool(self.reply)


def reasons(
    graph: ConflictGraph,
    state: str,
    maker: str,
    concept: StabilityConcept,
    *,
    sanctions: Sanctions = "legal-sequences",
    extension: Extension = "a",
) -> tuple[Reason, ...]:
    """Each improvement of ``maker`` from ``state``, with a reply that deters it under ``concept``.

    The state is stable for the decision maker where each improvement has a reply; without any improvement it
    is stable under all concepts.

    Raises:
        UnknownNameError: naming every unknown state, decision maker and concept; or sanctions and extension.
    """
    states, makers = [known.id for known in graph.states], [known.id for known in graph.makers]
    _refuse_unknown(
        ("state", state, states),
        ("decision maker", maker, makers),
        ("concept", concept, list(STABILITY_CONCEPTS)),
    )
    check_rules(sanctions, extension)
    views, number, origin = views_of(graph), makers.index(maker), states.index(state)
    outlook = outlook_of(views, number, sanctions, extension)
    opponents = {other: view for other, view in enumerate(views) if other != number}
    found = []
    for improvement in members_of(outlook.improvements(origin)):
        wanted = deterrents(outlook, origin, improvement, concept)
        path = shortest_reply(opponents, improvement, wanted, credible=concept in CREDIBLE)
        found.append(
            Reason(
                improvement=states[improvement],
                known=bool(views[number].better[origin] >> improvement & 1),
                reply=tuple(Step(maker=makers[mover], state=states[end]) for mover, end in path),
            )
        )
    return tuple(found)


def deterrents(outlook: Outlook, state: int, improvement: int, concept: StabilityConcept) -> frozenset[int]:
    """The replies that deter a move from ``state`` to ``improvement`` under ``concept``."""
    return frozenset(
        sanction
        for sanction in members_of(outlook.sanctions(state, improvement, concept))
        if concept not in FINAL or outlook.is_final(state, sanction)
    )


def shortest_reply(
    opponents: dict[int, View], start: int, wanted: frozenset[int], *, credible: bool
) -> tuple[tuple[int, int], ...]:
    """A shortest legal sequence from ``start`` to one of ``wanted``, all of which can be reached."""
    if not wanted:
        return ()
    arcs = {mover: view.improvements if credible else view.moves for mover, view in opponents.items()}
    queue: deque[tuple[tuple[int, int], ...]] = deque([()])
    seen: set[tuple[int, int]] = set()
    while True:
        path = queue.popleft()
        last, here = path[-1] if path else (-1, start)
        for mover, own in arcs.items():
            if mover == last:
                continue
            for end in members_of(own[here]):
                if end in wanted:
                    return (*path, (mover, end))
                if (mover, end) not in seen:
                    seen.add((mover, end))
                    queue.append((*path, (mover, end)))


def _refuse_unknown(*given: tuple[str, str, list[str]]) -> None:
    faults = [
        Fault(message=f"no {what} '{name}'", hint=unknown_name_hint(name, names), code="unknown-name")
        for what, name, names in given
        if name not in names
    ]
    if faults:
        raise UnknownNameError(*faults)
