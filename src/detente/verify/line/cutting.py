"""Cutting a line into segments of equal length, with ids that name places.

Each piece is cut into as many equal parts as come nearest to the wanted length, so all segments of a piece
have the same geodesic length, and a piece shorter than one and a half lengths stays whole. Cuts are made in
the plane: where a ready line has an edge of some hundred kilometres, its parts differ by up to a thousandth.

**Ids.** A segment is called after the cell of a grid of degrees that holds its middle: ``n4810e03745`` is the
cell whose south-western corner is 48.10 north, 37.45 east. The cell is the smallest of 0.01, 0.02, 0.05, 0.1
and so on degrees whose height is a segment's length or more. A second middle in the same cell gets ``-2``,
and so on along the line. So the same input gives the same ids, and an id never stands for another place; but
cuts move along a piece when its length changes anywhere, and a middle near the rim of its cell may cross it.
Who follows a line from day to day hands in the segments of the day before: a new segment then takes the id of
the old one whose middle is nearest, one to one, if it lies within half a segment's length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from detente.errors import Fault, InputError
from detente.verify.line.model import ContactLine, Path, Position, Segment
from detente.verify.line.plane import Plane, bearing, path_km, positions

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import Geometry

SEGMENT_KM = 5.0
SHORTEST_SEGMENT_KM = 0.1
CELLS: tuple[int, ...] = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 4500)
"""Heights of grid cells, in hundredths of a degree."""

KM_PER_CENTIDEGREE = 1.1132
"""A hundredth of a degree of latitude."""


def segments(
    line: ContactLine, *, length_km: float = SEGMENT_KM, kept: Sequence[Segment] = ()
) -> tuple[Segment, ...]:
    """The line cut into segments of equal length, piece by piece.

    Args:
        line: The line.
        length_km: The length that the segments come nearest to; at least 0.1.
        kept: The segments of an earlier day, whose ids are to live on.

    Raises:
        InputError: if the length is too small.
    """
    if not SHORTEST_SEGMENT_KM <= length_km < 1e5:
        message = f"{length_km:g} km is no length of a segment"
        raise InputError(Fault(place="segment_km", message=message, hint="5", code="distance"))
    plane = Plane(*line.method.centre)
    cut = [
        segment
        for number, piece in enumerate(line.pieces)
        for segment in _parts(plane, piece.path, number, length_km)
    ]
    inherited = _inherited(plane, cut, kept, length_km / 2)
    return tuple(_named(cut, inherited, _cell(length_km)))


def middle_of(path: Path) -> Position:
    """The position halfway along a path."""
    track = _track(Plane(*path[0]), path)
    return track.at(track.length_km / 2)


def _parts(plane: Plane, path: Path, piece: int, length_km: float) -> list[Segment]:
    """The equal parts of one piece, still without ids."""
    track = _track(plane, path)
    count = max(1, round(track.length_km / length_km))
    stations = np.linspace(0, track.length_km, 2 * count + 1)
    found = []
    for start, middle, end in zip(stations[:-2:2], stations[1::2], stations[2::2], strict=True):
        part = track.between(float(start), float(end))
        segment = Segment(
            id="",
            name="",
            region="",
            piece=piece,
            from_km=float(start),
            length_km=path_km(part),
            path=part,
            middle=track.at(float(middle)),
            bearing=_heading(track, part, float(middle)),
        )
        found.append(segment)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Track:
    """A path with the kilometre at which each of its positions stands."""

    plane: Plane
    metres: NDArray[np.float64]
    stations: NDArray[np.float64]

    @property
    def length_km(self) -> float:
        return float(self.stations[-1])

    def at(self, station: float) -> Position:
        """The position at a kilometre of the path."""
        return self._degrees(np.array([self._metres(station)]))[0]

    def between(self, start: float, end: float) -> Path:
        """The part of the path between two kilometres."""
        within = (self.stations > start + 1e-9) & (self.stations < end - 1e-9)
        ends = self._metres(start), self._metres(end)
        return self._degrees(np.vstack([ends[0], self.metres[within], ends[1]]))

    def edge(self, station: float) -> tuple[Position, Position]:
        """The edge of the path that holds a kilometre."""
        last = len(self.stations) - 2
        at = min(int(np.searchsorted(self.stations, station, side="right")) - 1, last)
        first, second = self._degrees(self.metres[at : at + 2])
        return first, second

    def _metres(self, station: float) -> NDArray[np.float64]:
        return np.array([np.interp(station, self.stations, self.metres[:, axis]) for axis in (0, 1)])

    def _degrees(self, metres: NDArray[np.float64]) -> Path:
        return positions(shapely.get_coordinates(self.plane.degrees(shapely.points(metres))).tolist())


def _track(plane: Plane, path: Path) -> _Track:
    steps = [path_km(path[place : place + 2]) for place in range(len(path) - 1)]
    metres = shapely.get_coordinates(plane.line(path))
    return _Track(plane, metres, np.concatenate([[0.0], np.cumsum(steps)]))


def _heading(track: _Track, part: Path, middle: float) -> float:
    """From start to end; of a part that turns back on itself, along the edge in its middle."""
    chord, length = path_km((part[0], part[-1])), path_km(part)
    ends = (part[0], part[-1]) if chord > length / 10 else track.edge(middle)
    return round(bearing(*ends), 3)


def _cell(length_km: float) -> int:
    """The height of a grid cell for segments of a length, in hundredths of a degree."""
    return next((cell for cell in CELLS if cell * KM_PER_CENTIDEGREE >= length_km), CELLS[-1])


def _named(cut: Sequence[Segment], inherited: dict[int, str], cell: int) -> list[Segment]:
    """The segments with their ids, those of earlier days first."""
    used = set(inherited.values())
    named = []
    for number, segment in enumerate(cut):
        name = inherited.get(number) or _free(_place_id(segment.middle, cell), used)
        used.add(name)
        named.append(replace(segment, id=name))
    return named


def _free(name: str, used: set[str]) -> str:
    """The name, or the name with the first number that is free."""
    number, found = 1, name
    while found in used:
        number += 1
        found = f"{name}-{number}"
    return found


def _place_id(middle: Position, cell: int) -> str:
    """The cell of a position, by its south-western corner in hundredths of a degree."""
    longitude, latitude = (int(np.floor(round(value * 100, 5) / cell)) * cell for value in middle)
    north, east = "ns"[latitude < 0], "ew"[longitude < 0]
    return f"{north}{abs(latitude):04d}{east}{abs(longitude):05d}"


def _inherited(
    plane: Plane, cut: Sequence[Segment], kept: Sequence[Segment], within_km: float
) -> dict[int, str]:
    """Which new segment takes which old id: the nearest middles first, each once."""
    if not kept or not cut:
        return {}
    old, new = _middles(plane, kept), _middles(plane, cut)
    pairs = shapely.STRtree(old).query(new, predicate="dwithin", distance=within_km * 1000).T
    near = sorted((float(new[mine].distance(old[its])), int(mine), int(its)) for mine, its in pairs)
    taken: dict[int, str] = {}
    free = {segment.id for segment in kept}
    for _, mine, its in near:
        if mine not in taken and kept[its].id in free:
            taken[mine] = kept[its].id
            free.remove(kept[its].id)
    return taken


def _middles(plane: Plane, parts: Sequence[Segment]) -> list[Geometry]:
    return [plane.point(part.middle) for part in parts]
