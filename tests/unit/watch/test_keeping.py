"""From the files of a case to a verdict: the invented river from end to end, and what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from detente.case.folder import read_case
from detente.case.template import new_case
from detente.case.watching import Ordinary
from detente.errors import DetenteError, InputError
from detente.verify.line.answer import Layers
from detente.views.watch_geojson import watch_geojson
from detente.views.watch_json import calendar_csv, incidents_csv, verdict_csv
from detente.watch.keeping import Effort, Keeping, ObligationKeeping, watch_case
from detente.watch.keeping.entries import entries
from detente.watch.ledger import append, verify
from detente.watch.verdict.words import Day, Finding, Ground, Reason
from docs import quiet_river
from tests.quiet_river import RIVER, UNTIL, copied, river, watched


def obligation(keeping: Keeping, name: str) -> ObligationKeeping:
    return next(one for window in keeping.windows for one in window.obligations if one.id == name)


def by_name(keeping: Keeping, name: str) -> dict[str, Finding]:
    return {keeping.place(one.stretch).name: one.finding for one in obligation(keeping, name).verdicts}


# ---------------------------------------------------------------- the river


def test_the_files_are_what_the_script_writes() -> None:
    for name, text in quiet_river.files().items():
        assert (RIVER / name).read_text(encoding="utf-8") == text, name


def test_all_four_findings_where_they_were_planted() -> None:
    assert by_name(river(), "no-shots") == {
        "Alder": Finding.KEPT,
        "Birch": Finding.KEPT,
        "Cedar": Finding.BROKEN,
        "Dogwood": Finding.KEPT,
        "Elm": Finding.NO_BOUND,
        "Fir": Finding.NO_BOUND,
        "Gorse": Finding.NOT_OBSERVED,
        "Hazel": Finding.NOT_OBSERVED,
    }


def test_the_planted_violation_is_found_on_its_days_and_its_side() -> None:
    (found,) = obligation(river(), "no-shots").incidents
    assert (found.first, found.last, found.breach, found.seen) == (*quiet_river.PLANTED, True, 12)
    assert [river().place(name).name for name in found.places] == ["Cedar"]
    assert (found.ground, found.inside, found.outside) == (Ground.OUTSIDE, 0, 12)
    assert river().sides == ("South Bank", "North Bank")
    assert found.q < 0.01


def test_a_stubble_fire_is_put_down_to_nobody() -> None:
    strikes = obligation(river(), "no-strikes")
    assert strikes.incidents
    assert strikes.breaches == ()
    assert strikes.count(Finding.BROKEN) == 0
    reasons = {one.reason for one in strikes.verdicts}
    assert Reason.EVERYWHERE in reasons
    assert {found.first for found in strikes.incidents} <= set(quiet_river.STUBBLE)


def test_the_calendar_is_grey_where_nothing_looked() -> None:
    window = river().windows[0]
    rows = {river().place(row.stretch).name: row for row in obligation(river(), "no-shots").calendar}
    assert set(rows["Hazel"].days) == {Day.NOT_OBSERVED}
    assert set(rows["Hazel"].seen) == {None}
    down = [
        day for day, shown in zip(window.days, rows["Elm"].days, strict=True) if shown is Day.NOT_OBSERVED
    ]
    assert down == [date(2019, 5, 6), date(2019, 5, 7), date(2019, 5, 8), date(2019, 5, 9)]
    at = window.days.index(quiet_river.PLANTED[0])
    assert rows["Cedar"].days[at] is Day.BEYOND
    fires = obligation(river(), "no-strikes").calendar[0]
    lost = [day for day, count in zip(window.days, fires.seen, strict=True) if count is None]
    assert lost == list(quiet_river.MISSING)


def test_every_row_is_accounted_for() -> None:
    for source in river().sources:
        parts = (source.counted, source.fixed_heat, source.unlooked, source.elsewhere, source.unplaced)
        assert sum(parts) == source.rows
        assert source.rejected == 0
    assert len(river().inputs) == 7


def test_before_and_after_is_a_rank_among_windows_without_a_truce() -> None:
    found = dict(obligation(river(), "no-shots").before_after)["shots-up"]
    assert found.fewer is not None
    assert found.more is not None
    assert found.resolution == pytest.approx(1 / (len(found.placebos) + 1))
    assert found.inside > found.before
    assert found.more < found.fewer


# ---------------------------------------------------------------- what is written


def test_no_position_of_a_detection_is_written() -> None:
    texts = ["".join(chunks(river())) for chunks in (watch_geojson, incidents_csv, verdict_csv, calendar_csv)]
    texts.append(json.dumps([draft.body for draft in entries(river())]))
    for file in sorted((RIVER / "detections").glob("*.csv")):
        for row in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))):
            lat, lon = row.get("lat") or row["latitude"], row.get("lon") or row["longitude"]
            assert not any(f"{lon}, {lat}" in text or f"{lon},{lat}" in text for text in texts)


def test_the_areas_of_incidents_are_those_of_cells() -> None:
    found = json.loads("".join(watch_geojson(river())))
    assert {feature["geometry"]["type"] for feature in found["features"]} == {"MultiPolygon"}
    kinds = {
        (feature["properties"]["obligation"], feature["properties"]["breach"])
        for feature in found["features"]
    }
    assert ("no-shots", True) in kinds
    assert all(feature["properties"]["area_km2"] > 10 for feature in found["features"])


def test_a_ledger_keeps_the_run_the_verdicts_and_the_incidents(tmp_path: Path) -> None:
    drafts = entries(river())
    kinds = [draft.kind for draft in drafts]
    assert kinds[0] == "watch"
    assert kinds.count("verdict") == 16
    assert kinds.count("incident") == sum(
        len(one.incidents) for window in river().windows for one in window.obligations
    )
    from datetime import UTC, datetime

    path = tmp_path / "ledger.jsonl"
    append(path, drafts, at=datetime(2019, 6, 1, tzinfo=UTC), about="the river")
    assert verify(path).is_whole
    assert [draft.body for draft in entries(river())] == [draft.body for draft in drafts]


# ---------------------------------------------------------------- other cases


def test_the_commented_example_is_watched_as_it_stands(tmp_path: Path) -> None:
    folder = new_case(tmp_path / "new")
    found = watch_case(read_case(folder), folder, until=date(2025, 6, 1), effort=Effort(draws=9))
    (one,) = found.windows[0].obligations
    assert [(incident.first, incident.source, incident.breach) for incident in one.incidents] == [
        (date(2025, 5, 17), "shots", True)
    ]
    assert one.count(Finding.BROKEN) == 1


def test_files_without_a_row_have_looked_at_nothing(tmp_path: Path) -> None:
    folder = copied(
        tmp_path / "river", ('coverage.viirs = { file = "exposure/files.csv" }\n', ""),
        ('detections = ["shots-up", "shots-down"]', 'detections = ["shots-up", "fires"]'),
    )  # fmt: skip
    fires = folder / "detections" / "fires.csv"
    fires.write_text(fires.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="nothing was looked at in the baseline"):
        watched(folder)


def test_one_square_has_no_clusters_and_a_window_too_early_has_nothing_before_it(tmp_path: Path) -> None:
    text = (RIVER / "watch.toml").read_text(encoding="utf-8")
    cells = text[text.index("[cells]") : text.index("# ---", text.index("[cells]"))]
    posts = [line for line in text.splitlines(keepends=True) if line.startswith("places = ")]
    folder = copied(
        tmp_path / "river",
        (cells, "[cells]\nraster_km = 200\nbox = [-31, 39, -28, 41]\n\n"),
        *((line, "") for line in posts),
        ("first = 2018-11-01\nlast = 2019-04-30", "first = 2019-05-15\nlast = 2019-05-30"),
        ("end = 2019-05-31", "end = 2019-05-12"),
        ("start = 2019-05-01", "start = 2018-11-01"),
    )
    found = watched(folder, draws=9)
    (_, compared), *_ = found.windows[0].obligations[0].before_after
    assert (compared.before_days, compared.ratio) == (0, None)
    assert "not looked at enough" in compared.why_not
    assert found.windows[0].obligations[0].incidents == ()


def test_positions_are_placed_piece_by_piece_to_the_same_end(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = watched(RIVER)
    monkeypatch.setattr("detente.watch.keeping.sightings.AT_A_TIME", 7)
    assert [one.verdicts for one in watched(RIVER).windows[0].obligations] == [
        one.verdicts for one in whole.windows[0].obligations
    ]


def test_a_position_without_error_is_on_the_side_where_it_lies(tmp_path: Path) -> None:
    folder = copied(
        tmp_path / "river",
        ("position_error_km = 0.3", "position_error_km = 0"),
        ("line_error_km = 0.1", "line_error_km = 0"),
    )
    assert {one.ground for one in obligation(watched(folder), "no-shots").incidents} == {Ground.OUTSIDE}
    folder = copied(tmp_path / "far", ("position_error_km = 0.3", "position_error_km = 9"))
    assert {one.ground for one in obligation(watched(folder), "no-shots").incidents} == {
        Ground.NOT_ATTRIBUTABLE
    }


def test_the_room_knows_its_names() -> None:
    from detente.watch import keeping

    assert "watch_case" in dir(keeping)
    with pytest.raises(AttributeError, match="no attribute 'watch'"):
        keeping.watch  # noqa: B018 - asking for it is the test


def test_a_baseline_of_fighting_never_says_quiet_where_anything_was_seen(tmp_path: Path) -> None:
    folder = copied(tmp_path / "river", ('ordinary = "quiet"', 'ordinary = "fighting"'))
    found = obligation(watched(folder), "no-shots")
    assert found.ordinary is Ordinary.FIGHTING
    assert {one.reason for one in found.verdicts if one.seen and not one.breaches} == {Reason.AS_BEFORE}


def test_squares_have_no_side_and_nothing_to_compare_with(tmp_path: Path) -> None:
    text = (RIVER / "watch.toml").read_text(encoding="utf-8")
    cells = text[text.index("[cells]") : text.index("# ---", text.index("[cells]"))]
    posts = [line for line in text.splitlines(keepends=True) if line.startswith("places = ")]
    folder = copied(
        tmp_path / "river",
        (cells, "[cells]\nraster_km = 20\nbox = [-30.1, 39.8, -28.9, 40.2]\n\n"),
        *((line, "") for line in posts),
    )
    verification = folder / "verification.toml"
    verification.write_text(
        verification.read_text(encoding="utf-8").replace('kind = "line"', 'kind = "area"'), encoding="utf-8"
    )
    found = watched(folder)
    assert (found.line, found.sides) == (None, ("", ""))
    strikes = obligation(found, "no-strikes")
    assert strikes.reach_km is None
    assert {one.ground for one in obligation(found, "no-shots").incidents} == {Ground.NOT_ATTRIBUTABLE}
    assert all(one.reason is Reason.NO_COMPARISON for one in strikes.verdicts if one.rises)


def test_an_open_window_reaches_as_far_as_the_files(tmp_path: Path) -> None:
    folder = copied(tmp_path / "river", ("end = 2019-05-31T00:00:00Z\n", ""))
    window = watched(folder).windows[0]
    assert (window.days[0], window.days[-1]) == (date(2019, 5, 1), date(2019, 5, 30))


def test_a_window_that_has_not_begun_is_left_out_and_said(tmp_path: Path) -> None:
    later = '[windows.later]\ntitle = "Later"\nstart = 2030-01-01T00:00:00Z\n\n[windows.may]'
    folder = copied(tmp_path / "river", ("[windows.may]", later))
    found = watched(folder)
    assert [name for name, _ in found.skipped] == ["later"]
    with pytest.raises(InputError, match="no UTC day"):
        watch_case(read_case(folder), folder, until=date(2019, 4, 30), effort=Effort(draws=0))


def test_fixed_heat_is_left_out_and_counted(tmp_path: Path) -> None:
    folder = copied(tmp_path / "river")
    with (folder / "watch.toml").open("a", encoding="utf-8") as stream:
        stream.write(
            '\n[[fixed_heat]]\ntitle = "A kiln"\nlongitude = -29.5\nlatitude = 40.0\nwithin_km = 30\n'
        )
    fires = watched(folder).source("fires")
    assert fires.fixed_heat > 20
    assert fires.counted + fires.fixed_heat + fires.unlooked + fires.elsewhere == fires.rows


def test_without_tables_days_outside_the_rows_are_not_observed(tmp_path: Path) -> None:
    text = (RIVER / "watch.toml").read_text(encoding="utf-8")
    exposure = text[text.index("[exposure]") : text.index("# ---", text.index("[exposure]"))]
    folder = copied(tmp_path / "river", (exposure, ""))
    found = watched(folder)
    assert any("the first and last rows, count as not looked at" in note for note in found.notes)
    assert any("The cloud is not known" in note for note in found.notes)


@pytest.mark.parametrize("told", ['region = "r", only = "all"', 'region = "r"'])
def test_cloud_by_region_or_by_segment(tmp_path: Path, told: str) -> None:
    folder = copied(tmp_path / "river", ('cloud = { file = "exposure/cloud.csv" }',
                                         f'cloud = {{ file = "exposure/cloud.csv", {told} }}'))  # fmt: skip
    place = "all" if "only" in told else river().places[0].id
    rows = (folder / "exposure" / "cloud.csv").read_text(encoding="utf-8").splitlines()
    rows = ["r," + rows[0], *(f"{place}," + row for row in rows[1:])]
    (folder / "exposure" / "cloud.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    note = " ".join(watched(folder).notes)
    assert ("it is not known for" in note) is ("only" not in told)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"viirs-snpp"', '"viirs-snp"', "no satellite 'viirs-snp' is known"),
        ('places = ["n4000w03000"', 'places = ["n4000w03001"', "there is no place 'n4000w03001'"),
        ('kind = "fire"', 'kind = "event"', "holds rows of the kind 'fire', not 'event'"),
        ("detections/fires.csv", "detections/fire.csv", "fire.csv"),
        ('time = "time", lat', 'time = "tim", lat', "there is no column 'tim'"),
        ("exposure/cloud.csv", "exposure/clouds.csv", "clouds.csv"),
        ("first = 2018-11-01\nlast = 2019", "first = 2017-01-01\nlast = 2017", "nothing was looked"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(DetenteError) as caught:
        watched(copied(tmp_path / "river", (old, new)))
    assert message in str(caught.value)


def test_a_case_without_a_watch_file_says_how_to_get_one() -> None:
    folder = RIVER.parent / "split-the-pie"
    with pytest.raises(InputError, match=r"it has no watch\.toml"):
        watch_case(read_case(folder), folder, until=UNTIL)


def test_a_line_of_ones_own_takes_the_place_of_the_layers(tmp_path: Path) -> None:
    folder = copied(tmp_path / "river")
    line = folder / "layers" / "contact-line.geojson"
    line.rename(tmp_path / "line.geojson")
    found = watch_case(
        read_case(folder), folder, until=UNTIL, effort=Effort(draws=0, seed=3),
        layers=Layers(line=tmp_path / "line.geojson"),
    )  # fmt: skip
    assert found.seed == 3
    assert len(found.places) == 8


# ---------------------------------------------------------------- a truce that begins or ends within a day


def shots(folder: Path, *times: str) -> Path:
    """A file of the shots at Cedar: the planted ones, at other times."""
    file = folder / "detections" / "shots-upstream.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    at = head.split(",").index("time")
    planted = [row for row in rows if row.split(",")[at][:10] in {f"{day}" for day in quiet_river.PLANTED}]
    cells = planted[0].split(",")
    moved = [",".join([*cells[:at], moment, *cells[at + 1 :]]) for moment in times]
    file.write_text("\n".join([head, *(row for row in rows if row not in planted), *moved]) + "\n", "utf-8")
    return folder


def cedar(folder: Path) -> tuple[Finding, int, int | None]:
    """The finding at Cedar, what was seen, and on the first day."""
    found = watched(folder)
    shown = obligation(found, "no-shots")
    at = next(number for number, place in enumerate(found.places) if place.name == "Cedar")
    verdict = next(one for one in shown.verdicts if one.stretch == found.places[at].id)
    return verdict.finding, verdict.seen, shown.calendar[at].seen[0]


@pytest.mark.parametrize(
    ("hour", "finding", "seen"),
    [(3, Finding.KEPT, 0), (6, Finding.BROKEN, 14), (20, Finding.BROKEN, 14)],
)
def test_shots_before_a_truce_begins_do_not_break_it(
    tmp_path: Path, hour: int, finding: Finding, seen: int
) -> None:
    folder = copied(tmp_path / "river", ("start = 2019-05-01T00:00:00Z", "start = 2019-05-01T08:00:00+02:00"))
    found = cedar(shots(folder, *[f"2019-05-01T{hour:02}:{minute:02}:00Z" for minute in range(14)]))
    assert (found[0], found[2]) == (finding, seen)


def test_shots_after_a_truce_has_ended_do_not_break_it(tmp_path: Path) -> None:
    folder = copied(tmp_path / "river", ("end = 2019-05-31T00:00:00Z", "end = 2019-05-30T18:00:00Z"))
    inside, after = ([f"2019-05-30T{hour:02}:{minute:02}:00Z" for minute in range(14)] for hour in (17, 18))
    assert cedar(shots(folder, *inside))[0] is Finding.BROKEN
    assert watched(folder).windows[0].days[-1] == date(2019, 5, 30)
    shutil.copy(RIVER / "detections" / "shots-upstream.csv", folder / "detections" / "shots-upstream.csv")
    assert cedar(shots(folder, *after))[0] is Finding.KEPT


def test_a_source_that_knows_the_day_alone_has_not_looked_at_a_part_of_it(tmp_path: Path) -> None:
    folder = copied(tmp_path / "river", ("start = 2019-05-01T00:00:00Z", "start = 2019-05-01T06:00:00Z"))
    file = folder / "detections" / "shots-upstream.csv"
    file.write_text(re.sub(r"(\d{4}-\d\d-\d\d)T[\d:]+Z", r"\1", file.read_text("utf-8")), "utf-8")
    assert cedar(folder)[2] is None


def test_too_few_null_worlds_for_the_level_are_said(tmp_path: Path) -> None:
    folder = copied(tmp_path / "river")
    few = " ".join(watched(folder, draws=19).notes)
    assert "19 null worlds are too few for a cluster at the level of 0.0083: none can be found; 119" in few
    assert "too few" not in " ".join((*watched(folder).notes, *river().notes))


def test_an_outage_of_a_sensor_that_is_none_does_not_pass_for_quiet(tmp_path: Path) -> None:
    folder = copied(tmp_path / "river", ("posts-down,", "posts-dwon,"), file="exposure/outages.csv")
    with pytest.raises(InputError, match="there is no sensor 'posts-dwon'"):
        watched(folder)
