"""Heat that is always there: steelworks, flares, landfills, tips. Found by a rule, or listed by a user.

A square of SQUARE_KM is fixed heat if, in the baseline period, heat was seen in it

    on at least LEAST_DAYS different days, which fall in at least LEAST_MONTHS different months of the year.

A field burns in its season, and a hit burns for a day or two; a furnace burns in January and in July. (The
archive of NASA FIRMS marks such sources in its column ``type``; near-real-time files don't have it.) The
price: where fighting lit the same square in half of the year's months, the rule takes that for fixed heat
too, and says nothing about it afterwards. What is masked is therefore listed, with its days and months, for a
reader to judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SQUARE_KM = 1.0
LEAST_DAYS = 10
LEAST_MONTHS = 6
REACH_KM = 1.5
"""How far from the middle of a marked square points are masked: its half diagonal and a pixel's error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedHeat:
    """A place whose heat says nothing about a truce.

    Attributes:
        x_km: Place in the plane of the cells (kilometres).
        y_km: The same.
        radius_km: Points this near are masked.
        days: Days of the baseline on which heat was seen; 0 for a place that a user named.
        months: Different months of the year among them.
        why: "found by the rule", or what the user wrote.
    """

    x_km: float
    y_km: float
    radius_km: float
    days: int = 0
    months: int = 0
    why: str = "found by the rule"


def fixed_heat(
    x_km: NDArray[np.float64],
    y_km: NDArray[np.float64],
    days: NDArray[np.int64],
    *,
    least_days: int = LEAST_DAYS,
    least_months: int = LEAST_MONTHS,
) -> tuple[FixedHeat, ...]:
    """Squares with persistent heat among the detections of a baseline period, most days first.

    Args:
        x_km: Where each detection lies, kilometres in an equal-area plane.
        y_km: The same.
        days: Proleptic ordinal of the UTC day of each detection.
        least_days: Days with heat that a square needs.
        least_months: Months of the year in which they have to fall.

    Raises:
        InputError: if the arrays differ in length or hold no numbers.
    """
    import numpy as np

    _refuse_points(x_km, y_km, days)
    square = np.stack([np.floor(np.asarray(v) / SQUARE_KM) for v in (x_km, y_km)], axis=1).astype(np.int64)
    places, where = np.unique(square, axis=0, return_inverse=True)
    heat = np.unique(np.stack([where.ravel(), np.asarray(days, dtype=np.int64)], axis=1), axis=0)
    number = np.bincount(heat[:, 0], minlength=len(places))
    month = np.unique(np.stack([heat[:, 0], months_of(heat[:, 1])], axis=1), axis=0)
    months = np.bincount(month[:, 0], minlength=len(places))
    found = np.flatnonzero((number >= least_days) & (months >= least_months))
    found = found[np.argsort(-number[found], kind="stable")]
    return tuple(
        FixedHeat(
            x_km=float((places[place, 0] + 0.5) * SQUARE_KM),
            y_km=float((places[place, 1] + 0.5) * SQUARE_KM),
            radius_km=REACH_KM,
            days=int(number[place]),
            months=int(months[place]),
        )
        for place in found
    )


def masked(
    x_km: NDArray[np.float64], y_km: NDArray[np.float64], sites: Sequence[FixedHeat]
) -> NDArray[np.bool_]:
    """Which points lie within the radius of a site of fixed heat."""
    import numpy as np
    from scipy.spatial import cKDTree

    points = np.column_stack([np.asarray(x_km, dtype=np.float64), np.asarray(y_km, dtype=np.float64)])
    hidden = np.zeros(len(points), dtype=bool)
    if not len(points):
        return hidden
    tree = cKDTree(points)
    for site in sites:
        hidden[tree.query_ball_point((site.x_km, site.y_km), site.radius_km)] = True
    return hidden


def fixed_cells(
    counts: NDArray[np.int64],
    looks: NDArray[np.float64],
    days: NDArray[np.int64],
    *,
    least_days: int = LEAST_DAYS,
    least_months: int = LEAST_MONTHS,
) -> NDArray[np.bool_]:
    """The rule for whole cells, where no points are at hand: counts and looks of (cells, days)."""
    import numpy as np

    heat = (np.asarray(counts) > 0) & (np.asarray(looks) > 0)
    month = months_of(np.asarray(days, dtype=np.int64))
    months = sum((heat[:, month == number].any(axis=1).astype(int) for number in range(1, 13)), start=0)
    result: NDArray[np.bool_] = (heat.sum(axis=1) >= least_days) & (np.asarray(months) >= least_months)
    return result


def months_of(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Month, 1 to 12, of each proleptic ordinal."""
    import numpy as np

    epoch = date(1970, 1, 1).toordinal()
    stamps = (days - epoch).astype("datetime64[D]").astype("datetime64[M]")
    return stamps.astype(np.int64) % 12 + 1


def _refuse_points(x_km: NDArray[np.float64], y_km: NDArray[np.float64], days: NDArray[np.int64]) -> None:
    import numpy as np

    lengths = {len(x_km), len(y_km), len(days)}
    if len(lengths) > 1:
        message = f"there are {len(x_km)} x, {len(y_km)} y and {len(days)} days"
        raise InputError(Fault(message=message, hint="one of each for a detection", code="shape"))
    if not (np.isfinite(x_km).all() and np.isfinite(y_km).all()):
        raise InputError(Fault(message="a place is no number", hint="kilometres in a plane", code="place"))
