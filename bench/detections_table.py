"""The table of detections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import detections
from bench.tables import cells, in_mb, in_seconds, prose

if TYPE_CHECKING:
    from bench.detections import DetectionRow

DETECTIONS = """
Detections drawn from a seed, 400 days, half of them near the line of the bundled case. Assigned: from the
table (Parquet) and the file of the line to 629 cells (segments of 5 km by side, up to 7.5 and up to 50 km
away) and days, with the rows whose position error reaches across the line; in one process. DuckDB's join is
of the same points, given to it in the plane of the cells, with the same polygons, on two threads: its counts
are the same, cell by cell and day by day. Scanned: 60 days after 340 of baseline, circles of up to 50 km, up
to 30 days long, 999 null worlds on two threads.

FIRMS CSV: VIIRS in near real time. Read and checked: into a table on disk, each row judged and traced; beside
it a table of all columns. To a table of detections: duplicates joined as well, written as Parquet in the
order of time; pixels are not joined to fires here. Targets: ratios to DuckDB of {join:g} and {read:g} in CPU
seconds, and {seconds:.0f} s with {mb:,.0f} MB for all of it.
"""


def detections_table(rows: list[DetectionRow]) -> list[str]:
    """Ours and DuckDB's, side by side."""
    lines = prose(
        DETECTIONS,
        join=detections.JOIN_RATIO,
        read=detections.READ_RATIO,
        seconds=detections.MOST_SECONDS,
        mb=detections.MOST_MB,
    )
    titles = (
        "task",
        "rows",
        "seconds",
        "CPU",
        "MB",
        "rows a second",
        "beside",
        "seconds",
        "CPU",
        "MB",
        "ratio",
        "target",
    )
    lines += ["", cells(*titles), "|" + "---|" * len(titles)]
    for row in rows:
        ours, peer = row["ours"], row["peer"]
        theirs = (
            (in_seconds(peer["seconds"]), in_seconds(peer["cpu"]), in_mb(peer["mb"]))
            if peer
            else ("", "", "")
        )
        ratio = f"{ours['cpu'] / peer['cpu']:.2f}" if peer else ""
        lines.append(
            cells(
                row["what"],
                f"{row['rows']:,}",
                in_seconds(ours["seconds"]),
                in_seconds(ours["cpu"]),
                in_mb(ours["mb"]),
                f"{row['rows'] / ours['seconds']:,.0f}",
                row["peer_what"],
                *theirs,
                ratio,
                _target(row),
            )
        )
    return lines


def _target(row: DetectionRow) -> str:
    ours, peer = row["ours"], row["peer"]
    if peer is not None and row["most_ratio"] is not None:
        met = ours["cpu"] <= row["most_ratio"] * peer["cpu"]
        return f"{row['most_ratio']:g}: {'met' if met else 'missed'}"
    if row["most_seconds"] is None:
        return ""
    met = ours["seconds"] <= row["most_seconds"] and ours["mb"] <= detections.MOST_MB
    return f"{row['most_seconds']:.0f} s, {detections.MOST_MB:,.0f} MB: {'met' if met else 'missed'}"
