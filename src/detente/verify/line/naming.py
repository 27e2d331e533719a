"""Names for segments: the nearest settlement where a layer of places is given, and the region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from detente.verify.line.ground import Land
from detente.verify.line.layer import Layer
from detente.verify.line.model import Segment
from detente.verify.line.outline import POINTS, outlines
from detente.verify.line.plane import Plane

if TYPE_CHECKING:
    from shapely import Geometry

ON_BORDER_M = 1.0
"""A middle so near to a border between regions lies on it."""


def named(
    parts: Sequence[Segment], *, land: Land | None = None, places: Layer | None = None
) -> tuple[Segment, ...]:
    """The segments with their region, and a name: the settlement nearest to the middle, else the region.

    Args:
        parts: The segments.
        land: The land, for regions; a middle on a border between regions (within a metre) takes the first of
            them.
        places: Points with names, for settlements.

    Raises:
        InputError: with every place that is no point.
    """
    if not parts:
        return ()
    plane = land.plane if land is not None else Plane(*parts[0].middle)
    middles = [plane.point(part.middle) for part in parts]
    regions = [""] * len(parts)
    if land is not None:
        regions = [land.regions[place].name for place in _regions_at(middles, plane, land)]
    settlements = [""] * len(parts)
    if places is not None:
        drawn = outlines(places, places.features, POINTS)
        points = [plane.drawn(point) for point in drawn.degrees]
        nearest = np.asarray(shapely.STRtree(points).nearest(middles))
        settlements = [drawn.features[int(place)].name for place in nearest]
    return tuple(
        replace(part, region=region, name=settlement or region)
        for part, region, settlement in zip(parts, regions, settlements, strict=True)
    )


def _regions_at(middles: Sequence[Geometry], plane: Plane, land: Land) -> list[int]:
    """The number of each point's region: the first of those that it lies in or at, else the nearest."""
    tree = shapely.STRtree([plane.shape(region.degrees) for region in land.regions])
    found: list[int] = np.asarray(tree.nearest(middles)).tolist()
    for mine, its in tree.query(middles, predicate="dwithin", distance=ON_BORDER_M).T.tolist():
        found[mine] = min(found[mine], its)
    return found
