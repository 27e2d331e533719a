"""Detections near the line whose position error reaches across it: which side they belong to nobody can say.

A row is doubtful if the line is no farther from it than its position error, or if its error is not known. The
boxes of a locator give a lower bound of the distance, so that the distance itself is measured near the line
alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import shapely
from scipy import ndimage

from detente.watch.cells import NOWHERE
from detente.watch.locate import KM_PER_DEGREE, Locator, box_of, in_plane, passed_by

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SLACK = 0.8
"""What a bound is shortened by, since the sides of boxes are measured at one latitude."""


@dataclass(frozen=True, slots=True, eq=False)
class NearLine:
    """The line under the boxes of a locator.

    Attributes:
        index: The boxes.
        paths: The segments of the line in the plane.
        at_least_km: For each box, a distance that the line is not nearer than.
    """

    index: Locator
    paths: NDArray[np.object_]
    at_least_km: NDArray[np.float32]

    @classmethod
    def of(cls, index: Locator) -> Self | None:
        """The line of some cells; None where they have no sides."""
        cells = index.cells
        if not cells.segments or not (cells.side != NOWHERE).any():
            return None
        paths = np.array([cells.plane.line(segment.path) for segment in cells.segments], dtype=object)
        height, width = index.height, index.width * float(np.cos(np.radians(index.south)))
        south = index.south + index.height * index.table.shape[0]
        width = min(width, index.width * float(np.cos(np.radians(south))))
        sampling = (height * KM_PER_DEGREE, width * KM_PER_DEGREE)
        far = ndimage.distance_transform_edt(~passed_by(index, paths), sampling=sampling)
        diagonal = float(np.hypot(height, index.width)) * KM_PER_DEGREE
        return cls(index, paths, (np.maximum(far - 2 * diagonal, 0) * SLACK).astype(np.float32))

    def reached(
        self, lon: Floats, lat: Floats, error_km: Floats, cell: NDArray[np.int32]
    ) -> NDArray[np.bool_]:
        """Whether the error of each row reaches the line.

        Args:
            lon: Longitudes of rows that lie in a cell.
            lat: Their latitudes.
            error_km: Position errors; NaN where not known.
            cell: The cell of each.
        """
        row, column = box_of(self.index, lon, lat)
        unsure = ~np.isfinite(error_km)
        near = np.flatnonzero(~unsure & (self.at_least_km[row, column] <= error_km))
        points = shapely.points(*in_plane(self.index.cells, lon[near], lat[near]))
        away = shapely.distance(points, self.paths[self.index.cells.segment[cell[near]]])
        unsure[near] = away <= error_km[near] * 1000
        return unsure
