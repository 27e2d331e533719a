"""Published conflicts through the command line: the file goes in, the known equilibria come out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from detente.case.interop.gmcr import read_gmcr
from detente.case.interop.gmcr_write import Spelling, write_gmcr
from detente.case.option_form import OptionForm
from tests import known_conflicts
from tests.command import Ran, detente
from tests.contracts import assert_follows

SPELLINGS: tuple[Spelling, ...] = get_args(Spelling)
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")

ELMIRA_NINE = dict(enumerate("123499567899", start=1))
"""Which of the nine states of Xu's model each of the twelve is: Abandon comes in four versions."""


def asked(form: OptionForm, folder: Path, *words: str, spelling: Spelling = "newer") -> dict[str, Any]:
    """What ``detente stable FILE --json`` prints of a conflict."""
    file = folder / f"{spelling}.gmcr"
    write_gmcr(form, file, spelling=spelling)
    ran = detente("stable", file, "--json", *words)
    assert (ran.code, ran.err) == (0, "")
    assert_follows(ran.json, "stable")
    return ran.json


def numbers(printed: dict[str, Any]) -> dict[str, list[int]]:
    """The equilibria by the numbers of the states."""
    number = {state["id"]: state["number"] for state in printed["states"]}
    return {concept: [number[state] for state in states] for concept, states in printed["equilibria"].items()}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_elmira(tmp_path: Path, spelling: Spelling) -> None:
    printed = asked(known_conflicts.ELMIRA, tmp_path, spelling=spelling)
    found = {
        concept: sorted({ELMIRA_NINE[number] for number in states})
        for concept, states in numbers(printed).items()
    }
    assert found["nash"] == found["seq"] == found["sseq"] == ["5", "8", "9"]
    assert found["gmr"] == found["smr"] == ["1", "4", "5", "8", "9"]
    assert printed["other_sanctions"]["sanctions"] == "single-moves"
    assert printed["other_sanctions"]["equilibria"] == printed["equilibria"]
    assert len(printed["irreversible"]) == 18


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (known_conflicts.PRISONERS, {"nash": [4], "gmr": [1, 4], "smr": [1, 4], "seq": [1, 4]}),
        (known_conflicts.CHICKEN, {"nash": [2, 3], "gmr": [1, 2, 3], "smr": [1, 2, 3], "seq": [2, 3]}),
        (known_conflicts.STAG_HUNT, {concept: [1, 4] for concept in CONCEPTS}),
        (known_conflicts.SYRIA_IRAQ, {"nash": [6], "gmr": [1, 6], "smr": [6], "seq": [6], "sseq": [6]}),
        (
            known_conflicts.CUBA,
            {
                "nash": [6],
                "gmr": [1, 2, 3, 5, 6, 7, 8],
                "smr": [1, 2, 3, 5, 6, 7, 8],
                "seq": [5, 6, 7],
            },
        ),
    ],
    ids=["prisoners", "chicken", "stag-hunt", "syria-iraq", "cuba"],
)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_small_conflicts(
    tmp_path: Path, form: OptionForm, expected: dict[str, list[int]], spelling: Spelling
) -> None:
    printed = asked(form, tmp_path, spelling=spelling)
    found = numbers(printed)
    assert {concept: found[concept] for concept in expected} == expected
    assert printed["other_sanctions"] is None
    assert printed["extension_matters"] is False


def test_garrison_by_both_definitions_of_sanctions(tmp_path: Path) -> None:
    single = numbers(asked(known_conflicts.GARRISON, tmp_path, "--sanctions", "single-moves"))
    assert single["nash"] == single["seq"] == [2, 3, 11, 17, 18, 21, 22]
    assert single["gmr"] == single["smr"] == [2, 3, 8, 11, 13, 14, 15, 17, 18, 19, 21, 22]
    (tmp_path / "newer.gmcr").unlink()
    printed = asked(known_conflicts.GARRISON, tmp_path)
    together = numbers(printed)
    assert together["nash"] == together["seq"] == single["nash"]
    assert together["gmr"] == together["smr"] == sorted([*single["gmr"], 4, 6, 10])
    text = detente("stable", tmp_path / "newer.gmcr").out
    assert "By the other definition of sanctions (single-moves)" in text
    assert "GMR and SMR: not 4 “" in text


