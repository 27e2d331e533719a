"""``detente solve``: the answer as text, as JSON, as CSV, in a file, and as an exit code."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from detente.cli.notes import working
from tests.command import detente

BARTER = {"book": "jack", "whip": "jack", "ball": "jack", "bat": "jack", "hat": "jack"}


@pytest.fixture
def bill_and_jack(root: Path) -> Path:
    return root / "cases" / "bill-and-jack"


@pytest.fixture
def sunday_market(root: Path) -> Path:
    return root / "cases" / "sunday-market"


@pytest.fixture
def ukraine(root: Path) -> Path:
    return root / "cases" / "ukraine-2025-03"


def sentences(text: str) -> str:
    """A page as one line, so that a test does not hang on where lines break."""
    return " ".join(text.split())


def test_nash_1950_as_json(bill_and_jack: Path) -> None:
    answer = detente("solve", bill_and_jack, "--json").json
    (nash,) = answer["solutions"]["nash"]  # type: ignore[index]  # a table, as the shape says
    assert nash["gain"] == {"bill": 12.0, "jack": 5.0}
    assert nash["utility"] == {"bill": 24.0, "jack": 11.0}
    assert {issue: to for issue, to in nash["package"].items() if to == "jack"} == BARTER
    assert (answer["packages_total"], answer["packages_feasible"]) == ("512", "293")


def test_the_finding_comes_first(bill_and_jack: Path) -> None:
    ran = detente("solve", bill_and_jack)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "Bill and Jack"
    assert lines[3] == "The finding"
    assert "A deal is possible: 293 of the 512 packages" in sentences(ran.out)
    assert "(Nash) brings Bill +12, Jack +5." in sentences(ran.out)
    assert "utilitarian: 7 packages tie; the first is shown." in ran.out


def test_a_collision_is_told_with_the_words_that_were_said(ukraine: Path) -> None:
    told = sentences(detente("solve", ukraine).out)
    for part in (
        "“Russia gives up none of the six regions” against “Ukraine gives up none of the six regions”",
        "g09: “would not relinquish any of the territories” (Kremlin",
        "g14: “would not surrender its sovereign territories” (Volodymyr Zelensky",
        "Ukraine: weakens 1 strong red line, gain over no deal at the Nash package +",
        "Russia: gives up 1 strong red line, gain over no deal at the Nash package +",
    ):
        assert part in told


def test_red_lines_alone_give_blockers_and_openings(sunday_market: Path) -> None:
    ran = detente("solve", sunday_market, "--json")
    answer = ran.json
    blockers, openings = answer["blockers"], answer["openings"]
    assert [found["red_lines"] for found in blockers["sets"]] == [  # type: ignore[index]  # a table
        ["parish-no-market", "traders-market"],
        ["bus-company-open-road", "residents-closed-road", "traders-market"],
    ]
    assert [found["relax"] for found in openings["sets"]] == [  # type: ignore[index]  # a table
        ["traders-market"],
        ["bus-company-open-road", "parish-no-market"],
        ["parish-no-market", "residents-closed-road"],
    ]
    assert answer["frontier"] == {"size": None, "exact": None, "grid": None, "error": None, "points": []}
    assert answer["could_not"] == ["No preferences are stated: frontier and solutions were not computed."]


def test_the_table_has_a_row_for_each_efficient_outcome(bill_and_jack: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(detente("solve", bill_and_jack, "--csv").out)))
    points = detente("solve", bill_and_jack, "--json").json["frontier"]["points"]  # type: ignore[index]  # a table
    assert len(rows) == 11
    for row, point in zip(rows, points, strict=True):
        assert {issue: row[issue] for issue in point["package"]} == point["package"]
        assert {party: float(row[f"utility.{party}"]) for party in point["utility"]} == point["utility"]
        assert int(row["ties"]) == point["ties"]
    assert [row["point"] for row in rows if "nash" in row["selected_by"]] == ["6"]


def test_a_table_without_rows_keeps_its_heads_and_says_why(sunday_market: Path) -> None:
    ran = detente("solve", sunday_market, "--csv")
    assert ran.out == "point,market,road,ties,selected_by\n"
    assert "no rows" in ran.err
    assert detente("solve", sunday_market, "--csv", "--quiet").err == ""


@pytest.mark.parametrize(
    ("case", "code"), [("bill-and-jack", 0), ("sunday-market", 1), ("ukraine-2025-03", 1)]
)
def test_no_deal_is_a_finding_only_when_asked_for(root: Path, case: str, code: int) -> None:
    assert detente("solve", root / "cases" / case, "--check", "--json").code == code
    assert detente("solve", root / "cases" / case, "--json").code == 0


def test_overlays_are_laid_over_in_the_order_given(ukraine: Path) -> None:
    answer = detente("solve", ukraine, "--json", "--overlay", "analyst", "--overlay", "later-talks").json
    applied = [overlay["id"] for overlay in answer["case"]["overlays"]]  # type: ignore[index]  # a table
    assert applied == ["analyst", "later-talks"]
    plain = detente("solve", ukraine, "--json").json
    assert answer["blockers"] != plain["blockers"]


def test_the_convention_moves_where_gains_start(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(
        """format = 1
