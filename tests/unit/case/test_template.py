"""The commented example that a new case starts from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.case import keys
from detente.case.check import check_folder
from detente.case.folder import CaseError, read_case
from detente.case.template import TITLE, new_case
from detente.verify.instruments.remarks import remarks_on_instruments


def test_it_reads_without_a_fault_or_a_remark(tmp_path: Path) -> None:
    findings = check_folder(new_case(tmp_path / "new"))
    assert findings.case is not None
    assert findings.case.title == TITLE
    assert findings.faults == ()
    assert findings.remarks == ()
    assert findings.case.statements
    assert findings.case.sources
    assert findings.case.verification is not None
    assert list(remarks_on_instruments(findings.case)) == []
    assert findings.case.watching is not None
    assert [overlay.id for overlay in findings.case.overlays] == ["guards-first"]
    assert len(read_case(tmp_path / "new", ["guards-first"]).red_lines) == 3


@pytest.mark.parametrize("title", ["Мир", 'The "old" well', "back\\slash", " blanks "])
def test_it_takes_a_title(tmp_path: Path, title: str) -> None:
    assert read_case(new_case(tmp_path / "new", title=title)).title == title.strip()


@pytest.mark.parametrize("title", ["", "  ", "two\nlines", "bell\a"])
def test_a_bad_title_makes_no_folder(tmp_path: Path, title: str) -> None:
    with pytest.raises(CaseError, match="is no title"):
        new_case(tmp_path / "new", title=title)
    assert list(tmp_path.iterdir()) == []


def test_it_overwrites_nothing(tmp_path: Path) -> None:
    new_case(tmp_path / "new")
    with pytest.raises(CaseError, match="not empty"):
        new_case(tmp_path / "new")


def test_it_shows_every_key_and_column(tmp_path: Path) -> None:
    folder = new_case(tmp_path / "new")
    text = (folder / "case.toml").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+", text))
    known = (
        *keys.TOP,
        *keys.CASE,
        *keys.PARTY,
        *keys.ISSUE,
        *keys.OPTION,
        *keys.RANGE,
        *keys.FIGURE,
        *keys.LIKE,
        *keys.RANKING,
        *keys.INTERACTION,
        *keys.STRUCTURAL,
        *keys.RED_LINE,
    )
    assert set(known) - words == set()
    header = (folder / "statements.csv").read_text(encoding="utf-8").splitlines()[0]
    assert tuple(header.split(",")) == keys.STATEMENT_COLUMNS
    header = (folder / "sources.csv").read_text(encoding="utf-8").splitlines()[0]
    assert tuple(header.split(",")) == keys.SOURCE_COLUMNS


def test_it_shows_every_key_of_a_watch_file(tmp_path: Path) -> None:
    folder = new_case(tmp_path / "new")
    words = set(re.findall(r"[a-z_]+", (folder / "watch.toml").read_text(encoding="utf-8")))
    known = (
        *keys.WATCH_TOP, *keys.WINDOW, *keys.BASELINE, *keys.CELLS, *keys.EXPOSURE, *keys.CLOUD,
        *keys.COVERAGE, *keys.PLACEBO, *keys.SENSOR, *keys.DETECTIONS, *keys.FIXED_HEAT, *keys.WATCHED,
    )  # fmt: skip
    assert set(known) - words == set()


def test_it_shows_every_key_of_a_verification(tmp_path: Path) -> None:
    folder = new_case(tmp_path / "new")
    text = (folder / "verification.toml").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+", text))
    known = (
        *keys.VERIFICATION_TOP,
        *keys.ALARM,
        *keys.BUDGET,
        *keys.VIOLATION,
        *keys.CONDITION,
        *keys.STATE,
        *keys.ESTIMATE,
        *keys.OBLIGATION,
        *keys.EXCLUSION,
    )
    assert set(known) - words - {"value"} == set()
