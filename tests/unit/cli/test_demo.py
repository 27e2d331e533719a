"""``detente demo``: from statements to brief, and nothing overwritten that it did not write."""

import json
from pathlib import Path

import pytest

from detente.cli import bundled, demo_folder
from tests.command import detente


@pytest.fixture
def quick(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo of a small case."""
    monkeypatch.setattr(bundled, "bundled_case", lambda: root / "cases" / "sunday-market")


def test_the_demo_is_the_case_its_answer_and_its_brief(demo: Path, root: Path) -> None:
    made = demo / "out"
    assert sorted(path.name for path in made.iterdir()) == [
        ".detente-demo.json", "brief.html", "solve.json", "ukraine-2025-03",
    ]  # fmt: skip
    original = root / "cases" / "ukraine-2025-03"
    for path in original.rglob("*"):
        copy = made / "ukraine-2025-03" / path.relative_to(original)
        assert copy.is_dir() if path.is_dir() else copy.read_bytes() == path.read_bytes()
    answer = json.loads((made / "solve.json").read_text(encoding="utf-8"))
    assert answer["case"]["id"] == "ukraine-2025-03"
    assert "Ukraine, March 2025" in (made / "brief.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("quick")
def test_it_prints_the_finding_and_the_path_of_the_brief(tmp_path: Path) -> None:
    ran = detente("demo", tmp_path / "out")
    assert ran.code == 0
    told = " ".join(ran.out.split())
    assert told.startswith("The finding No deal is possible as things stand: none of the 4 packages")
    assert ran.out.splitlines()[-1] == f"  {tmp_path / 'out' / 'brief.html'}"
    assert "4 red lines" in ran.err
    assert detente("demo", tmp_path / "out", "--json").json["brief"] == str(tmp_path / "out" / "brief.html")


@pytest.mark.usefixtures("quick")
def test_again_it_overwrites_what_it_wrote_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert detente("demo", folder).code == 0
    first = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (folder / "mine.txt").write_text("mine")
    (folder / "brief.html").unlink()
    assert detente("demo", folder).code == 0
    assert {path: path.read_bytes() for path in first} == first
    assert (folder / "mine.txt").read_text() == "mine"


@pytest.mark.usefixtures("quick")
def test_what_was_changed_since_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert detente("demo", folder).code == 0
    for name in ("solve.json", "sunday-market/case.toml"):
        (folder / name).write_text("changed")
    ran = detente("demo", folder)
    assert ran.code == 2
    assert {line.partition(": ")[0] for line in ran.err.splitlines()} == {
        str(folder / "solve.json"), str(folder / "sunday-market/case.toml"),
    }  # fmt: skip
    assert (folder / "solve.json").read_text() == "changed"


@pytest.mark.usefixtures("quick")
def test_a_file_of_somebody_else_in_the_way_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert detente("demo", folder).code == 0
    mark = json.loads((folder / demo_folder.MARK).read_text())
    del mark["files"]["solve.json"]
    (folder / demo_folder.MARK).write_text(json.dumps(mark))
    ran = detente("demo", folder, "--quiet")
    assert ran.code == 2
    assert ran.err.startswith(f"{folder / 'solve.json'}: was not written by the demo")


@pytest.mark.parametrize(
    "mark", ["", "[]", "{}", '{"files": 1}', '{"files": {"../x": "0"}}', '{"files": {"/x": "0"}}', "[" * 9999]
)
@pytest.mark.usefixtures("quick")
def test_a_foreign_folder_is_refused_whatever_it_claims(tmp_path: Path, mark: str) -> None:
    (tmp_path / demo_folder.MARK).write_text(mark)
    ran = detente("demo", tmp_path)
    assert ran.code == 2
    assert "did not write" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == [demo_folder.MARK]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    assert detente("demo", tmp_path / "out").code == 2
    assert (tmp_path / "out").read_text() == "x"


@pytest.mark.parametrize("name", ["here/is/one", "a\0b", "x" * 300])
def test_a_folder_that_cannot_be_is_refused_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(bundled, "bundled_case", None)
    (tmp_path / "here").write_text("a file")
    ran = detente("demo", tmp_path / name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(str(tmp_path).split("\0")[0])
    assert "Try: " in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["here"]


def test_without_the_bundled_case_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "_PACKAGE", tmp_path)
    ran = detente("demo", tmp_path / "out")
    assert ran.code == 2
    assert "the bundled case 'ukraine-2025-03' is not installed" in ran.err
    assert not (tmp_path / "out").exists()


def test_an_installed_package_carries_the_case_inside(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_cases").symlink_to(root / "cases")
    monkeypatch.setattr(bundled, "_PACKAGE", tmp_path)
    assert bundled.bundled_case() == tmp_path / "_cases" / "ukraine-2025-03"
