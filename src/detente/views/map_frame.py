"""The frame of a map of a contact line: its own equal-area plane, fitted into a box, with scale and north.

Positions are drawn in the plane of the line (Lambert's azimuthal equal-area projection about the centre that
its method names), so that a unit of the map is the same length everywhere within 0.2 %, up to 700 km away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.verify.line.model import ContactLine, Position

WIDTH = 420.0
"""Units across a map."""

MARGIN = 34.0
"""Units between the line and the edge of the map."""

SHAPES = (0.45, 1.5)
"""Least and greatest height of a map as a share of its width."""

Point = tuple[float, float]
"""Units from the left and from the top."""

STEPS_DEG = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0)
LINES = 5
"""About how many meridians and parallels cross a map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A box of the plane.

    Attributes:
        width, height: Its size in units.
        centre: Centre of the plane, degrees.
        west_m, north_m: Where its upper left corner lies in the plane, metres.
        metres: Metres for a unit.
    """

    width: float
    height: float
    centre: Position
    west_m: float
    north_m: float
    metres: float

    def points(self, positions: Sequence[Position]) -> list[Point]:
        """Positions in degrees as points of the map."""
        return [
            ((x - self.west_m) / self.metres, (self.north_m - y) / self.metres)
            for x, y in plane_m(self.centre, positions)
        ]

    def clipped(self, path: Sequence[Position]) -> list[tuple[Point, ...]]:
        """The parts of a path that lie within the box, as points of the map."""
        from shapely import LineString, clip_by_rect, get_coordinates, get_parts

        inside = clip_by_rect(LineString(self.points(path)), 0, 0, self.width, self.height)
        return [
            tuple((float(x), float(y)) for x, y in get_coordinates(part))
            for part in get_parts(inside)
            if part.length > 0
        ]

    def holds(self, point: Point) -> bool:
        """Whether a point lies within the box."""
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height

    @property
    def bar(self) -> tuple[float, float]:
        """The scale bar: a round number of kilometres, and its units, up to a quarter of the width."""
        most = self.width / 4 * self.metres / 1000
        power = 10.0 ** floor(log10(most))
        length = max(step * power for step in (1, 2, 5) if step * power <= most)
        return length, length * 1000 / self.metres

    @property
    def north_deg(self) -> float:
        """By how much north is turned from up at the middle of the map, degrees clockwise."""
        middle = self.degrees((self.width / 2, self.height / 2))
        (x, y), (x1, y1) = self.points([middle, (middle[0], middle[1] + 0.01)])
        return degrees(atan2(x1 - x, y - y1))

    def degrees(self, point: Point) -> Position:
        """A point of the map as longitude and latitude."""
        from shapely import Point as Place

        from detente.verify.line.plane import Plane

        x, y = self.west_m + point[0] * self.metres, self.north_m - point[1] * self.metres
        found = Plane(*self.centre).degrees(Place(x, y))
        return float(found.x), float(found.y)


def plane_m(centre: Position, positions: Sequence[Position]) -> list[Point]:
    """Positions in degrees as metres east and north of the centre of the plane."""
    from shapely import get_coordinates

    from detente.verify.line.plane import Plane

    if not positions:
        return []
    drawn = get_coordinates(Plane(*centre).line((*positions, positions[-1])))
    return [(float(x), float(y)) for x, y in drawn[:-1]]


def frame_of(line: ContactLine) -> Frame:
    """The box that holds a line with a margin on all sides.

    A line that runs straight still gets a map of some width: the box is as SHAPES say.
    """
    return frame_about(line.method.centre, [position for piece in line.pieces for position in piece.path])


def frame_about(centre: Position, positions: Sequence[Position]) -> Frame:
    """The box that holds positions with a margin on all sides, in the plane about a centre."""
    metres = plane_m(centre, positions)
    xs, ys = [x for x, _ in metres], [y for _, y in metres]
    inner = WIDTH - 2 * MARGIN
    tall, broad = max(ys) - min(ys), max(xs) - min(xs)
    scale = max(broad / inner, tall / (SHAPES[1] * WIDTH - 2 * MARGIN), 10.0)
    height = max(SHAPES[0] * WIDTH, tall / scale + 2 * MARGIN)
    return Frame(
        width=WIDTH,
        height=round(height, 1),
        centre=centre,
        west_m=(max(xs) + min(xs)) / 2 - scale * WIDTH / 2,
        north_m=(max(ys) + min(ys)) / 2 + scale * round(height, 1) / 2,
        metres=scale,
    )


def graticule(frame: Frame) -> list[tuple[str, list[Point]]]:
    """Meridians and parallels that cross the map: a label such as ``36° E``, and points along it."""
    corners = [
        frame.degrees((x * frame.width / 8, y * frame.height / 8))
        for x in range(9)
        for y in range(9)
        if x in (0, 8) or y in (0, 8)
    ]
    middle = frame.centre[0]
    longitudes = [middle + (lon - middle + 180) % 360 - 180 for lon, _ in corners]
    latitudes = [lat for _, lat in corners]
    found = []
    for values, others, letters in ((longitudes, latitudes, "EW"), (latitudes, longitudes, "NS")):
        low, high, start, end = min(values), max(values), min(others), max(others)
        step = next((step for step in STEPS_DEG if (high - low) / step <= LINES), STEPS_DEG[-1])
        for number in range(floor(low / step) + 1, floor(high / step) + 1):
            value = number * step
            # a little past both edges, which bend away from parallels and meridians
            along = [start + (end - start) * part / 24 for part in range(-1, 26)]
            places = [(value, other) if letters == "EW" else (other, value) for other in along]
            found.append((_degree_text(value, letters), frame.points(places)))
    return found


def _degree_text(value: float, letters: str) -> str:
    turned = (value + 180) % 360 - 180 if letters == "EW" else value
    letter = "" if abs(turned) < 1e-9 else letters[0] if turned > 0 else letters[1]
    return f"{abs(turned):g}° {letter}".rstrip()