[case]
title = "A pie"
[issues.share]
title = "The share"
range = { from = 0, to = 3, step = 1 }
[parties.a]
title = "A"
scale = "as-written"
reservation = 0
weights.share = 1
values.share = { 0 = 5, 1 = 6, 2 = 7, 3 = 8 }
[parties.b]
title = "B"
scale = "as-written"
reservation = 0
weights.share = 1
values.share = { 0 = 3, 1 = 2, 2 = 1, 3 = 0 }
"""
    )
    points = {
        convention: detente("solve", tmp_path, "--json", "--disagreement", convention).json["disagreement"]
        for convention in ("reserved", "max-reserved-min")
    }
    assert points["reserved"] == {"convention": "reserved", "point": {"a": 0.0, "b": 0.0}}
    assert points["max-reserved-min"] == {"convention": "max-reserved-min", "point": {"a": 5.0, "b": 0.0}}


def test_the_same_input_gives_the_same_bytes(ukraine: Path) -> None:
    command = [sys.executable, "-c", "from detente.cli import main; main()", "solve", str(ukraine), "--json"]
    first, second = (subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2))
    assert first == second
    assert json.loads(first)["packages_total"] == "13544423424"


def test_a_file_holds_what_would_have_been_printed(bill_and_jack: Path, tmp_path: Path) -> None:
    for shape in ((), ("--json",), ("--csv",)):
        file = tmp_path / "answer"
        ran = detente("solve", bill_and_jack, *shape, "-o", file)
        assert (ran.code, ran.out) == (0, "")
        assert file.read_text(encoding="utf-8") == detente("solve", bill_and_jack, *shape).out
    assert [path.name for path in tmp_path.iterdir()] == ["answer"]


def test_a_private_overlay_is_named_and_no_more(root: Path, tmp_path: Path) -> None:
    (tmp_path / "overlays").mkdir()
    (tmp_path / "case.toml").write_text((root / "cases/sunday-market/case.toml").read_text())
    house = 'format = 1\ntitle = "What the traders told us"\nprivate = true\n'
    (tmp_path / "overlays" / "house.toml").write_text(house)
    for shape in ((), ("--json",)):
        ran = detente("solve", tmp_path, "--overlay", "house", *shape)
        assert "What the traders told us" not in ran.out + ran.err
        assert "'house' is private" in ran.err
    (overlay,) = detente("solve", tmp_path, "--overlay", "house", "--json").json["case"]["overlays"]  # type: ignore[index]  # a table
    assert overlay == {"id": "house", "title": None, "private": True}


def test_colour_is_for_terminals(bill_and_jack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain = detente("solve", bill_and_jack).out
    styled = detente("solve", bill_and_jack, to_terminal=True).out
    assert "\x1b[" in styled
    assert "\x1b[" not in plain
    assert max(len(re.sub(r"\x1b\[\d*m", "", line)) for line in styled.splitlines()) <= 60
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in detente("solve", bill_and_jack, to_terminal=True).out


def test_a_terminal_without_typographic_signs_gets_plain_ones(sunday_market: Path) -> None:
    told = detente("solve", sunday_market, encoding="ascii").out
    assert '"The market is held"' in told
    assert "?" not in told


def test_a_terminal_sees_that_something_is_going_on(
    sunday_market: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    for quiet in (False, True):
        with working("Looking for deals", quiet=quiet):
            pass
    assert capsys.readouterr().out == ""
    assert "Looking" not in detente("solve", sunday_market).err
