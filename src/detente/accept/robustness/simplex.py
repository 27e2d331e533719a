"""Weights drawn uniformly from the simplex, from its ordered part, and from a part given by ratio bounds.

* All weights open: the spacings of uniform points on [0, 1] (Devroye 1986, "Non-Uniform Random Variate
  Generation", chapter V, section 2).
* Ranked: the same spacings, sorted. Sorting maps the simplex to its ordered part piece by piece, each piece
  with the same density, so the result is uniform there.
* Bounds: they bound ratios, so the law is uniform on the weights that are proportional to a vector within
  them. It is the law whose mean is :func:`~detente.case.centroid.ratio_centroid`.

The third is drawn exactly. Every ray from the origin through the box of the bounds enters it by one of its
lower faces, so the wanted weights are the projections of these faces. On a face of ``d`` free dimensions the
projection has the density ``S^-(d+1)``, with ``S`` the sum of the vector; and ``S^-(d+1)`` is proportional to
the integral of ``t^d exp(-tS) dt``. Given ``t``, the coordinates are independent truncated exponentials.
What is left is one dimension, and there the density of ``log t`` is log-concave: it is the marginal of a
log-concave density of ``log t`` and the logarithms of the coordinates (Prekopa 1973, Acta Scientiarum
Mathematicarum 34:335-343). So tangents bound it from above, and a face and a ``t`` are drawn together by
rejection from the tangents of all faces (Gilks and Wild 1992, Applied Statistics 41:337-348). No integral is
evaluated; the tails of ``log t`` are cut off where its density falls below ``exp(-80)`` of the peak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log, sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_DEPTH = 80.0
"""Where a density is exp(-_DEPTH) of its peak, it is cut off."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RatioLaw:
    """The uniform law on the weights that are proportional to a vector within bounds, ready to draw from.

    Attributes:
        low: Lower bounds, as a share of the greatest upper bound, shape (weights,).
        width: Upper less lower bounds.
        free: Numbers of the weights whose bounds differ.
        pinned: Sum of the positive weights whose bounds are equal: then there is one face, the whole box.
        faces: For each face the position in ``free`` of the weight at its lower bound; -1 for the whole box.
        piece_face: For each tangent the number of its face in ``faces``, shape (tangents,).
        lines: Point of contact, height there and slope of each tangent, shape (tangents, 3).
        spans: Where each tangent is the lowest, shape (tangents, 2).
        masses: Cumulative masses under the tangents, the last of them 1.
    """

    low: Floats
    width: Floats
    free: NDArray[np.int64]
    pinned: float
    faces: NDArray[np.int64]
    piece_face: NDArray[np.int64]
    lines: Floats
    spans: Floats
    masses: Floats


def uniform_simplex(random: Generator, rows: int, count: int) -> Floats:
    """Weights without any order, uniform on the simplex: shape (rows, count)."""
    points = np.sort(random.random((rows, count - 1)), axis=1)
    edges = np.concatenate([np.zeros((rows, 1)), points, np.ones((rows, 1))], axis=1)
    spacings: Floats = np.diff(edges, axis=1)
    return spacings


def ordered_simplex(random: Generator, rows: int, count: int) -> Floats:
    """Weights from greatest to least, uniform on the ordered simplex: shape (rows, count)."""
    return np.sort(uniform_simplex(random, rows, count), axis=1)[:, ::-1]


def ratio_law(bounds: Sequence[tuple[Fraction, Fraction]]) -> RatioLaw:
    """Prepare the law of bounded weights.

    Args:
        bounds: Lower and upper bound of each weight, not negative; at least one lower bound is positive and
            at least one pair differs. (Without the first the law is that of :func:`uniform_simplex`.)
    """
    largest = max(high for _, high in bounds)
    low = np.array([float(low / largest) for low, _ in bounds])
    width = np.array([float((high - low) / largest) for low, high in bounds])
    free = np.flatnonzero(width > 0.0)
    pinned = float(low[width == 0.0].sum())
    faces = np.array([-1]) if pinned > 0.0 else np.flatnonzero(low[free] > 0.0)
    hulls = [_hull(low[free], width[free], pinned, int(face)) for face in faces]
    logs = np.concatenate([hull[2] for hull in hulls])
    masses = np.cumsum(np.exp(logs - logs.max()))
    return RatioLaw(
        low=low,
        width=width,
        free=free,
        pinned=pinned,
        faces=faces,
        piece_face=np.repeat(np.arange(len(faces)), [len(hull[2]) for hull in hulls]),
        lines=np.concatenate([hull[0] for hull in hulls]),
        spans=np.concatenate([hull[1] for hull in hulls]),
        masses=masses / masses[-1],
    )


