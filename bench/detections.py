"""Section: detections by cell and day beside DuckDB's own join, FIRMS files beside DuckDB's own reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, cast

from bench.contestant import answer, run

if TYPE_CHECKING:
    from bench.detections_ours import DetectionAnswer, Task

ROWS, FIRMS_ROWS = 20_000_000, 2_000_000
MOST_SECONDS, MOST_MB = 60.0, 4000.0
JOIN_RATIO, READ_RATIO = 1.5, 2.0
CORES = 2


class DetectionRow(TypedDict):
    """One task: our answer, the peer's, and what was asked of us."""

    what: str
    rows: int
    ours: DetectionAnswer
    peer_what: str
    peer: DetectionAnswer | None
    most_ratio: float | None
    most_seconds: float | None


def measure(folder: Path) -> list[DetectionRow]:
    """All tasks, one after the other, in processes of their own."""
    table, firms = folder / "detections.parquet", folder / "firms.csv"
    for file, rows in ((table, ROWS), (firms, FIRMS_ROWS)):
        _asked("draw", file, rows)
    counted, joined = _asked("assign", table, ROWS, workers=1), _asked("duckdb-join", table, ROWS)
    assert counted["digest"] == joined["digest"]
    read, checked = _asked("read", firms, FIRMS_ROWS), _asked("check", firms, FIRMS_ROWS)
    return [
        _row("assigned to segments and days", ROWS, counted, ("DuckDB's spatial join", joined), JOIN_RATIO),
        _row("assigned, counted and scanned", ROWS, _asked("scan", table, ROWS, workers=1)),
        _row("FIRMS CSV read and checked", FIRMS_ROWS, checked, _beside("duckdb-table", firms), READ_RATIO),
        _row(
            "FIRMS CSV to a table of detections", FIRMS_ROWS, read, _beside("duckdb-read", firms), READ_RATIO
        ),
    ]


def _beside(task: Task, file: Path) -> tuple[str, DetectionAnswer]:
    name = "DuckDB to Parquet" if task == "duckdb-read" else "DuckDB's plain read"
    return name, _asked(task, file, FIRMS_ROWS)


def _row(
    what: str,
    rows: int,
    ours: DetectionAnswer,
    peer: tuple[str, DetectionAnswer] | None = None,
    ratio: float | None = None,
) -> DetectionRow:
    return DetectionRow(
        what=what,
        rows=rows,
        ours=ours,
        peer_what=peer[0] if peer else "",
        peer=peer[1] if peer else None,
        most_ratio=ratio,
        most_seconds=None if peer else MOST_SECONDS,
    )


def _asked(task: Task, file: Path, rows: int, *, workers: int = CORES) -> DetectionAnswer:
    spec = json.dumps({"task": task, "file": str(file), "rows": rows, "workers": workers})
    found = cast("DetectionAnswer", json.loads(answer(run("-m", "bench.detections_ours", spec))))
    print(f"bench: {task}, {rows:,} rows: {found['seconds']:.1f} s, {found['cpu']:.1f} s of CPU", flush=True)
    return found
