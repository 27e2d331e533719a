"""The peer's side of a contest, run by the Python of its own environment: NegMAS 0.16.

``python -m bench.negmas_peer SCENARIO GIGABYTES VECTORS``, one line of JSON as the answer. It reads the
negotiation that we read, and puts its questions the way NegMAS documents as the fast one: pareto_frontier on
utility functions and issues, then nash_points and kalai_points on the frontier. It enumerates packages in
the order of itertools.product, so that the indices that it returns name packages, and exact utilities follow.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import TypedDict

from bench.clock import allow, peak_mb, timed
from bench.contestant import OUT_OF_MEMORY
from bench.scenario import Scenario, read_scenario


class PeerAnswer(TypedDict):
    """What the peer answers.

    ``peak_mb`` holds peak memory before and after each of the three questions; ``returned`` how many packages
    it calls efficient, ``points`` how many different exact utilities these have.
    """

    frontier: float
    nash: float
    kalai: float
    cpu: float
    peak_mb: list[float]
    returned: int
    points: int
    nash_points: list[list[int]]
    kalai_points: list[list[int]]


def main(path: Path, vectors: Path) -> PeerAnswer:
    """Answer once and tell how long it took."""
    from negmas import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.preferences.ops import kalai_points, nash_points, pareto_frontier

    scenario = read_scenario(path)
    issues = [make_issue(len(row), f"i{number}") for number, row in enumerate(scenario.values[0])]
    space = make_os(issues)
    ufuns = [
        LinearAdditiveUtilityFunction(
            {
                f"i{issue}": {option: value / scenario.levels for option, value in enumerate(row)}
                for issue, row in enumerate(scenario.values[party])
            },
            weights={f"i{issue}": weight / sum(weights) for issue, weight in enumerate(weights)},
            outcome_space=space,
            reserved_value=0.0,
        )
        for party, weights in enumerate(scenario.weights)
    ]
    peaks = [peak_mb()]
    (frontier, indices), first = timed(lambda: pareto_frontier(ufuns, issues=issues))
    peaks.append(peak_mb())
    nash, second = timed(lambda: nash_points(ufuns, frontier, outcome_space=space))
    peaks.append(peak_mb())
    kalai, third = timed(lambda: kalai_points(ufuns, frontier, outcome_space=space))
    peaks.append(peak_mb())
    exact = [_exact(scenario, int(index)) for index in indices]
    _check(scenario, frontier, exact)
    vectors.write_text(json.dumps(sorted(set(exact))), encoding="utf-8")
    return PeerAnswer(
        frontier=first.seconds,
        nash=second.seconds,
        kalai=third.seconds,
        cpu=first.cpu_seconds + second.cpu_seconds + third.cpu_seconds,
        peak_mb=peaks,
        returned=len(indices),
        points=len(set(exact)),
        nash_points=[list(row) for row in sorted({exact[place] for _, place in nash})],
        kalai_points=[list(row) for row in sorted({exact[place] for _, place in kalai})],
    )


def _exact(scenario: Scenario, index: int) -> tuple[int, ...]:
    """Utilities of package number ``index``, in steps times the sum of weights."""
    package: list[int] = []
    for row in reversed(scenario.values[0]):
        index, option = divmod(index, len(row))
        package.append(option)
    package.reverse()
    return tuple(
        sum(weight * row[option] for weight, row, option in zip(weights, rows, package, strict=True))
        for weights, rows in zip(scenario.weights, scenario.values, strict=True)
    )


def _check(scenario: Scenario, frontier: tuple[tuple[float, ...], ...], exact: list[tuple[int, ...]]) -> None:
    """Packages were numbered as we think: the peer's floating point utilities are the exact ones, rounded."""
    scales = [scenario.levels * sum(weights) for weights in scenario.weights]
    for floats, whole in zip(frontier, exact, strict=True):
        for number, integer, scale in zip(floats, whole, scales, strict=True):
            assert abs(number - integer / scale) < 1e-9, (floats, whole)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    allow(float(sys.argv[2]))
    try:
        print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[3]))))
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
