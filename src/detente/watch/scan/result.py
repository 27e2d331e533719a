"""What a scan found, with all that is needed to defend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente._version import __version__
from detente.watch.scan.zones import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A window that stands out; no two in a result share a cell-day (in parity mode: a place).

    Attributes:
        cells: The numbers of its cells, the centre (of a circle) or the first (of an interval) at the start.
        shape: ``"circle"`` or ``"interval"``.
        reach: The radius, in the unit of the coordinates (km on a sphere), or the number of segments.
        first_day, last_day: Its days, counted from 0, both within.
        rate: Whether more or fewer were seen than expected.
        observed: How many were seen.
        expected: How many the baseline expects.
        relative_risk: Observed over expected, in parity mode divided by the same outside; ``None`` where
            that is not defined.
        population: Population, cases and controls, or ``None`` where there is none.
        statistic: The log-likelihood ratio.
        p: The chance that a world without a change has a window as strong anywhere.
        p_interval: 95 % bounds of ``p`` for the number of draws.
        p_gumbel: The Gumbel approximation of ``p``, where asked for.
        p_fitted: ``p`` if the fit left nothing open; ``None`` where the null has no samples.
        survives: Whether ``p`` stays at or below the level with what the fit leaves open; ``None`` where the
            null has no samples, so that nobody can say.
        q: The false discovery rate, where asked for.
        recurrence_days: Of a prospective scan: how many days one waits on average for a signal as strong.
        beyond_all: Whether no null world was as strong, so that ``p`` is at most, and the recurrence interval
            at least, what stands there.
    """

    cells: tuple[int, ...]
    shape: Shape
    reach: float
    first_day: int
    last_day: int
    rate: Literal["high", "low"]
    observed: int
    expected: float
    relative_risk: float | None
    population: float | None
    statistic: float
    p: float
    p_interval: tuple[float, float]
    p_gumbel: float | None
    p_fitted: float | None
    survives: bool | None
    q: float | None
    recurrence_days: float | None
    beyond_all: bool

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.last_day - self.first_day + 1

    @property
    def centre(self) -> int:
        """The cell in the middle of a circle, or the first one of an interval."""
        return self.cells[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The answer of a scan.

    Attributes:
        clusters: The strongest window, then the strongest that shares nothing with it, and so on; none where
            nothing stands out or nothing was looked at.
        observed: How many were seen in all.
        expected: How many the baseline expects in all.
        cells, days: The size of what was scanned.
        unseen: Cell-days at which nobody looked; they are in no sum.
        windows: How many windows were looked at, each distinct set of cells once.
        statistic: ``"excess"``, ``"poisson"``, ``"permutation"`` or ``"bernoulli"``.
        null: What null worlds are drawn from, in words.
        mode: ``"retrospective"`` or ``"prospective"``.
        draws, seed, level: As asked.
        maxima: The largest statistic of each null world.
        version: Of Detente.
        inputs: SHA-256 of counts, baseline, zones and choices.
    """

    clusters: tuple[Cluster, ...]
    observed: int
    expected: float
    cells: int
    days: int
    unseen: int
    windows: int
    statistic: Literal["excess", "poisson", "permutation", "bernoulli"]
    null: str
    mode: Literal["retrospective", "prospective"]
    draws: int
    seed: int
    level: float
    maxima: tuple[float, ...]
    version: str = __version__
    inputs: str

    @property
    def significant(self) -> tuple[Cluster, ...]:
        """The clusters whose ``p`` (or ``q``, where asked for) is at or below the level."""
        return tuple(one for one in self.clusters if (one.p if one.q is None else one.q) <= self.level)
