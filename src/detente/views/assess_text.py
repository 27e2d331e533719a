"""An assessment as a page for people: what it comes to, the table, then each candidate with its flags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.views.assess_words import (
    candidate_words,
    finding,
    letter,
    measure_text,
    stake_words,
    status_words,
    unit_text,
)
from detente.views.case_head import case_head
from detente.views.numbers import count_text, counted, decimal
from detente.views.page import Grid, Heading, Part, Text
from detente.views.prose import capital, listed, quoted
from detente.views.words import evidence, line_name, line_of, option_title, party_title

if TYPE_CHECKING:
    from detente.assess.run import Assessed, Assessment

HOW = (
    "A candidate dominates another if it is surely no worse in every criterion and surely better in one: by "
    "its worst end against the other's best end, draw by draw for shares of the same draws, or because both "
    "rest on the same plan, pact or lines. "
    "Intervals that overlap show no order. What is unknown dominates nothing and is dominated by nothing. "
    "Nothing is weighed against anything else, and there is no score."
)
TESTS = {
    "accept": "Can all accept it?",
    "verify": "Can anyone verify it?",
    "enforce": "Does breaking it pay?",
    "sequence": "Who goes first?",
}
"""The question of each test."""
WIDEST = 4
"""Most candidates that stand side by side in one table."""


def assess_page(found: Assessment) -> tuple[Part, ...]:
    """The page of an assessment."""
    return (*_head(found), *_tables(found), *_each(found), *_rest(found))


def _head(found: Assessment) -> Iterator[Part]:
    yield from case_head(found.case)
    yield Heading("Which candidates are left")
    yield from (Text(sentence) for sentence in finding(found))
    for place, one in enumerate(found.candidates):
        yield Text(capital(candidate_words(found.case, one.candidate.names)), mark=f"{letter(place)}:")


def _tables(found: Assessment) -> Iterator[Part]:
    shown = [each for each in found.criteria if each.id in found.compared]
    places = range(len(found.candidates))
    if not shown:
        return
    yield Heading("Candidates side by side: at middle figures, with the ends in brackets")
    for start in range(0, len(places), WIDEST):
        part = places[start : start + WIDEST]
        yield Grid(
            ("criterion", *(letter(place) for place in part)),
            tuple(
                (
                    f"{unit_text(criterion)} ({criterion.better} is better)",
                    *(measure_text(criterion, found.candidates[p].measures[criterion.id]) for p in part),
                )
                for criterion in shown
            ),
        )
    yield Text(HOW)


def _each(found: Assessment) -> Iterator[Part]:
    for place, one in enumerate(found.candidates):
        yield Heading(f"{letter(place)}: {candidate_words(found.case, one.candidate.names)}")
        yield from (Text(sentence, mark="-") for sentence in candidate_sentences(found, one))


def candidate_sentences(found: Assessment, one: Assessed, *, lines_only: bool = False) -> Iterator[str]:
    """What a candidate crosses, who keeps it, what has to be trusted, what it sets off and needs.

    Args:
        found: The assessment.
        one: The candidate.
        lines_only: Whether nothing is to be said of what parties have without a deal.
    """
    case, standing = found.case, one.standing
    if standing.rules:
        yield f"Structural rules that it breaks: {listed(standing.rules)}."
    if standing.red_lines:
        names = [
            f"{quoted(line_name(case, line_of(case, line)))} ({party_title(case, line_of(case, line).party)})"
            for line in standing.red_lines
        ]
        yield f"Red lines that it crosses: {listed(names)}."
    if standing.reservations:
        less = listed([party_title(case, party) for party in standing.reservations])
        yield f"Worth less than no deal, at middle figures, to: {less}."
    if standing.inside:
        worth = "" if lines_only else " and gives nobody less than no deal, at middle figures"
        yield f"It crosses no red line{worth}."
    yield from (f"{capital(words)}." for words in status_words(case, one))
    yield from (f"{capital(words)}." for words in stake_words(one))
    order = one.tried.order
    if order is not None and order.best.trust:
        titles = {step.id: step.title for step in case.enforcement.steps} if case.enforcement else {}
        needs = [
            f"{quoted(titles[trust.step.id])} ({party_title(case, trust.party)} is exposed)"
            for trust in order.best.trust
        ]
        yield f"Steps that need trust: {listed(needs)}; exposure {decimal(order.best.worst, 2)}."
    yield from _flags(found, one)


def _flags(found: Assessment, one: Assessed) -> Iterator[str]:
    case, flags = found.case, one.flags
    for threat in flags.triggered:
        option = quoted(option_title(case, threat.issue, threat.option))
        yield f"Threat that {option} would set off: {evidence(case, threat.statement)}"
    needs: dict[tuple[str, str], list[str]] = {}
    for need in flags.needed:
        title = option_title(case, need.issue, need.option)
        needs.setdefault((title, need.needs), []).append(case.issue(need.issue).title)
    for (title, words), issues in needs.items():
        yield f"{quoted(title)} ({listed(issues)}) needs {words}."
    crossings: dict[str, list[str]] = {}
    for crossing in flags.crossings:
        crossings.setdefault(crossing.red_line, []).append(crossing.title)
    for line, titles in crossings.items():
        name = quoted(line_name(case, line_of(case, line)))
        yield f"Instruments that would cross {name}, and are left out: {listed(titles)}."


def _rest(found: Assessment) -> Iterator[Part]:
    if found.could_not:
        yield Heading("What could not be computed")
        yield from (Text(sentence, mark="-") for sentence in found.could_not)
    yield Heading("What this rests on")
    yield Text(f"{draws_words(found)} Detente {__version__}, case {found.case.digest[:12]}.")


def draws_words(found: Assessment) -> str:
    """How much was drawn, and what the ends are."""
    effort = found.effort
    return (
        f"{counted(effort.draws, 'draw')} of what is open, {count_text(effort.pact_draws)} of each pact, "
        f"seed {effort.seed}; {counted(found.plans, 'monitoring plan')}, one for each set of obligations and "
        "usable instruments. Chances of acceptance carry the 95 % interval of drawing; the other ends are "
        "those of the figures."
    )
