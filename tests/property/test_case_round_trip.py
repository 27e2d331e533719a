"""Writing a case and reading it gives the same case; so does laying nothing over it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given

from detente.case.folder import essence, read_case, write_case
from detente.case.folder.compose import case_text
from detente.case.model import Case
from tests.strategies import EVERYTHING, LINES_ONLY, POINT, cases


def written_and_read(case: Case) -> Case:
    with tempfile.TemporaryDirectory() as folder:
        return read_case(write_case(case, Path(folder) / case.id))


@given(cases(EVERYTHING))
def test_whatever_a_case_holds_survives_a_file(case: Case) -> None:
    again = written_and_read(case)
    assert essence(again) == essence(case)
    assert again.id == case.id
    assert again.notes == case.notes


@given(cases(POINT) | cases(LINES_ONLY))
def test_writing_twice_gives_the_same_bytes(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = read_case(write_case(case, Path(folder) / "first"))
        second = read_case(write_case(first, Path(folder) / "second"))
    assert case_text(first) == case_text(case)
    assert first.digest == second.digest


@given(cases(EVERYTHING))
def test_a_written_case_keeps_tables_on_one_line(case: Case) -> None:
    """TOML 1.0 forbids line breaks in inline tables."""
    text = case_text(case)
    inside_prose = False
    for line in text.splitlines():
        if line.count('"""') == 1:
            inside_prose = not inside_prose
        elif not inside_prose and "= {" in line:
            assert line.endswith("}")
