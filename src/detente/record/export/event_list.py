"""Statements as an event list of the Discourse Network Analyzer: one row for each, with a semicolon between.

The columns are those that the program writes in its export of event lists (statement ID, time, document ID,
document title, author, source, section, type, text, then the variables of the statement type), with the
variables of its default type (person, organization, concept, agreement) first and the record's own behind
them, so that the list can be read back. An event has one moment: of a stretch of days it is the first known
one, at 00:00:00, and the stretch stands in ``said_on``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from detente.case.statements import Review
from detente.record.positions.days import days_of, said
from detente.record.positions.sides import Side, conditions_in, side_of

if TYPE_CHECKING:
    from datetime import date

    from detente.case.model import Case
    from detente.case.statements import Source, Statement

FIXED = (
    "statement ID",
    "time",
    "document ID",
    "document title",
    "author",
    "source",
    "section",
    "type",
    "text",
)
VARIABLES = ("person", "organization", "concept", "agreement")
OWN = (
    "id",
    "party",
    "issue",
    "issues_other",
    "stance",
    "yes_but",
    "condition_of",
    "review",
    "said_on",
    "reported_on",
    "source_id",
    "start",
    "end",
)
"""What the record knows beyond that; places are in code points."""


def event_list_text(case: Case) -> tuple[str, tuple[str, ...]]:
    """The event list, and what was left out or settled, in sentences.

    Confirmed statements of parties that say yes, no, or what they ask for are events; ``agreement`` is 0 for
    a no and 1 for the others. A claim or a threat agrees with nothing and is left out.
    """
    events, undated = events_of(case)
    documents = document_numbers(case)
    sources = {source.id: source for source in case.sources}
    lines = [_line((*FIXED, *VARIABLES, *OWN), bare=())]
    for number, event in enumerate(events, start=1):
        statement = event[0]
        cells = _cells(case, number, event, sources.get(statement.source_id), documents)
        lines.append(_line(cells, bare=(0, 1, 2, len(FIXED) + 3)))
    kept = f"Events are {len(events)} of {len(case.statements)} statements"
    notes = [
        f"{kept}: confirmed ones of parties that say yes, no or what they ask for.",
        "An event has one moment: the first day that is known, the stretch of days is in 'said_on'.",
        "A concept is an issue here, and no proposition: two who refuse may refuse opposite things.",
    ]
    if undated:
        notes.append(f"Left out, as nothing tells when they were made: {', '.join(undated)}.")
    return "".join(lines), tuple(notes)


def events_of(case: Case) -> tuple[list[tuple[Statement, Side, date]], list[str]]:
    """The statements that are events, each with its direction and its day; and those without any day."""
    conditioned = frozenset(conditions_in(case.statements))
    seats = {party.id for party in case.parties}
    published = {source.id: days_of(source.published_on).first for source in case.sources}
    events: list[tuple[Statement, Side, date]] = []
    undated: list[str] = []
    for statement in case.statements:
        side = side_of(statement, conditioned=conditioned)
        if side is None or statement.review is not Review.CONFIRMED or statement.party not in seats:
            continue
        days = said(statement)
        day = days.first or days.last or published.get(statement.source_id)
        if day is None:
            undated.append(statement.id)
        else:
            events.append((statement, side, day))
    return events, undated


def document_numbers(case: Case) -> dict[str, int]:
    """A number for each source that statements come from, in the order of the case."""
    named = dict.fromkeys([source.id for source in case.sources] + [s.source_id for s in case.statements])
    return {name: number for number, name in enumerate(named, start=1)}


def dna_values(case: Case, statement: Statement, side: Side) -> tuple[str, str, str, str]:
    """Person, organization, concept and agreement of an event."""
    issues = {issue.id: issue.title for issue in case.issues}
    return (
        statement.speaker,
        case.party(statement.party).title,
        issues.get(statement.issue, statement.issue),
        "0" if side is Side.NO else "1",
    )


def _cells(
    case: Case,
    number: int,
    event: tuple[Statement, Side, date],
    source: Source | None,
    documents: Mapping[str, int],
) -> tuple[str, ...]:
    statement, side, day = event
    told = ("", "", "") if source is None else (source.title, source.author, source.outlet)
    own = (
        statement.id,
        statement.party,
        statement.issue,
        " ".join(statement.issues_other),
        statement.stance.value,
        "true" if statement.yes_but else "",
        " ".join(statement.condition_of),
        statement.review.value,
        statement.said_on,
        statement.reported_on,
        statement.source_id,
        "" if statement.start is None else f"{statement.start}",
        "" if statement.end is None else f"{statement.end}",
    )
    return (
        f"{number}",
        f"{day} 00:00:00",
        f"{documents[statement.source_id]}",
        *told,
        "",
        "",
        statement.quote,
        *dna_values(case, statement, side),
        *own,
    )


def _line(cells: Iterable[str], *, bare: tuple[int, ...]) -> str:
    """One row: texts in quotes with quotes doubled; numbers and times bare."""
    doubled = (cell if at in bare else '"' + cell.replace('"', '""') + '"' for at, cell in enumerate(cells))
    return ";".join(doubled) + "\n"
