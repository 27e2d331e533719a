"""Positions by the parties' own confirmed words: when they were said, who agrees, what has moved."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from detente.record.positions.sides import Side
from detente.record.positions.timeline import timeline
from detente.report.charts import svg
from detente.report.icons import party_name
from detente.report.markup import Content, Html, el
from detente.report.page import fold, scroll
from detente.report.parts import parts_html
from detente.report.statements import cited, quote
from detente.views.numbers import every
from detente.views.parties import party_marks
from detente.views.position_words import (
    METHOD,
    SIDE_WORDS,
    STAND_WORDS,
    day_words,
    finding_of,
    since_words,
    tie_words,
)
from detente.views.positions_chart import network_chart, timeline_chart
from detente.views.positions_text import drift_parts, tie_grid
from detente.views.prose import sentence

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.record.account import Account
    from detente.record.positions.matrix import Position
    from detente.views.drawing import Spec

_KEY: dict[Side, str] = {Side.YES: "▲", Side.YES_IF: "△", Side.ASKS: "◇", Side.NO: "■"}
"""The marks of the timeline as characters."""

_TIMELINE = "When each party said what, by its own confirmed words"
_NETWORK = "Parties, joined by the number of issues on which they agree or are in conflict"


def standing(account: Account) -> Html:
    """The parts of the section that follow from confirmed statements alone."""
    if not any(cell.holdings for cell in account.positions.cells):
        return el("p", "No confirmed statement makes a position yet.", class_="empty")
    return el(
        "div",
        el("h3", "By confirmed words alone"),
        [el("p", told) for told in finding_of(account)],
        _said(account),
        el("h3", "Who agrees with whom"),
        _ties(account),
        el("h3", "What has moved in words"),
        parts_html(drift_parts(account)),
        fold("How positions and networks are made", el("p", METHOD)),
        class_="by-words",
    )


def stand_words(case: Case, cell: Position) -> Html:
    """A position in a sentence, for the head of a cell's statements."""
    words: list[Content] = ["Position: ", el("b", STAND_WORDS[cell.stand])]
    if cell.since is not None:
        words.append(since_words(cell.since))
    names = [holding.statement.id for holding in cell.current]
    if names:
        words += [", by ", cited(case, names)]
    return el("p", words, ".", class_="by")


def _said(account: Account) -> Html:
    case = account.positions.case
    marks, titles = party_marks(case), {issue.id: issue.title for issue in case.issues}
    moments = [moment for moment in timeline(account.positions) if moment.holding.main]
    rows = [
        el(
            "tr",
            el("td", day_words(moment.holding.when)),
            el("td", party_name(marks[moment.party])),
            el("td", titles[moment.issue]),
            el("td", SIDE_WORDS[moment.holding.side]),
            el(
                "td",
                quote(moment.holding.statement) if moment.holding.statement.quote else None,
                " ",
                cited(case, [moment.holding.statement.id]),
            ),
        )
        for moment in moments
    ]
    heads = [el("th", head, scope="col") for head in ("Said", "Party", "Issue", "Says", "Words")]
    caption = el("caption", _TIMELINE, class_="sr")
    table = el("table", caption, el("thead", el("tr", heads)), el("tbody", rows))
    key = [el("li", el("span", mark, aria_hidden="true"), SIDE_WORDS[side]) for side, mark in _KEY.items()]
    key.append(el("li", "a line: the days on which it may have been said; dots: the first is not known"))
    drawn = _drawn(timeline_chart(account), _TIMELINE, class_="scroll wide-chart")
    figure = el("figure", drawn, el("ul", key, class_="map-key")) if drawn else None
    title = every(len(rows), "statement that makes a position", "statements that make positions")
    folded = fold(f"{title}, in the order of their days", scroll(table, label=_TIMELINE))
    return el("div", el("h3", "When it was said"), figure, folded)


def _ties(account: Account) -> Html:
    case = account.positions.case
    drawn = _drawn(network_chart(account), _NETWORK, class_="network")
    caption = "Full lines: issues on which both say yes. Dashed lines: issues on which they are in conflict."
    figure = el("figure", drawn, el("figcaption", caption)) if drawn else None
    told = [el("li", sentence(words)) for tie in account.network.ties for words in tie_words(case, tie)]
    table = parts_html([tie_grid(account)])
    return el("div", figure, el("ul", told) if told else None, fold("The same as numbers", table))


def _drawn(spec: Spec | None, label: str, *, class_: str) -> Html | None:
    """A picture; None where there is nothing to draw or the ``plot`` extra is not installed."""
    if spec is None or find_spec("vl_convert") is None:
        return None
    return el("div", svg(spec, label=label), class_=class_)
