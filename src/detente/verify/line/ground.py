"""The land with its regions, and what part of it a control layer covers on a day.

Shapes are laid over each other in degrees, where their edges are straight, and what comes of it is drawn in
one equal-area plane: projected first, two layers that share an edge would part by a metre between vertices.
Polygons that cross themselves are repaired (``make_valid`` of GEOS), with a note that names the feature and
says what became of its area.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import shapely
from shapely.validation import explain_validity

from detente.errors import Fault, InputError
from detente.verify.line.days import shown_on
from detente.verify.line.layer import Feature, Layer
from detente.verify.line.model import Method, SideNames
from detente.verify.line.outline import Outlines, outlines
from detente.verify.line.plane import Plane, made_valid, plane_about, polygons_of

if TYPE_CHECKING:
    from shapely import Geometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One region of the land.

    Attributes:
        id: Its id in the layer.
        name: Its name.
        degrees: Its shape in degrees.
    """

    id: str
    name: str
    degrees: Geometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """The land: all regions together, in the plane about their middle.

    Attributes:
        plane: The equal-area plane.
        regions: The regions, in the order of their layer.
        degrees: All of them as one shape, in degrees.
        area: The same in the plane.
        method: The plane, the file and the notes.
    """

    plane: Plane
    regions: tuple[Region, ...]
    degrees: Geometry
    area: Geometry
    method: Method


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """What a control layer covers of the land on a day.

    Attributes:
        on: The day, ISO; None where the layer has no dates and none was asked for.
        land: The land.
        degrees: The covered part of the land, in degrees.
        inside: The same in the plane.
        outside: The rest of the land, in the plane.
        off_land_km2: What the layer covers off the land; it counts nowhere.
        sides: How the sides are called.
        method: The plane, the files and the notes.
    """

    on: str | None
    land: Land
    degrees: Geometry
    inside: Geometry
    outside: Geometry
    off_land_km2: float
    sides: SideNames
    method: Method


def land_of(regions: Layer, *, centre: tuple[float, float] | None = None) -> Land:
    """The land that a layer of regions makes up.

    Args:
        regions: One polygon or several for each region.
        centre: Longitude and latitude of the plane's centre; by default the middle of the land, in whole
            degrees.

    Raises:
        InputError: with every region that cannot be drawn.
    """
    drawn = outlines(regions, regions.features)
    plane = Plane(*centre) if centre is not None else plane_about(drawn.degrees)
    shapes, notes = _valid(regions, drawn, plane)
    named = tuple(
        Region(id=feature.id, name=feature.name, degrees=degrees)
        for feature, degrees in zip(regions.features, shapes, strict=True)
    )
    whole = shapely.union_all(shapes)
    notes += _overlaps(regions, plane, shapes, whole)
    method = Method(
        centre=plane.centre, crs=plane.crs, origins=(regions.origin,), notes=(*regions.notes, *notes)
    )
    return Land(plane=plane, regions=named, degrees=whole, area=plane.shape(whole), method=method)


def territory(
    control: Layer, land: Land, *, on: str | None = None, sides: SideNames | None = None
) -> Territory:
    """What a control layer covers of the land on a day.

    Args:
        control: Polygons, with a property ``date`` or ``dates`` where there are several days.
        land: The land.
        on: The day, ISO; None for the only one.
        sides: How to call the sides; by default inside and outside.

    Raises:
        InputError: if the layer does not show that day, if a feature of it cannot be drawn, or if nothing of
            it lies on the land.
    """
    day, features, trusted = shown_on(control, on)
    drawn = outlines(control, features)
    shapes, notes = _valid(control, drawn, land.plane)
    notes += _off_land(control, drawn, shapes, land)
    whole = shapely.union_all(shapes)
    inside = polygons_of(whole.intersection(land.degrees))
    if inside.is_empty:
        raise InputError(_nothing(control))
    outside = polygons_of(land.degrees.difference(inside))
    method = replace(
        land.method,
        origins=(control.origin, *land.method.origins),
        notes=(*control.notes, *trusted, *notes, *land.method.notes),
    )
    return Territory(
        on=day,
        land=land,
        degrees=inside,
        inside=land.plane.shape(inside),
        outside=land.plane.shape(outside),
        off_land_km2=land.plane.area_km2(whole.difference(land.degrees)),
        sides=sides or SideNames(),
        method=method,
    )


def _valid(layer: Layer, drawn: Outlines, plane: Plane) -> tuple[list[Geometry], tuple[str, ...]]:
    """The features in degrees, repaired where they cross themselves; and what was noted."""
    shapes: list[Geometry] = []
    notes: list[str] = []
    faults: list[Fault] = []
    for feature, degrees in zip(drawn.features, drawn.degrees, strict=True):
        shape = plane.near(degrees)
        if not shape.is_valid:
            reason, before = explain_validity(shape), plane.area_km2(shape)
            shape = made_valid(shape)
            notes.append(
                f"{layer.file}: feature {feature.id}: is not valid ({reason}) and was repaired; its area was "
                f"{before:,.1f} km2 as drawn and is {plane.area_km2(shape):,.1f} km2."
            )
        if not shape.area > 0:
            hint = "its outline, or the layer without this feature"
            faults.append(layer.fault(feature, "encloses no area", hint, "empty"))
        shapes.append(shape)
    if faults:
        raise InputError(*faults)
    return shapes, (*drawn.notes, *notes)


def _overlaps(regions: Layer, plane: Plane, shapes: list[Geometry], whole: Geometry) -> tuple[str, ...]:
    """Said where regions overlap by more than a ten-thousandth of the land: shares count that part twice."""
    land = plane.area_km2(whole)
    twice = sum(plane.area_km2(shape) for shape in shapes) - land
    if twice <= land / 10_000:
        return ()
    return (f"{regions.file}: regions overlap by {twice:,.1f} km2, which counts in each of them.",)


def _off_land(control: Layer, drawn: Outlines, shapes: list[Geometry], land: Land) -> tuple[str, ...]:
    """Features off the land: refused where exchanging latitude and longitude would bring them there.

    Raises:
        InputError: for these, and if nothing lies on the land.
    """
    off = [
        (feature, shape)
        for feature, shape in zip(drawn.features, shapes, strict=True)
        if not _share_area(shape, land.degrees)
    ]
    swapped = [feature for feature, shape in off if _lands_when_swapped(shape, land)]
    if swapped:
        message = "lies off the land, and on it once latitude and longitude are exchanged"
        hint = f"longitude first, then latitude, in this file and in {land.method.origins[0].file}"
        raise InputError(*(control.fault(feature, message, hint, "swapped") for feature in swapped))
    if len(off) == len(shapes):
        raise InputError(_nothing(control))
    return tuple(_told_off(control, feature) for feature, _ in off)


def _nothing(control: Layer) -> Fault:
    message = "nothing of it lies on the land of the regions"
    hint = "the layers of the same country, and the right coordinate systems"
    return control.fault(None, message, hint, "off-land")


def _told_off(control: Layer, feature: Feature) -> str:
    return f"{control.file}: feature {feature.id}: lies off the land of the regions and counts nowhere."


def _lands_when_swapped(degrees: Geometry, land: Land) -> bool:
    """Whether a geometry with its coordinates exchanged meets the land."""
    exchanged = shapely.transform(degrees, lambda pairs: pairs[:, ::-1])
    return _share_area(made_valid(land.plane.near(exchanged)), land.degrees)


def _share_area(one: Geometry, other: Geometry) -> bool:
    """Whether the inner parts of two shapes meet: touching is not enough."""
    return bool(shapely.relate_pattern(one, other, "T********"))
