"""Verification files: what is written reads as the same, and anything at all is read or refused."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from detente.case import keys
from detente.case.check import check_case
from detente.case.folder import CaseError, essence, read_case, write_case
from detente.case.formula import among
from detente.case.verification import (
    AlarmRule,
    Budget,
    By,
    Certainty,
    Condition,
    Estimate,
    Exclusion,
    FigureKey,
    Instrument,
    InstrumentFigure,
    Obligation,
    ObligationKind,
    Placing,
    Shape,
    State,
    Verification,
    ViolationType,
)
from detente.errors import Fault
from detente.verify.instruments.remarks import remarks_on_instruments
from tests.record_strategies import texts
from tests.unit.case.example import write_example
from tests.unit.case.verification_example import INSTRUMENTS, VERIFICATION, write_verified

# ---------------------------------------------------------------- any verification

SHARE_KEYS = (FigureKey.DETECTION, FigureKey.DETECTION_FACTOR, FigureKey.RANGE_M, FigureKey.CREW)
RULES = (("", None), ("well = shared", among(0, 0b10, 3)), ("guards <= 10", among(2, 0b11, 5)))
lines: SearchStrategy[str] = st.just("") | texts()


@st.composite
def estimates(draw: DrawFn) -> Estimate:
    low, mid, high = sorted(Fraction(draw(st.integers(1, 1000)), 1000) for _ in range(3))
    certainty = draw(st.sampled_from(Certainty))
    source = draw(texts()) if certainty is Certainty.SOURCED else draw(lines)
    return Estimate(low=low, mid=mid, high=high, certainty=certainty, source=source)


@st.composite
def instruments(draw: DrawFn, name: str, violations: list[str], states: list[str]) -> Instrument:
    figures = {}
    for key in draw(st.lists(st.sampled_from(SHARE_KEYS), max_size=4)):
        violation = "" if key is FigureKey.CREW else draw(st.sampled_from(["", *violations]))
        state = draw(st.sampled_from(states)) if key is FigureKey.DETECTION_FACTOR else ""
        figures[key, violation, state] = InstrumentFigure(
            key=key, value=draw(estimates()), violation=violation, state=state
        )
    return Instrument(
        id=name,
        title=draw(texts()),
        sensor=draw(st.sampled_from(["eyes", "ears"])),
        sees=tuple(draw(st.lists(st.sampled_from(ObligationKind), min_size=1, max_size=5, unique=True))),
        placing=draw(st.sampled_from(Placing)),
        shape=draw(st.sampled_from(Shape)),
        owner=draw(lines),
        nationality=draw(lines),
        territory=draw(lines),
        note=draw(lines),
        figures=tuple(figures.values()),
    )


@st.composite
def conditions(draw: DrawFn, number: int, sensors: list[str]) -> Condition:
    by = draw(st.sampled_from(By))
    return Condition(
        id=f"condition-{number}",
        title=draw(texts()),
        by=by,
        states=tuple(
            State(
                id=f"state-{number}-{at}",
                title=draw(texts()),
                weight=draw(estimates()) if by is By.NATURE else None,
                disables=tuple(draw(st.lists(st.sampled_from(sensors), unique=True))) if sensors else (),
            )
            for at in range(draw(st.integers(1, 3)))
        ),
        why=draw(lines),
    )


@st.composite
def verifications(draw: DrawFn) -> Verification:
    """A verification of the two villages."""
    names = [f"violation-{number}" for number in range(draw(st.integers(1, 3)))]
    days = draw(st.integers(1, 100))
    found = tuple(draw(conditions(number, [])) for number in range(draw(st.integers(0, 2))))
    states = [state.id for condition in found for state in condition.states]
    own = None
    if draw(st.booleans()):
        own = tuple(
            draw(instruments(f"instrument-{number}", names, states or ["day"]))
            for number in range(draw(st.integers(1, 3)))
        )
    known = [item.id for item in own] if own else ["any"]
    return Verification(
        summary=draw(texts(lines=True)),
        violations=tuple(
            ViolationType(id=name, title=draw(texts()), note=draw(texts(lines=True))) for name in names
        ),
        conditions=found,
        obligations=tuple(draw(_obligations(number, names)) for number in range(draw(st.integers(0, 3)))),
        exclusions=tuple(draw(_exclusions(number, known)) for number in range(draw(st.integers(0, 2)))),
        instruments=own,
        alarm=draw(
            st.none()
            | st.builds(
                AlarmRule,
                alarms=st.integers(1, 9),
                window_days=st.integers(1, days),
                review_days=st.just(days),
                acts=st.integers(0, 50),
                why=lines,
            )
        ),
        budget=draw(
            st.none()
            | st.builds(
                Budget, currency=texts(), per_year=st.none() | st.integers(0, 9).map(Fraction), why=lines
            )
        ),
    )


@st.composite
def _obligations(draw: DrawFn, number: int, names: list[str]) -> Obligation:
    when, formula = draw(st.sampled_from(RULES))
    return Obligation(
        id=f"obligation-{number}",
        title=draw(texts()),
        kind=draw(st.sampled_from(ObligationKind)),
        of=tuple(draw(st.lists(st.sampled_from(["north", "south"]), min_size=1, unique=True))),
        violations=tuple(draw(st.lists(st.sampled_from(names), min_size=1, unique=True))),
        when=when,
        formula=formula,
        target=draw(st.none() | st.integers(0, 100).map(lambda cents: Fraction(cents, 100))),
        review_days=draw(st.none() | st.integers(1, 365)),
        within_km=draw(st.none() | st.integers(0, 500).map(lambda tenths: Fraction(tenths, 10))),
        places=tuple(draw(st.lists(texts(), max_size=2))),
        why=draw(lines),
        statements=tuple(draw(st.lists(st.sampled_from(["s2", "s4"]), unique=True))),
    )


@st.composite
def _exclusions(draw: DrawFn, number: int, known: list[str]) -> Exclusion:
    when, formula = draw(st.sampled_from(RULES))
    named = tuple(draw(st.lists(st.sampled_from(known), unique=True)))
    return Exclusion(
        id=f"exclusion-{number}",
        instruments=named,
        nationalities=tuple(draw(st.lists(texts(), min_size=not named, max_size=2))),
        why=draw(texts()),
        when=when,
        formula=formula,
        red_line=draw(st.sampled_from(["", "north-few-guards"])),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(tmp_path_factory.mktemp("case"))


@given(found=verifications())
def test_whatever_a_verification_holds_survives_its_files(folder: Path, found: Verification) -> None:
    case = replace(read_case(folder), verification=found)
    with tempfile.TemporaryDirectory() as target:
        again = read_case(write_case(case, Path(target) / "case"))
        assert essence(again) == essence(case)
        twice = read_case(write_case(again, Path(target) / "twice"))
        assert twice.digest == again.digest


# ---------------------------------------------------------------- anything at all


def assert_reads_or_refuses(read: Callable[[], object]) -> None:
    faults: tuple[Fault, ...] | None = None
    try:
        read()
    except CaseError as error:
        faults = error.faults
    assert faults != ()
    for fault in faults or ():
        assert fault.file
        assert fault.message
        assert fault.hint or fault.code == "more"
        assert len(str(fault).splitlines()) == 1


def read_with(name: str, data: bytes) -> None:
    """Read the example with one of its files replaced; check and write what was read."""
    with tempfile.TemporaryDirectory() as parent:
        place = write_verified(Path(parent) / "case")
        (place / name).write_bytes(data)

        def all_of_it() -> None:
            case = read_case(place)
            check_case(case)
            list(remarks_on_instruments(case))
            write_case(case, Path(parent) / "again")

        assert_reads_or_refuses(all_of_it)


FILES = {"verification.toml": VERIFICATION, "instruments.csv": INSTRUMENTS}


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
def test_random_bytes(name: str, data: st.DataObject) -> None:
    read_with(name, data.draw(st.binary(max_size=200)))


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
def test_a_good_file_with_a_piece_cut_out_or_put_in(name: str, data: st.DataObject) -> None:
    good = FILES[name].encode("utf-8")
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, min(start + 40, len(good))))
    piece = data.draw(st.binary(max_size=4) | st.text(max_size=6).map(str.encode))
    read_with(name, good[:start] + piece + good[end:])


VALUES = [
    "3", "-1", "1e400", "nan", "inf", "true", '"x"', '"herds"', "[]", "[1, 2, 3]", "[0.1, 0.2, 0.3]", "{}",
    "{ value = 1 }", '["north"]', '["a", 1]', "2025-03-15", '"well = shared"', "[[1]]", '{ title = "T" }',
]  # fmt: skip
KEYS = [
    "summary", "alarm.alarms", "alarm", "budget.per_year", "budget", "violations", "violations.herds",
    "conditions", "conditions.wind", "conditions.wind.states", "conditions.wind.states.calm.weight",
    "conditions.wind.by", "obligations", "obligations.no-shots", "obligations.x.kind", "obligations.x.of",
    "obligations.x.when", "obligations.x.places", "exclusions", "obligations.x.target", "x",
]  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), max_size=5, unique_by=lambda e: e[0])
)
def test_known_keys_and_any_values(entries: list[tuple[str, str]]) -> None:
    text = "format = 1\n" + "".join(f"{key} = {value}\n" for key, value in entries)
    read_with("verification.toml", text.encode("utf-8"))


CELLS = [
    "",
    "watch",
    "kite",
    "title",
    "sees",
    "line",
    "detection",
    "night",
    "herds",
    "0.5",
    "2",
    "guess",
    "-1",
]


@given(st.lists(st.lists(st.sampled_from(CELLS) | st.text(max_size=3), max_size=10), max_size=6))
def test_tables_of_any_cells(rows: list[list[str]]) -> None:
    padded = [[*row, *[""] * (10 - len(row))] for row in rows]
    text = io.StringIO()
    csv.writer(text).writerows([list(keys.INSTRUMENT_COLUMNS), *padded])
    read_with("instruments.csv", text.getvalue().encode("utf-8"))