def test_the_bundled_file_is_that_conflict(root: Path) -> None:
    form = read_gmcr(root / "cases" / "conflicts" / "elmira.gmcr")
    assert (form.acts, form.actors) == (known_conflicts.ELMIRA.acts, known_conflicts.ELMIRA.actors)
    assert form.infeasible == known_conflicts.ELMIRA.infeasible


def test_the_page_of_elmira(tmp_path: Path) -> None:
    write_gmcr(known_conflicts.ELMIRA, tmp_path / "elmira.gmcr")
    ran = detente("stable", tmp_path / "elmira.gmcr")
    lines = ran.out.splitlines()
    assert lines[:4] == ["elmira", "3 decision makers, 12 states.", "", "The finding"]
    assert lines[4].startswith("In six of the twelve states nobody has a move to a state that it prefers")
    assert " 1  Delay                    NYNNN  1 2   all  all  1 2  1 2" in lines
    assert "The equilibria are the same." in lines
    assert "      SEQ and SSEQ: no answer of the others deters it." in lines
    assert "  10 more: see --json." in lines


def test_why_tells_of_one_state_by_number_or_id(tmp_path: Path) -> None:
    printed = asked(known_conflicts.ELMIRA, tmp_path, "--why", "3")
    assert {row["state"] for row in printed["why"]} == {"NNYNN"}
    again = detente("stable", tmp_path / "newer.gmcr", "--json", "--why", "NNYNN").json
    assert again["why"] == printed["why"]
    page = detente("stable", tmp_path / "newer.gmcr", "--why", "3").out
    assert "\n3 “Accept”:\n" in page
    assert "\n1 “Delay”:\n" not in page


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_conflict_is_written_in_either_spelling(tmp_path: Path, spelling: Spelling) -> None:
    write_gmcr(known_conflicts.CUBA, tmp_path / "cuba.gmcr")
    new = tmp_path / "new.gmcr"
    ran = detente("stable", tmp_path / "cuba.gmcr", "--write", new, "--spelling", spelling)
    assert (ran.code, ran.err) == (0, f"Written in the {spelling} spelling: {new}\n")
    document = json.loads(new.read_text())
    assert ("preferenceVector" in document["decisionMakers"][0]) is (spelling == "older")
    assert read_gmcr(new).actors == read_gmcr(tmp_path / "cuba.gmcr").actors
    again = detente("stable", tmp_path / "cuba.gmcr", "--write", new)
    assert (again.code, again.out) == (2, "")
    assert "exists" in again.err


def test_a_table_for_every_state_and_decision_maker(tmp_path: Path) -> None:
    write_gmcr(known_conflicts.CHICKEN, tmp_path / "chicken.json")
    rows = detente("stable", tmp_path / "chicken.json", "--csv").out.splitlines()
    assert rows == [
        "state,decision_maker,nash,gmr,smr,seq,sseq,equilibrium",
        "NN,a,false,true,true,false,false,gmr;smr",
        "NN,b,false,true,true,false,false,gmr;smr",
        "YN,a,true,true,true,true,true,nash;gmr;smr;seq;sseq",
        "YN,b,true,true,true,true,true,nash;gmr;smr;seq;sseq",
        "NY,a,true,true,true,true,true,nash;gmr;smr;seq;sseq",
        "NY,b,true,true,true,true,true,nash;gmr;smr;seq;sseq",
        "YY,a,false,false,false,false,false,",
        "YY,b,false,false,false,false,false,",
    ]


# ---------------------------------------------------------------- what is refused


def refused(ran: Ran) -> list[str]:
    assert (ran.code, ran.out) == (2, "")
    return ran.err.splitlines()


