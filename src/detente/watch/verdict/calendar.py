"""The calendar of a window: what each day shows of each stretch. What nobody looked at is never quiet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.watch.verdict.judge import Beyond, Duty
from detente.watch.verdict.series import Series, Stretch
from detente.watch.verdict.words import Day


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow:
    """The days of one stretch.

    Attributes:
        stretch: Its id.
        days: What each day of the window shows.
        seen: Detections of each day; None where nothing looked.
    """

    stretch: str
    days: tuple[Day, ...]
    seen: tuple[int | None, ...]


def calendar(
    duty: Duty, sources: Sequence[Series], found: Sequence[Beyond], stretches: Sequence[Stretch]
) -> tuple[CalendarRow, ...]:
    """The days of each stretch, for the cells that the obligation reaches.

    A day is partly observed where nothing was seen and not all of these cells were looked at enough.
    """
    return tuple(_row(stretch, duty, sources, found) for stretch in stretches)


def _row(stretch: Stretch, duty: Duty, sources: Sequence[Series], found: Sequence[Beyond]) -> CalendarRow:
    import numpy as np

    cells = stretch.cells[duty.reach[stretch.cells]]
    days = sources[0].looks.shape[1]
    if not cells.size:
        return CalendarRow(stretch=stretch.id, days=(Day.NOT_OBSERVED,) * days, seen=(None,) * days)
    state = np.zeros((len(cells), days), dtype=np.uint8)
    seen = np.zeros(days, dtype=np.int64)
    broken, rise = np.zeros(days, dtype=bool), np.zeros(days, dtype=bool)
    for series, one in zip(sources, found, strict=True):
        now = series.looks[cells] > 0
        state = np.maximum(state, series.state[cells])
        seen += np.where(now, series.seen[cells], 0).sum(axis=0)
        broken |= one.broken[cells].any(axis=0)
        rise |= one.rise[cells].any(axis=0)
    some, whole = np.any(state > 0, axis=0).tolist(), np.all(state == 2, axis=0).tolist()
    shown = tuple(
        _day(bool(broken[at]), bool(rise[at]), int(seen[at]), some=some[at], whole=whole[at])
        for at in range(days)
    )
    counts = tuple(int(seen[at]) if some[at] else None for at in range(days))
    return CalendarRow(stretch=stretch.id, days=shown, seen=counts)


def _day(broken: bool, rise: bool, seen: int, *, some: bool, whole: bool) -> Day:  # noqa: FBT001 - read by name once
    if not some:
        return Day.NOT_OBSERVED
    if broken:
        return Day.BEYOND
    if rise:
        return Day.RISE
    if seen:
        return Day.ORDINARY
    return Day.NOTHING if whole else Day.PARTLY
