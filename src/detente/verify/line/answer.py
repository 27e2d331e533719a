"""All that can be said of a contact line in one go: the line, its segments, zones, shares and movement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from detente._version import __version__
from detente.errors import Fault, InputError
from detente.verify.line.borders import borders
from detente.verify.line.contact import EPS_KM, contact_line
from detente.verify.line.cutting import SEGMENT_KM, segments
from detente.verify.line.ground import Land, Territory, land_of, territory
from detente.verify.line.layer import Layer
from detente.verify.line.model import (
    ContactLine,
    ControlShare,
    Method,
    Movement,
    Origin,
    Segment,
    SideNames,
    Zone,
)
from detente.verify.line.model import Path as Drawn
from detente.verify.line.naming import named
from detente.verify.line.reading import read_layer
from detente.verify.line.ready import read_contact_line, read_segments
from detente.verify.line.shares import control_shares, total_share
from detente.verify.line.shift import movement
from detente.verify.line.zoning import PRESETS, zones

LINE_ONLY = (
    "Shares of control, zones and movement: they need the polygons of control and regions, and only the line "
    "is here."
)

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """The files of a line.

    Attributes:
        control: Control polygons; None where a ready ``line`` stands in for them.
        regions: The regions of the land.
        places: Settlements with names, for the names of segments.
        line: A line that was drawn before.
    """

    control: Path | None = None
    regions: Path | None = None
    places: Path | None = None
    line: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for.

    Attributes:
        on: The day, ISO; None for the only one.
        since: The earlier day, for movement; None for none.
        eps_km: What lies so near to the coast or the border is left out.
        simplify_km: The tolerance of the generalisation, 0 for none.
        segment_km: The length of a segment, 0 for no segments.
        zones_km: The distances of zones.
        crs: The coordinate system of layers that state none.
        sides: How the sides are called.
        kept: A file with the segments of an earlier day, whose ids are to live on.
        credits: Whom to credit, by role, in place of what the files say.
        borders_km: The tolerance to which borders of regions are drawn for a map; None for no borders.
    """

    on: str | None = None
    since: str | None = None
    eps_km: float = EPS_KM
    simplify_km: float = 0.0
    segment_km: float = SEGMENT_KM
    zones_km: tuple[float, ...] = tuple(PRESETS)
    crs: str | None = None
    sides: SideNames | None = None
    kept: Path | None = None
    credits: tuple[tuple[str, str], ...] = ()
    borders_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAnswer:
    """A contact line with all that was asked for.

    Attributes:
        line: The line, with method, files and notes.
        whole: The control share of the land; None where only a ready line is at hand.
        shares: By region.
        off_land_km2: What the control layer covers off the land; None where not known.
        segment_km: The length that was asked for, 0 for no segments.
        movement: None where no earlier day was asked for.
        origins: The files behind it, each once.
        notes: What was mended, left out or taken for granted.
        could_not: What could not be computed, and why.
        version: The version of Detente.
    """

    line: ContactLine
    whole: ControlShare | None
    shares: tuple[ControlShare, ...]
    off_land_km2: float | None
    segment_km: float
    segments: tuple[Segment, ...]
    zones: tuple[Zone, ...]
    movement: Movement | None
    origins: tuple[Origin, ...]
    notes: tuple[str, ...]
    could_not: tuple[str, ...]
    version: str = __version__


def draw_line(layers: Layers, wanted: Wanted | None = None) -> LineAnswer:
    """Draw a contact line from its layers, or read the one that is drawn.

    Raises:
        InputError: with every fault of every layer.
    """
    asked = wanted or Wanted()
    if layers.control is None and layers.line is not None:
        return _from_line(layers.line, layers, asked)
    if layers.control is None or layers.regions is None:
        lacking = "control" if layers.control is None else "regions"
        message = f"there is no layer of {'control polygons' if lacking == 'control' else 'regions'}"
        raise InputError(Fault(place=lacking, message=message, hint=f"--{lacking} FILE", code="no-layer"))
    return _from_polygons(layers.control, layers.regions, layers, asked)


