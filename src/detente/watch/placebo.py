"""Before and after, against placebo truces: the same windows where no truce was.

For a window of L days, and B days before it,

    T = ln( ((y_in + 1/2) / e_in) / ((y_before + 1/2) / e_before) ),        e = looks of the days that were
    looked at,

is taken at the truce, and at placebo windows in the same series: at the same dates of other years (and some
weeks around them), and at other weeks. The rank of the truce among them, 1 + the number of placebos with T as
low or lower, over their number + 1, is a randomisation tail (Fisher 1935; placebo studies: Abadie, Diamond
and Hainmueller 2010, J. Am. Stat. Assoc. 105:493-505). It presumes that the truce's window could as well have
been any of them, and nothing about the law of the counts. It can never be smaller than 1 / (placebos + 1),
its resolution; and windows that overlap say the same thing twice, so that the number of windows that don't
overlap is said as well.

It works on any daily series, with or without a place. With a control, a series that a truce would leave as it
is (fires far from the line, where weather and harvest are the same), T is the difference of the two: what
befell both is no truce.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from detente.errors import Fault, InputError
from detente.watch.baseline.history import checked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Series: TypeAlias = tuple[NDArray[np.int64], NDArray[np.float64]]

YEAR = 365.2425
LEAST_LOOKED = 0.75
"""Share of the days of either part of a window that has to be looked at."""
SAME = 1e-9
"""Statistics that differ by less are equal: 7.5 / 4.5 is 2.5 / 1.5, but for a rounding of logarithms."""
Kind = Literal["truce", "other year", "other week"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One window, with what was seen in it and before it.

    Attributes:
        kind: The truce itself, or which placebo it is.
        first_day: Its first day, by the numbers that were given.
        before: Total before, and the
        looks_before: looks of these days.
        inside: Total inside, and the
        looks_inside: looks of these days.
        statistic: T: negative where fewer were seen inside; with a control, less the control's T.
    """

    kind: Kind
    first_day: int
    before: int
    looks_before: float
    inside: int
    looks_inside: float
    statistic: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceboRank:
    """Where the truce stands among its placebos.

    Attributes:
        truce: The window itself.
        placebos: All that were compared, in time.
        as_low: Placebos with a statistic as low or lower.
        fewer: (1 + as_low) / (placebos + 1): how unusual so few are.
        as_high: Placebos with a statistic as high or higher.
        more: (1 + as_high) / (placebos + 1): how unusual so many are.
        resolution: 1 / (placebos + 1): no rank can be smaller.
        apart: How many of the placebos, at most, don't overlap each other.
        left_out: Windows that were not compared, as they were not looked at enough or touch a known truce.
    """

    truce: Window
    placebos: tuple[Window, ...]
    as_low: int
    fewer: float
    as_high: int
    more: float
    resolution: float
    apart: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """Which windows are compared.

    Attributes:
        length: Days of the window.
        before: Days before it.
        other_years: Whether the same dates of other years count.
        weeks_around: Weeks to either side of these dates.
        other_weeks: Whether every seventh day of the whole series counts.
        known: First and last day of other truces, which no placebo may touch.
    """

    length: int
    before: int
    other_years: bool = True
    weeks_around: int = 3
    other_weeks: bool = True
    known: Sequence[tuple[int, int]] = ()


def placebo_rank(
    counts: NDArray[np.int64],
    looks: NDArray[np.float64],
    *,
    days: NDArray[np.int64],
    first_day: int,
    design: Design,
    control: tuple[NDArray[np.int64], NDArray[np.float64]] | None = None,
) -> PlaceboRank:
    """Rank a truce among placebo truces.

    Args:
        counts: Daily totals, of (days,).
        looks: Looks of each day, of (days,): 1 for a day that was looked at, 0 for one that was not.
        days: Number of each day, one after the other without a gap.
        first_day: First day of the truce.
        design: Windows.
        control: Counts and looks of a series that a truce would leave as it is, of the same days.

    Raises:
        InputError: if a series doesn't fit, the truce or its days before lie outside or were not looked at
            enough, or no placebo is left.
    """
    series = _refuse([(counts, looks), *([control] if control else [])], days, design)
    truce = _window(series, first_day - int(days[0]), design, kind="truce", origin=int(days[0]))
    if truce is None:
        message = (
            f"the window from day {first_day} with {design.before} days before it was not looked at enough"
        )
        raise InputError(Fault(message=message, hint="a series that covers both", code="window"))
    taken = (first_day - design.before, first_day + design.length - 1)
    starts = _starts(days, first_day, design)
    found, left_out = [], 0
    for start, kind in sorted(starts.items()):
        if _touches(start, design, [taken, *design.known]):
            left_out += 1
            continue
        window = _window(series, start - int(days[0]), design, kind=kind, origin=int(days[0]))
        if window is None:
            left_out += 1
        else:
            found.append(window)
    if not found:
        message = "there is no placebo window to compare with"
        raise InputError(
            Fault(message=message, hint="a longer series, or a shorter window", code="no-placebo")
        )
    return _ranked(truce, tuple(found), design, left_out)


