"""What would change our mind: each conclusion with the smallest change that turns it, replayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.markup import Content, Html, el
from detente.report.page import section
from detente.views.assess_words import letter
from detente.views.challenge_text import HOW
from detente.views.challenge_words import (
    NOT_MOVED,
    also_words,
    candidate_line,
    challenge_finding,
    conclusion_words,
    replay_words,
    turned_words,
)
from detente.views.edition import withheld_words
from detente.views.numbers import count_text, counted, decimal
from detente.views.prose import capital

if TYPE_CHECKING:
    from fractions import Fraction

    from detente.assess.challenge import Challenge
    from detente.assess.reversal import Challenged, Move
    from detente.views.edition import Edition

_LEAD = (
    "For each conclusion the smallest change of the inputs, within the bounds that the case gives them, that "
    "turns it round. Each change has been put through the whole computation again."
)
TOLD = {
    "one": "one figure turns it",
    "run": "the instruments turn it",
    "pair": "two figures turn it",
    "all": "all figures together turn it",
    "outside": "outside of its bounds",
    "lines": "a red line turns it",
    "none": "robust as far as searched",
    "nothing-open": "nothing is open",
}
"""What turns a conclusion, in a few words."""


def challenge_section(edition: Edition) -> Html:
    """The section of the page."""
    found = edition.challenge
    if found is None:
        return section("challenge", el("p", edition.study.no_assessment, class_="empty"))
    whole = edition.study.challenge
    away = len(whole.conclusions) - len(found.conclusions) if whole is not None else 0
    tried = sum(one.tried for one in found.conclusions)
    return section(
        "challenge",
        [el("p", words) for words in challenge_finding(found)],
        [_candidate(found, place) for place in range(len(found.candidates))],
        el("ol", [_challenged(found, one) for one in found.conclusions], class_="challenged"),
        el("p", withheld_words(away, "further conclusion rests", "further conclusions rest"))
        if away
        else None,
        el("p", HOW, class_="by"),
        el("p", NOT_MOVED, class_="by"),
        el(
            "p",
            f"{counted(tried, 'case')} computed; {count_text(found.effort.draws)} draws for each chance, "
            f"seed {found.effort.seed}.",
            class_="by",
        ),
        lead=_LEAD,
    )


def _candidate(found: Challenge, place: int) -> Html:
    """What the letter of a candidate stands for; it is that of the section before."""
    words = capital(candidate_line(found, place))
    return el("p", el("span", letter(place), class_="letter k-nash"), f"{words}.")


def _challenged(found: Challenge, one: Challenged) -> Html:
    parts: list[Content] = [
        el(
            "p",
            el("b", f"{conclusion_words(found, one.conclusion)}."),
            " ",
            el("span", TOLD[one.found], class_=f"chip f-{one.found}"),
        ),
        el("p", turned_words(found.case, one)),
    ]
    if one.reversals:
        first = one.reversals[0]
        parts.append([_strip(move) for move in first.moves[:2]] if len(first.moves) < 3 else None)
        parts.append(el("p", replay_words(found.case, one, first), class_="by"))
    also = also_words(found.case, one)
    parts.append(el("ul", [el("li", capital(words)) for words in also]) if also else None)
    return el("li", parts)


def _strip(move: Move) -> Html:
    """A figure from end to end, and how far it goes from its middle: the words stand above."""
    figure = move.input.figure
    low, high = min(figure.low, move.value), max(figure.high, move.value)

    def at(value: Fraction) -> float:
        return float(100 * (value - low) / (high - low))

    start, end = sorted((at(move.input.middle), at(move.value)))
    parts = [
        el("rect", x=f"{at(figure.low):.2f}", y=2, width=f"{at(figure.high) - at(figure.low):.2f}", height=6,
           class_="track"),
        el("rect", x=f"{start:.2f}", y=2, width=f"{max(end - start, 0.4):.2f}", height=6, class_="part"),
        el("rect", x=f"{min(at(move.value), 99.2):.2f}", y=0, width="0.8", height=10, class_="error"),
    ]  # fmt: skip
    ends = f"{decimal(figure.low)} to {decimal(figure.high)}, now {decimal(move.input.middle)}"
    return el(
        "div",
        el("svg", parts, class_="band", viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true"),
        el("p", f"{move.input.place}: {ends}; turns at {decimal(move.value, 4)}.", class_="by"),
        class_="move",
    )
