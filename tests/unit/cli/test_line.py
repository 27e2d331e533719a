"""``detente line``: text, JSON, table and map; layers of a case; errors that name all that is wrong."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from tests.command import Ran, detente
from tests.contracts import assert_follows
from tests.maps import Box, box, box_km2, boxes, feature, meridian_km, written

LAND: list[Box] = [(30, 48, 31, 49), (31, 48, 32, 49)]
DAYS = {"2025-01-01": (30, 48, 30.52, 49), "2025-03-02": (30, 48, 30.77, 49)}


@pytest.fixture
def layers(tmp_path: Path) -> list[str]:
    """A control layer of two days, with the regions: as options."""
    rows = [feature(box(bounds), day, dates=[day]) for day, bounds in DAYS.items()]
    control = written(tmp_path, "control.geojson", *rows, credit="A survey")
    regions = boxes(tmp_path, "regions.geojson", LAND)
    return ["--control", str(control), "--regions", str(regions)]


def follows(ran: Ran) -> dict[str, object]:
    """What was printed is the documented shape, with its keys in order."""
    assert (ran.code, ran.err) == (0, "")
    assert_follows(ran.json, "line")
    return ran.json


def test_the_page_says_the_finding_first(layers: list[str]) -> None:
    ran = detente("line", *layers, "--on", "2025-03-02", "--since", "2025-01-01")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "Contact line of 2 March 2025"
    text = " ".join(ran.out.split())
    assert "measures 107 km (without what lies within 2 km of coast and border; not generalised)" in text
    assert "covers 38.5 % of the land" in text
    assert (
        "In the 60 days since 1 January 2025, 2,054 km2 net passed from outside to inside: 1,042 km2" in text
    )
    assert "Nothing of one other region." in text
    assert "48N 31E" in text
    assert "A survey" in text
    assert "not stated in the file: regions" in text


def test_json_has_the_documented_shape(layers: list[str]) -> None:
    found = follows(detente("line", *layers, "--on", "2025-03-02", "--since", "2025-01-01", "--json"))
    line, moved = found["line"], found["movement"]
    assert isinstance(line, dict)
    assert isinstance(moved, dict)
    assert line["length_km"] == pytest.approx(meridian_km(48, 49) - 4, rel=1e-3)
    assert moved["km2"]["net_to_inside"] == pytest.approx(box_km2((30.52, 48, 30.77, 49)), rel=1e-4)
    assert found["could_not"] == []
    assert len(list(found["zones"])) == 8  # type: ignore[call-overload]  # a list


def test_fewer_parts_on_demand(layers: list[str]) -> None:
    words = ["--on", "2025-01-01", "--segment-km", "0", "--zones", "none", "--sides", "North, South"]
    found = follows(detente("line", *layers, *words, "--simplify-km", "1", "--json"))
    assert (found["segments"], found["zones"], found["movement"]) == ([], [], None)
    assert found["sides"] == {"inside": "North", "outside": "South"}
    text = detente("line", *layers, *words).out
    assert "(North) covers 26 %" in text
    assert "Left of it: North. Right of it: South." in text
    assert "Cut into" not in text
    assert "Zones" not in text


def test_the_table_has_one_row_for_each_segment(layers: list[str]) -> None:
    out = detente("line", *layers, "--on", "2025-01-01", "--csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 21
    assert {row["region"] for row in rows} == {"r1"}
    assert float(rows[1]["from_km"]) == pytest.approx(float(rows[0]["length_km"]), abs=0.002)
    assert (rows[0]["end_lon"], rows[0]["end_lat"]) == (rows[1]["start_lon"], rows[1]["start_lat"])


def test_the_map_is_read_back_as_the_same_line(layers: list[str], tmp_path: Path) -> None:
    target = tmp_path / "case" / "layers" / "contact-line.geojson"
    target.parent.mkdir(parents=True)
    words = ["--on", "2025-01-01", "--sides", "North,South", "--zones", "7.5", "--geojson", target]
    ran = detente("line", *layers, *words, "--json", "-q")
    assert (ran.code, ran.err) == (0, "")
    drawn = json.loads(target.read_text(encoding="utf-8"))
    kinds = [row["properties"]["kind"] for row in drawn["features"]]
    assert {kind: kinds.count(kind) for kind in kinds} == {"contact-line": 1, "segment": 21, "zone": 2}
    assert drawn["as_of"] == "2025-01-01"
    assert drawn["credit"] == "control: A survey; regions: not stated"
    detente("new", tmp_path / "new")
    for entry in (tmp_path / "new").iterdir():
        entry.rename(tmp_path / "case" / entry.name)
    again = follows(detente("line", tmp_path / "case", "--json"))
    first = ran.json
    assert again["sides"] == first["sides"]
    assert again["on"] == first["on"]
    assert again["line"]["length_km"] == pytest.approx(first["line"]["length_km"], abs=0.01)  # type: ignore[index]  # tables
    ids = [[row["id"] for row in found["segments"]] for found in (first, again)]  # type: ignore[attr-defined]  # lists
    assert ids[0] == ids[1]
    assert "only the line is here" in str(again["could_not"])
    assert again["land"] is None


def test_ids_are_kept_from_an_earlier_day(layers: list[str], tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.geojson"
    assert (
        "Line, segments and zones" in detente("line", *layers, "--on", "2025-01-01", "--geojson", earlier).err
    )
    moved = written(tmp_path, "moved.geojson", feature(box((30, 48, 30.53, 49))))
    words = ["--control", moved, "--regions", layers[3], "--json", "--ids-from", earlier]
    old = detente("line", *layers, "--on", "2025-01-01", "--json").json
    new = follows(detente("line", *words))
    ids = [[row["id"] for row in found["segments"]] for found in (old, new)]  # type: ignore[attr-defined]  # lists
    assert ids[0] == ids[1]
    none = detente("line", *words[:-1], layers[3])
    assert none.code == 2
    assert "holds no segments" in none.err


@pytest.mark.usefixtures("layers")
def test_a_case_brings_its_layers_and_its_day(tmp_path: Path) -> None:
    case = tmp_path / "case"
    detente("new", case)
    assert "has no layers to draw a line from" in detente("line", case).err
    (case / "layers").mkdir()
    for name in ("control", "regions"):
        (tmp_path / f"{name}.geojson").rename(case / "layers" / f"{name}.geojson")
    text = (case / "case.toml").read_text(encoding="utf-8")
    as_of = text.split("as_of = ")[1].split()[0]
    refused = detente("line", case)
    assert refused.code == 2
    assert f"has no {as_of}, but the days 2025-01-01, 2025-03-02" in refused.err
    found = follows(detente("line", case, "--on", "2025-03-02", "--json"))
    assert found["case"]["format"] == "case"  # type: ignore[index]  # a table
    assert f"detente line {case}" in detente(case).out
    (case / "layers" / "control.fgb").write_bytes(b"")
    assert "2 files stand for the layer 'control'" in detente("line", case).err


def test_the_bundled_case_has_a_line(root: Path) -> None:
    found = follows(detente("line", root / "cases/ukraine-2025-03", "--json"))
    line = found["line"]
    assert isinstance(line, dict)
    assert found["on"] == "2025-03-15"
    assert (line["eps_km"], line["simplify_km"], line["shortest_km"]) == (2, 5, 20)
    assert line["length_km"] == pytest.approx(827, abs=1)
    assert "DeepStateMap" in str(found["sources"])
    assert found["sides"] == {"inside": "Russia", "outside": "Ukraine"}
    other = detente("line", root / "cases/ukraine-2025-03", "--on", "2025-03-16")
    assert other.code == 2
    assert "is the line of 2025-03-15, and of no other day" in other.err
    again = detente("line", root / "cases/ukraine-2025-03", "--sides", "A,B")
    assert "Left of it: A. Right of it: B." in again.out


def test_faults_of_all_layers_come_at_once(tmp_path: Path) -> None:
    control = tmp_path / "control.geojson"
    control.write_text("{")
    regions = written(tmp_path, "regions.geojson", feature(None, "a"), feature(box(LAND[0]), "b"))
    places = tmp_path / "places.geojson"
    ran = detente("line", "--control", control, "--regions", regions, "--places", places, "--json")
    assert ran.code == 2
    assert [line.split(": ")[0] for line in ran.err.splitlines()] == [str(control), str(regions), str(places)]
    assert_follows(ran.json, "error")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "there is no layer of control polygons"),
        (["--zones", "far"], "'far' is no list of kilometres"),
        (["--sides", "North"], "'North' is not two names"),
        (["--sides", "North, north"], "'North, north' calls both sides the same"),
        (["--credit", "map=me"], "'map=me' is not ROLE=TEXT"),
        (["--json", "--csv"], "exclude each other"),
        (["--control", "nowhere.geojson"], "there is no layer of regions"),
        (["--eps-km", "wide"], "'wide' is not a valid float"),
        (["--geojson", "nowhere/a.geojson"], "there is no folder 'nowhere'"),
    ],
)
def test_misuse_is_told(
    words: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = detente("line", *words)
    assert ran.code == 2
    assert message in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ["--eps-km", "0"], ["--simplify-km", "-1"], ["--segment-km", "-1"], ["--segment-km", "nan"],
        ["--zones", "0"], ["--zones", "7.5,nan"], ["--on", "tomorrow"], ["--on", "2025-01-02"],
        ["--since", "2025-03-02"], ["--since", "2024-01-01"], ["--crs", "EPSG:0"],
    ],
)  # fmt: skip
def test_values_that_make_no_sense_are_refused(layers: list[str], words: list[str]) -> None:
    on = [] if words[0] == "--on" else ["--on", "2025-03-02"]
    ran = detente("line", *layers, *on, *words)
    assert ran.code == 2
    assert "Try:" in ran.err
    assert ran.out == ""


def test_a_credit_is_given_on_the_command_line(layers: list[str]) -> None:
    words = ["--on", "2025-01-01", "--credit", "regions=An atlas", "--json"]
    sources = follows(detente("line", *layers, *words))["sources"]
    assert [row["credit"] for row in sources] == ["A survey", "An atlas"]  # type: ignore[attr-defined]  # rows


def test_no_line_is_an_answer(layers: list[str], tmp_path: Path) -> None:
    whole = written(tmp_path, "whole.geojson", feature(box((29, 47, 33, 50))))
    ran = detente("line", "--control", whole, *layers[2:])
    assert ran.code == 0
    assert "There is no contact line on the land." in ran.out
    assert "covers all of the land" in ran.out
    rim = written(tmp_path, "rim.geojson", feature(box((30, 48, 30.01, 49))))
    assert "but near its boundary" in detente("line", "--control", rim, *layers[2:]).out


def test_many_pieces_are_summed_up(layers: list[str], tmp_path: Path) -> None:
    spots = [feature(box((30.1 + n / 8, 48.5, 30.15 + n / 8, 48.55))) for n in range(12)]
    many = written(tmp_path, "many.geojson", *spots)
    text = detente("line", "--control", many, *layers[2:]).out
    assert "Two shorter pieces:" in text
    coarse = detente("line", "--control", many, *layers[2:], "--simplify-km", "1").out
    assert "in pieces left out" in coarse
    front = written(tmp_path, "front.geojson", feature(box((30, 48, 30.05, 49))), *spots[1:])
    coarse = detente("line", "--control", front, *layers[2:], "--simplify-km", "1").out
    assert "Left out: eleven pieces of at most 20 km" in coarse


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, layers: list[str]) -> None:
    for name in [name for name in sys.modules if name.startswith("detente.verify.line.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "shapely", None)
    ran = detente("line", *layers)
    assert ran.code == 2
    assert "pip install 'detente[geo]'" in ran.err


def test_places_name_the_segments_and_stand_among_the_sources(layers: list[str], tmp_path: Path) -> None:
    town = feature({"type": "Point", "coordinates": [30.6, 48.5]}, name="Town")
    places = str(written(tmp_path, "places.geojson", town, credit="A gazetteer"))
    found = follows(detente("line", *layers, "--on", "2025-01-01", "--places", places, "--json"))
    assert {row["name"] for row in found["segments"]} == {"Town"}  # type: ignore[attr-defined]  # rows
    assert [row["role"] for row in found["sources"]] == ["control", "regions", "places"]  # type: ignore[attr-defined]  # rows


def test_a_ready_line_that_says_little_is_told_as_such(tmp_path: Path, layers: list[str]) -> None:
    case = tmp_path / "case"
    detente("new", case)
    (case / "layers").mkdir()
    rough = {"simplify_km": 3}
    bare = {"type": "LineString", "coordinates": [[30.5, 48], [30.5, 49]]}
    written(case / "layers", "contact-line.geojson", feature(bare))
    text = " ".join(detente("line", case).out.split())
    assert "Contact line (day not stated)" in text
    assert "drawn is not stated; generalisation not stated" in text
    written(case / "layers", "contact-line.geojson", feature(bare), **rough)
    assert "generalised to 3 km)" in " ".join(detente("line", case).out.split())
    town = feature({"type": "Point", "coordinates": [30.6, 48.5]}, name="Town")
    written(case / "layers", "places.geojson", town)
    assert "Town" in detente("line", case, "--csv").out
    coarse = detente("line", *layers, "--on", "2025-01-01", "--simplify-km", "1").out
    assert "pieces up to 20 km left out" in " ".join(coarse.split())


def test_movement_may_go_to_the_other_side(tmp_path: Path, layers: list[str]) -> None:
    rows = [feature(box(bounds), date=day) for day, bounds in zip(reversed(DAYS), DAYS.values(), strict=True)]
    back = written(tmp_path, "back.geojson", *rows)
    words = ["--control", back, *layers[2:], "--on", "2025-03-02", "--since", "2025-01-01"]
    assert "passed from inside to outside" in " ".join(detente("line", *words).out.split())
