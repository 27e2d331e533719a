"""The account of a file: rows that were not kept, each with its reason, and what was taken for granted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from detente.watch.detections.clock import quoted
from detente.watch.detections.formats import Format
from detente.watch.detections.interpret import Judgement
from detente.watch.detections.model import Example, Rejected

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EXAMPLES = 5


def list_rejected(
    connection: DuckDBPyConnection,
    number: int,
    rows: str,
    roles: dict[str, str],
    judged: Sequence[Judgement],
) -> None:
    """Each rejected row with its reason, the column that is at fault and what stands there."""
    texts = {name: f"{role}_text" for role, name in roles.items()}
    reasons, places, values = (
        " ".join(
            f"WHEN {place} THEN {_of(judgement, texts)[which]}" for place, judgement in enumerate(judged)
        )
        for which in range(3)
    )
    connection.execute(
        f"""
        INSERT INTO rejected
        SELECT {number}, row, CASE verdict WHEN -1 THEN fault {reasons} END,
               CASE verdict WHEN -1 THEN '' {places} END, CASE verdict WHEN -1 THEN line {values} END
        FROM ({rows}) WHERE verdict IS NOT NULL
        """
    )


def _of(judgement: Judgement, texts: dict[str, str]) -> tuple[str, str, str]:
    """Reason, column and value of a judgement, as SQL."""
    shown = [texts[name] for name in judgement.column.split(", ") if name in texts]
    value = f"concat_ws(', ', {', '.join(shown)})" if shown else "''"
    return quoted(judgement.reason), quoted(judgement.column), f"left({value}, 200)"


def rejected_of(connection: DuckDBPyConnection, number: int) -> tuple[Rejected, ...]:
    """The rejected rows of a file by reason and column, the most first."""
    counted = connection.execute(
        "SELECT reason, fault_column, count(*), arg_min({'row': row, 'value': value}, row, $many) "
        "FROM rejected WHERE file_number = $number "
        "GROUP BY reason, fault_column ORDER BY count(*) DESC, reason, fault_column",
        {"many": EXAMPLES, "number": number},
    ).fetchall()
    return tuple(
        Rejected(
            reason=reason,
            column=column,
            rows=rows,
            examples=tuple(Example(row=one["row"], value=one["value"] or "") for one in examples),
        )
        for reason, column, rows, examples in counted
    )


def notes_of(connection: DuckDBPyConnection, number: int, form: Format) -> Iterator[str]:
    """What was taken for granted in reading a file."""
    if form.credit:
        yield f"Credit: {form.credit}."
    days, rows, unknown, sized = connection.execute(
        "SELECT count(*) FILTER (time_certainty = 'day'), count(*), count(*) FILTER (sensor = 'not known'), "
        f"count(scan_km) FROM stored WHERE file_number = {number}"
    ).fetchall()[0]
    if days:
        why = (
            ""
            if form.columns.zone
            else " (a time of day without a zone is not used; name the zone to use it)"
        )
        yield f"{days:,} of {rows:,} rows are known to the day alone{why}."
    if form.columns.kind == "fire" and unknown:
        yield f"The sensor of {unknown:,} of {rows:,} rows is not stated: the largest pixel is assumed."
    if form.columns.kind == "fire" and sized < rows:
        yield f"{rows - sized:,} of {rows:,} pixels state no size or no time: each counts by itself."


def write_rejected(connection: DuckDBPyConnection, folder: Path) -> Path | None:
    """Every rejected row of all files in one file, in order; None where there is none."""
    if not connection.execute("SELECT count(*) FROM rejected").fetchall()[0][0]:
        return None
    draft = folder / "rejected.csv"
    connection.execute(
        'COPY (SELECT file, row, reason, fault_column AS "column", value '
        "FROM rejected JOIN files USING (file_number) ORDER BY file, row, file_number) "
        f"TO {quoted(str(draft))} (FORMAT csv, HEADER)"
    )
    return draft
