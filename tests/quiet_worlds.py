"""Worlds in which nothing happens: negative binomial counts with looks that differ, and days without any."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ORIGIN = 738_000
SPAN = 14


@dataclass(frozen=True)
class World:
    """Counts and looks of (cells, days), numbers of days, and how many of them are baseline."""

    counts: NDArray[np.int64]
    looks: NDArray[np.float64]
    days: NDArray[np.int64]
    baseline: int


def quiet(
    random: np.random.Generator,
    *,
    cells: int,
    baseline: int,
    size: float,
    spread: float = 1.0,
    rate: float = 0.5,
) -> World:
    """Cells whose rates differ as lognormal variables; a fifth of the cell-days is not looked at."""
    days = baseline + SPAN
    each = rate * np.exp(spread * random.standard_normal(cells) - spread**2 / 2)
    looks = random.choice([0.0, 1.0, 2.0, 3.0], p=[0.2, 0.24, 0.4, 0.16], size=(cells, days))
    mean = each[:, None] * looks
    counts = random.poisson(mean * random.gamma(size, 1 / size, mean.shape))
    return World(counts.astype(np.int64), looks, np.arange(ORIGIN, ORIGIN + days), baseline)
