"""The inspection game: known values, the closed form against the recursion, guarantees by simulation."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from detente.enforce.calendar import draw_calendars, visit_chances
from detente.enforce.inspection import best_reply, closed_form, inspection_game
from detente.errors import InputError

CHANCES = st.fractions(0, 1, max_denominator=12)
GAINS = st.fractions(0, 5, max_denominator=12)
F = Fraction


@pytest.mark.parametrize(
    ("days", "inspections", "value"),
    [(2, 1, F(-1, 3)), (3, 1, F(-1, 2)), (4, 2, F(-3, 11)), (10, 3, F(-21, 44)), (5, 0, -1), (4, 4, 0)],
)
def test_known_values_of_dresher(days: int, inspections: int, value: Fraction) -> None:
    assert closed_form(days, inspections) == value
    assert inspection_game(days, inspections).value == value


@pytest.mark.parametrize("caught", [F(0), F(1, 3), F(1), F(7, 2)])
def test_the_closed_form_equals_the_recursion(caught: Fraction) -> None:
    for days in range(15):
        for inspections in range(days):
            assert inspection_game(days, inspections, caught=caught).value == closed_form(
                days, inspections, caught=caught
            )


def value_of(matrix: tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]) -> Fraction:
    """The value of a game of two rows and columns: a saddle point if there is one, else both mix."""
    (a, b), (c, d) = matrix
    lower, upper = max(min(a, b), min(c, d)), min(max(a, c), max(b, d))
    return lower if lower == upper else (a * d - b * c) / (a + d - b - c)


@cache
def twin(days: int, inspections: int, caught: Fraction, chance: Fraction) -> Fraction:
    """The recursion in the textbook's words: an inspection that does not take place stays unused."""
    if days == 0:
        return F(0)
    wait = twin(days - 1, inspections, caught, chance)
    if inspections == 0:
        return min(F(-1), wait)
    go = twin(days - 1, inspections - 1, caught, chance)
    return value_of(((chance * (caught + 1) - 1, go), (F(-1), wait)))


@given(st.integers(0, 7), st.integers(0, 7), GAINS, CHANCES)
def test_imperfect_inspections_equal_the_twin(
    days: int, inspections: int, caught: Fraction, chance: Fraction
) -> None:
    game = inspection_game(days, inspections, caught=caught, chance=chance)
    assert game.value == twin(days, inspections, caught, chance)
    assert best_reply(game, game.rates) == game.value


@given(st.integers(1, 8), st.integers(0, 8), GAINS, CHANCES)
def test_missing_some_violations_is_a_smaller_gain_from_catching(
    days: int, inspections: int, caught: Fraction, chance: Fraction
) -> None:
    worth = chance * (1 + caught) - 1
    game = inspection_game(days, inspections, caught=caught, chance=chance)
    if worth >= 0:
        assert game.value == closed_form(days, inspections, caught=worth)
    else:
        assert game.value < 0  # a violation pays even where each day is inspected


@given(st.integers(1, 6), st.integers(1, 6), GAINS, CHANCES, st.integers(0, 2**32))
def test_no_other_schedule_guarantees_more(
    days: int, inspections: int, caught: Fraction, chance: Fraction, seed: int
) -> None:
    game = inspection_game(days, inspections, caught=caught, chance=chance)
    other = {state: F((seed * (7 * state[0] + state[1] + 1)) % 13, 12) for state in game.rates}
    other = {state: min(F(1), rate) for state, rate in other.items()}
    assert best_reply(game, other) <= game.value


@given(st.integers(1, 7), st.integers(0, 6), st.integers(0, 6), GAINS, CHANCES)
def test_more_inspections_are_never_worth_less(
    days: int, few: int, more: int, caught: Fraction, chance: Fraction
) -> None:
    small, large = sorted((few, more))
    values = [inspection_game(days, m, caught=caught, chance=chance).value for m in (small, large)]
    assert values[0] <= values[1]


@pytest.mark.parametrize("chance", [F(1), F(7, 10)])
def test_calendars_keep_the_guarantee_on_each_day(chance: Fraction) -> None:
    game = inspection_game(10, 3, chance=chance)
    drawn = draw_calendars(game, seed=7, number=20_000)
    rates = visit_chances(game)
    for day in range(1, 11):
        seen = sum(day in calendar.visits for calendar in drawn) / len(drawn)
        assert seen == pytest.approx(float(rates[day - 1]), abs=0.015)
        worth = seen * float(chance * 2) - 1
        assert worth >= float(game.value) - 0.03


