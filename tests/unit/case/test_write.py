"""Writing a case folder: how it looks, and that it stands whole or not at all."""

from __future__ import annotations

import os
import tomllib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from detente.case.folder import CaseError, essence, read_case, write_case
from detente.case.folder.place import put_folder
from detente.case.folder.toml_text import key_text, prose_text, text_text
from detente.case.model import Case, Figure
from detente.errors import Fault
from tests.unit.case.example import SOURCES, edited, write_example


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return read_case(write_example(tmp_path / "example"))


def fault_of(case: Case, folder: Path) -> Fault:
    with pytest.raises(CaseError) as caught:
        write_case(case, folder)
    return caught.value.faults[0]


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


WRITTEN = """\
format = 1

[case]
title = "Two villages and a well"
as_of = 2025-03-15
summary = "One paragraph that stands on the first screen."

[parties.north]
title = "North"
reservation = [0.2, 0.5]

[parties.south]
title = "South"

[issues.well]
title = "The well"
options.north-only = "North alone"
options.shared = { title = "Shared days", needs = "a joint commission", triggers = ["s7"], note = "..." }
options.closed = "Closed"

[issues.road]
title = "The road"
options.open = "Open"
options.closed = "Closed"

[issues.guards]
title = "Guards"
range = { from = 0, to = 40, step = 10, unit = "guards" }

[[structural]]
id = "no-road-no-sharing"
rule = "well = shared -> road = open"
why = "the well lies across the road"

[parties.north.weights]
well = { value = [3, 5], why = "the herds", statements = ["s2"] }
road = 1
guards = [1, 2]

[parties.north.values.well]
north-only = 1
closed = 0

[parties.south.ranking]
issues = ["road", "well", "guards"]
options.well = ["shared", "closed", "north-only"]

[[parties.south.interactions]]
when = "well = shared and guards <= 10"
value = 0.1

[[red_lines]]
id = "north-few-guards"
party = "north"
rule = "guards <= 20"
strength = "absolute"
held = [0.9, 1]
fallback = ["guards <= 30"]
statements = ["s4"]
"""


def test_it_is_laid_out_as_people_write_it(case: Case, tmp_path: Path) -> None:
    folder = write_case(case, tmp_path / "deep" / "written")
    assert files_in(folder) == ["case.toml", "sources.csv", "statements.csv"]
    assert (folder / "case.toml").read_text(encoding="utf-8") == WRITTEN
    assert (folder / "sources.csv").read_text(encoding="utf-8") == (
        "id,outlet,title,author,published_on,url,licence,sha256,note\n"
        "gazette,The Valley Gazette,,,2025-03-05,https://gazette.example/5,,,\n"
    )
    assert essence(read_case(folder)) == essence(case)
    assert files_in(tmp_path / "deep") == ["written", *(f"written/{name}" for name in files_in(folder))]


def test_notes_of_a_foreign_reader_are_kept_as_comments(case: Case, tmp_path: Path) -> None:
    foreign = replace(case, format="genius", notes=("The weight of 'x'\nis ignored.",))
    text = (write_case(foreign, tmp_path / "x") / "case.toml").read_text(encoding="utf-8")
    assert text.startswith("# The weight of 'x'\\nis ignored.\nformat = 1\n")


