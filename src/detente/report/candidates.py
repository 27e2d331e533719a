"""Which deal holds: candidates side by side through all three tests, each with what it sets off and needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isinf
from typing import TYPE_CHECKING

from detente.assess.criteria import Measure
from detente.report.markup import Content, Html, el
from detente.report.page import fold, scroll, section
from detente.views.assess_text import (
    HOW,
    TESTS,
    WIDEST,
    candidate_sentences,
    draws_words,
)
from detente.views.assess_words import candidate_words, finding, letter, measure_text, unit_text
from detente.views.edition import withheld_words
from detente.views.prose import capital, listed
from detente.views.rule_words import named
from detente.views.words import option_title

if TYPE_CHECKING:
    from detente.assess.criteria import Criterion, Measured
    from detente.assess.run import Assessed, Assessment
    from detente.case.model import Issue
    from detente.views.edition import Edition

_LEAD = (
    "Every candidate through the same tests, side by side. Nothing is added up and there is no score: which "
    "of those that are left is best is a choice between what they are good at."
)
_STRIPS = (
    "A number is that at middle figures, with the ends in brackets. Strips: from end to end, with the middle "
    "marked, on one scale for each row. Where nothing is known it says unknown."
)
_WITHHELD = (
    "Whether keeping a deal is worth more than breaking it rests on what the sides have without a deal, and "
    "is left out of this public page; so is how likely a party that has stated such a worth accepts."
)


def candidates_section(edition: Edition) -> Html:
    """The section of the page."""
    found = edition.assessment
    if found is None:
        return section("candidates", el("p", edition.study.no_assessment, class_="empty"))
    whole = edition.study.assessment
    away = len(whole.candidates) - len(found.candidates) if whole is not None else 0
    return section(
        "candidates",
        [el("p", words) for words in finding(found)],
        el("p", _WITHHELD, class_="withheld") if edition.public else None,
        el("p", withheld_words(away, "further candidate rests", "further candidates rest")) if away else None,
        _tables(found),
        el("p", HOW, class_="by"),
        fold("What each candidate settles", _settled(found)) if found.candidates else None,
        el(
            "div",
            [_card(found, place, lines_only=edition.public) for place in range(len(found.candidates))],
            class_="ways",
        ),
        [el("p", words) for words in found.could_not],
        el("p", draws_words(found), class_="by"),
        lead=_LEAD,
    )


# ---------------------------------------------------------------- the table


def _tables(found: Assessment) -> Iterator[Html]:
    """All criteria by candidates, a few candidates at a time."""
    shown = [each for each in found.criteria if each.id in found.compared]
    places = range(len(found.candidates))
    if not shown or not places:
        return
    yield el("p", _STRIPS, class_="by")
    for start in range(0, len(places), WIDEST):
        part = places[start : start + WIDEST]
        label = f"Candidates {listed([letter(place) for place in part])} through all tests"
        yield scroll(_table(found, shown, part, label), label=label)


def _table(found: Assessment, shown: Sequence[Criterion], part: range, label: str) -> Html:
    return el(
        "table",
        el("caption", label, class_="sr"),
        el("thead", el("tr", el("th", "Test", scope="col"), [_head(found, place) for place in part])),
        [_test(found, test, shown, part) for test in TESTS],
        class_="packages compared",
    )


def _head(found: Assessment, place: int) -> Html:
    one = found.candidates[place]
    by = listed([letter(each) for each in one.dominated_by])
    return el(
        "th",
        el("span", letter(place), class_="letter k-nash"),
        el("span", capital(candidate_words(found.case, one.candidate.names))),
        el("span", f"dominated by {by}", class_="doubt") if by else None,
        scope="col",
    )


def _test(found: Assessment, test: str, shown: Sequence[Criterion], part: range) -> Html | None:
    """The rows of one test, under its question."""
    own = [each for each in shown if each.test == test]
    if not own:
        return None
    head = el("tr", el("th", TESTS[test], scope="rowgroup", colspan=len(part) + 1), class_="question")
    return el("tbody", head, [_row(found, each, part) for each in own])


def _row(found: Assessment, criterion: Criterion, part: range) -> Html:
    measures = [found.candidates[place].measures[criterion.id] for place in range(len(found.candidates))]
    scale = _scale(criterion, measures)
    cells = [
        el(
            "td",
            el("span", letter(place), class_="label", aria_hidden="true"),
            el("div", measure_text(criterion, measures[place]), _strip(measures[place], scale)),
        )
        for place in part
    ]
    better = el("span", f"{criterion.better} is better", class_="kind")
    return el("tr", el("th", capital(unit_text(criterion)), " ", better, scope="row"), cells)


def _scale(criterion: Criterion, measures: Sequence[Measured]) -> tuple[float, float]:
    """Both ends of the scale of a row: 0 to 1 for chances, else what is known and finite, with 0."""
    if criterion.test == "accept" or criterion.id == "verify.worst":
        return 0.0, 1.0
    known = [each for each in measures if isinstance(each, Measure)]
    ends = [end for each in known for end in (each.low, each.high) if not isinf(end)]
    return min([0.0, *ends]), max([0.0, *ends])


def _strip(known: Measured, scale: tuple[float, float]) -> Html | None:
    """A measure on the scale of its row, silent to screen readers: the words stand above it."""
    low, high = scale
    if not isinstance(known, Measure) or high <= low:
        return None

    def at(value: float) -> float:
        return 100 * (min(max(value, low), high) - low) / (high - low)

    start, middle, end = (at(value) for value in (known.low, known.middle, known.high))
    parts = [
        el("rect", x=0, y=2, width=100, height=6, class_="track"),
        el("rect", x=f"{start:.2f}", y=2, width=f"{max(end - start, 0.4):.2f}", height=6, class_="part"),
        el("rect", x=f"{min(middle, 99.2):.2f}", y=0, width="0.8", height=10, class_="error"),
    ]
    return el(
        "svg", parts, class_="band", viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true"
    )


# ---------------------------------------------------------------- what they are


def _settled(found: Assessment) -> Iterator[Html]:
    """What each candidate settles, issue by issue; where all agree, one cell says so."""
    places = range(len(found.candidates))
    for start in range(0, len(places), WIDEST):
        part = places[start : start + WIDEST]
        heads = [el("th", "Issue", scope="col")]
        heads += [
            el(
                "th",
                el("span", letter(place), class_="letter k-nash"),
                f"Candidate {letter(place)}",
                scope="col",
            )
            for place in part
        ]
        rows = [_issue(found, issue, part) for issue in found.case.issues]
        table = el("table", el("thead", el("tr", heads)), el("tbody", rows), class_="packages")
        yield scroll(table, label="What each candidate settles")


def _issue(found: Assessment, issue: Issue, part: range) -> Html:
    packages = [found.candidates[place].candidate.package for place in part]
    titles = [option_title(found.case, issue.id, package[issue.id]) for package in packages]
    alike = len(set(titles)) == 1
    cells: list[Content] = [
        el(
            "td",
            el("span", "all" if alike else letter(place), class_="label", aria_hidden="true"),
            title,
            colspan=len(titles) if alike and len(titles) > 1 else None,
        )
        for place, title in list(zip(part, titles, strict=True))[: 1 if alike else None]
    ]
    return el("tr", el("th", named(issue), scope="row"), cells, class_="alike" if alike else "differ")


def _card(found: Assessment, place: int, *, lines_only: bool) -> Html:
    """What a candidate crosses, sets off and needs, in sentences."""
    one: Assessed = found.candidates[place]
    title = capital(candidate_words(found.case, one.candidate.names))
    said = [el("li", words) for words in candidate_sentences(found, one, lines_only=lines_only)]
    return el(
        "article",
        el("h3", el("span", letter(place), class_="ordinal"), el("span", title)),
        el("ul", said, class_="said"),
        class_="way candidate",
    )
