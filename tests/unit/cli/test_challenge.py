"""``detente challenge``: the page, the data, misuse."""

import csv
import io
from pathlib import Path

import pytest

from tests.command import detente
from tests.contracts import assert_follows

QUICK = ("--draws", 60, "--no-plan")


@pytest.fixture
def ukraine(root: Path) -> Path:
    return root / "cases" / "ukraine-2025-03"


def test_the_page_names_conclusions_and_what_turns_them(ukraine: Path) -> None:
    ran = detente("challenge", ukraine, *QUICK)
    assert (ran.code, ran.err) == (0, "")
    told = " ".join(ran.out.split())
    for part in (
        "No deal exists while all red lines hold.",
        "Turned if this gives way: “Russia gives up none of the six regions”; or",
        "is in every blocker. No figure that it rests on is open",
        "is acceptable to all with less than 50 %.",
        "The worst exposure in carrying out A is at most 1.",
    ):
        assert part in told


@pytest.mark.parametrize("case", ["bill-and-jack", "split-the-pie", "sunday-market", "ukraine-2025-03"])
def test_the_same_in_every_shape(root: Path, case: str) -> None:
    ran = detente("challenge", root / "cases" / case, *QUICK, "--json")
    assert_follows(ran.json, "challenge")
    rows = list(csv.DictReader(io.StringIO(detente("challenge", root / "cases" / case, *QUICK, "--csv").out)))
    conclusions = ran.json["conclusions"]
    assert isinstance(conclusions, list)
    told = {(row["conclusion"], row["candidate"]) for row in rows}
    asked = {(one["id"], "" if one["candidate"] is None else str(one["candidate"])) for one in conclusions}
    assert told == asked
    assert detente("challenge", root / "cases" / case, *QUICK).code == 0


@pytest.mark.parametrize("words", [("--draws", 0), ("--cap", -1), ("--seed", -1), ("--json", "--csv")])
def test_misuse_is_refused(ukraine: Path, words: tuple[object, ...]) -> None:
    assert detente("challenge", ukraine, *words).code == 2
