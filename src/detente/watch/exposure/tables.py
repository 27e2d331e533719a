"""Reading what kept sensors from seeing: tables of cloud, of files that are there, of outages.

A blank is unknown, an absent row is unknown, too; a file that is absent or empty covers nothing. Whatever
cannot be read is an error with its row: a table on what was not seen must not lose rows in silence.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import numpy as np

from detente.errors import Fault, InputError, shown_value, unknown_name_hint
from detente.watch.detections.text import records, shape_of
from detente.watch.exposure.hours import Interval
from detente.watch.exposure.model import Outage
from detente.watch.span import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MOST_FAULTS = 20
"""So many faults of a table are named; the others are counted."""
SHORT_GAP = timedelta(minutes=10)
"""A file that follows another by no more than this begins where the other ended."""
_TRUE, _FALSE = frozenset({"1", "true", "yes"}), frozenset({"0", "false", "no", ""})
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CloudTable:
    """Cloud by region and day.

    Attributes:
        regions: Names of the regions; one that is empty where the table has none.
        span: From the first day of the table to the last.
        share: Share of the sky that was covered, regions x days, NaN where the table does not say.
        file: Where it is from.
    """

    regions: tuple[str, ...]
    span: Span
    share: Floats
    file: Path

    def by_cell(self, regions: Sequence[str | None], span: Span) -> Floats:
        """The cloud of cells x days; NaN for a cell without region and for days that the table lacks.

        Args:
            regions: The region of each cell, by name; None where there is none.
            span: The days.

        Raises:
            InputError: naming each region that the table does not have.
        """
        missing = sorted({name for name in regions if name is not None} - {*self.regions})
        if missing:
            raise InputError(
                *(
                    Fault(
                        file=str(self.file),
                        message=f"there is no region {name!r} in the table of cloud",
                        hint=unknown_name_hint(name, self.regions),
                    )
                    for name in missing
                )
            )
        found = np.full((len(regions), span.days), np.nan)
        offset = (span.first - self.span.first).days
        first, last = max(0, -offset), min(span.days, self.span.days - offset)
        for cell, name in enumerate(regions):
            if name is not None and first < last:
                row = self.share[self.regions.index(name)]
                found[cell, first:last] = row[first + offset : last + offset]
        return found


def read_cloud(file: Path, *, columns: Mapping[str, str], unit: Literal["percent", "share"]) -> CloudTable:
    """A table of cloud by region and day.

    Args:
        file: CSV, also packed.
        columns: Which column has the ``day``, the ``cloud`` and, if the table has regions, the ``region``.
        unit: Whether cloud is given in percent or as a share of 1.

    Raises:
        InputError: naming the rows that cannot be read, and days that stand twice with different cloud.
    """
    most = 100.0 if unit == "percent" else 1.0
    rows = _Rows(file, columns, required=("day", "cloud"), optional=("region",))
    found: dict[tuple[str, date], float] = {}
    for row in rows:
        day = row.read("day", date.fromisoformat, "a day as 2025-04-20")
        share = row.read(
            "cloud", lambda text: _share(text, most), f"0 to {most:g}, or nothing if it is not known"
        )
        if day is None or share is None:
            continue
        key = (row.text("region"), day)
        known = found.setdefault(key, share)
        if known != share and not (math.isnan(known) and math.isnan(share)):
            row.fault("cloud", f"{day} stands twice for {key[0]!r} with different cloud", "one row for each")
    rows.refuse()
    if not found:
        raise InputError(
            Fault(file=str(file), message="the table of cloud has no row", hint="a row for each day")
        )
    regions = tuple(sorted({region for region, _ in found}))
    days = [day for _, day in found]
    span = Span.between(min(days), max(days))
    share_of = np.full((len(regions), span.days), np.nan)
    for (region, day), share in found.items():
        share_of[regions.index(region), (day - span.first).days] = share
    return CloudTable(regions=regions, span=span, share=share_of, file=file)


def read_files(
    file: Path,
    *,
    columns: Mapping[str, str],
    hours: float = 24,
    lag: float = 0,
    covers: Literal["before", "day"] = "before",
) -> tuple[Interval, ...]:
    """The time that existing files cover, from a table with one row for each file that should be there.

    Args:
        file: CSV, also packed.
        columns: Which column has the ``time`` of a file and which says that it is ``there``: 1, 0, or a
            count of its rows, of which 0 and nothing mean that it is absent or empty.
        hours: How long before its time a file goes back, if it covers what came before.
        lag: How long before its time it ends, because what was seen last is not in yet.
        covers: Whether a file covers the hours before its time, or the UTC day of it.

    Raises:
        InputError: naming the rows that cannot be read.
    """
    if not 0 <= lag < hours:
        message = f"a file that covers {hours:g} hours cannot end {lag:g} hours before its time"
        raise InputError(Fault(place="lag", message=message, hint="0, or fewer hours than it covers"))
    rows = _Rows(file, columns, required=("time", "there"))
    found: list[Interval] = []
    for row in rows:
        moment = row.read("time", _moment, "a UTC time as 2025-04-20T06:00:00Z")
        is_there = row.read("there", _flag, "1, 0 or a number of rows")
        if moment is None or not is_there:
            continue
        if covers == "day":
            start = moment.replace(hour=0, minute=0, second=0, microsecond=0)
            found.append(Interval(start, start + timedelta(days=1)))
        else:
            found.append(Interval(moment - timedelta(hours=hours), moment - timedelta(hours=lag)))
    rows.refuse()
    return _closed(found)


def _closed(found: Sequence[Interval]) -> tuple[Interval, ...]:
    """The stretches in order; short gaps, as of files that are taken a few seconds late, are closed."""
    closed: list[Interval] = []
    for item in sorted(found, key=lambda one: one.start):
        last = closed[-1] if closed else None
        is_late = last is not None and timedelta(0) < item.start - last.end <= SHORT_GAP
        closed.append(Interval(last.end, item.end) if last is not None and is_late else item)
    return tuple(closed)


def read_outages(file: Path, *, columns: Mapping[str, str] | None = None) -> tuple[Outage, ...]:
    """Outages: a sensor's id, start and end in UTC, why, and who says so.

    Args:
        file: CSV, also packed.
        columns: Which column has ``sensor``, ``start``, ``end``, ``why`` and ``source``; by default so
            named.

    Raises:
        InputError: naming the rows that cannot be read.
    """
    names = columns or {name: name for name in ("sensor", "start", "end", "why", "source")}
    rows = _Rows(file, names, required=("sensor", "start", "end"), optional=("why", "source"))
    found: list[Outage] = []
    for row in rows:
        hint = "a UTC time as 2025-04-20T06:00:00Z"
        start, end = row.read("start", _moment, hint), row.read("end", _moment, hint)
        if start is None or end is None:
            continue
        if end <= start:
            row.fault("end", f"the outage ends ({end:%Y-%m-%d %H:%M}) before it begins", "a later end")
            continue
        time = Interval(start, end)
        found.append(
            Outage(sensor=row.text("sensor"), time=time, why=row.text("why"), source=row.text("source"))
        )
    rows.refuse()
    return tuple(found)


class _Rows:
    """The rows of a table under our own names for its columns; faults are collected and raised together."""

    def __init__(
        self, file: Path, columns: Mapping[str, str], *, required: Sequence[str], optional: Sequence[str] = ()
    ) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.count = 0
        self._shape = shape_of(file)
        self.place: dict[str, int] = {}
        known = (*required, *optional)
        for name in (*required, *(name for name in columns if name not in required)):
            column = columns.get(name, name if name in required else "")
            if name not in known:
                self._refuse(f"columns.{name}", f"{name!r} is nothing that is asked for", ", ".join(known))
            elif column not in self._shape.header and (name in required or name in columns):
                hint = unknown_name_hint(column, self._shape.header)
                self._refuse(f"columns.{name}", f"there is no column {column!r}", hint)
            else:
                self.place[name] = self._shape.header.index(column)
        self.refuse()

    def __iter__(self) -> Iterator[_Row]:
        for number, record in enumerate(records(self._shape), 1):
            if record.reason:
                self.add(f"row {number}", f"it cannot be read: {record.reason}", "a row with all columns")
            else:
                yield _Row(self, number, record.fields)

    def add(self, place: str, message: str, hint: str) -> None:
        """Note a fault."""
        self.count += 1
        if len(self.faults) < MOST_FAULTS:
            self._refuse(place, message, hint)

    def refuse(self) -> None:
        """Raise what was found.

        Raises:
            InputError: if there is any fault.
        """
        if self.count > len(self.faults):
            more = f"{self.count - len(self.faults):,} more rows cannot be read"
            self._refuse("", more, "the same for these")
        if self.faults:
            raise InputError(*self.faults)

    def _refuse(self, place: str, message: str, hint: str) -> None:
        self.faults.append(Fault(file=str(self.file), place=place, message=message, hint=hint))


@dataclass(frozen=True, slots=True)
class _Row:
    rows: _Rows
    number: int
    fields: Sequence[str]

    def text(self, name: str) -> str:
        place = self.rows.place.get(name)
        return "" if place is None else self.fields[place].strip()

    def read(self, name: str, kind: Callable[[str], _Value], hint: str) -> _Value | None:
        """What stands there; None, with a fault, if it cannot be read."""
        text = self.text(name)
        try:
            return kind(text)
        except (ValueError, OverflowError):
            self.fault(name, f"{shown_value(text)} cannot be read", hint)
            return None

    def fault(self, name: str, message: str, hint: str) -> None:
        self.rows.add(f"row {self.number}: {name}", message, hint)


def _share(text: str, most: float) -> float:
    if not text:
        return math.nan
    number = float(text)
    if not 0 <= number <= most:
        raise ValueError(text)
    return number / most


def _moment(text: str) -> datetime:
    """A time in UTC; one without a zone is refused, a day alone is its first moment."""
    if len(text) == 10:
        day = date.fromisoformat(text)
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)


def _flag(text: str) -> bool:
    word = text.lower()
    if word in _TRUE | _FALSE:
        return word in _TRUE
    number = float(word)
    if not (number >= 0 and math.isfinite(number)):
        raise ValueError(text)
    return number > 0
