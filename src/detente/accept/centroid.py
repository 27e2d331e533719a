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
from math import exp, expm1, lgamma, log

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
    if all(low == high for low, high in bounds):
        total = sum((low for low, _ in bounds), Fraction(0))
        return tuple(low / total for low, _ in bounds)
    free = [index for index, (low, high) in enumerate(bounds) if low < high]
    if all(low == 0 for low, _ in bounds):
        return tuple(Fraction(index in free) / len(free) for index in range(len(bounds)))
    return _on_grid(_mean([(float(low), float(high)) for low, high in bounds]), bounds)


def _mean(bounds: Sequence[tuple[float, float]]) -> list[float]:
    largest = max(high for _, high in bounds)
    scaled = [(low / largest, high / largest) for low, high in bounds]
    fixed = [index for index, (low, high) in enumerate(scaled) if low == high and high > 0.0]
    free = [index for index, (low, high) in enumerate(scaled) if low < high]
    faces = [fixed] if fixed else [[index] for index in free if scaled[index][0] > 0.0]
    parts = [_face(scaled, face, [index for index in free if index not in face]) for face in faces]
    highest = max(scale for scale, _ in parts)
    moments = [0.0] * len(bounds)
    for face, (scale, part) in zip(faces, parts, strict=True):
        height = exp(scale - highest) * (1.0 if fixed else scaled[face[0]][0])
        for index, moment in enumerate(part):
            moments[index] += height * moment
    total = sum(moments)
    return [moment / total for moment in moments]


def _face(
    bounds: Sequence[tuple[float, float]], face: list[int], rest: list[int]
) -> tuple[float, list[float]]:
    """For each dimension of a face, the integral of its share of the sum under the density ``S^-(d+1)``.

    Returns a logarithm and the integrals divided by its exponential, so that nothing overflows.
    """
    base = sum(bounds[index][0] for index in face)
    smallest = base + sum(bounds[index][0] for index in rest)
    order = len(rest) + 2
    first, last = -30.0 - log(len(bounds)), log(800.0 / smallest)
    nodes = [exp(first + number * _STEP) for number in range(int((last - first) / _STEP) + 1)]
    segments = [[_segment(t, *bounds[index]) for index in rest] for t in nodes]
    masses = [
        order * log(t) - lgamma(order) - t * base + sum(logarithm for logarithm, _ in row)
        for t, row in zip(nodes, segments, strict=True)
    ]
    highest = max(masses)
    moments = [0.0] * len(bounds)
    for mass, row in zip(masses, segments, strict=True):
        density = exp(mass - highest)
        for index in face:
            moments[index] += density * bounds[index][0]
        for index, (_, mean) in zip(rest, row, strict=True):
            moments[index] += density * mean
    return highest, moments


def _segment(t: float, low: float, high: float) -> tuple[float, float]:
    """Logarithm of the integral of exp(-ty) over [low, high], and the mean of y under that density."""
    width = high - low
    x = t * width
    if x < 1e-4:
        logarithm = log(width) - x / 2 + x * x / 24
        return logarithm - t * low, low + width * (0.5 - x / 12)
    gap = -expm1(-x)
    return log(gap / t) - t * low, low + 1.0 / t - width * exp(-x) / gap


def _on_grid(weights: Sequence[float], bounds: Sequence[tuple[Fraction, Fraction]]) -> tuple[Fraction, ...]:
    """Round to the grid and normalise again; equal bounds keep equal weights, so that no tie is broken."""
    first = {bound: weight for weight, bound in reversed(list(zip(weights, bounds, strict=True)))}
    counts = [round(first[bound] * WEIGHT_GRID) for bound in bounds]
    total = sum(counts)
    return tuple(Fraction(count, total) for count in counts)
