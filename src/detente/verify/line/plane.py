"""The plane that areas are measured in: Lambert's azimuthal equal-area projection about a centre.

Areas are those of the plane (equal to those on the ellipsoid), lengths are geodesic (WGS 84; Karney 2013),
and no distance is ever taken in degrees. Within 700 km of the centre a distance of the plane is off by 0.2 %
at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod, Transformer

from detente.verify.line.model import Path, Polygons, Position

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import Geometry

EDGE_DEGREES = 0.1
"""Edges are straight in degrees (RFC 7946, 3.1.1): longer ones are cut before they are drawn in the plane."""

_WGS84 = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class Plane:
    """The equal-area plane about a centre given in degrees, its coordinates in metres."""

    longitude: float
    latitude: float

    @property
    def crs(self) -> str:
        """Its PROJ definition."""
        return f"+proj=laea +lat_0={self.latitude:g} +lon_0={self.longitude:g} +datum=WGS84 +units=m"

    @property
    def centre(self) -> Position:
        """Its centre."""
        return (self.longitude, self.latitude)

    def near(self, degrees: Geometry) -> Geometry:
        """The same geometry with longitudes within 180 degrees of the centre, so that shapes meet."""
        if shapely.get_num_geometries(degrees) > 1:
            return type(degrees)([self.near(part) for part in degrees.geoms])
        middle = (degrees.bounds[0] + degrees.bounds[2]) / 2
        turns = np.round((middle - self.longitude) / 360)
        return shapely.transform(degrees, lambda pairs: pairs - [360 * turns, 0]) if turns else degrees

    def drawn(self, degrees: Geometry) -> Geometry:
        """A geometry in degrees as one in metres, its long edges cut."""
        return shapely.transform(with_short_edges(degrees, EDGE_DEGREES), _ways(self.crs)[0])

    def degrees(self, metres: Geometry) -> Geometry:
        """A geometry in metres as one in degrees."""
        return shapely.transform(metres, _ways(self.crs)[1])

    def shape(self, degrees: Geometry) -> Geometry:
        """Polygons in degrees as polygons in metres, whole again where edges that touch came to cross."""
        drawn = self.drawn(degrees)
        return drawn if drawn.is_valid else made_valid(drawn)

    def area_km2(self, degrees: Geometry) -> float:
        """The area of a shape in degrees."""
        return float(self.drawn(degrees).area) / 1e6

    def point(self, position: Position) -> Geometry:
        """A position as a point of the plane."""
        return self.drawn(shapely.Point(position))

    def line(self, path: Path) -> Geometry:
        """A path as a line of the plane, straight from one position to the next."""
        return shapely.transform(shapely.LineString(path), _ways(self.crs)[0])

    def length_km(self, line: Geometry) -> float:
        """The geodesic length of a line of the plane."""
        return path_km(self.path(line))

    def path(self, line: Geometry) -> Path:
        """The positions of a line of the plane, with one decimal of a metre or better (7 decimals)."""
        return positions(self.degrees(line).coords)

    def polygons(self, area: Geometry) -> Polygons:
        """The positions of the polygons of an area."""
        parts = shapely.get_parts(self.degrees(area))
        return tuple(
            tuple(positions(ring.coords) for ring in (part.exterior, *part.interiors))
            for part in parts
            if part.geom_type == "Polygon" and not part.is_empty
        )


def polygons_of(geometry: Geometry) -> Geometry:
    """The polygons of a geometry as one shape; lines and points where shapes touch are dropped."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    return shapely.union_all([part for part in shapely.get_parts(geometry) if part.area > 0])


def made_valid(geometry: Geometry) -> Geometry:
    """Polygons that cross themselves as polygons that don't: every lobe and overlap counts once.

    The structure method of GEOS's ``make_valid``: rings are mended, shells united, holes taken out.
    """
    return polygons_of(shapely.make_valid(geometry, method="structure", keep_collapsed=False))


