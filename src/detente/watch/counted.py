"""Counts by cell and day as a file: one row for each cell-day that is not zero, in a fixed order."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import numpy as np

from detente.watch.assign import Assignment
from detente.watch.cells import Cells
from detente.watch.detections.clock import quoted


def write_counts(found: Assignment, cells: Cells, target: Path) -> str:
    """Write the counts that are not zero as Parquet; the digest of the file.

    Columns: ``cell`` (its id), ``day``, ``count``, ``doubtful``. A cell-day that is not there has no rows,
    which says nothing of whether anybody looked.

    Args:
        found: The counts.
        cells: Their cells.
        target: The file.
    """
    number, day = np.nonzero(found.counts)
    columns = {
        "number": number,
        "day": day,
        "count": found.counts[number, day],
        "doubtful": found.doubtful[number, day],
    }
    with duckdb.connect(config={"autoinstall_known_extensions": "false", "threads": "1"}) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.register("columns", columns)
        connection.execute("CREATE TABLE ids AS SELECT unnest($ids) AS cell", {"ids": list(cells.ids)})
        connection.execute(
            f"COPY (SELECT cell, DATE '{found.span.first}' + day::INTEGER AS day, count, doubtful "
            "FROM columns JOIN ids ON ids.rowid = columns.number ORDER BY number, day) "
            f"TO {quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)"
        )
    with target.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
