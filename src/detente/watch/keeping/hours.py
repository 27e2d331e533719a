"""The hours of a window on its first and last day: what was seen before a truce began is not held against it.

A window may begin or end within a UTC day. On such a day only detections of its hours count, and only the
looks of these hours. Where a source knows the day alone of any of its rows, nobody can say which of them lie
within: then it has not looked at that day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.case.watching import Watching, Window
from detente.watch.exposure.hours import Interval
from detente.watch.keeping.ground import Ground
from detente.watch.keeping.looked import Looks, looks_of
from detente.watch.keeping.sightings import Sightings
from detente.watch.span import Span


def in_hours(
    watching: Watching, folder: Path, ground: Ground, window: Window, span: Span, seen: Sightings
) -> tuple[Sightings, Looks] | None:
    """The detections of a source in the hours of a window, and its looks in them on the days of the window.

    Args:
        watching: For the files on cloud, coverage and outages.
        folder: The folder of the case.
        ground: The cells.
        window: The window.
        span: Its days.
        seen: The detections of the source.

    Returns:
        None where the window has whole days: then all detections and looks of its days are in its hours.
    """
    start = max(window.start.astimezone(UTC), span.start)
    end = span.end if window.end is None else min(window.end.astimezone(UTC), span.end)
    if (start, end) == (span.start, span.end):
        return None
    sensor = watching.sensor(seen.files.sensor)
    looks = looks_of(watching, sensor, folder, ground, span, seen, hours=(Interval(start, end),))
    first, last = ((moment - span.start).total_seconds() / 3600 for moment in (start, end))
    number = (seen.day - span.first.toordinal()) * 24.0
    whole = (number >= first) & (number + 24 <= last)
    within = whole | ((number + seen.hour >= first) & (number + seen.hour < last))
    if np.isnan(seen.hour).any():
        day = np.arange(span.days) * 24.0
        looks = _only(looks, (day >= first) & (day + 24 <= last))
    kept = {name: getattr(seen, name)[within] for name in ("day", "hour", "cell", "inside", "outside", "hot")}
    return replace(seen, **kept), looks


def _only(looks: Looks, days: NDArray[np.bool_]) -> Looks:
    """The looks of some days; on the others nothing looked."""
    return replace(
        looks,
        looks=np.where(days, looks.looks, 0.0),
        low=np.where(days, looks.low, 0.0),
        high=np.where(days, looks.high, 0.0),
        clear=np.where(days, looks.clear, 0.0),
        state=np.where(days, looks.state, 0).astype(np.uint8),
    )
