"""Levers by hand: what moves the Nash package, what does not, and what is not asked."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from detente.accept import sensitivity
from detente.accept.diagram import DiagramTooLargeError
from detente.accept.frontier import pareto_frontier
from detente.accept.sensitivity import LEVERS, Lever, strongest_levers
from detente.accept.space import agreement_space
from detente.case.model import Case, Figure, Preference
from tests.small_cases import Number, Table, case_of, figure

ALL = 10**6


def two_sided(weight: Figure, reservation: Number = 0) -> Case:
    """North weighs the first issue within bounds, the second 1, and south wants the opposite of both."""
    case = case_of([2, 2], {"north": [[1, 0], [1, 0]], "south": [[0, 1], [0, 1]]})
    north, south = case.parties
    stated = replace(north.preference, weights={"i0": weight, "i1": figure(1)}, as_written=False)
    return replace(case, parties=(replace(north, preference=stated, reservation=figure(reservation)), south))


def levers(case: Case, *, most: int = LEVERS) -> tuple[Lever, ...]:
    return strongest_levers(pareto_frontier(agreement_space(case)), disagreement="reserved", most=most)


@pytest.mark.parametrize(("tenths", "moves"), [(4, False), (5, False), (6, True)])
def test_a_weight_at_its_end_is_what_the_case_would_have_there(tenths: int, moves: bool) -> None:
    """From 1 to 5 beside 1, north's share of the first issue goes from 1/2 to 5/6, with the mean 2/3.

    It gets the first issue, south the second. If it needs more than 1/2, it needs both at the low end.
    """
    found = levers(two_sided(figure(1, 5), Fraction(tenths, 10)))
    assert len(found) == moves
    for lever in found:
        assert lever.place == "parties.north.weights.i0"
        assert [lever.low, lever.high] == [1, 5]
        assert lever.issues_changed == 1
        assert lever.utility_moved == 1
        assert not lever.verdict_changes


def test_an_interaction_is_no_part_of_what_weights_share_out() -> None:
    """A bonus of 1/10 beside north's share of 1/2 at the low end: together they reach 6/10 and no more."""
    for hundredths, moves in [(60, False), (61, True)]:
        case = two_sided(figure(1, 5), Fraction(hundredths, 100))
        tables: dict[str, Table | None] = {"north": [[0, 0], [0, 0]]}
        bonus = case_of([2, 2], tables, interactions={"north": {"i0 = o0": Fraction(1, 10)}})
        extras = bonus.parties[0].preference.interactions
        north = replace(case.parties[0], preference=replace(case.parties[0].preference, interactions=extras))
        assert len(levers(replace(case, parties=(north, case.parties[1])))) == moves


def test_known_figures_and_closed_spaces_have_no_levers() -> None:
    assert levers(two_sided(figure(2))) == ()
    assert strongest_levers(None, disagreement="reserved") == ()
    assert levers(two_sided(figure(1, 5), 2)) == ()
    closed = case_of([2], {"north": [[0, 1]]}, rules=["i0 = o0 and i0 = o1"])
    assert levers(closed) == ()


@pytest.mark.parametrize("size", [1, 10**12, 10**30, Fraction(1, 10**30)])
def test_a_reservation_met_exactly_is_met_at_any_size(size: Number) -> None:
    """Three thirds make a whole, in fractions; in floating point their sum may fall short of it."""
    third = Fraction(size) / 3
    tables: dict[str, Table | None] = {"north": [[third, 0]] * 3, "south": [[0, 1]] * 3}
    case = case_of([2, 2, 2], tables, reservations={"north": Fraction(size), "south": figure(-1, 1)})
    (found,) = levers(case)
    assert found.place == "parties.south.reservation"
    assert found.verdict_changes


def test_numbers_beyond_floating_point_in_the_integers_behind_them() -> None:
    tables: dict[str, Table | None] = {
        "north": [[10**99, Fraction(1, 10**99)], [10**99, 0]],
        "south": [[0, 1], [0, 1]],
    }
    case = case_of([2, 2], tables, reservations={"south": figure(0, 4)})
    assert [lever.verdict_changes for lever in levers(case)] == [True]


def blurred(case: Case) -> Case:
    """Each value could be one more or one less."""

    def widened(preference: Preference) -> Preference:
        values = {
            issue: {option: figure(own.low - 1, own.low + 1) for option, own in options.items()}
            for issue, options in preference.values.items()
        }
        return replace(preference, values=values)

    return replace(
        case,
        parties=tuple(replace(own, preference=widened(own.preference)) for own in case.parties),
    )


def contest() -> Case:
    """Three issues of three options on which two parties want the opposite, with different intensity."""
    north: Table = [[0, 1, 4], [0, 2, 6], [2, 3, 4]]
    south: Table = [[6, 5, 1], [6, 5, 0], [2, 2, 1]]
    return blurred(case_of([3, 3, 3], {"north": north, "south": south}))


def test_the_strongest_come_first_and_no_more_than_wanted() -> None:
    found = levers(contest(), most=ALL)
    assert len(found) > LEVERS
    keys = [(not own.verdict_changes, -own.issues_changed, -own.utility_moved, own.place) for own in found]
    assert keys == sorted(keys)
    assert levers(contest(), most=2) == found[:2]
    assert levers(contest()) == found[:LEVERS]


def test_only_the_best_candidates_are_tried_where_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = levers(contest(), most=ALL)
    monkeypatch.setattr(sensitivity, "CANDIDATES", 3)
    some = levers(contest(), most=ALL)
    assert 0 < len(some) <= len(everything)
    assert {own.place for own in some} <= {own.place for own in everything}
    monkeypatch.setattr(sensitivity, "CANDIDATES", 1)
    assert levers(contest(), most=ALL) == ()


def test_rules_that_couple_too_much_leave_no_levers(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_large(*_: object) -> None:
        raise DiagramTooLargeError(1)

    assert levers(contest())
    monkeypatch.setattr(sensitivity, "diagram_with", too_large)
    assert levers(contest()) == ()
