"""Windows: zones times runs of days, with what was seen and expected in them.

Sums over a window are differences of sums that run along the days; the running sums of a zone are those of
its cells added up. That is two additions for each window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.errors import Fault
from detente.watch.scan.zones import Floats, Integers, Zones

Mode = Literal["retrospective", "prospective"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """Which runs of days to look at, and how often one looks.

    Attributes:
        longest: The most days in a window; ``None``: as many as ``most_share`` allows.
        most_share: The largest share of all days in a window (rounded down, but at least one day).
        mode: ``"retrospective"``: all runs of days; ``"prospective"``: those that last until the last day.
        earlier_runs: For a prospective scan that was already made on so many earlier days and asks whether
            this is the strongest signal so far: null worlds are scanned on those days too (Kulldorff 2001,
            Journal of the Royal Statistical Society A 164:61-72). 0: this run stands alone, and its
            recurrence interval says how often such a one comes.
        every_days: Days between runs of a prospective scan, for the recurrence interval.
    """

    longest: int | None = None
    most_share: float = 1.0
    mode: Mode = "retrospective"
    earlier_runs: int = 0
    every_days: int = 1

    def faults(self) -> list[Fault]:
        """What is wrong with these numbers."""
        told = (
            (self.longest is None or self.longest >= 1, "longest", "at least one day"),
            (0 < self.most_share <= 1, "most_share", "a share above 0 and up to 1"),
            (self.mode in {"retrospective", "prospective"}, "mode", "retrospective or prospective"),
            (self.earlier_runs >= 0, "earlier_runs", "0 or more"),
            (self.mode == "prospective" or not self.earlier_runs, "earlier_runs", "0, or a prospective scan"),
            (self.every_days >= 1, "every_days", "1 or more"),
        )
        return [
            Fault(place=name, message=f"the value is {getattr(self, name)!r}", hint=hint)
            for right, name, hint in told
            if not right
        ]

    def windows(self, zones: Zones, days: int) -> Windows:
        """The windows of so many days."""
        by_share = max(1, int(self.most_share * days * (1 + 1e-12)))
        longest = min(days, by_share if self.longest is None else min(self.longest, by_share))
        first_end = 0 if self.mode == "retrospective" else days - 1
        return Windows(zones=zones, days=days, longest=longest, first_end=max(first_end, 0))

    def null_windows(self, windows: Windows) -> Windows:
        """The windows of the null worlds: also those of the earlier runs."""
        first_end = max(windows.first_end - self.earlier_runs, 0)
        return Windows(zones=windows.zones, days=windows.days, longest=windows.longest, first_end=first_end)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Windows:
    """Zones times runs of days.

    Attributes:
        zones: The sets of cells.
        days: How many days there are.
        longest: The most days in a window.
        first_end: Windows end on this day or later; days count from 0.
    """

    zones: Zones
    days: int
    longest: int
    first_end: int

    def __len__(self) -> int:
        """How many windows there are: distinct zones times runs of days."""
        ends = np.arange(self.first_end, self.days, dtype=np.int64)
        return len(self.zones) * int(np.minimum(ends + 1, self.longest).sum())

    @property
    def first_day(self) -> int:
        """The earliest day that any window has."""
        return max(0, self.first_end + 1 - self.longest)


@dataclass(frozen=True, slots=True)
class Sums:
    """Running sums along the days: ``[cell, day]``, what came before the day."""

    seen: Floats
    base: Floats

    @staticmethod
    def of(windows: Windows, counts: NDArray[np.int64] | Floats, base: Floats) -> Sums:
        """The sums over those days that a window may have."""
        return Sums(running(windows, counts), running(windows, base))

    def with_counts(self, windows: Windows, counts: NDArray[np.int64] | Floats) -> Sums:
        """The same baseline under other counts."""
        return Sums(running(windows, counts), self.base)


def running(windows: Windows, values: NDArray[np.int64] | Floats) -> Floats:
    """Running sums of one array over the days that a window may have, a zero first."""
    part = values[:, windows.first_day :]
    sums = np.zeros((part.shape[0], part.shape[1] + 1))
    np.cumsum(part, axis=1, out=sums[:, 1:])
    return sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """The best window that a search found: the place where its zone ends, its days, its statistic."""

    place: int
    first_day: int
    last_day: int
    score: float

    def cells(self, zones: Zones) -> Integers:
        """Its cells."""
        return zones.zone(self.place)
