"""The Economist's rule for war-related fires, as a preset to compare with.

Source: The Economist and Solstad, S. (2023), "Data from satellites reveal the vast extent of fighting in
Ukraine" (25 February 2023), with the repository TheEconomist/the-economist-war-fire-model: README
("Classification of events") and the parameters of its classifier as first published (February 2023). The rule
is re-told here, and none of its code is used. In squares of 0.1 degree of latitude by 0.1 degree of
longitude, day by day:

1. *Excess*: fires above what fewer than 5 % of normal years would show (there: an upper quantile of 100
   models trained on years without war, rounded up) by more than OFFSET.
2. *Sustained*: a square counts if its excess falls on two days at least SEVEN days apart (README; the script
   of the same month asks for ten, and for less than a year between them).
3. *Aftermath*: in a square that counts, any fire up to TEN days after an excess is war-related too.

Where we depart from it (``APPROXIMATIONS``): it has no account of looks, of many tests, or of fixed heat, and
classifies every fire; it is a map of fighting, not a test of a truce, and its own error is not stated.
:mod:`detente.watch.incidents` is the test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError
from detente.watch.baseline.fit import Baseline
from detente.watch.baseline.history import checked
from detente.watch.baseline.predictive import upper_quantile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEVEL = 0.95
OFFSET = 2
APART_DAYS = 7
WITHIN_DAYS = 365
AFTER_DAYS = 10

APPROXIMATIONS = (
    "The upper quantile is that of this baseline; the original has 100 models, trained on years without war.",
    "Squares are those of the caller; the original's are 0.1 by 0.1 degrees, about 11 by 7.5 km in Ukraine.",
    "All fires of a day with an excess count; the original draws which of them are the excess.",
    "The original keeps to squares near sustained excess and removes forest fires and days of extreme heat.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarFires:
    """What the rule calls war-related; arrays of (cells, days) unless said otherwise.

    Attributes:
        excess: Days with an excess, whether sustained or not.
        war: Days whose fires the rule calls war-related.
        sustained: Cells with sustained excess, of (cells,).
        fires: Counts on the days of ``war``, together.
        approximations: Where this departs from the original.
    """

    excess: NDArray[np.bool_]
    war: NDArray[np.bool_]
    sustained: NDArray[np.bool_]
    fires: int
    approximations: tuple[str, ...] = APPROXIMATIONS


def war_fires(
    baseline: Baseline,
    counts: NDArray[np.int64],
    looks: NDArray[np.float64],
    *,
    days: NDArray[np.int64],
    apart_days: int = APART_DAYS,
) -> WarFires:
    """Apply the rule with the upper quantile of a baseline.

    Args:
        baseline: Of a period without war, if the rule is to mean what it says.
        counts: (cells, days).
        looks: (cells, days); a day without a look has no excess, and no fires.
        days: Number of each day.
        apart_days: How far apart two days of excess have to be; 7 as published, 10 as in its script.

    Raises:
        InputError: if the arrays don't fit each other, or the days apart are less than 1.
    """
    upper = upper_quantile(baseline, looks, days=days, level=LEVEL)
    return war_fires_above(counts, looks, upper, days=days, apart_days=apart_days)


def war_fires_above(
    counts: NDArray[np.int64],
    looks: NDArray[np.float64],
    upper: NDArray[np.int64],
    *,
    days: NDArray[np.int64],
    apart_days: int = APART_DAYS,
) -> WarFires:
    """The same, above an upper quantile that the caller brings, of (cells, days).

    Raises:
        InputError: as :func:`war_fires`.
    """
    import numpy as np

    seen, effort = checked(counts, looks)
    number = np.asarray(days)
    if upper.shape != seen.shape or number.shape != seen.shape[1:] or apart_days < 1:
        message = f"counts {seen.shape}, upper {upper.shape}, days {number.shape}, {apart_days} days apart"
        raise InputError(
            Fault(message=message, hint="arrays of cells x days, and 1 day or more", code="shape")
        )
    excess = (effort > 0) & (seen > upper + OFFSET)
    sustained = np.array([_sustained(number[row], apart_days) for row in excess], dtype=bool)
    counted = excess & sustained[:, None]
    war = np.zeros_like(counted)
    for cell in np.flatnonzero(sustained):
        since = number[:, None] - number[counted[cell]][None, :]
        war[cell] = ((since >= 0) & (since <= AFTER_DAYS)).any(axis=1)
    war &= seen > 0
    return WarFires(excess=excess, war=war, sustained=sustained, fires=int(seen[war].sum()))


def _sustained(days: NDArray[np.int64], apart_days: int) -> bool:
    """Whether two days are at least so far apart, and less than a year."""
    import numpy as np

    if len(days) < 2:
        return False
    next_far = np.searchsorted(days, days + apart_days)
    some = next_far < len(days)
    return bool((days[next_far[some]] - days[some] < WITHIN_DAYS).any())
