"""Fewer points for a drawing, by a rule that can be said.

All axes are divided into equal steps; points that fall into the same steps on every axis are drawn once, as
the first of them. The steps are the finest that leave no more points than can be drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS = (500, 250, 200, 150, 120, 100, 80, 60, 50, 40, 30, 25, 20, 15, 12, 10, 8, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Thinned:
    """Which points are drawn.

    Attributes:
        rows: Their row numbers, ascending.
        steps: Steps of each axis; None where every point is drawn.
        total: How many points there are.
    """

    rows: tuple[int, ...]
    steps: int | None
    total: int

    def __str__(self) -> str:
        """The rule in words."""
        if self.steps is None:
            return f"all {self.total:,} points are drawn" if self.total > 1 else "the one point is drawn"
        return (
            f"{len(self.rows):,} of {self.total:,} points are drawn: one for each cell that holds any, "
            f"with {self.steps} steps on each axis"
        )


def thin(points: NDArray[np.float64], *, most: int) -> Thinned:
    """Choose at most ``most`` points.

    Args:
        points: Shape (points, axes).
        most: Most points to draw, at least 1.
    """
    total = len(points)
    if total <= most:
        return Thinned(tuple(range(total)), None, total)
    low, high = points.min(axis=0), points.max(axis=0)
    shares = (points - low) / np.where(high > low, high - low, 1.0)
    for steps in STEPS:
        cells = np.minimum((shares * steps).astype(np.int64), steps - 1)
        rows = np.unique(cells, axis=0, return_index=True)[1]
        if len(rows) <= most:
            return Thinned(tuple(sorted(int(row) for row in rows)), steps, total)
    raise AssertionError("one step on each axis leaves one point")  # pragma: no cover - most is at least 1
