"""What robustness finds as a page for people: the finding first, then what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.case.model import Figure
from detente.views.case_head import case_head
from detente.views.numbers import count_text, counted, interval
from detente.views.page import Grid, Heading, Part, Text
from detente.views.prose import capital
from detente.views.robust_finding import anything_open, robust_finding
from detente.views.robust_limits import effort_words, in_part
from detente.views.robust_packages_text import packages_parts, settlements_parts
from detente.views.robust_words import (
    WHAT_A_DRAW_IS,
    WHAT_THE_ERROR_IS,
    bar_text,
    combination_words,
    input_words,
    moving,
    outcome_words,
    percent,
    rare_words,
)
from detente.views.words import line_name, party_title

if TYPE_CHECKING:
    from detente.accept.robustness.result import Importance, Robustness

SHOWN = 8
"""How many inputs and combinations of red lines are written out; ``--json`` has all."""


def robust_page(found: Robustness) -> tuple[Part, ...]:
    """The page of a robustness result."""
    return (
        *_head(found),
        *_lines(found),
        *_decides(found),
        *packages_parts(found),
        *settlements_parts(found),
        *_rest(found),
    )


def _head(found: Robustness) -> Iterator[Part]:
    case = found.case
    yield from case_head(case)
    yield Heading("The finding")
    for sentence in robust_finding(found):
        yield Text(sentence)
    if anything_open(found):
        yield Text(WHAT_A_DRAW_IS)
        yield Text(f"Numbers left open: {count_text(sum(found.open_figures.values()))}.")
        yield Text(WHAT_THE_ERROR_IS)


def _lines(found: Robustness) -> Iterator[Part]:
    case = found.case
    if not case.red_lines or not found.combinations or not found.combinations[0].levels:
        return
    yield Heading("Red lines: the chance that each is held, and what the draws made of it")
    lines = [line for line in case.red_lines if line.id in found.combinations[0].levels]
    rows = []
    for line in lines:
        shares = [0] * (len(line.fallback) + 2)
        for known in found.combinations:
            shares[known.levels[line.id]] += known.draws
        held, *weaker, gone = (percent(count / found.deal.draws) for count in shares)
        fallen = percent(sum(shares[1:-1]) / found.deal.draws) if weaker else "no fallback"
        name = f"{line_name(case, line)} ({party_title(case, line.party)})"
        rows.append((name, _chance(line.held), held, fallen, gone))
    yield Grid(("red line", "chance", "held", "falls back", "given up"), tuple(rows), right=(1, 2, 3, 4))
    yield Heading("Which lines give way together, most often drawn first")
    shown = found.combinations[:SHOWN]
    yield Grid(
        ("what gives way", "of all draws", "a deal in"),
        tuple(
            (
                combination_words(case, known),
                percent(known.draws / found.deal.draws),
                percent(known.deals / known.draws)
                + (f", {count_text(known.undecided)} draws undecided" if known.undecided else ""),
            )
            for known in shown
        ),
        right=(1, 2),
    )
    more = len(found.combinations) - len(shown)
    if more:
        yield Text(f"{counted(more, 'other combination')}: see --json.")


def _chance(held: Figure) -> str:
    return f"{interval(Figure(low=100 * held.low, high=100 * held.high))} %"


def _decides(found: Robustness) -> Iterator[Part]:
    if not found.importance:
        return
    yield Heading("What decides: how much of the outcome goes back to each open input")
    yield Text(
        "If known: the share of the outcome's variance that goes once the input is known (closed index). "
        "If all else is known: the share that stays while the input is not (total index). With 95 % "
        "bootstrap intervals; estimates may fall a little below 0 or above 100."
    )
    for known in found.importance:
        yield from _outcome(found, known)


def _outcome(found: Robustness, known: Importance) -> Iterator[Part]:
    what = outcome_words(known)
    if known.groups is None:
        always = "always" if known.share.count else "never"
        yield Text(
            f"{what}: {always} so in {count_text(known.share.draws)} draws; there is nothing to split."
        )
        return
    moved = moving(known)
    yield Text(f"{what} ({percent(known.share.value)} of {count_text(known.share.draws)} further draws):")
    yield Grid(
        ("open input", "if known", "if all else is known"),
        tuple(
            (
                capital(input_words(found.case, group.place)),
                bar_text(group.index.closed),
                bar_text(group.index.total),
            )
            for group in moved[:SHOWN]
        ),
        right=(1, 2),
    )
    if rare := rare_words(known):
        yield Text(rare)
    more, still = len(moved[SHOWN:]), len(known.groups) - len(moved)
    if more:
        yield Text(f"{counted(more, 'input')} with less weight: see --json.")
    if still:
        yield Text(f"{counted(still, 'other input')} changed it in no draw.")
    if known.left_out:
        yield Text(
            f"{counted(known.left_out, 'draw')} left out, as the outcome was not decided in a variant."
        )


def _rest(found: Robustness) -> Iterator[Part]:
    said = in_part(found)
    if said:
        yield Heading("What could not be computed, or only in part")
        yield from _marked(said)
    yield Heading("What the draws rest on")
    yield from _marked(found.conventions)
    yield Text(f"{effort_words(found)} Detente {__version__}, case {found.case.digest[:12]}.")


def _marked(sentences: Sequence[str]) -> Iterator[Part]:
    for sentence in sentences:
        yield Text(sentence, mark="-")
