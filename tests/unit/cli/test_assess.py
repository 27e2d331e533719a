"""``detente assess``: the page, the data, drafts, misuse."""

import csv
import io
from pathlib import Path

import pytest

from tests.command import detente
from tests.contracts import assert_follows
from tests.unit.case.enforcement_example import ENFORCEMENT, write_enforced

QUICK = ("--draws", 60, "--no-plan")


@pytest.fixture
def ukraine(root: Path) -> Path:
    return root / "cases" / "ukraine-2025-03"


def test_the_page_sets_candidates_side_by_side(ukraine: Path) -> None:
    draft = ukraine / "drafts" / "thirty-days.toml"
    ran = detente("assess", ukraine, *QUICK, "--package", draft)
    assert (ran.code, ran.err) == (0, "")
    told = " ".join(ran.out.split())
    for part in (
        "A: The draft “thirty-days”",
        "B: What opens where “Russia gives up none of the six regions” gives way",
        "acceptable to all",
        "Steps that need trust:",
        "Nothing is weighed against anything else",
        "no plan was made",
    ):
        assert part in told


@pytest.mark.parametrize("case", ["bill-and-jack", "split-the-pie", "sunday-market", "ukraine-2025-03"])
def test_the_same_in_every_shape(root: Path, case: str) -> None:
    ran = detente("assess", root / "cases" / case, *QUICK, "--json")
    assert_follows(ran.json, "assess")
    rows = list(csv.DictReader(io.StringIO(detente("assess", root / "cases" / case, *QUICK, "--csv").out)))
    candidates = ran.json["candidates"]
    assert isinstance(candidates, list)
    criteria = ran.json["criteria"]
    assert isinstance(criteria, list)
    assert len(rows) == len(candidates) * len(criteria)
    for row in rows:
        known = candidates[ord(row["candidate"]) - ord("A")]["measures"][row["criterion"]]
        assert row["unknown"] == known["unknown"]
        if known["low"] is not None:
            assert float(row["low"]) == known["low"]
    assert detente("assess", root / "cases" / case, *QUICK).code == 0


def test_no_candidate_and_one_candidate(ukraine: Path) -> None:
    none = detente("assess", ukraine, *QUICK, "--cap", 0).out
    assert "leads to no candidate" in " ".join(none.split())
    draft = ukraine / "drafts" / "thirty-days.toml"
    one = detente("assess", ukraine, *QUICK, "--cap", 0, "--package", draft).out
    assert "There is one candidate" in one


def test_without_layers_no_plan_is_made_and_it_is_said(root: Path, tmp_path: Path) -> None:
    for name in ("case.toml", "verification.toml", "statements.csv", "sources.csv"):
        (tmp_path / name).write_bytes((root / "cases/ukraine-2025-03" / name).read_bytes())
    ran = detente("assess", tmp_path, "--draws", 60)
    assert ran.code == 0
    assert "No plans were made" in ran.err


@pytest.mark.parametrize("words", [("--draws", 0), ("--cap", -1), ("--seed", -1), ("--json", "--csv")])
def test_misuse_is_refused(ukraine: Path, words: tuple[object, ...]) -> None:
    assert detente("assess", ukraine, *words).code == 2


def test_stakes_and_sides_of_a_case_whose_figures_are_all_said(tmp_path: Path) -> None:
    text = ENFORCEMENT.replace('obligation = "days-kept"\n[sides', "detection = 0.9\n[sides")
    text = text.replace(
        'outside = { value = -1, why = "no tolls, and a guard to pay" }\n',
        'outside = { value = -1, why = "no tolls, and a guard to pay" }\nfalse_alarm = 0.02\n',
    )
    folder = write_enforced(tmp_path)
    (folder / "enforcement.toml").write_text(text, encoding="utf-8")
    draft = tmp_path / "shared.toml"
    draft.write_text('[package]\nwell = "shared"\nroad = "open"\nguards = "10"\n', encoding="utf-8")
    told = " ".join(detente("assess", folder, *QUICK, "--package", draft).out.split())
    assert "“Grain in the barn”, by itself and at middle figures:" in told
    assert "North " in told
    assert "% of draws." in told
    assert detente("assess", folder, *QUICK, "--package", draft, "--json").code == 0
    assert detente("challenge", folder, *QUICK, "--package", draft, "--cap", 0).code == 0
