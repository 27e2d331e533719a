"""Broken geometry is repaired with a note, or refused with the feature's id; all faults come at once."""

import json
import struct
from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from detente.errors import InputError
from detente.verify.line import (
    Territory,
    contact_line,
    land_of,
    read_contact_line,
    read_layer,
    territory,
    total_share,
)
from detente.verify.line.crs import crs_of
from detente.verify.line.layer import Feature, Layer
from tests.maps import box, boxes, collection, feature, written

LAND = (30.0, 48.0, 32.0, 49.0)
HALF = (30.0, 48.0, 31.0, 49.0)
BOW_TIE = [[30, 48], [31, 49], [31, 48], [30, 49], [30, 48]]


def polygon(*rings: object) -> dict[str, object]:
    """A GeoJSON polygon of these rings."""
    return {"type": "Polygon", "coordinates": [*rings]}


def ring(bounds: tuple[float, float, float, float] = HALF) -> list[list[float]]:
    """The ring of a rectangle."""
    found = box(bounds)["coordinates"]
    assert isinstance(found, list)
    return [*found[0]]


def covered(folder: Path, *rows: dict[str, object]) -> Territory:
    """What a control layer of these features covers of the land."""
    land = land_of(read_layer(boxes(folder, "land.geojson", [LAND]), role="regions"))
    return territory(read_layer(written(folder, "control.geojson", *rows), role="control"), land)


