"""Which efficient package? The solution concepts of bargaining theory, on gains over no deal.

* Nash (1950, Econometrica 18:155-162): the greatest product of gains. Where not everybody can gain, most
  strict gainers first, then the product of their gains.
* Kalai and Smorodinsky (1975, Econometrica 43:513-518): gains in proportion to the greatest gain that each
  could have in the agreement space; on a finite set the leximin of these shares (Imai 1983). A party that
  can gain nothing is dropped and named.
* Egalitarian (Kalai 1977, Econometrica 45:1623-1630): the leximin of gains. Needs comparable scales.
* Utilitarian: the greatest sum of gains. Needs comparable scales.

All are searched on the frontier cut at the reservations in force, which is the frontier of the agreement
space. The comparison is exact: floating point only sorts out what is far from the best.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Literal

import numpy as np

from detente.accept.existence import diagram_with
from detente.accept.frontier import Frontier
from detente.accept.sweep import arrow_gains
from detente.accept.ties import tied_packages

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.accept.problem import Problem
    from detente.accept.space import Space

Disagreement = Literal["reserved", "max-reserved-min"]
KalaiRule = Literal["leximin", "most-equal"]
Concept = Literal["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"]

CONCEPTS: tuple[Concept, ...] = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
NEEDS_COMPARABLE_SCALES: frozenset[Concept] = frozenset({"egalitarian", "utilitarian"})
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionPoint:
    """One package that a solution concept selects."""

    package: Mapping[str, str]
    utility: Mapping[str, Fraction]
    gain: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """What a solution concept selects: all ties.

    Attributes:
        points: One for each package, or for the first of each tie where there are many.
        ties: How many packages are selected in all; None where that was not counted (frontier on a grid).
        dropped: Parties that can gain nothing and so have no say (Kalai-Smorodinsky).
        convention: Where gains start, and the rule.
        exact: Whether the frontier was exact.
    """

    concept: Concept
    points: tuple[SolutionPoint, ...]
    ties: int | None
    dropped: tuple[str, ...]
    convention: str
    exact: bool
    needs_comparable_scales: bool

    @property
    def packages(self) -> tuple[Mapping[str, str], ...]:
        """The packages, as ``{issue: option}``."""
        return tuple(point.package for point in self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gains:
    """The frontier cut at the reservations in force: points, and exact gains of each party."""

    frontier: Frontier
    points: tuple[int, ...]
    gains: tuple[tuple[int, ...], ...]
    scales: tuple[int, ...]
    rough: NDArray[np.float64]

    def exact(self, row: int) -> tuple[Fraction, ...]:
        return tuple(Fraction(gain, scale) for gain, scale in zip(self.gains[row], self.scales, strict=True))


def disagreement_point(space: Space, convention: Disagreement = "reserved") -> dict[str, Fraction]:
    """What each party has without a deal: where its gains start.

    ``reserved``: its reservation; a party without one, or whose reservation is not in force, starts at its
    minimum over the packages that break no structural rule. ``max-reserved-min``: the reservation, raised
    to that minimum.
    """
    integers = _disagreement(space, convention)
    return {
        utility.party: utility.exact(value)
        for utility, value in zip(space.problem.utilities, integers, strict=True)
    }


def nash(frontier: Frontier, *, disagreement: Disagreement = "reserved") -> Solution:
    """The Nash bargaining solution: most strict gainers first, then the greatest product of their gains."""
    cut = _cut(frontier, disagreement)
    if not cut.points:
        return _solution(cut, "nash", (), disagreement)
    gainers = (cut.rough > 0).sum(axis=1)
    most = np.flatnonzero(gainers == gainers.max())
    logarithms = np.log(np.where(cut.rough[most] > 0, cut.rough[most], 1.0)).sum(axis=1)
    near = most[logarithms >= logarithms.max() - TOLERANCE * max(1.0, abs(float(logarithms.max())))]
    best = _best(near, lambda row: prod(gain for gain in cut.exact(row) if gain > 0))
    return _solution(cut, "nash", best, disagreement)


def kalai_smorodinsky(
    frontier: Frontier, *, disagreement: Disagreement = "reserved", rule: KalaiRule = "leximin"
) -> Solution:
    """The Kalai-Smorodinsky solution: leximin of gain divided by ideal gain.

    Args:
        frontier: The frontier to choose from.
        disagreement: Where gains start.
        rule: ``most-equal`` takes the point whose shares differ least instead, as some programs do.
    """
    cut = _cut(frontier, disagreement)
    if not cut.points:
        return _solution(cut, "kalai_smorodinsky", (), disagreement, rule=rule)
    ideal = [max(column) for column in zip(*cut.gains, strict=True)]
    kept = [column for column, best in enumerate(ideal) if best > 0]
    dropped = tuple(
        utility.party for utility, best in zip(frontier.utilities, ideal, strict=True) if best <= 0
    )

    def shares(row: int) -> list[Fraction]:
        return sorted(Fraction(cut.gains[row][column], ideal[column]) for column in kept)

    rough = cut.rough[:, kept] / np.maximum(cut.rough[:, kept].max(axis=0), np.finfo(float).tiny)
    if not kept:
        best = tuple(range(len(cut.points)))
    elif rule == "most-equal":
        spread = rough.max(axis=1) - rough.min(axis=1)
        near = np.flatnonzero(spread <= spread.min() + TOLERANCE)
        best = _best(near, lambda row: shares(row)[0] - shares(row)[-1])
    else:
        best = _best(_near_highest(rough.min(axis=1)), shares)
    return _solution(cut, "kalai_smorodinsky", best, disagreement, dropped=dropped, rule=rule)


def egalitarian(frontier: Frontier, *, disagreement: Disagreement = "reserved") -> Solution:
    """The egalitarian solution: leximin of gains. It compares utilities between parties."""
    cut = _cut(frontier, disagreement)
    if not cut.points:
        return _solution(cut, "egalitarian", (), disagreement)
    best = _best(_near_highest(cut.rough.min(axis=1)), lambda row: sorted(cut.exact(row)))
    return _solution(cut, "egalitarian", best, disagreement)


def utilitarian(frontier: Frontier, *, disagreement: Disagreement = "reserved") -> Solution:
    """The utilitarian solution: the greatest sum of gains. It compares utilities between parties."""
    cut = _cut(frontier, disagreement)
    if not cut.points:
        return _solution(cut, "utilitarian", (), disagreement)
    best = _best(_near_highest(cut.rough.sum(axis=1)), lambda row: sum(cut.exact(row)))
    return _solution(cut, "utilitarian", best, disagreement)


def all_solutions(frontier: Frontier, *, disagreement: Disagreement = "reserved") -> dict[Concept, Solution]:
    """All four concepts by name."""
    return {
        "nash": nash(frontier, disagreement=disagreement),
        "kalai_smorodinsky": kalai_smorodinsky(frontier, disagreement=disagreement),
        "egalitarian": egalitarian(frontier, disagreement=disagreement),
        "utilitarian": utilitarian(frontier, disagreement=disagreement),
    }


def _best(rows: NDArray[np.int64], worth: Callable[[int], object]) -> tuple[int, ...]:
    values = [(worth(int(row)), int(row)) for row in rows]
    highest = max(value for value, _ in values)  # type: ignore[type-var]  # fractions, or lists of them
    return tuple(row for value, row in values if value == highest)


def _near_highest(rough: NDArray[np.float64]) -> NDArray[np.int64]:
    highest = float(rough.max())
    return np.flatnonzero(rough >= highest - TOLERANCE * max(1.0, abs(highest)))


def _cut(frontier: Frontier, convention: Disagreement) -> _Gains:
    space = frontier.space
    start = _disagreement(space, convention)
    inside = np.ones(len(frontier), dtype=bool)
    for column, utility in enumerate(frontier.utilities):
        if utility.party in space.reserved and utility.reservation is not None:
            inside &= np.asarray(frontier.sums[:, column] >= utility.reservation, dtype=bool)
    points = np.flatnonzero(inside)
    gains = [
        tuple(value - base for value, base in zip(row, start, strict=True))
        for row in frontier.sums[points].tolist()
    ]
    scales = tuple(utility.scale for utility in frontier.utilities)
    rough = np.array(
        [[gain / scale for gain, scale in zip(row, scales, strict=True)] for row in gains], dtype=float
    )
    return _Gains(
        frontier=frontier,
        points=tuple(points.tolist()),
        gains=tuple(gains),
        scales=scales,
        rough=rough.reshape(len(gains), len(scales)),
    )


def _disagreement(space: Space, convention: Disagreement) -> list[int]:
    lowest = _lowest_within_rules(space.problem)
    start: list[int] = []
    for utility, least in zip(space.problem.utilities, lowest, strict=True):
        if utility.reservation is None or utility.party not in space.reserved:
            start.append(least)
        elif convention == "max-reserved-min":
            start.append(max(utility.reservation, least))
        else:
            start.append(utility.reservation)
    return start


def _lowest_within_rules(problem: Problem) -> Sequence[int]:
    diagram = diagram_with(problem.sizes, problem.rules, problem.utilities)
    if diagram.is_empty:
        return [0] * len(problem.utilities)
    gains = arrow_gains(diagram, problem.utilities, problem.utilities)
    return [int(value) for value in gains.lowest[0][0]]


def _solution(
    cut: _Gains,
    concept: Concept,
    rows: Sequence[int],
    disagreement: Disagreement,
    *,
    dropped: tuple[str, ...] = (),
    rule: str = "",
) -> Solution:
    frontier = cut.frontier
    parties = [utility.party for utility in frontier.utilities]
    points: list[SolutionPoint] = []
    for row in rows:
        number = cut.points[row]
        gain = dict(zip(parties, cut.exact(row), strict=True))
        points += [
            SolutionPoint(package=package, utility=frontier.utility(number), gain=gain)
            for package in tied_packages(frontier, number)
        ]
    counted = frontier.ties
    convention = f"gains start at: {disagreement}" + (f"; rule: {rule}" if rule else "")
    return Solution(
        concept=concept,
        points=tuple(points),
        ties=None if counted is None else sum(counted[cut.points[row]] for row in rows),
        dropped=dropped,
        convention=convention,
        exact=frontier.exact,
        needs_comparable_scales=concept in NEEDS_COMPARABLE_SCALES,
    )
