"""The table as it is written: one row for each detection, with the rows that stand behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.watch.detections.fires import Pixels, fires_of, joined

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ALONE = "SELECT * FROM found WHERE rid NOT IN (SELECT rid FROM same)"
_PIXELS = f"""
    SELECT rid, dense_rank() OVER (ORDER BY sensor) AS sensor, epoch(time_utc) AS time_s, lon, lat,
           sqrt(scan_km * scan_km + track_km * track_km) AS diagonal_km, strength
    FROM ({_ALONE})
    WHERE kind = 'fire' AND time_certainty = 'instant' AND scan_km > 0 AND track_km > 0 AND lon IS NOT NULL
    ORDER BY rid
"""


def join_pixels(connection: DuckDBPyConnection) -> int:
    """Fill ``fires`` (those of several pixels) and ``parts`` (``rid`` of each pixel, ``kept`` of its fire).

    Returns:
        How many pixels are no row of their own any more.
    """
    columns = connection.execute(_PIXELS).fetchnumpy()
    rid = np.asarray(columns["rid"], dtype=np.int64)
    names = ("time_s", "lon", "lat", "diagonal_km")
    time, lon, lat, diagonal = (np.asarray(columns[name], dtype=np.float64) for name in names)
    pixels = Pixels(
        sensor=np.asarray(columns["sensor"], dtype=np.int64),
        time_s=time,
        lon=lon,
        lat=lat,
        diagonal_km=diagonal,
    )
    power = np.ma.filled(np.ma.asarray(columns["strength"], dtype=np.float64), np.nan)
    fire = fires_of(pixels)
    made = joined(pixels, power, fire)
    mine = np.flatnonzero(np.isin(fire, made.fire))
    _fill(connection, "parts", {"rid": rid[mine], "kept": rid[fire[mine]]})
    _fill(
        connection,
        "fires",
        {
            "kept": rid[made.fire],
            "lon": np.round(made.lon, 5),
            "lat": np.round(made.lat, 5),
            "position_error_km": made.error_km,
            "pixels": made.pixels,
            "strength": np.ma.masked_invalid(made.power),
        },
    )
    return len(mine) - len(made.fire)


def _fill(
    connection: DuckDBPyConnection,
    table: str,
    columns: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]],
) -> None:
    connection.register("arrays", columns)
    connection.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM arrays")
    connection.unregister("arrays")


def no_fires(connection: DuckDBPyConnection) -> None:
    """The same tables, empty, where pixels are to stay apart."""
    connection.execute("CREATE OR REPLACE TABLE parts (rid BIGINT, kept BIGINT)")
    connection.execute(
        "CREATE OR REPLACE TABLE fires (kept BIGINT, lon DOUBLE, lat DOUBLE, position_error_km DOUBLE, "
        "pixels BIGINT, strength DOUBLE)"
    )


def final_table(connection: DuckDBPyConnection) -> None:
    """Make the view ``detections`` of what is kept, joined and traced."""
    connection.execute(
        """
        CREATE OR REPLACE TABLE behind AS
        WITH gone AS (
            SELECT same.rid, coalesce(parts.kept, same.kept) AS kept
            FROM same LEFT JOIN parts ON parts.rid = same.kept
            UNION ALL
            SELECT rid, kept FROM parts WHERE rid <> kept
        )
        SELECT kept, string_agg(file || '#' || row, '; ' ORDER BY file, row) AS also
        FROM gone JOIN found ON found.rid = gone.rid
        GROUP BY kept
        """
    )
    connection.execute(
        """
        CREATE OR REPLACE VIEW detections AS
        SELECT f.* EXCLUDE (lon, lat, position_error_km, strength, scan_km, track_km),
               coalesce(j.lon, f.lon) AS lon, coalesce(j.lat, f.lat) AS lat,
               coalesce(j.position_error_km, f.position_error_km) AS position_error_km,
               CASE WHEN j.kept IS NULL THEN f.strength ELSE j.strength END AS strength,
               CASE WHEN j.kept IS NULL THEN f.scan_km END AS scan_km,
               CASE WHEN j.kept IS NULL THEN f.track_km END AS track_km,
               coalesce(j.pixels, 1)::INTEGER AS pixels, b.also
        FROM found AS f
        LEFT JOIN fires AS j ON j.kept = f.rid
        LEFT JOIN behind AS b ON b.kept = f.rid
        WHERE f.rid NOT IN (SELECT rid FROM same)
          AND f.rid NOT IN (SELECT rid FROM parts WHERE rid <> kept)
        """
    )
