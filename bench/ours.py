"""Our side of a contest: ``python -m bench.ours SCENARIO CALLS VECTORS``, one line of JSON as the answer.

The same question is put several times to one process. The first call loads what has been compiled before
(or compiles it, where nothing is kept yet); the others are what a warm library takes. Efficient utilities
are written to the file VECTORS as whole numbers, so that they can be compared without rounding.
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import TypedDict

from bench.clock import peak_mb, timed
from bench.scenario import Scenario, read_scenario
from detente.accept.frontier import Frontier, pareto_frontier
from detente.accept.solutions import Solution, egalitarian, kalai_smorodinsky, nash, utilitarian
from detente.accept.space import agreement_space
from detente.case.model import Case, Figure, Issue, Option, Party, Preference


class Call(TypedDict):
    """Seconds of one call: space and frontier, Nash, Kalai, other solutions; ``cpu``: all but the others."""

    frontier: float
    nash: float
    kalai: float
    others: float
    cpu: float
    cpu_others: float


class Answer(TypedDict):
    """What we answer: the calls, peak memory before, after the first and after all, and what was found."""

    calls: list[Call]
    peak_mb: list[float]
    points: int
    exact: bool
    nash: list[list[int]]
    kalai: list[list[int]]


def case_of(scenario: Scenario) -> Case:
    """The negotiation as a case."""
    parties = [f"p{number}" for number in range(len(scenario.weights))]
    issues = tuple(
        Issue(
            id=f"i{number}",
            title=f"Issue {number}",
            options=tuple(Option(id=f"o{option}", title=f"Option {option}") for option in range(len(row))),
            consent=tuple(parties),
        )
        for number, row in enumerate(scenario.values[0])
    )
    return Case(
        id="generated",
        title="A generated negotiation",
        issues=issues,
        parties=tuple(_party(scenario, number, name) for number, name in enumerate(parties)),
    )


def _party(scenario: Scenario, number: int, name: str) -> Party:
    weights = {f"i{issue}": _figure(weight) for issue, weight in enumerate(scenario.weights[number])}
    values = {
        f"i{issue}": {f"o{option}": _figure(value, scenario.levels) for option, value in enumerate(row)}
        for issue, row in enumerate(scenario.values[number])
    }
    preference = Preference(weights=weights, values=values)
    return Party(id=name, title=name, preference=preference, reservation=_figure(0))


def _figure(number: int, of: int = 1) -> Figure:
    exact = Fraction(number, of)
    return Figure(low=exact, high=exact)


def main(path: Path, calls: int, vectors: Path) -> Answer:
    """Answer ``calls`` times and tell how long it took."""
    scenario = read_scenario(path)
    case = case_of(scenario)
    peaks = [peak_mb()]
    lap, frontier, chosen = _answer(case)
    laps = [lap]
    peaks.append(peak_mb())
    laps += [_answer(case)[0] for _ in range(calls - 1)]
    peaks.append(peak_mb())
    factors = [
        Fraction(scenario.levels * sum(weights), utility.scale)
        for weights, utility in zip(scenario.weights, frontier.utilities, strict=True)
    ]
    whole = [
        [int(value * factor) for value, factor in zip(row, factors, strict=True)]
        for row in frontier.sums.tolist()
    ]
    vectors.write_text(json.dumps(whole), encoding="utf-8")
    nash_points, kalai_points = (_whole(scenario, solution) for solution in chosen)
    return Answer(
        calls=laps,
        peak_mb=peaks,
        points=len(frontier),
        exact=frontier.exact,
        nash=nash_points,
        kalai=kalai_points,
    )


def _answer(case: Case) -> tuple[Call, Frontier, tuple[Solution, Solution]]:
    """One call; the solutions are the Nash and the egalitarian one, which the peer calls Kalai's."""
    frontier, first = timed(lambda: pareto_frontier(agreement_space(case)))
    if frontier is None:
        raise SystemExit("no frontier")
    best, second = timed(lambda: nash(frontier, disagreement="max-reserved-min"))
    equal, third = timed(lambda: egalitarian(frontier, disagreement="max-reserved-min"))
    _, fourth = timed(lambda: (kalai_smorodinsky(frontier), utilitarian(frontier)))
    call = Call(
        frontier=first.seconds,
        nash=second.seconds,
        kalai=third.seconds,
        others=fourth.seconds,
        cpu=first.cpu_seconds + second.cpu_seconds + third.cpu_seconds,
        cpu_others=fourth.cpu_seconds,
    )
    return call, frontier, (best, equal)


def _whole(scenario: Scenario, solution: Solution) -> list[list[int]]:
    """The utilities that a solution selects, in steps: distinct and sorted."""
    rows = {
        tuple(
            int(utility * scenario.levels * sum(weights))
            for utility, weights in zip(point.utility.values(), scenario.weights, strict=True)
        )
        for point in solution.points
    }
    return [list(row) for row in sorted(rows)]


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
