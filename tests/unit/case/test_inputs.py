"""Files that are no case: sizes, encodings, rights, links, and folders without a case in them."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import IO

import pytest

from detente.case import keys
from detente.case.folder import CaseError, read_case
from detente.errors import Fault, InputError
from tests.unit.case.example import CASE, edited, write_example


def fault_of(folder: Path | str) -> Fault:
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    (fault,) = caught.value.faults
    assert fault.file
    assert fault.hint
    return fault


def with_bytes(folder: Path, data: bytes, name: str = "case.toml") -> Path:
    write_example(folder)
    (folder / name).write_bytes(data)
    return folder


def test_an_error_is_an_input_error_and_a_value_error(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_case(tmp_path)
    assert isinstance(caught.value, ValueError)
    assert str(caught.value) == str(caught.value.faults[0])


# ---------------------------------------------------------------- folders


def test_no_folder(tmp_path: Path) -> None:
    fault = fault_of(tmp_path / "nowhere")
    assert fault.file == str(tmp_path / "nowhere")
    assert (fault.message, fault.code) == ("there is no such folder", "no-case")
    assert f"'detente new {tmp_path / 'nowhere'}'" in fault.hint


def test_an_empty_folder(tmp_path: Path) -> None:
    assert fault_of(tmp_path).message == "the folder is empty"


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    assert fault_of(tmp_path / "x").message == "a file, not a case folder"


@pytest.mark.parametrize("name", ["Case.toml", "case.tml", "cases.toml"])
def test_a_misspelled_case_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(CASE)
    fault = fault_of(tmp_path)
    assert (fault.message, fault.hint) == ("there is no case.toml in it", f"rename '{name}' to 'case.toml'")


def test_a_folder_of_other_things(tmp_path: Path) -> None:
    (tmp_path / "readme").write_text("x")
    assert "detente new" in fault_of(tmp_path).hint


def test_a_path_that_no_system_takes() -> None:
    assert fault_of("a\0b").message
    assert fault_of("x" * 5000).message


def test_a_case_is_named_after_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_example(tmp_path / "Мир 2025")
    assert read_case(folder).id == "n2025"
    monkeypatch.chdir(folder)
    assert read_case(".").id == "n2025"


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("name", ["case.toml", "statements.csv", "sources.csv"])
def test_bytes_that_are_no_utf_8(tmp_path: Path, name: str) -> None:
    fault = fault_of(with_bytes(tmp_path, b"\xef\xbb\xbfid = \xff", name))
    assert (fault.file, fault.place) == (str(tmp_path / name), "byte 8")
    assert (fault.message, fault.code) == ("byte 0xff is not UTF-8", "encoding")


def test_utf_16_is_not_taken_for_text(tmp_path: Path) -> None:
    assert fault_of(with_bytes(tmp_path, CASE.encode("utf-16"))).place == "byte 0"


@pytest.mark.parametrize("name", ["case.toml", "statements.csv", "sources.csv"])
def test_nul_bytes(tmp_path: Path, name: str) -> None:
    fault = fault_of(with_bytes(tmp_path, "é\0".encode(), name))
    assert fault.place == "byte 2"
    assert "NUL" in fault.message


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    plain = read_case(write_example(tmp_path / "a"))
    marked = read_case(with_bytes(tmp_path / "b", b"\xef\xbb\xbf" + CASE.encode()))
    assert (marked.title, marked.issues) == (plain.title, plain.issues)


def test_a_file_of_50_mb_is_refused_by_its_size(tmp_path: Path) -> None:
    folder = write_example(tmp_path)
    with (folder / "case.toml").open("wb") as file:
        file.truncate(50_000_000)
    start = time.perf_counter()
    fault = fault_of(folder)
    assert time.perf_counter() - start < 1.0
    assert (fault.message, fault.code) == ("the file has 50.0 MB, more than 10.0 MB", "too-large")


def test_a_large_table_is_refused_by_its_size(tmp_path: Path) -> None:
    folder = write_example(tmp_path)
    with (folder / "sources.csv").open("wb") as file:
        file.truncate(keys.TABLE_BYTES_LIMIT + 1)
    assert fault_of(folder).code == "too-large"


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    folder = write_example(tmp_path)
    (folder / "case.toml").unlink()
    (folder / "case.toml").mkdir()
    assert fault_of(folder).message == "not a regular file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a POSIX thing")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    folder = write_example(tmp_path)
    (folder / "case.toml").unlink()
    os.mkfifo(folder / "case.toml")
    assert fault_of(folder).message == "not a regular file"


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    folder = write_example(tmp_path)
    for name in ("case.toml", "statements.csv"):
        (folder / name).unlink()
        (folder / name).symlink_to(folder / name)
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    assert [fault.file for fault in caught.value.faults] == [
        str(folder / "case.toml"),
        str(folder / "statements.csv"),
    ]
    assert {fault.code for fault in caught.value.faults} == {"unreadable"}


def test_a_link_to_a_good_file_is_followed(tmp_path: Path) -> None:
    folder = write_example(tmp_path / "a")
    (folder / "case.toml").rename(tmp_path / "elsewhere.toml")
    (folder / "case.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert read_case(folder).title == "Two villages and a well"


def test_files_without_the_right_to_read_them(tmp_path: Path) -> None:
    folder = write_example(tmp_path)
    (folder / "case.toml").chmod(0)
    if os.access(folder / "case.toml", os.R_OK):
        pytest.skip("this user may read everything")
    assert "permission denied" in fault_of(folder).message


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_example(tmp_path)
    monkeypatch.setattr(keys, "CASE_BYTES_LIMIT", (folder / "case.toml").stat().st_size)
    read = Path.open

    def growing(self: Path, mode: str = "r") -> IO[bytes]:
        if self.name == "case.toml":
            with read(self, "ab") as file:
                file.write(b"#")
        return read(self, mode)

    monkeypatch.setattr(Path, "open", growing)
    assert fault_of(folder).code == "too-large"


def test_overlays_that_are_a_file(tmp_path: Path) -> None:
    folder = write_example(tmp_path)
    (folder / "overlays").write_text("x")
    fault = fault_of(folder)
    assert (fault.file, fault.code) == (str(folder / "overlays"), "unreadable")


# ---------------------------------------------------------------- TOML


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("format = 1\nx = = 2\n", "line 2, column 5", "Invalid value"),
        ("format = 1\nformat = 1\n", "line 2, column 11", "Cannot overwrite a value"),
        ("[case\n", "line 1, column 6", "not valid TOML"),
        ('x = "a', "end of document", "not valid TOML"),
        ("x = {a = 1,\nb = 2}", "line 1, column 12", "not valid TOML"),
        ("x = 2025-02-30", "line 1, column 5", "Invalid date"),
        ("x = '\x1f'", "line 1, column 6", "'\\x1f'"),
        ("x = " + "9" * 5000, "", "not valid TOML"),
        ("x = " + "[" * 100_000, "", "nest too deeply"),
        ("x = " + "{a=" * 10_000, "", "nest too deeply"),
        ("# a\n" + "a." * 20_000 + "a = 1", "line 2", "a key of more than 32 parts"),
    ],
)
def test_broken_toml_is_placed(tmp_path: Path, text: str, place: str, message: str) -> None:
    fault = fault_of(with_bytes(tmp_path, text.encode()))
    assert (fault.place, fault.code) == (place, "toml")
    assert message in fault.message
    assert len(str(fault)) < 1000


def test_full_stops_in_a_text_are_no_key(tmp_path: Path) -> None:
    summary = "One paragraph. Another. " + "And so on and on. . . " * 40
    text = edited(CASE, "One paragraph that stands on the first screen.", summary)
    assert read_case(write_example(tmp_path, case=text)).summary == summary.strip()


@pytest.mark.parametrize("tail", ["x" * 2_000_000, "x." * 12 + "x" * 1_000_000, "\n" * 2_000_000])
def test_long_files_take_no_long_time(tmp_path: Path, tail: str) -> None:
    start = time.perf_counter()
    with pytest.raises(CaseError):
        read_case(write_example(tmp_path, case=f"{CASE}\nx = 1\n{tail}"))
    assert time.perf_counter() - start < 10
