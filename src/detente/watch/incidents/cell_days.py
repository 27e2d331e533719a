"""Each cell-day of a span against its baseline: seen, expected, tail, q.

The null is "as before": the posterior predictive distribution of the baseline. The tail P(Y >= seen) is exact
for it, and q comes from all cell-days of the stated span that were looked at and not masked, and from no
others: a span chosen after the counts were seen makes q worthless.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError
from detente.watch.baseline.fit import Baseline
from detente.watch.baseline.predictive import predict, upper_tail
from detente.watch.incidents.discoveries import adjusted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEVEL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class CellDays:
    """The tests of a span, arrays of (cells, days).

    Attributes:
        seen: Counts; 0 where nothing looked, which ``tail`` tells apart.
        expected: Mean under "as before".
        tail: P(Y >= seen); NaN where nothing looked or a mask hides the cell.
        q: Adjusted tail over the span; NaN likewise.
        flagged: Which are beyond the ordinary: q <= level.
        looked: Which were looked at, masked or not.
        level: Share of false discoveries that is accepted.
        tests: How many cell-days were tested.
    """

    seen: NDArray[np.int64]
    expected: NDArray[np.float64]
    tail: NDArray[np.float64]
    q: NDArray[np.float64]
    flagged: NDArray[np.bool_]
    looked: NDArray[np.bool_]
    level: float
    tests: int


def judge_cell_days(
    baseline: Baseline,
    counts: NDArray[np.int64],
    looks: NDArray[np.float64],
    *,
    days: NDArray[np.int64],
    level: float = LEVEL,
    mask: NDArray[np.bool_] | None = None,
) -> CellDays:
    """Test every cell-day of a span that was looked at.

    Args:
        baseline: Fitted to a period before the span.
        counts: (cells, days) of the span.
        looks: (cells, days); 0 is no data.
        days: Number of each day.
        level: Share of false discoveries that is accepted.
        mask: Cells of fixed heat, of (cells,), or cell-days, of (cells, days): not tested.

    Raises:
        InputError: if the arrays don't fit, or the level is not between 0 and 1.
    """
    import numpy as np

    if not 0 < level < 1:
        raise InputError(
            Fault(message=f"a level has to lie between 0 and 1, not {level}", hint="0.05", code="level")
        )
    tail = upper_tail(baseline, counts, looks, days=days)
    looked = ~np.isnan(tail)
    if mask is not None:
        tail = np.where(_spread(mask, tail.shape), np.nan, tail)
    q = adjusted(tail)
    return CellDays(
        seen=np.where(looked, counts, 0).astype(np.int64),
        expected=predict(baseline, looks, days=days).mean,
        tail=tail,
        q=q,
        flagged=np.nan_to_num(q, nan=np.inf) <= level,
        looked=looked,
        level=level,
        tests=int((~np.isnan(tail)).sum()),
    )


def mid_tail(
    baseline: Baseline, counts: NDArray[np.int64], looks: NDArray[np.float64], *, days: NDArray[np.int64]
) -> NDArray[np.float64]:
    """P(Y > seen) + P(Y = seen) / 2, for comparison only: it is too small in the tail, and flags too much."""
    import numpy as np

    above = upper_tail(baseline, np.asarray(counts) + 1, looks, days=days)
    result: NDArray[np.float64] = (above + upper_tail(baseline, counts, looks, days=days)) / 2
    return result


def _spread(mask: NDArray[np.bool_], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """A mask of cells or cell-days as one of cell-days."""
    import numpy as np

    hidden = np.asarray(mask, dtype=bool)
    if hidden.shape == shape:
        return hidden
    if hidden.shape != shape[:1]:
        message = f"a mask has the shape {hidden.shape} for {shape[0]} cells and {shape[1]} days"
        raise InputError(Fault(message=message, hint="one value for each cell or cell-day", code="shape"))
    return np.broadcast_to(hidden[:, None], shape)
