"""Rows that stand for one detection: found in several files, or twice in one.

- Fires: the same sensor, time and position to 0.0001 degrees (11 m). NRT and archive give a pixel alike to
  that; the row of the archive, which has a type, is kept.
- Rows with an id of the source: the same kind, sensor and id.
- All others: reports of one place and day may well be several, so equal rows of one file stay apart; where
  files overlap, what stands n times in one and m times in another counts max(n, m) times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FIRE = "kind, sensor, time_utc, time_certainty, round(lon, 4), round(lat, 4)"
_ID = "kind, sensor, source_id"
_CONTENT = "kind, sensor, time_utc, time_certainty, end_utc, lon, lat, strength, label, place"


def mark_duplicates(connection: DuckDBPyConnection) -> int:
    """Fill the table ``same``: ``rid`` of a row of ``found`` that goes, ``kept`` that of the one that stays.

    Returns:
        How many rows go.
    """
    connection.execute("CREATE OR REPLACE TABLE same (rid BIGINT, kept BIGINT)")
    files = connection.execute("SELECT count(DISTINCT file_number) FROM stored").fetchall()[0][0]
    _mark(connection, "kind = 'fire' AND source_id IS NULL", _FIRE)
    _mark(connection, "source_id IS NOT NULL", _ID)
    if files > 1:
        _mark(connection, "kind <> 'fire' AND source_id IS NULL", f"{_CONTENT}, occurrence")
    return int(connection.execute("SELECT count(*) FROM same").fetchall()[0][0])


def _mark(connection: DuckDBPyConnection, which: str, key: str) -> None:
    """Rows of one sort with the same key: the first stays, one with a label before one without."""
    rows = f"SELECT * FROM found WHERE {which}"
    if "occurrence" in key:
        once = f"row_number() OVER (PARTITION BY file_number, {_CONTENT} ORDER BY rid) AS occurrence"
        rows = f"SELECT *, {once} FROM ({rows})"
    connection.execute(
        f"""
        INSERT INTO same
        WITH keyed AS (SELECT *, hash({key}) AS k FROM ({rows})),
        several AS (SELECT k FROM keyed GROUP BY k HAVING count(*) > 1),
        ranked AS (
            SELECT rid, first_value(rid) OVER (
                PARTITION BY {key} ORDER BY label IS NULL, rid
            ) AS kept
            FROM keyed SEMI JOIN several USING (k)
        )
        SELECT rid, kept FROM ranked WHERE rid <> kept
        """
    )
