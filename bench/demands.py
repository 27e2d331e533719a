"""What collides and what opens a deal, on random red lines: ``python -m bench.demands CASES``, in JSON.

20 issues with 5 options, 4 parties without preferences, 60 red lines. A red line names 2 or 3 issues (even
odds, all issues alike) and on each of them 1 or 2 acceptable options (even odds); a package keeps it if one
of these issues takes one of its options. Seeds are taken in order from 1 (NumPy's default_rng); those whose
lines leave a package are skipped, until there are CASES without one.
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from typing import TypedDict

import numpy as np

from bench.clock import peak_mb, timed
from detente.accept.blockers import blockers, openings
from detente.accept.space import agreement_space
from detente.case.formula import Formula, among, some_of
from detente.case.model import Case, Figure, Issue, Option, Party, RedLine, Strength

ISSUES, OPTIONS, PARTIES, LINES = 20, 5, 4, 60


class Demand(TypedDict):
    """One case: seconds for the space, the smallest blocker and the cheapest opening, and CPU seconds.

    ``blocker`` and ``opening`` are their sizes; 0 where the budget of work was spent first.
    """

    seed: int
    seconds: list[float]
    cpu: list[float]
    blocker: int
    opening: int


class DemandAnswer(TypedDict):
    """All cases in order of their seeds, how many seeds were skipped, and peak memory."""

    cases: list[Demand]
    skipped: int
    mb: float


def drawn(seed: int) -> Case:
    """The case of a seed."""
    rng = np.random.default_rng(seed)
    parties = tuple(Party(id=f"p{number}", title=f"Party {number}") for number in range(PARTIES))
    options = tuple(Option(id=f"o{number}", title=f"Option {number}") for number in range(OPTIONS))
    consent = tuple(party.id for party in parties)
    issues = tuple(
        Issue(id=f"i{number}", title=f"Issue {number}", options=options, consent=consent)
        for number in range(ISSUES)
    )
    lines = tuple(_line(number, rng) for number in range(LINES))
    return Case(id=f"seed-{seed}", title=f"Seed {seed}", parties=parties, issues=issues, red_lines=lines)


def _line(number: int, rng: np.random.Generator) -> RedLine:
    named = rng.choice(ISSUES, rng.integers(2, 4), replace=False).tolist()
    parts = [_acceptable(issue, rng) for issue in named]
    return RedLine(
        id=f"line-{number}",
        party=f"p{rng.integers(PARTIES)}",
        text="",
        formula=some_of(parts),
        strength=Strength.STATED,
        held=Figure(low=Fraction(1), high=Fraction(1)),
        why="drawn",
    )


def _acceptable(issue: int, rng: np.random.Generator) -> Formula:
    options = rng.choice(OPTIONS, rng.integers(1, 3), replace=False).tolist()
    return among(issue, sum(1 << option for option in options), OPTIONS)


def main(count: int) -> DemandAnswer:
    """Answer for the first ``count`` cases without a package; the case of seed 0 is the warm-up."""
    _solved(0, drawn(0))
    cases: list[Demand] = []
    seed = 0
    while len(cases) < count:
        seed += 1
        solved = _solved(seed, drawn(seed))
        if solved is not None:
            cases.append(solved)
    return DemandAnswer(cases=cases, skipped=seed - count, mb=peak_mb())


def _solved(seed: int, case: Case) -> Demand | None:
    space, first = timed(lambda: agreement_space(case))
    if space.feasible:
        return None
    found, second = timed(lambda: blockers(space, most=1))
    opened, third = timed(lambda: openings(space, most=1))
    return Demand(
        seed=seed,
        seconds=[lap.seconds for lap in (first, second, third)],
        cpu=[lap.cpu_seconds for lap in (first, second, third)],
        blocker=len(found.sets[0]) if len(found) else 0,
        opening=len(opened.sets[0]) if len(opened) else 0,
    )


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
