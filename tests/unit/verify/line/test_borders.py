"""Borders of regions for a map: each once, generalised; beside a ready line as well."""

from pathlib import Path

import pytest

from detente.verify.line import Layers, Wanted, draw_line, land_of, read_layer
from detente.verify.line.borders import borders
from detente.verify.line.plane import path_km
from tests.maps import boxes, feature, written

WEST, EAST = (30.0, 48.0, 31.0, 49.0), (31.0, 48.0, 32.0, 49.0)
LINE = {"type": "LineString", "coordinates": [[31.0, 48.1], [31.0, 48.5], [31.0, 48.9]]}


def test_what_two_regions_share_is_drawn_once(tmp_path: Path) -> None:
    land = land_of(read_layer(boxes(tmp_path, "land.geojson", [WEST, EAST]), role="regions"))
    found = borders(land, tolerance_km=0)
    around = sum(path_km(((30, y), (32, y))) for y in (48, 49)) + 2 * path_km(((30, 48), (30, 49)))
    shared = path_km(((31, 48), (31, 49)))
    assert sum(path_km(path) for path in found) == pytest.approx(around + shared, rel=1e-3)
    assert {path[0] for path in found} | {path[-1] for path in found} == {(31.0, 48.0), (31.0, 49.0)}


def test_a_generalisation_takes_bends_and_leaves_junctions(tmp_path: Path) -> None:
    ring = [[30, 48], [31, 48], [31.01, 48.5], [31, 49], [30, 49], [30, 48]]
    other = [[31, 48], [32, 48], [32, 49], [31, 49], [31.01, 48.5], [31, 48]]
    rows = [feature({"type": "Polygon", "coordinates": [each]}) for each in (ring, other)]
    bent = written(tmp_path, "land.geojson", *rows)
    land = land_of(read_layer(bent, role="regions"))
    fine, coarse = borders(land, tolerance_km=0.01), borders(land, tolerance_km=5)
    assert (31.01, 48.5) in {position for path in fine for position in path}
    assert (31.01, 48.5) not in {position for path in coarse for position in path}
    assert {path[0] for path in fine} == {path[0] for path in coarse}


def test_regions_beside_a_ready_line_name_it_and_are_named(tmp_path: Path) -> None:
    file = written(tmp_path, "land.geojson", feature({"type": "Polygon", "coordinates": [
        [[30, 48], [32, 48], [32, 49], [30, 49], [30, 48]]]}, name="Midland"), credit="A survey")  # fmt: skip
    line = written(tmp_path, "line.geojson", feature(LINE, "line"), credit="Drawn by hand")
    layers = Layers(line=line, regions=file)
    drawn = draw_line(layers, Wanted(segment_km=20, borders_km=1.0))
    assert {segment.name for segment in drawn.segments} == {"Midland"}
    assert drawn.line.borders
    assert [origin.role for origin in drawn.origins] == ["line", "regions"]
    assert [origin.credit for origin in drawn.line.method.origins] == ["Drawn by hand", "A survey"]
    assert draw_line(layers).line.borders == ()
    assert drawn.could_not
