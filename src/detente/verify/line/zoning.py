"""Zones: the land within given distances of the line, on either side, which weapons may be withdrawn from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import shapely

from detente.errors import Fault, InputError
from detente.verify.line.ground import Territory
from detente.verify.line.model import ContactLine, Side, Zone
from detente.verify.line.plane import polygons_of

if TYPE_CHECKING:
    from shapely import Geometry

PRESETS: dict[float, str] = {
    7.5: "infantry weapons and light mortars",
    50.0: "tube artillery",
    75.0: "rocket artillery",
    150.0: "long-range rockets and tactical missiles",
}
"""Distances in kilometres, each with the class of weapons that it stands for: a convention, to be changed."""

FARTHEST_KM = 1000.0


def zones(
    ground: Territory, line: ContactLine, distances_km: Sequence[float] = tuple(PRESETS)
) -> tuple[Zone, ...]:
    """The land within each distance of the line, on both sides.

    Distances and areas are taken in the equal-area plane; a zone is clipped to its side of the land, so that
    nothing on water or across the border counts.

    Args:
        ground: The land and what is controlled of it.
        line: The line, generalised or not.
        distances_km: Above 0 and up to 1,000.

    Returns:
        For each distance, in order, ``inside`` and then ``outside``.

    Raises:
        InputError: with every distance that is none.
    """
    faults = [
        Fault(
            place="zones", message=f"{distance:g} km is no distance of a zone", hint="7.5,50", code="distance"
        )
        for distance in distances_km
        if not 0 < distance <= FARTHEST_KM
    ]
    if faults:
        raise InputError(*faults)
    drawn = _drawn(ground, line)
    return tuple(
        zone for distance in sorted(set(distances_km)) for zone in _both(ground, drawn, float(distance))
    )


def _drawn(ground: Territory, line: ContactLine) -> Geometry:
    """The line in the plane."""
    return shapely.union_all([ground.land.plane.line(piece.path) for piece in line.pieces])


def _both(ground: Territory, line: Geometry, distance_km: float) -> list[Zone]:
    near = line.buffer(distance_km * 1000)
    parts = {Side.INSIDE: ground.inside, Side.OUTSIDE: ground.outside}
    found = []
    for side, part in parts.items():
        area = polygons_of(near.intersection(part))
        zone = Zone(
            side=side,
            distance_km=distance_km,
            weapons=PRESETS.get(distance_km, ""),
            area_km2=float(area.area) / 1e6,
            polygons=ground.land.plane.polygons(area),
        )
        found.append(zone)
    return found
