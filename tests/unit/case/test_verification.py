"""Verification in a case folder: what a good one says, and what is said of each mistake."""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from detente.case import keys
from detente.case.check import check_case
from detente.case.folder import CaseError, essence, read_case, write_case
from detente.case.formula import among
from detente.case.interop.export import export
from detente.case.schema import schema, schema_text
from detente.case.standard import STANDARD_STATES, STANDARD_VIOLATIONS
from detente.case.verification import (
    AlarmRule,
    Budget,
    By,
    Certainty,
    Condition,
    Estimate,
    FigureKey,
    Obligation,
    ObligationKind,
    Placing,
    Shape,
    State,
    Verification,
    ViolationType,
)
from detente.errors import Fault
from detente.views.overview import has_shape, overview_of
from tests.unit.case.example import edited
from tests.unit.case.verification_example import INSTRUMENTS, VERIFICATION, write_verified
from tests.unit.case.verification_mistakes import IN_CSV, IN_TOML


def verification_of(folder: Path) -> Verification:
    found = read_case(folder).verification
    assert found is not None
    return found


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    return caught.value.faults


# ---------------------------------------------------------------- what a good one says


def test_the_file_reads_as_it_stands(tmp_path: Path) -> None:
    found = verification_of(write_verified(tmp_path))
    assert found.summary == "How the days at the well are kept."
    assert found.alarm == AlarmRule(
        alarms=2, window_days=7, review_days=28, acts=8, why="two in a week are no mistake"
    )
    assert found.budget == Budget(currency="EUR", per_year=Fraction(4001, 2), why="what both villages give")
    assert found.violations == (
        ViolationType(id="small-arms", title="A shot", note="At the well or on the road."),
        ViolationType(id="herds", title="Herds on the wrong day"),
    )
    assert found.obligation("days-kept") == Obligation(
        id="days-kept",
        title="Each village keeps to its days",
        kind=ObligationKind.SITE,
        of=("north", "south"),
        violations=("herds",),
        when="well = shared",
        formula=among(0, 0b10, 3),
        target=Fraction(9, 10),
        review_days=14,
        within_km=Fraction(3, 2),
        places=("The well", "The trough"),
        why="as the option says",
        statements=("s2",),
    )
    plain = found.obligation("no-shots")
    assert (plain.when, plain.formula, plain.target, plain.within_km) == ("", None, None, None)


def test_conditions_say_who_decides_and_what_fails(tmp_path: Path) -> None:
    light, wind = verification_of(write_verified(tmp_path)).conditions
    assert light == Condition(
        id="light",
        title="Light",
        by=By.CHOSEN,
        states=(State(id="day", title="By day"), State(id="night", title="By night")),
        why="herds move at night",
    )
    fifth = Fraction(1, 5)
    assert wind.states[1] == State(
        id="windy",
        title="Windy",
        weight=Estimate(
            low=fifth, mid=fifth, high=fifth, certainty=Certainty.SOURCED, source="the mill's book"
        ),
        disables=("kite",),
    )
    weight = wind.states[0].weight
    assert weight is not None
    assert (weight.low, weight.mid, weight.high, weight.certainty) == (
        Fraction(3, 5), Fraction(4, 5), Fraction(9, 10), Certainty.UNSTATED,
    )  # fmt: skip


def test_instruments_read_row_by_row(tmp_path: Path) -> None:
    instruments = verification_of(write_verified(tmp_path)).instruments
    assert instruments is not None
    watch, kite = instruments
    assert (watch.title, watch.sensor, watch.sees) == (
        "Two guards on watch", "eyes", (ObligationKind.LINE, ObligationKind.SITE),
    )  # fmt: skip
    assert (watch.shape, watch.owner, watch.nationality) == (
        Shape.LOG_LOGISTIC, "both villages", "of the valley",
    )  # fmt: skip
    assert (kite.placing, kite.shape, kite.owner) == (Placing.NONE, Shape.STEP, "")
    own = watch.figure(FigureKey.DETECTION, violation="herds")
    other = watch.figure(FigureKey.DETECTION, violation="small-arms")
    assert own is not None
    assert (own.at("low"), own.against("low"), own.source) == (0.5, 1.0, "they are loud")
    assert other is not None
    assert other.at("mid") == 0.5
    assert kite.figure(FigureKey.DETECTION, violation="herds") is None
    assert watch.figure(FigureKey.DETECTION_FACTOR, violation="herds", state="night") is not None
    assert watch.figure(FigureKey.DETECTION_FACTOR, violation="herds", state="day") is None


