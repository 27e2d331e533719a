"""The total of several cells over several days under "as before": seen, expected, how unusual.

The counts of a cell share its unknown rate and size, so that a total has no closed form. It is drawn: a
factor for the level of all cells, a point
of each cell's posterior, the season's error (one for all days: its harmonics move together), then
gamma-Poisson counts. A tail from draws is (1 + draws at least as high) / (draws + 1), which is never too
small (Davison and Hinkley 1997, section 4.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError
from detente.watch.baseline.fit import Baseline
from detente.watch.baseline.history import checked
from detente.watch.baseline.predictive import predict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 4000
BLOCK = 250
"""Draws that are made at a time."""
CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanTotal:
    """A total beside what "as before" would have shown.

    Attributes:
        seen: The total.
        expected: Its mean under "as before".
        low: Ends of the predictive interval of CONFIDENCE.
        high: The same.
        as_many: How unusual so many are: tail from draws.
        as_few: How unusual so few are.
        looked_share: Share of the cell-days that were looked at; the rest is unknown, not quiet.
        draws: How many.
        seed: Of the draws.
    """

    seen: int
    expected: float
    low: int
    high: int
    as_many: float
    as_few: float
    looked_share: float
    draws: int
    seed: int


def span_total(
    baseline: Baseline,
    counts: NDArray[np.int64],
    looks: NDArray[np.float64],
    *,
    days: NDArray[np.int64],
    draws: int = DRAWS,
    seed: int = 0,
) -> SpanTotal:
    """Judge the total of all cells over all days.

    Args:
        baseline: Fitted to a period before; its cells are those of the arrays.
        counts: (cells, days).
        looks: (cells, days); 0 is no data.
        days: Number of each day.
        draws: At least 99.
        seed: Of the draws.

    Raises:
        InputError: if the arrays don't fit, or there are fewer than 99 draws.
    """
    import numpy as np

    if draws < 99:
        raise InputError(
            Fault(message=f"{draws} draws are too few for a tail", hint="99 or more", code="draws")
        )
    seen, effort = checked(counts, looks)
    expected = float(predict(baseline, effort, days=days).mean.sum())
    total = int(seen.sum())
    found = np.sort(draw_totals(baseline, effort, days=days, draws=draws, seed=seed))
    risk = (1 - CONFIDENCE) / 2
    return SpanTotal(
        seen=total,
        expected=expected,
        low=int(found[int(np.floor(risk * (draws + 1))) - 1]),
        high=int(found[min(draws, int(np.ceil((1 - risk) * (draws + 1)))) - 1]),
        as_many=(1 + int((found >= total).sum())) / (draws + 1),
        as_few=(1 + int((found <= total).sum())) / (draws + 1),
        looked_share=float((effort > 0).mean()) if effort.size else 0.0,
        draws=draws,
        seed=seed,
    )


def draw_totals(
    baseline: Baseline, looks: NDArray[np.float64], *, days: NDArray[np.int64], draws: int, seed: int
) -> NDArray[np.int64]:
    """Totals of all cells and days under "as before", of (draws,)."""
    import numpy as np

    random = np.random.default_rng(seed)
    cell, day = np.nonzero(looks > 0)
    log_exposure = np.log(looks[cell, day]) + baseline.season.log_factor(days)[day]
    error = baseline.season.log_error(days)[day]
    heaped = np.cumsum(baseline.weight.reshape(baseline.cells, -1), axis=1)
    rate = baseline.rate.reshape(baseline.cells, -1)
    points = baseline.rate.shape[2]
    summed = np.bincount(cell, np.exp(log_exposure), minlength=baseline.cells).astype(np.float64)
    level = level_doubt(baseline, summed)
    totals = np.empty(draws, dtype=np.int64)
    for first in range(0, draws, BLOCK):
        number = min(BLOCK, draws - first)
        wanted = random.random((number, baseline.cells)) * heaped[:, -1]
        point = np.stack([np.searchsorted(row, at) for row, at in zip(heaped, wanted.T, strict=True)], axis=1)
        point = np.minimum(point, heaped.shape[1] - 1)
        here = np.arange(baseline.cells)
        drawn, size = rate[here, point], baseline.size[here, point // points]
        shift = np.exp(random.standard_normal((number, 1)) * error + log_exposure)
        if level > 0:
            shift = shift * random.gamma(1 / level, level, (number, 1))
        burst = size[:, cell]
        totals[first : first + number] = random.poisson(
            drawn[:, cell] * shift * random.gamma(burst, 1 / burst)
        ).sum(axis=1)
    return totals


def level_doubt(baseline: Baseline, exposure: NDArray[np.float64]) -> float:
    """Squared coefficient of variation of the level that all cells share, for a span's exposure of (cells,).

    Cells that showed little are known by the others, and err together: the level of all is known no better
    than the total of the baseline was. What the cells' own posteriors lack of that variance is the doubt of
    the level.
    """
    import numpy as np

    rate = baseline.mean_rate()
    told = baseline.exposure > 0
    second = (baseline.weight * baseline.rate**2).sum(axis=(1, 2))
    burst = (baseline.weight * baseline.rate**2 / baseline.size[:, :, None]).sum(axis=(1, 2))
    noise = baseline.exposure * rate + baseline.squares * burst
    scale = np.divide(exposure, baseline.exposure, out=np.zeros_like(exposure), where=told)
    lacking = float((noise * scale**2).sum() - ((second - rate**2) * exposure**2)[told].sum())
    mean = float((rate * exposure)[told].sum())
    return max(0.0, lacking) / mean**2 if mean > 0 else 0.0
