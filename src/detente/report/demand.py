"""A demand as a block: whose it is, what it asks for, who said so, and how firmly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.case.model import LINE_STANCES, Strength
from detente.report.icons import party_name
from detente.report.markup import Content, Html, el
from detente.report.statements import evidence
from detente.views.parties import party_marks
from detente.views.prose import sentence
from detente.views.rule_words import rule_in_words
from detente.views.words import line_name

if TYPE_CHECKING:
    from detente.case.model import Case, RedLine

STRENGTH_WORDS = {
    Strength.ABSOLUTE: "an absolute line: stated without exception",
    Strength.STRONG: "a strong line",
    Strength.STATED: "a stated line",
}
"""How firmly a line was stated, in words."""


def basis_words(case: Case, line: RedLine) -> str:
    """What a red line rests on, in words: sourced lines and an analyst's are never mixed up."""
    stances = {case.statement(name).stance for name in line.statements}
    if stances & LINE_STANCES:
        return "sourced"
    return "an analyst's reading of what was said" if stances else "an analyst's line, without a statement"


def line_block(case: Case, line: RedLine) -> Html:
    """A red line as one side of a collision."""
    asks = rule_in_words(line.text, case)
    title = line_name(case, line)
    tags = [
        el("li", STRENGTH_WORDS[line.strength].partition(":")[0], title=STRENGTH_WORDS[line.strength]),
        el("li", basis_words(case, line)),
    ]
    content: list[Content] = [
        el("p", title if line.title else sentence(title), class_="asks"),
        el("p", sentence(asks), class_="rule") if line.title else None,
        evidence(case, line.statements),
        _why("Why it is read so", line.why),
        el("ul", tags, class_="tags"),
    ]
    return _block(case, line.party, content)


def reservation_block(case: Case, party: str) -> Html:
    """A reservation as one side of a collision."""
    words = "No less than it has without a deal"
    known = case.party(party).reservation
    why = known.why if known is not None else ""
    content: list[Content] = [
        el("p", words, class_="asks"),
        el("p", "A package has to be worth at least as much to it as no deal.", class_="rule"),
        _why("Why", why),
        el("ul", el("li", "a reservation"), class_="tags"),
    ]
    return _block(case, party, content)


def _why(summary: str, why: str) -> Html | None:
    return el("details", el("summary", summary), el("p", sentence(why)), class_="why") if why else None


def _block(case: Case, party: str, content: list[Content]) -> Html:
    mark = party_marks(case)[party]
    return el("div", el("p", party_name(mark), class_="whose"), content, class_=f"side c{mark.colour}")