def test_exclusions_name_a_rule_or_a_red_line(tmp_path: Path) -> None:
    by_rule, by_line = verification_of(write_verified(tmp_path)).exclusions
    assert (by_rule.when, by_rule.formula, by_rule.red_line) == ("guards <= 0", among(2, 1, 5), "")
    assert (by_line.when, by_line.formula, by_line.red_line) == ("", None, "north-few-guards")
    assert by_line.instruments == ("kite", "watch")


def test_without_a_table_the_shipped_one_stands_in(tmp_path: Path) -> None:
    text = edited(VERIFICATION, 'instruments = ["kite", "watch"]', 'instruments = ["any-name"]')
    found = verification_of(write_verified(tmp_path, verification=text, instruments=None))
    assert found.instruments is None
    assert found.exclusions[1].instruments == ("any-name",)


def test_a_case_without_either_file_says_nothing_of_it(tmp_path: Path) -> None:
    assert read_case(write_verified(tmp_path, verification=None, instruments=None)).verification is None


def test_the_least_that_a_file_may_say(tmp_path: Path) -> None:
    text = "format = 1\nviolations = {}\nobligations = {}\n"
    found = verification_of(write_verified(tmp_path, verification=text, instruments=None))
    assert found == Verification(obligations=(), violations=())


def test_the_digest_covers_both_files(tmp_path: Path) -> None:
    first = read_case(write_verified(tmp_path / "a")).digest
    other = edited(INSTRUMENTS, "0.5,0.9,1,estimate", "0.5,0.8,1,estimate")
    second = read_case(write_verified(tmp_path / "a", instruments=other)).digest
    third = read_case(write_verified(tmp_path / "b", verification=None, instruments=None)).digest
    assert len({first, second, third}) == 3


def test_a_copy_of_the_shipped_names_needs_no_violation_of_its_own(tmp_path: Path) -> None:
    extra = "watch,detection,heavy-weapons,,,,0.1,,guess,judgement\nwatch,range-factor,,jammed,,,0.5,,,\n"
    found = verification_of(write_verified(tmp_path, instruments=INSTRUMENTS + extra)).instruments
    assert found is not None
    assert {"heavy-weapons"} <= {row.violation for row in found[0].figures} <= {
        "", "herds", *STANDARD_VIOLATIONS,
    }  # fmt: skip
    assert {row.state for row in found[0].figures} <= {"", *STANDARD_STATES}


# ---------------------------------------------------------------- mistakes, one by one


@pytest.mark.parametrize(("old", "new", "place", "message", "hint"), IN_TOML)
def test_a_mistake_in_the_file_is_named(
    tmp_path: Path, old: str, new: str, place: str, message: str, hint: str
) -> None:
    (fault,) = faults_of(write_verified(tmp_path, verification=edited(VERIFICATION, old, new)))
    assert fault.file == str(tmp_path / "verification.toml")
    assert fault.place == place
    assert message in fault.message
    assert hint in fault.hint


@pytest.mark.parametrize(("old", "new", "place", "message", "hint"), IN_CSV)
def test_a_mistake_in_the_table_is_named(
    tmp_path: Path, old: str, new: str, place: str, message: str, hint: str
) -> None:
    found = faults_of(write_verified(tmp_path, instruments=edited(INSTRUMENTS, old, new)))
    fault = found[0]
    assert fault.file == str(tmp_path / "instruments.csv")
    assert fault.place == place
    assert message in fault.message
    assert hint in fault.hint
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("format = 1\nobligations = {}\n", "violations", "'violations' is missing"),
        ("format = 1\nviolations = {}\n", "obligations", "'obligations' is missing"),
        ("format = 1\nviolations = 3\nobligations = {}\n", "violations", "3 is not a table"),
        ("format = 1\nviolations.a = 3\nobligations = {}\n", "violations.a", "3 is not a table"),
        ("format = 1\nviolations = {}\nobligations = {}\nalarm = 3", "alarm", "3 is not a table"),
        ("format = 1\nviolations = {}\nobligations = {}\nbudget = 3", "budget", "3 is not a table"),
        ("format = 1\nviolations = {}\nobligations = {}\nexclusions = 3", "exclusions", "3 is not a list"),
        ("format = \n", "line 1, column 10", "not valid TOML"),
    ],
)
def test_a_part_of_the_wrong_type(tmp_path: Path, text: str, place: str, message: str) -> None:
    (fault,) = faults_of(write_verified(tmp_path, verification=text, instruments=None))
    assert fault.place == place
    assert message in fault.message


def test_no_state_and_no_decider(tmp_path: Path) -> None:
    text = "format = 1\nviolations = {}\nobligations = {}\nconditions.x = { title = 'X' }\n"
    found = faults_of(write_verified(tmp_path, verification=text, instruments=None))
    assert [fault.place for fault in found] == ["conditions.x.by", "conditions.x.states"]


