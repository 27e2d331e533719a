"""Packages that a solution concept could select instead of one, weighed quickly at any figures.

While one figure of one issue moves (a value of an option, or the share of the issue), all packages with the
same option on that issue change alike for its party: their utilities by the same amount and the same factor.
So which of them are efficient does not change, and every package that is efficient at any point of the way
is efficient now among those with its option. The *rivals* on an issue are these packages, for all options of
the issue together: no other can be selected.

Rivals are weighed in floating point: that finds where to look. What is reported is computed exactly, by the
whole chain (:mod:`~detente.assess.selection`).

Utilities are linear in the figure, and so is the difference of two Nash products in which one party's gains
move: each rival overtakes once, if at all, and where the first one does is found exactly. Shares of ideal
gains (Kalai-Smorodinsky) and least gains (egalitarian) are compared piece by piece: there a rival may
overtake, fall back and overtake again, and a smaller change than the one found can exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.disagreement import starts
from detente.accept.frontier import pareto_frontier
from detente.accept.space import restricted
from detente.case.central import central_values, central_weights
from detente.case.formula import among, holds
from detente.case.model import Figure, package_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.accept.frontier import Frontier
    from detente.accept.solutions import Concept
    from detente.accept.space import Space
    from detente.case.model import Case

TOLERANCE = 1e-12


def rivals_on(space: Space, chosen: Sequence[int], issue: int) -> Rivals:
    """The rivals of a package on an issue: what is efficient among the packages with each of its options."""
    size = space.problem.sizes[issue]
    held = (restricted(space, among(issue, 1 << option, size)) for option in range(size))
    return Rivals(space, chosen, [each for one in held if (each := pareto_frontier(one)) is not None])


class Rivals:
    """The package that is selected, in row 0, and its rivals.

    Attributes:
        packages: Option numbers, a row for each package.
    """

    def __init__(self, space: Space, chosen: Sequence[int], frontiers: Sequence[Frontier]) -> None:
        self._space, self._problem = space, space.problem
        rows = [np.array([chosen]), *(each.choices for each in frontiers)]
        self.packages: NDArray[np.int64] = np.vstack(rows).astype(np.int64)
        self._numbers = {party.id: at for at, party in enumerate(self._problem.case.parties)}
        self._parties = [utility.party for utility in self._problem.utilities]
        self._floors = self._known_floors()

    def gains(self, case: Case) -> NDArray[np.float64]:
        """What each package gains each party, over no deal; a row for each package."""
        return np.stack([self._gain(case, party) for party in self._parties], axis=1)

    def moved(self, gains: NDArray[np.float64], case: Case, party: str) -> NDArray[np.float64]:
        """The same where figures of one party alone have moved."""
        found = gains.copy()
        found[:, self._parties.index(party)] = self._gain(case, party)
        return found

    def _gain(self, case: Case, party: str) -> NDArray[np.float64]:
        return self._worth(case, party, self.packages) - self._floor(case, party)

    def margin(self, concept: Concept, gains: NDArray[np.float64]) -> float:
        """How far the first package is ahead of the best rival that differs; below 0: it is not selected."""
        reserved = [party in self._space.reserved for party in self._parties]
        inside = np.all(gains[:, reserved] >= -TOLERANCE, axis=1)
        if not inside[0]:
            return float(gains[0, reserved].min())
        keys = _keys(concept, gains[inside])
        ahead = keys[0] - keys
        told = np.abs(ahead) > TOLERANCE
        first = ahead[np.arange(len(ahead)), np.argmax(told, axis=1)]
        return float(np.where(told.any(axis=1), first, np.inf).min())

    def _worth(self, case: Case, party: str, packages: NDArray[np.int64]) -> NDArray[np.float64]:
        preference = case.parties[self._numbers[party]].preference
        weights = central_weights(case.issues, preference)
        found = np.zeros(len(packages))
        for at, (issue, weight) in enumerate(zip(case.issues, weights, strict=True)):
            values = np.array([float(weight * value) for value in central_values(issue, preference)])
            found += values[packages[:, at]]
        for extra in preference.interactions:
            met = np.array([holds(extra.formula, row) for row in packages.tolist()])
            found += met * float(extra.value.middle)
        return found

    def _floor(self, case: Case, party: str) -> float:
        reservation = case.parties[self._numbers[party]].reservation
        if party not in self._space.reserved or reservation is None:
            return self._floors[party]
        if isinstance(reservation, Figure):
            return float(reservation.middle)
        numbers = np.array([package_numbers(case, reservation.package)])
        return float(self._worth(case, party, numbers)[0])

    def _known_floors(self) -> dict[str, float]:
        """Where gains start at middle figures; parties without a reservation in force are left there."""
        found = zip(self._problem.utilities, starts(self._space, "reserved"), strict=True)
        return {utility.party: float(utility.exact(start)) for utility, start in found}


def _keys(concept: Concept, gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """What a concept compares, first column first: more is better."""
    positive = gains > TOLERANCE
    if concept == "nash":
        logarithms = np.log(np.where(positive, gains, 1.0)).sum(axis=1)
        return np.stack([positive.sum(axis=1).astype(float), logarithms], axis=1)
    if concept == "utilitarian":
        total: NDArray[np.float64] = gains.sum(axis=1, keepdims=True)
        return total
    if concept == "kalai_smorodinsky":
        ideal = gains.max(axis=0)
        kept = ideal > TOLERANCE
        gains = gains[:, kept] / ideal[kept] if kept.any() else np.zeros((len(gains), 1))
    shares: NDArray[np.float64] = np.sort(gains, axis=1)
    return shares
