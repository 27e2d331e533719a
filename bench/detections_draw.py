"""Detections drawn from a seed: a table of many rows about a line, and files as FIRMS writes them.

Half of the rows lie within some 60 km of the line of the bundled case, the others anywhere in a wide box; 400
days, three sensors. ``x_m`` and ``y_m`` hold the place in the plane of the cells, a gift to the peer.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from detente.verify.line.ready import read_contact_line
from detente.watch.line_cells import line_cells
from detente.watch.locate import in_plane

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.watch.cells import Cells

FIRST_DAY, DAYS = "2024-01-01", 400
BOX = (28.0, 44.0, 41.0, 53.0)
CHUNK = 1_000_000
LINE = Path("cases/ukraine-2025-03/layers/contact-line.geojson")


def cells_of_line() -> Cells:
    """Segments of 5 km by side, 0-7.5 and 7.5-50 km from the line."""
    return line_cells(read_contact_line(LINE))


def write_table(path: Path, rows: int, cells: Cells, *, seed: int = 1) -> None:
    """Write a table of detections, in the order of time."""
    generator = np.random.default_rng(seed)
    with duckdb.connect() as connection:
        for number, columns in enumerate(_places(generator, rows, cells)):
            connection.register("columns", columns)
            make = "CREATE TABLE drawn AS" if number == 0 else "INSERT INTO drawn"
            connection.execute(
                f"{make} SELECT TIMESTAMP '{FIRST_DAY}' + to_seconds(second::BIGINT) AS time_utc, "
                "'instant' AS time_certainty, lon, lat, 0.3 AS position_error_km, 'fire' AS kind, "
                "['VIIRS S-NPP', 'VIIRS NOAA-20', 'MODIS Aqua'][sensor + 1] AS sensor, "
                "NULL::VARCHAR AS label, 1 AS pixels, x_m, y_m FROM columns"
            )
            connection.unregister("columns")
        order = "ORDER BY time_utc, lon"
        connection.execute(f"COPY (FROM drawn {order}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def write_firms(path: Path, rows: int, *, seed: int = 1) -> None:
    """Write a file of VIIRS in near real time."""
    generator = np.random.default_rng(seed)
    west, south, east, north = BOX
    columns = {
        "lat": generator.uniform(south, north, rows).round(5),
        "lon": generator.uniform(west, east, rows).round(5),
        "day": generator.integers(0, DAYS, rows),
        "minute": generator.integers(0, 1440, rows),
        "bright": generator.uniform(295, 367, rows).round(2),
        "scan": generator.uniform(0.32, 0.8, rows).round(2),
        "power": generator.gamma(1, 5, rows).round(2),
    }
    with duckdb.connect() as connection:
        connection.register("columns", columns)
        connection.execute(
            "COPY (SELECT lat AS latitude, lon AS longitude, bright AS bright_ti4, scan, 0.4 AS track, "
            f"strftime(DATE '{FIRST_DAY}' + day::INTEGER, '%Y-%m-%d') AS acq_date, "
            "lpad((minute // 60)::VARCHAR, 2, '0') || lpad((minute % 60)::VARCHAR, 2, '0') AS acq_time, "
            "'N' AS satellite, 'VIIRS' AS instrument, 'n' AS confidence, '2.0NRT' AS version, "
            "290.3 AS bright_ti5, power AS frp, 'D' AS daynight FROM columns) "
            f"TO '{path}' (FORMAT csv, HEADER)"
        )


def _places(
    generator: np.random.Generator, rows: int, cells: Cells
) -> Iterator[dict[str, NDArray[np.float64] | NDArray[np.int64]]]:
    west, south, east, north = BOX
    middles = np.array([segment.middle for segment in cells.segments])
    for first in range(0, rows, CHUNK):
        size = min(CHUNK, rows - first)
        near = middles[generator.integers(0, len(middles), size)] + generator.normal(
            0, (0.35, 0.25), (size, 2)
        )
        wide = np.column_stack([generator.uniform(west, east, size), generator.uniform(south, north, size)])
        lon, lat = np.where(generator.random((size, 1)) < 0.5, near, wide).round(5).T
        x, y = in_plane(cells, lon, lat)
        yield {
            "lon": lon.copy(),
            "lat": lat.copy(),
            "x_m": x,
            "y_m": y,
            "second": generator.integers(0, DAYS * 86_400, size),
            "sensor": generator.integers(0, 3, size),
        }
