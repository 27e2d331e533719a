"""False alarms and power of one kind of world: ``python -m bench.scan_alarms SPEC``, one line of JSON."""

from __future__ import annotations

import json
import sys
from typing import TypedDict

import numpy as np

from bench.scan_worlds import Alarm, alarms, found, null_of, own_null_of, world
from detente.watch.scan import search


class AlarmSpec(TypedDict):
    """A kind of world, and how many."""

    size: float
    days: int
    spread: float
    factor: float
    worlds: int
    draws: int


class AlarmAnswer(TypedDict):
    """Shares of worlds in which each null calls something a cluster, or the planted one is found."""

    spec: AlarmSpec
    shares: dict[str, float]


def measure(spec: AlarmSpec) -> AlarmAnswer:
    """The shares; worlds have the seeds 0, 1, 2, ..."""
    search.WORTH_COMPILING = 0
    kind = {"factor": spec["factor"], "spread": spec["spread"]}
    made = [world(spec["size"], spec["days"], seed, **kind) for seed in range(spec["worlds"])]
    if spec["factor"] > 1:
        draws = spec["draws"]
        shares = {}
        for name, null_in in (("one_size", null_of), ("own_sizes", own_null_of)):
            hits = [found(one, null_in(one, draws, seed), draws, seed) for seed, one in enumerate(made)]
            shares[name] = float(np.mean(hits))
        return AlarmAnswer(spec=spec, shares=shares)
    told = np.mean([alarms(one, spec["draws"], seed) for seed, one in enumerate(made)], axis=0)
    return AlarmAnswer(
        spec=spec, shares={name: float(share) for name, share in zip(Alarm._fields, told, strict=True)}
    )


if __name__ == "__main__":
    print(json.dumps(measure(json.loads(sys.argv[1]))))
