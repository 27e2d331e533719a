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
from detente.watch.scan.nulls import NegativeBinomialNull, PoissonNull
from detente.watch.scan.result import Scan
from detente.watch.scan.trial import Trial
from detente.watch.scan.windows import Horizon
from detente.watch.scan.zones import Circles, circles

SIDE, STEP_KM, MEAN, TRUCE = 6, 10.0, 1.2, 14
ORIGIN = 738_000
WEEK = Horizon(longest=7)
GRID = STEP_KM * np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE)), axis=-1).reshape(-1, 2)
ZONES = circles(GRID, limits=Circles(most_radius=25.0, most_share=1.0))


class World(NamedTuple):
    """Counts before and during a truce, and the cell-days at which a violation was planted."""

    before: NDArray[np.int64]
    counts: NDArray[np.int64]
    planted: NDArray[np.bool_]


class Alarm(NamedTuple):
    """Whether each null calls something a cluster, and whether the full one finds what was planted."""

    sampled: bool
    fitted: bool
    by_day: bool
    poisson: bool
    fdr: bool
    hit: bool


def world(size: float, days: int, seed: int, *, factor: float = 1.0) -> World:
    """A world; with a ``factor`` above 1 five neighbouring cells have so many times more, for four days."""
    generator = np.random.default_rng([seed, days, round(size * 10)])
    mean = generator.gamma(2.0, MEAN / 2, SIDE * SIDE)[:, None]
    planted = np.zeros((SIDE * SIDE, TRUCE), dtype=np.bool_)
    centre, begin = GRID[generator.integers(len(GRID))], int(generator.integers(TRUCE - 3))
    near = np.argsort(((GRID - centre) ** 2).sum(axis=1), kind="stable")[:5]
    planted[near, begin : begin + 4] = factor > 1
    before = mean * generator.gamma(size, 1 / size, (SIDE * SIDE, days))
    during = mean * np.where(planted, factor, 1.0) * generator.gamma(size, 1 / size, (SIDE * SIDE, TRUCE))
    return World(generator.poisson(before), generator.poisson(during), planted)


def baseline(made: World) -> tuple[Baseline, NDArray[np.float64], NDArray[np.int64]]:
    """The fit to the period before; looks and numbers of the days to scan."""
    days = made.before.shape[1]
    fit = fit_baseline(made.before, np.ones(made.before.shape), days=ORIGIN + np.arange(days))
    return fit, np.ones(made.counts.shape), ORIGIN + days + np.arange(TRUCE)


def sampled_scan(made: World, trial: Trial) -> Scan:
    """The scan as it is meant: with what the fit leaves open."""
    fit, looks, days = baseline(made)
    null = fitted_null(fit, looks, days=days, samples=trial.draws, seed=trial.seed)
    return scan_excess(made.counts, null, ZONES, horizon=WEEK, trial=trial)


def alarms(made: World, draws: int, seed: int) -> Alarm:
    """What each null says about one world."""
    trial = Trial(draws=draws, seed=seed, clusters=3, several="fdr", threads=1)
    found = sampled_scan(made, trial)
    fit, looks, days = baseline(made)
    ahead = predict(fit, looks, days=days)
    plain = Trial(draws=draws, seed=seed, clusters=1, threads=1)
    others = [
        scan_excess(made.counts, null, ZONES, horizon=WEEK, trial=plain)
        for null in (NegativeBinomialNull(ahead.mean, ahead.size), PoissonNull(ahead.mean))
    ]
    top = found.clusters[0] if found.clusters else None
    touched = top is not None and made.planted[list(top.cells), top.first_day : top.last_day + 1].any()
    sampled = top is not None and top.p <= plain.level
    return Alarm(
        sampled=sampled,
        fitted=top is not None and top.p_fitted is not None and top.p_fitted <= plain.level,
        by_day=any(one.p <= plain.level for one in others[0].clusters),
        poisson=any(one.p <= plain.level for one in others[1].clusters),
        fdr=bool(found.significant),
        hit=bool(sampled and touched),
    )
