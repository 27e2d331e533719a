"""The mean of the weights within ratio bounds, as integrals over the faces of the box of bounds.

The weights are uniform on the simplex points that are proportional to some vector within the bounds. The mean
of that polytope is computed by projecting the lower faces of the box to the simplex. With ``S`` the sum of a
vector ``y`` on a face of ``d`` free dimensions, the projection has the density ``S^-(d+1)``; and since
``S^-m = (1/Gamma(m)) * integral of t^(m-1) exp(-tS) dt``, each integral over a face is one integral over
``t`` of a product of one-dimensional ones, all positive, so nothing cancels. The trapezoidal rule in
``log t`` converges geometrically on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_STEP = 0.1


def mean_shares(bounds: Sequence[tuple[float, float]], times: Sequence[int]) -> list[float]:
    """The mean share of one weight of each kind.

    Args:
        bounds: Lower and upper bound of each kind, not all lower ones 0, one of them an interval.
        times: How many weights there are of each kind.
    """
    shares: list[float] = _shares(np.array(bounds), np.array(times, dtype=np.float64)).tolist()
    return shares


def _shares(bounds: Floats, times: Floats) -> Floats:
    """Bounds of shape (kinds, 2), all else of shape (kinds,)."""
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
