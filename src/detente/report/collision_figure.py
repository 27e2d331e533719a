"""A blocker as a picture: the demands face each other, and between them the options that each leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.report.demand import line_block, reservation_block
from detente.report.icons import icon, party_name
from detente.report.markup import Content, Html, el, spoken
from detente.views.collision import Mark, collision_of
from detente.views.numbers import count_words
from detente.views.parties import party_marks
from detente.views.prose import listed, quoted, sentence
from detente.views.rule_words import named, options_in_words, rule_in_words, said_of_all
from detente.views.words import line_name, line_of

if TYPE_CHECKING:
    from detente.accept.blockers import Blocker
    from detente.case.model import Case
    from detente.views.collision import Collision, Meeting, Step
    from detente.views.parties import Mark as PartyMark

MARK_WORDS = {
    Mark.KEEPS: "acceptable",
    Mark.REFUSES: "refused",
    Mark.DEPENDS: "only together with something else",
    Mark.SILENT: "not concerned",
}
"""What a red line says of an option, in words."""

FACING = 2
"""Two demands face each other; more stand in a row."""


def collision_figure(case: Case, blocker: Blocker, *, number: int | None = None) -> Html:
    """A blocker as a picture."""
    collision = collision_of(case, blocker)
    marks = party_marks(case)
    lines = [line_block(case, line) for line in collision.lines]
    sides = [*lines, *(reservation_block(case, party) for party in collision.reservations)]
    owners = [line.party for line in collision.lines] + list(collision.reservations)
    titles = list(dict.fromkeys(marks[owner].title for owner in owners))
    head = el(
        "figcaption",
        el("span", f"{number}", class_="ordinal") if number is not None else None,
        el(
            "span",
            f"{listed(titles)}: {_what(len(sides))}",
        ),
    )
    meetings = _meetings(case, collision)
    if len(sides) == FACING and meetings is not None:
        body = el("div", sides[0], meetings, sides[1], class_="facing")
    else:
        body = el("div", el("div", sides, class_="row"), meetings, class_="standing")
    return el("figure", head, body, _steps(case, collision), _upshot(collision, len(sides)), class_="blocker")


def marks_key() -> Html:
    """What the marks between the demands mean."""
    items = [
        el("li", el("span", icon(mark.value), class_=f"m-{mark} c6"), f" {MARK_WORDS[mark]}")
        for mark in (Mark.KEEPS, Mark.REFUSES, Mark.DEPENDS)
    ]
    return el("ul", items, class_="key-marks", aria_label="Marks")


def _meetings(case: Case, collision: Collision) -> Html | None:
    owners = [party_marks(case)[line.party] for line in collision.lines]
    tables = [_meeting(case, meeting, owners) for meeting in collision.meetings]
    return el("div", tables, class_="meet") if tables else None


def _meeting(case: Case, meeting: Meeting, owners: Sequence[PartyMark]) -> Html:
    """One table: an option a row, and what each line says of it."""
    rows_of = range(len(owners))
    speaking = [place for place in rows_of if any(row[place] is not Mark.SILENT for row in meeting.marks)]
    facing = len(owners) == len(speaking) == FACING
    rows = []
    for option, marks in zip(meeting.options, meeting.marks, strict=True):
        cells = [_mark(marks[place], owners[place]) for place in speaking]
        name = el("th", option, scope="row")
        rows.append(el("tr", cells[0], name, cells[1]) if facing else el("tr", name, cells))
    heads = [
        el(
            "th",
            icon(f"shape-{owners[place].shape}", class_=f"c{owners[place].colour}"),
            spoken(owners[place].title),
            scope="col",
        )
        for place in speaking
    ]
    option_head = el("td", spoken("Option"))
    head = el("tr", heads[0], option_head, heads[1]) if facing else el("tr", option_head, heads)
    return el(
        "table",
        el("caption", _issue_names(case, meeting)),
        el("thead", head),
        el("tbody", rows),
        class_="gate",
    )


def _issue_names(case: Case, meeting: Meeting) -> str:
    names = [named(case.issues[number]) for number in meeting.issues]
    heads, _, tails = zip(*(name.partition(" (") for name in names), strict=True)
    if len(names) > 1 and len(set(tails)) == 1 and tails[0]:
        return f"{listed(list(heads))} ({tails[0]}"
    return listed(names)


def _mark(mark: Mark, owner: PartyMark) -> Html:
    words = MARK_WORDS[mark]
    name = f"m-{mark}{f' c{owner.colour}' if mark is not Mark.SILENT else ''}"
    return el("td", el("span", icon(mark.value), spoken(f"{owner.title}: {words}"), class_=name, title=words))


def _steps(case: Case, collision: Collision) -> Html | None:
    if not collision.steps:
        return None
    items = [_step(case, step, last=step is collision.steps[-1]) for step in collision.steps]
    return el("div", el("h4", "How one thing leads to the next"), el("ol", items), class_="steps")


def _step(case: Case, step: Step, *, last: bool) -> Html:
    leaves = _left(case, step)
    then: Content = " cannot be met any more." if last else [" leaves ", el("b", leaves), "."]
    if step.line:
        line = line_of(case, step.line)
        who = party_name(party_marks(case)[line.party])
        return el("li", who, ": ", quoted(line_name(case, line)), then)
    if step.settled:
        return el("li", "What is settled already", then)
    rule = next(rule for rule in case.structural if rule.id == step.rule)
    why = f" ({rule.why})" if rule.why else ""
    return el("li", f"The structural rule: {rule_in_words(rule.text, case)}{why}", then)


def _left(case: Case, step: Step) -> str:
    """What a step leaves of each issue; issues that are left the same are named together."""
    same: dict[str, list[str]] = {}
    for number, mask in step.leaves:
        issue = case.issues[number]
        same.setdefault(options_in_words(issue, mask), []).append(named(issue))
    return "; ".join(said_of_all(names, words) for words, names in same.items())


def _what(sides: int) -> str:
    if sides == 1:
        return "a demand that no package keeps"
    return f"{count_words(sides, 'demand', 'demands')} that no package keeps together"


def _upshot(collision: Collision, sides: int) -> Html:
    text = f"no package keeps {['it', 'both', 'all of them'][min(sides, 3) - 1]}"
    if collision.reservations:
        text += "; every package was compared with what the parties have without a deal"
    elif not collision.steps and not any(meeting.closed for meeting in collision.meetings):
        text += "; the search through all packages found none"
    return el("p", sentence(text), class_="upshot")
