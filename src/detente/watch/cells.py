"""Cells: the pieces of ground that are counted apart, as polygons of one equal-area plane.

Cells of a raster are squares whose centre lies in a region; those of a line are its segments by side and by
distance (:mod:`line_cells`); areas of one's own, such as provinces, are cells as they are drawn. Cells do not
overlap; a point on an edge that two of them share belongs to the one that comes first, in a raster to the
square north or east of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from detente.errors import Fault, InputError
from detente.verify.line.model import Path, Position, Segment, SideNames
from detente.verify.line.plane import Plane, plane_about

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import Geometry

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int32]

MOST_CELLS = 5_000_000
NOWHERE = -1
"""What stands for no segment, no side and no zone."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Cells in a fixed order: the first axis of every table of cells and days.

    Attributes:
        ids: A name for each; an id never stands twice.
        shapes: Their polygons in the plane, in metres.
        plane: The equal-area plane.
        lon: Longitude of each centroid, degrees on WGS 84.
        lat: Its latitude.
        x_km: The centroid in the plane, eastward of the plane's centre.
        y_km: Northward of it.
        area_km2: Their areas.
        segment: For cells of a line the number of the segment, else -1.
        side: For cells of a line 0 for ``inside`` (left of the line), 1 for ``outside``, else -1.
        zone: For cells of a line the number of the distance band, from the line outwards, else -1.
        edges_km: The distances between which the bands lie, from 0 on; empty without a line.
        segments: The segments of the line; empty without a line.
        sides: How the sides are called, such as by ids of parties.
        size_km: The width of a square of a raster; None where the cells are no raster.
        notes: How they were drawn.
    """

    ids: tuple[str, ...]
    shapes: NDArray[np.object_]
    plane: Plane
    lon: Floats
    lat: Floats
    x_km: Floats
    y_km: Floats
    area_km2: Floats
    segment: Whole
    side: Whole
    zone: Whole
    edges_km: tuple[float, ...] = ()
    segments: tuple[Segment, ...] = ()
    sides: SideNames = field(default_factory=SideNames)
    size_km: float | None = None
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def crs(self) -> str:
        """The plane as a PROJ definition."""
        return self.plane.crs


def raster_cells(region: Geometry | tuple[float, float, float, float], *, km: float) -> Cells:
    """Squares of a given width over a region, for ground without a line.

    The squares lie on the multiples of their width from the centre of the plane, which is the middle of the
    region in whole degrees; those whose centre the region covers are cells, whole. Their ids are column and
    row, counted from the plane's centre: ``x12y-3``.

    Args:
        region: A polygon in degrees (longitude, latitude on WGS 84), or a box of meridians and parallels:
            west, south, east, north.
        km: The width of a square.

    Raises:
        InputError: if the width is none, the region is no area of the globe, or there would be no cell or
            more than five million.
    """
    degrees = shapely.box(*region) if isinstance(region, tuple) else region
    _refuse_region(degrees, km)
    plane = plane_about([degrees])
    area = plane.shape(plane.near(degrees))
    west, south, east, north = (value / (km * 1000) for value in area.bounds)
    columns, rows = np.arange(np.floor(west), np.ceil(east)), np.arange(np.floor(south), np.ceil(north))
    if len(columns) * len(rows) > MOST_CELLS:
        raise _refusal("km", f"squares of {km:g} km make more than {MOST_CELLS:,} cells", "a larger width")
    column, row = (grid.ravel() for grid in np.meshgrid(columns, rows))
    shapely.prepare(area)
    kept = shapely.intersects_xy(area, (column + 0.5) * km * 1000, (row + 0.5) * km * 1000)
    column, row = column[kept], row[kept]
    if not column.size:
        raise _refusal("km", f"no square of {km:g} km has its centre in the region", "a smaller width")
    corners = (value * km * 1000 for value in (column, row, column + 1, row + 1))
    ids = [f"x{x}y{y}" for x, y in zip(column.astype(int).tolist(), row.astype(int).tolist(), strict=True)]
    notes = (f"Squares of {km:g} km whose centre lies in the region, whole.",)
    return cells_of(ids, np.asarray(shapely.box(*corners)), plane, size_km=float(km), notes=notes)


def area_cells(ids: Sequence[str], areas: Sequence[Geometry]) -> Cells:
    """Areas of one's own as cells, such as provinces: polygons in degrees, which do not overlap.

    Raises:
        InputError: if there is none, an id stands twice, or an area is no polygon.
    """
    faults = [
        Fault(place=f"area '{name}'", message="is no polygon with an area", hint="a polygon", code="cells")
        for name, area in zip(ids, areas, strict=True)
        if area.geom_type not in ("Polygon", "MultiPolygon") or not area.area > 0
    ]
    twice = sorted({name for name in ids if list(ids).count(name) > 1})
    faults += [Fault(place=f"area '{name}'", message="stands twice", hint="other ids") for name in twice]
    if faults or not ids:
        raise InputError(*(faults or [Fault(place="areas", message="there is no area", hint="one or more")]))
    plane = plane_about(areas)
    shapes = np.array([plane.shape(plane.near(area)) for area in areas], dtype=object)
    return cells_of(ids, shapes, plane, notes=("Areas as they are drawn.",))


def cells_of(
    ids: Sequence[str],
    shapes: NDArray[np.object_],
    plane: Plane,
    *,
    size_km: float | None = None,
    notes: tuple[str, ...] = (),
) -> Cells:
    """Cells from polygons of a plane: centroids and areas are measured here.

    Args:
        ids: Their names.
        shapes: Their polygons in the plane, in metres.
        plane: The plane.
        size_km: The width of a square of a raster.
        notes: How they were drawn.
    """
    centre = shapely.get_coordinates(shapely.centroid(shapes))
    degrees = shapely.get_coordinates(plane.degrees(shapely.MultiPoint(centre)))
    nowhere = np.full(len(ids), NOWHERE, dtype=np.int32)
    return Cells(
        ids=tuple(ids),
        shapes=shapes,
        plane=plane,
        lon=degrees[:, 0],
        lat=degrees[:, 1],
        x_km=centre[:, 0] / 1000,
        y_km=centre[:, 1] / 1000,
        area_km2=shapely.area(shapes) / 1e6,
        segment=nowhere,
        side=nowhere,
        zone=nowhere,
        size_km=size_km,
        notes=notes,
    )


def rings_of(cells: Cells, number: int) -> tuple[tuple[Path, ...], ...]:
    """The polygons of one cell in degrees, each an outer ring and its holes, to draw it."""
    return cells.plane.polygons(cells.shapes[number])


def middle_of(cells: Cells, number: int) -> Position:
    """The centroid of one cell in degrees; of a bent cell it may lie outside."""
    return (float(cells.lon[number]), float(cells.lat[number]))


def _refuse_region(degrees: Geometry, km: float) -> None:
    faults = []
    if not 0 < km < 10_000:
        faults.append(Fault(place="km", message=f"{km:g} km is no width of a cell", hint="5", code="cells"))
    if degrees.geom_type not in ("Polygon", "MultiPolygon") or not degrees.area > 0:
        faults.append(
            Fault(place="region", message="is no polygon with an area", hint="a polygon", code="cells")
        )
    elif not -90 <= degrees.bounds[1] <= degrees.bounds[3] <= 90 or not np.isfinite(degrees.bounds).all():
        message, hint = "has latitudes beyond 90 degrees", "longitude before latitude, in degrees"
        faults.append(Fault(place="region", message=message, hint=hint, code="cells"))
    if faults:
        raise InputError(*faults)


def _refusal(place: str, message: str, hint: str) -> InputError:
    return InputError(Fault(place=place, message=message, hint=hint, code="cells"))