BOW = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]
SWAPPED = [[latitude, longitude] for longitude, latitude in ring()]
REFUSED = {
    "no geometry": (None, "has no geometry"),
    "empty polygon": (polygon(), "is empty"),
    "empty multi": ({"type": "MultiPolygon", "coordinates": []}, "is empty"),
    "not finite": (polygon([[30, 48], [31, float("nan")], [31, 49], [30, 48]]), "no finite number"),
    "infinite": (polygon([[30, 48], [31, float("inf")], [31, 49], [30, 48]]), "no finite number"),
    "too large": (polygon([[30, 48], [31, 10**400], [31, 49], [30, 48]]), "cannot be read"),
    "text": (polygon([[30, 48], ["31", 48], [31, 49], [30, 48]]), "'31' is no finite number"),
    "null": (polygon([[30, 48], [31, None], [31, 49], [30, 48]]), "None is no finite number"),
    "flag": (polygon([[30, 48], [31, True], [31, 49], [30, 48]]), "True is no finite number"),
    "two positions": (
        polygon([[30, 48], [31, 48]]),
        "coordinates[0] is a ring of 2 positions, and one has 4 at least",
    ),
    "one position": (
        {"type": "LineString", "coordinates": [[30, 48]]},
        "coordinates is a line of 1 positions, and one has 2 at least",
    ),
    "one dimension": (polygon([30, 48, 31, 48]), "coordinates[0][0] is 30, and no position of two numbers"),
    "one number": (polygon([[30], [31], [31], [30]]), "coordinates[0][0] is [30], and no position"),
    "too deep": (
        polygon([[[30, 48], [31, 48], [31, 49], [30, 48]]]),
        "[30, 48] is no finite number: coordinates[0][0]",
    ),
    "no list": ({"type": "Polygon", "coordinates": {}}, "coordinates is {}, and no list"),
    "no coordinates": ({"type": "Polygon"}, "it has no coordinates"),
    "an empty part": (
        {"type": "MultiPolygon", "coordinates": [[ring()], []]},
        "cannot be read (coordinates[1] is empty)",
    ),
    "only empty parts": ({"type": "MultiPolygon", "coordinates": [[[]], []]}, "its geometry is empty"),
    "no type": ({"coordinates": [ring()]}, "its type is None, and none of Point, "),
    "odd type": ({"type": "Circle", "coordinates": [30, 48]}, "its type is 'Circle', and none of "),
    "collection without a list": ({"type": "GeometryCollection"}, "its geometries are None, and no list"),
    "collection of numbers": (
        {"type": "GeometryCollection", "geometries": [3]},
        "cannot be read (3 is no geometry)",
    ),
    "point": ({"type": "Point", "coordinates": [30, 48]}, "is a Point, and a polygon is wanted"),
    "line": ({"type": "LineString", "coordinates": ring()}, "is a LineString"),
    "collapsed": (polygon([[30, 48], [31, 48], [30, 48], [30, 48]]), "encloses no area"),
    "swapped": (polygon(SWAPPED), "once latitude and longitude are exchanged"),
    "swapped far": (
        polygon([[48, 130], [49, 130], [49, 131], [48, 131], [48, 130]]),
        "has latitude and longitude exchanged",
    ),
    "metres": (polygon([[3e5, 5e6], [4e5, 5e6], [4e5, 6e6], [3e5, 5e6]]), "are no degrees"),
    "off the globe": (polygon([[430, 48], [431, 48], [431, 49], [430, 48]]), "a longitude of 431 degrees"),
    "round a pole": (
        polygon([[-180, 80], [-60, 80], [60, 80], [179, 80], [-178, 81], [-180, 80]]),
        "goes round a pole",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_the_id(tmp_path: Path, name: str) -> None:
    geometry, message = REFUSED[name]
    with pytest.raises(InputError) as caught:
        covered(tmp_path, feature(box(HALF), "sound"), feature(geometry, "bad"))
    (fault,) = caught.value.faults
    assert fault.place == "feature bad"
    assert message in fault.message
    assert fault.hint
    assert fault.file.endswith("control.geojson")


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    rows = [feature(geometry, name) for name, (geometry, _) in REFUSED.items()]
    with pytest.raises(InputError) as caught:
        covered(tmp_path, *rows)
    named = {fault.place.removeprefix("feature ") for fault in caught.value.faults}
    assert named == REFUSED.keys() - {"collapsed", "swapped"}  # found once the others can be drawn


REPAIRED = {
    "self-crossing": (polygon(BOW_TIE), 0.25, "Self-intersection"),
    "heights": (polygon([[*position, 120.0] for position in ring()]), 0.5, "heights were left out"),
    "heights and times": (polygon([[*each, 120.0, 7.5] for each in ring()]), 0.5, "heights were left out"),
    "some heights": (polygon([[*ring()[0], 120.0], *ring()[1:]]), 0.5, "heights were left out"),
    "not closed": (polygon(ring()[:-1]), 0.5, "a ring did not end where it starts, and was closed"),
    "two not closed": (
        {"type": "MultiPolygon", "coordinates": [[ring()[:-1]], [ring((31.5, 48.0, 32.0, 49.0))[:-1]]]},
        0.75,
        "2 rings did not end where they start, and were closed",
    ),
    "collection in a collection": (
        {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "GeometryCollection", "geometries": [box(HALF)]},
                {"type": "Point", "coordinates": [30, 48]},
            ],
        },
        0.5,
        "1 of 2 parts are no polygon",
    ),
    "spike": (
        polygon([[30, 48], [31, 48], [31, 49], [31, 49.5], [31, 49], [30, 49], [30, 48]]),
        0.5,
        "repaired",
    ),
    "twice around": (polygon(ring() + ring()[1:]), 0.5, "repaired"),
    "hole outside": (polygon(ring(), ring((31.5, 48.2, 31.7, 48.4))), None, "Hole lies outside shell"),
    "collection": (
        {"type": "GeometryCollection", "geometries": [box(HALF), {"type": "Point", "coordinates": [30, 48]}]},
        0.5,
        "1 of 2 parts are no polygon",
    ),
}


def test_a_collection_with_a_part_that_crosses_itself(tmp_path: Path) -> None:
    parts = [polygon(BOW_TIE), {"type": "Point", "coordinates": [30, 48]}]
    ground = covered(tmp_path, feature({"type": "GeometryCollection", "geometries": parts}, "odd"))
    assert "feature odd: 1 of its parts are not valid and were repaired" in " ".join(ground.method.notes)
    assert total_share(ground).share == pytest.approx(0.25, abs=0.002)


