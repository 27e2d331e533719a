"""The one weight vector that stands for weights known only by rank or within bounds.

Ranked issues: rank-order centroid weights, the mean of the uniform distribution on the ordered simplex,
``w_k = (1/n) * sum_{j=k..n} 1/j`` (Barron and Barrett 1996, Management Science 42:1515-1523).

Bounded issues: the bounds are bounds on ratios, so the weights are uniform on the simplex points that are
proportional to some vector within them. The mean of that polytope is computed by projecting the lower faces
of the box to the simplex. With ``S`` the sum of a vector ``y`` on a face of ``d`` free dimensions, the
projection has the density ``S^-(d+1)``; and since ``S^-m = (1/Gamma(m)) * integral of t^(m-1) exp(-tS)
dt``, each integral over a face is one integral over ``t`` of a product of one-dimensional ones, all
positive, so nothing cancels. The trapezoidal rule in ``log t`` converges geometrically on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WEIGHT_GRID = 10**6
"""Centroids of bounded weights are rounded to multiples of 1/WEIGHT_GRID, then normalised."""

_STEP = 0.1


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
    # Each kind of bounds once and in order, so that neither their scale nor their order leaves a trace.
    largest = max(high for _, high in bounds)
    kinds = sorted(set(bounds))
    scaled = [(float(low / largest), float(high / largest)) for low, high in kinds]
    times = np.array([bounds.count(kind) for kind in kinds], dtype=np.float64)
    counts = [round(share * WEIGHT_GRID) for share in _mean(np.array(scaled), times).tolist()]
    total = sum(counts[kinds.index(bound)] for bound in bounds)
    return tuple(Fraction(counts[kinds.index(bound)], total) for bound in bounds)


def _mean(bounds: Floats, times: Floats) -> Floats:
    """The mean share of one weight of each kind.

    Args:
        bounds: Lower and upper bounds of each kind, shape (kinds, 2).
        times: How many weights there are of each kind, shape (kinds,).
    """
    low, high = bounds[:, 0], bounds[:, 1]
    known = (low == high) & (high > 0)
    free = np.where(low < high, times, 0.0)
    first, last = -30.0 - log(times.sum()), log(800.0 / float(times @ low))
    nodes = np.exp(np.arange(first, last, _STEP))[:, np.newaxis]
    mass, mean = _segments(nodes, low, high)
    whole = mass @ free[:, np.newaxis]
    if known.any():
        base = float((times * low) @ known)
        density = _density((free.sum() + 2) * np.log(nodes) + whole - nodes * base)
        moments = np.where(known, low * density.sum(), (mean * density).sum(axis=0))
    else:
        density = _density((free.sum() + 1) * np.log(nodes) + whole - mass - nodes * low) * low
        share, one = density * free, np.eye(len(low))
        others = share @ (1.0 - one) + density * np.maximum(free - 1.0, 0.0)
        moments = low * density.sum(axis=0) + (mean * others).sum(axis=0)
    moments = np.where(known | (free > 0), moments, 0.0)
    shares: Floats = moments / (times @ moments)
    return shares


def _density(logarithms: Floats) -> Floats:
    """Their exponentials, up to a common factor, so that nothing overflows."""
    density: Floats = np.exp(logarithms - logarithms.max())
    return density


def _segments(nodes: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Logarithm of the integral of exp(-ty) over [low, high], and the mean of y under that density.

    Shape (nodes, kinds), 0 and ``low`` where ``low`` is ``high``.
    """
    width = high - low
    x = nodes * width
    tiny = x < 1e-4
    safe = np.where(tiny, 1.0, x)
    gap = -np.expm1(-safe)
    span = np.where(width > 0, width, 1.0)
    logarithm = np.log(span) + np.where(tiny, -x / 2 + x * x / 24, np.log(gap / safe)) - nodes * low
    mean = low + width * np.where(tiny, 0.5 - x / 12, 1.0 / safe - np.exp(-safe) / gap)
    return np.where(width > 0, logarithm, 0.0), mean
