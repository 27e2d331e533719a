"""Robustness bands: beside each finding, in which share of the draws it holds, with the error of drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.accept.robustness.named import way_name
from detente.report.markup import Html, el
from detente.report.page import pointer
from detente.views.chances import chance_title, chance_words, deal_chance, opened_chance
from detente.views.demands import concession
from detente.views.numbers import count_text, counted
from detente.views.prose import capital, listed
from detente.views.robust_words import interval_text, percent, with_interval
from detente.views.words import party_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.accept.answer import Answer
    from detente.accept.robustness.result import Robustness
    from detente.accept.robustness.share import Share
    from detente.accept.way import Way
    from detente.views.edition import Edition


def band(share: Share) -> Html:
    """A share of draws as a bar from none to all, with its 95 % interval; the words stand beside it."""
    low, high = (100 * end for end in share.interval)
    parts = [
        el("rect", x=0, y=2, width=100, height=6, class_="track"),
        el("rect", x=0, y=2, width=f"{100 * share.value:.2f}", height=6, class_="part"),
        el("rect", x=f"{low:.2f}", y=0, width=f"{max(high - low, 0.4):.2f}", height=10, class_="error"),
    ]
    return el(
        "svg", parts, class_="band", viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true"
    )


def finding_band(edition: Edition) -> Html | None:
    """The band beside the finding on the first screen; nothing where no draws were made."""
    found = edition.study.own_robustness
    if found is None:
        return None
    share = deal_chance(found, lines_only=edition.public)
    what = chance_words(lines_only=edition.public)
    drawn = [
        *(["red lines giving way by their chances"] if found.case.red_lines else []),
        *(["all open numbers drawn within their bounds"] if not edition.public else []),
    ]
    start = f"With {listed(drawn)}, {what[:1].lower()}{what[1:]}" if drawn else what
    words = f"{start} in {percent(share.value)} of {counted(share.draws, 'draw')}"
    return el(
        "div",
        el("p", words, f" (95 % interval {interval_text(share)}): ", pointer("robustness"), "."),
        band(share),
        class_="banded",
    )


def way_band(edition: Edition, way: Way) -> Html | None:
    """The band of an opening: how often there is a deal once it is taken."""
    found = edition.study.own_robustness
    if found is None:
        return None
    share = opened_chance(found, way, lines_only=edition.public)
    if share is None:
        return None
    what = "rules and red lines leave a package" if edition.public else "a deal exists"
    words = f"Once it is taken, {what} in {percent(share.value)} of {counted(share.draws, 'draw')}"
    return el(
        "div",
        el("p", f"{words} ({interval_text(share)})."),
        band(share),
        None if edition.public else _its_package(found, way),
        class_="banded",
    )


def _its_package(found: Robustness, way: Way) -> Html | None:
    """How often the package that Nash selects where an opening is taken is acceptable, over all draws."""
    name = way_name(way.opening)
    package = next((known for known in found.packages if name in known.names), None)
    if package is None:
        return None
    own = listed(
        [
            f"{party_title(found.case, party)} {percent(share.value)}"
            for party, share in package.acceptable.items()
        ]
    )
    everybody = with_interval(package.acceptable_to_all)
    return el(
        "p", f"Over all draws its Nash package is acceptable to all in {everybody}: to {own}.", class_="by"
    )


def reading_band(edition: Edition, answer: Answer) -> Html | None:
    """The band of a reading: how often there is a deal under it."""
    known = edition.robustness(answer)
    if known is None:
        return None
    share = deal_chance(known, lines_only=edition.public)
    words = (
        f"{chance_words(lines_only=edition.public)} in {percent(share.value)} of {count_text(share.draws)}"
    )
    return el("div", el("p", f"{words} draws ({interval_text(share)})."), band(share), class_="banded")


def bands_table(edition: Edition, found: Robustness, titles: Sequence[str]) -> Html:
    """All bands side by side: the case, each opening that is taken, each other reading.

    Args:
        edition: What may be shown.
        found: What was drawn of the case.
        titles: Titles of the other readings, in their order.
    """
    rows = [
        el(
            "tr",
            el("th", title, scope="row"),
            el("td", percent(share.value), class_="figure"),
            el("td", band(share), class_="drawn"),
            el("td", interval_text(share), class_="figure"),
            el("td", count_text(share.draws), class_="figure"),
        )
        for title, share in _bands(edition, found, titles)
    ]
    heads = [
        el("th", "", scope="col"),
        el("th", f"{chance_words(lines_only=edition.public)} in", scope="col"),
        el("th", "", class_="drawn"),
        el("th", "95 % interval", scope="col"),
        el("th", "of draws", scope="col"),
    ]
    return el(
        "table",
        el("caption", chance_title(lines_only=edition.public), class_="sr"),
        el("thead", el("tr", heads)),
        el("tbody", rows),
        class_="bands",
    )


def _bands(edition: Edition, found: Robustness, titles: Sequence[str]) -> Iterator[tuple[str, Share]]:
    yield "The case as it stands", deal_chance(found, lines_only=edition.public)
    for way in edition.ways(edition.answer):
        share = opened_chance(found, way, lines_only=edition.public)
        if share is not None:
            yield capital(f"once {concession(edition.answer.case, way)}"), share
    for reading, title in zip(edition.readings, titles, strict=True):
        known = edition.robustness(reading)
        if known is not None:
            yield title, deal_chance(known, lines_only=edition.public)
