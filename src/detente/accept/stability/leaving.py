"""All improvements from some states at once, with what deters each under every concept but Nash's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.accept.stability.bits import members_of
from detente.accept.stability.concepts import CREDIBLE, STABILITY_CONCEPTS, outlook_of
from detente.accept.stability.reasons import Step, deterrents, shortest_reply
from detente.accept.stability.view import views_of

if TYPE_CHECKING:
    from detente.accept.stability.concepts import Outlook, Stability, StabilityConcept
    from detente.accept.stability.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One improvement from a state, and what answers it.

    Attributes:
        state: Where it starts.
        maker: Whose improvement it is.
        to: The state it leads to.
        known: Whether the decision maker is known to prefer that state; otherwise it may.
        replies: For each concept but Nash's a shortest reply that deters it; empty where there is none.
    """

    state: str
    maker: str
    to: str
    known: bool
    replies: Mapping[StabilityConcept, tuple[Step, ...]]


def leavings(result: Stability, states: Sequence[str]) -> dict[str, tuple[Leaving, ...]]:
    """For each of ``states`` the improvements that decision makers have from it, in the graph's order.

    The same as :func:`~detente.accept.stability.reasons.reasons` for every decision maker and concept, with
    the work done once that does not hang on the state.

    Args:
        result: An analysis; its definition of sanctions and its extension are used.
        states: Ids of states of its graph.
    """
    graph, views = result.graph, views_of(result.graph)
    numbers = {state.id: number for number, state in enumerate(graph.states)}
    found: dict[str, list[Leaving]] = {state: [] for state in states}
    for number in range(len(graph.makers)):
        outlook = outlook_of(views, number, result.sanctions, result.extension)
        for state in states:
            found[state] += _of_one(result, views, number, outlook, numbers[state])
    return {state: tuple(known) for state, known in found.items()}


def _of_one(
    result: Stability, views: tuple[View, ...], number: int, outlook: Outlook, origin: int
) -> Iterator[Leaving]:
    graph = result.graph
    opponents = {other: view for other, view in enumerate(views) if other != number}
    for improvement in members_of(outlook.improvements(origin)):
        replies: dict[StabilityConcept, tuple[Step, ...]] = {}
        for concept in STABILITY_CONCEPTS:
            if concept == "nash":
                continue
            wanted = deterrents(outlook, origin, improvement, concept)
            path = shortest_reply(opponents, improvement, wanted, credible=concept in CREDIBLE)
            replies[concept] = tuple(
                Step(maker=graph.makers[mover].id, state=graph.states[end].id) for mover, end in path
            )
        yield Leaving(
            state=graph.states[origin].id,
            maker=graph.makers[number].id,
            to=graph.states[improvement].id,
            known=bool(views[number].better[origin] >> improvement & 1),
            replies=replies,
        )
