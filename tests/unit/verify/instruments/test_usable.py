"""What a package or a red line rules out, which obligations it brings, and what is a means for each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detente.case.folder import read_case
from detente.case.model import Case
from detente.case.verification import Exclusion
from detente.errors import InputError
from detente.verify.instruments import active, default_instruments, instruments_of, means, usable
from detente.verify.instruments.remarks import remarks_on_instruments
from tests.unit.case.verification_example import write_verified

PACKAGE = {"well": "shared", "road": "open", "guards": "20"}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return read_case(write_verified(tmp_path))


def names(case: Case, package: dict[str, str], *relaxed: str) -> list[str]:
    assert case.verification is not None
    found = usable(instruments_of(case.verification), package, case, relaxed=relaxed)
    assert {refusal.instrument for refusal in found.refusals} & {
        item.id for item in found.instruments
    } == set()
    return [item.id for item in found.instruments]


def test_a_held_red_line_rules_out_and_one_that_gave_way_does_not(case: Case) -> None:
    assert names(case, PACKAGE) == []
    assert names(case, PACKAGE, "north-few-guards") == ["watch", "kite"]


def test_an_option_of_the_package_rules_out(case: Case) -> None:
    nobody = {**PACKAGE, "guards": "0"}
    assert names(case, nobody, "north-few-guards") == ["kite"]


def test_refusals_say_why(case: Case) -> None:
    assert case.verification is not None
    found = usable(instruments_of(case.verification), {**PACKAGE, "guards": "0"}, case)
    assert [(item.instrument, item.exclusion, item.red_line, item.why) for item in found.refusals] == [
        ("watch", "no-guards-no-watch", "", "the watch is drawn from the guards"),
        ("kite", "south-no-kites", "north-few-guards", "they would count as guards"),
        ("watch", "south-no-kites", "north-few-guards", "they would count as guards"),
    ]


def barring(case: Case, *nationalities: str, staff: str = "of the valley") -> Case:
    """The case with one exclusion, by nationality, and the watch staffed from there."""
    assert case.verification is not None
    table = instruments_of(case.verification)
    staffed = tuple(replace(item, nationality=staff) if item.id == "watch" else item for item in table)
    barred = Exclusion(id="no-strangers", instruments=(), nationalities=nationalities, why="w")
    return replace(case, verification=replace(case.verification, instruments=staffed, exclusions=(barred,)))


def test_who_staffs_an_instrument_may_rule_it_out(case: Case) -> None:
    assert names(barring(case, "Of the Valley"), PACKAGE) == ["kite"]
    assert names(barring(case, "of the hills", staff="of the valley;  of the   hills"), PACKAGE) == ["kite"]
    assert names(barring(case, "of the hills"), PACKAGE) == ["watch", "kite"]


def test_a_nationality_that_is_open_rules_nothing_out(case: Case) -> None:
    assert names(barring(case, "of the valley", staff=""), PACKAGE) == ["watch", "kite"]
    (said,) = remarks_on_instruments(barring(case, "of the valley", staff=""))
    assert said.message == "no instrument is said to be staffed from 'of the valley'"
    assert "a row 'nationality'" in said.hint
    (near,) = remarks_on_instruments(barring(case, "of the vally"))
    assert "of the valley" in near.hint
    assert list(remarks_on_instruments(barring(case, "of the VALLEY"))) == []


def test_an_instrument_that_is_named_twice_over_is_refused_once(case: Case) -> None:
    both = barring(case, "of the valley")
    assert both.verification is not None
    (barred,) = both.verification.exclusions
    doubly = replace(
        both,
        verification=replace(both.verification, exclusions=(replace(barred, instruments=("watch", "kite")),)),
    )
    found = usable(instruments_of(both.verification), PACKAGE, doubly)
    assert [item.instrument for item in found.refusals] == ["watch", "kite"]


def test_a_case_without_verification_rules_nothing_out(case: Case) -> None:
    bare = replace(case, verification=None)
    assert usable(default_instruments(), PACKAGE, bare).instruments == default_instruments()
    assert active(bare, PACKAGE) == ()


def test_all_that_is_wrong_with_a_package_is_said(case: Case) -> None:
    with pytest.raises(InputError) as caught:
        usable((), {"well": "shard", "road": "open"}, case)
    assert [(fault.place, fault.hint) for fault in caught.value.faults] == [
        ("package.well", "'shared'"),
        ("package.guards", "one of 0, 10, 20, 30, 40"),
    ]


def test_unknown_names_are_refused(case: Case) -> None:
    with pytest.raises(InputError, match="no red line 'north-few'"):
        usable(default_instruments(), PACKAGE, case, relaxed=["north-few"])
    with pytest.raises(InputError, match="no instrument 'watch'"):
        usable(default_instruments(), PACKAGE, case)


def test_a_package_brings_the_obligations_whose_rule_it_meets(case: Case) -> None:
    assert [item.id for item in active(case, PACKAGE)] == ["days-kept", "no-shots"]
    assert [item.id for item in active(case, {**PACKAGE, "well": "closed"})] == ["no-shots"]


def test_means_are_of_the_kind_and_say_what_they_are_known_to_see(case: Case) -> None:
    assert case.verification is not None
    instruments = instruments_of(case.verification)
    found = {
        obligation.id: [(item.id, seen) for item, seen in means(obligation, instruments)]
        for obligation in case.verification.obligations
    }
    assert found == {
        "days-kept": [("watch", ("herds",))],
        "no-shots": [("watch", ("small-arms", "herds")), ("kite", ())],
    }


# ---------------------------------------------------------------- remarks


def test_the_example_gives_no_remark(case: Case) -> None:
    assert list(remarks_on_instruments(case)) == []
    assert list(remarks_on_instruments(replace(case, verification=None))) == []


def test_names_of_another_table_and_what_nothing_sees_are_remarked_on(case: Case) -> None:
    assert case.verification is not None
    other = replace(case, verification=replace(case.verification, instruments=None))
    found = [(item.place, item.code) for item in remarks_on_instruments(other)]
    assert found == [
        ("exclusions.no-guards-no-watch.instruments", "unknown-name"),
        ("exclusions.south-no-kites.instruments", "unknown-name"),
        ("exclusions.south-no-kites.instruments", "unknown-name"),
        ("exclusions.south-no-kites.nationalities", "unknown-name"),
        ("conditions.wind.states.windy.disables", "unknown-name"),
        ("obligations.days-kept.violations", "unseen"),
        ("obligations.no-shots.violations", "unseen"),
    ]
    assert all(item.hint for item in remarks_on_instruments(other))
