"""When something was said: a stretch of days, exact at both ends, or open where nothing is known.

A date of the record is a day, a month, a year or an interval. Differences of two such stretches are stretches
of days, too (Moore 1966, interval arithmetic): nothing is rounded to a middle, and what is not known is None.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.case.statements import Statement


@dataclass(frozen=True, slots=True)
class Days:
    """One day between ``first`` and ``last``, both included; None where that end is not known.

    Raises:
        ValueError: if the last day comes before the first.
    """

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.last < self.first:
            message = f"the last day ({self.last}) comes before the first ({self.first})"
            raise ValueError(message)

    @property
    def known(self) -> bool:
        """Whether both ends are known."""
        return self.first is not None and self.last is not None

    def before(self, other: Days) -> bool:
        """Whether this came before the other for certain, whatever the days within both stretches were.

        >>> days_of("2024-06").before(days_of("2025-03-13")), days_of("2025-03").before(days_of("2025-03-13"))
        (True, False)
        """
        return self.last is not None and other.first is not None and self.last < other.first

    def by(self, day: date) -> bool | None:
        """Whether it was said by the end of this day; None where that is not known."""
        if self.last is not None and self.last <= day:
            return True
        return False if self.first is not None and self.first > day else None

    def text(self) -> str:
        """The stretch as an ISO date, an interval ``a/b``, or with ``..`` for an end that is not known.

        >>> days_of("2025-03-13").text(), days_of("2024-06").text(), Days(None, date(2025, 3, 16)).text()
        ('2025-03-13', '2024-06-01/2024-06-30', '../2025-03-16')
        """
        if self.first is None and self.last is None:
            return ""
        if self.first == self.last:
            return f"{self.first}"
        return f"{self.first or '..'}/{self.last or '..'}"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of days between ``least`` and ``most``, both included; None where there is no such bound."""

    least: int | None
    most: int | None

    def text(self) -> str:
        """The number in words for a table.

        >>> Count(2, 2).text(), Count(0, 12).text(), Count(3, None).text(), Count(None, None).text()
        ('2', '0 to 12', '3 or more', 'unknown')
        """
        if self.least is None and self.most is None:
            return "unknown"
        if self.most is None:
            return f"{self.least} or more"
        if self.least is None:
            return f"{self.most} or fewer"
        return f"{self.least}" if self.least == self.most else f"{self.least} to {self.most}"


@lru_cache(maxsize=8192)
def days_of(text: str) -> Days:
    """The days of an ISO date, month, year or interval ``a/b``; both ends unknown for an empty text.

    >>> days_of("2024-02")
    Days(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29))

    Raises:
        ValueError: if the text is none of them.
    """
    if not text:
        return Days()
    start, slash, end = text.partition("/")
    return Days(_ends(start)[0], _ends(end if slash else start)[1])


def said(statement: Statement) -> Days:
    """When a statement was made: its own date, else by the last day on which it was reported.

    A report bounds a statement from one side only: what is reported on a day was said by then.
    """
    if statement.said_on:
        return days_of(statement.said_on)
    return _reported_by(statement.reported_on)


@lru_cache(maxsize=8192)
def _reported_by(text: str) -> Days:
    return Days(None, days_of(text).last)


def latest(stretches: Iterable[Days]) -> Days | None:
    """When the last of several was said; None for none of them.

    The day is at least the greatest first day that is known, and at most the greatest last day.
    """
    ends = [*stretches]
    if not ends:
        return None
    firsts = [days.first for days in ends if days.first is not None]
    lasts = [days.last for days in ends if days.last is not None]
    return Days(max(firsts, default=None), max(lasts) if len(lasts) == len(ends) else None)


def earliest(stretches: Iterable[Days]) -> Days | None:
    """When the first of several was said; None for none of them."""
    ends = [*stretches]
    if not ends:
        return None
    firsts = [days.first for days in ends if days.first is not None]
    lasts = [days.last for days in ends if days.last is not None]
    return Days(min(firsts) if len(firsts) == len(ends) else None, min(lasts, default=None))


def days_since(then: Days, day: date) -> Count:
    """How many days lie between something that was said by this day, and this day.

    >>> days_since(days_of("2025-03"), date(2025, 3, 15)), days_since(Days(), date(2025, 3, 15))
    (Count(least=0, most=14), Count(least=0, most=None))
    """
    least = 0 if then.last is None else max(0, (day - then.last).days)
    most = None if then.first is None else max(least, (day - then.first).days)
    return Count(least, most)


def _ends(text: str) -> tuple[date, date]:
    parts = [int(part) for part in text.split("-")]
    match parts:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case [year, month]:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        case [year, month, day]:
            return date(year, month, day), date(year, month, day)
    message = f"{text!r} is no ISO date, month or year"
    raise ValueError(message)
