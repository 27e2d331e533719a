"""Detections to cells and days: how many in each, and how many that may as well lie on the other side.

    counts[cell, day] = number of rows whose position lies in the cell and whose UTC day is the day

A row that is known to the day alone counts on that day. A row whose position error reaches across the line
is counted where it is drawn, and again in ``doubtful``: which side it belongs to cannot be said. Every row of
the table is in ``counts`` or in one of the three other numbers.

The work is split by file and by time, each part gives the cell-days that are not zero, and parts are added up
in their order: threads, processes or a cluster give the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detente.watch.across import NearLine
from detente.watch.cells import NOWHERE, Cells
from detente.watch.detections.rows import Which, chunks, outside, reading, refuse_tables
from detente.watch.locate import Locator, located, locator
from detente.watch.span import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Assignment:
    """Detections by cell and day.

    Attributes:
        counts: Cells x days.
        doubtful: Of these, those whose position error reaches across the line; zeros for cells without sides.
        elsewhere: Rows of the span whose position lies in no cell.
        other_days: Rows before or after the span.
        without_position: Rows of the span without a position.
        span: The days.
    """

    counts: Counts
    doubtful: Counts
    elsewhere: int
    other_days: int
    without_position: int
    span: Span

    @property
    def total(self) -> int:
        """All rows that count, wherever they are."""
        return int(self.counts.sum()) + self.elsewhere + self.other_days + self.without_position


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Part:
    """The rows of one file on some of the days; of every first part also those of no day of the span."""

    file: Path
    span: Span
    first: int
    end: int
    with_others: bool
    which: Which

    @property
    def days(self) -> Span:
        """The days of the part."""
        return Span(self.span.first + timedelta(days=self.first), self.end - self.first)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Tally:
    """What one part gives: places in the flattened table, and how much at each."""

    places: Counts
    counts: Counts
    doubtful: Counts
    elsewhere: int
    other_days: int
    without_position: int


def assign(
    files: Path | Sequence[Path],
    cells: Cells,
    span: Span,
    *,
    which: Which | None = None,
    executor: Executor | None = None,
    parts: int = 1,
) -> Assignment:
    """Count detections by cell and day.

    Args:
        files: Tables of detections (Parquet), as :func:`read_detections` writes them; one or several, such as
            the partitions of a large one.
        cells: The cells.
        span: The days.
        which: Which rows count; all by default.
        executor: Where the parts are counted: threads, processes, a cluster; None for here.
        parts: Into how many spans of time each file is split. The number changes nothing in the result.

    Raises:
        InputError: if a file is no table of detections.
    """
    paths = [files] if isinstance(files, Path) else list(files)
    refuse_tables(paths, parts)
    tasks = [part for path in paths for part in _parts(path, span, which or Which(), parts)]
    tallies: Iterable[_Tally]
    if executor is None:
        index = locator(cells)
        tallies = (_counted(index, part) for part in tasks)
    else:
        futures = [executor.submit(_count_apart, cells, part) for part in tasks]
        tallies = (future.result() for future in futures)
    return _summed(tallies, len(cells), span)


def _parts(file: Path, span: Span, which: Which, parts: int) -> Iterator[_Part]:
    edges = np.linspace(0, span.days, min(parts, span.days) + 1).round().astype(int).tolist()
    for number, (first, end) in enumerate(pairwise(edges)):
        yield _Part(file=file, span=span, first=first, end=end, with_others=number == 0, which=which)


def _count_apart(cells: Cells, part: _Part) -> _Tally:
    """The same in a worker of its own."""
    return _counted(locator(cells), part)


def _counted(index: Locator, part: _Part) -> _Tally:
    """Count one part, half a million rows at a time."""
    days, size = part.span.days, len(index.cells) * part.span.days
    counts, doubtful = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    elsewhere = without = 0
    line = NearLine.of(index)
    with reading() as connection:
        for rows in chunks(connection, part.file, part.days, part.which):
            placed = np.isfinite(rows.lon) & np.isfinite(rows.lat)
            without += int(rows.weight[~placed].sum())
            cell = np.full(len(rows.weight), NOWHERE, dtype=np.int32)
            cell[placed] = located(index, rows.lon[placed], rows.lat[placed])
            elsewhere += int(rows.weight[placed & (cell == NOWHERE)].sum())
            hit = np.flatnonzero(cell != NOWHERE)
            place = cell[hit].astype(np.int64) * days + rows.day[hit] + part.first
            np.add.at(counts, place, rows.weight[hit])
            if line is not None:
                unsure = line.reached(rows.lon[hit], rows.lat[hit], rows.error_km[hit], cell[hit])
                np.add.at(doubtful, place[unsure], rows.weight[hit][unsure])
        other_days = outside(connection, part.file, part.span, part.which) if part.with_others else 0
    places = np.flatnonzero(counts)
    return _Tally(
        places=places,
        counts=counts[places],
        doubtful=doubtful[places],
        elsewhere=elsewhere,
        other_days=other_days,
        without_position=without,
    )


def _summed(tallies: Iterable[_Tally], cells: int, span: Span) -> Assignment:
    counts, doubtful = np.zeros(cells * span.days, np.int64), np.zeros(cells * span.days, np.int64)
    elsewhere = other_days = without = 0
    for tally in tallies:
        counts[tally.places] += tally.counts
        doubtful[tally.places] += tally.doubtful
        elsewhere += tally.elsewhere
        other_days += tally.other_days
        without += tally.without_position
    return Assignment(
        counts=counts.reshape(cells, span.days),
        doubtful=doubtful.reshape(cells, span.days),
        elsewhere=elsewhere,
        other_days=other_days,
        without_position=without,
        span=span,
    )
