"""Both sides of the contest over detections: ``python -m bench.detections_ours SPEC``, one line of JSON."""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import date
from pathlib import Path
from typing import Literal, TypedDict

import duckdb
import numpy as np
import shapely

from bench.clock import peak_mb, timed
from bench.detections_draw import DAYS, FIRST_DAY, cells_of_line, write_firms, write_table
from detente.watch.assign import assign
from detente.watch.detections.model import Source
from detente.watch.detections.read import Work, read_detections, read_files, scratch, shapes_of
from detente.watch.scan.excess import scan_excess
from detente.watch.scan.nulls import NegativeBinomialNull
from detente.watch.scan.trial import Trial
from detente.watch.scan.windows import Horizon
from detente.watch.scan.zones import Circles, circles
from detente.watch.span import Span
from detente.watch.workers import workers

LAST_DAYS = 60
Task = Literal["draw", "assign", "scan", "duckdb-join", "read", "check", "duckdb-read", "duckdb-table"]


class DetectionSpec(TypedDict):
    """What to do, with which file, of how many rows, by how many processes."""

    task: Task
    file: str
    rows: int
    workers: int


class DetectionAnswer(TypedDict):
    """Seconds, CPU and memory; a count to compare, and a digest of all counts where there are some."""

    seconds: float
    cpu: float
    mb: float
    found: int
    digest: str


def draw(spec: DetectionSpec) -> DetectionAnswer:
    """Write the file that the others read."""
    path = Path(spec["file"])
    if path.suffix == ".csv":
        _, lap = timed(lambda: write_firms(path, spec["rows"]))
    else:
        cells = cells_of_line()
        _, lap = timed(lambda: write_table(path, spec["rows"], cells))
    return _answer(lap.seconds, lap.cpu_seconds, spec["rows"], "")


def counted(spec: DetectionSpec) -> DetectionAnswer:
    """Assign and count: from the file of the line to counts by cell and day; scanned where asked."""

    def work() -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        cells = cells_of_line()
        span = Span(date.fromisoformat(FIRST_DAY), DAYS)
        with workers(spec["workers"]) as executor:
            found = assign(Path(spec["file"]), cells, span, executor=executor, parts=spec["workers"])
        if spec["task"] == "scan":
            mean = found.counts[:, :-LAST_DAYS].mean(axis=1, keepdims=True) + 0.01
            null = NegativeBinomialNull(np.repeat(mean, LAST_DAYS, axis=1), 5.0)
            places = np.column_stack([cells.x_km, cells.y_km])
            zones = circles(places, limits=Circles(most_radius=50.0))
            trial, horizon = Trial(draws=999, seed=1), Horizon(longest=30)
            scan_excess(found.counts[:, -LAST_DAYS:], null, zones, horizon=horizon, trial=trial)
        return found.counts

    counts, lap = timed(work)
    return _answer(lap.seconds, lap.cpu_seconds, int(counts.sum()), _digest(counts))


def joined(spec: DetectionSpec) -> DetectionAnswer:
    """The same counts by DuckDB's spatial join, of points that are in the plane already."""
    import duckdb_extension_spatial

    cells = cells_of_line()
    home = Path(duckdb_extension_spatial.__file__).parent
    (extension,) = home.glob(f"extensions/v{duckdb.__version__}/spatial.duckdb_extension")
    connection = duckdb.connect(config={"threads": str(spec["workers"])})
    connection.execute(f"LOAD '{extension}'")
    connection.execute("CREATE TABLE shapes (cell INTEGER, geom GEOMETRY)")
    for number, wkb in enumerate(shapely.to_wkb(cells.shapes)):
        connection.execute("INSERT INTO shapes SELECT ?, st_geomfromwkb(?)", [number, wkb])
    query = (
        f"SELECT cell, date_diff('day', DATE '{FIRST_DAY}', time_utc) AS day, count(*) AS rows "
        f"FROM '{spec['file']}' JOIN shapes ON st_intersects(geom, st_point(x_m, y_m)) GROUP BY ALL"
    )
    rows, lap = timed(lambda: connection.execute(query).fetchnumpy())
    counts = np.zeros((len(cells), DAYS), dtype=np.int64)
    counts[rows["cell"], rows["day"]] = rows["rows"]
    return _answer(lap.seconds, lap.cpu_seconds, int(counts.sum()), _digest(counts))


def read(spec: DetectionSpec) -> DetectionAnswer:
    """Read a file of FIRMS: all but the table's writing is asked of the other side, too."""
    target = Path(spec["file"]).with_suffix(".parquet")
    work = Work(until=date(2026, 1, 1), join_pixels=False, threads=spec["workers"])
    found, lap = timed(lambda: read_detections([Source(file=Path(spec["file"]))], target, work))
    return _answer(lap.seconds, lap.cpu_seconds, found.rows, found.sha256)


def check(spec: DetectionSpec) -> DetectionAnswer:
    """Read and check the same file into a table on disk, and no more."""
    work = Work(until=date(2026, 1, 1), threads=spec["workers"])

    def into_table() -> int:
        with scratch(work) as (connection, folder):
            shapes = shapes_of([Source(file=Path(spec["file"]))])
            return sum(reading.kept for reading in read_files(connection, shapes, work, folder))

    kept, lap = timed(into_table)
    return _answer(lap.seconds, lap.cpu_seconds, kept, "")


def plainly_read(spec: DetectionSpec) -> DetectionAnswer:
    """The same file by DuckDB alone, into a table on disk, and where asked from there to Parquet by time."""
    base = Path(spec["file"]).with_suffix(".plain.duckdb")
    base.unlink(missing_ok=True)
    target = Path(spec["file"]).with_suffix(".plain.parquet")

    def work() -> int:
        with duckdb.connect(base, config={"threads": spec["workers"], "memory_limit": "2GB"}) as connection:
            connection.execute(f"CREATE TABLE plain AS FROM read_csv('{spec['file']}')")
            if spec["task"] == "duckdb-read":
                order = "ORDER BY acq_date, acq_time, longitude, latitude"
                connection.execute(
                    f"COPY (FROM plain {order}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
                )
            return int(connection.execute("SELECT count(*) FROM plain").fetchall()[0][0])

    rows, lap = timed(work)
    return _answer(lap.seconds, lap.cpu_seconds, rows, "")


def _digest(counts: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> str:
    return hashlib.sha256(np.ascontiguousarray(counts).tobytes()).hexdigest()


def _answer(seconds: float, cpu: float, found: int, digest: str) -> DetectionAnswer:
    return DetectionAnswer(seconds=seconds, cpu=cpu, mb=peak_mb(), found=found, digest=digest)


TASKS = {
    "draw": draw,
    "assign": counted,
    "scan": counted,
    "duckdb-join": joined,
    "read": read,
    "check": check,
    "duckdb-read": plainly_read,
    "duckdb-table": plainly_read,
}

if __name__ == "__main__":
    given: DetectionSpec = json.loads(sys.argv[1])
    print(json.dumps(TASKS[given["task"]](given)))
