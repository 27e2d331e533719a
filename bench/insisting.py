"""Section: smallest blocker and cheapest opening of red lines that exclude every package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from bench.contestant import answer, run

if TYPE_CHECKING:
    from bench.demands import DemandAnswer

CASES = 24
MOST_SECONDS = 0.2


def measure() -> DemandAnswer:
    """The cases of :mod:`bench.demands`, one after the other in one process."""
    found = cast("DemandAnswer", json.loads(answer(run("-m", "bench.demands", str(CASES)))))
    print(f"bench: {len(found['cases'])} cases with 60 red lines", flush=True)
    return found
