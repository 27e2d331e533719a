"""Section: 4 x 10^8 windows of cells and days; and circles in space beside pyscan-stats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, cast

from bench.contestant import Status, answer, run
from bench.environment import PYSCAN
from bench.scan_draw import ScanSpec, points

if TYPE_CHECKING:
    from bench.pyscan_peer import PyscanAnswer
    from bench.scan_ours import ScanAnswer

MOST_SECONDS = 5.0
SPECS = {
    "compiled, 2 threads": ScanSpec("compiled", threads=2),
    "compiled, 1 thread": ScanSpec("compiled"),
    "NumPy, as where numba is not installed": ScanSpec("blocks", calls=1),
    "cumulative sums as one writes them with NumPy": ScanSpec("plain", calls=1),
}
PROMISED = "compiled, 2 threads"
POINTS, STEP = 2_000, 1 / 32
SECONDS = 600.0


class ScanRow(TypedDict):
    """A scan by one engine; ``same`` says whether it found the statistic of the first."""

    what: str
    ours: ScanAnswer
    most_seconds: float | None
    same: bool


class ScanFigures(TypedDict):
    """All rows, and the scan of points beside the peer's where that is installed."""

    rows: list[ScanRow]
    points: ScanAnswer
    peer: PyscanAnswer | None
    peer_status: Status | None


def measure(folder: Path) -> ScanFigures:
    """All of it, one process after the other."""
    rows: list[ScanRow] = []
    for what, spec in SPECS.items():
        ours = cast(
            "ScanAnswer", json.loads(answer(run("-m", "bench.scan_ours", json.dumps(spec._asdict()))))
        )
        score = rows[0]["ours"]["score"] if rows else ours["score"]
        most = MOST_SECONDS if what == PROMISED else None
        same = abs(ours["score"] - score) <= 1e-9 * score
        rows.append(ScanRow(what=what, ours=ours, most_seconds=most, same=same))
        print(f"bench: {ours['windows']:,} windows, {what}: {ours['warm']:.2f} s", flush=True)
    file = folder / "points.json"
    file.write_text(json.dumps(points(POINTS)), encoding="utf-8")
    asked = json.dumps({"file": str(file), "step": STEP})
    ours = cast("ScanAnswer", json.loads(answer(run("-m", "bench.scan_ours", asked))))
    peer, status = _peer(asked)
    return ScanFigures(rows=rows, points=ours, peer=peer, peer_status=status)


def _peer(asked: str) -> tuple[PyscanAnswer | None, Status | None]:
    if not PYSCAN.installed():
        print("bench: pyscan-stats is not installed (try --peer); its row stays empty", flush=True)
        return None, None
    outcome = run("-m", "bench.pyscan_peer", asked, python=PYSCAN.python, seconds=SECONDS)
    print(f"bench: pyscan-stats: {outcome.status} in {outcome.seconds:.1f} s", flush=True)
    done = outcome.status == "done"
    return cast("PyscanAnswer", json.loads(outcome.text)) if done else None, outcome.status
