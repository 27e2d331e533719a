"""What "as before" would show on a day: the posterior predictive distribution of each cell-day.

It is the mixture of the negative binomials NB(lambda e, r) over the posterior of (lambda, r), with the
exposure e = looks times season; the error of the season is integrated over by Gauss-Hermite quadrature. Its
mean is e E[lambda] and its variance e E[lambda] + e^2 (E[lambda^2 (1 + 1/r)] - E[lambda]^2), so that one size
per cell matches both moments on all days:

    1 / size = E[lambda^2 (1 + 1/r)] / E[lambda]^2 - 1.

That pair (mean, size) is what a scan draws its null from. Tails are never taken from it, but from the mixture
itself:

    P(Y >= y) = E[I_x(y, r)],   x = lambda e / (r + lambda e)      (I is the regularised incomplete beta
    function).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError
from detente.watch.baseline.fit import Baseline
from detente.watch.baseline.history import checked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NODES = 5
"""Points of the quadrature over the error of the season."""
NEGLIGIBLE = 1e-14
"""Points of the posterior lighter than this are left out; what they weigh together is added to each tail."""
ENTRIES = 40_000
"""Cell-days that are worked on at a time."""
SURE = 0.01
"""An error of the log season below this is not integrated over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Predictive:
    """Two moments of each cell-day under "as before".

    Attributes:
        mean: Expected count, of (cells, days); 0 where nothing looked, which is no forecast of quiet.
        size: Size of the negative binomial with the variance of the predictive distribution, of (cells,).
        exposure: Looks times season, of (cells, days).
    """

    mean: NDArray[np.float64]
    size: NDArray[np.float64]
    exposure: NDArray[np.float64]


def predict(baseline: Baseline, looks: NDArray[np.float64], *, days: NDArray[np.int64]) -> Predictive:
    """Mean and size of the predictive distribution.

    Args:
        baseline: As fitted, with as many cells.
        looks: Effective looks of (cells, days).
        days: Number of each day, from the origin that the fit had.

    Raises:
        InputError: if looks are no such numbers or don't fit the baseline.
    """
    import numpy as np

    effort = _checked(baseline, looks, days)
    exposure = effort * np.exp(baseline.season.log_factor(days))
    first = baseline.mean_rate()
    second = (baseline.weight * baseline.rate**2 * (1 + 1 / baseline.size[:, :, None])).sum(axis=(1, 2))
    error = baseline.season.log_error(days)
    widened = np.exp(float((error**2).mean())) if len(error) else 1.0
    ratio = widened * second / first**2 - 1
    return Predictive(
        mean=exposure * first[:, None] * np.exp(error**2 / 2),
        size=1 / np.maximum(ratio, 1e-9),
        exposure=exposure,
    )


def upper_tail(
    baseline: Baseline,
    counts: NDArray[np.int64],
    looks: NDArray[np.float64],
    *,
    days: NDArray[np.int64],
) -> NDArray[np.float64]:
    """P(Y >= count) of each cell-day under "as before"; NaN where nothing looked.

    Args:
        baseline: As fitted.
        counts: (cells, days).
        looks: (cells, days).
        days: Number of each day.

    Raises:
        InputError: if counts or looks are no such numbers or don't fit the baseline.
    """
    import numpy as np

    seen, _ = checked(counts, looks)
    effort = _checked(baseline, looks, days)
    exposure = effort * np.exp(baseline.season.log_factor(days))
    tail = np.where(effort > 0, 1.0, np.nan)
    cell, day = np.nonzero((effort > 0) & (seen > 0))
    error = baseline.season.log_error(days)
    tail[cell, day] = tail_at(baseline, cell, seen[cell, day], exposure[cell, day], error[day])
    return tail