def test_all_that_is_wrong_with_a_file_is_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "bad.gmcr"
    document = {
        "usemanualPreferenceRanking": True,
        "useManualPreferenceRanking": True,
        "decisionMakers": [
            {
                "name": "North",
                "options": [0, 7],
                "preferences": [[[0, "Z"]]],
                "preferenceRanking": [1, ["x"], [2, 3]],
            },
            {"name": "South", "option": [], "options": [], "preferanceRanking": []},
        ],
        "options": [
            {"name": "well", "permittedDirection": "sideways"},
            {"name": "road", "permittedDirection": "both"},
        ],
        "infeasibles": [[[9, "N"]]],
    }
    file.write_text(json.dumps(document))
    lines = refused(detente("stable", file))
    assert all(line.startswith(f"{file}: ") and " Try: " in line for line in lines)
    told = "\n".join(lines)
    for said in (
        "there is no key 'usemanualPreferenceRanking'. Try: 'useManualPreferenceRanking'",
        "options (1).permittedDirection: no direction 'sideways'. Try: one of both, fwd, back",
        "decisionMakers (1).options (2): there is no option 7. Try: one from 0 to 1",
        "there is no key 'option'. Try: 'options'",
        "there is no key 'preferanceRanking'. Try: 'preferenceRanking'",
        "no decision maker controls option 1",
        "infeasibles (1) (1) (1): there is no option 9",
        "decisionMakers (1).preferences (1) (1) (2): 'Z' is neither Y nor N",
        "decisionMakers (1).preferenceRanking (2) (1): 'x' is not a number",
        "decisionMakers (2).preferenceRanking: no value where a list is needed",
    ):
        assert said in told
    assert len(lines) == 10


def test_wrong_preference_lists(tmp_path: Path) -> None:
    write_gmcr(known_conflicts.CHICKEN, tmp_path / "chicken.gmcr")
    document = json.loads((tmp_path / "chicken.gmcr").read_text())
    document["decisionMakers"][0]["preferenceRanking"] = [1, 1, 9]
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps(document))
    place = f"{file}: decisionMakers (1).preferenceRanking"
    assert refused(detente("stable", file)) == [
        f"{place} (3): there is no state 9. Try: one from 1 to 4.",
        f"{place}: state 1 of 4 stands 2 times. Try: each feasible state once.",
        *(f"{place}: state {state} of 4 is missing. Try: each feasible state once." for state in (2, 3, 4)),
    ]


def test_keys_that_no_reader_knows_are_noted(tmp_path: Path) -> None:
    write_gmcr(known_conflicts.CHICKEN, tmp_path / "chicken.gmcr")
    document = json.loads((tmp_path / "chicken.gmcr").read_text()) | {"colour": "red"}
    (tmp_path / "more.gmcr").write_text(json.dumps(document))
    ran = detente("stable", tmp_path / "more.gmcr")
    assert ran.code == 0
    assert ran.out.endswith("- colour: not known to this reader, and left out.\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("well, well", "line 1, column 1: not JSON: Expecting value. Try: the file as it was exported."),
        ("[]", "no conflict. Try: a file saved by gmcr-py."),
        ("", "line 1, column 1: not JSON"),
    ],
)
@pytest.mark.parametrize("suffix", ["gmcr", "json"])
def test_what_is_no_conflict(tmp_path: Path, content: str, said: str, suffix: str) -> None:
    file = tmp_path / f"x.{suffix}"
    file.write_text(content)
    (line,) = refused(detente("stable", file))
    assert line.startswith(f"{file}: {said}")


@pytest.mark.parametrize("words", [("solve",), ("check",), ("brief",), ()])
def test_other_verbs_point_to_the_one_that_reads_conflicts(tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "elmira.gmcr"
    write_gmcr(known_conflicts.ELMIRA, file)
    (line,) = refused(detente(*words, file))
    assert f"Try: 'detente stable {file}'" in line


def test_too_many_moves_are_a_fault_of_the_file(tmp_path: Path) -> None:
    acts = [{"name": f"act {number}", "permittedDirection": "both"} for number in range(12)]
    document = {
        "useManualPreferenceRanking": False,
        "decisionMakers": [{"name": "A", "options": list(range(12)), "preferences": []}],
        "options": acts,
        "infeasibles": [],
    }
    file = tmp_path / "large.gmcr"
    file.write_text(json.dumps(document))
    (line,) = refused(detente("stable", file))
    assert line.startswith(f"{file}: options: 4096 states with 16773120 moves, more than 4000000.")
