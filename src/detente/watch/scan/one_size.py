"""The null of a scan where all cells share one size: how bursty counts are, learnt from all of them together.

A few weeks say little about the size of one cell. If each cell may have its own, some samples are very bursty
somewhere, and as a scan looks for the worst window of all, it hears little else: it is cautious. Where cells
are alike in kind, one size for all is the usual compromise (a common dispersion: Robinson and Smyth 2008,
Biostatistics 9:321-332). Whether they are alike is a judgement; with cells that differ, those that burst
more than the common size allows are called clusters too often (a fifth of quiet worlds at 5 %, where sizes
differ fivefold in either direction). For a verdict take :func:`~detente.watch.scan.fitted.fitted_null`.

Model: ``y ~ NB(mean rate_c e, size r)`` with the exposure ``e``; ``ln r`` is flat on a grid, ``ln rate_c``
normal with mean and variance that are estimated from all cells (empirical Bayes, by expectation and
maximisation; Efron and Morris 1975, Journal of the American Statistical Association 70:311-319). On the grid
the posterior is exact: of ``r``, from all cells; of each rate, given ``r``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.errors import Fault, InputError
from detente.watch.baseline.history import checked, history, log_likelihood
from detente.watch.baseline.season import Season
from detente.watch.scan.fitted import SAMPLES
from detente.watch.scan.nulls import Floats, Integers, SampledNull

SIZES = np.exp(np.linspace(np.log(0.05), np.log(50.0), 56))
RATES = 121
ROUNDS = 40
LEAST_SPREAD = 0.1
"""Rates of cells are not taken to be more alike than this standard deviation of their logarithm."""


def one_size_null(
    before: tuple[Integers, Floats, Integers],
    ahead: tuple[Floats, Integers],
    *,
    season: Season,
    samples: int = SAMPLES,
    seed: int = 0,
) -> SampledNull:
    """What counts would be like "as before", if all cells share one size.

    Args:
        before: The baseline period: counts ``[cell, day]``, effective looks ``[cell, day]``, the number of
            each day.
        ahead: The days to scan: effective looks ``[cell, day]``, the number of each day.
        season: The year's course, as the baseline has it.
        samples: How many points of the posterior the worlds choose from.
        seed: Of the points.

    Raises:
        InputError: arrays that are none or do not fit; nothing seen or nothing looked at before; no samples.
    """
    counts, looks = checked(before[0], before[1])
    if samples < 1:
        raise InputError(Fault(place="samples", message=f"the value is {samples}", hint="at least 1"))
    if not counts.any():
        hint = "a longer period, or a null from the baseline's own fit"
        raise InputError(Fault(place="before", message="nothing was seen", hint=hint))
    past = history(counts, looks, np.exp(season.log_factor(before[2])))
    log_rate = _grid(past.seen.sum(axis=1), (past.days * past.exposure).sum(axis=1))
    likelihood = log_likelihood(past, np.log(SIZES)[None, :], log_rate[None, None, :])
    prior = _prior(likelihood, log_rate)
    generator = np.random.default_rng(seed)
    rates, sizes = _points(likelihood + prior, log_rate, samples, generator)
    exposure = ahead[0] * np.exp(season.log_factor(ahead[1]))
    middle = rates.mean(axis=0)
    error = season.log_error(ahead[1])
    levels = rates / middle
    if (error > 0).any():
        course = np.exp(generator.standard_normal(samples)[:, None] * error - error**2 / 2)
        levels = levels[:, :, None] * course[:, None, :]
    return SampledNull(mean=exposure * middle[:, None] * np.exp(error**2 / 2), levels=levels, sizes=sizes)


def _grid(seen: NDArray[np.float64], exposure: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logarithms of rates, from below what any cell suggests to above it."""
    looked = exposure > 0
    low = ((seen + 0.25) / (exposure + 1e-12))[looked].min()
    high = ((seen + 1) / (exposure + 1e-12))[looked].max()
    return np.linspace(np.log(low) - 2.5, np.log(high) + 2.5, RATES)


def _prior(likelihood: NDArray[np.float64], log_rate: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logarithm of the normal prior of ``ln rate`` on its grid, fitted to all cells."""
    middle, spread = float(log_rate.mean()), float(np.ptp(log_rate)) / 4
    prior = np.zeros(len(log_rate))
    for _ in range(ROUNDS):
        prior = -0.5 * ((log_rate - middle) / spread) ** 2
        prior -= np.log(np.exp(prior).sum())
        joint = likelihood + prior
        by_size, size_weight = _by_size(joint)
        of_rate = np.einsum("s,csr->cr", size_weight, np.exp(joint - by_size[:, :, None]))
        means = of_rate @ log_rate
        middle = float(means.mean())
        spread = max(float(np.sqrt((of_rate @ (log_rate - middle) ** 2).mean())), LEAST_SPREAD)
    return prior


def _by_size(joint: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The logarithm of each cell's likelihood by size, and the posterior of the size from all cells."""
    top = joint.max(axis=2)
    by_size = top + np.log(np.exp(joint - top[:, :, None]).sum(axis=2))
    together = by_size.sum(axis=0)
    weight = np.exp(together - together.max())
    return by_size, weight / weight.sum()


def _points(
    joint: NDArray[np.float64], log_rate: NDArray[np.float64], samples: int, generator: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Rates ``[sample, cell]`` and sizes ``[sample]``, each rate given its sample's size."""
    by_size, weight = _by_size(joint)
    chosen = generator.choice(len(SIZES), samples, p=weight)
    rates = np.empty((samples, len(joint)))
    step = log_rate[1] - log_rate[0]
    for number in np.unique(chosen):
        here = np.flatnonzero(chosen == number)
        sums = np.cumsum(np.exp(joint[:, number] - by_size[:, number, None]), axis=1)
        for cell, running in enumerate(sums):
            place = np.searchsorted(running[:-1], generator.random(len(here)) * running[-1], side="right")
            within = step * (generator.random(len(here)) - 0.5)
            rates[here, cell] = np.exp(log_rate[place] + within)
    return rates, SIZES[chosen]
