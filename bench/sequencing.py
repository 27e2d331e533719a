"""Section: the order of 24 steps whose worst exposure is least, and of 40 steps that wait for each other."""

from __future__ import annotations

import json
from typing import TypedDict, cast

from bench.contestant import answer, run

CALLS, MOST_SECONDS = 4, 10.0
PLANS: dict[str, tuple[int, int, float]] = {
    "24 free steps, two parties": (24, 2, 0.0),
    "24 free steps, four parties": (24, 4, 0.0),
    "24 free steps worth nothing: all orders tie": (24, 0, 0.0),
    "24 steps that wait for one in ten of the earlier ones": (24, 3, 0.1),
    "40 steps that wait for one in five": (40, 3, 0.2),
}
"""Steps, parties, and the chance that a step waits for an earlier one."""


class SequenceRow(TypedDict):
    """One plan: seconds of the first call, medians over warm ones; counts as text, as they may be large."""

    what: str
    sets: int
    worst: str
    orders: str
    first: float
    warm: float
    cpu: float
    mb: float


def measure() -> list[SequenceRow]:
    """All plans, each in a process of its own."""
    rows = []
    for name in PLANS:
        row = cast("SequenceRow", json.loads(answer(run("-m", "bench.ordering", name, str(CALLS)))))
        print(f"bench: {name}: {row['warm']:.2f} s", flush=True)
        rows.append(row)
    return rows