def _ranked(truce: Window, placebos: tuple[Window, ...], design: Design, left_out: int) -> PlaceboRank:
    number = len(placebos)
    as_low = sum(one.statistic <= truce.statistic + SAME for one in placebos)
    as_high = sum(one.statistic >= truce.statistic - SAME for one in placebos)
    apart, end = 0, None
    for one in placebos:
        if end is None or one.first_day - design.before > end:
            apart, end = apart + 1, one.first_day + design.length - 1
    return PlaceboRank(
        truce=truce,
        placebos=placebos,
        as_low=as_low,
        fewer=(1 + as_low) / (number + 1),
        as_high=as_high,
        more=(1 + as_high) / (number + 1),
        resolution=1 / (number + 1),
        apart=apart,
        left_out=left_out,
    )


def _starts(days: NDArray[np.int64], first_day: int, design: Design) -> dict[int, Kind]:
    """First days of all windows that the design asks for, within the series."""
    low = int(days[0]) + design.before
    high = int(days[-1]) - design.length + 1
    starts: dict[int, Kind] = {}
    if design.other_weeks:
        starts |= dict.fromkeys(range(low + (first_day - low) % 7, high + 1, 7), "other week")
    if design.other_years:
        reach = int((high - low) // YEAR) + 1
        for year in (year for year in range(-reach, reach + 1) if year):
            same = first_day + round(year * YEAR / 7) * 7
            around = range(same - 7 * design.weeks_around, same + 7 * design.weeks_around + 1, 7)
            starts |= dict.fromkeys((start for start in around if low <= start <= high), "other year")
    return {start: kind for start, kind in starts.items() if start != first_day}


def _touches(start: int, design: Design, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a window or its days before share a day with one of the spans."""
    first, last = start - design.before, start + design.length - 1
    return any(first <= end and begin <= last for begin, end in spans)


def _window(
    series: Sequence[_Series], start: int, design: Design, *, kind: Kind, origin: int
) -> Window | None:
    """The window that begins at an index, or None if it was not looked at enough."""
    if start - design.before < 0 or start + design.length > len(series[0][0]):
        return None
    before, inside = slice(start - design.before, start), slice(start, start + design.length)
    if any((looks[part] > 0).mean() < LEAST_LOOKED for _, looks in series for part in (before, inside)):
        return None
    counts, looks = series[0]
    changes = [_change(one, before, inside) for one in series]
    return Window(
        kind=kind,
        first_day=start + origin,
        before=int(counts[before].sum()),
        looks_before=float(looks[before].sum()),
        inside=int(counts[inside].sum()),
        looks_inside=float(looks[inside].sum()),
        statistic=changes[0] - sum(changes[1:]),
    )


def _change(series: _Series, before: slice, inside: slice) -> float:
    """T of one series."""
    counts, looks = series
    level, base = (math.log((counts[part].sum() + 0.5) / looks[part].sum()) for part in (inside, before))
    return level - base


def _refuse(
    series: Sequence[tuple[NDArray[np.int64], NDArray[np.float64]]], days: NDArray[np.int64], design: Design
) -> list[_Series]:
    import numpy as np

    faults = []
    if any(not counts.shape == looks.shape == days.shape or counts.ndim != 1 for counts, looks in series):
        shapes = ", ".join(f"{counts.shape} and {looks.shape}" for counts, looks in series)
        message = f"counts and looks have the shapes {shapes} for days of {days.shape}"
        faults.append(Fault(message=message, hint="one value of each for a day", code="shape"))
    elif len(days) == 0 or (np.diff(days) != 1).any():
        message = "the days of a series have to follow each other"
        faults.append(Fault(message=message, hint="looks of 0 for a gap", code="days"))
    if design.length < 1 or design.before < 1 or design.weeks_around < 0:
        message = f"a window of {design.length} days with {design.before} before it is none"
        faults.append(Fault(message=message, hint="1 day or more of each", code="window"))
    if faults:
        raise InputError(*faults)
    found = [checked(counts[None], looks[None]) for counts, looks in series]
    return [(seen[0], effort[0]) for seen, effort in found]
