"""The contact line: the boundary of the controlled land without what lies near the land's own boundary.

    line(eps) = boundary(control and land) - { points within eps of boundary(land) }

Pieces that meet are joined. A generalisation leaves out pieces of 20 km and less and simplifies each of the
others by the algorithm of D. H. Douglas and T. K. Peucker (1973), in the equal-area plane. Lengths are
geodesic (WGS 84). eps keeps coasts and state borders out, where two layers never agree to the metre; it also
takes the last eps kilometres off each end of the line.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import shapely

from detente.errors import Fault, InputError
from detente.verify.line.ground import Territory
from detente.verify.line.model import ContactLine, Piece

if TYPE_CHECKING:
    from shapely import Geometry

EPS_KM = 2.0
SHORTEST_KM = 20.0
"""Pieces up to this length are left out of a generalised line."""


def contact_line(
    ground: Territory, *, eps_km: float = EPS_KM, simplify_km: float = 0, shortest_km: float = SHORTEST_KM
) -> ContactLine:
    """The contact line of a day.

    Args:
        ground: What is controlled, and the land.
        eps_km: What lies within this distance of the land's boundary is left out; above 0.
        simplify_km: The tolerance of the generalisation; 0 for none.
        shortest_km: With a generalisation, pieces up to this length are left out.

    Returns:
        The line; without pieces where control ends at the land's boundary alone.

    Raises:
        InputError: if a distance is negative, or eps is 0.
    """
    _refuse(eps_km, simplify_km, shortest_km)
    lines = _oriented(ground, _line(ground, eps_km * 1000))
    measured = [(ground.land.plane.length_km(line), line) for line in lines]
    kept = [pair for pair in measured if not simplify_km or pair[0] > shortest_km]
    dropped = [pair[0] for pair in measured if simplify_km and pair[0] <= shortest_km]
    drawn = [line.simplify(simplify_km * 1000) if simplify_km else line for _, line in kept]
    pieces = tuple(sorted((_piece(ground, line) for line in drawn), key=_longest_first))
    return ContactLine(
        on=ground.on,
        pieces=pieces,
        length_km=sum(piece.length_km for piece in pieces),
        eps_km=float(eps_km),
        simplify_km=float(simplify_km),
        shortest_km=float(shortest_km) if simplify_km else 0.0,
        left_out=(len(dropped), sum(dropped)),
        sides=ground.sides,
        method=ground.method,
    )


def _line(ground: Territory, eps: float) -> list[Geometry]:
    """The joined pieces in the plane."""
    rings = ground.land.plane.drawn(ground.degrees.boundary)
    apart = rings.difference(_rim(ground.land.area, eps))
    merged = shapely.line_merge(apart) if apart.geom_type == "MultiLineString" else apart
    return [part for part in shapely.get_parts(merged) if part.length > 0]


@lru_cache(maxsize=8)
def _rim(land: Geometry, eps: float) -> Geometry:
    """What lies within eps of the land's boundary; kept, since it takes longer than all the rest."""
    return land.boundary.buffer(eps)


def _oriented(ground: Territory, lines: list[Geometry]) -> list[Geometry]:
    """The same, each with the controlled land to its left."""
    shapely.prepare(ground.inside)
    return [line if _lies_left(ground.inside, line) else line.reverse() for line in lines]


def _lies_left(inside: Geometry, line: Geometry) -> bool:
    """Whether an area lies to the left of a line along its edge, seen from the middle of the longest edge."""
    coordinates = shapely.get_coordinates(line)
    steps = coordinates[1:] - coordinates[:-1]
    longest = int((steps**2).sum(axis=1).argmax())
    (east, north), middle = steps[longest], coordinates[longest] + steps[longest] / 2
    length = float((east**2 + north**2) ** 0.5)
    beside = min(length / 100, 0.1)
    left = (middle[0] - north / length * beside, middle[1] + east / length * beside)
    return bool(inside.contains(shapely.Point(left)))


def _piece(ground: Territory, line: Geometry) -> Piece:
    path = ground.land.plane.path(line)
    return Piece(path=path, length_km=ground.land.plane.length_km(line), closed=bool(line.is_closed))


def _longest_first(piece: Piece) -> tuple[float, tuple[float, float]]:
    return (-piece.length_km, piece.path[0])


def _refuse(eps_km: float, simplify_km: float, shortest_km: float) -> None:
    wrong = [
        Fault(place=name, message=f"{value:g} km is no such distance", hint=hint, code="distance")
        for name, value, ok, hint in (
            ("eps_km", eps_km, 0 < eps_km < 1000, "2, or another distance above 0 and below 1,000 km"),
            ("simplify_km", simplify_km, 0 <= simplify_km < 1000, "0 for none, or a distance below 1,000 km"),
            ("shortest_km", shortest_km, 0 <= shortest_km < 1e5, "20"),
        )
        if not ok
    ]
    if wrong:
        raise InputError(*wrong)
