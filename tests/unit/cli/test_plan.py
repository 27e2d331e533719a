"""``detente plan``: the bundled case, every shape, and what it refuses."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from detente.cli.stopping import Stop, stopping
from tests.command import detente
from tests.contracts import assert_follows

COARSE = ("--segment-km", "25", "--cell-km", "10")


@pytest.fixture(scope="module")
def case(root: Path) -> Path:
    return root / "cases" / "ukraine-2025-03"


@pytest.fixture(scope="module")
def draft(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The draft of thirty days, with monitors."""
    text = (case / "drafts" / "thirty-days.toml").read_text(encoding="utf-8")
    file = tmp_path_factory.mktemp("drafts") / "monitors.toml"
    file.write_text(text.replace('verification = "none"', 'verification = "monitors"'), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """A line of some thirty kilometres in its place."""
    file = tmp_path_factory.mktemp("lines") / "line.geojson"
    path = [[37.0, 47.5], [37.1, 47.6], [37.1, 47.75]]
    drawn = {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": path}}
    top = {"as_of": "2025-03-15", "eps_km": 2.0, "simplify_km": 5.0, "credit": "made up"}
    file.write_text(json.dumps({"type": "FeatureCollection", **top, "features": [drawn]}), encoding="utf-8")
    return ("--line", str(file), "--segment-km", "10", "--cell-km", "5")


def test_the_page_begins_with_plain_sentences(case: Path, draft: Path) -> None:
    ran = detente("plan", case, *COARSE, "--from", draft)
    assert (ran.code, ran.err) == (0, "")
    page = " ".join(ran.out.split())
    assert "watch the line for EUR" in page
    assert "No public source has calibrated detection probabilities" in page
    assert "827 km (without what lies within 2 km of coast and border; generalised to 5 km" in page
    assert "(binds Russia and Ukraine)" in page
    assert "What money buys" in page
    assert "DeepStateMap" in page


def test_the_package_is_found_where_none_is_given(case: Path) -> None:
    ran = detente("plan", case, *COARSE, "--plan-only", "--json")
    assert_follows(ran.json, "plan")
    assert ran.json["package"]["verification"] == "monitors"  # type: ignore[index]  # a table
    assert "first opening" in str(ran.json["package_why"])
    assert ran.json["relaxed"] == ["russia-keeps-territory"]


def test_json_follows_its_shape_and_the_same_words_give_the_same_bytes(
    case: Path, short: tuple[str, ...], draft: Path
) -> None:
    first = detente("plan", case, *short, "--from", draft, "--json")
    again = detente("plan", case, *short, "--from", draft, "--json")
    assert_follows(first.json, "plan")
    assert first.out == again.out
    effects = first.json["option_effects"]
    assert isinstance(effects, list)
    assert {"verification", "ceasefire"} <= {effect["issue"] for effect in effects}


def test_what_an_option_rules_out_is_in_no_plan(
    case: Path, short: tuple[str, ...], draft: Path, tmp_path: Path
) -> None:
    afar = tmp_path / "afar.toml"
    afar.write_text(draft.read_text(encoding="utf-8").replace("monitors", "remote-sensing"), encoding="utf-8")
    ran = detente("plan", case, *short, "--from", afar, "--plan-only", "--budget", "80m", "--json")
    sites = ran.json["sites"]
    assert isinstance(sites, list)
    assert sites
    refused = {row["instrument"] for row in ran.json["refusals"]}  # type: ignore[attr-defined]  # a list
    assert "vehicle-patrol" in refused
    assert not refused & {site["instrument"] for site in sites}


def test_segments_as_a_table_and_places_as_geojson(
    case: Path, short: tuple[str, ...], draft: Path, tmp_path: Path
) -> None:
    file = tmp_path / "plan.geojson"
    ran = detente("plan", case, *short, "--from", draft, "--plan-only", "--csv", "--geojson", file)
    rows = ran.out.splitlines()
    assert rows[0].startswith("obligation,violation,segment,side,lon,lat,hour,seen,attributed,wrong_side")
    assert {row.split(",")[6] for row in rows[1:]} == {"day", "night"}
    assert str(file) in ran.err
    drawn = json.loads(file.read_text(encoding="utf-8"))
    assert drawn["type"] == "FeatureCollection"
    assert "crs" not in drawn
    kinds = {feature["properties"]["kind"]: feature["geometry"]["type"] for feature in drawn["features"]}
    assert kinds == {"segment": "LineString", "site": "Point"}
    for feature in drawn["features"]:
        if feature["properties"]["kind"] == "site":
            assert all(round(part / 0.05) * 0.05 == pytest.approx(part) for part in _position(feature))


def _position(feature: dict[str, dict[str, list[float]]]) -> list[float]:
    longitude, latitude = feature["geometry"]["coordinates"]
    assert 30 < longitude < 41
    assert 44 < latitude < 53
    return [longitude, latitude]


def test_a_budget_a_level_and_a_gap(case: Path, short: tuple[str, ...], draft: Path) -> None:
    words = ("plan", case, *short, "--from", draft, "--plan-only", "--json")
    worst = detente(*words, "--budget", "5m", "--level", "low").json
    mean = detente(*words, "--best", "mean").json
    found = detente(*words, "--gap", "0.2", "--target", "0.4").json
    assert (worst["goal"], worst["budget"], worst["level"]) == ("worst", 5e6, "low")
    assert (mean["goal"], mean["budget"]) == ("mean", 105.5e6)
    assert found["target"] == 0.4
    assert found["status"] in {"optimal", "within-gap"}
    limited = detente(*words, "--limit", "0.000001").json
    assert limited["status"] == "stopped"
    assert limited["timed"] is True


def test_what_stands_is_kept_and_counted(case: Path, short: tuple[str, ...], tmp_path: Path) -> None:
    posts = tmp_path / "posts.csv"
    posts.write_text("instrument,lon,lat,copies\npublic-act,,,1\nfixed-camera,37.1,47.61,3\n")
    ran = detente("plan", case, *short, "--plan-only", "--standing", posts, "--target", "0.2")
    assert ran.code == 0
    page = " ".join(ran.out.split())
    assert "3 of them stand there already, and stay" in page
    assert (
        "What stands of “Reading of what is public” does not count: no cost is known, or nothing that" in page
    )


def test_another_line_and_an_output_file(case: Path, draft: Path, tmp_path: Path) -> None:
    line, out = case / "layers" / "contact-line.geojson", tmp_path / "plan.txt"
    ran = detente(
        "plan", case, "--line", line, *COARSE, "--from", draft, "--plan-only", "-o", out, to_terminal=True
    )
    assert ran.out == ""
    assert "a monitoring plan" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--target", "0"), "--target: 0 is out of bounds"),
        (("--target", "1.5"), "--target: 1.5 is out of bounds"),
        (("--target", "nan"), "--target: nan is out of bounds"),
        (("--target", "0.5", "--budget", "5m"), "exclude each other"),
        (("--budget", "much"), "'much' is no sum of money"),
        (("--budget", "-5"), "no sum of money from 0"),
        (("--best", "median"), "'median'"),
        (("--level", "middle"), "'middle'"),
        (("--channel", "sight"), "'sight'"),
        (("--segment-km", "0"), "--segment-km: 0 is out of bounds"),
        (("--cell-km", "-1"), "--cell-km: -1 is out of bounds"),
        (("--gap", "2"), "--gap: 2 is out of bounds"),
        (("--limit", "-1"), "--limit: -1 is out of bounds"),
        (("--seed", "-1"), "--seed: -1 is out of bounds"),
        (("--json", "--csv"), "exclude each other"),
        (("--from", "nowhere.toml"), "nowhere.toml"),
        (("--line", "nowhere.geojson", *COARSE), "nowhere.geojson"),
        (("--standing", "nowhere.csv"), "nowhere.csv: cannot be read"),
        (("--geojson", "no/such/folder/x.geojson"), "cannot be written"),
    ],
)
def test_what_it_refuses(case: Path, draft: Path, words: tuple[str, ...], told: str) -> None:
    given = words if "--from" in words else (*words, "--from", str(draft))
    ran = detente("plan", case, *given)
    assert ran.code == 2
    assert ran.out == "" or "--json" in words
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_all_odd_numbers_are_named_at_once(case: Path) -> None:
    ran = detente("plan", case, "--target", "7", "--gap", "9", "--cell-km", "0")
    assert len(ran.err.splitlines()) == 3


