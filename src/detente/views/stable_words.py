"""How stability is put into words: concepts, states, deals, moves and replies, and what to bear in mind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.accept.stability.concepts import WARY
from detente.case.formula import holds
from detente.views.demands import concession, demand_name
from detente.views.numbers import counted
from detente.views.prose import listed, quoted
from detente.views.selected import CONCEPT_NAMES

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.stability.concepts import Extension, Stability, StabilityConcept
    from detente.accept.stability.examine import Examined
    from detente.accept.stability.reasons import Step
    from detente.accept.stability.replies import Sanctions
    from detente.case.graph import ConflictGraph

SHORT: Mapping[StabilityConcept, str] = {
    "nash": "Nash",
    "gmr": "GMR",
    "smr": "SMR",
    "seq": "SEQ",
    "sseq": "SSEQ",
}
LONG: Mapping[StabilityConcept, str] = {
    "nash": "Nash stability",
    "gmr": "general metarationality",
    "smr": "symmetric metarationality",
    "seq": "sequential stability",
    "sseq": "symmetric sequential stability",
}
PLAIN: Mapping[StabilityConcept, str] = {
    "nash": "nobody has a move to a state that it prefers",
    "gmr": "whoever has such a move can be answered so that it ends no better than before, whatever that "
    "costs those who answer",
    "smr": "as GMR, and the answer stands: no further move of its own gets it out",
    "seq": "as GMR, and the answer is made of moves that those who answer prefer, or may prefer",
    "sseq": "as SEQ, and the answer stands",
}
SOURCES: Mapping[StabilityConcept, str] = {
    "nash": "Nash 1950, 1951",
    "gmr": "Howard 1971",
    "smr": "Howard 1971",
    "seq": "Fraser and Hipel 1979",
    "sseq": "Rêgo and Vieira 2017",
}
SANCTIONS_PLAIN: Mapping[Sanctions, str] = {
    "legal-sequences": "the others answer together, by any sequence of moves in which nobody moves twice in "
    "a row",
    "single-moves": "one of the others answers, by one move",
}
EXTENSION_PLAIN: Mapping[Extension, str] = {
    "a": "a move tempts if it may be a gain, and an answer deters only if it is known to leave no gain",
    "b": "a move tempts only if it is known to be a gain, and an answer deters only if it is known to leave "
    "none",
    "c": "a move tempts if it may be a gain, and an answer deters if it may leave none",
    "d": "a move tempts only if it is known to be a gain, and an answer deters if it may leave none",
}
UNCHECKED = (
    "The four ways to take what is unknown follow Li, Hipel, Kilgour and Fang (2004), SSEQ follows Rêgo and "
    "Vieira (2017): of the first the abstract was at hand, of the second the beginning, and neither was "
    "checked against the paper's equations."
)
NO_GUARANTEE = (
    "Where preferences are unknown, SEQ and SSEQ are no guarantee: the answer that deters may turn out to "
    "hurt those who make it."
)
UNKNOWN_GAIN = (
    "What a party gains by breaking a deal that the others keep is unknown unless it is stated ('detente "
    "stable --gain'): whether a deal is Nash stable hangs on it."
)
NOT_WHETHER_IT_COMES = (
    "The graph says whether a deal holds, not whether it comes about: accepting changes nothing until the "
    "last acceptance, so no deal is stable under every concept."
)


def short_names(concepts: Iterable[StabilityConcept], last: str = "and") -> str:
    """``GMR, SMR and SEQ``."""
    return listed([SHORT[concept] for concept in concepts], last)


def equilibrium_concepts(result: Stability, state: str) -> tuple[StabilityConcept, ...]:
    """The concepts under which a state is stable for all decision makers."""
    makers = len(result.graph.makers)
    return tuple(concept for concept, stable in result.holds_for(state).items() if len(stable) == makers)


def all_equilibria(result: Stability) -> dict[str, tuple[StabilityConcept, ...]]:
    """Each state that is an equilibrium under some concept, with those concepts."""
    found: dict[str, list[StabilityConcept]] = {}
    for concept in result.stable:
        for state in result.equilibria(concept):
            found.setdefault(state, []).append(concept)
    return {state.id: tuple(found[state.id]) for state in result.graph.states if state.id in found}


def maker_titles(graph: ConflictGraph) -> dict[str, str]:
    """The titles of the decision makers by id; one without a title is told by its id."""
    return {maker.id: maker.title or maker.id for maker in graph.makers}


def state_titles(graph: ConflictGraph) -> dict[str, str]:
    """The titles of the states by id."""
    return {state.id: state.title for state in graph.states}


def state_names(examined: Examined) -> dict[str, str]:
    """How states are called in a sentence, by id: a case's by their titles, others by number and title."""
    titles = state_titles(examined.graph)
    if examined.candidates:
        return titles
    return {state: f"{number} {quoted(titles[state])}" for number, state in enumerate(titles, start=1)}


