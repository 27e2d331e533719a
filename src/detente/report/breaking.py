"""Does breaking it pay, and who goes first: the two sections of the third question."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile
from math import isinf
from typing import TYPE_CHECKING

from detente.report.charts import svg
from detente.report.markup import Html, el
from detente.report.order_figure import order_figure
from detente.report.page import scroll, section
from detente.report.parts import parts_html
from detente.views.collateral_chart import axis_end, collateral_chart, enough
from detente.views.enforce_text import enforce_page
from detente.views.enforce_words import amount, enforce_finding
from detente.views.page import Heading, Part
from detente.views.robust_words import percent
from detente.views.sequence_text import sequence_finding, sequence_page
from detente.views.words import party_title

if TYPE_CHECKING:
    from detente.enforce.deal.finding import Deal
    from detente.enforce.deal.order import Ordered
    from detente.views.edition import Edition

_BREAKING = (
    "What keeping is worth to either side, what breaking would bring, and what an alarm has to take so that "
    "it does not pay. The words are the same for both."
)
_ORDER = (
    "In which order the steps are taken so that nobody is exposed more than has to be, and what is left to "
    "trust."
)
_WITHHELD = "It rests on what the parties have without a deal; this page leaves it out."


def breaking_section(edition: Edition) -> Html:
    """Whether breaking pays."""
    deal = edition.deal
    if deal is None:
        why = _WITHHELD if edition.study.deal is not None else edition.study.no_deal
        return section("breaking", el("p", why, class_="empty"))
    page = enforce_page(deal, rates=edition.study.rates_from)
    return section(
        "breaking",
        [el("p", words) for words in enforce_finding(deal)],
        _chart(deal) if deal.sides else None,
        parts_html(_tables(page)),
        lead=_BREAKING,
    )


def order_section(edition: Edition) -> Html:
    """Who goes first."""
    found = edition.ordered
    if found is None:
        why = _WITHHELD if edition.study.ordered is not None else edition.study.no_deal
        return section("order", el("p", why, class_="empty"))
    page = sequence_page(found, rates=edition.study.rates_from)
    return section(
        "order",
        [el("p", words) for words in sequence_finding(found)],
        _picture(found) if found.rows else None,
        parts_html(_tables(page)),
        lead=_ORDER,
    )


def _tables(page: list[Part]) -> Iterator[Part]:
    """What the page of the command line has under its headings, its finding left out."""
    return dropwhile(lambda part: not isinstance(part, Heading), page[1:])


def _chart(deal: Deal) -> Html:
    said = "; ".join(
        f"{party_title(deal.case, side.party)}: with nothing taken in "
        f"{percent(enough(side.least_drawn, 0.0))} "
        f"of the draws, at most {amount(max(side.least_drawn))} is needed"
        for side in deal.sides
    )
    return el(
        "figure",
        el("h3", "What collateral does"),
        el(
            "figcaption",
            "In which share of draws no violation pays, by what an alarm takes of the side besides sanctions "
            "and conflict; whether staging a breach of the other side then pays is left out. Each side is in "
            f"its own unit: the two lines are not to be compared along it. {_beyond(deal)}",
        ),
        el(
            "div",
            svg(collateral_chart(deal), label=f"What collateral does. {said}"),
            class_="scroll wide-chart",
        ),
        class_="profile",
    )


def _beyond(deal: Deal) -> str:
    """What the chart's axis leaves out, both sides in the same words."""
    end = axis_end(deal)
    said = (
        f"{percent(1 - enough(side.least_drawn, end))} of the draws of {party_title(deal.case, side.party)} "
        f"({_most(max(side.least_drawn))})"
        for side in deal.sides
    )
    return f"More than the axis shows is needed in {' and '.join(said)}."


def _most(least: float) -> str:
    return "in some no amount is enough" if isinf(least) else f"at most {amount(least)}"


def _picture(found: Ordered) -> Html:
    return el(
        "figure",
        el("h3", "The order, by party and day"),
        el(
            "figcaption",
            "Bars: a step is under way; outlined: it is done and not yet seen. Below: how exposed "
            "the most exposed "
            "party is, from the end of each step on. Numbers are those of the table.",
        ),
        scroll(order_figure(found), label="The order, by party and day"),
        class_="profile",
    )
