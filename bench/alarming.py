"""Section: how often a scan raises a false alarm in quiet worlds, and how often it finds what was planted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from bench.contestant import answer, run

if TYPE_CHECKING:
    from bench.scan_alarms import AlarmAnswer, AlarmSpec

DRAWS, QUIET, PLANTED = 99, 200, 50
SPREAD = 0.8
SIZES, DAYS, FACTORS = (0.3, 1.0, 5.0), (20, 60), (2.0, 3.0, 5.0, 8.0)


def measure() -> list[AlarmAnswer]:
    """Quiet worlds of all kinds, then planted ones after 60 days of baseline."""
    specs: list[AlarmSpec] = [
        {"size": size, "days": days, "spread": spread, "factor": 1.0, "worlds": QUIET, "draws": DRAWS}
        for size, spread in (*((size, 0.0) for size in SIZES), (1.0, SPREAD))
        for days in DAYS
    ]
    specs += [
        {"size": size, "days": DAYS[-1], "spread": 0.0, "factor": factor, "worlds": PLANTED, "draws": DRAWS}
        for size in SIZES
        for factor in FACTORS
    ]
    return [_row(spec) for spec in specs]


def _row(spec: AlarmSpec) -> AlarmAnswer:
    outcome = run("-m", "bench.scan_alarms", json.dumps(spec), seconds=3600.0)
    row = cast("AlarmAnswer", json.loads(answer(outcome)))
    print(f"bench: {spec}: {row['shares']}", flush=True)
    return row
