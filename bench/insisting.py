"""Section: smallest blocker and cheapest opening of red lines that exclude every package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from bench.contestant import answer, run

if TYPE_CHECKING:
    from bench.demands import DemandAnswer

CASES = 24
MOST_SECONDS = 0.2

SMALLEST = (11, 5, 9, 5, 5, 7, 4, 9, 7, 12, 12, 11, 6, 9, 9, 6, 7, 8, 7, 5, 6, 9, 12, 8)
CHEAPEST = (2, 8, 3, 5, 2, 3, 6, 3, 4, 1, 3, 3, 2, 3, 4, 4, 4, 4, 5, 2, 3, 4, 1, 4)
"""Sizes of the smallest blockers and cheapest openings of these cases, once found without any budget of work.
"""


def measure() -> DemandAnswer:
    """The cases of :mod:`bench.demands`, one after the other in one process."""
    found = cast("DemandAnswer", json.loads(answer(run("-m", "bench.demands", str(CASES)))))
    print(f"bench: {len(found['cases'])} cases with 60 red lines", flush=True)
    return found
