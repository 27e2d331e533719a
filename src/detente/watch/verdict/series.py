"""One source of detections, counted by cell and day, beside what the ordinary would show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.case.verification import Level
from detente.case.watching import Evidence, Marks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Series:
    """The detections of one source over a window; arrays of (cells, days) unless said otherwise.

    Attributes:
        id, title: As watch.toml has them.
        evidence: Whether a detection is of an act or a trace.
        marks: What its position is.
        seen: Counts; 0 where nothing looked, which ``looks`` tells apart.
        looks: Effective looks; 0 where nothing looked.
        looks_low, looks_high: The same where clouds hide as much, and as little, as they may.
        looks_clear: Those that would be left under a clear sky.
        state: 0 where nothing looked, 1 where too little did to count as observed, 2 else.
        expected: Counts that the baseline expects with these looks.
        size: Size of the negative binomial that stands for the baseline, of (cells,).
        flagged: Which counts are beyond the ordinary.
        inside: Of the counts, those whose position lies surely within the control layer.
        outside: Those that lie surely on the other side.
    """

    id: str
    title: str
    evidence: Evidence
    marks: Marks
    seen: NDArray[np.int64]
    looks: NDArray[np.float64]
    looks_low: NDArray[np.float64]
    looks_high: NDArray[np.float64]
    looks_clear: NDArray[np.float64]
    state: NDArray[np.uint8]
    expected: NDArray[np.float64]
    size: NDArray[np.float64]
    flagged: NDArray[np.bool_]
    inside: NDArray[np.int64]
    outside: NDArray[np.int64]

    def looks_at(self, level: Level) -> NDArray[np.float64]:
        """The looks at one of the ends: ``low`` where least can have been seen."""
        return {"low": self.looks_low, "mid": self.looks, "high": self.looks_high}[level]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stretch:
    """A piece of ground that gets a verdict of its own: a segment of the line, or a cell of a raster.

    Attributes:
        id, name: What it is called.
        cells: The numbers of its cells within the reach of the obligation.
    """

    id: str
    name: str
    cells: NDArray[np.int64]
