"""Watching in a case folder: what a good file says, and what is said of each mistake."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from detente.case import keys
from detente.case.check import check_case, check_folder
from detente.case.folder import CaseError, essence, read_case, write_case
from detente.case.interop.export import export
from detente.case.schema import schema, schema_text
from detente.case.verification import Certainty
from detente.case.watching import (
    BaselineDays,
    CloudFile,
    CloudUnit,
    CoverageFile,
    Covers,
    DetectionFiles,
    DetectionKind,
    Evidence,
    ExposureFiles,
    FixedHeat,
    Marks,
    Ordinary,
    Placebos,
    RasterCells,
    SegmentCells,
    Sensor,
    Watching,
    Window,
)
from detente.errors import Fault
from detente.views.overview import has_shape, overview_of
from tests.property.test_schema_agrees import as_json
from tests.unit.case.example import edited
from tests.unit.case.verification_example import write_verified
from tests.unit.case.watch_example import MISTAKES, WATCH, write_watched

CLOUD = next(line for line in WATCH.splitlines(keepends=True) if line.startswith("cloud = "))
RASTER = "[cells]\nraster_km = 25\nbox = [36.3, 46.8, 40.3, 50.1]\n"
CELLS = WATCH[WATCH.index("[cells]") : WATCH.index("[exposure]")]


def watching_of(folder: Path) -> Watching:
    found = read_case(folder).watching
    assert found is not None
    return found


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    return caught.value.faults


def raster(box: str = "[36.3, 46.8, 40.3, 50.1]") -> str:
    """The example over a box instead of beside a line."""
    text = edited(WATCH, CELLS, RASTER.replace("[36.3, 46.8, 40.3, 50.1]", box))
    return edited(text, "within_km = 2\n", "")


# ---------------------------------------------------------------- what a good one says


def test_times_are_read_in_utc(tmp_path: Path) -> None:
    found = watching_of(write_watched(tmp_path))
    assert found.windows == (
        Window(
            id="truce",
            title="The truce of the spring",
            start=datetime(2025, 3, 15, 4, tzinfo=UTC),
            end=datetime(2025, 4, 15, tzinfo=UTC),
            source="the treaty",
        ),
        Window(id="open", title="The second one", start=datetime(2025, 5, 1, tzinfo=UTC)),
    )
    assert found.baseline == BaselineDays(
        first=date(2024, 9, 1),
        last=date(2025, 3, 14),
        ordinary=Ordinary.QUIET,
        why="nobody fought that winter",
    )
    assert found.placebo == Placebos(before_days=30, other_years=True, weeks_around=2, other_weeks=False)


def test_what_looks_and_what_is_counted(tmp_path: Path) -> None:
    found = watching_of(write_watched(tmp_path))
    assert found.sensor("bird") == Sensor(
        id="bird", title="A bird that sees heat", satellites=("viirs-snpp", "viirs-noaa20"), clouds=True
    )
    assert found.sensor("ears") == Sensor(
        id="ears",
        title="Ears at the mill",
        looks_a_day=Fraction(24),
        places=("n4720e01045",),
        clouds=False,
    )
    assert found.detection("fires") == DetectionFiles(
        id="fires",
        title="Fires",
        files=("detections/fires.csv", "detections/fires-2.csv"),
        kind=DetectionKind.FIRE,
        sensor="bird",
        evidence=Evidence.TRACE,
        marks=Marks.HIT,
        columns=(("time", "when"), ("zone", "UTC"), ("lat", "y"), ("lon", "x")),
        position_error_km=Fraction(3, 8),
        source="the bird's book",
    )
    shots = found.detection("shots")
    assert (shots.evidence, shots.marks, shots.position_error_km) == (Evidence.ACT, Marks.PLACE, None)
    assert found.exposure == ExposureFiles(
        cloud=CloudFile(
            file="exposure/cloud.csv", day="day", cloud="pct", region="r", only="x", unit=CloudUnit.SHARE
        ),
        coverage=(
            CoverageFile(
                sensor="bird", file="exposure/coverage.csv", time="at", there="rows", covers=Covers.BEFORE
            ),
        ),
        outages="exposure/outages.csv",
    )


def test_what_is_watched_where(tmp_path: Path) -> None:
    found = watching_of(write_watched(tmp_path))
    assert found.cells == SegmentCells(
        segment_km=Fraction(2),
        bands_km=(Fraction(1), Fraction(5, 2)),
        inside="south",
        outside="north",
        line_error_km=Fraction(1, 4),
    )
    shots, kept = found.watched
    assert (shots.obligation, shots.detections, shots.within_km) == (
        "no-shots",
        ("fires", "shots"),
        Fraction(2),
    )
    assert shots.chance is not None
    assert (shots.chance.at("low"), shots.chance.certainty) == (0.1, Certainty.GUESS)
    assert (kept.obligation, kept.chance, kept.within_km) == ("days-kept", None, None)
    assert found.fixed_heat == (
        FixedHeat(
            title="The smithy",
            longitude=Fraction(21, 2),
            latitude=Fraction(189, 4),
            within_km=Fraction(1, 2),
            source="known to all",
        ),
    )
    assert (found.level, found.seed) == (Fraction(1, 10), 7)


def test_a_box_is_cut_into_squares(tmp_path: Path) -> None:
    found = watching_of(write_watched(tmp_path, watch=raster()))
    assert found.cells == RasterCells(
        raster_km=Fraction(25),
        box=(Fraction(363, 10), Fraction(234, 5), Fraction(403, 10), Fraction(501, 10)),
    )


def test_the_least_that_a_file_may_say(tmp_path: Path) -> None:
    text = """format = 1
