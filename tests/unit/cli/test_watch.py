"""``detente watch``: pages, data, files, ledger, exit codes, misuse."""

from __future__ import annotations

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from detente.case.entry import open_case
from detente.views.watch_json import watch_json
from detente.watch.keeping.run import Effort, watch_case
from tests.command import Ran, detente
from tests.contracts import assert_follows
from tests.quiet_river import RIVER, copied

QUICK = ("--until", "2019-06-30", "--draws", 0, "--quiet")


def watch(case: Path, *words: object) -> Ran:
    return detente("watch", case, *QUICK, *words)


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_the_page_says_the_four_findings_and_what_they_do_not_mean() -> None:
    ran = watch(RIVER)
    assert (ran.code, ran.err) == (0, "")
    text = " ".join(ran.out.split())
    assert "of eight segments, 1 broken, 3 kept as far as seen, 2 no bound and 2 not observed." in text
    assert "Kept as far as seen never means that nothing happened" in text
    assert "(12 on the side of North Bank)" in text
    assert "not once Hazel" in text
    assert "a position is where something was hit or burnt, not who fired" in text
    assert "no scan was made" in text


def test_the_data_follow_the_contract() -> None:
    ran = watch(RIVER, "--json")
    assert ran.code == 0
    assert_follows(ran.json, "watch")
    assert watch(RIVER, "--json").out == ran.out


def test_processes_and_a_cluster_change_no_byte() -> None:
    from distributed import LocalCluster

    alone = watch(RIVER, "--json").out
    assert watch(RIVER, "--json", "--workers", 2).out == alone
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as cluster:
        assert watch(RIVER, "--json", "--cluster", cluster.scheduler_address).out == alone


def test_pieces_of_any_size_by_any_hands_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    case, until = open_case(RIVER), date(2019, 6, 30)
    whole = "".join(watch_json(watch_case(case, RIVER, until=until, effort=Effort(draws=0))))
    monkeypatch.setattr("detente.watch.keeping.sightings.AT_A_TIME", 7)
    with ThreadPoolExecutor(2) as hands:
        effort = Effort(draws=0, executor=hands)
        assert "".join(watch_json(watch_case(case, RIVER, until=until, effort=effort))) == whole


def test_a_cluster_that_is_not_there_is_told() -> None:
    ran = watch(RIVER, "--cluster", "nowhere")
    assert ran.code == 2
    assert "no scheduler answers at 'nowhere'" in ran.err


def test_the_table_has_a_row_for_each_verdict() -> None:
    rows = list(csv.DictReader(io.StringIO(watch(RIVER, "--csv").out)))
    assert len(rows) == 16
    broken = [row for row in rows if row["finding"] == "broken"]
    assert [(row["name"], row["outside"], row["inside"]) for row in broken] == [("Cedar", "12", "0")]
    unseen = [row for row in rows if row["finding"] == "not observed"]
    assert {row["acts_at_most_mid"] for row in unseen} == {""}


def test_files_and_ledger_are_written_beside_the_answer(tmp_path: Path) -> None:
    folder, ledger = tmp_path / "out", tmp_path / "ledger.jsonl"
    words = ("--folder", folder, "--ledger", ledger, "-o", tmp_path / "watch.txt")
    ran = detente("watch", RIVER, "--until", "2019-06-30", "--draws", 0, *words)
    assert (ran.code, ran.out) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == [
        "calendar.csv", "incidents.csv", "incidents.geojson", "verdict.csv",
    ]  # fmt: skip
    shapes = json.loads((folder / "incidents.geojson").read_text(encoding="utf-8"))
    rows = table(folder / "incidents.csv")
    assert len(shapes["features"]) == len(rows) > 0
    assert len(table(folder / "calendar.csv")) == 16 * 30
    assert "entries written; root" in ran.err
    assert detente("ledger", "verify", ledger, "--check").code == 0
    shown = detente("ledger", "show", ledger, "--kind", "incident", "--json").json
    assert shown["total"] == 1 + 1 + 16 + len(rows)
    again = detente("watch", RIVER, *QUICK, "--folder", folder, "--ledger", ledger)
    assert again.code == 0
    assert detente("ledger", "verify", ledger, "--json").json["entries"] == 1 + 2 * (1 + 16 + len(rows))


def test_a_breach_is_a_finding_under_check(tmp_path: Path) -> None:
    assert watch(RIVER, "--check").code == 1
    text = (RIVER / "watch.toml").read_text(encoding="utf-8")
    shots = text[text.index("[obligations.no-shots]") : text.index("[obligations.no-strikes]")]
    assert watch(copied(tmp_path / "river", (shots, "")), "--check").code == 0


def test_the_seed_and_the_draws_are_told() -> None:
    ran = detente("watch", RIVER, "--until", "2019-06-30", "--draws", 3, "--seed", 9, "--json")
    assert (ran.json["draws"], ran.json["seed"]) == (3, 9)


def test_a_line_of_ones_own(tmp_path: Path) -> None:
    folder = copied(tmp_path / "river")
    (folder / "layers" / "contact-line.geojson").rename(tmp_path / "line.geojson")
    assert watch(folder).code == 2
    assert watch(folder, "--line", tmp_path / "line.geojson").code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--until", "June"), "--until: 'June' is no day"),
        (("--draws", -1), "--draws: -1 is out of bounds"),
        (("--seed", -1), "--seed: -1 is out of bounds"),
        (("--json", "--csv"), "--json and --csv exclude each other"),
        (("--folder", RIVER / "case.toml"), "is a file, not a folder"),
        (("--folder", "/nowhere/at/all"), "there is no folder '/nowhere/at'"),
        (("--ledger", "/nowhere/ledger.jsonl"), "there is no folder '/nowhere'"),
        (("--ledger", RIVER / "case.toml"), "case.toml"),
    ],
)
def test_misuse_is_refused_before_any_work(words: tuple[object, ...], message: str) -> None:
    ran = detente("watch", RIVER, *words)
    assert ran.code == 2
    assert message in ran.err + ran.out


def test_a_case_that_says_nothing_of_it() -> None:
    ran = watch(RIVER.parent / "split-the-pie")
    assert ran.code == 2
    assert "it has no watch.toml" in ran.err


def test_nothing_is_half_written_where_a_file_is_at_fault(tmp_path: Path) -> None:
    folder = copied(
        tmp_path / "river",
        ("detections/fires.csv", "detections/fire.csv"),
        ("detections/shots-upstream.csv", "detections/shots.csv"),
    )
    ran = watch(folder, "--folder", tmp_path / "out", "--ledger", tmp_path / "l.jsonl", "-o", tmp_path / "o")
    assert ran.code == 2
    assert "fire.csv" in ran.err
    assert "shots.csv" in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["river"]
