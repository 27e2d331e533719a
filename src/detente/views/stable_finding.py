"""What stability comes to, in a few sentences: which states or deals hold, under which concepts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.accept.stability.concepts import TEMPTED
from detente.views.numbers import count_words
from detente.views.prose import capital, listed, sentence
from detente.views.stable_words import (
    all_equilibria,
    deal_name,
    equilibrium_concepts,
    maker_titles,
    short_names,
    state_names,
    undeterred,
)

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.stability.concepts import Stability, StabilityConcept
    from detente.accept.stability.examine import Examined

NAMED = 9
"""How many states a sentence names."""

NOTHING = "No package is known that could be a deal, so there is none of which to ask whether it holds."


def states_finding(examined: Examined) -> tuple[str, ...]:
    """Which states of a conflict are equilibria, and under which concepts."""
    result, names = examined.result, state_names(examined)
    found, total = all_equilibria(result), count_words(len(names), "state", "states")
    may_tempt = result.extension_matters and result.extension in TEMPTED
    prefers = "prefers, or may prefer" if may_tempt else "prefers"
    if not found:
        none = (
            f"None of the {total} is an equilibrium under any of the five concepts: in each, somebody has a "
            f"move to a state that it {prefers}, and {undeterred(result)} it."
        )
        return (none,)
    groups: dict[tuple[StabilityConcept, ...], list[str]] = {}
    for state, concepts in found.items():
        groups.setdefault(concepts, []).append(names[state])
    calm = [names[state] for state, concepts in found.items() if "nash" in concepts]
    answered = (_answered(states, known) for known, states in groups.items() if "nash" not in known)
    return (_calm(calm, total, prefers), *answered)


def deals_finding(examined: Examined, answer: Answer) -> tuple[str, ...]:
    """Which deals of a case hold once they are in force, a sentence or two for each."""
    said = []
    for state, candidate in examined.deals.items():
        name = capital(deal_name(answer, examined, state))
        words = holds_words(examined.result, state)
        said.append(f"{name}, once in force, {words}.")
        if candidate.way is not None and examined.conceded is not None:
            after = holds_words(examined.conceded, state)
            same = after == words
            said.append(f"With that concession made, {'the same holds' if same else f'it {after}'}.")
    return tuple(said)


def holds_words(result: Stability, state: str) -> str:
    """``holds under GMR and SMR, not under Nash``; where it holds under none, whom nothing deters."""
    concepts = equilibrium_concepts(result, state)
    missing = tuple(concept for concept in result.stable if concept not in concepts)
    if not missing:
        return "holds under all five concepts"
    if concepts:
        return f"holds under {short_names(concepts)}, not under {short_names(missing, 'or')}"
    stable_for = result.holds_for(state)["gmr"]  # the weakest of the five
    loose = [title for maker, title in maker_titles(result.graph).items() if maker not in stable_for]
    return (
        f"holds under none of the five concepts: {undeterred(result)} {listed(loose, 'or')} from leaving it"
    )


def _calm(states: Sequence[str], total: str, prefers: str) -> str:
    if not states:
        return f"In each of the {total} somebody has a move to a state that it {prefers}."
    count = count_words(len(states), "", "").strip()
    return sentence(
        f"in {count} of the {total} nobody has a move to a state that it {prefers} (Nash stability): "
        f"{_named(states)}"
    )


def _answered(states: Sequence[str], concepts: Sequence[StabilityConcept]) -> str:
    count = count_words(len(states), "state is", "states are")
    kind = "an equilibrium" if len(states) == 1 else "equilibria"
    return sentence(
        f"{count} {kind} because of what the others could answer ({short_names(concepts)}): {_named(states)}"
    )


def _named(names: Sequence[str]) -> str:
    rest = len(names) - NAMED
    return listed([*names[:NAMED], f"{rest} more"] if rest > 0 else list(names))
