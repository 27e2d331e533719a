"""A statement on the page: its words, what it does, who said it, where and when, and any doubt about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.case.statements import Review
from detente.report.icons import icon, stance_icon
from detente.report.markup import Content, Html, el
from detente.views.numbers import date_text
from detente.views.positions import STANCE_WORDS
from detente.views.prose import quoted
from detente.views.rule_words import named

if TYPE_CHECKING:
    from detente.case.model import Case, Statement

DOUBT_WORDS = {
    Review.DOUBTFUL: "doubtful",
    Review.UNREVIEWED: "not reviewed",
    Review.REJECTED: "rejected",
}
"""What is said of a statement that no reader has confirmed."""


def anchors(case: Case) -> dict[str, str]:
    """An anchor on the page for each statement."""
    return {statement.id: f"s{number}" for number, statement in enumerate(case.statements, start=1)}


def cited(case: Case, statements: Iterable[str]) -> Html | None:
    """Links to the statements that something rests on; nothing if there are none."""
    places = anchors(case)
    links = [el("a", name, href=f"#{places[name]}", class_="cite") for name in statements if name in places]
    parts: list[Content] = [part for link in links for part in (" ", link)]
    return el("span", parts[1:], class_="cites") if links else None


def stance(statement: Statement) -> Html:
    """What a statement does, as a drawing and a word."""
    return el("span", stance_icon(statement.stance), STANCE_WORDS[statement.stance], class_="stance")


def doubt(statement: Statement) -> Html | None:
    """A mark on a statement that no reader has confirmed."""
    words = DOUBT_WORDS.get(statement.review)
    return el("span", icon("unclear"), words, class_="doubt") if words else None


def quote(statement: Statement) -> Html:
    """The words of a statement."""
    text = statement.quote
    inner = text[1:-1]
    if text[:1] == "“" and text[-1:] == "”" and not {"“", "”"} & set(inner):
        text = inner
    return el("q", text.replace("“", "‘").replace("”", "’"))


def attribution(case: Case, statement: Statement) -> str:
    """Who said it, when, and by which chain of reports it is known."""
    outlets = {source.id: source.outlet for source in case.sources}
    speaker = ", ".join(part for part in (statement.speaker, statement.speaker_role) if part)
    chain = [outlets.get(name, name) for name in (*statement.via, statement.source_id)]
    told = f"via {', then '.join(dict.fromkeys(chain))}"
    return "; ".join(part for part in (speaker or "speaker not named", _dated(statement), told) if part)


def card(case: Case, statement: Statement, *, anchor: str | None = None, on: str = "") -> Html:
    """A statement with all that is known of it.

    Args:
        case: The case.
        statement: The statement.
        anchor: Its anchor, where it stands in the register.
        on: The issue under which it is shown; if it is mainly about another one, the card says so.
    """
    notes: list[Content] = []
    main = next((issue for issue in case.issues if issue.id == statement.issue), None)
    if on and main is not None and main.id != on:
        notes.append(el("p", f"Mainly about {quoted(named(main))}."))
    if statement.reading:
        notes.append(el("p", el("b", "How it is read: "), statement.reading))
    if statement.note:
        notes.append(el("p", statement.note))
    if statement.condition_of:
        notes.append(el("p", "A condition of ", cited(case, statement.condition_of), "."))
    head = el("p", stance(statement), doubt(statement), el("span", statement.id, class_="id"), class_="does")
    return el(
        "article",
        head,
        el("blockquote", quote(statement)),
        el("p", attribution(case, statement), ".", class_="by"),
        el("div", notes, class_="notes") if notes else None,
        class_="card unsure" if statement.review is not Review.CONFIRMED else "card",
        id=anchor,
    )


def evidence(case: Case, statements: Iterable[str]) -> Html | None:
    """Statements behind a red line, in short: words, speaker, date, and the way to the rest."""
    items = [_short(case, case.statement(name)) for name in statements]
    return el("ul", items, class_="evidence") if items else None


def _short(case: Case, statement: Statement) -> Html:
    speaker = statement.speaker or "speaker not named"
    when = _dated(statement)
    return el(
        "li",
        el("span", stance_icon(statement.stance), class_="stance", title=STANCE_WORDS[statement.stance]),
        quote(statement),
        el("span", f" {speaker}{', ' if when else ''}{when} ", class_="by"),
        cited(case, [statement.id]),
        doubt(statement),
    )


def _dated(statement: Statement) -> str:
    if statement.said_on:
        return f"said {date_text(statement.said_on)}"
    return f"reported {date_text(statement.reported_on)}" if statement.reported_on else ""