def test_weights_that_come_to_nothing(tmp_path: Path) -> None:
    text = edited(VERIFICATION, "[0.6, 0.8, 0.9]", "[0, 0, 0.9]")
    text = edited(text, "value = 0.2", "value = 0")
    (fault,) = faults_of(write_verified(tmp_path, verification=text))
    assert (fault.place, fault.code) == ("conditions.wind.states", "bounds")


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    folder = write_verified(
        tmp_path,
        verification=edited(VERIFICATION, "alarms = 2", "alarm = 2"),
        instruments=edited(INSTRUMENTS, "watch,crew,", "watch,crwe,"),
    )
    case_text = (folder / "case.toml").read_text(encoding="utf-8")
    (folder / "case.toml").write_text(edited(case_text, 'title = "Guards"', 'titel = "Guards"'))
    found = {(Path(fault.file).name, fault.place) for fault in faults_of(folder)}
    assert found == {
        ("case.toml", "issues.guards.titel"),
        ("case.toml", "issues.guards.title"),
        ("instruments.csv", "row 21, column key"),
        ("verification.toml", "alarm.alarm"),
        ("verification.toml", "alarm.alarms"),
    }


def test_a_faulty_case_does_not_make_its_verification_faulty(tmp_path: Path) -> None:
    folder = write_verified(tmp_path)
    text = (folder / "case.toml").read_text(encoding="utf-8")
    text = edited(text, 'options.shared = { title = "Shared days"', 'options.shared = { titel = "Shared"')
    (folder / "case.toml").write_text(text, encoding="utf-8")
    assert {Path(fault.file).name for fault in faults_of(folder)} == {"case.toml"}


def test_instruments_alone_are_not_read(tmp_path: Path) -> None:
    (fault,) = faults_of(write_verified(tmp_path, verification=None))
    assert (Path(fault.file).name, fault.code) == ("instruments.csv", "missing")
    assert "verification.toml" in fault.message


def test_a_file_that_is_no_text_stops_nothing_else(tmp_path: Path) -> None:
    folder = write_verified(tmp_path, instruments=edited(INSTRUMENTS, "watch,crew,", "watch,crwe,"))
    (folder / "verification.toml").write_bytes(b"\xff")
    assert {Path(fault.file).name for fault in faults_of(folder)} == {
        "verification.toml", "instruments.csv",
    }  # fmt: skip


def test_ids_are_looked_at_even_where_it_is_not_known_which_there_are(tmp_path: Path) -> None:
    text = edited(INSTRUMENTS, "watch,detection,herds", "watch,detection,The Herds")
    folder = write_verified(tmp_path, instruments=text)
    (folder / "verification.toml").write_bytes(b"\xff")
    assert [fault.message for fault in faults_of(folder)] == [
        "byte 0xff is not UTF-8",
        "'The Herds' is not an id",
    ]


def test_too_many_instruments(tmp_path: Path) -> None:
    more = "".join(
        f"i{number},title,,,T,,,,,\ni{number},sensor,,,s,,,,,\ni{number},sees,,,line,,,,,\n"
        for number in range(keys.INSTRUMENTS_LIMIT)
    )
    (fault,) = faults_of(write_verified(tmp_path, instruments=INSTRUMENTS + more))
    assert (fault.code, fault.message) == ("too-large", "102 instruments, more than 100")


# ---------------------------------------------------------------- written and read again


def test_what_is_written_reads_as_the_same(tmp_path: Path) -> None:
    case = read_case(write_verified(tmp_path / "a"))
    again = read_case(write_case(case, tmp_path / "b"))
    assert essence(again) == essence(case)
    header = (tmp_path / "b" / "instruments.csv").read_text(encoding="utf-8").splitlines()[0]
    assert tuple(header.split(",")) == keys.INSTRUMENT_COLUMNS


def test_writing_over_a_folder_leaves_no_old_files(tmp_path: Path) -> None:
    case = read_case(write_verified(tmp_path / "a"))
    folder = write_case(case, tmp_path / "b")
    write_case(replace(case, verification=None), folder, overwrite=True)
    assert not (folder / "verification.toml").exists()
    assert not (folder / "instruments.csv").exists()


def test_an_empty_table_of_instruments_stays_one(tmp_path: Path) -> None:
    text = "format = 1\nviolations = {}\nobligations = {}\n"
    case = read_case(write_verified(tmp_path / "a", verification=text, instruments=None))
    assert case.verification is not None
    empty = replace(case, verification=replace(case.verification, instruments=()))
    written = read_case(write_case(empty, tmp_path / "b")).verification
    assert written is not None
    assert written.instruments == ()


# ---------------------------------------------------------------- the schema


def errors(text: str) -> list[str]:
    found = Draft202012Validator(schema("verification")).iter_errors(tomllib.loads(text))
    return [error.message for error in found]


