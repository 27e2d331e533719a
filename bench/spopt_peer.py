"""The peer's side of the siting contest, in its own environment: spopt with its default solver.

``python -m bench.spopt_peer SPEC``, one line of JSON as the answer. The cost matrix holds 0 where a site
covers a client and 1 where it does not, with a service radius of one half: the covering that we are given,
to the bit.
"""

from __future__ import annotations

import json
import sys
import warnings
from typing import TypedDict

from bench.clock import peak_mb, timed
from bench.siting_draw import SitingSpec, clients


class SpoptAnswer(TypedDict):
    """What the peer answers: seconds to build and to solve, and the demand that its sites cover."""

    build: float
    solve: float
    mb: float
    objective: float


def main(spec: SitingSpec) -> SpoptAnswer:
    """Build and solve once."""
    import numpy as np
    import pulp
    from spopt.locate import MCLP

    reach, demand = clients(spec)
    cost = np.where(reach, 0.0, 1.0)
    model, first = timed(lambda: MCLP.from_cost_matrix(cost, demand, 0.5, p_facilities=spec.open))
    _, second = timed(lambda: model.solve(pulp.PULP_CBC_CMD(msg=False)))
    chosen = [number for number, variable in enumerate(model.fac_vars) if variable.value() > 0.5]
    assert len(chosen) <= spec.open
    return SpoptAnswer(
        build=first.seconds,
        solve=second.seconds,
        mb=peak_mb(),
        objective=float(demand[reach[:, chosen].any(axis=1)].sum()),
    )


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(json.dumps(main(SitingSpec(**json.loads(sys.argv[1])))))
