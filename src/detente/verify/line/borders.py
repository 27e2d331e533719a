"""Borders of regions for a map: each drawn once, generalised, as the layer of regions has them."""

from __future__ import annotations

import shapely

from detente.verify.line.ground import Land
from detente.verify.line.model import Path


def borders(land: Land, *, tolerance_km: float) -> tuple[Path, ...]:
    """The borders of the regions and the rim of the land.

    What two regions share is one border. Ends and junctions stay where they are.

    Args:
        land: The land.
        tolerance_km: The tolerance of the generalisation (Douglas and Peucker 1973), 0 for none.
    """
    rims = shapely.union_all([land.plane.drawn(region.degrees.boundary) for region in land.regions])
    merged = shapely.line_merge(rims) if rims.geom_type == "MultiLineString" else rims
    drawn = (part.simplify(tolerance_km * 1000) for part in shapely.get_parts(merged))
    return tuple(land.plane.path(part) for part in drawn if part.length > 0)
