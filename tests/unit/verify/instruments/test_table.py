"""The shipped table: what is known stands in it with its source, and all else is marked as a guess."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detente.case.folder import CaseError, read_case
from detente.case.standard import STANDARD_STATES, STANDARD_VIOLATIONS
from detente.case.verification import (
    LEVELS,
    Certainty,
    FigureKey,
    Instrument,
    InstrumentFigure,
    ObligationKind,
)
from detente.verify.instruments import (
    CAVEAT,
    default_instruments,
    default_notes,
    instruments_of,
    scenarios,
    sight,
    table,
    yearly_cost,
)
from tests.unit.case.verification_example import write_verified
from tests.unit.verify.example import figure, instrument


def shipped(name: str) -> Instrument:
    return {item.id: item for item in default_instruments()}[name]


def test_it_has_what_a_mission_would_ask_for() -> None:
    assert [item.id for item in default_instruments()] == [
        "acoustic-array",
        "fixed-camera",
        "ground-radar",
        "uav-long",
        "uav-small",
        "vehicle-patrol",
        "satellite-thermal",
        "satellite-radar",
        "satellite-optical",
        "inventory-inspection",
        "site-visit",
        "public-act",
    ]
    kinds = {kind for item in default_instruments() for kind in item.sees}
    assert kinds == set(ObligationKind)


def test_every_figure_says_what_it_rests_on() -> None:
    for item in default_instruments():
        assert item.owner
        assert item.territory
        for row in item.figures:
            assert row.value.certainty is not Certainty.UNSTATED, (item.id, row.key)
            assert row.value.source, (item.id, row.key)


def test_every_detection_probability_is_marked_as_a_guess() -> None:
    rows = [row for item in default_instruments() for row in item.figures if row.key is FigureKey.DETECTION]
    assert rows
    assert {row.value.certainty for row in rows} == {Certainty.GUESS}


def test_what_is_known_stands_in_it() -> None:
    text = table.default_text()
    for known in (
        "105.5 million", "up to 800 monitors", "25 along nearly 500 km", "lost in 2020", "63 cases",
        "240 km/h", "USD 400 to 500", "22:15-01:55", "08:55-12:25", "every 6 days", "every 5 days",
    ):  # fmt: skip
        assert known in text
    patrol = shipped("vehicle-patrol").figure(FigureKey.DETECTION_FACTOR, state="night")
    assert patrol is not None
    assert patrol.high == 0
    assert patrol.certainty is Certainty.SOURCED


def test_every_instrument_has_a_cost_and_sees_something_it_is_for() -> None:
    (any_time,) = scenarios([])
    for item in default_instruments():
        costs = [yearly_cost(item, level) for level in LEVELS]
        low, mid, high = (cost for cost in costs if cost is not None)
        assert low >= mid >= high > 0, "the low run is the dear one"
        seen = [name for name in STANDARD_VIOLATIONS if sight(item, name, any_time) is not None]
        assert seen
        states = {row.state for row in item.figures} - {""}
        assert states <= set(STANDARD_STATES)


def test_every_standard_violation_is_seen_by_something() -> None:
    (any_time,) = scenarios([])
    for name in STANDARD_VIOLATIONS:
        assert any(sight(item, name, any_time) for item in default_instruments()), name


def test_the_first_page_says_what_is_not_known() -> None:
    first, second = default_notes(default_instruments())
    assert first == CAVEAT
    assert "No public source has calibrated detection probabilities" in first
    assert "guess" in second
    assert default_notes(()) == (CAVEAT, "Of 0 figures of 0 instruments: none.")


def test_a_case_goes_by_its_own_table_or_the_shipped_one(tmp_path: Path) -> None:
    own = read_case(write_verified(tmp_path)).verification
    assert own is not None
    assert [item.id for item in instruments_of(own)] == ["watch", "kite"]
    assert instruments_of(replace(own, instruments=None)) == default_instruments()
    assert instruments_of(replace(own, instruments=())) == ()


def test_a_spoilt_installed_table_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    default_instruments.cache_clear()
    monkeypatch.setattr(table, "default_text", lambda: "instrument,key\nx,titel\n")
    with pytest.raises(CaseError, match=r"instruments\.csv: row 2, column key"):
        default_instruments()
    monkeypatch.undo()
    assert default_instruments()


@pytest.mark.parametrize(
    ("figures", "cost"),
    [
        ((), None),
        ((figure("per-year", 10, 20, 40),), 20),
        ((figure("capital", 0), figure("per-year", 5)), 5),
        ((figure("capital", 0),), 0),
        ((figure("capital", 100, 200, 300),), None),
        ((figure("capital", 100, 200, 300), figure("life-years", 2, 4, 6)), 50),
        ((figure("capital", 100, 200, 300), figure("life-years", 2, 4, 6), figure("per-year", 7)), 57),
    ],
)
def test_what_a_year_costs(figures: tuple[InstrumentFigure, ...], cost: float | None) -> None:
    assert yearly_cost(instrument("x", *figures)) == cost


def test_the_low_run_has_the_high_cost() -> None:
    dear = instrument("x", figure("capital", 100, 200, 300), figure("life-years", 2, 4, 6))
    assert [yearly_cost(dear, level) for level in LEVELS] == [150, 50, 100 / 6]
