"""What ``detente check`` says of the layers of a case: missing, broken, half there, of another day."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from detente import open_case
from tests.command import Ran, detente
from tests.maps import box, boxes, feature, written

LAND = (30.0, 48.0, 32.0, 49.0)
HALF = (30.0, 48.0, 31.0, 49.0)
LINE = {"type": "LineString", "coordinates": [[31, 48], [31, 49]]}
TIE = {"type": "Polygon", "coordinates": [[[30, 48], [30, 49], [30, float("nan")], [30, 48]]]}


@pytest.fixture
def case(root: Path, tmp_path: Path) -> Path:
    """The bundled case with obligations along a line, and no layer."""
    folder = tmp_path / "case"
    shutil.copytree(root / "cases" / "ukraine-2025-03", folder)
    shutil.rmtree(folder / "layers")
    return folder


def layers(case: Path) -> Path:
    folder = case / "layers"
    folder.mkdir(exist_ok=True)
    return folder


def sound(case: Path) -> Path:
    """The case with layers of a made-up land, in their place."""
    boxes(layers(case), "regions.geojson", [LAND])
    boxes(layers(case), "control.geojson", [HALF])
    return case


def about_layers(ran: Ran) -> str:
    """The lines on layers."""
    return "\n".join(
        line
        for line in ran.err.splitlines() + ran.out.splitlines()
        if not {"case.toml", "enforcement.toml"} & set(re.findall(r"[a-z]+\.toml", line)) and "layer" in line
    )


def test_a_missing_line_is_a_warning_with_a_way_out(case: Path) -> None:
    ran = detente("check", case)
    assert ran.code == 0
    told = about_layers(ran)
    assert "no layer gives the line along which no-fire-across-the-line, no-strikes, heavy-" in told
    assert "Try: 'layers/control.geojson' and 'layers/regions.geojson', or a ready" in told
    written(layers(case), "places.geojson", feature({"type": "Point", "coordinates": [31, 48]}, "p"))
    assert "no layer gives the line" in about_layers(detente("check", case))


def test_sound_layers_pass_in_silence(case: Path) -> None:
    assert about_layers(detente("check", sound(case))) == ""
    written(case / "layers", "contact-line.geojson", feature(LINE, "line"), as_of="2025-03-15")
    assert about_layers(detente("check", case)) == ""


def test_a_broken_layer_is_a_fault(case: Path) -> None:
    written(layers(sound(case)), "control.geojson", feature(TIE, "tie"))
    ran = detente("check", case)
    assert ran.code == 2
    assert "control.geojson: feature tie: its geometry cannot be read (nan is no finite number" in ran.err
    assert ran.out == ""
    assert detente("check", case, "--json").json["error"]


def test_a_broken_ready_line_is_a_fault_beside_sound_polygons(case: Path) -> None:
    written(layers(sound(case)), "contact-line.geojson", feature(box(HALF), "no line"))
    ran = detente("check", case)
    assert ran.code == 2
    assert "contact-line.geojson: feature no line: is a Polygon, and a line is wanted" in ran.err
    shutil.rmtree(case / "layers")
    written(layers(case), "contact-line.geojson", feature(box(HALF), "no line"))
    told = detente("check", case).err
    assert told.count("is a Polygon, and a line is wanted") == 1


def test_a_broken_layer_of_places_is_a_fault(case: Path) -> None:
    written(layers(sound(case)), "places.geojson", feature(box(HALF), "field"))
    ran = detente("check", case)
    assert ran.code == 2
    assert "places.geojson: feature field: is a Polygon, and a point is wanted" in ran.err


def test_half_of_the_polygons_and_two_files_for_one_layer_are_faults(case: Path) -> None:
    boxes(layers(case), "control.geojson", [HALF])
    told = detente("check", case)
    assert told.code == 2
    assert "layers: has a layer 'control' and none of 'regions'" in told.err
    boxes(layers(case), "control.geojson.gz", [HALF])
    assert "2 files stand for the layer 'control'" in detente("check", case).err


def test_another_day_and_another_name_are_warnings(case: Path) -> None:
    written(layers(case), "contact-line.geojson", feature(LINE, "line"), as_of="2024-01-01")
    written(layers(case), "contact_line.geojson", feature(LINE, "line"))
    ran = detente("check", case)
    assert ran.code == 0
    assert "the line is of 2024-01-01, and the case stands as of 2025-03-15" in ran.out
    assert "contact_line.geojson: this file is not read. Try: the name 'contact-line.geojson'." in ran.out
    (case / "layers" / "places.csv").write_text("name\n", encoding="utf-8")
    assert "places.csv: this file is not read. Try: one of .geojson, " in detente("check", case).out


def test_without_the_extra_layers_are_said_to_be_unseen(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("detente.verify.line")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "shapely", None)
    bare = detente("check", case)
    assert (bare.code, "not installed" in bare.out) == (0, False)
    ran = detente("check", sound(case))
    assert ran.code == 0
    assert "work on maps needs the package 'shapely', which is not installed" in ran.out


def test_a_layer_is_part_of_the_digest(case: Path) -> None:
    bare = open_case(case).digest
    whole = open_case(sound(case)).digest
    assert bare != whole
    (case / "layers" / "README.md").write_text("Notes.", encoding="utf-8")
    assert open_case(case).digest == whole
    boxes(case / "layers", "control.geojson", [(30.0, 48.0, 31.5, 49.0)])
    changed = open_case(case).digest
    assert changed not in (bare, whole)
    (case / "layers" / "control.geojson").rename(case / "layers" / "control.json")
    assert open_case(case).digest not in (bare, whole, changed)
