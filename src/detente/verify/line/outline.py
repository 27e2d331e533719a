"""From what stands in a file to polygons in degrees: finite numbers, the right kind, the right system.

What is wrong with a feature and cannot be mended is a fault with the feature's id; what is mended is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer
from shapely.errors import ShapelyError
from shapely.geometry import shape

from detente.errors import Fault, InputError
from detente.verify.line.crs import CRS_HINT
from detente.verify.line.form import form_of
from detente.verify.line.layer import Feature, Layer
from detente.verify.line.plane import made_valid, with_short_edges

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import Geometry

_UNREADABLE = (
    ShapelyError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What Shapely raises for a geometry that is none."""

Kind = str
AREAS = ("Polygon", "MultiPolygon")
LINES = ("LineString", "MultiLineString")
POINTS = ("Point",)
_WORDS = {AREAS: "polygon", LINES: "line", POINTS: "point"}


@dataclass(slots=True)
class _Record:
    """What was found in one feature."""

    layer: Layer
    feature: Feature
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, message: str, hint: str, code: str) -> None:
        self.faults.append(self.layer.fault(self.feature, message, hint, code))

    def note(self, text: str) -> None:
        self.notes.append(f"{self.layer.file}: feature {self.feature.id}: {text}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """Features with their geometry in degrees (WGS 84; longitudes may go past 180), and what was noted."""

    features: tuple[Feature, ...]
    degrees: tuple[Geometry, ...]
    notes: tuple[str, ...]


def outlines(layer: Layer, features: tuple[Feature, ...], kinds: tuple[Kind, ...] = AREAS) -> Outlines:
    """The geometry of features in degrees of longitude and latitude on WGS 84.

    Args:
        layer: Where they stand.
        features: Those that are used.
        kinds: Which kinds of geometry are wanted.

    Raises:
        InputError: with every fault of every feature: no coordinate system, a geometry that is empty, of
            another kind or no numbers, latitude and longitude exchanged, or off the globe.
    """
    if layer.crs is None:
        message = "its coordinate system is not known"
        raise InputError(layer.fault(None, message, CRS_HINT, "crs"))
    to_degrees = _to_degrees(layer)
    notes: list[str] = []
    faults: list[Fault] = []
    degrees: list[Geometry] = []
    for feature in features:
        record = _Record(layer, feature)
        geometry = _parsed(record)
        if geometry is not None:
            geometry = _of_kind(record, geometry, kinds)
        if geometry is not None:
            degrees += [_on_globe(record, geometry, to_degrees)]
        notes += record.notes
        faults += record.faults
    if faults:
        raise InputError(*faults)
    return Outlines(features=features, degrees=tuple(degrees), notes=tuple(notes))


def _parsed(record: _Record) -> Geometry | None:
    """The geometry as it stands in the file, in two dimensions."""
    drawn = record.feature.drawn
    if not drawn:
        record.refuse("has no geometry", "its outline, or the layer without this feature", "empty")
        return None
    try:
        with np.errstate(invalid="ignore"):  # NaN is looked for below
            geometry = shapely.from_wkb(drawn) if isinstance(drawn, bytes) else _shape(record, drawn)
    except _UNREADABLE as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        record.refuse(f"its geometry cannot be read ({reason})", "closed rings of numbers", "geometry")
        return None
    if geometry.is_empty:
        record.refuse("its geometry is empty", "its outline, or the layer without this feature", "empty")
        return None
    if geometry.has_z:
        record.note("heights were left out")
        geometry = shapely.force_2d(geometry)
    if not np.isfinite(shapely.get_coordinates(geometry)).all():
        record.refuse(
            "has a coordinate that is no finite number", "numbers for all coordinates", "not-finite"
        )
        return None
    return geometry


def _shape(record: _Record, drawn: Mapping[str, object]) -> Geometry:
    """The shape of a GeoJSON geometry, with a note of what was left out or closed."""
    form = form_of(drawn)
    if form.heights:
        record.note("heights were left out")
    if form.closed:
        one = form.closed == 1
        told = "a ring did not end where it starts, and was closed"
        record.note(told if one else f"{form.closed} rings did not end where they start, and were closed")
    return shape(form.geometry)


def _of_kind(record: _Record, geometry: Geometry, kinds: tuple[Kind, ...]) -> Geometry | None:
    """The parts of the wanted kind; a feature that has none is refused."""
    if geometry.geom_type in kinds:
        return geometry
    parts = shapely.get_parts(geometry)
    wanted = [part for part in parts if part.geom_type in kinds]
    word = _WORDS[kinds]
    if not wanted:
        message = f"is a {geometry.geom_type}, and a {word} is wanted"
        record.refuse(message, f"a layer of {word}s", "wrong-kind")
        return None
    record.note(f"{len(parts) - len(wanted)} of {len(parts)} parts are no {word} and were left out")
    if kinds == AREAS:
        crossed = sum(not part.is_valid for part in wanted)
        if crossed:
            record.note(f"{crossed} of its parts are not valid and were repaired")
        wanted = [part if part.is_valid else made_valid(part) for part in wanted]
    return shapely.union_all(wanted)


Change = Callable[["NDArray[np.float64]"], "NDArray[np.float64]"]


def _to_degrees(layer: Layer) -> Change | None:
    """How the numbers of the layer become degrees on WGS 84; None where they are."""
    crs = layer.crs
    if crs is None or (crs.is_geographic and crs.to_authority() in (("OGC", "CRS84"), ("EPSG", "4326"))):
        return None
    transformer = Transformer.from_crs(crs, "OGC:CRS84", always_xy=True)

    def change(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(coordinates[:, 0], coordinates[:, 1]))

    return change


def _on_globe(record: _Record, geometry: Geometry, to_degrees: Change | None) -> Geometry:
    """The geometry in degrees, its numbers on the globe, its edges the short way round."""
    if to_degrees is not None:
        if not np.isfinite(to_degrees(shapely.get_coordinates(geometry))).all():
            record.refuse("lies where its coordinate system does not reach", CRS_HINT, "crs")
            return geometry
        geometry = shapely.transform(with_short_edges(geometry, _short(geometry)), to_degrees)
    coordinates = shapely.get_coordinates(geometry)
    longitude, latitude = np.abs(coordinates).max(axis=0)
    if latitude > 90:
        if longitude <= 90 and latitude <= 180:
            record.refuse("has latitude and longitude exchanged", "longitude first, then latitude", "swapped")
        else:
            message = f"has coordinates that are no degrees (up to {longitude:g}, {latitude:g})"
            record.refuse(message, CRS_HINT, "crs")
        return geometry
    if longitude > 360:
        record.refuse(f"has a longitude of {longitude:g} degrees", "longitudes within 180", "off-globe")
        return geometry
    return _short_way(record, geometry)


def _short(geometry: Geometry) -> float:
    """Edges of a projected layer are straight in its own system: a hundredth of the layer's span each."""
    west, south, east, north = geometry.bounds
    return max(east - west, north - south) / 100 or 1.0


def _short_way(record: _Record, geometry: Geometry) -> Geometry:
    """Rings whose longitude jumps by more than half the globe cross the 180th meridian: read on past it."""
    if np.ptp(shapely.get_coordinates(geometry)[:, 0]) <= 180:
        return geometry
    seen: set[str] = set()
    parts = [_rings_changed(part, seen) for part in shapely.get_parts(geometry)]
    if "pole" in seen:
        record.refuse("goes round a pole", "the layer without this feature", "pole")
        return geometry
    if "crossed" in seen:
        record.note("crosses the 180th meridian and was read as going on past it")
    return type(geometry)(parts) if len(parts) > 1 else parts[0]


def _rings_changed(part: Geometry, seen: set[str]) -> Geometry:
    """A polygon or line with every edge the short way round; what was met on the way goes into ``seen``."""
    rings = [part] if part.geom_type != "Polygon" else [part.exterior, *part.interiors]
    changed = [_unwrapped(shapely.get_coordinates(ring), seen) for ring in rings]
    return shapely.Polygon(changed[0], changed[1:]) if part.geom_type == "Polygon" else type(part)(changed[0])


def _unwrapped(ring: NDArray[np.float64], seen: set[str]) -> NDArray[np.float64]:
    turns = np.round(np.diff(ring[:, 0]) / 360)
    if not turns.any():
        return ring
    is_ring = np.array_equal(ring[0], ring[-1])
    seen.add("pole" if is_ring and turns.sum() else "crossed")
    whole = ring.copy()
    whole[1:, 0] -= 360 * np.cumsum(turns)
    return whole
