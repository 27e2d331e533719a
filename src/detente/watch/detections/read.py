"""Reading files of detections into one table, with every row accounted for."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from detente.errors import Fault, InputError, shown_value
from detente.watch.detections.account import list_rejected, notes_of, rejected_of, write_rejected
from detente.watch.detections.clock import day_sql, in_utc
from detente.watch.detections.duplicates import mark_duplicates
from detente.watch.detections.formats import Format, recognised
from detente.watch.detections.interpret import (
    judgements,
    kept_sql,
    parsed_sql,
    timed_sql,
    verdict_sql,
    wanted_columns,
)
from detente.watch.detections.joining import final_table, join_pixels, no_fires
from detente.watch.detections.load import goes_through, load, rows_sql
from detente.watch.detections.model import Box, Detections, Reading, Source
from detente.watch.detections.table import make_tables, name_rows, write_table
from detente.watch.detections.text import Shape, shape_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "2GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How a table is made.

    Attributes:
        until: The last day that may have been seen: that of the reading, or of the file.
        region: Where detections should lie: what lies elsewhere is kept, but for what would lie here with
            latitude and longitude changed over. None for the whole globe.
        join_pixels: Whether pixels of one fire become one row.
        threads: Threads of DuckDB; the number changes nothing in the result.
    """

    until: date
    region: Box | None = None
    join_pixels: bool = True
    threads: int = 2


def read_detections(sources: Sequence[Source], target: Path, work: Work) -> Detections:
    """Read files of detections into one Parquet table.

    Every row of every file is in the table, stands behind a row of it (column ``also``), or is listed with
    its reason in a file of its own beside it, ``TARGET.rejected.csv``.

    Args:
        sources: The files; where they overlap, the earlier file gives the row.
        target: The file to write.
        work: How.

    Raises:
        InputError: with every file that cannot be read at all.
    """
    shapes = shapes_of(sources)
    with scratch(work) as (connection, folder):
        readings = read_files(connection, shapes, work, folder)
        duplicates = mark_duplicates(connection)
        if work.join_pixels:
            pixels = join_pixels(connection)
        else:
            pixels = 0
            no_fires(connection)
        final_table(connection)
        draft = folder / "table.parquet"
        digest = write_table(connection, "detections", draft)
        first, last, rows = connection.execute(
            "SELECT min(time_utc)::DATE, max(time_utc)::DATE, count(*) FROM detections"
        ).fetchall()[0]
        rejected = write_rejected(connection, folder)
        listing = target.with_name(f"{target.name}.rejected.csv")
        _move(draft, target)
        if rejected is None:
            listing.unlink(missing_ok=True)
        else:
            _move(rejected, listing)
    return Detections(
        file=target,
        sha256=digest,
        rows=int(rows),
        first=first,
        last=last,
        readings=tuple(readings),
        duplicates=duplicates,
        pixels_joined=pixels,
        rejected_file=None if rejected is None else listing,
    )


def read_files(
    connection: DuckDBPyConnection, shapes: Sequence[tuple[Shape, Format]], work: Work, folder: Path
) -> list[Reading]:
    """Read files into the tables ``found`` and ``rejected``, every row into one of them.

    Args:
        connection: An empty database.
        shapes: The files with their formats.
        work: How.
        folder: For files on the way.

    Raises:
        InputError: if a zone or a format of days is none.
    """
    make_tables(connection)
    readings = [
        _read_one(connection, number, shape, form, work, folder)
        for number, (shape, form) in enumerate(shapes)
    ]
    name_rows(connection, [(shape.file, shape.sha256) for shape, _ in shapes])
    return readings


def shapes_of(sources: Sequence[Source]) -> list[tuple[Shape, Format]]:
    """What each file is.

    Raises:
        InputError: with the faults of all of them.
    """
    found: list[tuple[Shape, Format]] = []
    faults: list[Fault] = []
    for source in sources:
        try:
            shape = shape_of(source.file)
            found.append((shape, recognised(source, shape.header)))
        except InputError as error:
            faults.extend(error.faults)
    if not sources:
        faults.append(Fault(place="sources", message="there is no file of detections", hint="one or more"))
    if faults:
        raise InputError(*faults)
    return found


