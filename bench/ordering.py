"""The best order of a drawn plan, several times in one process: ``python -m bench.ordering PLAN CALLS``."""

from __future__ import annotations

import json
import statistics
import sys
from fractions import Fraction

import numpy as np

from bench.clock import peak_mb, timed
from bench.sequencing import PLANS, SequenceRow
from detente.enforce.sequence import Step, StepPlan, best_order
from detente.enforce.sequence.lattice import lattice_of

SEED = 1
PARTIES = ("north", "south", "east", "west")


def plan_of(name: str) -> StepPlan:
    """Draw a plan: a step costs its actor up to 24, brings others up to 19 each; half or more of it stays."""
    steps, parties, waits = PLANS[name]
    rng = np.random.default_rng(SEED)
    drawn = []
    for number in range(steps):
        values = {party: int(rng.integers(0, 20)) for party in PARTIES[:parties]}
        actor = PARTIES[number % max(1, parties)]
        if parties:
            values[actor] = -int(rng.integers(0, 25))
        kept = Fraction(int(rng.integers(5, 11)), 10)
        after = tuple(f"s{earlier}" for earlier in range(number) if rng.random() < waits)
        drawn.append(Step(id=f"s{number}", actor=actor, values=values, irreversible=kept, after=after))
    return StepPlan(steps=tuple(drawn))


def main(name: str, calls: int) -> SequenceRow:
    """Put one plan in order so many times."""
    plan = plan_of(name)
    found = [timed(lambda: best_order(plan)) for _ in range(calls)]
    best, laps = found[0][0], [lap for _, lap in found]
    assert all(
        (other.worst, other.orders, other.steps) == (best.worst, best.orders, best.steps)
        for other, _ in found
    )
    return SequenceRow(
        what=name,
        sets=lattice_of(plan).size,
        worst=str(best.worst),
        orders=str(best.orders),
        first=laps[0].seconds,
        warm=statistics.median(lap.seconds for lap in laps[1:]),
        cpu=statistics.median(lap.cpu_seconds for lap in laps[1:]),
        mb=peak_mb(),
    )


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
