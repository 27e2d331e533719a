"""The year's course, shared by all cells: harmonics of the log rate, with their uncertainty.

    ln s_d = sum over h = 1..H of a_h cos(2 pi h d / 365.2425) + b_h sin(2 pi h d / 365.2425)

fitted to the daily totals over cells, whose mean is s_d sum_c lambda_c looks_cd, by iteratively reweighted
least squares with the variance function M + M^2 / kappa (kappa by moments: whole days are bright or dull
together). Rates of cells and harmonics are fitted in turns until both rest. The covariance is the sandwich
over BLOCK-day blocks (days near each other are alike: Liang and Zeger 1986, Biometrika 73:13-22). A season is
fitted to a year of looks or more, and to none less.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

YEAR = 365.2425
LEAST_DAYS = 365
"""Days from the first to the last one looked at, under which no season is fitted."""
HARMONICS = 3
"""Harmonics where the caller names no number and the baseline is long enough."""
EVENTS = 10
"""Days with a count that each coefficient needs (Peduzzi et al. 1996, J. Clin. Epidemiol. 49:1373-1379)."""
PRIOR_SD = 1.5
"""Prior of each harmonic: a swing of e^1.5 up and down is likely, a few times that is not."""
BLOCK = 14
TURNS = 12
STEPS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """The year's course of the log rate.

    Attributes:
        coefficients: a_1, b_1, a_2, ..., of (2 H,); empty where none was fitted.
        covariance: Of the coefficients.
        why: Why there is none, or "".
    """

    coefficients: NDArray[np.float64]
    covariance: NDArray[np.float64]
    why: str = ""

    def log_factor(self, days: NDArray[np.int64]) -> NDArray[np.float64]:
        """The logarithm of s_d, for days counted from any one origin that the fit shared."""
        result: NDArray[np.float64] = waves(days, len(self.coefficients) // 2) @ self.coefficients
        return result

    def log_error(self, days: NDArray[np.int64]) -> NDArray[np.float64]:
        """Standard deviation of ln s_d."""
        import numpy as np

        wave = waves(days, len(self.coefficients) // 2)
        variance = np.einsum("dk,kl,dl->d", wave, self.covariance, wave)
        result: NDArray[np.float64] = np.sqrt(np.maximum(variance, 0.0))
        return result


def no_season(why: str) -> Season:
    """A factor of 1 on all days."""
    import numpy as np

    return Season(coefficients=np.zeros(0), covariance=np.zeros((0, 0)), why=why)


def waves(days: NDArray[np.int64], harmonics: int) -> NDArray[np.float64]:
    """Cosines and sines of the harmonics, of (days, 2 harmonics)."""
    import numpy as np

    turn = 2 * np.pi * np.asarray(days, dtype=np.float64)[:, None] / YEAR
    parts = [wave(h * turn) for h in range(1, harmonics + 1) for wave in (np.cos, np.sin)]
    return np.concatenate(parts, axis=1) if parts else np.zeros((len(days), 0))


def fit_season(
    counts: NDArray[np.int64],
    looks: NDArray[np.float64],
    days: NDArray[np.int64],
    *,
    harmonics: int | None = None,
) -> Season:
    """Fit the year's course, or say why not.

    Args:
        counts: (cells, days), checked; 0 where nothing looked.
        looks: (cells, days).
        days: Number of each day, such as its proleptic ordinal.
        harmonics: How many; None for HARMONICS where a year was looked at and none otherwise.

    Raises:
        InputError: if harmonics are asked for that a baseline this short cannot tell from its level.
    """
    import numpy as np

    looked = np.asarray(looks.sum(axis=0) > 0)
    if harmonics == 0:
        return no_season("no season was asked for")
    why = _too_little(counts, days[looked], harmonics or HARMONICS)
    if why and harmonics:
        raise InputError(
            Fault(message=f"a season was asked for, but {why}", hint="harmonics=0", code="season")
        )
    if why:
        return no_season(why)
    wave = waves(days[looked], harmonics or HARMONICS)
    return _fitted(counts[:, looked], looks[:, looked], wave, days[looked] // BLOCK)


def _too_little(counts: NDArray[np.int64], days: NDArray[np.int64], harmonics: int) -> str:
    """Why a baseline cannot show a season, or ""."""
    import numpy as np

    spanned = int(np.ptp(days)) + 1 if len(days) else 0
    if spanned < LEAST_DAYS:
        return f"the baseline spans {spanned} days, less than a year"
    events, needed = int(counts.any(axis=0).sum()), EVENTS * 2 * harmonics
    return f"something was seen on {events} days, less than {needed}" if events < needed else ""


def _fitted(
    counts: NDArray[np.int64], looks: NDArray[np.float64], wave: NDArray[np.float64], block: NDArray[np.int64]
) -> Season:
    """Rates and harmonics in turns."""
    import numpy as np

    total = counts.sum(axis=0).astype(np.float64)
    seen = counts.sum(axis=1).astype(np.float64)
    found = np.zeros(wave.shape[1])
    level = looks.sum(axis=0)
    turn, moved = 0, 1.0
    while turn < TURNS and moved > 1e-6:
        turn, before = turn + 1, found
        effort = looks @ np.exp(wave @ found)
        rate = np.divide(seen, effort, out=np.zeros_like(seen), where=effort > 0)
        level = np.maximum(rate @ looks, 1e-300)
        found = _regressed(total, level, wave, found)
        moved = float(np.abs(found - before).max())
    return Season(coefficients=found, covariance=_sandwich(total, level, wave, found, block))


def _weights(total: NDArray[np.float64], mean: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean over variance of a day's total, with kappa by moments."""
    import numpy as np

    extra = float(((total - mean) ** 2 - mean).sum() / np.maximum((mean**2).sum(), 1e-300))
    return 1.0 / (1.0 + max(extra, 0.0) * mean)


