"""Before and after a window begins, all stretches together, beside windows in which there was no truce.

A day counts as looked at where at least a half of the ground, by area, was: the totals of days with less
would say more about clouds than about a truce.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from detente.case.watching import Placebos
from detente.errors import InputError
from detente.watch.before_after import ratio_if_poisson
from detente.watch.keeping.model import BeforeAfter
from detente.watch.placebo import Design, PlaceboRank, placebo_rank
from detente.watch.span import Span

HALF = 0.5


def compared(
    counts: NDArray[np.int64],
    looks: NDArray[np.float64],
    area: NDArray[np.float64],
    *,
    whole: Span,
    window: Span,
    others: Sequence[Span],
    placebos: Placebos,
) -> BeforeAfter:
    """Compare a window with the days before it, and both with placebo windows.

    Args:
        counts: Of the cells that are ever looked at, (cells, days), over the whole span.
        looks: The same.
        area: Area of each cell.
        whole: The whole span.
        window: The days of the window.
        others: The days of the other windows, which no placebo may touch.
        placebos: Which windows are compared.
    """
    share = ((looks > 0) * area[:, None]).sum(axis=0) / max(float(area.sum()), 1e-9)
    effort = np.where(share >= HALF, share, 0.0)
    seen = np.where(looks > 0, counts, 0).sum(axis=0)
    first = (window.first - whole.first).days
    before = placebos.before_days or window.days
    parts = slice(max(0, first - before), first), slice(first, first + window.days)
    totals = [int(seen[part][effort[part] > 0].sum()) for part in parts]
    days = [int((effort[part] > 0).sum()) for part in parts]
    rank, why_not = _rank(seen, effort, whole, window, others, placebos)
    ratio = low = high = None
    if min(days):
        found = ratio_if_poisson(*totals, looks_before=days[0], looks_after=days[1])
        ratio, low, high = found.ratio, found.low, found.high
    return BeforeAfter(
        before=totals[0],
        inside=totals[1],
        before_days=days[0],
        inside_days=days[1],
        ratio=ratio,
        low=low,
        high=high,
        fewer=None if rank is None else rank.fewer,
        more=None if rank is None else rank.more,
        resolution=None if rank is None else rank.resolution,
        placebos=() if rank is None else tuple((_day(one.first_day), one.statistic) for one in rank.placebos),
        truce=None if rank is None else rank.truce.statistic,
        apart=0 if rank is None else rank.apart,
        left_out=0 if rank is None else rank.left_out,
        why_not=why_not,
    )


def _rank(
    seen: NDArray[np.int64],
    effort: NDArray[np.float64],
    whole: Span,
    window: Span,
    others: Sequence[Span],
    placebos: Placebos,
) -> tuple[PlaceboRank | None, str]:
    """The rank, or why there is none."""
    design = Design(
        length=window.days,
        before=placebos.before_days or window.days,
        other_years=placebos.other_years,
        weeks_around=placebos.weeks_around,
        other_weeks=placebos.other_weeks,
        known=[(other.first.toordinal(), other.last.toordinal()) for other in others],
    )
    days = np.arange(whole.days) + whole.first.toordinal()
    try:
        rank = placebo_rank(seen, effort, days=days, first_day=window.first.toordinal(), design=design)
    except InputError as error:
        return None, error.faults[0].message
    return rank, ""


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)
