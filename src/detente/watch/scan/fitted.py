"""The null of a scan from a fitted baseline: its worlds carry what the fit leaves open.

Each sample is a point of every cell's posterior (a rate and a size) and one error of the season, which is the
same for all days, as its harmonics move together.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.errors import Fault, InputError
from detente.watch.baseline.fit import Baseline
from detente.watch.baseline.predictive import predict
from detente.watch.scan.nulls import Floats, Integers, SampledNull

SAMPLES = 500


def fitted_null(
    baseline: Baseline,
    looks: Floats,
    *,
    days: Integers,
    samples: int = SAMPLES,
    seed: int = 0,
) -> SampledNull:
    """What the counts of these days would be like "as before".

    Args:
        baseline: As fitted, with as many cells.
        looks: Effective looks ``[cell, day]``.
        days: The number of each day, from the origin that the fit had.
        samples: How many points of the posterior the worlds choose from.
        seed: Of the points.

    Raises:
        InputError: looks that are none or do not fit; no samples.
    """
    if samples < 1:
        raise InputError(Fault(place="samples", message=f"the value is {samples}", hint="at least 1"))
    ahead = predict(baseline, looks, days=days)
    generator = np.random.default_rng(seed)
    rates, sizes = _points(baseline, samples, generator)
    levels = rates / baseline.mean_rate()
    error = baseline.season.log_error(days)
    if (error > 0).any():
        course = np.exp(generator.standard_normal(samples)[:, None] * error - error**2 / 2)
        levels = levels[:, :, None] * course[:, None, :]
    return SampledNull(mean=ahead.mean, levels=levels, sizes=sizes)


def _points(
    baseline: Baseline, samples: int, generator: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A rate and a size of each cell ``[sample, cell]``, by their weight."""
    cells, _, points = baseline.weight.shape
    rates, sizes = np.empty((samples, cells)), np.empty((samples, cells))
    for cell in range(cells):
        sums = np.cumsum(baseline.weight[cell].ravel())
        chosen = np.searchsorted(sums[:-1], generator.random(samples) * sums[-1], side="right")
        rates[:, cell] = baseline.rate[cell].ravel()[chosen]
        sizes[:, cell] = baseline.size[cell, chosen // points]
    return rates, sizes
