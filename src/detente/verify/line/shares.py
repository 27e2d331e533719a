"""How much of each region, and of the land as a whole, lies within the control layer."""

from __future__ import annotations

from detente.verify.line.ground import Territory
from detente.verify.line.model import ControlShare


def control_shares(ground: Territory) -> tuple[ControlShare, ...]:
    """Control shares by region, in the order of the layer of regions; 0 is a finding, too."""
    return tuple(
        ControlShare(
            id=region.id,
            name=region.name,
            area_km2=ground.land.plane.area_km2(region.degrees),
            inside_km2=ground.land.plane.area_km2(region.degrees.intersection(ground.degrees)),
        )
        for region in ground.land.regions
    )


def total_share(ground: Territory) -> ControlShare:
    """The control share of the land as a whole."""
    area = float(ground.land.area.area) / 1e6
    return ControlShare(id="", name="", area_km2=area, inside_km2=float(ground.inside.area) / 1e6)