def _regressed(
    total: NDArray[np.float64],
    level: NDArray[np.float64],
    wave: NDArray[np.float64],
    start: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Reweighted least squares of ln(mean / level) on the waves and a constant; the constant is dropped."""
    import numpy as np

    design, prior = np.column_stack([np.ones(len(wave)), wave]), _prior(wave)
    found = np.concatenate([[0.0], start])
    turn, moved = 0, 1.0
    while turn < STEPS and moved > 1e-9:
        turn += 1
        mean = level * np.exp(np.clip(design @ found, -30, 30))
        weight = mean * _weights(total, mean)
        score = design.T @ (weight * (total - mean) / np.maximum(mean, 1e-300)) - prior * found
        step = np.linalg.lstsq((design.T * weight) @ design + np.diag(prior), score, rcond=None)[0]
        moved = float(np.abs(step).max())
        found = found + step * min(1.0, 2.0 / max(moved, 1e-12))
    return found[1:]


def _sandwich(
    total: NDArray[np.float64],
    level: NDArray[np.float64],
    wave: NDArray[np.float64],
    found: NDArray[np.float64],
    block: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Covariance of the harmonics: bread, scores summed over blocks of days, bread; never below the bread.

    Few events in few blocks would else look sure of themselves.
    """
    import numpy as np

    design = np.column_stack([np.ones(len(wave)), wave])
    mean = level * np.exp(np.clip(wave @ found, -30, 30))
    mean *= total.sum() / mean.sum()
    weight = _weights(total, mean)
    score = design * (weight * (total - mean))[:, None]
    _, place = np.unique(block, return_inverse=True)
    summed = np.zeros((place.max() + 1, design.shape[1]))
    np.add.at(summed, place, score)
    bread = np.linalg.inv((design.T * (weight * mean)) @ design + np.diag(_prior(wave)))
    number = len(summed)
    root = np.linalg.cholesky(bread)
    values, vectors = np.linalg.eigh(root.T @ (summed.T @ summed) @ root)
    spread = root @ vectors
    factors = np.maximum(values * number / max(1, number - design.shape[1]), 1.0)
    result: NDArray[np.float64] = ((spread * factors) @ spread.T)[1:, 1:]
    return result


def _prior(wave: NDArray[np.float64]) -> NDArray[np.float64]:
    """Precision of the constant (next to none) and of the harmonics."""
    import numpy as np

    return np.concatenate([[1e-9], np.full(wave.shape[1], PRIOR_SD**-2)])