def deal_name(answer: Answer, examined: Examined, state: str) -> str:
    """A deal in force: ``package 1 (Nash and egalitarian)``, ``package 2 (if ... is weakened)``."""
    candidate = examined.deals[state]
    number = list(examined.deals).index(state) + 1
    if candidate.way is not None:
        about = f"if {concession(answer.case, answer.ways[candidate.way])}"
    else:
        about = candidate.name or listed([CONCEPT_NAMES[concept] for concept in candidate.concepts])
    return f"package {number}{f' ({about})' if about else ''}"


def crossed_lines(answer: Answer, package: Mapping[str, str]) -> list[str]:
    """The red lines in force that a package crosses, by name, each with its party."""
    problem = answer.space.problem
    numbers = problem.numbers(package)
    crossed = {line.id for line in problem.lines if not holds(line.formula, numbers)}
    return [demand_name(answer.case, line) for line in answer.case.red_lines if line.id in crossed]


def undeterred(result: Stability) -> str:
    """That no answer deters, or that none is known to."""
    is_wary = result.extension_matters and result.extension in WARY
    return f"no answer of the others {'is known to deter' if is_wary else 'deters'}"


def reply_words(
    result: Stability, reply: Sequence[Step], makers: Mapping[str, str], states: Mapping[str, str]
) -> str:
    """A reply move by move, or that there is none; ``makers`` and ``states`` are titles."""
    if not reply:
        return f"{undeterred(result)} it"
    steps = [f"{makers[step.maker]} moves to {quoted(states[step.state])}" for step in reply]
    return f"answered: {', then '.join(steps)}"


def differences(
    one: Stability, other: Stability, states: Sequence[str], names: Mapping[str, str]
) -> list[str]:
    """Where two analyses of the same states have different equilibria, a sentence for each difference.

    Args:
        one: The analysis that was shown.
        other: The one that is compared with it.
        states: The ids of the states that are compared.
        names: How the states are called.
    """
    told: dict[str, list[StabilityConcept]] = {}
    for concept in one.stable:
        before, after = set(one.equilibria(concept)), set(other.equilibria(concept))
        more = [names[state] for state in states if state in after - before]
        fewer = [names[state] for state in states if state in before - after]
        parts = ([f"also {listed(more)}"] if more else []) + ([f"not {listed(fewer)}"] if fewer else [])
        if parts:
            told.setdefault("; ".join(parts), []).append(concept)
    return [f"{short_names(concepts)}: {what}." for what, concepts in told.items()]


def caveats(examined: Examined) -> list[str]:
    """What a reader has to bear in mind, in sentences."""
    result, makers = examined.result, len(examined.graph.makers)
    found = []
    if examined.other is not None:
        found.append(f"Conventions: {SANCTIONS_PLAIN[result.sanctions]} ({result.sanctions}).")
    elif makers == 2:
        found.append("With two decision makers an answer is one move of the other.")
    if result.extension_matters:
        taken = EXTENSION_PLAIN[result.extension]
        found += [f"What is unknown: {taken} (extension {result.extension}).", NO_GUARANTEE]
    if examined.candidates:
        found += [UNKNOWN_GAIN] if len(examined.gains) < makers else []
        found.append(NOT_WHETHER_IT_COMES)
    return [*found, UNCHECKED]


def left_out_words(examined: Examined) -> str:
    """That candidates were left out, if any were."""
    if not examined.left_out:
        return ""
    words = counted(examined.left_out, "package is", "packages are")
    return f"{words} left out: the graph would be too large."
