"""What collides: each blocker as a picture, what other readings change, and every red line of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.case.model import HELD_BY_DEFAULT, is_inert
from detente.report.collision_figure import collision_figure, marks_key
from detente.report.demand import basis_words
from detente.report.icons import party_name
from detente.report.markup import Content, Html, el
from detente.report.page import fold, scroll, section
from detente.report.readings import readings_part
from detente.report.statements import cited
from detente.views.demands import collision
from detente.views.edition import withheld_words
from detente.views.numbers import count_words, every, interval
from detente.views.parties import party_marks
from detente.views.prose import sentence
from detente.views.rule_words import rule_in_words
from detente.views.words import line_name

if TYPE_CHECKING:
    from detente.case.model import Case, RedLine
    from detente.views.edition import Edition

DRAWN = 12
"""Most blockers that are drawn; the others are named."""


def collisions_section(edition: Edition) -> Html:
    """The third section of the page."""
    answer = edition.answer
    shown = edition.blockers(answer)
    content: list[Content]
    if answer.counts.within_rules == 0:
        content = [el("p", "The structural rules alone exclude every package; no demand is needed for that.")]
    elif answer.space.feasible:
        content = [el("p", "Nothing collides: there are packages that keep every demand.", class_="empty")]
    else:
        content = [_blockers(edition)]
    withheld = len(answer.blockers) - len(shown)
    if withheld:
        content.append(
            el("p", withheld_words(withheld, "further collision rests on", "further collisions rest on"))
        )
    if not answer.blockers.complete:
        content.append(el("p", "The list is not complete: a cap on work was reached."))
    lead = (
        "A collision is a smallest set of demands that no package keeps together. Take any one of them away, "
        "and the others can be kept."
    )
    key = marks_key() if any(len(known.blockers) for known in (answer, *edition.readings)) else None
    return section("collisions", key, content, readings_part(edition), _all_lines(answer.case), lead=lead)


def _blockers(edition: Edition) -> Html:
    case, shown = edition.answer.case, edition.blockers(edition.answer)
    figures = [
        collision_figure(case, known, number=number if len(shown) > 1 else None)
        for number, known in enumerate(shown[:DRAWN], start=1)
    ]
    rest = [el("li", sentence(collision(case, known))) for known in shown[DRAWN:]]
    more = (
        fold(
            f"{count_words(len(rest), 'more collision', 'more collisions')}", el("ol", rest, start=DRAWN + 1)
        )
        if rest
        else None
    )
    return el("div", figures, more)


def _all_lines(case: Case) -> Html | None:
    if not case.red_lines:
        return el("p", "The case states no red line.", class_="empty")
    rows = [_line(case, line) for line in case.red_lines]
    heads = ["Party", "Red line", "Strength", "Held", "Rests on"]
    head = el("tr", [el("th", text, scope="col") for text in heads])
    table = el(
        "table",
        el("caption", "Every red line of the case", class_="sr"),
        el("thead", head),
        el("tbody", rows),
    )
    count = every(len(case.red_lines), "red line", "red lines")
    return fold(
        f"{count} of the case, and what each rests on", scroll(table, label="Every red line of the case")
    )


def _line(case: Case, line: RedLine) -> Html:
    asks = rule_in_words(line.text, case)
    words: list[Content] = [el("b", line_name(case, line)) if line.title else None, el("p", sentence(asks))]
    words += [
        el("p", "Falls back to: ", sentence(rule_in_words(weaker.text, case))) for weaker in line.fallback
    ]
    if is_inert(case, line):
        words.append(el("p", "Binds nobody: the party has no say on any of these issues.", class_="doubt"))
    by_convention = line.held == HELD_BY_DEFAULT[line.strength]
    return el(
        "tr",
        el("th", party_name(party_marks(case)[line.party]), scope="row"),
        el("td", words),
        el("td", line.strength.value),
        el("td", interval(line.held), el("span", " by convention", class_="by") if by_convention else None),
        el(
            "td",
            basis_words(case, line),
            " ",
            cited(case, line.statements),
            el("p", line.why, class_="by") if line.why else None,
        ),
    )
