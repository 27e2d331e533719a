"""The baseline of all cells: fitted to a period before, read off for any day after.

Model, for the count of a cell c on a day d that was looked at:

    y_cd ~ NB(mean lambda_c s_d looks_cd, size r_c),    variance = mean + mean^2 / r_c,

a Poisson count whose rate varies from day to day as a gamma variable (Greenwood and Yule 1920). The year's
course s_d is shared (:mod:`~detente.watch.baseline.season`); rate lambda_c and size r_c have a prior learnt
from the other cells (:mod:`~detente.watch.baseline.pooling`) and a posterior on a grid
(:mod:`~detente.watch.baseline.posterior`). A day without a look is no data, here and everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError
from detente.watch.baseline.history import checked, history
from detente.watch.baseline.pooling import grid_for, pool
from detente.watch.baseline.posterior import local_posterior
from detente.watch.baseline.season import Season, fit_season

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What each cell is like "as before", with all that its period leaves open.

    Attributes:
        rate: Points lambda (counts per look in a season of 1), of (cells, sizes, points).
        size: Sizes r, of (cells, sizes).
        weight: Posterior weight of each point, of (cells, sizes, points); a cell's sum is 1.
        season: The year's course and its error.
        days_looked: Days of the baseline on which each cell was looked at, of (cells,).
        seen: Counts of the baseline, of (cells,).
        exposure: Looks times season of the baseline added up, of (cells,).
        squares: The same of their squares, of (cells,).
        first_day: First and
        last_day: last day of the baseline that was looked at, by the numbers that were given; 0 where there
            was none.
        rounds: Rounds that pooling took.
    """

    rate: NDArray[np.float64]
    size: NDArray[np.float64]
    weight: NDArray[np.float64]
    season: Season
    days_looked: NDArray[np.int64]
    seen: NDArray[np.int64]
    exposure: NDArray[np.float64]
    squares: NDArray[np.float64]
    first_day: int
    last_day: int
    rounds: int

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return int(self.rate.shape[0])

    def mean_rate(self) -> NDArray[np.float64]:
        """Posterior mean of lambda, of (cells,)."""
        result: NDArray[np.float64] = (self.weight * self.rate).sum(axis=(1, 2))
        return result


def fit_baseline(
    counts: NDArray[np.int64],
    looks: NDArray[np.float64],
    *,
    days: NDArray[np.int64],
    harmonics: int | None = None,
) -> Baseline:
    """Fit the baseline.

    Args:
        counts: Counts of (cells, days); where looks are 0 they are unknown and may be anything.
        looks: Effective looks of (cells, days), at least 0; 0 is no data.
        days: Number of each day (``date.toordinal()``), rising; the season is told by it.
        harmonics: Harmonics of the year; None takes HARMONICS where the baseline spans a year, else none.

    Raises:
        InputError: if the arrays don't fit each other, counts or looks are no such numbers, days don't rise,
            no day was looked at in any cell, or a season is asked for that the period cannot show.
    """
    import numpy as np

    seen, effort = checked(counts, looks)
    number = np.asarray(days)
    _refuse_days(number, seen.shape[1])
    looked = effort > 0
    if not looked.any():
        fault = Fault(
            message="nothing was looked at in the baseline",
            hint="an earlier or longer period",
            code="no-baseline",
        )
        raise InputError(fault)
    season = fit_season(seen, effort, number, harmonics=harmonics)
    factor = np.exp(season.log_factor(number))
    past = history(seen, effort, factor)
    pooled = pool(past, grid_for(past))
    sizes, points, weights = local_posterior(past, pooled)
    some = number[looked.any(axis=0)]
    return Baseline(
        rate=np.exp(points),
        size=np.exp(sizes),
        weight=weights,
        season=season,
        days_looked=looked.sum(axis=1),
        seen=seen.sum(axis=1),
        exposure=(effort * factor).sum(axis=1),
        squares=((effort * factor) ** 2).sum(axis=1),
        first_day=int(some[0]),
        last_day=int(some[-1]),
        rounds=pooled.rounds,
    )


def _refuse_days(days: NDArray[np.int64], expected: int) -> None:
    import numpy as np

    if days.shape != (expected,):
        message = f"there are {days.size} numbers of days for {expected} days of counts"
        raise InputError(Fault(message=message, hint="one number for each day", code="shape"))
    if not np.issubdtype(days.dtype, np.integer) or (np.diff(days) <= 0).any():
        message = "the numbers of the days have to be whole and to rise"
        raise InputError(Fault(message=message, hint="date.toordinal() of each day, in order", code="days"))