def test_a_line_among_other_things_is_read(tmp_path: Path) -> None:
    parts = [{"type": "LineString", "coordinates": [[30, 48], [31, 48]]}, box(HALF)]
    mixed = feature({"type": "GeometryCollection", "geometries": parts}, "mixed")
    line = read_contact_line(written(tmp_path, "line.geojson", mixed))
    assert "feature mixed: 1 of 2 parts are no line and were left out" in line.method.notes[0]
    assert len(line.pieces) == 1


def test_a_line_without_length_is_refused(tmp_path: Path) -> None:
    rows = [
        feature({"type": "LineString", "coordinates": [[30, 48], end]}, name)
        for name, end in (("whole", [31, 48]), ("stuck", [30, 48]))
    ]
    with pytest.raises(InputError, match="feature stuck: has no length"):
        read_contact_line(written(tmp_path, "line.geojson", *rows))


@pytest.mark.parametrize("name", REPAIRED)
def test_repaired_with_a_note(tmp_path: Path, name: str) -> None:
    geometry, share, note = REPAIRED[name]
    ground = covered(tmp_path, feature(geometry, "odd"))
    (said,) = ground.method.notes[1:]
    assert "taken on trust" in ground.method.notes[0]
    assert "feature odd: " in said
    assert note in said
    if share is not None:
        assert total_share(ground).share == pytest.approx(share, abs=0.002)


def test_the_note_of_a_repair_has_the_area_before_and_after(tmp_path: Path) -> None:
    (note,) = covered(tmp_path, feature(polygon(BOW_TIE), "odd")).method.notes[1:]
    before, after = (part.split(" km2")[0].rsplit(" ", 1)[1] for part in note.split(";")[1].split(" and is"))
    assert before == "0.0" or float(before.replace(",", "")) < 100  # the lobes cancel as drawn
    assert float(after.replace(",", "")) == pytest.approx(4_100, rel=0.02)


@pytest.mark.parametrize(
    "control",
    [
        [[179, 50], [-179, 50], [-179, 51], [179, 51], [179, 50]],
        [[179, 50], [181, 50], [181, 51], [179, 51], [179, 50]],
        [[-181, 50], [-179, 50], [-179, 51], [-181, 51], [-181, 50]],
    ],
)
def test_land_across_the_antimeridian(tmp_path: Path, control: list[list[float]]) -> None:
    """Land from 178 E to 178 W in two halves, a control layer across: the line is on both sides of it."""
    halves = boxes(tmp_path, "land.geojson", [(178, 50, 180, 51), (-180, 50, -178, 51)])
    land = land_of(read_layer(halves, role="regions"))
    assert abs(land.plane.longitude) == 180
    layer = read_layer(written(tmp_path, "control.geojson", feature(polygon(control), "x")), role="control")
    ground = territory(layer, land)
    assert total_share(ground).share == pytest.approx(0.5, abs=1e-4)
    line = contact_line(ground, eps_km=1)
    assert len(line.pieces) == 2
    assert {round(abs(piece.path[0][0])) for piece in line.pieces} == {179}
    assert line.length_km == pytest.approx(2 * (111.2 - 2), rel=0.005)
    assert any("180th meridian" in note for note in ground.method.notes) == (
        control[:2] == [[179, 50], [-179, 50]]
    )


def test_a_control_layer_that_is_split_at_the_antimeridian_is_one_area(tmp_path: Path) -> None:
    land = land_of(read_layer(boxes(tmp_path, "land.geojson", [(178, 50, 182, 51)]), role="regions"))
    halves = [box(bounds)["coordinates"] for bounds in ((179, 50, 180, 51), (-180, 50, -179, 51))]
    split = feature({"type": "MultiPolygon", "coordinates": halves}, "x")
    ground = territory(read_layer(written(tmp_path, "control.geojson", split), role="control"), land)
    assert total_share(ground).share == pytest.approx(0.5, abs=1e-4)
    assert len(contact_line(ground).pieces) == 2


