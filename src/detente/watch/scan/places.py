"""Where cells are, and which are near: Euclidean or on a sphere.

Points on a sphere stand on the unit sphere in space, where the straight distance grows with that along the
great circle. So one search for neighbours serves both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import Fault, InputError

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Metric = Literal["euclid", "great-circle"]

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


def numbers(values: ArrayLike, place: str) -> Floats:
    """What was given, as floating point numbers.

    Raises:
        InputError: if it is no array of numbers.
    """
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        hint = "give an array of numbers, each row as long as the others"
        raise InputError(Fault(place=place, message=f"these are no numbers ({error})", hint=hint)) from error


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Places:
    """Points with their metric, and a tree where only near ones are asked for.

    Attributes:
        points: A row for each cell: in the plane, or on the unit sphere in space.
        metric: How they are apart.
        most_radius: The farthest that is asked for, in the unit of the answer; ``None``: all.
        most_cells: So many are asked for; ``None``: all.
        tree: For either limit; ``None``: all pairs are compared.
    """

    points: Floats
    metric: Metric
    most_radius: float | None
    most_cells: int | None
    tree: cKDTree | None

    @staticmethod
    def faults(coordinates: Floats, metric: Metric) -> list[Fault]:
        """What is wrong with coordinates."""
        given = coordinates
        if metric not in {"euclid", "great-circle"}:
            return [
                Fault(place="metric", message=f"there is no metric '{metric}'", hint="euclid or great-circle")
            ]
        if given.ndim != 2 or given.shape[1] != 2:
            message = f"coordinates have the shape {given.shape}"
            return [
                Fault(place="coordinates", message=message, hint="give a row of two numbers for each cell")
            ]
        good = np.isfinite(given).all(axis=1)
        hint = "give finite numbers"
        if metric == "great-circle":
            good &= (np.abs(given[:, 0]) <= 360) & (np.abs(given[:, 1]) <= 90)
            hint = "give longitude, then latitude (-90 to 90), in degrees"
        return [
            Fault(
                place=f"coordinates, row {row}", message=f"({given[row, 0]:g}, {given[row, 1]:g})", hint=hint
            )
            for row in np.flatnonzero(~good)[:5]
        ]

    @staticmethod
    def of(
        coordinates: Floats, metric: Metric, *, most_radius: float | None, most_cells: int | None
    ) -> Places:
        """Points from coordinates without faults."""
        points = np.asarray(coordinates, dtype=np.float64)
        if metric == "great-circle":
            lon, lat = np.radians(points).T
            points = np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
        tree = None
        if most_radius is not None or most_cells is not None:
            from scipy.spatial import cKDTree

            tree = cKDTree(points)
        return Places(points=points, metric=metric, most_radius=most_radius, most_cells=most_cells, tree=tree)

    def around(self, centre: int) -> tuple[Integers, Floats]:
        """The cells within reach of one of them, the nearest first, and their distances.

        Of ``most_cells`` there is one more, so that one sees whether it is as near as the last of them.
        """
        near = self._near(centre)
        apart = np.sqrt(((self.points[near] - self.points[centre]) ** 2).sum(axis=1))
        order = np.argsort(apart, kind="stable")
        return near[order], self._distance(apart[order])

    def _near(self, centre: int) -> Integers:
        """The numbers of these cells."""
        if self.tree is None:
            return np.arange(len(self.points))
        reach = np.inf if self.most_radius is None else self._straight(self.most_radius * (1 + 1e-9))
        if self.most_cells is None:
            return np.sort(np.asarray(self.tree.query_ball_point(self.points[centre], reach), dtype=np.int64))
        count = min(len(self.points), self.most_cells + 1)
        _, found = self.tree.query(self.points[centre], k=count, distance_upper_bound=reach)
        near = np.sort(np.atleast_1d(found)).astype(np.int64)
        return near[near < len(self.points)]

    def _straight(self, distance: float) -> float:
        if self.metric == "euclid":
            return distance
        return 2.0 if distance >= np.pi * EARTH_KM else float(2 * np.sin(distance / (2 * EARTH_KM)))

    def _distance(self, straight: Floats) -> Floats:
        if self.metric == "euclid":
            return straight
        along: Floats = 2 * EARTH_KM * np.arcsin(np.minimum(straight / 2, 1.0))
        return along
