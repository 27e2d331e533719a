"""Since when: a CUSUM of counts, whose reference value follows what could be seen.

    S_t = max(0, S_{t-1} + y_t - k_t),    alarm where S_t >= h,

with the reference value that is best for a step of the mean from mu0 to mu1 on that day,

    Poisson: k_t = (mu1 - mu0) / ln(mu1 / mu0),
    negative binomial of size r: k_t = r ln((r + mu1) / (r + mu0)) / ln(mu1 (r + mu0) / (mu0 (r + mu1)))

(Lucas 1985, Technometrics 27:129-144; Hawkins and Olwell 1998, Cumulative Sum Charts, chapter 6; both are
where the log likelihood ratio of one count changes its sign). mu0 of a day is its expected count with its
looks, mu1 = ratio mu0. A day without a look leaves S as it is: silence of the instrument is not silence of
the guns. The onset is the day after S was last 0 before the alarm, which is the likeliest day of the step
(Hawkins and Olwell, section 1.7).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError
from detente.watch.baseline.history import checked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Onset:
    """The course of the CUSUM of each cell.

    Attributes:
        statistic: S_t, of (cells, days).
        reference: k_t, of (cells, days); 0 where nothing looked.
        threshold: h.
        alarm: Index of the first day with an alarm, of (cells,); -1 for none.
        onset: Index of the first looked-at day of the run that led to it, of (cells,); -1 for none.
    """

    statistic: NDArray[np.float64]
    reference: NDArray[np.float64]
    threshold: float
    alarm: NDArray[np.int64]
    onset: NDArray[np.int64]


def reference_value(
    mean: NDArray[np.float64], *, ratio: float, size: NDArray[np.float64] | float | None = None
) -> NDArray[np.float64]:
    """The value k for a step from ``mean`` to ``ratio`` times it; 0 where the mean is 0.

    Args:
        mean: mu0 > 0 of each day, any shape.
        ratio: mu1 / mu0, more than 1 (a rise is looked for).
        size: Size of the negative binomial, broadcast against ``mean``; None for Poisson.

    Raises:
        InputError: if the ratio is not more than 1, a mean is negative or a size not positive.
    """
    import numpy as np

    before = np.asarray(mean, dtype=np.float64)
    _refuse(before, ratio, size)
    after = ratio * before
    if size is None:
        result: NDArray[np.float64] = before * (ratio - 1) / np.log(ratio)
        return result
    burst = np.broadcast_to(np.asarray(size, dtype=np.float64), before.shape)
    some = before > 0
    found = np.zeros(before.shape)
    low, high, r = before[some], after[some], burst[some]
    rise = np.log1p((high - low) / (r + low))
    found[some] = r * rise / (np.log(ratio) - rise)
    return found


def cusum(
    counts: NDArray[np.int64],
    looks: NDArray[np.float64],
    mean: NDArray[np.float64],
    *,
    ratio: float,
    threshold: float,
    size: NDArray[np.float64] | None = None,
    head_start: float = 0.0,
) -> Onset:
    """Run the CUSUM of every cell.

    Args:
        counts: (cells, days).
        looks: (cells, days); 0 is no data, and S stays.
        mean: Expected counts "as before", (cells, days), for the looks of each day.
        ratio: The rise that is looked for.
        threshold: h, in counts.
        size: Size of the negative binomial of each cell, (cells,); None for Poisson.
        head_start: S_0, at least 0 and below h (a fast initial response: Lucas and Crosier 1982).

    Raises:
        InputError: if the arrays don't fit, the ratio is not more than 1, or the threshold is not above the
            head start.
    """
    import numpy as np

    seen, effort = checked(counts, looks)
    if mean.shape != seen.shape:
        message = f"means have the shape {mean.shape}, counts {seen.shape}"
        raise InputError(Fault(message=message, hint="expected counts of the same cell-days", code="shape"))
    if not 0 <= head_start < threshold:
        message = f"a threshold of {threshold} has to be above the start of {head_start}, which is at least 0"
        raise InputError(Fault(message=message, hint="threshold_for(...) chooses one", code="threshold"))
    looked = effort > 0
    reference = np.where(
        looked, reference_value(mean, ratio=ratio, size=None if size is None else size[:, None]), 0.0
    )
    cells, days = seen.shape
    statistic = np.empty((cells, days))
    now = np.full(cells, float(head_start))
    for day in range(days):
        now = np.where(looked[:, day], np.maximum(now + seen[:, day] - reference[:, day], 0.0), now)
        statistic[:, day] = now
    alarm = _first(statistic >= threshold)
    return Onset(
        statistic=statistic,
        reference=reference,
        threshold=threshold,
        alarm=alarm,
        onset=_onset(statistic, looked, alarm),
    )


def _first(true: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Index of the first True of each row; -1 for none."""
    import numpy as np

    return np.where(true.any(axis=1), true.argmax(axis=1), -1) if true.shape[1] else np.full(len(true), -1)


def _onset(
    statistic: NDArray[np.float64], looked: NDArray[np.bool_], alarm: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The first day with a look after S was last 0, up to the alarm."""
    import numpy as np

    found = np.full(len(alarm), -1, dtype=np.int64)
    for cell in np.flatnonzero(alarm >= 0):
        resting = np.flatnonzero(statistic[cell, : alarm[cell]] <= 0)
        start = int(resting[-1]) + 1 if resting.size else 0
        found[cell] = start + int(looked[cell, start:].argmax())
    return found


def _refuse(mean: NDArray[np.float64], ratio: float, size: NDArray[np.float64] | float | None) -> None:
    import numpy as np

    faults = []
    if not 1 < ratio < np.inf:
        message = f"a rise is a ratio of more than 1, not {ratio}"
        faults.append(Fault(message=message, hint="2 for twice as much", code="ratio"))
    if not (np.isfinite(mean) & (mean >= 0)).all():
        faults.append(Fault(message="expected counts have to be numbers of at least 0", code="mean"))
    if size is not None and not (np.asarray(size) > 0).all():
        faults.append(
            Fault(
                message="a size of the negative binomial has to be more than 0",
                hint="None for Poisson",
                code="size",
            )
        )
    if faults:
        raise InputError(*faults)
