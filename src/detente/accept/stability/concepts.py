"""Is a state stable for a decision maker? Five solution concepts of the graph model.

A decision maker ``i`` at state ``s`` looks at each of its *improvements* ``s1``, a move to a preferred state,
and asks whether the others would answer it with a *sanction*: a reply ``s2`` that ``i`` does not prefer to
``s``. The state is stable for ``i`` where each improvement meets a sanction. What counts as one differs:

============ ====================================== ======================================================
concept      the reply ``s2`` may be                and then ``i`` itself
============ ====================================== ======================================================
Nash (R)     nothing: no improvement at all
GMR          any reply
SMR          any reply                              has no move from ``s2`` to a state preferred to ``s``
SEQ          reached by improvements of the movers
SSEQ         reached by improvements of the movers  has no move from ``s2`` to a state preferred to ``s``
============ ====================================== ======================================================

Nash 1950 and 1951; GMR and SMR: Howard 1971; SEQ: Fraser and Hipel 1979; all for graphs: Fang, Hipel and
Kilgour 1993, "Interactive Decision Making", Wiley; SSEQ: Rego and Vieira 2017, Group Decision and Negotiation
26, doi 10.1007/s10726-016-9520-8. A state that is stable for all decision makers is an equilibrium. A reply
that leads back to ``s`` itself is a sanction, as ``i`` has gained nothing.

Where a preference is unknown, one of four extensions says what that means (Li, Hipel, Kilgour and Fang 2004,
IEEE Trans. SMC-A 34:507-520). Does an unknown pair tempt ``i`` to move, as an improvement may? Does it deter
``i``, as a sanction would?

========= ================ =========================
extension unknown tempts   unknown deters
========= ================ =========================
a         yes              no
b         no               no
c         yes              yes
d         no               yes
========= ================ =========================

Where unknown pairs do not deter, they also count as an escape for SMR and SSEQ; where they deter, they do
not. In SEQ and SSEQ the replies are improvements or uncertain moves of the movers in all four. The paper
defines Nash, GMR, SMR and SEQ; SSEQ follows by the same rules, which is this library's addition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from detente.accept.stability.bits import members_of
from detente.accept.stability.replies import SANCTIONS, Sanctions, replies
from detente.accept.stability.view import View, views_of
from detente.case.graph import ConflictGraph
from detente.errors import Fault, UnknownNameError, unknown_name_hint

StabilityConcept: TypeAlias = Literal["nash", "gmr", "smr", "seq", "sseq"]
Extension: TypeAlias = Literal["a", "b", "c", "d"]

STABILITY_CONCEPTS: tuple[StabilityConcept, ...] = ("nash", "gmr", "smr", "seq", "sseq")
EXTENSIONS: tuple[Extension, ...] = ("a", "b", "c", "d")
CREDIBLE: frozenset[StabilityConcept] = frozenset({"seq", "sseq"})
"""Concepts in which those who reply move to states that they prefer."""
FINAL: frozenset[StabilityConcept] = frozenset({"smr", "sseq"})
"""Concepts in which the one who moved first may not escape the sanction."""

TEMPTED: frozenset[Extension] = frozenset({"a", "c"})
"""Extensions in which a move to a state that may be preferred counts as an improvement."""
WARY: frozenset[Extension] = frozenset({"a", "b"})
"""Extensions in which a state that may be preferred is no sanction, and serves as an escape from one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stability:
    """Which states are stable for whom.

    Attributes:
        sanctions: Which replies of several opponents count.
        extension: How unknown preferences are taken.
        stable: For each concept and decision maker the ids of the stable states, in the graph's order.
        extension_matters: Whether any preference is unknown; where none is, the four extensions agree.
    """

    graph: ConflictGraph
    sanctions: Sanctions
    extension: Extension
    stable: Mapping[StabilityConcept, Mapping[str, tuple[str, ...]]]
    extension_matters: bool

    @property
    def method(self) -> str:
        """Which definitions were used, in a sentence or two."""
        if len(self.graph.makers) < 3:
            said = "A reply is one move of the other decision maker."
        elif self.sanctions == "legal-sequences":
            said = "Opponents reply by any sequence of moves in which nobody moves twice in a row."
        else:
            said = "One opponent replies, by one move."
        if not self.extension_matters:
            return said
        tempts = "tempts" if self.extension in TEMPTED else "does not tempt"
        deters = "does not deter" if self.extension in WARY else "deters"
        return f"{said} What is unknown {tempts} and {deters} (extension {self.extension})."

    def equilibria(self, concept: StabilityConcept) -> tuple[str, ...]:
        """Ids of the states that are stable for all decision makers, in the graph's order."""
        rows = [frozenset(states) for states in self.stable[concept].values()]
        return tuple(state.id for state in self.graph.states if all(state.id in row for row in rows))

    def holds_for(self, state: str) -> dict[StabilityConcept, tuple[str, ...]]:
        """For each concept the decision makers for whom ``state`` is stable.

        Raises:
            UnknownNameError: if the graph has no such state.
        """
        names = [known.id for known in self.graph.states]
        if state not in names:
            message, hint = f"no state '{state}'", unknown_name_hint(state, names)
            raise UnknownNameError(Fault(message=message, hint=hint, code="unknown-name"))
        return {
            concept: tuple(maker for maker, states in rows.items() if state in states)
            for concept, rows in self.stable.items()
        }


