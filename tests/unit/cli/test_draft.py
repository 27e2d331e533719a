"""``detente draft``: a new case, additions to one, and what is refused."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from detente.record.decision import Verb
from detente.record.reading_file import write_reading
from tests.command import detente
from tests.contracts import assert_follows
from tests.readings import decided, reading_file


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    done = (
        decided("d1", Verb.ACCEPT),
        decided("d2", Verb.ACCEPT),
        decided("d3", Verb.REJECT),
        decided("d4", Verb.DOUBT),
    )
    write_reading(tmp_path / "talks.json", reading_file(*done))
    return tmp_path / "talks.json"


def test_a_case_is_written_and_passes_the_check(talks: Path, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    ran = detente("draft", talks, "-o", folder, "--title", "The bridge")
    assert ran.code == 0
    assert "3 statements of 1 article, 1 of them doubtful and behind no stub." in ran.out
    assert "Left out: 1 rejected." in ran.out
    assert f"'detente check {folder}'" in ran.err
    checked = detente("check", folder)
    assert checked.code == 0
    assert "The bridge: 1 party, 2 issues, 1 red line, 3 statements" in checked.out
    ran = detente("draft", talks, "-o", folder)
    assert ran.code == 2
    assert "not empty" in ran.err


def test_without_a_folder_the_case_file_is_printed(talks: Path) -> None:
    ran = detente("draft", talks)
    assert ran.out.startswith("# The skeleton of a case")
    assert ran.out.splitlines()[-1].startswith("# ")


def test_what_stands_twice_and_what_makes_no_stub_is_said(tmp_path: Path) -> None:
    changes = (
        decided("d1", Verb.CORRECT, party="media"),
        decided("d2", Verb.ACCEPT),
        decided("d4", Verb.CORRECT, issue="fish", stance="claim"),
    )
    first = reading_file(*changes)
    source = replace(first.reading.source, id="wire", sha256="1" * 64)
    second = replace(first, reading=replace(first.reading, source=source), decisions=changes[1:2])
    write_reading(tmp_path / "a.json", first)
    write_reading(tmp_path / "b.json", second)
    ran = detente("draft", tmp_path / "a.json", tmp_path / "b.json", "-o", tmp_path / "made")
    assert "s2 (bridge-talks) says the same as s4: both are kept." in ran.out
    assert "No side is taken on fish: no stubs of these." in ran.out
    assert "Without a party at the table or an issue, and so without a stub: s1." in ran.out
    assert "Left out: 4 unreviewed." in ran.out
    assert "also s4 (wire)" in (tmp_path / "made" / "statements.csv").read_text(encoding="utf-8")


def test_the_shape(talks: Path, tmp_path: Path) -> None:
    ran = detente("draft", talks, talks, "-o", tmp_path / "made", "--json")
    assert_follows(ran.json, "draft")
    assert ran.json["files"] == ["case.toml", "sources.csv", "statements.csv"]
    assert ran.json["folder"] == str(tmp_path / "made")
    assert detente("draft", talks, "--json").json["folder"] is None


def test_a_case_that_exists_is_added_to_only_when_asked(root: Path, talks: Path, tmp_path: Path) -> None:
    case = shutil.copytree(root / "cases/ukraine-2025-03", tmp_path / "case")
    before = {path.name: path.read_bytes() for path in case.iterdir() if path.is_file()}
    assert "[issues.bridge]" in detente("draft", talks, "--case", case).out
    assert detente("draft", talks, "--case", case, "-o", tmp_path / "beside").code == 0
    assert sorted(path.name for path in (tmp_path / "beside").iterdir()) == [
        "additions.toml",
        "sources.csv",
        "statements.csv",
    ]
    assert {path.name: path.read_bytes() for path in case.iterdir() if path.is_file()} == before
    ran = detente("draft", talks, "--case", case, "--add")
    assert f"{case}: 3 statements and 1 sources added." in ran.out
    assert (case / "statements.csv").read_bytes().startswith(before["statements.csv"])
    assert (case / "case.toml").read_bytes() == before["case.toml"]
    assert detente("check", case).code == 0
    assert "stood in the record already" in detente("draft", talks, "--case", case, "--add").out


def test_what_cannot_be_used_is_said(root: Path, talks: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{")
    ran = detente("draft", tmp_path / "broken.json", talks, tmp_path / "none.json", "--json")
    assert ran.code == 2
    assert len(ran.json["error"]["problems"]) == 2  # type: ignore[index]  # as printed
    assert "--add goes with --case" in detente("draft", talks, "--add").err
    assert "no case folder" in detente("draft", talks, "--case", _domain(root, tmp_path)).err
    write_reading(tmp_path / "new.json", reading_file())
    assert "'detente review' first" in detente("draft", tmp_path / "new.json").err
    assert "READING... is missing" in detente("draft").err


def _domain(root: Path, tmp_path: Path) -> Path:
    detente("convert", root / "cases/bill-and-jack", tmp_path / "barter", "--to", "negmas")
    return tmp_path / "barter"
