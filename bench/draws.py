"""Section: 10,000 draws of everything that the bundled case leaves open, on one and on two workers."""

from __future__ import annotations

import json
import statistics
from typing import TYPE_CHECKING, TypedDict, cast

from bench.contestant import answer, run

if TYPE_CHECKING:
    from bench.robust import Drawn

CASE, DRAWS = "cases/ukraine-2025-03", 10_000
READINGS = ("", "de-facto")
MOST_SECONDS, MOST_MB, ON = 10.0, 1_000.0, 2
"""What was promised of the case as it stands, on so many workers."""
RUNS = 3


class DrawsRow(TypedDict):
    """One reading of the case on so many workers: medians, the memory of all processes, the answer."""

    what: str
    workers: int
    seconds: float
    cpu: float
    mb: float
    deal: float
    digest: str
    same: bool
    most_seconds: float | None
    most_mb: float | None


def measure() -> list[DrawsRow]:
    """All rows; ``same`` says whether the answers have the bytes of those on one worker."""
    rows: list[DrawsRow] = []
    for overlay in READINGS:
        alone = _row(overlay, 1)
        rows += [alone, _row(overlay, ON, alone["digest"])]
    return rows


def _row(overlay: str, workers: int, digest: str = "") -> DrawsRow:
    outcomes = [run("-m", "bench.robust", CASE, overlay, str(DRAWS), str(workers)) for _ in range(RUNS)]
    drawn = [cast("Drawn", json.loads(answer(outcome))) for outcome in outcomes]
    promised = workers == ON and not overlay
    others = workers if workers > 1 else 0
    row = DrawsRow(
        what=CASE if not overlay else f"the same, overlay {overlay}",
        workers=workers,
        seconds=statistics.median(one["seconds"] for one in drawn),
        cpu=statistics.median(outcome.cpu_seconds for outcome in outcomes),
        mb=max(one["mb"] + others * one["worker_mb"] for one in drawn),
        deal=drawn[0]["deal"],
        digest=drawn[0]["digest"],
        same={one["digest"] for one in drawn} == {digest or drawn[0]["digest"]},
        most_seconds=MOST_SECONDS if promised else None,
        most_mb=MOST_MB if promised else None,
    )
    print(f"bench: {row['what']}, {workers} workers: {row['seconds']:.1f} s, {row['mb']:.0f} MB", flush=True)
    return row