def stability(
    graph: ConflictGraph, *, sanctions: Sanctions = "legal-sequences", extension: Extension = "a"
) -> Stability:
    """The stable states of all decision makers under all five concepts.

    Args:
        graph: The conflict.
        sanctions: With three or more decision makers, whether the opponents of one reply together, by legal
            sequences of moves, or one of them by a single move.
        extension: How unknown preferences are taken. ``a`` is the most demanding: what is not known to be
            harmless tempts, what is not known to be harmful deters nobody.

    Raises:
        UnknownNameError: an unknown name of sanctions or extension.
    """
    check_rules(sanctions, extension)
    views = views_of(graph)
    found: dict[StabilityConcept, dict[str, tuple[str, ...]]] = {name: {} for name in STABILITY_CONCEPTS}
    for number, maker in enumerate(graph.makers):
        outlook = outlook_of(views, number, sanctions, extension)
        for concept, row in _stable_states(outlook).items():
            found[concept][maker.id] = tuple(graph.states[state].id for state in row)
    return Stability(
        graph=graph,
        sanctions=sanctions,
        extension=extension,
        stable=found,
        extension_matters=not graph.is_known,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a decision maker looks at, one set of states for each state.

    Attributes:
        moves: Where it can move.
        temptations: States that it would go to, had it a move there.
        escapes: States that are no sanction, and to which it would escape from one.
        replies: What its opponents can bring about by any moves.
        credible: The same by moves to states that the movers prefer, or may prefer.
    """

    moves: tuple[int, ...]
    temptations: tuple[int, ...]
    escapes: tuple[int, ...]
    replies: tuple[int, ...]
    credible: tuple[int, ...]

    def improvements(self, state: int) -> int:
        """The moves from ``state`` that need a sanction."""
        return self.moves[state] & self.temptations[state]

    def sanctions(self, state: int, improvement: int, concept: StabilityConcept) -> int:
        """The replies to a move from ``state`` to ``improvement`` that deter it."""
        if concept == "nash":
            return 0
        answers = (self.credible if concept in CREDIBLE else self.replies)[improvement]
        return answers & ~self.escapes[state]

    def is_final(self, state: int, sanction: int) -> bool:
        """Whether there is no move from ``sanction`` to a state preferred to ``state``."""
        return not self.moves[sanction] & self.escapes[state]


def outlook_of(views: tuple[View, ...], number: int, sanctions: Sanctions, extension: Extension) -> Outlook:
    """The outlook of decision maker ``number``."""
    own, count = views[number], len(views[number].moves)
    others = [view for other, view in enumerate(views) if other != number]
    maybe = tuple(better | unknown for better, unknown in zip(own.better, own.unknown, strict=True))
    return Outlook(
        moves=own.moves,
        temptations=maybe if extension in TEMPTED else own.better,
        escapes=maybe if extension in WARY else own.better,
        replies=tuple(replies([view.moves for view in others], count, sanctions)),
        credible=tuple(replies([view.improvements for view in others], count, sanctions)),
    )


def check_rules(sanctions: str, extension: str) -> None:
    """Refuse an unknown name of sanctions or extension.

    Raises:
        UnknownNameError: with the names there are.
    """
    faults = [
        Fault(
            place=place,
            message=f"no {place} '{name}'",
            hint=unknown_name_hint(str(name), list(names)),
            code="unknown-name",
        )
        for place, name, names in (
            ("sanctions", sanctions, SANCTIONS),
            ("extension", extension, EXTENSIONS),
        )
        if name not in names
    ]
    if faults:
        raise UnknownNameError(*faults)


def _stable_states(outlook: Outlook) -> dict[StabilityConcept, list[int]]:
    found: dict[StabilityConcept, list[int]] = {name: [] for name in STABILITY_CONCEPTS}
    for state in range(len(outlook.moves)):
        for concept in _stable_under(outlook, state):
            found[concept].append(state)
    return found


def _stable_under(outlook: Outlook, state: int) -> list[StabilityConcept]:
    """The concepts under which ``state`` is stable for the one who looks."""
    improvements = outlook.improvements(state)
    if not improvements:
        return list(STABILITY_CONCEPTS)
    final: dict[int, bool] = {}

    def deterred(improvement: int, concept: StabilityConcept) -> bool:
        found = outlook.sanctions(state, improvement, concept)
        if concept not in FINAL:
            return found != 0
        for sanction in members_of(found):
            if sanction not in final:
                final[sanction] = outlook.is_final(state, sanction)
            if final[sanction]:
                return True
        return False

    return [
        concept
        for concept in STABILITY_CONCEPTS
        if concept != "nash" and all(deterred(move, concept) for move in members_of(improvements))
    ]