def _from_polygons(control: Path, regions: Path, layers: Layers, asked: Wanted) -> LineAnswer:
    faults: list[Fault] = []
    layer = _tried(lambda: _read(control, "control", asked), faults)
    land = _tried(lambda: land_of(_read(regions, "regions", asked)), faults)
    places = _tried(lambda: _places(layers, asked), faults)
    if faults or layer is None or land is None:
        raise InputError(*faults)
    ground = _tried(lambda: territory(layer, land, on=asked.on, sides=asked.sides), faults)
    before = None
    if asked.since is not None:
        before = _tried(lambda: territory(layer, land, on=asked.since, sides=asked.sides), faults)
    if faults or ground is None:
        raise InputError(*faults)
    line = contact_line(ground, eps_km=asked.eps_km, simplify_km=asked.simplify_km)
    line = replace(line, borders=_borders(land, asked))
    origins, notes = [*line.method.origins], [*line.method.notes]
    if places is not None:
        origins.append(places.origin)
        notes += places.notes
    if before is not None:
        notes += before.method.notes
    return LineAnswer(
        line=line,
        whole=total_share(ground),
        shares=control_shares(ground),
        off_land_km2=ground.off_land_km2,
        segment_km=asked.segment_km,
        segments=_segments(line, asked, land, places),
        zones=zones(ground, line, asked.zones_km) if asked.zones_km and line.pieces else (),
        movement=movement(before, ground) if before is not None else None,
        origins=tuple(origins),
        notes=tuple(dict.fromkeys(notes)),
        could_not=tuple(_lacks(ground, line)),
    )


def _from_line(path: Path, layers: Layers, asked: Wanted) -> LineAnswer:
    """From a ready line: lengths and segments, and what they cannot give."""
    line = read_contact_line(path, crs=asked.crs)
    if asked.sides is not None:
        line = replace(line, sides=asked.sides)
    if asked.on not in (None, line.on) or asked.since is not None:
        message = f"is the line of {line.on or 'an unknown day'}, and of no other day"
        hint = "--control and --regions with the layers of other days"
        raise InputError(Fault(file=str(path), message=message, hint=hint, code="no-day"))
    places = _places(layers, asked)
    land = None if layers.regions is None else land_of(_read(layers.regions, "regions", asked))
    if land is not None:
        line = replace(line, borders=_borders(land, asked), method=_with_land(line.method, land.method))
    return LineAnswer(
        line=line,
        whole=None,
        shares=(),
        off_land_km2=None,
        segment_km=asked.segment_km,
        segments=_segments(line, asked, land, places),
        zones=(),
        movement=None,
        origins=(*line.method.origins, *((places.origin,) if places is not None else ())),
        notes=line.method.notes,
        could_not=(LINE_ONLY,),
    )


def _borders(land: Land, asked: Wanted) -> tuple[Drawn, ...]:
    return () if asked.borders_km is None else borders(land, tolerance_km=asked.borders_km)


def _with_land(method: Method, land: Method) -> Method:
    """The method of a ready line with the files and notes of the regions beside it."""
    return replace(method, origins=(*method.origins, *land.origins), notes=(*method.notes, *land.notes))


def _places(layers: Layers, asked: Wanted) -> Layer | None:
    return None if layers.places is None else _read(layers.places, "places", asked)


def _read(path: Path, role: str, asked: Wanted) -> Layer:
    layer = read_layer(path, role=role, crs=asked.crs)
    return replace(layer, credit=dict(asked.credits).get(role, layer.credit))


def _segments(
    line: ContactLine, asked: Wanted, land: Land | None, places: Layer | None
) -> tuple[Segment, ...]:
    if not asked.segment_km:
        return ()
    kept = read_segments(asked.kept) if asked.kept is not None else ()
    return named(segments(line, length_km=asked.segment_km, kept=kept), land=land, places=places)


def _lacks(ground: Territory, line: ContactLine) -> list[str]:
    if line.pieces:
        return []
    if ground.outside.is_empty:
        return ["A line: the control layer covers all of the land."]
    return ["A line: control ends nowhere on the land but near its boundary, or in pieces left out."]


def _tried(read: Callable[[], _Found], faults: list[Fault]) -> _Found | None:
    """The result; None, with its faults noted, where the input is not what it has to be."""
    try:
        return read()
    except InputError as error:
        faults.extend(fault for fault in error.faults if fault not in faults)
        return None
