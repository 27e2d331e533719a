"""``detente stable`` on cases: which deals are looked at, how they hold, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command import Ran, detente
from tests.contracts import assert_follows

CASES = ("bill-and-jack", "split-the-pie", "sunday-market", "ukraine-2025-03")
UKRAINE = ("russia", "ukraine", "united-states", "european-states")

NO_DEAL_AT_ALL = """format = 1
[case]
title = "Nothing to agree on"
[issues.ford]
title = "The ford"
options.open = "Open"
options.shut = "Shut"
[parties.up]
title = "Upstream"
[parties.down]
title = "Downstream"
[[structural]]
id = "neither"
rule = "ford = open and ford = shut"
why = "a test"
"""


def printed(case: Path, *words: object) -> dict[str, Any]:
    ran = detente("stable", case, "--json", *words)
    assert (ran.code, ran.err) == (0, "")
    assert_follows(ran.json, "stable")
    return ran.json


def refused(ran: Ran) -> list[str]:
    assert (ran.code, ran.out) == (2, "")
    return ran.err.splitlines()


@pytest.mark.parametrize("name", CASES)
def test_every_case_has_an_answer(root: Path, name: str) -> None:
    found = printed(root / "cases" / name)
    assert found["packages"]
    assert found["equilibria"]["nash"][0] == "no-deal"
    assert found["finding"]
    assert detente("stable", root / "cases" / name).code == 0
    rows = detente("stable", root / "cases" / name, "--csv").out.splitlines()
    assert len(rows) == 1 + len(found["states"]) * len(found["decision_makers"])


def test_a_deal_that_crosses_a_line_does_not_hold_for_who_drew_it(root: Path) -> None:
    first, second = printed(root / "cases/ukraine-2025-03")["packages"]
    for package, loose in ((first, "russia"), (second, "ukraine")):
        kept = [party for party in UKRAINE if party != loose]
        assert package["stable"] == {"nash": [], **dict.fromkeys(("gmr", "smr", "seq", "sseq"), kept)}
        assert package["stable_if_conceded"]["seq"] == list(UKRAINE)
        assert package["stable_if_conceded"]["nash"] == []
        assert package["opening"]["relax"]
    text = detente("stable", root / "cases/ukraine-2025-03").out
    assert "no answer of the others is known to deter Russia from leaving it." in " ".join(text.split())
    assert "With that concession made, it holds under GMR, SMR, SEQ and SSEQ, not under Nash." in text


def test_one_who_withdraws_alone_deters_nobody(root: Path) -> None:
    """By single moves one withdrawal leaves a state of unknown worth, which is no sanction."""
    found = printed(root / "cases/ukraine-2025-03", "--sanctions", "single-moves")
    assert found["packages"][0]["stable_if_conceded"] == {
        concept: [] for concept in ("nash", "gmr", "smr", "seq", "sseq")
    }
    assert found["other_sanctions"]["packages"][0]["stable_if_conceded"]["gmr"] == list(UKRAINE)
    assert found["other_sanctions"]["sanctions"] == "legal-sequences"


@pytest.mark.parametrize(
    ("gains", "extension", "holds"),
    [((), "a", []), ((), "b", ["bill", "jack"]), (("bill=-1", "jack=0"), "a", ["bill", "jack"])],
)
def test_gains_settle_nash_stability(
    root: Path, gains: tuple[str, ...], extension: str, holds: list[str]
) -> None:
    words = [word for gain in gains for word in ("--gain", gain)]
    found = printed(root / "cases/bill-and-jack", *words, "--extension", extension)
    assert {tuple(package["stable"]["nash"]) for package in found["packages"]} == {tuple(holds)}
    assert found["gains"] == {gain.partition("=")[0]: float(gain.partition("=")[2]) for gain in gains}


def test_a_known_gain_is_told_apart_from_a_possible_one(root: Path) -> None:
    page = detente("stable", root / "cases/bill-and-jack", "--gain", "bill=0.5", "--breach", "reversible").out
    assert "2 decision makers, 19 states, a breach is reversible, Bill gains +0.5 by breaking alone." in page
    assert "  - Bill gains by breaking it:\n" in page
    assert "  - Jack may gain by breaking it:\n" in page
    assert "      SMR and SSEQ: no answer of the others is known to deter it.\n" in page
    assert "cannot be taken back" not in page


def test_where_all_gains_are_stated_no_caveat_asks_for_them(root: Path) -> None:
    few = detente("stable", root / "cases/split-the-pie", "--gain", "first=0.1").out
    all_of_them = detente(
        "stable", root / "cases/split-the-pie", "--gain", "first=0.1", "--gain", "second=0.1"
    )
    assert "What a party gains by breaking" in few
    assert "What a party gains by breaking" not in all_of_them.out


def test_drafts_stand_in_place_of_the_selected_packages(root: Path, tmp_path: Path) -> None:
    for name, road in (("one", "open"), ("two", "closed")):
        (tmp_path / f"{name}.toml").write_text(f'[package]\nmarket = "held"\nroad = "{road}"\n')
    case = root / "cases/sunday-market"
    words = ("--package", tmp_path / "one.toml", "--package", tmp_path / "two.toml")
    found = printed(case, *words)
    assert [(package["name"], package["package"]["road"]) for package in found["packages"]] == [
        ("one", "open"),
        ("two", "closed"),
    ]
    assert all(package["opening"] is None for package in found["packages"])
    page = detente("stable", case, *words).out
    assert "Package 1 (one), once in force, holds" in page
    assert "Package 1 crosses “" in page


def test_wrong_drafts_are_refused_together(root: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text('[package]\nmarket = "sold"\nroad = "open"\n')
    words = ("--package", tmp_path / "one.toml", "--package", tmp_path / "two.toml")
    lines = refused(detente("stable", root / "cases/sunday-market", *words))
    assert [line.partition(":")[0] for line in lines] == [
        str(tmp_path / f"{name}.toml") for name in ("one", "two")
    ]


def test_one_package_twice_is_refused(root: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text('[package]\nmarket = "held"\nroad = "open"\n')
    words = ("--package", tmp_path / "one.toml", "--package", tmp_path / "two.toml")
    (line,) = refused(detente("stable", root / "cases/sunday-market", *words))
    assert "package 2: stands twice" in line


def test_a_case_without_any_package_is_an_answer(tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    (folder / "case.toml").write_text(NO_DEAL_AT_ALL)
    found = printed(folder)
    assert (found["equilibria"], found["states"], found["packages"]) == (None, [], [])
    assert found["could_not"] == found["finding"]
    assert "No package is known" in detente("stable", folder).out
    assert len(detente("stable", folder, "--csv").out.splitlines()) == 1


def test_any_state_of_a_case_can_be_asked_for(root: Path) -> None:
    case = root / "cases/bill-and-jack"
    page = detente("stable", case, "--why", "p1:broken:bill").out
    assert "Package 1, broken by Bill:\n  - Jack may prefer “Package 1, broken by Bill, Jack”" in page
    assert "  - Bill has no move to a state that is preferred, or may be.\n" in page
    (line,) = refused(detente("stable", case, "--why", "p9"))
    assert line.startswith("detente stable: --why: there is no state 'p9'. Try: one of no-deal, p1")
    (line,) = refused(detente("stable", case, "--why", "20"))
    assert "there is no state '20'" in line


def test_a_private_overlay_is_remarked(tmp_path: Path, root: Path) -> None:
    folder = tmp_path / "case"
    assert detente("convert", root / "cases/split-the-pie", folder, "--to", "case").code == 0
    (folder / "overlays").mkdir(exist_ok=True)
    (folder / "overlays/mine.toml").write_text('format = 1\ntitle = "Mine"\nprivate = true\n')
    ran = detente("stable", folder, "--overlay", "mine")
    assert ran.err == "Overlay 'mine' is private: this answer is not for passing on.\n"
    assert detente("stable", folder, "--overlay", "mine", "-q").err == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--gain", "bill"), "--gain: 'bill' is no party with a number"),
        (("--gain", "bill=much"), "--gain: 'bill=much' is no party with a number"),
        (("--gain", "bill=nan"), "--gain: 'bill=nan' is no party with a number"),
        (("--gain", "bill=1e99999"), "--gain: 'bill=1e99999' is no party with a number"),
        (("--gain", "=1"), "--gain: '=1' is no party with a number"),
        (("--gain", "bill=1", "--gain", "bill=2"), "--gain: 'bill' is given twice"),
        (("--gain", "bil=1"), "--gain: 'bil' is no party with a say in an open issue. Try: 'bill'"),
        (("--sanctions", "single"), "--sanctions: no definition of sanctions 'single'. Try: 'single-moves'"),
        (("--extension", "e"), "--extension: no extension 'e'. Try: one of a, b, c, d"),
        (("--breach", "reversable"), "--breach: no kind of breach 'reversable'. Try: 'reversible'"),
        (("--write", "new.gmcr"), "--write: this option is for a conflict's file"),
        (("--spelling", "older"), "--spelling: this option is for a conflict's file"),
        (("--json", "--csv"), "--json and --csv exclude each other"),
    ],
)
def test_what_is_refused(root: Path, words: tuple[str, ...], said: str) -> None:
    ran = detente("stable", root / "cases/bill-and-jack", *words)
    assert ran.code == 2
    assert f"detente stable: {said}" in ran.err


def test_options_of_cases_are_refused_for_files_all_at_once(tmp_path: Path) -> None:
    file = tmp_path / "x.gmcr"
    file.write_text("{}")
    words = ("--overlay", "o", "--package", "d.toml", "--gain", "a=1", "--breach", "reversible")
    lines = refused(detente("stable", file, *words))
    assert [line.split(": ")[1] for line in lines] == ["--overlay", "--package", "--gain", "--breach"]
