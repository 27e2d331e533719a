"""The table of detections: its columns, and how it is written so that the same input gives the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from detente.watch.detections.clock import quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COLUMNS: dict[str, str] = {
    "time_utc": "when, UTC; midnight of the day where only the day is known",
    "time_certainty": "instant or day",
    "end_utc": "when it ended, UTC; null where it has no end",
    "lon": "longitude in degrees on WGS 84; null without a position",
    "lat": "latitude",
    "position_error_km": "how far it may lie from there; null where not known",
    "kind": "fire, event, alert, count, or a word of one's own",
    "sensor": "who saw it",
    "strength": "fires: radiative power in MW; others: the number of the source; null where not stated",
    "label": "what happened, in the words of the source",
    "place": "name of a place or region",
    "source_id": "the source's own name for it",
    "scan_km": "width of the pixel; null where not stated, or of a fire of several",
    "track_km": "its length",
    "pixels": "how many pixels were joined to this fire; 1 for all else",
    "file": "the source file",
    "sha256": "digest of its bytes",
    "row": "its row there; the first after the header is 1",
    "also": "other rows that stand for the same detection or fire, as file#row; null where there is none",
}
"""Each column with its meaning."""

ROW_GROUP = 131_072

_STORED = """
    time_utc TIMESTAMP, time_certainty VARCHAR, end_utc TIMESTAMP, lon DOUBLE, lat DOUBLE,
    position_error_km DOUBLE, kind VARCHAR, sensor VARCHAR, strength DOUBLE, label VARCHAR, place VARCHAR,
    source_id VARCHAR, scan_km DOUBLE, track_km DOUBLE, row BIGINT, file_number INTEGER, verdict TINYINT
"""


def make_tables(connection: DuckDBPyConnection) -> None:
    """The tables that files are read into: ``stored`` rows, and ``rejected`` ones.

    ``row`` is NULL for the rows of a file of which all were kept: they stand in the file's order.
    """
    connection.execute(f"CREATE TABLE stored ({_STORED})")
    connection.execute(
        "CREATE TABLE rejected "
        "(file_number INTEGER, row BIGINT, reason VARCHAR, fault_column VARCHAR, value VARCHAR)"
    )


def name_rows(connection: DuckDBPyConnection, files: Sequence[tuple[Path, str]]) -> None:
    """The view ``found``: stored rows with a number of their own (``rid``), file, digest and row."""
    connection.execute(
        "CREATE TABLE files (file_number INTEGER, file VARCHAR, sha256 VARCHAR, before BIGINT)"
    )
    for number, (file, sha256) in enumerate(files):
        connection.execute(
            "INSERT INTO files SELECT $number, $file, $sha256, "
            "(SELECT min(rowid) FROM stored WHERE file_number = $number)",
            {"number": number, "file": str(file), "sha256": sha256},
        )
    row = "coalesce(s.row, s.rowid - before + 1) AS row"
    connection.execute(
        f"CREATE VIEW found AS SELECT s.rowid AS rid, s.* REPLACE ({row}), "
        "file, sha256 FROM stored AS s JOIN files USING (file_number)"
    )


def write_table(connection: DuckDBPyConnection, table: str, target: Path) -> str:
    """Write a table in the order of time, and of files and rows within it; its digest."""
    names = ", ".join(COLUMNS)
    connection.execute(
        f"COPY (SELECT {names} FROM {table} ORDER BY time_utc, rid) TO {quoted(str(target))} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}, "
        "KV_METADATA {'detente.detections': '1'})"
    )
    with target.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
