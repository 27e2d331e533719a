"""Made-up files of detections, and the table that they are read into."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb

from detente.watch.detections.model import Columns, Detections, Source
from detente.watch.detections.read import Work, read_detections

UNTIL = date(2025, 6, 1)
VIIRS = (
    "latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,"
    "bright_ti5,frp,daynight"
)
MODIS = (
    "latitude,longitude,brightness,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,"
    "bright_t31,frp,daynight,type"
)


def viirs(lat: float, lon: float, day: str = "2025-03-15", clock: str = "0010", **other: object) -> str:
    """A row of VIIRS in near real time."""
    told = {"scan": 0.4, "track": 0.4, "satellite": "N", "frp": 2.5, **other}
    return (
        f"{lat},{lon},330.1,{told['scan']},{told['track']},{day},{clock},{told['satellite']},VIIRS,n,2.0NRT,"
        f"290.3,{told['frp']},N"
    )


def modis(lat: float, lon: float, day: str = "2025-03-15", clock: str = "0826", **other: object) -> str:
    """A row of MODIS from the archive."""
    told = {"scan": 1.1, "track": 1.0, "satellite": "Terra", "frp": 12.6, "type": 0, **other}
    return (
        f"{lat},{lon},310.6,{told['scan']},{told['track']},{day},{clock},{told['satellite']},MODIS,67,6.1,"
        f"288.1,{told['frp']},D,{told['type']}"
    )


def written(folder: Path, name: str, header: str, *rows: str | bytes, start: bytes = b"") -> Path:
    """A file of rows; packed where its name ends in gz."""
    lines = [header, *rows]
    data = start + b"\n".join(row if isinstance(row, bytes) else row.encode() for row in lines) + b"\n"
    path = folder / name
    path.write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
    return path


def read(
    folder: Path,
    *files: Path | Source,
    columns: Columns | None = None,
    zone: str | None = None,
    **work: object,
) -> Detections:
    """Read files into ``table.parquet``."""
    sources = [
        file if isinstance(file, Source) else Source(file=file, columns=columns, zone=zone) for file in files
    ]
    how = Work(until=UNTIL, **work)  # type: ignore[arg-type]  # what a test asks for
    return read_detections(sources, folder / "table.parquet", how)


def rows(found: Detections, *names: str) -> Sequence[tuple[object, ...]]:
    """Columns of the table, in its order."""
    return duckdb.sql(f"SELECT {', '.join(names)} FROM '{found.file}'").fetchall()


def reasons(found: Detections) -> Mapping[str, int]:
    """How many rows were rejected for each reason."""
    return {f"{part.reason} {part.column}".strip(): part.rows for part in found.readings[0].rejected}
