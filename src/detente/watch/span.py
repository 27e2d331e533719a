"""A span of days: whole days of Coordinated Universal Time, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from detente.errors import Fault, InputError

MOST_DAYS = 36_525
"""A century."""


@dataclass(frozen=True, slots=True)
class Span:
    """Whole UTC days from ``first`` on: the second axis of every table of cells and days.

    Attributes:
        first: The first day.
        days: How many, at least 1.

    Raises:
        InputError: if there are none, or more than a century.
    """

    first: date
    days: int

    def __post_init__(self) -> None:
        if not 1 <= self.days <= MOST_DAYS:
            message = f"a span of {self.days} days is none"
            raise InputError(Fault(place="days", message=message, hint="a last day on or after the first"))

    @classmethod
    def between(cls, first: date, last: date) -> Span:
        """The days from the first to the last, both within.

        Raises:
            InputError: if the last is before the first.
        """
        return cls(first, (last - first).days + 1)

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(days=self.days - 1)

    @property
    def start(self) -> datetime:
        """Its first moment."""
        return datetime(self.first.year, self.first.month, self.first.day, tzinfo=UTC)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return self.start + timedelta(days=self.days)

    @property
    def dates(self) -> tuple[date, ...]:
        """Its days, in order."""
        return tuple(self.first + timedelta(days=number) for number in range(self.days))

    def index(self, day: date) -> int | None:
        """The number of a day from 0; None for a day that is not within."""
        number = (day - self.first).days
        return number if 0 <= number < self.days else None
