"""The calendar of a window ready to be drawn: rows of stretches, columns of days, what nobody saw in grey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from detente.views.numbers import MONTHS
from detente.views.watch_words import place_name
from detente.watch.verdict.words import Day, Finding

if TYPE_CHECKING:
    from detente.watch.keeping.model import Keeping, ObligationKeeping, WindowKeeping
    from detente.watch.verdict.calendar import CalendarRow

ROWS = 40
"""Rows of a page at most: the least ordinary ones, in the order of the ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Days in a row that show the same.

    Attributes:
        first: Number of the first day.
        days: How many.
        shows: What.
        told: In words, with the counts.
    """

    first: int
    days: int
    shows: Day
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stretch with its runs of days."""

    name: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A calendar.

    Attributes:
        days: How many columns.
        ticks: Columns with a label: the first of each month and the first day.
        rows: Its rows.
        left_out: How many stretches have no row.
    """

    days: int
    ticks: tuple[tuple[int, str], ...]
    rows: tuple[Row, ...]
    left_out: int


def sheet(keeping: Keeping, window: WindowKeeping, obligation: ObligationKeeping) -> Sheet:
    """The calendar of an obligation in a window."""
    rank = {
        one.stretch: (-one.breaches, -one.rises, one.finding is not Finding.NOT_OBSERVED, -one.seen)
        for one in obligation.verdicts
    }
    chosen = sorted(obligation.calendar, key=lambda row: rank[row.stretch])[:ROWS]
    kept = {row.stretch for row in chosen}
    return Sheet(
        days=len(window.days),
        ticks=_ticks(window.days),
        rows=tuple(_row(keeping, row, window.days) for row in obligation.calendar if row.stretch in kept),
        left_out=len(obligation.calendar) - len(kept),
    )


def _row(keeping: Keeping, row: CalendarRow, days: tuple[date, ...]) -> Row:
    place = keeping.place(row.stretch)
    runs, at = [], 0
    for shows, group in groupby(row.days):
        length = len(list(group))
        runs.append(
            Run(first=at, days=length, shows=shows, told=_told(place_name(place), row, days, at, length))
        )
        at += length
    return Row(name=place.name or place.id, runs=tuple(runs))


def _told(name: str, row: CalendarRow, days: tuple[date, ...], at: int, length: int) -> str:
    counts = [count for count in row.seen[at : at + length] if count is not None]
    when = f"{days[at]}" if length == 1 else f"{days[at]} to {days[at + length - 1]}"
    seen = f", {sum(counts)} seen" if sum(counts) else ""
    return f"{name}, {when}: {row.days[at].value}{seen}"


def _ticks(days: tuple[date, ...]) -> tuple[tuple[int, str], ...]:
    first = (0, f"{days[0].day} {MONTHS[days[0].month - 1][:3]} {days[0].year}")
    rest = [(at, f"{MONTHS[day.month - 1][:3]}") for at, day in enumerate(days) if day.day == 1 and at > 8]
    return (first, *rest)