baseline = { first = "2024-01-01", last = 2024-12-31, ordinary = "fighting" }
cells = { raster_km = 5, box = [1, 2, 3, 4] }
windows.a = { title = "A", start = 2025-01-01T00:00:00Z }
sensors.s = { title = "S", satellites = ["modis-aqua"] }
detections.d = { title = "D", files = ["d.csv"], kind = "fire", sensor = "s" }
obligations.no-shots = { detections = ["d"] }
"""
    found = watching_of(write_watched(tmp_path, watch=text))
    assert (found.level, found.seed, found.exposure) == (Fraction(1, 20), 0, ExposureFiles())
    assert found.sensors[0].clouds
    assert found.detections[0].evidence is Evidence.TRACE
    assert errors(text) == []


def test_a_case_without_the_file_says_nothing_of_it(tmp_path: Path) -> None:
    assert read_case(write_watched(tmp_path, watch=None)).watching is None


def test_the_overview_counts_it_and_another_format_leaves_it_out(tmp_path: Path) -> None:
    case = read_case(write_watched(tmp_path))
    seen = overview_of(case, path="x")
    assert dict(seen.has)["watched"] == "2 (in 2 windows)"
    assert has_shape(case)["watched"] == ["no-shots", "days-kept"]
    assert "detente watch x" in dict(seen.steps)
    bare = replace(case, watching=None)
    assert dict(overview_of(bare, path="x").has)["watched"] == ""
    assert has_shape(bare)["watched"] == []
    assert "What is watched is left out (2)." in export(case).notes
    assert not [note for note in export(bare).notes if "watched" in note]


def test_the_digest_covers_it(tmp_path: Path) -> None:
    texts = (WATCH, edited(WATCH, "seed = 7", "seed = 8"), None)
    digests = {
        read_case(write_watched(tmp_path / str(at), watch=text)).digest for at, text in enumerate(texts)
    }
    assert len(digests) == 3


@pytest.mark.parametrize("text", [WATCH, raster()])
def test_what_is_written_reads_the_same(tmp_path: Path, text: str) -> None:
    case = read_case(write_watched(tmp_path / "a", watch=text))
    again = read_case(write_case(case, tmp_path / "b"))
    assert essence(again) == essence(case)
    bare = write_case(replace(case, watching=None), tmp_path / "b", overwrite=True)
    assert not (bare / "watch.toml").exists()


# ---------------------------------------------------------------- mistakes


@pytest.mark.parametrize(("old", "new", "place", "message", "hint"), MISTAKES)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, place: str, message: str, hint: str) -> None:
    (fault,) = faults_of(write_watched(tmp_path, watch=edited(WATCH, old, new)))
    assert fault.file == str(tmp_path / "watch.toml")
    assert fault.place == place
    assert message in fault.message
    assert hint in fault.hint


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("baseline", "'baseline' is missing"),
        ("cells", "'cells' is missing"),
        ("windows", "'windows' is missing"),
        ("sensors", "'sensors' is missing"),
        ("detections", "'detections' is missing"),
        ("obligations", "'obligations' is missing"),
    ],
)
def test_a_section_that_has_to_be_there(tmp_path: Path, section: str, message: str) -> None:
    document = tomllib.loads(WATCH)
    text = WATCH.replace(f"[{section}", f"[x-{section}")
    assert section in document
    found = {fault.place: fault.message for fault in faults_of(write_watched(tmp_path, watch=text))}
    assert found[section] == message
    assert f"unknown key 'x-{section}'" in found.values()
    empty = text + f"[{section}]\n"
    found = {fault.place: fault.message for fault in faults_of(write_watched(tmp_path, watch=empty))}
    assert any(place.startswith(section) for place in found)
    wrong = f"{section} = 1\n" + text
    found = {fault.place: fault.message for fault in faults_of(write_watched(tmp_path, watch=wrong))}
    assert found[section] == "1 is not a table"


@pytest.mark.parametrize(
    "box", ["[1, 2, 3]", "[3, 2, 1, 4]", "[1, 4, 3, 2]", "[1, 2, 3, 95]", "[-181, 2, 3, 4]"]
)
def test_a_box_that_is_none(tmp_path: Path, box: str) -> None:
    (fault,) = faults_of(write_watched(tmp_path, watch=raster(box)))
    assert (fault.place, fault.hint) == ("cells.box", "[west, south, east, north] in degrees")


def test_squares_have_no_distance_from_a_line(tmp_path: Path) -> None:
    text = edited(WATCH, CELLS, RASTER)
    (fault,) = faults_of(write_watched(tmp_path, watch=text))
    assert (fault.place, fault.code) == ("obligations.no-shots.within_km", "conflict")


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    text = edited(WATCH, "seed = 7", "sed = 7")
    text = edited(text, 'unit = "share"', 'unit = "shar"')
    text = edited(text, "latitude = 47.25", "latitude = 447.25")
    places = [fault.place for fault in faults_of(write_watched(tmp_path, watch=text))]
    assert places == ["sed", "exposure.cloud.unit", "fixed_heat[1].latitude"]


def test_without_obligations_there_is_nothing_to_watch(tmp_path: Path) -> None:
    write_verified(tmp_path, verification=None, instruments=None)
    (tmp_path / "watch.toml").write_text(WATCH, encoding="utf-8")
    (fault,) = faults_of(tmp_path)
    assert "there is no verification.toml" in fault.message
    (tmp_path / "verification.toml").write_bytes(b"\xff")
    (fault,) = faults_of(tmp_path)
    assert fault.file.endswith("verification.toml")


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    (fault,) = faults_of(write_watched(tmp_path, watch="format = \n"))
    assert fault.code == "toml"


# ---------------------------------------------------------------- the schema


def errors(text: str) -> list[str]:
    found = Draft202012Validator(schema("watch")).iter_errors(as_json(tomllib.loads(text)))
    return [error.message for error in found]


def test_the_schema_is_one_and_the_docs_hold_it(root: Path) -> None:
    Draft202012Validator.check_schema(schema("watch"))
    published = root / "docs" / "reference" / "watch.schema.json"
    assert published.read_text(encoding="utf-8") == schema_text("watch")


def test_good_files_pass_the_schema(root: Path) -> None:
    assert errors(WATCH) == []
    assert errors(raster()) == []
    for file in sorted((root / "cases").glob("*/watch.toml")):
        assert errors(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(("old", "new", "place", "message", "hint"), MISTAKES)
def test_the_schema_sees_unknown_keys_and_wrong_types_too(
    old: str, new: str, place: str, message: str, hint: str
) -> None:
    seen_by_both = ("unknown key", "is not a text", "is not a whole number", "is missing", "not true or")
    assert place or hint
    if any(words in message for words in seen_by_both) and place != "cells.inside":
        assert errors(edited(WATCH, old, new))


def test_the_example_shows_every_key() -> None:
    words = WATCH.replace("=", " ").replace("[", " ").replace(".", " ").replace("]", " ").split()
    known = {
        *keys.WATCH_TOP, *keys.WINDOW, *keys.BASELINE, *keys.CELLS, *keys.SENSOR, *keys.DETECTIONS,
        *keys.EXPOSURE, *keys.CLOUD, *keys.COVERAGE,
        *keys.FIXED_HEAT, "time", "zone", "lat", "lon", *keys.PLACEBO, *keys.WATCHED,
    }  # fmt: skip
    assert known - set(words) == {"raster_km", "box"}


# ---------------------------------------------------------------- what is worth a look


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("first = 2024-09-01", "first = 2025-03-01", "baseline", "short-baseline"),
        ('["fires", "shots"]', '["fires"]', "detections", "unused"),
        ('sensor = "ears"', 'sensor = "bird"', "sensors", "unused"),
        (', certainty = "guess", source = "judgement" }', " }", "obligations.no-shots.chance", "no-source"),
        (CLOUD, "", "exposure", "no-cloud"),
        ('[obligations.days-kept]\ndetections = ["fires"]\n', "", "obligations", "unwatched"),
    ],
)
def test_what_is_worth_a_look(tmp_path: Path, old: str, new: str, place: str, code: str) -> None:
    plain = check_case(read_case(write_watched(tmp_path / "a")))
    remarks = check_case(read_case(write_watched(tmp_path / "a", watch=edited(WATCH, old, new))))
    (added,) = [item for item in remarks if item not in plain]
    assert (added.file, added.place, added.code) == ("watch.toml", place, code)
    assert added.hint


def test_a_chance_that_nobody_has_said_and_files_that_are_not_there(tmp_path: Path) -> None:
    folder = write_watched(tmp_path)
    remarks = [item for item in check_folder(folder).remarks if item.file.endswith("watch.toml")]
    places = [item.place for item in remarks if item.code == "absent-file"]
    assert places == [
        "detections.fires.files", "detections.fires.files", "detections.shots.files",
        "exposure", "exposure", "exposure",
    ]  # fmt: skip
    assert [item.place for item in remarks if item.code == "no-chance"] == ["obligations.days-kept.chance"]
    (folder / "exposure").mkdir()
    (folder / "exposure" / "cloud.csv").touch()
    places = [item.place for item in check_folder(folder).remarks if item.code == "absent-file"]
    assert places.count("exposure") == 2
