"""A baseline period reduced to what the likelihood needs: cells by bins of equal exposure.

For counts y_d ~ NB(mean lambda e_d, size r), with e_d = looks times season, the log likelihood of a cell is

    sum_d [ln G(y_d + r) - ln G(r) - y_d ln r] + Y ln lambda + sum_d y_d ln e_d - sum_d (r + y_d) ln(1 +
    lambda e_d / r)

up to a constant (G is the gamma function). The first sum does not depend on lambda, and the last one depends
on the days through their exposure alone, so that days with (nearly) the same exposure are added up. With at
most BINS distinct exposures nothing is lost; with more, days share a bin of exposures, and its mean stands
for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BINS = 24
"""Exposures that are told apart, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What a baseline period says about each cell; arrays of (cells, bins) unless said otherwise.

    Attributes:
        days: Days that were looked at.
        seen: Counts on these days.
        exposure: Mean exposure of these days: looks times the factor of the season.
        positive_cell: Cell of each count above 0, an array of its own length.
        positive: These counts.
    """

    days: NDArray[np.float64]
    seen: NDArray[np.float64]
    exposure: NDArray[np.float64]
    positive_cell: NDArray[np.int64]
    positive: NDArray[np.int64]

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return int(self.days.shape[0])

    def part(self, cells: slice) -> History:
        """The history of some cells in a row."""
        first, last, _ = cells.indices(self.cells)
        within = (self.positive_cell >= first) & (self.positive_cell < last)
        return History(
            days=self.days[cells],
            seen=self.seen[cells],
            exposure=self.exposure[cells],
            positive_cell=self.positive_cell[within] - first,
            positive=self.positive[within],
        )


def checked(
    counts: NDArray[np.int64], looks: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Counts and looks as arrays of (cells, days); counts that nothing could have seen become 0.

    Raises:
        InputError: if the two differ in shape, if a count is negative or no whole number where something
            looked, or if a number of looks is negative or no number.
    """
    import numpy as np

    seen, effort = np.asarray(counts), np.asarray(looks, dtype=np.float64)
    faults = []
    if seen.ndim != 2 or seen.shape != effort.shape:
        message = f"counts have the shape {seen.shape}, looks {effort.shape}"
        raise InputError(Fault(message=message, hint="two arrays of cells x days", code="shape"))
    if not (np.isfinite(effort) & (effort >= 0)).all():
        cell, day = np.argwhere(~(np.isfinite(effort) & (effort >= 0)))[0]
        message = f"looks have to be numbers of at least 0, not {effort[cell, day]}"
        faults.append(Fault(place=f"cell {cell}, day {day}", message=message, code="looks"))
    looked = effort > 0
    wrong = looked & ~((seen >= 0) & (seen == np.floor(seen)))
    if wrong.any():
        cell, day = np.argwhere(wrong)[0]
        message = f"a count has to be a whole number of at least 0, not {seen[cell, day]}"
        faults.append(
            Fault(
                place=f"cell {cell}, day {day}", message=message, hint="looks of 0 for no data", code="count"
            )
        )
    if faults:
        raise InputError(*faults)
    return np.where(looked, seen, 0).astype(np.int64), effort


def history(
    counts: NDArray[np.int64], looks: NDArray[np.float64], season: NDArray[np.float64], *, bins: int = BINS
) -> History:
    """Add up the days of a baseline period.

    Args:
        counts: (cells, days), already checked.
        looks: (cells, days); a day with 0 is no data.
        season: Factor of the season, of (days,).
        bins: Exposures that are told apart, at most.
    """
    import numpy as np

    cells = counts.shape[0]
    exposure = looks * season
    cell, day = np.nonzero(exposure > 0)
    level = np.log(exposure[cell, day])
    edges = _edges(level, bins)
    place = cell * len(edges) + (np.searchsorted(edges, level, side="right") - 1)
    total = cells * len(edges)

    def summed(weights: NDArray[np.float64] | None) -> NDArray[np.float64]:
        return np.bincount(place, weights, minlength=total).reshape(cells, -1).astype(np.float64)

    days = summed(None)
    value = counts[cell, day]
    above = value > 0
    return History(
        days=days,
        seen=summed(value.astype(np.float64)),
        exposure=np.divide(summed(exposure[cell, day]), days, out=np.ones_like(days), where=days > 0),
        positive_cell=cell[above],
        positive=value[above],
    )


def _edges(level: NDArray[np.float64], bins: int) -> NDArray[np.float64]:
    """Lower edges of the bins: each distinct level if there are few, else quantiles."""
    import numpy as np

    distinct = np.unique(level)
    if len(distinct) <= bins:
        return distinct
    return np.unique(np.quantile(distinct, np.linspace(0, 1, bins + 1)[:-1]))


def log_likelihood(
    past: History, log_size: NDArray[np.float64], log_rate: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Log likelihood of each cell, up to a constant of its own.

    Args:
        past: The history of some cells.
        log_size: ln r, of (1 or cells, sizes).
        log_rate: ln lambda, of (1 or cells, 1 or sizes, rates).

    Returns:
        An array of (cells, sizes, rates).
    """
    import numpy as np

    sizes = np.exp(log_size)
    size = sizes[:, :, None]
    rate = np.exp(log_rate)
    found: NDArray[np.float64] = (
        _gamma_terms(past, sizes)[:, :, None] + past.seen.sum(axis=1)[:, None, None] * log_rate
    )
    for number in range(past.days.shape[1]):
        column = (slice(None), None, None)
        days, seen = past.days[:, number][column], past.seen[:, number][column]
        exposure = past.exposure[:, number][column]
        found = found - (size * days + seen) * np.log1p(rate * exposure / size)
    return found


def _gamma_terms(past: History, sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """sum_d ln G(y_d + r) - ln G(r) - y_d ln r, of (cells, sizes)."""
    import numpy as np
    from scipy.special import gammaln

    high = int(past.positive.max()) + 1 if past.positive.size else 1
    value, where = np.unique(past.positive_cell * high + past.positive, return_inverse=True)
    times = np.bincount(where.ravel(), minlength=len(value))
    cell, count = np.divmod(value - 1, high)
    count = count + 1
    each = np.broadcast_to(sizes, (past.cells, sizes.shape[1]))[cell]
    term = gammaln(count[:, None] + each) - gammaln(each) - np.log(each) * count[:, None]
    result = np.zeros((past.cells, sizes.shape[1]))
    np.add.at(result, cell, times[:, None] * term)
    return result
