"""An event list of the Discourse Network Analyzer, read as a case: organisations, concepts, statements.

The program writes one row for each statement, with a semicolon between the cells. It holds no offsets and
nothing about the documents but title, author and source. Organisations become parties and concepts issues
with two options (agreed, not agreed), both with ids made from their names; agreement becomes ``support`` or
``reject``. Lists that Detente wrote have more columns, and those count where they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from detente.case.faults import CaseError, Faults, shown, way_to
from detente.case.folder.rows import is_iso
from detente.case.folder.text import decode, read_bytes
from detente.case.model import Case, Issue, Option, Party
from detente.case.names import is_id, slug
from detente.case.statements import Review, Source, Stance, Statement
from detente.record.export.event_list import FIXED, VARIABLES

if TYPE_CHECKING:
    from detente.errors import Fault

BYTES_LIMIT = 50_000_000
_SPELLED: Mapping[str, str] = {
    "id": "statement ID",
    "statement_id": "statement ID",
    "docid": "document ID",
    "document_id": "document ID",
    "doctitle": "document title",
    "document_title": "document title",
    "docauthor": "author",
    "docsource": "source",
}
"""Other spellings of the fixed columns; ``id`` counts so only where no other column is the statement's."""

_AGREE: Mapping[str, Stance] = {
    "1": Stance.SUPPORT,
    "yes": Stance.SUPPORT,
    "true": Stance.SUPPORT,
    "0": Stance.REJECT,
    "no": Stance.REJECT,
    "false": Stance.REJECT,
}
_Word = TypeVar("_Word", Stance, Review)
_NEEDED = ("time", "organization", "concept", "agreement")
_OPTIONS = (Option(id="agreed", title="Agreed"), Option(id="not-agreed", title="Not agreed"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """One row, by column, with its number."""

    number: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip()


def read_event_list(path: Path | str, *, review: Review = Review.UNREVIEWED) -> Case:
    """A case from an event list.

    Args:
        path: A CSV file with a semicolon between the cells, and a row of column names.
        review: What is said of statements for which the list itself says nothing. The list tells of no
            review, so by default nothing counts until somebody confirms it.

    Raises:
        CaseError: with every fault: no file, no such list, a date or an agreement that is none.
    """
    file = Path(path)
    faults = Faults(str(file))
    data = read_bytes(file, limit=BYTES_LIMIT, faults=faults)
    text = None if data is None else decode(data, faults)
    events = [] if text is None else [*_events(text, faults)]
    if not faults.count:
        case = _Reader(events, faults, review).case(file.stem)
        if not faults.count:
            return case
    found: Sequence[Fault] = faults.all_found()
    raise CaseError(*found)


def _events(text: str, faults: Faults) -> Iterator[_Event]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    try:
        header = next(rows, [])
        columns = _columns(header)
        lacking = [name for name in _NEEDED if name not in columns]
        if lacking:
            message = f"no event list: the column '{lacking[0]}' is missing"
            hint = f"an event list of the Discourse Network Analyzer, with {', '.join((*FIXED, *VARIABLES))}"
            faults.add("row 1", message, hint=hint, code="no-event-list")
            return
        for number, row in enumerate(rows, start=2):
            if not any(row):
                continue
            if len(row) != len(columns):
                message = f"{len(row)} cells, the header has {len(columns)}"
                faults.add(f"row {number}", message, hint="a cell for each column", code="csv")
                continue
            yield _Event(number=number, cells=dict(zip(columns, row, strict=True)))
    except csv.Error as error:
        faults.add("", f"no CSV that can be read ({error})", hint="an event list as exported", code="csv")


def _columns(header: Sequence[str]) -> list[str]:
    names = [name.strip() for name in header]
    known = {*names}
    return [
        name
        if name in FIXED or (name == "id" and "statement ID" in known)
        else _SPELLED.get(name.lower(), name)
        for name in names
    ]


class _Reader:
    """Reads events into a case; ids are made once for each name."""

    def __init__(self, events: Sequence[_Event], faults: Faults, review: Review) -> None:
        self.events = events
        self.faults = faults
        self.review = review
        self.parties: dict[str, str] = {}
        self.issues: dict[str, str] = {}
        self.sources: dict[tuple[str, ...], Source] = {}
        self.ids: set[str] = set()

    def case(self, name: str) -> Case:
        statements = [self._statement(event) for event in self.events]
        parties = tuple(Party(id=given, title=title) for title, given in self.parties.items())
        seats = tuple(party.id for party in parties)
        if not parties:
            self.faults.add("", "the list has no event of an organisation", hint="a list with rows")
        for other in dict.fromkeys(name for known in statements for name in known.issues_other):
            if is_id(other) and other not in self.issues.values():
                self.issues[f" {other}"] = other
        return Case(
            id=slug(name, fallback="events"),
            title=f"Event list {name}",
            parties=parties,
            issues=tuple(
                Issue(id=given, title=title.strip(), options=_OPTIONS, consent=seats)
                for title, given in self.issues.items()
            ),
            statements=tuple(replace(known, condition_of=self._known(known)) for known in statements),
            sources=tuple(self.sources.values()),
        )

    def _known(self, statement: Statement) -> tuple[str, ...]:
        """The statements of the list that one is a condition of."""
        return tuple(name for name in statement.condition_of if name in self.ids and name != statement.id)

    def _statement(self, event: _Event) -> Statement:
        words = event.cells.get("text", "")
        quote = words if words.strip() else event.text("concept")
        start, end = self._place(event, len(quote))
        return Statement(
            id=self._id(event),
            source_id=self._source(event),
            quote=quote,
            stance=self._stance(event),
            review=self._word(event, "review", Review, self.review),
            start=start,
            end=end,
            speaker=event.text("person"),
            party=self._named(event, "organization", "party", self.parties),
            issue=self._named(event, "concept", "issue", self.issues),
            issues_other=tuple(event.text("issues_other").split()),
            condition_of=tuple(event.text("condition_of").split()),
            yes_but=event.text("yes_but") == "true",
            said_on=self._day(event),
            reported_on=event.text("reported_on"),
        )

    def _id(self, event: _Event) -> str:
        given = event.text("id") if "id" in event.cells else ""
        name = given if is_id(given) and given not in self.ids else ""
        name = name or slug(f"e{event.text('statement ID') or event.number}", taken=self.ids)
        self.ids.add(name)
        return name

    def _named(self, event: _Event, column: str, own: str, known: dict[str, str]) -> str:
        title = " ".join(event.text(column).split())
        if not title:
            self._fault(event, column, "the cell is empty", hint=f"a name for '{column}'")
            return ""
        if title not in known:
            given = event.text(own)
            fits = is_id(given) and given not in known.values() and given not in {"media", "other"}
            taken = {*known.values(), "media", "other"}
            known[title] = given if fits else slug(title, taken=taken, fallback=own)
        return known[title]

    def _source(self, event: _Event) -> str:
        key = tuple(event.text(name) for name in ("document ID", "document title", "author", "source"))
        if key not in self.sources:
            given = event.text("source_id")
            taken = {source.id for source in self.sources.values()}
            name = given if is_id(given) and given not in taken else ""
            title = " ".join(key[1].split())
            self.sources[key] = Source(
                id=name or slug(f"document-{key[0]}", taken=taken),
                outlet=" ".join(key[3].split()) or "not named",
                title=title,
                author=" ".join(key[2].split()),
            )
        return self.sources[key].id

    def _stance(self, event: _Event) -> Stance:
        value = event.text("agreement").lower()
        if value not in _AGREE:
            message = f"{shown(event.text('agreement'))} is no agreement"
            self._fault(event, "agreement", message, hint="1 or 0, true or false")
        return self._word(event, "stance", Stance, _AGREE.get(value, Stance.UNCLEAR))

    def _word(self, event: _Event, column: str, kind: type[_Word], default: _Word) -> _Word:
        value = event.text(column)
        words = [str(word) for word in kind]
        if value and value not in words:
            hint: Callable[[], str] = way_to(value, words, column)
            self._fault(event, column, f"{shown(value)} is no {column}", hint=hint)
            return default
        return kind(value) if value else default

    def _day(self, event: _Event) -> str:
        own, moment = event.text("said_on"), event.text("time").partition(" ")[0].partition("T")[0]
        told = (("said_on", own), ("reported_on", event.text("reported_on")), ("time", moment))
        for column, value in told:
            if value and not is_iso(value):
                self._fault(event, column, f"{shown(value)} is no ISO date", hint="2025-03-15 00:00:00")
                return ""
        if not moment:
            self._fault(event, "time", "the cell is empty", hint="2025-03-15 00:00:00")
        return own if "said_on" in event.cells else moment

    def _place(self, event: _Event, length: int) -> tuple[int | None, int | None]:
        start, end = event.text("start"), event.text("end")
        if not (start.isdecimal() and end.isdecimal() and int(end) - int(start) == length):
            return None, None
        return int(start), int(end)

    def _fault(self, event: _Event, column: str, message: str, *, hint: str | Callable[[], str]) -> None:
        self.faults.add(f"row {event.number}, column {column}", message, hint=hint)
