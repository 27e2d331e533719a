"""Remarks: what is allowed and still worth a look."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.case.check import check_case, check_folder
from detente.case.folder import read_case
from detente.errors import Fault
from tests.unit.case.example import CASE, OVERLAY, STATEMENTS, edited, write_example

# ruff: noqa: E501 - one remark, one line

ALWAYS = {"no-source", "no-reservation"}


def remarks_on(folder: Path, case: str = CASE, statements: str = STATEMENTS) -> list[Fault]:
    """What is said of the example with an edit, and was not said before it."""
    plain = {(remark.place, remark.code) for remark in check_case(read_case(write_example(folder)))}
    edited_case = read_case(write_example(folder, case=case, statements=statements))
    return [remark for remark in check_case(edited_case) if (remark.place, remark.code) not in plain]


def test_what_is_said_of_the_example(tmp_path: Path) -> None:
    remarks = check_case(read_case(write_example(tmp_path)), folder="cases/two")
    assert [str(remark) for remark in remarks] == [
        (
            "cases/two/case.toml: parties.north: 4 of 5 figures of North have neither a why nor statements. "
            'Try: { value = ..., why = "...", statements = ["..."] }.'
        ),
        (
            "cases/two/case.toml: parties.south.reservation: South has no reservation, so any package counts as "
            "acceptable in value. Try: reservation = [low, high]."
        ),
        (
            "cases/two/case.toml: parties.south: 1 of 1 figures of South have neither a why nor statements. "
            'Try: { value = ..., why = "...", statements = ["..."] }.'
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "code"),
    [
        ("[0.2, 0.5]", "1.1", "parties.north.reservation", "no package can be worth 1.1 to North", "out-of-reach"),
        ("[0.2, 0.5]", "-0.1", "parties.north.reservation", "worth more than -0.1 to North", "out-of-reach"),
        ('"shared", "closed", "north-only"]\n', '"shared", "closed", "north-only"]\n[parties.south.values.road]\nopen = { value = 1, why = "x" }\n', "issues.road.options", "no party has said what it thinks of closed", "not-valued"),
        ("well = shared -> road = open", "well = shared -> well in {shared, closed}", "structural.no-road-no-sharing.rule", "so it says nothing", "empty-rule"),
        ("well = shared -> road = open", "well = shared and well = closed", "structural.no-road-no-sharing.rule", "no package meets this rule", "impossible"),
        ("well = shared -> road = open", "(well = shared -> road = open) and (road = open -> not well = shared)", "issues.well.options", "leave no package with well = shared", "impossible"),
        ("well = shared -> road = open", "well = shared -> guards <= 0", "", "", ""),
        ('rule = "guards <= 20"', 'rule = "guards <= 90"', "red_lines.north-few-guards.rule", "so it says nothing", "empty-rule"),
        ('rule = "guards <= 20"', 'rule = "guards <= -1"', "red_lines.north-few-guards.rule", "no package meets this rule", "impossible"),
        ('fallback = ["guards <= 30"]', 'fallback = ["guards <= 10"]', "red_lines.north-few-guards.fallback[1]", "'guards <= 10' is not weaker than the line", "not-weaker"),
        ('fallback = ["guards <= 30"]', 'fallback = ["guards <= 30", "guards >= 10"]', "red_lines.north-few-guards.fallback[2]", "not weaker than fallback 1", "not-weaker"),
        ('fallback = ["guards <= 30"]', 'fallback = ["not guards >= 30"]', "red_lines.north-few-guards.fallback[1]", "says the same as the line", "not-weaker"),
        ('fallback = ["guards <= 30"]', 'fallback = ["guards <= 20 or well = shared"]', "", "", ""),
        ("range = {", 'consent = ["south"]\nrange = {', "red_lines.north-few-guards", "'north' is not asked on any issue of the line", "inert"),
        ("range = {", 'status = "agreed"\nagreed = 40\nrange = {', "red_lines.north-few-guards.rule", "what is agreed breaks this line", "impossible"),
        ("[0.2, 0.5]", '{ like = { well = "shared", road = "closed", guards = 10 } }', "parties.north.reservation.like", "the package that no deal is like to North breaks no-road-no-sharing", "impossible"),
        ("[0.2, 0.5]", '{ like = { well = "closed", road = "closed", guards = 10 } }', "", "", ""),
        ('triggers = ["s7"]', 'triggers = ["s2"]', "issues.well.options.shared.triggers", "s2 not coded as a threat", "not-a-threat"),
    ],
)  # fmt: skip
def test_a_remark_is_made_where_it_is_due(
    tmp_path: Path, old: str, new: str, place: str, message: str, code: str
) -> None:
    remarks = remarks_on(tmp_path, edited(CASE, old, new))
    assert [(remark.place, remark.code) for remark in remarks] == ([(place, code)] if place else [])
    for remark in remarks:
        assert message in remark.message
        assert remark.hint
        assert remark.file == "case.toml"


def test_numbers_as_written_are_taken_as_they_are(tmp_path: Path) -> None:
    text = """
        format = 1
        case.title = "One"
        issues.x = { title = "X", options = { yes = "Yes", no = "No" } }
        [parties.a]
        title = "A"
        scale = "as-written"
        weights.x = 1
        values.x = { yes = 120.5, no = -3 }
        reservation = 400
    """
    folder = write_example(tmp_path, case=text, statements=None, sources=None)
    assert check_case(read_case(folder)) == ()


def test_rules_that_contradict_each_other(tmp_path: Path) -> None:
    more = '[[structural]]\nid = "x"\nrule = "well = shared and road = closed"\n\n[parties.north.weights]'
    remarks = remarks_on(tmp_path, edited(CASE, "[parties.north.weights]", more))
    assert [(remark.place, remark.message) for remark in remarks] == [
        ("structural", "no package keeps all structural rules and what is agreed")
    ]


def test_remarks_on_statements(tmp_path: Path) -> None:
    statements = edited(STATEMENTS, "north,well,", "north,wel,")
    statements = edited(statements, "2025-03-01,confirmed", "2025-03-01,doubtful")
    statements = edited(statements, "2025-03-04,confirmed", "2025-03-04,unreviewed")
    remarks = remarks_on(tmp_path, CASE, statements)
    assert [(remark.file, remark.place, remark.message) for remark in remarks] == [
        ("statements.csv", "column review", "1 of 3 statements not reviewed: s7"),
        ("statements.csv", "row 2, column issue", "'wel' is no issue of the case"),
        ("case.toml", "parties.north.weights.well", "s2 not confirmed, and a figure rests on it"),
    ]


def test_a_folder_is_checked_with_all_its_overlays(tmp_path: Path) -> None:
    texts = {
        "good": OVERLAY,
        "bad": f"{OVERLAY}parties.north.weights.road = -1\n",
        "secret": f"{OVERLAY}private = true\nparties.north.weights.road = -7\n",
    }
    folder = write_example(tmp_path, overlays=texts)
    findings = check_folder(folder)
    assert findings.case is not None
    assert [(Path(fault.file).name, fault.place) for fault in findings.faults] == [
        ("bad.toml", "parties.north.weights.road")
    ]
    assert {remark.code for remark in findings.remarks} == ALWAYS
    chosen = check_folder(folder, ["secret"])
    assert chosen.case is None
    assert [Path(fault.file).name for fault in chosen.faults] == ["secret.toml"]


def test_files_that_look_as_if_they_were_meant_to_be_read(tmp_path: Path) -> None:
    folder = write_example(tmp_path)
    (folder / "overlay").mkdir()
    (folder / "README").write_text("x")
    (folder / "sources").mkdir()
    (folder / "sources" / "gazete.txt").write_text("x")
    (folder / "sources" / "picture.png").write_text("x")
    unread = [remark for remark in check_folder(folder).remarks if remark.code == "unread"]
    assert [(remark.file, remark.hint) for remark in unread] == [
        (str(folder / "overlay"), "the name 'overlays'"),
        (str(folder / "sources" / "gazete.txt"), "gazette"),
    ]


def test_a_fallback_is_weighed_within_the_structural_rules(tmp_path: Path) -> None:
    lines = """
[[red_lines]]
id = "north-shared"
party = "north"
rule = "well = shared"
strength = "stated"
why = "to be tried"
fallback = ["road = open"]
"""
    found = remarks_on(tmp_path, CASE + lines)
    assert not [fault for fault in found if "not weaker" in fault.message]
    apart = remarks_on(
        tmp_path, CASE.replace("well = shared -> road = open", "well = closed -> road = open") + lines
    )
    assert [fault.place for fault in apart if "not weaker" in fault.message] == [
        "red_lines.north-shared.fallback[1]"
    ]
