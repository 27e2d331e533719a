"""Where instruments may stand and where violations may happen: points, and distances between them.

Positions are (longitude, latitude) in degrees on WGS 84; distances are great circles on the sphere of the
earth's mean radius, in metres: within 0.6 % of the geodesic, far below what is known of any range.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from detente.errors import Fault, InputError, shown_value

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RADIUS_M = 6_371_008.8
"""Mean radius of the earth (2a + b)/3 of WGS 84, in metres."""

SIDES = ("inside", "outside")
"""The two sides of a line, as the line names them: left and right of its direction."""


class Stretch(Protocol):
    """A stretch of the line, as a segment of the contact line is one."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude of its middle."""

    @property
    def bearing(self) -> float:
        """Its direction in degrees clockwise from north; ``inside`` lies to its left."""

    @property
    def length_km(self) -> float:
        """Its length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Points with ids: cells in which something may happen, or sites on which something may stand.

    Attributes:
        positions: Longitude and latitude in degrees, ``(n, 2)``.
        sides: On which side of the line each lies; ``""`` where that has no meaning.
        stretches: The number of the stretch of the line that each belongs to.
    """

    ids: tuple[str, ...]
    positions: Floats
    sides: tuple[str, ...]
    stretches: tuple[int, ...]

    def __len__(self) -> int:
        """How many."""
        return len(self.ids)

    def only(self, numbers: Sequence[int]) -> Points:
        """Some of them, in the order of their numbers."""
        return Points(
            ids=tuple(self.ids[number] for number in numbers),
            positions=self.positions[list(numbers)],
            sides=tuple(self.sides[number] for number in numbers),
            stretches=tuple(self.stretches[number] for number in numbers),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of a cell and a site with their distance: three arrays of the same length, by cell, then site."""

    cell: Ints
    site: Ints
    distance_m: Floats


def line_cells(line: Sequence[Stretch]) -> Points:
    """One cell for each stretch of the line, at its middle.

    Raises:
        InputError: if there is no stretch, an id stands twice, or a middle is no position.
    """
    positions = _checked(line)
    ids = tuple(stretch.id for stretch in line)
    return Points(ids=ids, positions=positions, sides=("",) * len(ids), stretches=tuple(range(len(ids))))


def beside(line: Sequence[Stretch], offsets_m: Iterable[float], *, every: int = 1) -> Points:
    """Points on both sides of the line, at right angles to every so many-th stretch.

    With three stretches and the offsets 500 and 2000 there are twelve: ``ID-inside-500`` and so on.

    Args:
        line: The stretches, in the order of the line.
        offsets_m: Distances from the middle of a stretch, in metres from 0 (one point on the line itself).
        every: 1 for each stretch, 3 for the second of every three, and so on.

    Raises:
        InputError: as ``line_cells``; also for an offset that is no number from 0, or ``every`` below 1.
    """
    middles = _checked(line)
    offsets = sorted({float(offset) for offset in offsets_m})
    if every < 1 or not offsets or not all(0 <= offset < RADIUS_M for offset in offsets):
        message = f"offsets of {offsets} m at every {every} will not do"
        hint = "distances from 0 in metres, at every stretch (1) or at fewer"
        raise InputError(Fault(place="offsets", message=message, hint=hint, code="bad-number"))
    kept = range(min(every // 2, len(line) - 1), len(line), every)
    found = [
        (place, side, offset) for place in kept for offset in offsets for side in (SIDES if offset else ("",))
    ]
    turns = {"inside": -90.0, "outside": 90.0, "": 0.0}
    bearings = np.array([line[place].bearing + turns[side] for place, side, _ in found])
    positions = _moved(
        middles[[place for place, _, _ in found]], bearings, np.array([far for _, _, far in found])
    )
    return Points(
        ids=tuple(_point_id(line[place].id, side, offset) for place, side, offset in found),
        positions=positions,
        sides=tuple(side for _, side, _ in found),
        stretches=tuple(place for place, _, _ in found),
    )


def joined(parts: Sequence[Points]) -> Points:
    """Points one after the other; none where there are no parts."""
    return Points(
        ids=tuple(name for part in parts for name in part.ids),
        positions=np.concatenate([np.zeros((0, 2)), *(part.positions for part in parts)]),
        sides=tuple(side for part in parts for side in part.sides),
        stretches=tuple(number for part in parts for number in part.stretches),
    )


def pairs_within(cells: Points, sites: Points, reach_m: float) -> Pairs:
    """All pairs of a cell and a site at most ``reach_m`` apart."""
    if not len(cells) or not len(sites):
        nothing = np.zeros(0, dtype=np.int64)
        return Pairs(cell=nothing, site=nothing, distance_m=np.zeros(0))
    chord = 2 * np.sin(min(reach_m / (2 * RADIUS_M), np.pi / 2)) * (1 + 1e-12) + 1e-12
    tree = cKDTree(_on_sphere(sites.positions))
    near = tree.query_ball_point(_on_sphere(cells.positions), chord, return_sorted=True)
    counts = [len(members) for members in near]
    cell = np.repeat(np.arange(len(cells), dtype=np.int64), counts)
    site = np.fromiter((member for members in near for member in members), np.int64, count=sum(counts))
    return Pairs(
        cell=cell, site=site, distance_m=great_circle_m(cells.positions[cell], sites.positions[site])
    )


def great_circle_m(start: Floats, end: Floats) -> Floats:
    """Great-circle distances in metres between positions ``(..., 2)`` (haversine formula)."""
    lon, lat = np.radians(start[..., 0]), np.radians(start[..., 1])
    lon_end, lat_end = np.radians(end[..., 0]), np.radians(end[..., 1])
    half = np.sin((lat_end - lat) / 2) ** 2 + np.cos(lat) * np.cos(lat_end) * np.sin((lon_end - lon) / 2) ** 2
    distance: Floats = 2 * RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return distance


def nearest_cell(cells: Points, sites: Points) -> Ints:
    """For each site the number of the cell that is nearest to it."""
    _, number = cKDTree(_on_sphere(cells.positions)).query(_on_sphere(sites.positions))
    return np.asarray(number, dtype=np.int64)


def _point_id(stretch: str, side: str, offset: float) -> str:
    return f"{stretch}-{side}-{offset:g}" if side else stretch


def _moved(positions: Floats, bearings: Floats, distance_m: Floats) -> Floats:
    """Where one arrives after a distance along a bearing, on the sphere."""
    lon, lat = np.radians(positions[:, 0]), np.radians(positions[:, 1])
    way, far = np.radians(bearings), distance_m / RADIUS_M
    there = np.arcsin(np.clip(np.sin(lat) * np.cos(far) + np.cos(lat) * np.sin(far) * np.cos(way), -1, 1))
    turn = np.arctan2(np.sin(way) * np.sin(far) * np.cos(lat), np.cos(far) - np.sin(lat) * np.sin(there))
    around = (np.degrees(lon + turn) + 180) % 360 - 180
    return np.column_stack((around, np.degrees(there)))


def _on_sphere(positions: Floats) -> Floats:
    lon, lat = np.radians(positions[:, 0]), np.radians(positions[:, 1])
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def _checked(line: Sequence[Stretch]) -> Floats:
    """The middles of the stretches as an array."""
    faults, seen = [], set[str]()
    if not line:
        faults.append(Fault(place="line", message="there is no stretch", hint="segments of a line"))
    for stretch in line:
        lon, lat = stretch.middle
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            message = f"({shown_value(lon)}, {shown_value(lat)}) is no position"
            hint = "longitude and latitude in degrees"
            faults.append(Fault(place=f"line: {stretch.id}", message=message, hint=hint, code="bad-number"))
        if stretch.id in seen:
            message = f"the id '{stretch.id}' stands twice"
            faults.append(Fault(place="line", message=message, hint="each id once", code="duplicate"))
        seen.add(stretch.id)
    if faults:
        raise InputError(*faults)
    return np.array([stretch.middle for stretch in line], dtype=np.float64).reshape(-1, 2)