def test_the_schema_is_one_and_the_docs_hold_it(root: Path) -> None:
    Draft202012Validator.check_schema(schema("verification"))
    published = root / "docs" / "reference" / "verification.schema.json"
    assert published.read_text(encoding="utf-8") == schema_text("verification")


def test_good_files_pass_the_schema(root: Path) -> None:
    assert errors(VERIFICATION) == []
    files = sorted((root / "cases").glob("*/verification.toml"))
    assert files
    for file in files:
        assert errors(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(("old", "new", "place", "message", "hint"), IN_TOML)
def test_the_schema_sees_unknown_keys_and_wrong_types_too(
    old: str, new: str, place: str, message: str, hint: str
) -> None:
    seen_by_both = ("unknown key", "is not a text", "is not a whole number", "is not a number", "is missing")
    found = errors(edited(VERIFICATION, old, new))
    assert place or hint
    if any(words in message for words in seen_by_both):
        assert found, message


def test_the_example_shows_every_key() -> None:
    words = VERIFICATION.replace("=", " ").replace("[", " ").replace(".", " ").replace("]", " ").split()
    known = (
        *keys.VERIFICATION_TOP, *keys.ALARM, *keys.BUDGET, *keys.VIOLATION, *keys.CONDITION, *keys.STATE,
        *keys.ESTIMATE, *keys.OBLIGATION, *keys.EXCLUSION,
    )  # fmt: skip
    assert set(known) - set(words) - {"value"} == set()
    rows = list(csv.DictReader(io.StringIO(INSTRUMENTS)))
    shown = {row["key"] for row in rows}
    assert {str(key) for key in FigureKey} | set(keys.INSTRUMENT_TEXTS) == shown


# ---------------------------------------------------------------- what is said of it elsewhere

ALARM = VERIFICATION[VERIFICATION.index("[alarm]") : VERIFICATION.index("[budget]")]


def test_another_format_leaves_it_out_and_says_so(tmp_path: Path) -> None:
    folder = write_verified(tmp_path / "a")
    case = read_case(folder)
    assert [note for note in export(case).notes if "Obligations" in note] == [
        "Obligations and what would see them broken are left out (2)."
    ]
    plain = export(replace(case, verification=None)).notes
    assert not [note for note in plain if "Obligations" in note]


def test_the_overview_counts_it(tmp_path: Path) -> None:
    case = read_case(write_verified(tmp_path / "a"))
    assert case.verification is not None
    shipped = replace(case, verification=replace(case.verification, instruments=None))
    bare = replace(case, verification=None)
    said = [dict(overview_of(item, path="x").has)["obligations"] for item in (case, shipped, bare)]
    assert said == ["2 (with 2 instruments)", "2 (with the shipped table of instruments)", ""]
    assert has_shape(case)["obligations"] == ["days-kept", "no-shots"]
    assert has_shape(bare)["obligations"] == []


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ('when = "well = shared"', 'when = "guards >= 0"', "obligations.days-kept.when", "empty-rule"),
        ("well = shared", "well = shared and road = closed", "obligations.days-kept.when", "impossible"),
        ('when = "guards <= 0"', 'when = "guards >= 50"', "exclusions.no-guards-no-watch.when", "impossible"),
        ('violations = ["small-arms", "herds"]', 'violations = ["herds"]', "violations", "unused"),
        (ALARM, "", "", "no-alarm"),
    ],
)  # fmt: skip
def test_what_is_worth_a_look(tmp_path: Path, old: str, new: str, place: str, code: str) -> None:
    plain = check_case(read_case(write_verified(tmp_path / "a")))
    text = edited(VERIFICATION, old, new)
    remarks = check_case(read_case(write_verified(tmp_path / "a", verification=text)))
    (added,) = [item for item in remarks if item not in plain]
    assert (added.file, added.place, added.code) == ("verification.toml", place, code)
    assert added.hint


def test_figures_without_a_certainty_are_remarked_on(tmp_path: Path) -> None:
    sure = INSTRUMENTS + "".join(
        f"bell,{row},,,,,,\n" for row in ("title,,,A bell", "sensor,,,ears", "sees,,,line")
    )
    sure = sure.replace(",,,,,,\n", ",,,,,\n") + "bell,detection,,,,,0.5,,guess,judgement\n"
    case = read_case(write_verified(tmp_path, instruments=sure))
    found = [item for item in check_case(case) if item.file == "instruments.csv"]
    assert [item.message for item in found] == [
        "4 of 11 figures of 'watch' do not say how certain they are",
        "4 of 4 figures of 'kite' do not say how certain they are",
    ]
    assert not [item for item in check_case(replace(case, verification=None)) if "instr" in item.file]
