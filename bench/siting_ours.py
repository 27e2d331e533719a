"""Our side of the siting contest: ``python -m bench.siting_ours SPEC``, one line of JSON as the answer."""

from __future__ import annotations

import json
import sys
from typing import TypedDict

from bench.clock import peak_mb, timed
from bench.siting_draw import SitingSpec, clients
from bench.watch_draw import Grain, watch
from detente.verify.plan import Effort, Plan, best_mean, covering, least_cost


class SitingAnswer(TypedDict):
    """What we answer: seconds for problem and plan, the objective in demand or money, the bound, the gap."""

    seconds: float
    cpu: float
    mb: float
    objective: float
    bound: float
    gap: float
    status: str


class LineSpec(TypedDict):
    """A line, how strong its instruments are, the gap and limit that we are given."""

    length_km: int
    grain: Grain
    gap: float
    seconds: float


def cover(spec: SitingSpec) -> SitingAnswer:
    """The most demand that so many sites cover."""
    reach, demand = clients(spec)

    def solve() -> Plan:
        return best_mean(
            covering(reach, weights=demand), spec.open, effort=Effort(gap=spec.gap, seconds=spec.seconds)
        )

    plan, lap = timed(solve)
    return _answer(plan, lap.seconds, lap.cpu_seconds, float(demand.sum()))


def line(spec: LineSpec) -> SitingAnswer:
    """The least cost of watching a line."""
    problem = watch(spec["grain"], length_km=spec["length_km"])
    effort = Effort(gap=spec["gap"], seconds=spec["seconds"])
    plan, lap = timed(lambda: least_cost(problem, effort=effort))
    assert all(plan.chance >= problem.targets - 1e-8)
    return _answer(plan, lap.seconds, lap.cpu_seconds, 1.0)


def _answer(plan: Plan, seconds: float, cpu: float, unit: float) -> SitingAnswer:
    assert plan.objective is not None
    assert plan.bound is not None
    assert plan.gap is not None
    return SitingAnswer(
        seconds=seconds,
        cpu=cpu,
        mb=peak_mb(),
        objective=plan.objective * unit,
        bound=plan.bound * unit,
        gap=plan.gap,
        status=plan.status.value,
    )


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    if "length_km" in given:
        print(json.dumps(line(given)))
    else:
        print(json.dumps(cover(SitingSpec(**given))))
