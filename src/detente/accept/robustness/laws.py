"""Laws to draw one group of numbers from, as integers on a grid.

Weights that are drawn from a simplex are integers with the sum :data:`GRID`; values are multiples of a grid
step. Rounding comes before anything is compared, so that all that follows is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.robustness.simplex import RatioLaw, draw_ratios, ordered_simplex, uniform_simplex

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

GRID = 10**6
"""Drawn weights are multiples of ``1 / GRID``, drawn values too (of the scale's magnitude, as written)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Between:
    """Numbers that are independent and uniform within bounds, in units of the grid: shape (numbers,)."""

    low: Floats
    high: Floats

    @property
    def is_open(self) -> bool:
        """Whether anything is left to draw."""
        return bool((self.high > self.low).any())


@dataclass(frozen=True, slots=True)
class Ranked:
    """Order statistics: the position of each number in the ranking, best first."""

    position: tuple[int, ...]
    top: int

    @property
    def is_open(self) -> bool:
        """Whether anything is left to draw: the best and the worst are known."""
        return len(self.position) > 2


@dataclass(frozen=True, slots=True)
class OrderedWeights:
    """Weights of ranked issues: the position of each issue in the ranking."""

    position: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenWeights:
    """Weights that are known to be positive for these issues and no more, of so many."""

    issues: tuple[int, ...]
    count: int


WeightLaw = Between | OrderedWeights | OpenWeights | RatioLaw
ValueLaw = Between | Ranked


def draw_weights(law: WeightLaw, random: Generator, rows: int) -> Whole:
    """Weights as integers (with the sum ``GRID``, where they are drawn from a simplex)."""
    match law:
        case Between():
            return draw_values(law, random, rows)
        case OrderedWeights(position):
            return whole_shares(ordered_simplex(random, rows, len(position))[:, list(position)])
        case OpenWeights(issues, count):
            weights = np.zeros((rows, count))
            weights[:, list(issues)] = uniform_simplex(random, rows, len(issues))
            return whole_shares(weights)
        case RatioLaw():
            return whole_shares(draw_ratios(law, random, rows))


def draw_values(law: ValueLaw, random: Generator, rows: int) -> Whole:
    """Values as integers: uniform within bounds, or order statistics between ``law.top`` and 0."""
    if isinstance(law, Between):
        if not law.is_open:
            return np.repeat(np.rint(law.low).astype(np.int64)[np.newaxis], rows, axis=0)
        return np.rint(law.low + (law.high - law.low) * random.random((rows, len(law.low)))).astype(np.int64)
    count = len(law.position)
    values = np.ones((rows, count))
    if count > 1:
        values[:, -1] = 0.0
        values[:, 1:-1] = np.sort(random.random((rows, count - 2)), axis=1)[:, ::-1]
    return np.rint(values[:, list(law.position)] * law.top).astype(np.int64)


def whole_shares(weights: Floats) -> Whole:
    """Shares of ``GRID`` as integers with exactly that sum: differences of rounded running sums."""
    ends = np.rint(np.cumsum(weights, axis=1) * GRID).astype(np.int64)
    ends[:, -1] = GRID
    shares: Whole = np.diff(ends, axis=1, prepend=0)
    return shares
