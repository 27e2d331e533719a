"""Layers: every format gives the same rows, in the file's coordinate system; a day is there or refused."""

import gzip
import json
from datetime import date
from importlib import import_module
from pathlib import Path

import duckdb
import geopandas
import pytest
from pyproj import Transformer

from detente.errors import InputError
from detente.verify.line import land_of, read_layer
from detente.verify.line.crs import crs_of
from detente.verify.line.days import days_of, shown_on
from detente.verify.line.layer import Feature, Layer
from tests.maps import box, box_km2, boxes, collection, feature, written

WEST, EAST = (30.0, 48.0, 31.0, 49.0), (31.0, 48.0, 32.0, 49.0)


def refused(path: Path, *, crs: str | None = None) -> str:
    """The message of the refusal of a layer."""
    with pytest.raises(InputError) as caught:
        land_of(read_layer(path, role="regions", crs=crs))
    assert all(fault.file == str(path) for fault in caught.value.faults)
    return str(caught.value)


@pytest.fixture(scope="module")
def frame() -> geopandas.GeoDataFrame:
    rows = [feature(box(WEST), name="Left", iso="L"), feature(box(EAST), name="Right", iso="R")]
    return geopandas.GeoDataFrame.from_features(collection(*rows), crs="EPSG:4326")


@pytest.mark.parametrize("ending", ["gpkg", "shp", "fgb", "parquet", "geojson", "geojson.gz"])
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32636"])
def test_every_format_gives_the_same_land(
    frame: geopandas.GeoDataFrame, tmp_path: Path, ending: str, crs: str
) -> None:
    path = tmp_path / f"regions.{ending}"
    source = tmp_path / "source.fgb"
    frame.to_crs(crs).to_file(source)
    if ending == "parquet":
        _parquet(source, path)
    elif ending.startswith("geojson"):
        named = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs[5:]}"}}
        data = {**json.loads(frame.to_crs(crs).to_json()), "crs": named}
        text = json.dumps(data).encode()
        path.write_bytes(gzip.compress(text, mtime=0) if ending.endswith("gz") else text)
    else:
        frame.to_crs(crs).to_file(path)
    layer = read_layer(path, role="regions")
    land = land_of(layer)
    assert sorted(region.name for region in land.regions) == ["Left", "Right"]
    assert {region.id for region in land.regions} in ({"L", "R"}, {"0", "1"})
    assert layer.crs is not None
    assert layer.crs.to_epsg() in (int(crs[5:]), None)
    assert land.area.area / 1e6 == pytest.approx(box_km2(WEST) + box_km2(EAST), rel=1e-4)


def _parquet(source: Path, path: Path) -> None:
    with duckdb.connect() as connection:
        import duckdb_extension_spatial

        (extension,) = Path(duckdb_extension_spatial.__file__).parent.glob("extensions/*/*.duckdb_extension")
        connection.execute(f"LOAD '{extension}'")
        connection.sql("SELECT * FROM st_read(?)", params=[str(source)]).write_parquet(str(path))


def test_the_credit_is_what_the_file_says(tmp_path: Path) -> None:
    rows = [feature(box(WEST), source="A survey"), feature(box(EAST), source="A survey")]
    assert read_layer(written(tmp_path, "a.json", *rows), role="regions").credit == "A survey"
    above = written(tmp_path, "b.json", *rows, credit="  A \n map ")
    assert read_layer(above, role="regions").credit == "A map"
    rows[1] = feature(box(EAST), source="Another")
    assert read_layer(written(tmp_path, "c.json", *rows), role="regions").credit is None


def test_ids_come_from_the_feature_then_a_property_then_the_place(tmp_path: Path) -> None:
    rows = [feature(box(WEST), 7), feature(box(WEST), ISO="UA-14"), feature(box(WEST), ref="x")]
    layer = read_layer(written(tmp_path, "a.json", *rows), role="regions")
    assert [row.id for row in layer.features] == ["7", "UA-14", "#3"]
    assert [row.name for row in layer.features] == ["7", "UA-14", "#3"]


def test_a_bare_geometry_and_a_single_feature_are_layers(tmp_path: Path) -> None:
    for number, top in enumerate([box(WEST), feature(box(WEST))]):
        path = tmp_path / f"{number}.geojson"
        path.write_text(json.dumps(top))
        assert len(read_layer(path, role="regions").features) == 1


