"""Who stands where: a matrix of parties and issues, each cell with its statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.case.model import Status
from detente.record.account import account_of
from detente.report.icons import icon, party_name, stance_icon
from detente.report.markup import Content, Html, el, spoken
from detente.report.notes import issue_note
from detente.report.page import pointer, section
from detente.report.standing import stand_words, standing
from detente.report.statements import card, doubt, quote, stance
from detente.views.numbers import count_words
from detente.views.parties import party_marks
from detente.views.positions import STANCE_WORDS, Apart, Cell, Positions, positions_of
from detente.views.prose import listed, quoted
from detente.views.rule_words import named

if TYPE_CHECKING:
    from detente.case.model import Case, Issue
    from detente.record.positions.matrix import Position
    from detente.record.positions.matrix import Positions as Stands

SHOWN = 3
"""How many stances a cell names; the others are counted."""


def matrix_section(case: Case) -> Html:
    """The second section of the page."""
    if not case.statements:
        return section(
            "positions",
            el("p", "The case holds no statements: nobody's words are on record here.", class_="empty"),
        )
    positions, account = positions_of(case), account_of(case)
    lead = [
        "What each party was reported to have said on each issue. ",
        el("span", "Open a cell for the words, the speaker, the date and the source. ", class_="on-screen"),
        el(
            "span",
            "The words, the speakers, the dates and the sources: ",
            pointer("sources"),
            ". ",
            class_="on-paper",
        ),
        "A dotted frame marks words that are doubtful or not reviewed.",
    ]
    return section(
        "positions",
        _table(case, positions, account.positions),
        standing(account),
        _apart(case, positions),
        lead=lead,
    )


def _table(case: Case, positions: Positions, stands: Stands) -> Html:
    marks = party_marks(case)
    heads = [
        el("th", party_name(marks[party.id]), scope="col", role="columnheader") for party in case.parties
    ]
    head = el("tr", el("th", "Issue", scope="col", role="columnheader"), heads, role="row")
    rows: list[Content] = []
    dialogs: list[Content] = []
    for number, (issue, cells) in enumerate(zip(case.issues, positions.rows, strict=True), start=1):
        filled = [
            _cell(case, issue, cell, f"cell-{number}-{place}", stands.of(cell.party, cell.issue))
            for place, cell in enumerate(cells, start=1)
        ]
        rows.append(el("tr", _issue(case, issue), [shown for shown, _ in filled], role="row"))
        dialogs += [dialog for _, dialog in filled]
    table = el(
        "table",
        el("caption", "Positions by issue and party", class_="sr"),
        el("thead", head, role="rowgroup"),
        el("tbody", rows, role="rowgroup"),
        class_="matrix",
        role="table",
    )
    return el("div", table, dialogs)


def _issue(case: Case, issue: Issue) -> Html:
    agree = [case.party(party).title for party in issue.consent]
    everybody = len(agree) == len(case.parties)
    words = f"up to {'all parties' if everybody else listed(agree)}"
    settled: Html | None = None
    if issue.status is not Status.OPEN and issue.agreed is not None:
        title = next(option.title for option in issue.options if option.id == issue.agreed)
        settled = el("span", f"{issue.status.value}: {title}", class_="settled")
    return el(
        "th",
        el("b", issue.title),
        el("span", words, class_="consent"),
        settled,
        issue_note(issue),
        scope="row",
        role="rowheader",
    )


def _cell(case: Case, issue: Issue, cell: Cell, name: str, stand: Position) -> tuple[Html, Html | None]:
    """A cell, and the dialog that it opens."""
    mark = party_marks(case)[cell.party]
    if not cell.statements:
        nothing = el("span", "–", aria_hidden="true", class_="nothing")
        return el("td", nothing, spoken("nothing on record"), role="cell", class_="blank"), None
    chips = [
        el("span", stance_icon(known), STANCE_WORDS[known], class_="stance") for known in cell.stances[:SHOWN]
    ]
    more = len(cell.stances) - SHOWN
    rest = el("span", f"+ {more}", spoken(" more"), class_="more") if more > 0 else None
    unsure = (
        el("span", icon("unclear"), spoken("some of it doubtful"), class_="doubt") if cell.unsure else None
    )
    said = count_words(len(cell.statements), "statement", "statements")
    button = el(
        "button",
        el("span", party_name(mark), class_="who"),
        chips,
        rest,
        unsure,
        spoken(f", {said} by {mark.title} on {named(issue)}"),
        type="button",
        popovertarget=name,
        aria_haspopup="dialog",
        class_="cell unsure" if cell.unsure else "cell",
    )
    return el("td", button, role="cell"), _dialog(case, issue, cell, name, stand)


def _dialog(case: Case, issue: Issue, cell: Cell, name: str, stand: Position) -> Html:
    close = el(
        "button",
        icon("close"),
        spoken("Close"),
        type="button",
        popovertarget=name,
        popovertargetaction="hide",
        class_="close",
        autofocus=True,
    )
    heading = el(
        "h3", party_name(party_marks(case)[cell.party]), el("span", named(issue)), id=f"{name}-title"
    )
    cards = [card(case, statement, on=issue.id) for statement in cell.statements]
    return el(
        "div",
        el("header", heading, close),
        el("div", stand_words(case, stand), cards, class_="cards"),
        popover="auto",
        id=name,
        role="dialog",
        aria_labelledby=f"{name}-title",
        class_="dialog",
    )


def _apart(case: Case, positions: Positions) -> Html | None:
    """Statements that are nobody's position, and how many were left out."""
    groups = [_group(case, apart) for apart in positions.apart]
    rejected = (
        f"{count_words(positions.rejected, 'statement', 'statements').capitalize()} rejected on review "
        f"{'is' if positions.rejected == 1 else 'are'} left out."
    )
    left_out = el("p", rejected) if positions.rejected else None
    if not groups and left_out is None:
        return None
    lead = el("p", "These statements are kept apart: they are no party's position and carry no red line.")
    return el(
        "div", el("h3", "Nobody's position"), lead if groups else None, groups, left_out, class_="apart"
    )


def _group(case: Case, apart: Apart) -> Html:
    items = []
    for statement in apart.statements:
        issue = next((known for known in case.issues if known.id == statement.issue), None)
        where = f" on {quoted(named(issue))}" if issue else ""
        speaker = statement.speaker or "speaker not named"
        reading = el("p", "How it is read: ", statement.reading, class_="by") if statement.reading else None
        words = [
            stance(statement),
            quote(statement),
            el("span", f" {speaker}{where} ", class_="by"),
            doubt(statement),
        ]
        items.append(el("li", words, reading))
    return el("div", el("h4", apart.title), el("ul", items, class_="evidence"))
