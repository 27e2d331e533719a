"""What is scanned for time: cells on a jittered grid with overdispersed counts, and points in a square."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.watch.scan.nulls import NegativeBinomialNull
from detente.watch.scan.windows import Horizon, Windows
from detente.watch.scan.zones import Circles, circles


class ScanSpec(NamedTuple):
    """A scan of cells and days, by whom and with how many threads."""

    engine: str
    threads: int = 1
    side: int = 50
    days: int = 60
    longest: int = 30
    most_cells: int = 120
    calls: int = 3


class Field(NamedTuple):
    """The windows, and what was seen and expected in each cell-day."""

    windows: Windows
    counts: NDArray[np.int64]
    mean: NDArray[np.float64]


def field(spec: ScanSpec) -> Field:
    """The same for everyone, from one seed."""
    generator = np.random.default_rng(1)
    places = np.stack(np.meshgrid(np.arange(spec.side), np.arange(spec.side)), axis=-1).reshape(-1, 2)
    zones = circles(places + generator.random(places.shape) / 2, limits=Circles(most_cells=spec.most_cells))
    mean = np.repeat(generator.gamma(2.0, 1.0, (len(places), 1)), spec.days, axis=1)
    counts = NegativeBinomialNull(mean, 1.0).drawn(generator)
    return Field(Horizon(longest=spec.longest).windows(zones, spec.days), counts, mean)


def points(number: int) -> list[tuple[float, float, int]]:
    """Points in the unit square and whether each is a case: one in five, one in two near (0.3, 0.6)."""
    generator = np.random.default_rng(2)
    where = generator.random((number, 2))
    near = ((where - (0.3, 0.6)) ** 2).sum(axis=1) < 0.01
    case = generator.random(number) < np.where(near, 0.5, 0.2)
    return [(float(x), float(y), int(one)) for (x, y), one in zip(where, case, strict=True)]
