"""Enforcement in a case folder: what a good file says, and what is said of each mistake."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from detente.case import keys
from detente.case.check import check_case, check_folder
from detente.case.enforcement import Enforcement, Posted, Start, Unit
from detente.case.folder import CaseError, essence, read_case, write_case
from detente.case.schema import schema
from detente.errors import Fault
from tests.property.test_schema_agrees import as_json
from tests.unit.case.enforcement_example import ENFORCEMENT, MISTAKES, write_enforced
from tests.unit.case.example import edited


def enforcement_of(folder: Path) -> Enforcement:
    found = read_case(folder).enforcement
    assert found is not None
    return found


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    return caught.value.faults


def test_the_pact(tmp_path: Path) -> None:
    found = enforcement_of(write_enforced(tmp_path))
    assert found.currency == "sacks of grain"
    assert found.period is not None
    assert (found.period.days, found.period.conflict.least, found.period.conflict.most) == (30, 2, 6)
    north, south = found.sides
    assert (north.party, north.unit, south.unit) == ("north", Unit.UTILITY, Unit.MONEY)
    assert north.exchange is not None
    assert north.exchange.middle == Fraction(3, 100)
    assert north.framing is not None
    assert north.framing.success.low == Fraction(3, 10)
    day, shoots = north.breaches
    assert (day.obligation, day.violation, day.detection) == ("days-kept", "", None)
    assert shoots.detection is not None
    assert (shoots.violation, shoots.detection.high) == ("small-arms", Fraction(9, 10))
    assert south.false_alarm is None


def test_what_stands_behind_it(tmp_path: Path) -> None:
    found = enforcement_of(write_enforced(tmp_path))
    barn, oath = found.collateral
    assert (barn.unit, barn.posted, barn.delay, barn.refills) == (Unit.MONEY, Posted.IN_HAND, 1, 2)
    assert (barn.paid_to, barn.paid_share and barn.paid_share.low) == ("south", Fraction(1, 2))
    assert barn.when.formula is not None
    assert (oath.unit, oath.posted, oath.stock, oath.refills) == (
        Unit.UTILITY,
        Posted.FOR_THE_DEAL,
        None,
        None,
    )
    assert oath.when.formula is None
    (toll,) = found.snapbacks
    assert (toll.lasting.least, toll.lasting.most, toll.start) == (None, None, Start.NEXT_PERIOD)
    assert (toll.loss_unit, toll.cost_unit) == (Unit.UTILITY, Unit.MONEY)
    assert found.senders[0].partner == "its drovers"
    assert (found.inspections[0].days, found.inspections[0].visits) == (10, 3)


def test_the_steps(tmp_path: Path) -> None:
    found = enforcement_of(write_enforced(tmp_path))
    road, well = found.steps
    assert (road.actor, road.days, road.verified_after, road.parts) == ("south", 3, 1, 2)
    assert road.values["south"].low == -2
    assert (road.irreversible.low, road.irreversible.high) == (Fraction(0), Fraction(1, 2))
    assert (well.after, well.obligation, well.detection) == (("open-road",), "days-kept", None)
    assert (road.seen_with, well.seen_with) == ("", "open-road")
    assert well.irreversible.low == 1
    assert found.scales["south"].low == 30
    assert found.pledges[0].paid["south"].low == 2


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "hint"),
    MISTAKES,
    ids=[f"{row[2]}-{i}" for i, row in enumerate(MISTAKES)],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, place: str, message: str, hint: str) -> None:
    folder = write_enforced(tmp_path, edited(ENFORCEMENT, old, new))
    fault = next((fault for fault in faults_of(folder) if fault.place == place), None)
    assert fault is not None, [str(fault) for fault in faults_of(folder)]
    assert fault.file.endswith("enforcement.toml")
    assert message in fault.message
    assert hint in fault.hint


def test_all_mistakes_come_out_at_once(tmp_path: Path) -> None:
    text = edited(edited(ENFORCEMENT, "days = 30", "days = 0"), "parts = 2", "parts = 0")
    assert [fault.place for fault in faults_of(write_enforced(tmp_path, text))] == [
        "period.days",
        "steps.open-road.parts",
    ]


def test_a_pact_has_two_sides(tmp_path: Path) -> None:
    start, end = ENFORCEMENT.index("[sides.south]"), ENFORCEMENT.index("[[collateral]]")
    places = {
        fault.place for fault in faults_of(write_enforced(tmp_path, ENFORCEMENT[:start] + ENFORCEMENT[end:]))
    }
    assert "sides" in places


def test_a_pact_has_a_period(tmp_path: Path) -> None:
    start, end = ENFORCEMENT.index("[period]"), ENFORCEMENT.index("[sides.north]")
    (fault,) = faults_of(write_enforced(tmp_path, ENFORCEMENT[:start] + ENFORCEMENT[end:]))
    assert fault.place == "period"


def test_steps_alone_are_enough(tmp_path: Path) -> None:
    text = 'format = 1\n[[steps]]\nid = "a"\ntitle = "A"\nactor = "north"\nvalues = {}\ndetection = 1\n'
    found = enforcement_of(write_enforced(tmp_path, text))
    assert found.sides == ()
    assert [step.id for step in found.steps] == ["a"]
    remarks = [str(remark) for remark in check_case(read_case(tmp_path)) if "enforcement" in remark.file]
    assert any("which loss each party can bear" in remark for remark in remarks)


def test_without_a_file_nothing_is_said(tmp_path: Path) -> None:
    assert read_case(write_enforced(tmp_path, None)).enforcement is None


def test_it_is_part_of_the_digest_and_is_written_again(tmp_path: Path) -> None:
    case = read_case(write_enforced(tmp_path / "case"))
    again = read_case(write_case(case, tmp_path / "again"))
    assert essence(again) == essence(case)
    other = read_case(write_enforced(tmp_path / "other", edited(ENFORCEMENT, "days = 30", "days = 31")))
    assert other.digest != case.digest


def test_remarks(tmp_path: Path) -> None:
    text = edited(ENFORCEMENT, 'exchange = { value = [0.02, 0.04], why = "the price at market" }\n', "")
    text = edited(
        text, 'when = "road = open"\nwhy = "a gate"', 'when = "road = open or road = closed"\nwhy = "a"'
    )
    found = check_folder(write_enforced(tmp_path, text)).remarks
    said = {remark.code: str(remark) for remark in found if remark.file.endswith("enforcement.toml")}
    assert "two units that nothing joins" in said["no-exchange"]
    assert "every package meets this rule" in said["empty-rule"]
    assert "do not say what they rest on" in said["no-source"]


def test_a_side_that_nothing_binds_is_named(tmp_path: Path) -> None:
    start, end = ENFORCEMENT.index("[[collateral]]"), ENFORCEMENT.index("[inspections.barn]")
    found = check_folder(write_enforced(tmp_path, ENFORCEMENT[:start] + ENFORCEMENT[end:])).remarks
    assert [remark.place for remark in found if remark.code == "no-stake"] == ["sides.north", "sides.south"]


def test_the_schema_knows_the_example_and_every_key() -> None:
    validator = Draft202012Validator(schema("enforcement"))
    assert not list(validator.iter_errors(as_json(tomllib.loads(ENFORCEMENT))))
    properties = schema("enforcement")["properties"]
    assert isinstance(properties, dict)
    assert tuple(properties) == keys.ENFORCEMENT_TOP
    wrong = as_json(tomllib.loads(edited(ENFORCEMENT, "days = 30", "days = 0")))
    assert list(validator.iter_errors(wrong))
