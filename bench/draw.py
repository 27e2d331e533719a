"""Draw a negotiation and write it to a file: ``python -m bench.draw SPEC FILE``, SPEC as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from bench.scenario import Scenario, Spec


def draw(spec: Spec) -> Scenario:
    """The negotiation that a specification names; the same one each time."""
    rng = np.random.default_rng(spec.seed)
    shape = (spec.parties, spec.issues, spec.options)
    weights = rng.integers(1, spec.heaviest + 1, shape[:2])
    if spec.kind == "opposed":
        weights[:] = weights[0]
    if spec.kind == "random":
        values = rng.integers(0, spec.levels + 1, shape)
    else:
        shares = rng.dirichlet(np.ones(spec.parties), shape[1:]) * spec.levels
        moved = np.rint(shares).astype(np.int64).transpose(2, 0, 1)
        moved += rng.integers(-spec.noise, spec.noise + 1, shape)
        values = np.clip(moved, 0, spec.levels)
    return Scenario(levels=spec.levels, weights=weights.tolist(), values=values.tolist())


if __name__ == "__main__":
    draw(Spec(**json.loads(sys.argv[1]))).write(Path(sys.argv[2]))
