"""Rate and size of each cell after its baseline: a small grid of its own, fine where the counts say much.

The posterior of (ln r, ln lambda) is held at SIZES values of r, and at POINTS values of lambda under each:
evenly spaced in a window about the mean, found by zooming in from the grid of the prior (window of ln r about
its marginal mean, of ln lambda about its conditional one). The prior is interpolated between its points; the
likelihood is exact but for the bins of :mod:`~detente.watch.baseline.history`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.watch.baseline.history import History, log_likelihood
from detente.watch.baseline.pooling import Grid, Pooled, chunks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIZES = 15
POINTS = 25
REACH = 6.5
"""Half the width of a window in standard deviations."""
ZOOMS = 2


@dataclass(frozen=True, slots=True)
class _Mesh:
    """Points of some cells: ln r of (cells, sizes), ln lambda and weights of (cells, sizes, points)."""

    log_size: NDArray[np.float64]
    log_rate: NDArray[np.float64]
    weight: NDArray[np.float64]


def local_posterior(
    past: History, pooled: Pooled
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Points and their weights, which sum to 1 for each cell.

    Returns:
        ln r of (cells, SIZES), and ln lambda and weights of (cells, SIZES, POINTS).
    """
    import numpy as np

    sizes = np.empty((past.cells, SIZES))
    points, weights = np.empty((past.cells, SIZES, POINTS)), np.empty((past.cells, SIZES, POINTS))
    for cells in chunks(past.cells):
        prior = pooled.prior(cells)
        part = past.part(cells)
        mesh = _coarse(part, pooled.grid, prior)
        for _ in range(ZOOMS):
            mesh = _zoomed(mesh, part, pooled.grid, prior)
        sizes[cells], points[cells], weights[cells] = mesh.log_size, mesh.log_rate, mesh.weight
    return sizes, points, weights


def _coarse(past: History, grid: Grid, prior: NDArray[np.float64]) -> _Mesh:
    """The posterior on the grid of the prior."""
    import numpy as np

    size = np.broadcast_to(grid.log_sizes, prior.shape[:2])
    rate = np.broadcast_to(grid.log_rates, prior.shape)
    return _Mesh(size, rate, _normal(log_likelihood(past, size, rate) + np.log(prior)))


def _zoomed(mesh: _Mesh, past: History, grid: Grid, prior: NDArray[np.float64]) -> _Mesh:
    """The posterior on windows about what a mesh has found: likelihood, density of the prior, spacing."""
    import numpy as np

    size = _window(mesh.log_size, mesh.weight.sum(axis=2), grid.log_sizes, SIZES)
    middle, spread = _conditional(mesh)
    middle = _between(mesh.log_size, middle, size)
    reach = REACH * _between(mesh.log_size, spread, size)
    low = np.clip(middle - reach, grid.log_rates[0], grid.log_rates[-1] - 1e-6)
    high = np.clip(middle + reach, low + 1e-6, grid.log_rates[-1])
    rate = low[:, :, None] + (high - low)[:, :, None] * np.linspace(0, 1, POINTS)
    found = log_likelihood(past, size, rate) + np.log(_density(grid, prior, size, rate))
    ends = np.log(_trapezoid(SIZES)[:, None] * _trapezoid(POINTS))
    return _Mesh(size, rate, _normal(found + np.log(high - low)[:, :, None] + ends))


def _trapezoid(number: int) -> NDArray[np.float64]:
    """Weights of the trapezoidal rule: the ends count half."""
    import numpy as np

    weights = np.ones(number)
    weights[[0, -1]] = 0.5
    return weights


def _moments(
    where: NDArray[np.float64], weight: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and standard deviation along the last axis, the latter never less than the points can tell."""
    import numpy as np

    total = weight.sum(axis=-1, keepdims=True)
    each = np.where(total < 1e-280, 1.0 / weight.shape[-1], weight / np.maximum(total, 1e-280))
    mean = (each * where).sum(axis=-1)
    variance = (each * (where - mean[..., None]) ** 2).sum(axis=-1)
    spacing = where[..., 1] - where[..., 0]
    return mean, np.sqrt(variance + (spacing / 3) ** 2)


def _conditional(mesh: _Mesh) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and standard deviation of ln lambda under each size."""
    return _moments(mesh.log_rate, mesh.weight)


def _window(
    where: NDArray[np.float64], weight: NDArray[np.float64], bounds: NDArray[np.float64], number: int
) -> NDArray[np.float64]:
    """Evenly spaced points about the mean, within the bounds of the grid."""
    import numpy as np

    mean, spread = _moments(where, weight)
    low = np.clip(mean - REACH * spread, bounds[0], bounds[-1] - 1e-6)
    high = np.clip(mean + REACH * spread, low + 1e-6, bounds[-1])
    return low[:, None] + (high - low)[:, None] * np.linspace(0, 1, number)


def _between(
    where: NDArray[np.float64], value: NDArray[np.float64], wanted: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Values at evenly spaced points of each row, interpolated; constant beyond the ends."""
    import numpy as np

    spacing = where[:, 1:2] - where[:, :1]
    place = np.clip((wanted - where[:, :1]) / spacing, 0, where.shape[1] - 1 - 1e-9)
    left = place.astype(np.int64)
    share = place - left
    below, above = (np.take_along_axis(value, index, axis=1) for index in (left, left + 1))
    result: NDArray[np.float64] = (1 - share) * below + share * above
    return result


def _density(
    grid: Grid, prior: NDArray[np.float64], size: NDArray[np.float64], rate: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Prior at points between those of its grid, bilinear."""
    import numpy as np

    rows, columns = grid.shape
    up, share_up = _place(grid.log_sizes, size)
    left, share_left = _place(grid.log_rates, rate)
    flat = prior.reshape(len(prior), -1)
    found = np.zeros(rate.shape)
    for row, row_share in ((up, 1 - share_up), (np.minimum(up + 1, rows - 1), share_up)):
        for column, share in ((left, 1 - share_left), (np.minimum(left + 1, columns - 1), share_left)):
            index = (row[:, :, None] * columns + column).reshape(len(prior), -1)
            value = np.take_along_axis(flat, index, axis=1).reshape(rate.shape)
            found += row_share[:, :, None] * share * value
    return found


def _place(
    points: NDArray[np.float64], wanted: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Index of the point on the left, and the share of the way to the next one."""
    import numpy as np

    step = points[1] - points[0]
    place = np.clip((wanted - points[0]) / step, 0, len(points) - 1)
    left = place.astype(np.int64)
    return left, place - left


def _normal(log_weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights that sum to 1 for each cell."""
    import numpy as np

    weight = np.exp(log_weight - log_weight.max(axis=(1, 2), keepdims=True))
    result: NDArray[np.float64] = weight / weight.sum(axis=(1, 2), keepdims=True)
    return result
