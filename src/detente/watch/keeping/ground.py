"""The ground of a case: cells beside its line or over a box, and the stretches that get a verdict each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from detente.case.model import Case
from detente.case.watching import RasterCells, SegmentCells, Watching
from detente.verify.line.answer import Layers, Wanted, draw_line
from detente.verify.line.folder import layers_of
from detente.verify.line.model import ContactLine, Polygons
from detente.verify.line.plane import polygons_of
from detente.watch.cells import Cells, middle_of, raster_cells, rings_of
from detente.watch.keeping.model import Place
from detente.watch.line_cells import line_cells
from detente.watch.verdict.series import Stretch


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """Where detections are counted.

    Attributes:
        cells: The cells.
        line: The line; None for a raster.
        drawn: The line in the plane of the cells; None for a raster.
        stretches: The pieces that get a verdict.
        places: The same, for readers.
        line_error_km: How far off the line may be.
    """

    cells: Cells
    line: ContactLine | None
    drawn: shapely.Geometry | None
    stretches: tuple[Stretch, ...]
    places: tuple[Place, ...]
    line_error_km: float

    def reach(self, within_km: float | None) -> NDArray[np.bool_]:
        """Which cells lie within a distance of the line; all of them where it is None or there is no line."""
        if within_km is None or self.line is None:
            return np.ones(len(self.cells), dtype=bool)
        far = np.array([*self.cells.edges_km[1:]])[self.cells.zone]
        return np.asarray(far <= within_km + 1e-9)

    def within(self, reach: NDArray[np.bool_]) -> tuple[Polygons, ...]:
        """The shape of each stretch within a reach, in degrees."""
        if reach.all():
            return tuple(place.polygons for place in self.places)
        return tuple(_together(self.cells, own.cells[reach[own.cells]]) for own in self.stretches)


def ground_of(case: Case, watching: Watching, folder: Path, layers: Layers | None = None) -> Ground:
    """The ground that a case is watched on.

    Args:
        case: The case.
        watching: What its watch.toml says.
        folder: Its folder.
        layers: Layers in place of its own.

    Raises:
        InputError: if there is no line to draw, or a layer is at fault.
    """
    told = watching.cells
    if isinstance(told, RasterCells):
        west, south, east, north = (float(edge) for edge in told.box)
        return _raster(raster_cells((west, south, east, north), km=float(told.raster_km)))
    return _beside(case, told, watching, layers_of(folder, layers))


def _raster(cells: Cells) -> Ground:
    return Ground(
        cells=cells,
        line=None,
        drawn=None,
        stretches=tuple(
            Stretch(id=name, name="", cells=np.array([number])) for number, name in enumerate(cells.ids)
        ),
        places=tuple(
            Place(
                id=name,
                name="",
                middle=middle_of(cells, number),
                area_km2=float(cells.area_km2[number]),
                path=(),
                cells=(name,),
                polygons=rings_of(cells, number),
            )
            for number, name in enumerate(cells.ids)
        ),
        line_error_km=0.0,
    )


def _together(cells: Cells, own: NDArray[np.int64]) -> Polygons:
    """The shape of several cells, without the edges between them."""
    return cells.plane.polygons(polygons_of(shapely.union_all(cells.shapes[own], grid_size=0.001)))


def _beside(case: Case, told: SegmentCells, watching: Watching, layers: Layers) -> Ground:
    first = min(window.start.date() for window in watching.windows).isoformat()
    on = (case.as_of or first) if layers.control is not None else None
    length = float(told.segment_km)
    answer = draw_line(layers, Wanted(on=on, segment_km=length, zones_km=()))
    line, names = answer.line, {segment.id: segment.name or segment.region for segment in answer.segments}
    cells = line_cells(line, segment_km=length, bands_km=[float(band) for band in told.bands_km])
    of = [np.flatnonzero(cells.segment == number) for number in range(len(cells.segments))]
    drawn = shapely.union_all([cells.plane.line(piece.path) for piece in line.pieces])
    return Ground(
        cells=cells,
        line=line,
        drawn=drawn,
        stretches=tuple(
            Stretch(id=segment.id, name=names.get(segment.id, ""), cells=own)
            for segment, own in zip(cells.segments, of, strict=True)
        ),
        places=tuple(
            Place(
                id=segment.id,
                name=names.get(segment.id, ""),
                middle=segment.middle,
                area_km2=float(cells.area_km2[own].sum()),
                path=segment.path,
                cells=tuple(cells.ids[number] for number in own),
                polygons=_together(cells, own),
            )
            for segment, own in zip(cells.segments, of, strict=True)
        ),
        line_error_km=float(told.line_error_km),
    )
