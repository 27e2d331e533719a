"""Why states are stable or not: each decision maker's improvements, and the answers that deter them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.views.prose import listed, quoted
from detente.views.stable_words import (
    LONG,
    SHORT,
    all_equilibria,
    maker_titles,
    reply_words,
    short_names,
    state_titles,
    undeterred,
)

if TYPE_CHECKING:
    from detente.accept.stability.concepts import Stability, StabilityConcept
    from detente.accept.stability.examine import Examined
    from detente.accept.stability.leaving import Leaving
    from detente.accept.stability.reasons import Step

EXPLAINED = 5
"""How many states of a conflict are explained unless one is asked for."""


def explained_states(examined: Examined) -> tuple[str, ...]:
    """The states whose reasons are told without being asked for.

    Of a case the deals in force; of another conflict the first few that are equilibria by what the others
    could answer.
    """
    if examined.candidates:
        return tuple(examined.deals)
    found = all_equilibria(examined.result)
    return tuple(state for state, concepts in found.items() if "nash" not in concepts)[:EXPLAINED]


def leaving_words(result: Stability, leaving: Leaving) -> tuple[str, ...]:
    """An improvement in words: who could go where, then what answers it, concepts that agree together."""
    makers, states = maker_titles(result.graph), state_titles(result.graph)
    prefers = "prefers" if leaving.known else "may prefer"
    head = f"{makers[leaving.maker]} {prefers} {quoted(states[leaving.to])}, one move away"
    return _answered(head, leaving, lambda reply: reply_words(result, reply, makers, states))


def breach_words(result: Stability, found: Sequence[Leaving]) -> Iterator[tuple[str, ...]]:
    """The same for those who break a deal in force; what nobody answers is told of all of them at once."""
    makers = maker_titles(result.graph)
    for known in (True, False):
        free = [makers[one.maker] for one in found if one.known is known and not any(one.replies.values())]
        if free:
            gain = ("gains" if len(free) == 1 else "gain") if known else "may gain"
            whom = "it" if len(free) == 1 else "any of them"
            yield (f"{listed(free)} {gain} by breaking it; {undeterred(result)} {whom}.",)
    for leaving in found:
        if any(leaving.replies.values()):
            gains = "gains" if leaving.known else "may gain"
            head = f"{makers[leaving.maker]} {gains} by breaking it"
            yield _answered(head, leaving, lambda reply: _withdrawals(result, reply, makers))


def _withdrawals(result: Stability, reply: Sequence[Step], makers: Mapping[str, str]) -> str:
    if not reply:
        return f"{undeterred(result)} it"
    who = listed([makers[step.maker] for step in reply])
    verb = "withdraws" if len(reply) == 1 else "withdraw in turn"
    left = ", and no deal is left" if len(reply) == len(makers) - 1 else ""
    return f"answered: {who} {verb}{left}"


def calm_makers(result: Stability, found: Sequence[Leaving]) -> tuple[str, ...]:
    """The titles of those who have no move from a state that they prefer, or may prefer."""
    restless = {leaving.maker for leaving in found}
    return tuple(title for maker, title in maker_titles(result.graph).items() if maker not in restless)


def calm_words(result: Stability, titles: Sequence[str]) -> str:
    """That those have no move from a state that they prefer, or may prefer."""
    verb = "has" if len(titles) == 1 else "have"
    preferred = "that is preferred, or may be" if result.extension_matters else "that is preferred"
    return f"{listed(titles)} {verb} no move to a state {preferred}."


def concept_words(concept: StabilityConcept) -> str:
    """A concept by its full name, with its short one where that is another."""
    return LONG[concept] if concept == "nash" else f"{LONG[concept]} ({SHORT[concept]})"


def _answered(head: str, leaving: Leaving, told: Callable[[Sequence[Step]], str]) -> tuple[str, ...]:
    answers: dict[str, list[StabilityConcept]] = {}
    for concept, reply in leaving.replies.items():
        answers.setdefault(told(reply), []).append(concept)
    if len(answers) > 1:
        return (f"{head}:", *(f"{short_names(concepts)}: {words}." for words, concepts in answers.items()))
    (only,) = answers
    return (f"{head}; {only} ({short_names(leaving.replies)}).",)