def test_an_unknown_system_is_refused_until_it_is_named(tmp_path: Path) -> None:
    change = Transformer.from_crs("EPSG:4326", "EPSG:32636", always_xy=True)
    ring = [change.transform(*position) for position in box(WEST)["coordinates"][0]]  # type: ignore[index]  # a ring
    row = feature({"type": "Polygon", "coordinates": [ring]})
    silent = written(tmp_path, "silent.json", row)
    assert "no degrees" in refused(silent)
    assert "--crs" in refused(silent)
    unknown = written(tmp_path, "unknown.json", row, crs=None)
    assert "coordinate system is not known" in refused(unknown)
    layer = read_layer(unknown, role="regions", crs="EPSG:32636")
    assert "as given with --crs" in layer.notes[0]
    assert land_of(layer).area.area / 1e6 == pytest.approx(box_km2(WEST), rel=1e-4)
    assert "'EPSG:999999' is not known" in refused(unknown, crs="EPSG:999999")
    odd = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::999999"}}
    assert "is not known" in refused(written(tmp_path, "odd.json", row, crs=odd))
    assert "has no name" in refused(written(tmp_path, "bare.json", row, crs={"type": "name"}))


def test_what_a_file_states_wins_over_the_option(tmp_path: Path) -> None:
    stated = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    path = written(tmp_path, "a.json", feature(box(WEST)), crs=stated)
    assert "is not used for it" in read_layer(path, role="regions", crs="EPSG:32636").notes[0]
    assert read_layer(path, role="regions", crs="EPSG:4326").notes == ()