def test_what_lies_off_the_land_is_noted_and_counts_nowhere(tmp_path: Path) -> None:
    away = feature(box((20.0, 40.0, 21.0, 41.0)), "away")
    ground = covered(tmp_path, feature(box(HALF), "on"), away)
    assert "feature away: lies off the land" in ground.method.notes[-1]
    assert ground.off_land_km2 == pytest.approx(9_350, rel=0.01)
    assert total_share(ground).share == pytest.approx(0.5, abs=1e-6)
    with pytest.raises(InputError, match="nothing of it lies on the land"):
        covered(tmp_path, away)


def test_what_meets_the_land_by_less_than_a_rounding_is_off_it(tmp_path: Path) -> None:
    loops = [[29, 47], [29, 49], [31, 48], [29, 47], [29, 49], [30, 49], [29, 47]]
    spike = polygon(loops, [[31, 49], [29, 48], [32, 47], [29, 50], [31, 49]])
    with pytest.raises(InputError, match="nothing of it lies on the land"):
        covered(tmp_path, feature(spike, "spike"))


def test_regions_that_overlap_are_noted(tmp_path: Path) -> None:
    path = boxes(tmp_path, "land.geojson", [(30, 48, 31.5, 49), (31, 48, 32, 49)])
    (note,) = land_of(read_layer(path, role="regions")).method.notes
    assert "regions overlap by 4,1" in note


def test_a_geometry_that_is_nested_without_end_is_refused(tmp_path: Path) -> None:
    deep: object = 1
    for _ in range(900):
        deep = [deep]
    path = tmp_path / "control.geojson"
    path.write_text(json.dumps(collection(feature({"type": "Polygon", "coordinates": deep}, "deep"))))
    with pytest.raises(InputError, match=r"feature deep|nested too deeply"):
        land_of(read_layer(path, role="regions"))


def test_a_polygon_in_metres_that_crosses_itself_is_noted_too(tmp_path: Path) -> None:
    metres = [[400_000 + 70_000 * east, 5_320_000 + 100_000 * north] for east, north in BOW]
    stated = {"type": "name", "properties": {"name": "EPSG:32636"}}
    path = written(tmp_path, "land.geojson", feature(polygon(metres), "tie"), crs=stated)
    (note,) = land_of(read_layer(path, role="regions")).method.notes
    assert "feature tie: is not valid" in note


def test_binary_geometry_with_a_number_that_is_none_is_refused() -> None:
    ring = shapely.Polygon(BOW).wkb
    broken = ring[:29] + struct.pack("<d", float("nan")) + ring[37:]
    row = Feature(id="x", properties={}, drawn=broken)
    crs = crs_of("OGC:CRS84", file=Path("a"))
    layer = Layer(role="regions", file="a", sha256="", crs=crs, credit=None, features=(row,), properties={})
    with pytest.raises(InputError, match="feature x: has a coordinate that is no finite number"):
        land_of(layer)
    with pytest.raises(InputError, match="feature x: its geometry cannot be read"):
        land_of(replace(layer, features=(replace(row, drawn=ring[:-3]),)))


@pytest.mark.parametrize(("code", "kind"), [("EPSG:5773", "Vertical CRS"), ("EPSG:4978", "Geocentric CRS")])
def test_a_system_that_has_no_places_on_a_map_is_refused(tmp_path: Path, code: str, kind: str) -> None:
    stated = {"type": "name", "properties": {"name": code}}
    path = written(tmp_path, "land.geojson", feature(box(HALF), "half"), crs=stated)
    with pytest.raises(InputError, match=rf"\({kind}\) has neither degrees nor"):
        read_layer(path, role="regions")
