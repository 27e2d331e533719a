"""What a cell may be like before it is looked at, learnt from the other cells.

Rate per look and size of the negative binomial have a joint prior on a grid, (ln r, ln lambda), that is
unknown itself and has a Dirichlet prior: PSEUDO_CELLS cells spread over the grid, evenly in ln lambda, and as
(1 + r)^(-1/2) in ln r, so that a cell alone is held to be bursty rather than Poisson while its days are few.
The responsibilities w of the cells for the points of the grid are found by collapsed variational Bayes of
order zero (Asuncion, Welling, Smyth and Teh 2009, UAI):

    w_c(r, lambda) ~ L_c(r, lambda) (pseudo + sum over the other cells of w(r, lambda)).

A cell never adds to its own prior, so nothing is used twice: one cell alone keeps the vague prior, thousands
come close to empirical Bayes. After each step the prior is smoothed over neighbouring points (Silverman,
Jones, Wilson and Nychka 1990, J. R. Stat. Soc. B 52:271-324), as the unsmoothed one breaks up into few points
and then shrinks too far. Smoothing
raises the mean of sparse cells a little each time; the prior is therefore moved along ln lambda until all
cells together expect what they showed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.watch.baseline.history import History, log_likelihood

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PSEUDO_CELLS = 3.0
"""With fewer, five cells shrink too far; hundreds of cells don't feel them."""
ROUNDS = 40
CHANGE = 1e-3
"""Rounds end when the prior moves less than this (share of the cells)."""
LEAST_SIZE, MOST_SIZE, SIZES = 0.03, 1000.0, 17
"""Sizes of the negative binomial: from very bursty to Poisson for all that counts can tell."""
STEP = 0.25
LEVELLED = 20
"""From so many cells on, the prior is moved so that all together expect what they showed."""
MOST_SHIFT = 12.0
MOST_RATES = 96
CHUNK = 512
"""Cells that are worked on at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Points (size, rate) at which the prior is held.

    Attributes:
        log_sizes: ln r, of (sizes,), evenly spaced.
        log_rates: ln lambda, of (rates,), evenly spaced.
    """

    log_sizes: NDArray[np.float64]
    log_rates: NDArray[np.float64]

    @property
    def shape(self) -> tuple[int, int]:
        """How many sizes and rates there are."""
        return len(self.log_sizes), len(self.log_rates)

    def vague(self) -> NDArray[np.float64]:
        """The prior of a cell without others, of (sizes, rates), summing to 1."""
        import numpy as np

        row = (1 + np.exp(self.log_sizes)) ** -0.5
        return np.broadcast_to((row / row.sum())[:, None] / len(self.log_rates), self.shape)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """The responsibilities of all cells and what they add up to.

    Attributes:
        grid: The points.
        weight: (cells, sizes, rates), each cell's sum is 1.
        total: Sum over cells, of (sizes, rates).
        shift: Steps of ln lambda by which the prior is moved, so that all cells together expect what was
            seen.
        rounds: Rounds that it took.
    """

    grid: Grid
    weight: NDArray[np.float32]
    total: NDArray[np.float64]
    shift: float
    rounds: int

    def prior(self, cells: slice) -> NDArray[np.float64]:
        """What each of some cells is held to be like before its own counts; each sums to 1."""
        return moved(leave_one_out(self.total, self.weight[cells], self.grid.vague()), self.shift)


def grid_for(past: History) -> Grid:
    """A grid that spans every rate the counts allow, from a twentieth of a count in all looks upward."""
    import numpy as np

    looks = (past.days * past.exposure).sum(axis=1)
    seen = past.seen.sum(axis=1)
    some = looks > 0
    lowest = np.log(0.05 / looks[some].sum()) if some.any() else -4.0
    highest = np.log(20.0 * ((seen[some] + 1) / looks[some]).max()) if some.any() else 4.0
    number = int(np.clip(np.ceil((highest - lowest) / STEP) + 1, 8, MOST_RATES))
    sizes = np.linspace(np.log(LEAST_SIZE), np.log(MOST_SIZE), SIZES)
    return Grid(log_sizes=sizes, log_rates=np.linspace(lowest, highest, number))


