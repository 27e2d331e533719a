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
from math import lcm, prod
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from detente.accept.disagreement import Disagreement, refuse_unknown, starts
from detente.accept.existence import UndecidedError
from detente.accept.frontier import Frontier
from detente.accept.sweep import INT64, SAFE, UNBOUNDED
from detente.accept.ties import tied_packages

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.accept.sweep import Integers

KalaiRule = Literal["leximin", "most-equal"]
Concept = Literal["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"]

CONCEPTS: tuple[Concept, ...] = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
NEEDS_COMPARABLE_SCALES: frozenset[Concept] = frozenset({"egalitarian", "utilitarian"})
TOLERANCE = 1e-9

LISTED, LISTED_OF_ONE = 100, 20
"""Most packages that a solution lists, and most with the same utilities; all are counted."""


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
        points: The selected packages, of every tied point at least one, up to ``LISTED``.
        ties: How many packages are selected in all; None where that was not counted (frontier on a grid).
        dropped: Parties that can gain nothing and so have no say (Kalai-Smorodinsky).
        convention: Where gains start, and the rule.
        exact: Whether the frontier was exact, or none was needed.
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Gains:
    """The frontier cut at the reservations in force: which points, and what each party gains there.

    Attributes:
        points: Numbers of the points on the frontier, shape (n,).
        gains: In units of ``1 / scale`` of each party, shape (n, parties).
        scales: The parties' scales.
        common: Their least common multiple.
        rough: The gains as floating point numbers.
    """

    frontier: Frontier
    disagreement: Disagreement
    points: NDArray[np.int64]
    gains: Integers
    scales: tuple[int, ...]
    common: int
    rough: NDArray[np.float64]

    def exact(self, row: int) -> tuple[Fraction, ...]:
        return tuple(
            Fraction(gain, scale) for gain, scale in zip(self.gains[row].tolist(), self.scales, strict=True)
        )

    def comparable(self, row: int) -> list[int]:
        """The gains in units of ``1 / common``: integers, as they are cheaper to compare than fractions."""
        return [
            gain * (self.common // scale)
            for gain, scale in zip(self.gains[row].tolist(), self.scales, strict=True)
        ]


def nash(frontier: Frontier, *, disagreement: Disagreement = "reserved") -> Solution:
    """The Nash bargaining solution: most strict gainers first, then the greatest product of their gains."""
    return _nash(_cut(frontier, disagreement))


def kalai_smorodinsky(
    frontier: Frontier, *, disagreement: Disagreement = "reserved", rule: KalaiRule = "leximin"
) -> Solution:
    """The Kalai-Smorodinsky solution: leximin of gain divided by ideal gain.

    Args:
        frontier: The frontier to choose from.
        disagreement: Where gains start.
        rule: ``most-equal`` takes the point whose shares differ least instead, as some programs do.
    """
    refuse_unknown("rule", rule, get_args(KalaiRule))
    return _kalai_smorodinsky(_cut(frontier, disagreement), rule)


def egalitarian(frontier: Frontier, *, disagreement: Disagreement = "reserved") -> Solution:
    """The egalitarian solution: leximin of gains. It compares utilities between parties."""
    return _egalitarian(_cut(frontier, disagreement))


def utilitarian(frontier: Frontier, *, disagreement: Disagreement = "reserved") -> Solution:
    """The utilitarian solution: the greatest sum of gains. It compares utilities between parties."""
    return _utilitarian(_cut(frontier, disagreement))


def chosen_from(
    frontier: Frontier | None, *, disagreement: Disagreement = "reserved"
) -> dict[Concept, Solution]:
    """All four concepts on an exact frontier; none where there is no frontier or only an approximate one."""
    if frontier is None or not frontier.exact:
        return {}
    return all_solutions(frontier, disagreement=disagreement)


def all_solutions(frontier: Frontier, *, disagreement: Disagreement = "reserved") -> dict[Concept, Solution]:
    """All four concepts by name; none where it cannot be found out where gains start."""
    try:
        cut = _cut(frontier, disagreement)
    except UndecidedError:
        return {}
    return {
        "nash": _nash(cut),
        "kalai_smorodinsky": _kalai_smorodinsky(cut, "leximin"),
        "egalitarian": _egalitarian(cut),
        "utilitarian": _utilitarian(cut),
    }


def _nash(cut: _Gains) -> Solution:
    if not len(cut.points):
        return _solution(cut, "nash", ())
    positive = np.asarray(cut.gains > 0, dtype=bool)
    gainers = positive.sum(axis=1)
    most = np.flatnonzero(gainers == gainers.max())
    logarithms = np.log(np.where(cut.rough > 0, cut.rough, 1.0)[most]).sum(axis=1)
    near = most[_near_highest(logarithms)]
    return _solution(cut, "nash", _best(near, lambda row: prod(g for g in cut.comparable(row) if g > 0)))


def _kalai_smorodinsky(cut: _Gains, rule: KalaiRule) -> Solution:
    if not len(cut.points):
        return _solution(cut, "kalai_smorodinsky", (), rule=rule)
    ideal: list[int] = cut.gains.max(axis=0).tolist()
    kept = [column for column, best in enumerate(ideal) if best > 0]
    parties = [utility.party for utility in cut.frontier.utilities]
    dropped = tuple(party for party, best in zip(parties, ideal, strict=True) if best <= 0)
    whole = lcm(*(ideal[column] for column in kept))

    def shares(row: int) -> list[int]:
        gains = cut.gains[row].tolist()
        return sorted(gains[column] * (whole // ideal[column]) for column in kept)

    rough = cut.rough[:, kept] / np.maximum(cut.rough[:, kept].max(axis=0), np.finfo(float).tiny)
    if not kept:
        best = tuple(range(len(cut.points)))
    elif rule == "most-equal":
        spread = rough.max(axis=1) - rough.min(axis=1)
        best = _best(_near_highest(-spread), lambda row: shares(row)[0] - shares(row)[-1])
    else:
        best = _best(_near_highest(rough.min(axis=1)), shares)
    return _solution(cut, "kalai_smorodinsky", best, dropped=dropped, rule=rule)


def _egalitarian(cut: _Gains) -> Solution:
    if not len(cut.points):
        return _solution(cut, "egalitarian", ())
    near = _near_highest(cut.rough.min(axis=1))
    return _solution(cut, "egalitarian", _best(near, lambda row: sorted(cut.comparable(row))))


def _utilitarian(cut: _Gains) -> Solution:
    if not len(cut.points):
        return _solution(cut, "utilitarian", ())
    near = _near_highest(cut.rough.sum(axis=1))
    return _solution(cut, "utilitarian", _best(near, lambda row: sum(cut.comparable(row))))


def _best(rows: NDArray[np.int64], worth: Callable[[int], object]) -> tuple[int, ...]:
    values = [(worth(row), row) for row in rows.tolist()]
    highest = max(value for value, _ in values)  # type: ignore[type-var]  # integers, or lists of them
    return tuple(row for value, row in values if value == highest)


def _near_highest(rough: NDArray[np.float64]) -> NDArray[np.int64]:
    highest = float(rough.max())
    return np.flatnonzero(rough >= highest - TOLERANCE * max(1.0, abs(highest)))


def _cut(frontier: Frontier, convention: Disagreement) -> _Gains:
    space = frontier.space
    inside = np.ones(len(frontier), dtype=bool)
    for column, utility in enumerate(frontier.utilities):
        if utility.party in space.reserved and utility.reservation is not None:
            inside &= np.asarray(frontier.sums[:, column] >= utility.reservation, dtype=bool)
    points = np.flatnonzero(inside)
    dtype = frontier.sums.dtype if len(points) else UNBOUNDED
    start = np.array(starts(space, convention), dtype=dtype)
    gains: Integers = frontier.sums[points] - start
    scales = tuple(utility.scale for utility in frontier.utilities)
    return _Gains(
        frontier=frontier,
        disagreement=convention,
        points=points,
        gains=gains,
        scales=scales,
        common=lcm(*scales),
        rough=np.stack([_rough(gains[:, column], scale) for column, scale in enumerate(scales)], axis=1),
    )


def _rough(gains: Integers, scale: int) -> NDArray[np.float64]:
    if gains.dtype == INT64 and scale < SAFE:
        return gains / scale
    return np.array([gain / scale for gain in gains.tolist()], dtype=float)


def _solution(
    cut: _Gains, concept: Concept, rows: Sequence[int], *, dropped: tuple[str, ...] = (), rule: str = ""
) -> Solution:
    counted = cut.frontier.ties
    convention = f"gains start at: {cut.disagreement}" + (f"; rule: {rule}" if rule else "")
    return Solution(
        concept=concept,
        points=_listed(cut, rows),
        ties=None if counted is None else sum(counted[point] for point in cut.points[list(rows)].tolist()),
        dropped=dropped,
        convention=convention,
        exact=cut.frontier.exact,
        needs_comparable_scales=concept in NEEDS_COMPARABLE_SCALES,
    )


def _listed(cut: _Gains, rows: Sequence[int]) -> tuple[SolutionPoint, ...]:
    frontier = cut.frontier
    parties = [utility.party for utility in frontier.utilities]
    most = min(max(LISTED // max(len(rows), 1), 1), LISTED_OF_ONE)
    points: list[SolutionPoint] = []
    for row in rows[:LISTED]:
        number = int(cut.points[row])
        gain = dict(zip(parties, cut.exact(row), strict=True))
        points += [
            SolutionPoint(package=package, utility=frontier.utility(number), gain=gain)
            for package in tied_packages(frontier, number, most=most)
        ]
    return tuple(points)