@contextmanager
def scratch(work: Work) -> Iterator[tuple[DuckDBPyConnection, Path]]:
    """A database on disk for the time of the reading; nothing of it is left."""
    with tempfile.TemporaryDirectory(prefix="detente-") as name:
        folder = Path(name)
        connection = duckdb.connect(
            folder / "scratch.duckdb",
            config={
                "autoinstall_known_extensions": "false",
                "memory_limit": MEMORY,
                "temp_directory": str(folder),
                "threads": str(work.threads),
            },
        )
        try:
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute("SET enable_progress_bar = false")
            yield connection, folder
        finally:
            connection.close()


def _read_one(
    connection: DuckDBPyConnection, number: int, shape: Shape, form: Format, work: Work, folder: Path
) -> Reading:
    """Read one file into ``stored`` and ``rejected``: at once where nothing is wrong with it."""
    _refuse_times(connection, shape, form)
    roles = wanted_columns(form, shape.header)
    judged = judgements(form, list(roles), until=work.until, region=work.region)

    def judged_rows(rows: str) -> str:
        timed = timed_sql(form, parsed_sql(form, list(roles), rows))
        return f"SELECT *, {verdict_sql(judged)} AS verdict FROM ({timed})"

    good = f"INSERT INTO stored SELECT {kept_sql(form, list(roles))}, {number} AS file_number"
    source = f"SELECT NULL::BIGINT AS row, * FROM ({rows_sql(shape, list(roles.values()))})"
    wrong = f"SELECT count(verdict) FROM stored WHERE file_number = {number}"
    connection.execute("BEGIN")
    clean = shape.plain and goes_through(connection, f"{good}, verdict FROM ({judged_rows(source)})")
    clean = clean and not connection.execute(wrong).fetchall()[0][0]
    connection.execute("COMMIT" if clean else "ROLLBACK")
    if not clean:
        load(connection, shape, list(roles.values()), folder)
        rows = judged_rows("SELECT rowid + 1 AS row, * FROM raw")
        connection.execute(f"{good}, NULL FROM ({rows}) WHERE verdict IS NULL")
        list_rejected(connection, number, rows, roles, judged)
    return _reading(connection, number, shape, form)


def _reading(connection: DuckDBPyConnection, number: int, shape: Shape, form: Format) -> Reading:
    kept, bad = connection.execute(
        f"SELECT (SELECT count(*) FROM stored WHERE file_number = {number}), "
        f"(SELECT count(*) FROM rejected WHERE file_number = {number})"
    ).fetchall()[0]
    return Reading(
        file=str(shape.file),
        sha256=shape.sha256,
        format=form.name,
        records=kept + bad,
        kept=kept,
        rejected=rejected_of(connection, number),
        notes=tuple(notes_of(connection, number, form)),
    )


def _move(draft: Path, target: Path) -> None:
    """Put a finished file in its place.

    Raises:
        InputError: if it cannot be written there.
    """
    beside = target.with_name(f".{target.name[:100]}.{os.urandom(6).hex()}")
    try:
        shutil.copyfile(draft, beside)
        beside.replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message, hint = f"cannot be written ({reason})", "another place for it, with room on the disk"
        raise InputError(Fault(file=str(target), message=message, hint=hint, code="unwritable")) from None
    finally:
        beside.unlink(missing_ok=True)


def _refuse_times(connection: DuckDBPyConnection, shape: Shape, form: Format) -> None:
    """Refuse a zone or a format of days that is none.

    Raises:
        InputError: with what was given.
    """
    columns = form.columns
    zone, days = shown_value(columns.zone), shown_value(columns.day_format)
    tried = {
        f"the time zone {zone} is not known": in_utc("TIMESTAMP '2025-01-01'", columns.zone),
        f"the format of days {days} cannot be used": day_sql("''", columns.day_format),
    }
    faults, file = [], str(shape.file)
    for message, expression in tried.items():
        try:
            connection.execute(f"SELECT {expression}").fetchall()
        except duckdb.Error:
            hint = "UTC or Europe/Kyiv; days as %d/%m/%Y"
            faults.append(Fault(file=file, place="columns", message=message, hint=hint, code="time"))
    if faults:
        raise InputError(*faults)
