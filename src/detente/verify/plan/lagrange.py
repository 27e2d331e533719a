"""A bound on the mean chance without a linear program: Lagrangian relaxation and the subgradient method.

Each term f_k(z_k) of the mean is told its own z_k, and the equations z_k = w_k . y are priced by u_k. What
is left falls apart: max over z of omega f(z) - u z for each term, and a knapsack over y with the gains w .
u, whose linear relaxation is sorted by gain per cost. The bound holds for any u; a subgradient step moves u
towards w . y - z (Held, Wolfe and Crowder 1974, Mathematical Programming 6:62-88; for covering: Galvao and
ReVelle 1996, European Journal of Operational Research 88:114-123). Reduced costs of the best bound fix
candidates: one whose taking, or leaving, would press the bound below a known plan is settled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from detente.verify.plan.journal import Journal
from detente.verify.plan.mean_rows import Terms
from detente.verify.plan.need import BEYOND
from detente.verify.plan.problem import Floats

MEMORY = 0.7
"""Share of the former direction in the next (Camerini, Fratta and Maffioli 1975)."""
WORTH = 1e-5
"""What a bound has to gain, as a share, to count as better."""
FINEST = 1e-4
"""The step at which the method ends."""
IDLE = 20
"""Steps without a better bound after which the step is halved."""
RAISE = 0.05
"""What a step's copies have to gain on the bound, as a share, to be polished."""
CHECKED = 50
"""Steps between two reports."""


Polish = Callable[[Floats], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dual:
    """A bound and what it says of each candidate.

    Attributes:
        bound: No copies have a larger value.
        price: The gain of one copy at the best multipliers.
        per_cost: Gain per cost from which on the knapsack takes; 0 where the budget takes all that gains.
    """

    bound: float
    price: Floats
    per_cost: float

    def settled(self, terms: Terms, value: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Candidates of which a plan that is better than ``value`` takes none, and of which it takes all.

        Taking one copy against the price lowers the bound by what the price lacks.
        """
        excess = self.price - self.per_cost * terms.cost
        least = value + 1e-9 * (1 + abs(value))
        none = self.bound + np.minimum(excess, 0.0) < least
        every = self.bound - np.maximum(excess, 0.0) < least
        return none & (excess < 0), every & (excess > 0)


class _Relaxation:
    """The pieces of the relaxed problem."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        cover = np.diff(terms.weights.indptr) == 0
        self.cover = cover
        top = np.where(cover, 1.0, BEYOND)
        matrix = terms.weights + csr_array(terms.sure.multiply(top[:, None]))
        self.matrix = csr_array(matrix)
        self.turned = csr_array(self.matrix.T)
        self.most = np.minimum(self.matrix @ terms.room, np.where(cover, 1.0, np.inf))
        self.price = np.maximum(terms.cost, 1e-15)

    def heights(self, u: Floats) -> tuple[Floats, Floats]:
        """For each term the largest omega f(z) - u z, and its z."""
        omega = self.terms.omega
        z = np.where(self.cover, (u < omega) * 1.0, np.log(omega / np.maximum(u, 1e-300)))
        z = np.clip(z, 0.0, self.most)
        f = np.where(self.cover, z, -np.expm1(-z))
        return omega * f - u * z, z

    def solved(self, u: Floats) -> tuple[float, Floats, Floats]:
        """The bound at these multipliers, and the z and y that give it."""
        heights, z = self.heights(u)
        gain, y, _ = self.knapsack(self.turned @ u)
        return self.terms.base + float(heights.sum()) + gain, z, y

    def sum(self, z: Floats) -> float:
        """The sum of omega f for these z."""
        f = np.where(self.cover, np.minimum(z, 1.0), -np.expm1(-z))
        return self.terms.base + float(self.terms.omega @ f)

    def knapsack(self, price: Floats) -> tuple[float, Floats, float]:
        """The largest price . y within room and budget, y in fractions; y; and the price of the budget."""
        terms = self.terms
        ratio = np.where(price > 0, price / self.price, -1.0)
        order = np.argsort(-ratio, kind="stable")
        order = order[ratio[order] > 0]
        spent = np.cumsum(terms.cost[order] * terms.room[order])
        y = np.zeros(len(price))
        whole = int(np.searchsorted(spent, terms.budget, side="right"))
        y[order[:whole]] = terms.room[order[:whole]]
        critical = 0.0
        if whole < len(order):
            at = int(order[whole])
            y[at] = (terms.budget - (spent[whole - 1] if whole else 0.0)) / terms.cost[at]
            critical = float(ratio[at])
        return float(price @ y), y, critical


def lagrangian(terms: Terms, journal: Journal, polish: Polish, *, value: float) -> Dual:
    """The best bound that the subgradient method finds.

    Args:
        terms: The mean.
        journal: What counts steps and may stop them.
        polish: Handed the whole copies of a step that promise more than those of all steps before; answers
            with the value of the best plan known.
        value: Of the best plan known, towards which steps are measured.
    """
    journal.used("Lagrangian bound")
    relaxed = _Relaxation(terms)
    u = kept = 0.5 * terms.omega
    best, promise, scale, idle = np.inf, -np.inf, 1.0, 0
    direction: Floats = np.zeros(len(u))
    for step in range(journal.effort.steps):
        bound, z, y = relaxed.solved(u)
        idle = 0 if step == 0 or bound < best - WORTH * abs(best) else idle + 1
        if bound < best:
            best, kept = bound, u
        journal.steps += 1
        if idle >= IDLE:
            scale, idle, u, direction = scale / 2, 0, kept, np.zeros(len(u))
            if scale < FINEST:
                break
            continue
        seen = relaxed.matrix @ y
        raw = relaxed.sum(seen)
        if raw > promise:
            promise = raw + RAISE * (best - raw)
            value = polish(np.floor(y + 1e-9))
        slope = _inward(z - seen, u, terms.omega)
        direction = MEMORY * direction + (1 - MEMORY) * slope
        length = float(direction @ direction)
        if length <= 1e-18 or journal.rounded(best) - value <= journal.effort.gap / 2 * abs(value):
            break
        if step % CHECKED == 0 and not journal.going("Lagrangian bound"):
            break
        u = np.clip(u + scale * max(bound - value, 1e-9) / length * direction, 0.0, terms.omega)
    price = relaxed.turned @ kept
    return Dual(bound=best, price=price, per_cost=relaxed.knapsack(price)[2])


def _inward(slope: Floats, u: Floats, omega: Floats) -> Floats:
    """The slope without what would leave 0 <= u <= omega."""
    outward = ((u <= 0) & (slope < 0)) | ((u >= omega) & (slope > 0))
    return np.where(outward, 0.0, slope)
