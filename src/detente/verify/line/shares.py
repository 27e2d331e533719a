"""How much of each region, and of the land as a whole, lies within the control layer."""

from __future__ import annotations

from detente.verify.line.ground import Region, Territory
from detente.verify.line.model import ControlShare


def control_shares(ground: Territory) -> tuple[ControlShare, ...]:
    """Control shares by region, in the order of the layer of regions; 0 is a finding, too."""
    return tuple(_share(ground, region) for region in ground.land.regions)


def total_share(ground: Territory) -> ControlShare:
    """The control share of the land as a whole."""
    area = float(ground.land.area.area) / 1e6
    return ControlShare(id="", name="", area_km2=area, inside_km2=min(float(ground.inside.area) / 1e6, area))


def _share(ground: Territory, region: Region) -> ControlShare:
    """The share of one region; more positions on its edges may add a millionth, which is cut."""
    area = ground.land.plane.area_km2(region.degrees)
    inside = ground.land.plane.area_km2(region.degrees.intersection(ground.degrees))
    return ControlShare(id=region.id, name=region.name, area_km2=area, inside_km2=min(inside, area))
