"""The form of a GeoJSON geometry (RFC 7946), checked in words before Shapely reads it.

Positions come out with two numbers each: heights, and whatever else a file adds, are left out. Rings are
closed where they are not, and collections within collections lie flat.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import float_info

from detente.errors import shown_value

DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""How deep the positions of each type lie in its lists."""

COLLECTION = "GeometryCollection"
FEWEST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}
"""Positions of a line, and of a ring, at least."""

MOST = float_info.max
Position = list[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A geometry as it can be read.

    Attributes:
        geometry: Type and coordinates; of a collection, its geometries.
        heights: Whether positions had more than two numbers.
        closed: How many rings did not end where they start.
    """

    geometry: Mapping[str, object]
    heights: bool
    closed: int


@dataclass(slots=True)
class _Seen:
    heights: bool = False
    closed: int = 0


def form_of(drawn: Mapping[str, object]) -> Form:
    """The geometry of a feature, once its form is known to be sound.

    Raises:
        ValueError: with the first thing in it that is not as it has to be, and where.
    """
    seen = _Seen()
    parts = [_simple(part, seen) for part in _flat(drawn)]
    whole = {"type": COLLECTION, "geometries": parts} if drawn.get("type") == COLLECTION else parts[0]
    return Form(geometry=whole, heights=seen.heights, closed=seen.closed)


def _flat(drawn: object) -> Iterator[Mapping[str, object]]:
    if not isinstance(drawn, dict):
        raise ValueError(f"{shown_value(drawn)} is no geometry")
    if drawn.get("type") != COLLECTION:
        yield drawn
        return
    members = drawn.get("geometries")
    if not isinstance(members, list):
        raise ValueError(f"its geometries are {shown_value(members)}, and no list")
    for member in members:
        yield from _flat(member)


def _simple(drawn: Mapping[str, object], seen: _Seen) -> Mapping[str, object]:
    kind = drawn.get("type")
    if not isinstance(kind, str) or kind not in DEPTHS:
        raise ValueError(f"its type is {shown_value(kind)}, and none of {', '.join((*DEPTHS, COLLECTION))}")
    if "coordinates" not in drawn:
        raise ValueError("it has no coordinates")
    given = drawn["coordinates"]
    deep = 1 if given == [] else DEPTHS[kind]
    return {"type": kind, "coordinates": _lists(given, deep, kind, "coordinates", seen)}


def _lists(given: object, depth: int, kind: str, place: str, seen: _Seen) -> Sequence[object]:
    """The coordinates at a place, list by list, down to positions; [] where there is none in them."""
    if depth == 0:
        return _position(given, place, seen)
    if not isinstance(given, list):
        raise ValueError(f"{place} is {shown_value(given)}, and no list")
    made = [_lists(part, depth - 1, kind, f"{place}[{at}]", seen) for at, part in enumerate(given)]
    if not any(made):
        return []
    if not all(made):
        raise ValueError(f"{place}[{made.index([])}] is empty")
    return _path(made, kind, place, seen) if depth == 1 and kind in FEWEST else made


def _position(given: object, place: str, seen: _Seen) -> Position:
    if not isinstance(given, list) or len(given) < 2:
        raise ValueError(f"{place} is {shown_value(given)}, and no position of two numbers")
    for value in given:
        if isinstance(value, bool) or not isinstance(value, int | float) or not -MOST <= value <= MOST:
            raise ValueError(f"{shown_value(value)} is no finite number: {place}")
    seen.heights |= len(given) > 2
    return [float(given[0]), float(given[1])]


def _path(made: Sequence[object], kind: str, place: str, seen: _Seen) -> Sequence[object]:
    """The positions of a line or a ring, the ring closed."""
    ring = kind.endswith("Polygon")
    whole = made
    if ring and made[0] != made[-1]:
        seen.closed += 1
        whole = [*made, made[0]]
    if len(whole) < FEWEST[kind]:
        word = "ring" if ring else "line"
        raise ValueError(f"{place} is a {word} of {len(made)} positions, and one has {FEWEST[kind]} at least")
    return whole
