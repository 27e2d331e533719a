"""``statements.csv`` and ``sources.csv``: one row per statement, one per source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from detente.case import keys
from detente.case.faults import shown, way_to
from detente.case.folder.rows import Row
from detente.case.model import Review, Source, Stance, Statement

_SHA256 = re.compile(r"[0-9a-f]{64}")


def read_statements(rows: Iterable[Row]) -> Iterator[tuple[Row, Statement, bool]]:
    """The statements with their rows, and whether the row is free of faults.

    What they refer to is checked by :func:`check_statements`.
    """
    taken: set[str] = set()
    for row in rows:
        before = row.faults.count
        statement = _statement(row, taken)
        yield row, statement, row.faults.count == before


def read_sources(rows: Iterable[Row]) -> list[tuple[Row, Source]]:
    """The sources with their rows."""
    taken: set[str] = set()
    return [(row, _source(row, taken)) for row in rows]


def check_statements(
    statements: Sequence[tuple[Row, Statement]],
    *,
    parties: Sequence[str] | None,
    sources: Collection[str] | None,
) -> None:
    """Note what statements refer to and the case does not have.

    Args:
        statements: Statements with their rows.
        parties: Ids of the parties; None where they could not be read, then nothing is said of them.
        sources: Ids of the sources; None where there is no file of them.
    """
    known = dict.fromkeys(statement.id for _, statement in statements)
    sources = None if sources is None else dict.fromkeys(sources)
    speakers = [*(parties or ()), *keys.SPEAKERS_OUTSIDE]
    for row, statement in statements:
        if parties is not None and statement.party and statement.party not in speakers:
            hint = way_to(statement.party, speakers, "party")
            row.fault("party", f"no party {shown(statement.party)}", hint=hint, code="unknown-name")
        _check_source(row, statement, sources)
        for name in statement.condition_of:
            if name not in known:
                hint = way_to(name, known, "statement")
                row.fault("condition_of", f"no statement {shown(name)}", hint=hint, code="unknown-name")
            elif name == statement.id:
                message = f"statement {shown(name)} is a condition of itself"
                row.fault("condition_of", message, hint="the id of the statement it limits", code="conflict")


def _statement(row: Row, taken: set[str]) -> Statement:
    start, end = _span(row)
    stance = row.choice("stance", Stance.UNCLEAR)
    quote = row.cells.get("quote", "")
    if not quote.strip() and stance is not Stance.SILENCE:
        row.fault("quote", "the cell is empty", hint="the words, verbatim", code="missing")
    if start is not None and end is not None and end - start != len(quote):
        message = f"start and end span {end - start} characters, the quote has {len(quote)}"
        row.fault("end", message, hint=f"end = {start + len(quote)}", code="bounds")
    return Statement(
        id=row.id(taken),
        source_id=row.text("source_id", required=True),
        quote=quote,
        stance=stance,
        review=row.choice("review", Review.UNREVIEWED),
        via=row.names("via"),
        start=start,
        end=end,
        reading=row.text("reading"),
        speaker=row.text("speaker"),
        speaker_role=row.text("speaker_role"),
        addressee=row.text("addressee"),
        party=row.text("party"),
        issue=row.text("issue"),
        issues_other=row.names("issues_other"),
        cue=row.text("cue"),
        condition_of=row.names("condition_of"),
        yes_but=row.flag("yes_but"),
        said_on=row.date("said_on"),
        reported_on=row.date("reported_on"),
        date_basis=row.text("date_basis"),
        coder=row.text("coder"),
        note=row.text("note"),
    )


def _span(row: Row) -> tuple[int | None, int | None]:
    start, end = row.whole("start"), row.whole("end")
    given = bool(row.text("start")), bool(row.text("end"))
    if given[0] != given[1]:
        row.fault("end", "one of start and end is empty", hint="both, or neither", code="missing")
        return None, None
    return (start, end) if start is not None and end is not None else (None, None)


def _source(row: Row, taken: set[str]) -> Source:
    url, sha256 = row.text("url"), row.text("sha256").lower()
    if url and not url.startswith(("https://", "http://")):
        row.fault("url", f"{shown(url)} is no web address", hint="https://...", code="bad-input")
    if sha256 and not _SHA256.fullmatch(sha256):
        row.fault("sha256", f"{shown(sha256)} is no SHA-256", hint="64 hex digits", code="bad-input")
    return Source(
        id=row.id(taken),
        outlet=row.text("outlet", required=True),
        title=row.text("title"),
        author=row.text("author"),
        published_on=row.date("published_on"),
        url=url,
        licence=row.text("licence"),
        sha256=sha256,
        note=row.text("note"),
    )


def _check_source(row: Row, statement: Statement, sources: Collection[str] | None) -> None:
    if not statement.source_id or (sources is not None and statement.source_id in sources):
        return
    absent = "a sources.csv in the folder, with a row for it"
    hint = absent if sources is None else way_to(statement.source_id, sources, "source")
    row.fault("source_id", f"no source {shown(statement.source_id)}", hint=hint, code="unknown-name")
