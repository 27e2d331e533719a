"""The places of ``watch.toml``: cells beside a line or over a box, and places that are hot whoever fights."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from detente.case import keys
from detente.case.exact import decimal_text
from detente.case.faults import shown, way_to
from detente.case.folder.estimates import plain_number
from detente.case.folder.figures import NOT_NEGATIVE, Bounds, read_number
from detente.case.folder.table import Table
from detente.case.watching import FixedHeat, RasterCells, SegmentCells

SEGMENT = Bounds(low=Fraction(1, 10), high=Fraction(1000))
RASTER = Bounds(low=Fraction(1, 10), high=Fraction(1000))
FAR = Bounds(low=Fraction(1, 10), high=Fraction(1000))
NEAR = Bounds(low=Fraction(1, 100), high=Fraction(100))
LONGITUDE = Bounds(low=Fraction(-180), high=Fraction(180))
LATITUDE = Bounds(low=Fraction(-90), high=Fraction(90))
BOX_HINT = "[west, south, east, north] in degrees"
EITHER = "segment_km with bands_km beside a line, or raster_km with box"


def read_cells(top: Table, parties: Collection[str]) -> SegmentCells | RasterCells | None:
    """The cells that detections are counted in; None, with a fault, where they are not said."""
    table = top.table("cells", known=keys.CELLS)
    if table is None:
        if "cells" not in top:
            top.fault("cells", "'cells' is missing", hint=f"[cells] with {EITHER}", code="missing")
        return None
    beside = [key for key in ("segment_km", "bands_km", "inside", "outside", "line_error_km") if key in table]
    over = [key for key in ("raster_km", "box") if key in table]
    if bool(beside) == bool(over):
        message = "it has keys of both kinds of cells" if beside else "it says nothing of the cells"
        table.faults.add(table.place, message, hint=EITHER, code="conflict" if beside else "missing")
        return None
    return _segments(table, parties) if beside else _raster(table)


def read_fixed_heat(top: Table) -> tuple[FixedHeat, ...]:
    """The places that are hot anyway; those with faults are left out."""
    tables = top.tables("fixed_heat", known=keys.FIXED_HEAT, limit=keys.FIXED_HEAT_LIMIT)
    found = [_fixed(table) for table in tables]
    return tuple(place for place in found if place is not None)


def _segments(table: Table, parties: Collection[str]) -> SegmentCells | None:
    length = _needed(table, "segment_km", SEGMENT, "segment_km = 10")
    bands = _list(table, "bands_km", FAR, "bands_km = [5, 20]")
    if bands is not None and not 1 <= len(bands) <= keys.BANDS_LIMIT:
        message = f"{len(bands)} bands, not between 1 and {keys.BANDS_LIMIT}"
        table.fault("bands_km", message, hint="bands_km = [5, 20]", code="bounds")
        return None
    if bands is not None and list(bands) != sorted(set(bands)):
        said = ", ".join(map(decimal_text, bands))
        hint = f"[{', '.join(map(decimal_text, sorted(set(bands))))}]"
        table.fault("bands_km", f"[{said}] does not rise", hint=hint, code="reversed")
        return None
    inside, outside = _sides(table, parties)
    error = plain_number(table, "line_error_km", bounds=NOT_NEGATIVE)
    if length is None or bands is None:
        return None
    return SegmentCells(
        segment_km=length, bands_km=bands, inside=inside, outside=outside, line_error_km=error or Fraction(0)
    )


def _sides(table: Table, parties: Collection[str]) -> tuple[str, str]:
    """The parties on the two sides; both or none."""
    named = {key: table.line(key) for key in ("inside", "outside")}
    for key, party in named.items():
        if party and party not in parties:
            way = way_to(party, parties, "party")
            table.fault(key, f"no party {shown(party)}", hint=way, code="unknown-name")
        elif not party and any(named.values()):
            hint = f'{key} = "..."'
            table.fault(key, f"'{key}' is missing, and the other side is named", hint=hint, code="missing")
    inside, outside = named["inside"], named["outside"]
    if inside and inside == outside:
        message = f"{shown(inside)} is on both sides"
        table.fault("outside", message, hint="the party on the other side", code="duplicate")
    return inside, outside


def _raster(table: Table) -> RasterCells | None:
    size = _needed(table, "raster_km", RASTER, "raster_km = 25")
    found = _list(table, "box", Bounds(), f"box = {BOX_HINT}")
    if found is None or size is None:
        return None
    if len(found) != 4:
        table.fault("box", f"{len(found)} numbers, not 4", hint=BOX_HINT, code="bad-number")
        return None
    west, south, east, north = found
    turned = not (west < east and south < north)
    if turned or not (LONGITUDE.admit(west) and LONGITUDE.admit(east)) or abs(south) > 85 or abs(north) > 85:
        said = ", ".join(map(decimal_text, found))
        table.fault("box", f"[{said}] is no box between 85° S and 85° N", hint=BOX_HINT, code="bounds")
        return None
    return RasterCells(raster_km=size, box=(west, south, east, north))


def _fixed(table: Table) -> FixedHeat | None:
    title, source = table.line("title", required=True), table.line("source")
    east = _needed(table, "longitude", LONGITUDE, "longitude = 38.48")
    north = _needed(table, "latitude", LATITUDE, "latitude = 47.83")
    within = _needed(table, "within_km", NEAR, "within_km = 2")
    if east is None or north is None or within is None:
        return None
    return FixedHeat(title=title, longitude=east, latitude=north, within_km=within, source=source)


def _needed(table: Table, key: str, bounds: Bounds, hint: str) -> Fraction | None:
    if key not in table:
        table.fault(key, f"'{key}' is missing", hint=hint, code="missing")
        return None
    return plain_number(table, key, bounds=bounds)


def _list(table: Table, key: str, bounds: Bounds, hint: str) -> tuple[Fraction, ...] | None:
    """A list of numbers within bounds; None, with a fault, where there is none."""
    if key not in table:
        table.fault(key, f"'{key}' is missing", hint=hint, code="missing")
        return None
    value = table.entries[key]
    if not isinstance(value, list | tuple):
        table.fault(key, f"{shown(value)} is no list of numbers", hint=hint, code="wrong-type")
        return None
    found = []
    for number, member in enumerate(value, start=1):
        place = (*table.place, key, number)
        read = read_number(member, place, table.faults)
        if read is not None and not bounds.admit(read):
            message = f"{decimal_text(read)} is not {bounds}"
            table.faults.add(place, message, hint=f"a number {bounds}", code="bounds")
            read = None
        found.append(read)
    kept = tuple(read for read in found if read is not None)
    return kept if len(kept) == len(found) else None
