"""The one weight vector that stands for weights known only by rank or within bounds.

Ranked issues: rank-order centroid weights, the mean of the uniform distribution on the ordered simplex,
``w_k = (1/n) * sum_{j=k..n} 1/j`` (Barron and Barrett 1996, Management Science 42:1515-1523).

Bounded issues: the bounds are bounds on ratios, so the weights are uniform on the simplex points that are
proportional to some vector within them; :mod:`~detente.case.centroid_integral` computes the mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

WEIGHT_GRID = 10**6
"""Centroids of bounded weights are rounded to multiples of 1/WEIGHT_GRID, then normalised."""


def rank_order_centroid(count: int) -> tuple[Fraction, ...]:
    """Weights of ``count`` ranked issues, best first (exact)."""
    tails: list[Fraction] = []
    tail = Fraction(0)
    for position in range(count, 0, -1):
        tail += Fraction(1, position)
        tails.append(tail / count)
    return tuple(reversed(tails))


def evenly_spaced(count: int) -> tuple[Fraction, ...]:
    """Values of ``count`` ranked options, best first: means of uniform order statistics between 1 and 0."""
    if count == 1:
        return (Fraction(1),)
    return tuple(Fraction(count - 1 - position, count - 1) for position in range(count))


def ratio_centroid(bounds: Sequence[tuple[Fraction, Fraction]]) -> tuple[Fraction, ...]:
    """Mean of the uniform distribution on the weights that are proportional to a vector within ``bounds``.

    Args:
        bounds: Lower and upper bound of each weight, non-negative, not all zero.

    Returns:
        Weights with sum 1: exact where every bound is a point, else rounded; equal bounds give equal weights.
    """
    return _ratio_centroid(tuple(bounds))


@lru_cache(maxsize=1024)
def _ratio_centroid(bounds: tuple[tuple[Fraction, Fraction], ...]) -> tuple[Fraction, ...]:
    if all(low == high for low, high in bounds):
        total = sum((low for low, _ in bounds), Fraction(0))
        return tuple(low / total for low, _ in bounds)
    free = [index for index, (low, high) in enumerate(bounds) if low < high]
    if all(low == 0 for low, _ in bounds):
        return tuple(Fraction(index in free) / len(free) for index in range(len(bounds)))
    from detente.case.centroid_integral import mean_shares

    # Each kind of bounds once and in order, so that neither their scale nor their order leaves a trace.
    largest = max(high for _, high in bounds)
    kinds = sorted(set(bounds))
    scaled = [(float(low / largest), float(high / largest)) for low, high in kinds]
    times = [bounds.count(kind) for kind in kinds]
    counts = [round(share * WEIGHT_GRID) for share in mean_shares(scaled, times)]
    whole = sum(counts[kinds.index(bound)] for bound in bounds)
    return tuple(Fraction(counts[kinds.index(bound)], whole) for bound in bounds)
