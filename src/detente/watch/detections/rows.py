"""Rows of a table of detections, a few hundred thousand at a time, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from detente.errors import Fault, InputError
from detente.watch.detections.clock import quoted
from detente.watch.detections.load import literal_path
from detente.watch.span import Span

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Counts = NDArray[np.int64]

VECTORS = 256
"""Vectors of 2,048 rows that are taken together."""
NEEDED = ("time_utc", "lon", "lat", "position_error_km", "kind", "sensor", "label", "pixels")
MEMORY = "1GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which rows count, and what each counts for.

    Attributes:
        kinds: Kinds of detections, such as ``fire``; empty for all.
        sensors: Names of sensors; empty for all.
        without_labels: Labels that do not count, such as ``volcano``.
        pixels: Whether a fire counts as many as the pixels joined to it, and not once.
    """

    kinds: tuple[str, ...] = ()
    sensors: tuple[str, ...] = ()
    without_labels: tuple[str, ...] = ()
    pixels: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """Some rows of a table.

    Attributes:
        day: The number of the day, from 0.
        lon: Longitude; NaN without a position.
        lat: Latitude.
        error_km: Position error; NaN where not known.
        weight: What the row counts for.
    """

    day: Counts
    lon: Floats
    lat: Floats
    error_km: Floats
    weight: Counts


@contextmanager
def reading() -> Iterator[DuckDBPyConnection]:
    """A connection that holds little in memory."""
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "memory_limit": MEMORY})
    try:
        connection.execute("SET enable_progress_bar = false")
        yield connection
    finally:
        connection.close()


def chunks(connection: DuckDBPyConnection, file: Path, days: Span, which: Which) -> Iterator[Rows]:
    """The rows of some days, in pieces."""
    asked = connection.execute(
        f"SELECT date_diff('day', DATE '{days.first}', time_utc) AS day, lon, lat, position_error_km, "
        f"{_weight(which)} AS weight FROM {_table(file)} WHERE {_within(days)} AND {_condition(which)}",
        _values(which),
    )
    while len(frame := asked.fetch_df_chunk(VECTORS)):
        yield Rows(
            day=frame["day"].to_numpy(np.int64),
            lon=frame["lon"].to_numpy(np.float64),
            lat=frame["lat"].to_numpy(np.float64),
            error_km=frame["position_error_km"].to_numpy(np.float64),
            weight=frame["weight"].to_numpy(np.int64),
        )


def outside(connection: DuckDBPyConnection, file: Path, days: Span, which: Which) -> int:
    """How much there is before and after the days."""
    asked = (
        f"SELECT coalesce(sum({_weight(which)}), 0)::BIGINT FROM {_table(file)} "
        f"WHERE NOT ({_within(days)}) AND {_condition(which)}"
    )
    return int(connection.execute(asked, _values(which)).fetchall()[0][0])


def refuse_tables(files: Sequence[Path], parts: int) -> None:
    """Refuse what is no table of detections.

    Raises:
        InputError: with every file that is none, or if the work cannot be split so.
    """
    faults = [fault for file in files if (fault := _fault(file)) is not None]
    if not files:
        faults.append(Fault(place="files", message="there is no table of detections", hint="one or more"))
    if parts < 1:
        faults.append(Fault(place="parts", message=f"{parts} parts are none", hint="1 or more"))
    if faults:
        raise InputError(*faults)


def _fault(file: Path) -> Fault | None:
    hint = "a table that read_detections wrote"
    if not file.is_file():
        return Fault(file=str(file), message="does not exist", hint=hint, code="no-file")
    try:
        with reading() as connection:
            has = {row[0] for row in connection.execute(f"DESCRIBE FROM {_table(file)}").fetchall()}
    except duckdb.Error:
        return Fault(file=str(file), message="is no Parquet", hint=hint, code="format")
    lacks = [name for name in NEEDED if name not in has]
    if lacks:
        message = f"is no table of detections: it lacks {', '.join(lacks)}"
        return Fault(file=str(file), message=message, hint=hint, code="columns")
    return None


def _table(file: Path) -> str:
    return f"read_parquet({quoted(literal_path(file))})"


def _within(days: Span) -> str:
    start, end = (moment.strftime("%Y-%m-%d") for moment in (days.start, days.end))
    return f"time_utc >= TIMESTAMP '{start}' AND time_utc < TIMESTAMP '{end}'"


def _weight(which: Which) -> str:
    return "pixels" if which.pixels else "1"


def _condition(which: Which) -> str:
    found = ["true"]
    found += ["list_contains($kinds, kind)"] if which.kinds else []
    found += ["list_contains($sensors, sensor)"] if which.sensors else []
    found += ["NOT coalesce(list_contains($labels, label), false)"] if which.without_labels else []
    return " AND ".join(found)


def _values(which: Which) -> dict[str, list[str]]:
    given = {"kinds": which.kinds, "sensors": which.sensors, "labels": which.without_labels}
    return {name: list(values) for name, values in given.items() if values}