def draw_ratios(law: RatioLaw, random: Generator, rows: int) -> Floats:
    """Weights within ratio bounds, with sum 1: shape (rows, weights)."""
    low, width = law.low[law.free], law.width[law.free]
    logarithm, face = _points(law, random, rows)
    t = np.exp(logarithm)[:, np.newaxis]
    shares = random.random((rows, len(low)))
    y = low - np.log1p(shares * np.expm1(-t * width)) / t
    single = np.flatnonzero(face >= 0)
    y[single, face[single]] = low[face[single]]
    drawn = np.repeat(law.low[np.newaxis], rows, axis=0)
    drawn[:, law.free] = np.clip(y, low, low + width)
    weights: Floats = drawn / drawn.sum(axis=1, keepdims=True)
    return weights


def _points(law: RatioLaw, random: Generator, rows: int) -> tuple[Floats, NDArray[np.int64]]:
    """``log t`` and the face of each row, by rejection from the tangents."""
    low, width = law.low[law.free], law.width[law.free]
    found, face = np.empty(rows), np.empty(rows, dtype=np.int64)
    left = np.arange(rows)
    while len(left):
        chance = random.random((3, len(left)))
        piece = np.searchsorted(law.masses, chance[0], side="right").clip(max=len(law.masses) - 1)
        contact, height, slope = law.lines[piece].T
        start, stop = law.spans[piece].T
        s = start + _along(slope, stop - start, chance[1])
        own = law.faces[law.piece_face[piece]]
        above = height + slope * (s - contact)
        taken = np.log(chance[2]) <= _log_density(s, own, low, width, law.pinned)[0] - above
        found[left[taken]], face[left[taken]] = s[taken], own[taken]
        left = left[~taken]
    return found, face


def _along(slope: Floats, length: Floats, chance: Floats) -> Floats:
    """Where the mass under exp(slope * x) on [0, length] is cut in the ratio of ``chance``."""
    rise = slope * length
    flat = np.abs(rise) < 1e-9
    steep = np.where(flat, 1.0, rise)
    share = np.where(flat, chance, np.log1p(chance * np.expm1(steep)) / steep)
    return share * length


def _hull(low: Floats, width: Floats, pinned: float, face: int) -> tuple[Floats, Floats, Floats]:
    """The tangents of a face's density of ``log t``: lines, spans and logarithms of the masses below."""
    dimensions = len(low) - (face >= 0)
    step = min(0.1, 0.4 / sqrt(dimensions + 1))
    smallest = pinned + float(low.sum())
    first = log(dimensions + 1) - log(smallest + float(width.sum())) - _DEPTH / (dimensions + 1) - 1.0
    beyond = sqrt(2 * _DEPTH * (dimensions + 1)) + 2 * _DEPTH
    last = log((dimensions + 1 + beyond) / smallest)
    nodes = np.arange(first, last, step)
    height, slope = _log_density(nodes, np.full(len(nodes), face), low, width, pinned)
    kept = np.flatnonzero(height >= height.max() - _DEPTH)
    nodes, height, slope = nodes[kept], height[kept], slope[kept]
    meets = _meets(nodes, height, slope)
    edges = np.concatenate([nodes[:1], meets, nodes[-1:]])
    spans = np.stack([edges[:-1], edges[1:]], axis=1)
    rise = slope * (spans[:, 1] - spans[:, 0])
    flat = np.abs(rise) < 1e-9
    mean = np.where(flat, 1.0, np.expm1(np.where(flat, 1.0, rise)) / np.where(flat, 1.0, rise))
    with np.errstate(divide="ignore"):
        length = np.log(spans[:, 1] - spans[:, 0])
    masses = height + slope * (spans[:, 0] - nodes) + length + np.log(mean)
    return np.stack([nodes, height, slope], axis=1), spans, masses


def _meets(nodes: Floats, height: Floats, slope: Floats) -> Floats:
    """Where the tangents at successive nodes meet; between the nodes, as the density is log-concave."""
    bend = slope[:-1] - slope[1:]
    straight = bend < 1e-12
    rest = height[1:] - height[:-1] - slope[1:] * nodes[1:] + slope[:-1] * nodes[:-1]
    meets = np.where(straight, (nodes[:-1] + nodes[1:]) / 2, rest / np.where(straight, 1.0, bend))
    return np.clip(meets, nodes[:-1], nodes[1:])


def _log_density(
    s: Floats, face: NDArray[np.int64], low: Floats, width: Floats, pinned: float
) -> tuple[Floats, Floats]:
    """Logarithm of the density of ``s = log t`` on faces, up to one constant for all, and its derivative."""
    t = np.exp(s)[:, np.newaxis]
    x = t * width
    gap = -np.expm1(-x)
    segments = np.log(gap / t) - t * low
    moments = t * low + 1.0 - x * np.exp(-x) / gap
    rows = np.flatnonzero(face >= 0)
    own = face[rows]
    dimensions = len(low) - (face >= 0)
    segments[rows, own] = np.log(low[own]) - t[rows, 0] * low[own]
    moments[rows, own] = t[rows, 0] * low[own]
    height = (dimensions + 1) * s - t[:, 0] * pinned + segments.sum(axis=1)
    slope = dimensions + 1 - t[:, 0] * pinned - moments.sum(axis=1)
    return height, slope
