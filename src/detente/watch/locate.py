"""Which cell a position lies in: exact, and fast where there are many.

A raster is asked by division. Other cells are laid under a grid of small boxes of longitude and latitude: a
box that no edge of a cell passes lies in one cell or in none, and needs no geometry; positions in the other
boxes are drawn in the plane and tested against the polygons. The grid is an index and no measure: it changes
no answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer
from scipy import ndimage

from detente.errors import Fault, InputError
from detente.watch.cells import NOWHERE, Cells

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int32]

BOXES = 8_000_000
"""About how many boxes an index has."""
MIXED = -2
"""A box that an edge passes."""
FARTHEST_NORTH = 88.0
KM_PER_DEGREE = 111.2
SAMPLES_PER_BOX = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Locator:
    """Cells with what it takes to find them.

    Attributes:
        cells: The cells.
        table: The cell of each box, -1 for none, -2 for a box that has to be looked at; of a raster the cell
            of each column and row.
        west: The western edge of the table: a longitude, of a raster a column.
        south: The southern edge: a latitude, of a raster a row.
        width: Of a box, in degrees of longitude; of a raster the width of a square in metres.
        height: Of a box, in degrees of latitude.
    """

    cells: Cells
    table: Whole
    west: float
    south: float
    width: float
    height: float


def locator(cells: Cells, *, boxes: int = BOXES) -> Locator:
    """Prepare cells for :func:`located`.

    Raises:
        InputError: if they reach to a pole.
    """
    return _raster(cells) if cells.size_km is not None else _boxed(cells, boxes)


def located(index: Locator, lon: Floats, lat: Floats) -> Whole:
    """The cell of each position, -1 for none; of several the first.

    Args:
        index: The cells.
        lon: Longitudes in degrees on WGS 84.
        lat: Latitudes.
    """
    if index.cells.size_km is not None:
        x, y = in_plane(index.cells, lon, lat)
        return _looked_up(index, np.floor(x / index.width), np.floor(y / index.width))
    from_west = (lon - index.west) % 360
    found = _looked_up(index, np.floor(from_west / index.width), np.floor((lat - index.south) / index.height))
    mixed = np.flatnonzero(found == MIXED)
    found[mixed] = _tested(index.cells, lon[mixed], lat[mixed])
    return found


def box_of(index: Locator, lon: Floats, lat: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row and column of the boxes of positions that lie in a cell."""
    row = ((lat - index.south) / index.height).astype(np.int64)
    column = (((lon - index.west) % 360) / index.width).astype(np.int64)
    return row, column


def _looked_up(index: Locator, column: Floats, row: Floats) -> Whole:
    """What the table has at columns and rows, -1 beyond it."""
    base_column, base_row = (index.west, index.south) if index.cells.size_km is not None else (0.0, 0.0)
    rows, columns = index.table.shape
    across, up = column - base_column, row - base_row
    inside = (across >= 0) & (across < columns) & (up >= 0) & (up < rows)
    place = np.where(inside, up * columns + across, 0).astype(np.int64)
    found: Whole = np.where(inside, index.table.ravel()[place], NOWHERE).astype(np.int32)
    return found