def test_a_folder_may_exist_if_it_is_empty(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    write_case(case, ".")
    assert sorted(path.name for path in Path().iterdir()) == ["case.toml", "sources.csv", "statements.csv"]


def test_nothing_is_overwritten_unless_told(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    fault = fault_of(case, folder)
    assert (fault.file, fault.code) == (str(folder), "occupied")
    assert "not empty" in fault.message
    assert fault.hint
    assert files_in(folder) == ["notes.txt"]


def test_overwriting_replaces_the_case_and_nothing_else(case: Case, tmp_path: Path) -> None:
    folder = write_case(case, tmp_path / "x")
    (folder / "notes.txt").write_text("mine")
    other = replace(case, title="Other", parties=case.parties, statements=(), sources=())
    bare = replace(
        other,
        red_lines=(),
        parties=tuple(replace(party, preference=type(party.preference)()) for party in case.parties),
        issues=tuple(
            replace(issue, options=tuple(replace(option, triggers=()) for option in issue.options))
            for issue in case.issues
        ),
    )
    write_case(bare, folder, overwrite=True)
    assert files_in(folder) == ["case.toml", "notes.txt"]
    assert read_case(folder).title == "Other"


def test_a_file_is_in_the_way(case: Case, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    assert fault_of(case, tmp_path / "x").message == "a file, not a folder"
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert fault_of(case, tmp_path / "link").code == "occupied"
    assert fault_of(case, tmp_path / "x" / "y").code == "unwritable"
    assert fault_of(case, Path("a\0b")).code == "unwritable"


def bad_number(case: Case) -> Case:
    north = replace(case.parties[0], reservation=Figure(low=Fraction(1, 3), high=Fraction(1, 3)))
    return replace(case, parties=(north, *case.parties[1:]))


def bad_title(case: Case) -> Case:
    return replace(case, title="two\nlines")


def bad_blanks(case: Case) -> Case:
    return replace(case, title=" North ")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (bad_number, "1/3 has no finite decimal"),
        (bad_title, "has a line break"),
        (bad_blanks, "cannot be written so that it reads the same"),
    ],
)
def test_a_case_that_no_folder_can_hold_is_not_written(
    case: Case, tmp_path: Path, spoil: object, message: str
) -> None:
    assert callable(spoil)
    fault = fault_of(spoil(case), tmp_path / "new" / "x")
    assert message in fault.message
    assert fault.file.startswith(str(tmp_path / "new" / "x"))
    assert ".detente-" not in fault.file
    assert files_in(tmp_path / "new") == [] if (tmp_path / "new").exists() else True


def test_an_interrupted_overwrite_puts_back_what_was_there(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_case(case, tmp_path / "x")
    before = {name: (folder / name).read_bytes() for name in files_in(folder)}
    move, moved = Path.replace, []

    def failing(self: Path, target: Path) -> Path:
        moved.append(target)
        if target == folder / "case.toml" and self.parent.name.startswith(".detente-"):
            raise OSError(28, "No space left on device")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(CaseError, match="no space left on device"):
        write_case(replace(case, title="Other"), folder, overwrite=True)
    assert moved
    assert {name: (folder / name).read_bytes() for name in files_in(folder)} == before


def test_what_the_check_finds_stops_the_writing(tmp_path: Path) -> None:
    def refuse(draft: Path) -> None:
        assert (draft / "sub" / "a.txt").read_text() == "a"
        raise KeyError(draft.name)

    with pytest.raises(KeyError):
        put_folder(tmp_path / "x", {"sub/a.txt": "a"}, check=refuse)
    assert files_in(tmp_path) == []


def test_a_folder_without_the_right_to_write(case: Case, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    if os.access(locked, os.W_OK):
        pytest.skip("this user may write everywhere")
    assert "permission denied" in fault_of(case, locked / "x").message


def test_an_overlay_is_written_into_the_case(tmp_path: Path) -> None:
    texts = {"x": "format = 1\ntitle = 'X'\ncase.title = 'As South sees it'\n"}
    case = read_case(write_example(tmp_path / "a", overlays=texts), ["x"])
    written = read_case(write_case(case, tmp_path / "b"))
    assert (written.title, written.overlays) == ("As South sees it", ())


def test_texts_escape_what_toml_cannot_hold() -> None:
    text = 'a"b\\c\n\t\x07\x7fд'
    assert tomllib.loads(f"x = {text_text(text)}") == {"x": text}
    assert tomllib.loads(f"x = {prose_text(text)}") == {"x": text}
    assert key_text("a b") == '"a b"'


def test_cells_are_quoted_where_they_need_it(tmp_path: Path) -> None:
    sources = edited(SOURCES, "The Valley Gazette", '"Gazette, ""The"""')
    case = read_case(write_example(tmp_path / "a", sources=sources))
    assert case.sources[0].outlet == 'Gazette, "The"'
    assert '"Gazette, ""The"""' in (write_case(case, tmp_path / "b") / "sources.csv").read_text()