def test_calendars_keep_the_guarantee_against_one_who_waits_for_a_visit() -> None:
    game = inspection_game(10, 3)
    lost = []
    for calendar in draw_calendars(game, seed=11, number=20_000):
        first = calendar.visits[0] if calendar.visits else 10
        day = min(first + 1, 10)  # the day after the first visit, or the last day
        lost.append(1 if day in calendar.visits else -1)
    assert sum(lost) / len(lost) >= float(game.value) - 0.03


@given(st.integers(0, 6), st.integers(0, 7))
def test_calendars_hold_no_more_visits_than_inspections(days: int, inspections: int) -> None:
    game = inspection_game(days, inspections)
    rates = visit_chances(game)
    for calendar in draw_calendars(game, seed=3, number=20):
        assert len(calendar.visits) <= min(days, inspections)
        assert list(calendar.visits) == sorted(set(calendar.visits))
        assert all(1 <= day <= days for day in calendar.visits)
        assert all(rates[day - 1] > 0 for day in calendar.visits)
    if inspections >= days:
        assert rates == (F(1),) * days


def sealed_value(days: int, inspections: int, caught: float, chance: float) -> float:
    """The best guarantee of calendars drawn beforehand, by a linear program that knows no recursion.

    Variables: the weight of each calendar, and for each history of visits what the inspectee leaves at most
    of the weights that lead there, by breaking the rules today or going on.
    """
    calendars = [set(days_) for m in range(inspections + 1) for days_ in combinations(range(days), m)]
    histories = [seen for day in range(days + 1) for seen in product((False, True), repeat=day)]
    place = {seen: len(calendars) + number for number, seen in enumerate(histories)}
    rows = []
    for seen in histories:
        today, stay = len(seen), np.zeros((2, len(calendars) + len(histories)))
        stay[:, place[seen]] = 1
        for number, calendar in enumerate(calendars):
            if all((day in calendar) == visit for day, visit in enumerate(seen)):
                stay[0, number] = 1 - chance * (1 + caught) if today in calendar else 1
        if today == days:
            rows.append(stay[1])  # no violation: nothing is gained or lost
            continue
        for visit in (False, True):
            stay[1, place[(*seen, visit)]] -= 1
        rows += [stay[0], stay[1]]
    cost = np.zeros(len(calendars) + len(histories))
    cost[place[()]] = -1
    whole = np.concatenate([np.ones(len(calendars)), np.zeros(len(histories))])[None]
    bounds = [(0, None)] * len(calendars) + [(None, None)] * len(histories)
    found = linprog(cost, A_ub=np.array(rows), b_ub=np.zeros(len(rows)), A_eq=whole, b_eq=[1], bounds=bounds)
    return float(-found.fun)


@pytest.mark.parametrize(
    ("caught", "chance"), [(F(1), F(1)), (F(0), F(1)), (F(1, 2), F(7, 10)), (F(1, 3), F(1, 10))]
)
def test_sealed_calendars_guarantee_no_more_and_no_less(caught: Fraction, chance: Fraction) -> None:
    for days in range(1, 6):
        for inspections in range(days + 1):
            game = inspection_game(days, inspections, caught=caught, chance=chance)
            by_program = sealed_value(days, inspections, float(caught), float(chance))
            assert float(game.value) == pytest.approx(by_program, abs=1e-8)


def test_visit_chances_equal_the_sum_over_all_calendars() -> None:
    game = inspection_game(6, 2)
    chances = [F(0)] * 6
    for picture in product((False, True), repeat=6):
        weight, left = F(1), 2
        for day, visit in enumerate(picture):
            rate = game.rates.get((6 - day, left), F(0)) if left else F(0)
            weight *= rate if visit else 1 - rate
            left -= visit
        for day, visit in enumerate(picture):
            chances[day] += weight * visit
    assert visit_chances(game) == tuple(chances)


def test_the_same_seed_draws_the_same_calendars() -> None:
    game = inspection_game(30, 5)
    assert draw_calendars(game, seed=1, number=3) == draw_calendars(game, seed=1, number=3)
    assert draw_calendars(game, seed=1, number=9)[:3] == draw_calendars(game, seed=1, number=3)
    assert draw_calendars(game, seed=1, number=9) != draw_calendars(game, seed=2, number=9)


def test_numbers_out_of_range_are_named_together() -> None:
    with pytest.raises(InputError) as caught:
        inspection_game(-1, -2, caught=-3, chance=2)
    assert [fault.place for fault in caught.value.faults] == ["days", "inspections", "caught", "chance"]
    with pytest.raises(InputError):
        closed_form(-1, 0)
    with pytest.raises(InputError) as caught:
        draw_calendars(inspection_game(3, 1), seed=-1, number=-1)
    assert [fault.place for fault in caught.value.faults] == ["seed", "number"]