def with_short_edges(geometry: Geometry, longest: float) -> Geometry:
    """The same geometry with positions added on edges that are longer, ring by ring.

    GEOS itself would repair a polygon that crosses itself on the way, and nobody would be told.
    """
    if geometry.is_empty or geometry.geom_type == "Point":
        return geometry
    if hasattr(geometry, "geoms"):
        return type(geometry)([with_short_edges(part, longest) for part in geometry.geoms])
    if geometry.geom_type == "Polygon":
        rings = [shapely.get_coordinates(ring) for ring in (geometry.exterior, *geometry.interiors)]
        return shapely.Polygon(_cut(rings[0], longest), [_cut(ring, longest) for ring in rings[1:]])
    return type(geometry)(_cut(shapely.get_coordinates(geometry), longest))


def _cut(path: NDArray[np.float64], longest: float) -> NDArray[np.float64]:
    """A path whose edges are cut into equal parts no longer than that."""
    steps = np.diff(path, axis=0)
    counts = np.maximum(np.ceil(np.hypot(steps[:, 0], steps[:, 1]) / longest), 1).astype(int)
    edges = np.repeat(np.arange(len(counts)), counts)
    firsts = np.repeat(np.cumsum(counts) - counts, counts)
    parts = ((np.arange(len(edges)) - firsts) / counts[edges])[:, None]
    return np.vstack([path[:-1][edges] + parts * steps[edges], path[-1:]])


def positions(coordinates: Sequence[Sequence[float]]) -> Path:
    """Coordinates in degrees as positions, rounded to 7 decimals (a centimetre), longitudes within 180."""
    rounded = np.round(np.asarray(coordinates, dtype=float)[:, :2], 7)
    rounded[:, 0] = (rounded[:, 0] + 180) % 360 - 180 if np.abs(rounded[:, 0]).max() > 180 else rounded[:, 0]
    return tuple((float(longitude), float(latitude)) for longitude, latitude in rounded)


def path_km(path: Path) -> float:
    """The geodesic length of a path on WGS 84, in kilometres."""
    if len(path) < 2:
        return 0.0
    longitudes, latitudes = zip(*path, strict=True)
    return float(_WGS84.line_length(longitudes, latitudes)) / 1000


def bearing(start: Position, end: Position) -> float:
    """The direction of the geodesic from one position to another, degrees clockwise from north."""
    return float(_WGS84.inv(*start, *end)[0]) % 360


def at_distance(start: Position, direction: float, distance_km: float) -> Position:
    """The position at a distance from another in a direction (degrees clockwise from north)."""
    longitude, latitude, _ = _WGS84.fwd(*start, direction, distance_km * 1000)
    return (round(float(longitude), 7), round(float(latitude), 7))


def plane_about(geometries: Sequence[Geometry]) -> Plane:
    """The plane about the middle of all that is drawn, in whole degrees so that small changes leave it alone.

    Longitudes are taken on a circle: the middle lies opposite the widest empty arc.
    """
    coordinates = shapely.get_coordinates(geometries)
    circle = np.unique(coordinates[:, 0] % 360)
    gaps = np.diff(np.append(circle, circle[0] + 360))
    widest = int(np.argmax(gaps))
    middle = circle[widest] + gaps[widest] + (360 - gaps[widest]) / 2
    latitude = (coordinates[:, 1].min() + coordinates[:, 1].max()) / 2
    return Plane(float((np.round(middle) + 180) % 360 - 180), float(np.round(latitude)))


@cache
def _ways(crs: str) -> tuple[_Change, _Change]:
    """To the plane, and back."""
    return _Change("OGC:CRS84", crs), _Change(crs, "OGC:CRS84")


class _Change:
    """A change of coordinates for ``shapely.transform``."""

    def __init__(self, source: str, target: str) -> None:
        self._transformer = Transformer.from_crs(source, target, always_xy=True)

    def __call__(self, coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(self._transformer.transform(coordinates[:, 0], coordinates[:, 1]))