def test_a_shapefile_without_its_projection_is_refused(frame: geopandas.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "regions.shp"
    frame.to_file(path)
    before = read_layer(path, role="regions").sha256
    path.with_suffix(".prj").unlink()
    assert "coordinate system is not known" in refused(path)
    named = read_layer(path, role="regions", crs="EPSG:4326")
    assert named.sha256 != before
    assert land_of(named).area.area / 1e6 == pytest.approx(box_km2(WEST) + box_km2(EAST), rel=1e-4)


def test_a_package_with_two_layers_is_refused(frame: geopandas.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "two.gpkg"
    for layer in ("first", "second"):
        frame.to_file(path, layer=layer)
    assert "holds 2 layers (first, second)" in refused(path)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.geojson", b"{", "is no JSON"),
        ("a.geojson", b"\xff{}", "not UTF-8"),
        ("a.geojson", b"[]", "no table at the top"),
        ("a.geojson", b"[" * 200_000, "nested too deeply"),
        ("a.geojson", b'{"type": "Topology"}', "its type is 'Topology'"),
        ("a.geojson", b'{"type": "FeatureCollection"}', "no list of features"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "has no features"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [3]}', "feature #1: is no Feature"),
        (
            "a.geojson",
            b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": 3}]}',
            "feature #1: its geometry is 3",
        ),
        ("a.geojson.gz", gzip.compress(b"{}" * 99, mtime=0)[:-9], "cannot be unpacked"),
        ("a.geojson.gz", b"\x1f\x8b" + b"0" * 30, "cannot be unpacked"),
        ("a.gpkg", b"no package", "cannot be read as .gpkg"),
        ("a.shp", b"no shape", "cannot be read as .shp"),
        ("a.parquet", b"no parquet", "cannot be read as .parquet"),
        ("a.kml", b"<OGRVRTDataSource></OGRVRTDataSource>", "cannot be read as .kml"),
        ("a.geojsn", b"{}", "no format is known for the ending '.geojsn'. Try: '.geojson'"),
        ("a", b"{}", "no format is known for the ending ''"),
    ],
)
def test_a_file_that_is_no_layer_is_refused(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert message in refused(path)


def test_parquet_without_geometry_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with duckdb.connect() as connection:
        connection.sql("SELECT 1 AS x").write_parquet(str(path))
    assert "no 'geo' metadata" in refused(path)
    bare = tmp_path / "b.parquet"
    with duckdb.connect() as connection:
        metadata = "KV_METADATA {geo: '{}'}"
        connection.execute(f"COPY (SELECT 1 AS x) TO '{bare}' (FORMAT parquet, {metadata})")
    assert "cannot be read as .parquet" in refused(bare)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "does not exist" in refused(tmp_path / "a.geojson")
    assert "is a folder" in refused(tmp_path)


def test_a_compressed_flood_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("detente.verify.line.geojson"), "BYTES_AT_MOST", 1000)
    path = tmp_path / "a.geojson.gz"
    path.write_bytes(gzip.compress(b" " * 2000, mtime=0))
    assert "unpacks to more than 1,000 bytes" in refused(path)


def control(*days: object, key: str = "date") -> Layer:
    """A layer whose features have these days; ``...`` for none."""
    features = tuple(
        Feature(id=f"f{number}", properties={} if day is ... else {key: day}, drawn=None)
        for number, day in enumerate(days)
    )
    wgs84 = crs_of("OGC:CRS84", file=Path("c"))
    return Layer(
        role="control", file="c.json", sha256="", crs=wgs84, credit=None, features=features, properties={}
    )


@pytest.mark.parametrize(
    "told",
    [
        "2025-03-15", " 2025-03-15 ", "2025-03-15T06:00:00Z", "2025-03-15 00:00:00", "20250315", "2025/03/15",
        date(2025, 3, 15), ["2025-03-15"], ("2025-03-15", "2025-03-16"), '["2025-03-15", "2025-03-16"]',
        "[2025-03-16, 2025-03-15]", "['2025-03-15' '2025-03-16']", "2025-03-16; 2025-03-15",
    ],
)  # fmt: skip
def test_days_are_read_in_the_forms_that_files_have(told: object) -> None:
    days = days_of(control(told, key="Dates"))
    assert [feature.id for feature in days["2025-03-15"]] == ["f0"]
    assert set(days) <= {"2025-03-15", "2025-03-16"}


def test_every_feature_whose_day_is_none_is_named() -> None:
    with pytest.raises(InputError) as caught:
        days_of(control("2025-02-30", "2025-03-15", "spring", 20250315))
    assert [fault.place for fault in caught.value.faults] == ["feature f0", "feature f2", "feature f3"]


def test_a_day_is_chosen_or_refused_with_its_neighbours() -> None:
    layer = control("2025-03-14", ["2025-03-15", "2025-03-17"], "2025-03-17", "2025-04-01")
    assert [row.id for row in shown_on(layer, "2025-03-17")[1]] == ["f1", "f2"]
    with pytest.raises(InputError, match=r"has no 2025-03-16, .*Try: --on 2025-03-15 or --on 2025-03-17"):
        shown_on(layer, "2025-03-16")
    with pytest.raises(InputError, match=r"none was chosen\. Try: --on 2025-04-01"):
        shown_on(layer, None)
    with pytest.raises(InputError, match="'16 March' is no day"):
        shown_on(layer, "16 March")
    with pytest.raises(InputError, match=r"Try: --on 2025-04-01"):
        shown_on(layer, "2026-01-01")


def test_one_day_or_none_needs_no_choice() -> None:
    assert shown_on(control("2025-03-14"), None)[0] == "2025-03-14"
    day, features, notes = shown_on(control(..., None, ""), "2025-03-14")
    assert (day, len(features)) == ("2025-03-14", 3)
    assert "taken on trust" in notes[0]
    assert shown_on(control(...), None)[0] is None
    with pytest.raises(InputError, match=r"1 features have no day .*f1"):
        shown_on(control("2025-03-14", ...), "2025-03-14")
    with pytest.raises(InputError, match="has no 2025-03-15, but the day 2025-03-14"):
        shown_on(control("2025-03-14"), "2025-03-15")


def test_many_days_are_told_as_a_span() -> None:
    layer = control([f"2025-03-{day:02d}" for day in range(1, 20)])
    with pytest.raises(InputError, match="19 days from 2025-03-01 to 2025-03-19"):
        shown_on(layer, "2025-02-01")


def test_boxes_have_the_ids_that_are_used_elsewhere(tmp_path: Path) -> None:
    layer = read_layer(boxes(tmp_path, "a.json", [WEST, EAST]), role="regions")
    assert [row.id for row in layer.features] == ["r1", "r2"]
