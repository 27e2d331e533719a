"""Positions beside a line: a place at a distance from a segment, and on which side it is."""

from __future__ import annotations

from collections.abc import Mapping

import shapely

from detente.verify.line.ground import Territory
from detente.verify.line.model import Position, Segment, Side
from detente.verify.line.plane import at_distance


def points_beside(segment: Segment, distance_km: float) -> Mapping[Side, Position]:
    """The positions at a geodesic distance from a segment's middle, at right angles to it, on both sides.

    Where the line winds, such a position may lie across another bend of it: ask :func:`side_of`.
    """
    return {side: at_distance(segment.middle, segment.normal(side), distance_km) for side in Side}


def side_of(ground: Territory, position: Position) -> Side | None:
    """On which side a position lies; None off the land."""
    point = ground.land.plane.point(position)
    if ground.inside.covers(point):
        return Side.INSIDE
    return Side.OUTSIDE if ground.outside.covers(shapely.Point(point)) else None