def tail_at(
    baseline: Baseline,
    cell: NDArray[np.int64],
    count: NDArray[np.int64],
    exposure: NDArray[np.float64],
    error: NDArray[np.float64],
) -> NDArray[np.float64]:
    """P(Y >= count) for single cell-days: arrays of one length; error is that of the log season."""
    import numpy as np

    nodes, shares = np.polynomial.hermite_e.hermegauss(NODES)
    shares = shares / shares.sum()
    result = np.empty(len(cell))
    for first in range(0, len(cell), ENTRIES):
        part = slice(first, first + ENTRIES)
        unsure = bool((error[part] > SURE).any())
        steps = zip(nodes, shares, strict=True) if unsure else [(0.0, 1.0)]
        total = np.zeros(len(cell[part]))
        for node, share in steps:
            moved = exposure[part] * np.exp(node * error[part])
            total += share * _mixture_tail(baseline, cell[part], count[part], moved)
        result[part] = np.minimum(total, 1.0)
    return result


def _mixture_tail(
    baseline: Baseline, cell: NDArray[np.int64], count: NDArray[np.int64], exposure: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The tail of the mixture, over the points of the posterior that weigh anything."""
    import numpy as np
    from scipy.special import betainc

    cells, place = np.unique(cell, return_inverse=True)
    weight = baseline.weight[cells].reshape(len(cells), -1)
    rate = baseline.rate[cells].reshape(len(cells), -1)
    size = np.repeat(baseline.size[cells], baseline.rate.shape[2], axis=1)
    kept = weight >= NEGLIGIBLE
    dropped = np.where(kept, 0.0, weight).sum(axis=1)
    entry, point = np.nonzero(kept[place])
    where = place[entry]
    mean, burst = rate[where, point] * exposure[entry], size[where, point]
    tails = betainc(count[entry].astype(np.float64), burst, mean / (burst + mean))
    found = np.bincount(entry, weight[where, point] * tails, minlength=len(cell))
    result: NDArray[np.float64] = found + dropped[place]
    return result


def upper_quantile(
    baseline: Baseline, looks: NDArray[np.float64], *, days: NDArray[np.int64], level: float
) -> NDArray[np.int64]:
    """The least count y with P(Y <= y) >= level for each cell-day; 0 where nothing looked.

    Raises:
        InputError: if the level is not between 0 and 1, or the looks don't fit the baseline.
    """
    import numpy as np

    if not 0 < level < 1:
        message = f"a level has to lie between 0 and 1, not {level}"
        raise InputError(Fault(message=message, hint="0.95", code="level"))
    effort = _checked(baseline, looks, days)
    found = predict(baseline, effort, days=days)
    cell, day = np.nonzero(effort > 0)
    exposure = found.exposure[cell, day]
    error = baseline.season.log_error(days)[day]
    low = np.zeros(len(cell), dtype=np.int64)
    high = np.maximum(1, np.ceil(4 * found.mean[cell, day])).astype(np.int64)
    short = np.ones(len(cell), dtype=bool)
    while short.any():
        beyond = tail_at(baseline, cell[short], high[short] + 1, exposure[short], error[short]) > 1 - level
        low[np.flatnonzero(short)[beyond]] = high[short][beyond] + 1
        short[np.flatnonzero(short)[~beyond]] = False
        high[short] = 2 * high[short] + 1
    while (open_ := np.flatnonzero(low < high)).size:
        middle = (low[open_] + high[open_]) // 2
        beyond = tail_at(baseline, cell[open_], middle + 1, exposure[open_], error[open_]) > 1 - level
        low[open_[beyond]] = middle[beyond] + 1
        high[open_[~beyond]] = middle[~beyond]
    result = np.zeros(effort.shape, dtype=np.int64)
    result[cell, day] = low
    return result


def _checked(baseline: Baseline, looks: NDArray[np.float64], days: NDArray[np.int64]) -> NDArray[np.float64]:
    """Looks that fit the baseline and the days."""
    import numpy as np

    effort = np.asarray(looks, dtype=np.float64)
    if effort.shape != (baseline.cells, len(days)):
        message = f"looks have the shape {effort.shape} for {baseline.cells} cells and {len(days)} days"
        raise InputError(Fault(message=message, hint="the cells of the baseline, in its order", code="shape"))
    if not (np.isfinite(effort) & (effort >= 0)).all():
        raise InputError(Fault(message="looks have to be numbers of at least 0", code="looks"))
    return effort
