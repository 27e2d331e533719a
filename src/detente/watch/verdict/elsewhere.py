"""Whether a rise of traces is the same elsewhere: a harvest burns on both sides of a line and far from it.

A fire is a trace: it may be of a shell or of a stubble field. So a cell-day of traces that is beyond the
ordinary is held against ground farther from the line than the obligation reaches, on the same day and the
days beside it. With y seen and m expected there, the rise elsewhere may be as large as

    f = max(1, G / m),    G the upper 95 % end for a Poisson mean of which y was seen (Garwood 1936),

and a cell-day stays beyond the ordinary only if it is so with its expectation raised by f: its tail
P(Y >= seen), Y negative binomial with mean f m_cd and the size of the cell's baseline, has to be a discovery
at the level among all cell-days within the obligation's reach that were looked at (Benjamini and Hochberg
1995), not among those alone that were beyond the ordinary: these were chosen by the same counts. Where little
was expected there, f is large: ground that nobody can see says nothing. This is a difference of differences
in counts (Card and Krueger 1994 for the idea). Without such ground nothing tells a trace of an act from any
other, and no act is read out of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.watch.incidents.discoveries import adjusted
from detente.watch.verdict.series import Series

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONFIDENCE = 0.95
BESIDE_DAYS = 1
"""Days before and after that count as the same time: a fire of the evening is seen the next day."""


def rise_elsewhere(series: Series, ground: NDArray[np.bool_]) -> NDArray[np.float64] | None:
    """By how much more than expected may have been seen on some ground: f of each day, of (days,).

    Args:
        series: The detections.
        ground: Which cells it is, of (cells,).

    Returns:
        At least 1, infinite where nothing was expected there; None where there is no such ground, or nothing
        looked at it.
    """
    import numpy as np
    from scipy.stats import chi2

    looked = ground[:, None] & (series.looks > 0)
    if not looked.any():
        return None
    seen = np.where(looked, series.seen, 0).sum(axis=0).astype(np.float64)
    expected = np.where(looked, series.expected, 0.0).sum(axis=0)
    kernel = np.ones(2 * BESIDE_DAYS + 1)
    seen, expected = (np.convolve(values, kernel)[BESIDE_DAYS:-BESIDE_DAYS] for values in (seen, expected))
    most = chi2.ppf(CONFIDENCE, 2 * (seen + 1)) / 2
    factor = np.divide(most, expected, out=np.full(len(most), np.inf), where=expected > 0)
    result: NDArray[np.float64] = np.maximum(1.0, factor)
    return result


def stands_out(
    series: Series, reach: NDArray[np.bool_], rise: NDArray[np.float64], *, level: float
) -> NDArray[np.bool_]:
    """Which cell-days are beyond what the rise elsewhere explains, of (cells, days).

    Args:
        series: The detections.
        reach: The cells that are held against the other ground, of (cells,).
        rise: f of each day.
        level: The share of false ones that is accepted, of all cell-days of these cells that were looked at.
    """
    import numpy as np
    from scipy.stats import nbinom

    cell, day = np.nonzero(reach[:, None] & (series.looks > 0))
    size, factor = series.size[cell], rise[day]
    known = np.isfinite(factor)
    mean = np.maximum(series.expected[cell, day] * np.where(known, factor, 1.0), 1e-12)
    tail = np.where(known, nbinom.sf(series.seen[cell, day] - 1, size, size / (size + mean)), 1.0)
    result = np.zeros(series.seen.shape, dtype=bool)
    result[cell, day] = adjusted(tail) <= level
    return result