def test_a_case_without_verification_or_layers_has_a_way_out(
    root: Path, case: Path, draft: Path, tmp_path: Path
) -> None:
    bare = detente("plan", root / "cases" / "bill-and-jack")
    assert bare.code == 2
    assert "it has no verification.toml" in bare.err
    copy = tmp_path / "copy"
    shutil.copytree(case, copy)
    shutil.rmtree(copy / "layers")
    lost = detente("plan", copy, "--from", draft)
    assert lost.code == 2
    assert "--line FILE" in lost.err


@pytest.fixture
def interrupts() -> Iterator[None]:
    """An interrupt ends the program as ever; in a job that a shell runs in the background it does nothing."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interrupts")
def test_an_interrupt_is_a_request_and_the_next_one_the_end() -> None:
    with stopping() as stop:
        asked = [stop.asked]
        os.kill(os.getpid(), signal.SIGINT)
        asked.append(stop.asked)
        assert asked == [False, True]
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)


def test_signals_are_left_alone_where_they_cannot_be_caught() -> None:
    found: list[bool] = []

    def run() -> None:
        with stopping() as stop:
            found.append(stop.asked)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert found == [False]


def test_a_stop_is_told_and_nothing_more_is_computed(
    case: Path, short: tuple[str, ...], draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def stopped() -> Iterator[Stop]:
        stop = Stop()
        stop.asked = True
        yield stop

    monkeypatch.setattr("detente.cli.plan.stopping", stopped)
    ran = detente("plan", case, *short, "--from", draft)
    assert ran.code == 0
    assert "Stopped: this is the best plan so far" in ran.err
    assert "What money buys" not in ran.out


def test_a_case_that_leads_to_no_package_asks_for_one(case: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    (bare / "layers").mkdir(parents=True)
    (bare / "case.toml").write_text(
        """format = 1
[case]
title = "Lines that collide"
[parties.east]
title = "East"
[parties.west]
title = "West"
[issues.truce]
title = "The truce"
options.kept = "Kept"
options.none = "None"
[[structural]]
id = "always"
rule = "truce = kept"
why = "w"
[[structural]]
id = "never"
rule = "truce = none"
why = "w"
""",
        encoding="utf-8",
    )
    (bare / "verification.toml").write_text(
        """format = 1
[violations.small-arms]
title = "Fire"
[obligations.quiet]
title = "Quiet"
kind = "line"
of = ["east", "west"]
when = "truce = kept"
violations = ["small-arms"]
why = "w"
""",
        encoding="utf-8",
    )
    shutil.copy(case / "layers" / "contact-line.geojson", bare / "layers")
    ran = detente("plan", bare, *COARSE)
    assert ran.code == 2
    assert "--from FILE" in ran.err
