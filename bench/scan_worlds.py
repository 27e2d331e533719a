"""Worlds with known truth: quiet negative binomial counts, and violations planted into them.

36 cells on a grid of 10 km, each with a mean of its own (gamma, on average 1.2 a day); a period before, from
which the baseline is fitted, and 14 days to scan. Circles up to 25 km, windows up to a week.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.watch.baseline.fit import Baseline, fit_baseline
from detente.watch.baseline.predictive import predict
from detente.watch.scan.excess import scan_excess
from detente.watch.scan.fitted import fitted_null
from detente.watch.scan.nulls import NegativeBinomialNull, Null, PoissonNull, SampledNull
from detente.watch.scan.one_size import one_size_null
from detente.watch.scan.result import Scan
from detente.watch.scan.trial import Trial
from detente.watch.scan.windows import Horizon
from detente.watch.scan.zones import Circles, circles

SIDE, STEP_KM, MEAN, TRUCE = 6, 10.0, 1.2, 14
ORIGIN = 738_000
WEEK = Horizon(longest=7)
GRID = np.array([[STEP_KM * x, STEP_KM * y] for y in range(SIDE) for x in range(SIDE)])
ZONES = circles(GRID, limits=Circles(most_radius=25.0, most_share=1.0))


class World(NamedTuple):
    """Counts before and during a truce, and the cell-days at which a violation was planted."""

    before: NDArray[np.int64]
    counts: NDArray[np.int64]
    planted: NDArray[np.bool_]


class Alarm(NamedTuple):
    """Whether each null calls something a cluster."""

    one_size: bool
    fdr: bool
    own_sizes: bool
    fitted: bool
    by_day: bool
    poisson: bool


def world(size: float, days: int, seed: int, *, factor: float = 1.0, spread: float = 0.0) -> World:
    """A world; with a ``factor`` above 1 five neighbouring cells have so many times more, for four days.

    With a ``spread`` cells have sizes of their own: log-normal around ``size``, with that standard deviation.
    """
    generator = np.random.default_rng([seed, days, round(size * 10)])
    mean = generator.gamma(2.0, MEAN / 2, SIDE * SIDE)[:, None]
    planted = np.zeros((SIDE * SIDE, TRUCE), dtype=np.bool_)
    centre, begin = GRID[generator.integers(len(GRID))], int(generator.integers(TRUCE - 3))
    near = np.argsort(((GRID - centre) ** 2).sum(axis=1), kind="stable")[:5]
    planted[near, begin : begin + 4] = factor > 1
    own = np.random.default_rng([seed, 1]).standard_normal((SIDE * SIDE, 1))
    sizes = size * np.exp(spread * own)
    before = mean * generator.gamma(sizes, 1 / sizes, (SIDE * SIDE, days))
    during = mean * np.where(planted, factor, 1.0) * generator.gamma(sizes, 1 / sizes, (SIDE * SIDE, TRUCE))
    return World(generator.poisson(before), generator.poisson(during), planted)


def baseline(made: World) -> tuple[Baseline, NDArray[np.float64], NDArray[np.int64]]:
    """The fit to the period before; looks and numbers of the days to scan."""
    days = made.before.shape[1]
    fit = fit_baseline(made.before, np.ones(made.before.shape), days=ORIGIN + np.arange(days))
    return fit, np.ones(made.counts.shape), ORIGIN + days + np.arange(TRUCE)


def null_of(made: World, samples: int, seed: int) -> SampledNull:
    """The null with one size for all cells, which is how these worlds are made."""
    fit, looks, days = baseline(made)
    before = (made.before, np.ones(made.before.shape), ORIGIN + np.arange(made.before.shape[1]))
    return one_size_null(before, (looks, days), season=fit.season, samples=samples, seed=seed)


def own_null_of(made: World, samples: int, seed: int) -> SampledNull:
    """The null in which each cell has a size of its own."""
    fit, looks, days = baseline(made)
    return fitted_null(fit, looks, days=days, samples=samples, seed=seed)


def found(made: World, null: Null, draws: int, seed: int) -> bool:
    """Whether the strongest window is a cluster and touches what was planted."""
    trial = Trial(draws=draws, seed=seed, clusters=1, threads=1)
    scan = scan_excess(made.counts, null, ZONES, horizon=WEEK, trial=trial)
    return any(
        made.planted[list(top.cells), top.first_day : top.last_day + 1].any() for top in scan.significant
    )


def alarms(made: World, draws: int, seed: int) -> Alarm:
    """What each null says about one world."""
    fit, looks, days = baseline(made)
    ahead = predict(fit, looks, days=days)
    several = Trial(draws=draws, seed=seed, clusters=3, several="fdr", threads=1)
    plain = Trial(draws=draws, seed=seed, clusters=1, threads=1)

    def scanned(null: Null, trial: Trial) -> Scan:
        return scan_excess(made.counts, null, ZONES, horizon=WEEK, trial=trial)

    one = scanned(null_of(made, draws, seed), several)
    own = scanned(fitted_null(fit, looks, days=days, samples=draws, seed=seed), plain)
    by_day = scanned(NegativeBinomialNull(ahead.mean, ahead.size), plain)
    poisson = scanned(PoissonNull(ahead.mean), plain)
    top = one.clusters[0] if one.clusters else None
    return Alarm(
        one_size=top is not None and top.p <= plain.level,
        fdr=bool(one.significant),
        own_sizes=bool(own.significant),
        fitted=top is not None and top.p_fitted is not None and top.p_fitted <= plain.level,
        by_day=bool(by_day.significant),
        poisson=bool(poisson.significant),
    )
