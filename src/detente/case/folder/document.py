"""From a document (what TOML holds) and its tables to a case, all faults noted on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from detente.case import keys
from detente.case.exact import decimal_text
from detente.case.faults import Faults, shown
from detente.case.folder.figures import Citations
from detente.case.folder.frame import Frame, frame_of
from detente.case.folder.issues import read_issue
from detente.case.folder.lines import read_red_lines, read_structural
from detente.case.folder.parties import read_party
from detente.case.folder.table import Table
from detente.case.model import Case, Issue, Party

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_document(document: Mapping[str, object], citations: Citations, faults: Faults) -> Case:
    """The case that a document describes; with faults it is incomplete and must not be used."""
    top = Table(document, (), faults, known=keys.TOP)
    read_format(top)
    head = _section(top, "case", keys.CASE, '[case] with title = "..."')
    parties, issues = (
        _section(top, "parties", None, "[parties.ID]"),
        _section(top, "issues", None, "[issues.ID]"),
    )
    names = _party_names(parties)
    broken: set[str] = set()
    built = _issues(issues, names, citations, broken)
    frame = frame_of(tuple(names), built, frozenset(broken), citations)
    read = _parties(parties, names, frame)
    return Case(
        id="",
        title=head.line("title", required=True) if head else "",
        parties=read,
        issues=built,
        as_of=_day(head) if head else "",
        summary=head.prose("summary") if head else "",
        structural=read_structural(top, frame),
        red_lines=read_red_lines(top, frame),
        notes=_notes(read),
    )


def read_format(top: Table) -> None:
    """Note a missing or unknown format number."""
    value = top.entries.get("format")
    if value is None:
        top.fault(
            "format", "'format' is missing", hint=f"format = {keys.FORMAT} as the first line", code="missing"
        )
    elif isinstance(value, bool) or not isinstance(value, int) or value != keys.FORMAT:
        message = f"format {shown(value)} is not known to this version"
        top.fault("format", message, hint=f"format = {keys.FORMAT}", code="format")


def _section(top: Table, key: str, known: Sequence[str] | None, hint: str) -> Table | None:
    if key not in top:
        top.fault(key, f"'{key}' is missing", hint=hint, code="missing")
    return top.table(key, known=known)


def _party_names(parties: Table | None) -> list[str]:
    if parties is None:
        return []
    if not parties.entries:
        parties.faults.add(parties.place, "there is no party", hint="[parties.ID]", code="missing")
    names = parties.ids("parties", limit=keys.PARTIES_LIMIT)
    for name in names:
        if name in keys.SPEAKERS_OUTSIDE:
            message = f"{shown(name)} is kept for statements by nobody at the table"
            parties.fault(name, message, hint=f"'{name}-party'", code="bad-id")
    return names


def _issues(
    issues: Table | None, parties: Sequence[str], citations: Citations, broken: set[str]
) -> tuple[Issue, ...]:
    """The issues; an id goes into ``broken`` where reading it noted a fault."""
    if issues is None:
        return ()
    if not issues.entries:
        issues.faults.add(issues.place, "there is no issue", hint="[issues.ID]", code="missing")
    read = []
    for name in issues.ids("issues", limit=keys.ISSUES_LIMIT):
        before = issues.faults.count
        table = issues.table(name, known=keys.ISSUE) or Table({}, (*issues.place, name), Faults(""))
        read.append(read_issue(name, table, parties, citations))
        if issues.faults.count != before:
            broken.add(name)
    return tuple(read)


def _parties(parties: Table | None, names: Sequence[str], frame: Frame) -> tuple[Party, ...]:
    if parties is None:
        return ()
    tables = ((name, parties.table(name, known=keys.PARTY)) for name in names)
    return tuple(
        read_party(name, table, frame) if table is not None else Party(id=name, title=name)
        for name, table in tables
    )


def _day(head: Table) -> str:
    value = head.entries.get("as_of", "")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if value == "" or (isinstance(value, str) and _is_day(value)):
        return str(value)
    head.fault("as_of", f"{shown(value)} is no ISO date", hint="as_of = 2025-03-15", code="bad-date")
    return ""


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _notes(parties: Sequence[Party]) -> tuple[str, ...]:
    return tuple(
        f"The discount of {party.title} ({decimal_text(party.discount)}) is kept and not used."
        for party in parties
        if party.discount is not None
    )
