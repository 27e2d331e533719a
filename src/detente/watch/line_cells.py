"""The cells of a contact line: each segment by side and by distance.

A point belongs to the segment it is nearest to, to the side of the line on which it lies there, and to the
band of its distance:

    cell(p) = (argmin_s d(p, s), side(p), band(d(p, line)))

The regions of nearest segments are drawn as Voronoi cells (G. Voronoi 1908) of points along the line, at most
``step`` apart and in pairs, one a metre to the left and one a metre to the right, so that the line itself
parts the sides. Points stand at equal distances before and after each bend: between two such mirrored pairs
the cells meet in the bisector of the bend and along its two edges. Beyond the end of a piece the sides part
along its last edge drawn on. Bands are buffers with 64 chords to a quarter circle: the edge of a band is off
by 0.008 % of its distance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.spatial import Voronoi

from detente.errors import Fault, InputError
from detente.verify.line.cutting import SEGMENT_KM, segments
from detente.verify.line.model import ContactLine, Segment, Side
from detente.verify.line.plane import Plane, polygons_of
from detente.watch.cells import Cells, cells_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import Geometry

BANDS_KM = (7.5, 50.0)
"""Bands by default: withdrawal zones of infantry weapons and of tube artillery."""
STEP_M = 500.0
BESIDE_M = 25.0
CHORDS = 64
GRID_M = 0.001
SIDES = (Side.INSIDE, Side.OUTSIDE)

_Beside = tuple[int, int]
"""The number of a segment, and 0 or 1 for the side."""


def line_cells(
    line: ContactLine,
    *,
    segment_km: float = SEGMENT_KM,
    bands_km: Sequence[float] = BANDS_KM,
    kept: Sequence[Segment] = (),
    within: Geometry | None = None,
) -> Cells:
    """The cells along a line.

    Args:
        line: The line.
        segment_km: The length that its segments come nearest to.
        bands_km: The outer distances of the bands, above 0 and up to 1,000.
        kept: Segments of an earlier day, whose ids are to live on.
        within: Land in degrees that the cells are clipped to; None for no clipping.

    Returns:
        For each segment, in order, each side, and in it each band. Ids are ``SEGMENT-SIDE-KM``, such as
        ``n4810e03745-inside-7.5``, with the outer distance. A cell that has no ground is left out.

    Raises:
        InputError: if a distance is none, or the line has no pieces.
    """
    edges = _edges(line, bands_km)
    cut = segments(line, length_km=segment_km, kept=kept)
    plane = Plane(*line.method.centre)
    drawn = [plane.line(segment.path) for segment in cut]
    regions = _regions(drawn, [segment.piece for segment in cut], edges[-1] * 1000)
    rings = _rings(shapely.union_all(drawn), edges)
    if within is not None:
        land = plane.shape(plane.near(within))
        rings = [polygons_of(ring.intersection(land)) for ring in rings]
    found = [
        (number, side, zone, polygons_of(region.intersection(ring)))
        for (number, side), region in regions.items()
        for zone, ring in enumerate(rings)
    ]
    with_ground = [row for row in found if row[3].area > 0]
    place = np.array([row[:3] for row in with_ground], dtype=np.int32)
    ids = [f"{cut[segment].id}-{SIDES[side]}-{edges[zone + 1]:g}" for segment, side, zone in place.tolist()]
    shapes = np.empty(len(ids), dtype=object)
    shapes[:] = [row[3] for row in with_ground]
    return replace(
        cells_of(ids, shapes, plane),
        segment=place[:, 0].copy(),
        side=place[:, 1].copy(),
        zone=place[:, 2].copy(),
        segments=cut,
        edges_km=edges,
        sides=line.sides,
        notes=_notes(line, segment_km, edges),
    )


def _edges(line: ContactLine, bands_km: Sequence[float]) -> tuple[float, ...]:
    faults = [
        Fault(place="bands_km", message=f"{distance:g} km is no distance of a band", hint="7.5 and 50")
        for distance in bands_km
        if not 0 < distance <= 1000
    ]
    if not bands_km:
        faults.append(Fault(place="bands_km", message="there is no band", hint="7.5 and 50"))
    if not line.pieces:
        faults.append(Fault(place="line", message="the line has no pieces", hint="a raster of cells"))
    if faults:
        raise InputError(*faults)
    return (0.0, *sorted({float(distance) for distance in bands_km}))


def _regions(drawn: Sequence[Geometry], pieces: Sequence[int], reach: float) -> dict[_Beside, Geometry]:
    """What is nearest to each segment on each side, out to a distance and somewhat farther."""
    numbers = np.asarray(pieces)
    found = [_pairs(drawn, np.flatnonzero(numbers == piece)) for piece in np.unique(numbers)]
    points = np.concatenate([pairs for pairs, _ in found]).reshape(-1, 2)
    owner = np.repeat(np.concatenate([owners for _, owners in found]), 2)
    side = np.tile([0, 1], len(owner) // 2)
    polygons = _voronoi(points, reach)
    return {
        (number, which): shapely.union_all(polygons[(owner == number) & (side == which)], grid_size=GRID_M)
        for number in range(len(drawn))
        for which in (0, 1)
    }


def _voronoi(points: NDArray[np.float64], reach: float) -> NDArray[np.object_]:
    """What is nearest to each point, at least out to a distance; convex cells (Qhull, Barber 1996)."""
    middle, size = points.mean(axis=0), float(np.ptp(points, axis=0).max()) + reach
    turns = np.radians(np.arange(0, 360, 5))
    far = middle + 20 * size * np.column_stack([np.cos(turns), np.sin(turns)])
    found = Voronoi(np.concatenate([points, far]) - middle)
    corners = found.vertices + middle
    regions = [found.regions[region] for region in found.point_region[: len(points)]]
    rings = shapely.multipoints(
        corners[np.concatenate(regions)], indices=np.repeat(np.arange(len(regions)), list(map(len, regions)))
    )
    hulls: NDArray[np.object_] = shapely.convex_hull(rings)
    return hulls


def _pairs(
    drawn: Sequence[Geometry], numbers: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Points ``(n, 2, 2)`` along a piece, left and right of it, and the segment of each pair."""
    paths = [shapely.get_coordinates(drawn[number]) for number in numbers]
    starts = np.concatenate([path[:-1] for path in paths])
    steps = np.concatenate([np.diff(path, axis=0) for path in paths])
    owner = np.repeat(numbers, [len(path) - 1 for path in paths])
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    real = lengths > 0
    starts, steps, owner, lengths = starts[real], steps[real], owner[real], lengths[real]
    closed = np.array_equal(paths[0][0], paths[-1][-1])
    outer = (lengths[-1], lengths[0]) if closed else (np.inf, np.inf)
    margins = np.minimum(np.append(lengths, outer[1]), np.insert(lengths, 0, outer[0])) / 4
    margins = np.minimum(margins, STEP_M / 2)
    found, whose = [], []
    for place, (start, step, length) in enumerate(zip(starts, steps, lengths, strict=True)):
        first, last = margins[place], length - margins[place + 1]
        stations = np.linspace(first, last, max(2, int(np.ceil((last - first) / STEP_M)) + 1))
        on = start + stations[:, None] * step / length
        left = np.array([-step[1], step[0]]) / length * min(BESIDE_M, float(length) / 16)
        found.append(np.stack([on + left, on - left], axis=1))
        whose.append(np.full(len(on), owner[place]))
    return np.concatenate(found), np.concatenate(whose)


def _rings(line: Geometry, edges: Sequence[float]) -> list[Geometry]:
    """The bands of distance, from the line outwards."""
    near = [line.buffer(edge * 1000, quad_segs=CHORDS) for edge in edges[1:]]
    return [near[0], *(outer.difference(inner) for inner, outer in pairwise(near))]


def _notes(line: ContactLine, segment_km: float, edges: Sequence[float]) -> tuple[str, ...]:
    bands = ", ".join(f"{low:g}-{high:g}" for low, high in pairwise(edges))
    drawn = f"Segments of about {segment_km:g} km of the line of {line.on or 'an unknown day'}"
    return (f"{drawn}, each side in bands of {bands} km.",)