def in_plane(cells: Cells, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Positions as coordinates of the plane, in metres."""
    transformer = Transformer.from_crs("OGC:CRS84", cells.crs, always_xy=True)
    x, y = transformer.transform(lon, lat)
    return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)


def _tested(cells: Cells, lon: Floats, lat: Floats) -> Whole:
    """The first cell whose polygon holds each position."""
    found = np.full(len(lon), len(cells), dtype=np.int32)
    if len(lon):
        points = shapely.points(*in_plane(cells, lon, lat))
        asked, holding = shapely.STRtree(cells.shapes).query(points, predicate="intersects")
        np.minimum.at(found, asked, holding.astype(np.int32))
    found[found == len(cells)] = NOWHERE
    return found


def _raster(cells: Cells) -> Locator:
    """Columns and rows of a raster as a table."""
    size = (cells.size_km or 0.0) * 1000
    column = np.floor(cells.x_km * 1000 / size).astype(np.int64)
    row = np.floor(cells.y_km * 1000 / size).astype(np.int64)
    table = np.full((np.ptp(row) + 1, np.ptp(column) + 1), NOWHERE, dtype=np.int32)
    table[row - row.min(), column - column.min()] = np.arange(len(cells), dtype=np.int32)
    return Locator(
        cells=cells, table=table, west=float(column.min()), south=float(row.min()), width=size, height=size
    )


def _boxed(cells: Cells, boxes: int) -> Locator:
    """Boxes over cells of any shape: those that an edge passes, and the others with their cell."""
    west, south, east, north = _bounds(cells)
    narrow = np.cos(np.radians((south + north) / 2))
    height = float(np.sqrt(max((east - west) * narrow * (north - south), 1e-12) / boxes))
    width = float(height / narrow)
    west, south = west - 2 * width, south - 2 * height
    columns, rows = int((east - west) / width) + 3, int((north - south) / height) + 3
    index = Locator(
        cells=cells,
        table=np.full((rows, columns), NOWHERE, dtype=np.int32),
        west=west,
        south=south,
        width=width,
        height=height,
    )
    passed = passed_by(index, shapely.boundary(cells.shapes))
    parts, count = ndimage.label(~passed)
    _, first = np.unique(parts.ravel(), return_index=True)
    at_row, at_column = np.divmod(first, columns)
    lon, lat = west + (at_column + 0.5) * width, south + (at_row + 0.5) * height
    cell_of_part = _tested(cells, lon, lat) if count else np.full(1, NOWHERE, dtype=np.int32)
    numbers = np.unique(parts.ravel())
    by_part = np.full(count + 1, NOWHERE, dtype=np.int32)
    by_part[numbers] = cell_of_part
    by_part[0] = MIXED
    index.table[:] = by_part[parts]
    return index


def passed_by(index: Locator, lines: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Boxes that a line of the plane passes: those at four corners about each of many points along it."""
    passed = np.zeros(index.table.shape, dtype=bool)
    north = index.south + index.height * index.table.shape[0]
    farthest = max(abs(index.south), abs(north))
    smallest_km = KM_PER_DEGREE * min(index.height, index.width * float(np.cos(np.radians(farthest))))
    step = smallest_km / SAMPLES_PER_BOX
    back = Transformer.from_crs(index.cells.crs, "OGC:CRS84", always_xy=True)
    reach = step / smallest_km
    for line in lines:
        edges = shapely.get_coordinates(shapely.segmentize(line, step * 1000))
        lon, lat = back.transform(edges[:, 0], edges[:, 1])
        across = ((np.asarray(lon) - index.west) % 360) / index.width
        up = (np.asarray(lat) - index.south) / index.height
        for east, north in ((-reach, -reach), (-reach, reach), (reach, -reach), (reach, reach)):
            passed[(up + north).astype(np.int64), (across + east).astype(np.int64)] = True
    return passed


def _bounds(cells: Cells) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees, the east counted on from the west.

    Raises:
        InputError: if the cells reach to a pole.
    """
    lon, lat = [], []
    back = Transformer.from_crs(cells.crs, "OGC:CRS84", always_xy=True)
    for shape in cells.shapes:
        edges = shapely.get_coordinates(shapely.segmentize(shape.boundary, 10_000))
        x, y = back.transform(edges[:, 0], edges[:, 1])
        lon.append((np.asarray(x) - cells.plane.longitude + 180) % 360)
        lat.append(np.asarray(y))
    across, up = np.concatenate(lon), np.concatenate(lat)
    if np.abs(up).max() > FARTHEST_NORTH:
        message = f"the cells reach beyond {FARTHEST_NORTH:g} degrees of latitude"
        raise InputError(Fault(place="cells", message=message, hint="cells farther from the pole"))
    base = cells.plane.longitude - 180
    return (
        float(across.min() + base),
        float(up.min()),
        float(across.max() + base),
        float(up.max()),
    )
