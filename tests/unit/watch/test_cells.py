"""Cells of rasters, of areas and of a line: their places, areas, ids, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from detente.errors import InputError
from detente.verify.line.model import ContactLine
from detente.verify.line.ready import read_contact_line
from detente.watch.cells import Cells, area_cells, middle_of, raster_cells, rings_of
from detente.watch.line_cells import line_cells
from tests.maps import box_km2, feature, written

WEST_TO_EAST = [[30.0, 48.0], [30.5, 48.0], [31.0, 48.0]]


def line_of(folder: Path, *paths: list[list[float]]) -> ContactLine:
    """A contact line along paths."""
    rows = [feature({"type": "LineString", "coordinates": path}) for path in paths]
    return read_contact_line(written(folder, "line.geojson", *rows, inside="north", outside="south"))


def owner(cells: Cells, longitude: float, latitude: float) -> int:
    """The first cell that holds a position; -1 for none."""
    point = cells.plane.point((longitude, latitude))
    found = np.flatnonzero(shapely.intersects(cells.shapes, point))
    return int(found[0]) if found.size else -1


def test_squares_have_their_width_and_cover_the_box() -> None:
    cells = raster_cells((36.0, 47.0, 38.0, 48.0), km=5)
    assert np.allclose(cells.area_km2, 25.0)
    assert cells.area_km2.sum() == pytest.approx(box_km2((36.0, 47.0, 38.0, 48.0)), rel=0.02)
    assert len(set(cells.ids)) == len(cells)
    assert cells.size_km == 5
    assert set(cells.segment) == set(cells.side) == set(cells.zone) == {-1}
    assert np.allclose(np.mod(cells.x_km, 5), 2.5)


def test_a_square_knows_where_it_is() -> None:
    cells = raster_cells((36.0, 47.0, 38.0, 48.0), km=5)
    number = cells.ids.index("x3y-4")
    assert (cells.x_km[number], cells.y_km[number]) == pytest.approx((17.5, -17.5))
    lon, lat = middle_of(cells, number)
    assert owner(cells, lon, lat) == number
    ((ring,),) = rings_of(cells, number)
    assert len(ring) == 5
    assert min(x for x, _ in ring) < lon < max(x for x, _ in ring)


def test_squares_keep_to_a_polygon() -> None:
    triangle = shapely.Polygon([(36, 47), (38, 47), (38, 48)])
    cells = raster_cells(triangle, km=2)
    assert cells.area_km2.sum() == pytest.approx(box_km2((36, 47, 38, 48)) / 2, rel=0.02)


def test_squares_lie_across_the_date_line() -> None:
    cells = raster_cells(
        shapely.MultiPolygon([shapely.box(179, 50, 180, 51), shapely.box(-180, 50, -179, 51)]), km=10
    )
    assert cells.area_km2.sum() == pytest.approx(box_km2((0, 50, 2, 51)), rel=0.05)
    assert set(np.sign(cells.lon)) == {-1.0, 1.0}


@pytest.mark.parametrize(
    ("region", "km", "said"),
    [
        ((36, 47, 38, 48), 0, "0 km is no width"),
        ((36, 47, 38, 48), float("nan"), "nan km is no width"),
        ((36, 47, 36, 48), 5, "no polygon with an area"),
        ((47, 136, 48, 138), 5, "latitudes beyond 90"),
        ((36, 47, 36.01, 47.01), 50, "no square of 50 km"),
        ((20, 40, 60, 70), 0.1, "more than 5,000,000 cells"),
    ],
)
def test_a_raster_that_is_none_is_refused(
    region: tuple[float, float, float, float], km: float, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        raster_cells(region, km=km)


def test_areas_are_cells_as_they_are_drawn() -> None:
    cells = area_cells(["west", "east"], [shapely.box(36, 47, 37, 48), shapely.box(37, 47, 38, 48)])
    assert cells.area_km2 == pytest.approx([box_km2((36, 47, 37, 48))] * 2, rel=1e-4)
    assert cells.ids == ("west", "east")
    assert owner(cells, 36.5, 47.5) == 0


def test_areas_that_are_none_are_refused_together() -> None:
    areas = [shapely.Point(1, 2), shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    with pytest.raises(InputError) as caught:
        area_cells(["a", "b", "b"], areas)
    assert len(caught.value.faults) == 2
    with pytest.raises(InputError, match="there is no area"):
        area_cells([], [])


def test_the_line_parts_its_sides_and_bands(tmp_path: Path) -> None:
    cells = line_cells(line_of(tmp_path, WEST_TO_EAST), segment_km=10, bands_km=(5, 20))
    assert {segment.piece for segment in cells.segments} == {0}
    north = owner(cells, 30.5, 48.02)
    south = owner(cells, 30.5, 47.98)
    far = owner(cells, 30.5, 48.1)
    assert [int(cells.side[number]) for number in (north, south, far)] == [0, 1, 0]
    assert [int(cells.zone[number]) for number in (north, south, far)] == [0, 0, 1]
    assert len({int(cells.segment[number]) for number in (north, south, far)}) == 1
    assert cells.ids[north] == f"{cells.segments[cells.segment[north]].id}-inside-5"
    assert cells.sides.inside == "north"
    assert owner(cells, 30.5, 48.3) == -1
    assert cells.edges_km == (0.0, 5.0, 20.0)


def test_cells_of_a_straight_line_have_the_areas_of_their_bands(tmp_path: Path) -> None:
    cells = line_cells(line_of(tmp_path, WEST_TO_EAST), segment_km=10, bands_km=(5, 20))
    middle = np.isin(cells.segment, [2, 3, 4])
    length = cells.segments[3].length_km
    for zone, width in ((0, 5), (1, 15)):
        found = cells.area_km2[middle & (cells.zone == zone)]
        assert found == pytest.approx(np.full(6, length * width), rel=0.01)
    whole = shapely.union_all(list(cells.shapes))
    assert whole.area == pytest.approx(cells.area_km2.sum() * 1e6, rel=1e-6)


@pytest.mark.parametrize(
    "paths",
    [
        [[[30.0, 48.0], [30.3, 48.2], [30.35, 47.9], [30.7, 48.05], [30.72, 48.3]]],
        [[[30.0, 48.0], [30.4, 48.0]], [[30.0, 48.15], [30.4, 48.12]]],
        [[[30.0, 48.0], [30.4, 48.0], [30.4, 48.2], [30.0, 48.2], [30.0, 48.0]]],
    ],
    ids=["bends", "two-pieces", "ring"],
)
def test_a_point_belongs_to_its_nearest_segment_and_band(
    tmp_path: Path, paths: list[list[list[float]]]
) -> None:
    cells = line_cells(line_of(tmp_path, *paths), segment_km=4, bands_km=(3, 12))
    drawn = [cells.plane.line(segment.path) for segment in cells.segments]
    generator = np.random.default_rng(7)
    west, south, east, north = shapely.total_bounds(cells.shapes)
    points = shapely.points(generator.uniform((west, south), (east, north), (1500, 2)))
    distances = np.array([shapely.distance(path, points) for path in drawn])
    nearest = distances.min(axis=0)
    tree = shapely.STRtree(cells.shapes)
    asked, found = tree.query(points, predicate="intersects")
    inside = nearest < 12_000
    edge = (np.abs(nearest - 12_000) < 10) | (np.abs(nearest - 3_000) < 5)
    assert set(np.flatnonzero(inside & ~edge)) <= set(asked) <= set(np.flatnonzero(inside | edge))
    mine = distances[cells.segment[found], asked]
    assert (mine - nearest[asked]).max() < 25
    right = (cells.zone[found] == (nearest[asked] > 3_000)) | edge[asked]
    assert right.all()
    assert len(asked) == len(set(asked))


def test_the_side_is_that_of_the_nearest_edge(tmp_path: Path) -> None:
    ring = [[30.0, 48.0], [30.4, 48.0], [30.4, 48.2], [30.0, 48.2], [30.0, 48.0]]
    cells = line_cells(line_of(tmp_path, ring), segment_km=4, bands_km=(5,))
    within = shapely.Polygon(cells.plane.line(tuple((x, y) for x, y in ring)).coords)
    inner = shapely.union_all(list(cells.shapes[cells.side == 0]))
    outer = shapely.union_all(list(cells.shapes[cells.side == 1]))
    assert inner.difference(within).area < 1e-4 * inner.area
    assert outer.intersection(within).area < 1e-4 * outer.area


def test_cells_are_clipped_to_the_land(tmp_path: Path) -> None:
    line = line_of(tmp_path, WEST_TO_EAST)
    land = shapely.box(29, 47.99, 30.4, 49)
    cells = line_cells(line, bands_km=(20,), within=land)
    plane = cells.plane
    assert shapely.union_all(list(cells.shapes)).difference(plane.shape(land).buffer(1)).is_empty
    assert len(cells) < len(line_cells(line, bands_km=(20,)))


@pytest.mark.parametrize(
    ("bands", "said"), [((), "no band"), ((0,), "0 km is no distance"), ((5, -1), "-1 km is no distance")]
)
def test_bands_that_are_none_are_refused(tmp_path: Path, bands: tuple[float, ...], said: str) -> None:
    with pytest.raises(InputError, match=said):
        line_cells(line_of(tmp_path, WEST_TO_EAST), bands_km=bands)


def test_a_line_without_pieces_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no pieces"):
        line_cells(replace(line_of(tmp_path, WEST_TO_EAST), pieces=()))


def test_segments_keep_the_ids_of_the_day_before(tmp_path: Path) -> None:
    before = line_cells(line_of(tmp_path, WEST_TO_EAST), bands_km=(5,))
    moved = [[x + 0.01, y + 0.005] for x, y in WEST_TO_EAST]
    after = line_cells(line_of(tmp_path, moved), bands_km=(5,), kept=before.segments)
    assert [segment.id for segment in after.segments] == [segment.id for segment in before.segments]
