"""Stretches of time as hours from a first moment: what is left when some are taken out or kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from detente.errors import Fault, InputError

Stretches = tuple[tuple[float, float], ...]
"""Starts and ends in hours, in order, none touching the next."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time, its end not within.

    Attributes:
        start, end: Aware times.

    Raises:
        InputError: if a time has no zone, or the end is not after the start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        for moment in (self.start, self.end):
            if moment.tzinfo is None or moment.utcoffset() is None:
                message = f"the time {moment.isoformat()} has no time zone"
                raise InputError(Fault(message=message, hint=f"{moment.isoformat()}+00:00 if it is UTC"))
        if self.end <= self.start:
            message = f"it ends ({self.end.isoformat()}) before it begins ({self.start.isoformat()})"
            raise InputError(Fault(message=message, hint="a later end"))


def stretches(intervals: Iterable[Interval], zero: datetime) -> Stretches:
    """Intervals as hours from a moment; those that meet are joined."""
    return joined([(_hours(item.start, zero), _hours(item.end, zero)) for item in intervals])


def joined(parts: Iterable[tuple[float, float]]) -> Stretches:
    """The same time in as few stretches as can be."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(parts):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def shared(one: Stretches, other: Stretches) -> Stretches:
    """What lies in both."""
    parts = [(max(a, c), min(b, d)) for a, b in one for c, d in other if max(a, c) < min(b, d)]
    return joined(parts)


def without(one: Stretches, other: Stretches) -> Stretches:
    """What lies in the first and not in the second."""
    left: list[tuple[float, float]] = []
    for start, end in one:
        at = start
        for begin, stop in other:
            if stop <= at or begin >= end:
                continue
            if begin > at:
                left.append((at, begin))
            at = max(at, stop)
        if at < end:
            left.append((at, end))
    return tuple(left)


def within_day(parts: Stretches, day: int) -> Sequence[tuple[float, float]]:
    """What lies in a day, in hours from its start."""
    zero = 24.0 * day
    clipped = [(max(start - zero, 0.0), min(end - zero, 24.0)) for start, end in parts]
    return [(start, end) for start, end in clipped if start < end]


def _hours(moment: datetime, zero: datetime) -> float:
    return (moment.astimezone(UTC) - zero).total_seconds() / 3600