def pool(past: History, grid: Grid) -> Pooled:
    """Learn the prior from all cells.

    Cells without a day that was looked at add nothing, and get the prior of the others.
    """
    import numpy as np

    likelihood = np.empty((past.cells, *grid.shape), dtype=np.float32)
    for cells in chunks(past.cells):
        found = log_likelihood(past.part(cells), grid.log_sizes[None, :], grid.log_rates[None, None, :])
        likelihood[cells] = np.exp(found - found.max(axis=(1, 2), keepdims=True))
    told = past.days.sum(axis=1) > 0
    weight = likelihood / likelihood.sum(axis=(1, 2), keepdims=True)
    weight[~told] = 0
    total = weight.sum(axis=0, dtype=np.float64)
    vague, shift, rounds, change = grid.vague(), 0.0, 0, 1.0
    while rounds < ROUNDS and change >= CHANGE:
        rounds += 1
        for cells in chunks(past.cells):
            fresh = likelihood[cells] * moved(leave_one_out(total, weight[cells], vague), shift)
            fresh /= fresh.sum(axis=(1, 2), keepdims=True)
            weight[cells] = fresh * told[cells, None, None]
        after = weight.sum(axis=0, dtype=np.float64)
        change = float(np.abs(after - total).sum()) / max(1, int(told.sum()))
        total = after
        shift = _shifted(shift, past, grid, weight)
    return Pooled(grid=grid, weight=weight, total=total, shift=shift, rounds=rounds)


def _shifted(shift: float, past: History, grid: Grid, weight: NDArray[np.float32]) -> float:
    """The shift of the prior, brought nearer to where all cells together expect what they showed."""
    import numpy as np

    looks = (past.days * past.exposure).sum(axis=1)
    if int((looks > 0).sum()) < LEVELLED:
        return shift
    expected = float(looks @ (weight.sum(axis=1) @ np.exp(grid.log_rates)))
    step = float(grid.log_rates[1] - grid.log_rates[0])
    excess = np.log((past.seen.sum() + 0.5) / expected) / step
    return float(np.clip(shift + np.clip(excess, -1, 1), -MOST_SHIFT, MOST_SHIFT))


def moved(prior: NDArray[np.float64], shift: float) -> NDArray[np.float64]:
    """The prior moved along ln lambda by so many steps; what would leave the grid stays at its end."""
    import numpy as np

    rows, sizes, number = prior.shape
    heaped = np.concatenate([np.zeros((rows, sizes, 1)), np.cumsum(prior, axis=2)], axis=2)
    place = np.clip(np.arange(1, number + 1) - shift, 0, number)
    place[-1] = number
    left = np.minimum(place.astype(np.int64), number - 1)
    share = place - left
    reached = (1 - share) * heaped[:, :, left] + share * heaped[:, :, left + 1]
    found = np.maximum(np.diff(reached, axis=2, prepend=0.0), 1e-12 / number)
    result: NDArray[np.float64] = found / found.sum(axis=(1, 2), keepdims=True)
    return result


def leave_one_out(
    total: NDArray[np.float64], weight: NDArray[np.float32], vague: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The prior of each cell from all the others and the vague pseudo-cells, smoothed; each sums to 1."""
    import numpy as np

    others = np.maximum(total[None] - weight, 0.0) + PSEUDO_CELLS * vague
    spread = _smoothed(_smoothed(others, axis=1), axis=2)
    result: NDArray[np.float64] = spread / spread.sum(axis=(1, 2), keepdims=True)
    return result


def chunks(cells: int) -> list[slice]:
    """Slices of CHUNK cells that cover all."""
    return [slice(first, min(first + CHUNK, cells)) for first in range(0, cells, CHUNK)]


def _smoothed(values: NDArray[np.float64], *, axis: int) -> NDArray[np.float64]:
    """A quarter, a half, a quarter of neighbours along one axis; the ends keep what would fall off."""
    import numpy as np

    moved = np.moveaxis(values, axis, -1)
    result = 0.5 * moved
    result[..., 1:] += 0.25 * moved[..., :-1]
    result[..., :-1] += 0.25 * moved[..., 1:]
    result[..., 0] += 0.25 * moved[..., 0]
    result[..., -1] += 0.25 * moved[..., -1]
    return np.moveaxis(result, -1, axis)
