"""The alarm rule: worked cases, a brute-force twin over all histories, and a simulation within its error."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, poisson

from detente.case.verification import AlarmRule
from detente.errors import InputError
from detente.verify.alarm import Chances, alarm_rates, caught, spread


def rule(alarms: int, window: int, review: int, acts: int = 0) -> AlarmRule:
    return AlarmRule(alarms=alarms, window_days=window, review_days=review, acts=acts)


def sure(chance: float) -> Chances:
    return Chances(attributed=(chance,), weights=(1.0,))


def law_of_a_day(acts: int, chances: Chances, rate: float, most: int) -> list[float]:
    """P(0) to P(most - 1) alarms, and what is left, from the definition."""
    found = [
        sum(
            weight * math.comb(acts, own) * chance**own * (1 - chance) ** (acts - own)
            * math.exp(-rate) * rate ** (count - own) / math.factorial(count - own)
            for chance, weight in zip(chances.attributed, chances.weights, strict=True)
            for own in range(min(acts, count) + 1)
        )
        for count in range(most)
    ]  # fmt: skip
    return [*found, 1 - sum(found)]


def by_enumeration(one: AlarmRule, acts: list[int], chances: Chances, rate: float) -> float:
    """Over every history of alarms of the days, each capped at what the rule asks for."""
    laws = [law_of_a_day(number, chances, rate, one.alarms) for number in acts]
    total = 0.0
    for history in product(range(one.alarms + 1), repeat=len(acts)):
        chance = math.prod(float(law[count]) for law, count in zip(laws, history, strict=True))
        windows = (history[max(0, end - one.window_days) : end] for end in range(1, len(acts) + 1))
        if any(sum(window) >= one.alarms for window in windows):
            total += chance
    return total


# ---------------------------------------------------------------- worked cases


def test_one_alarm_is_enough() -> None:
    found = alarm_rates(rule(1, 30, 30, 10), {"day": sure(0.2)}, false_per_day=0.01)
    assert found.alpha == pytest.approx(1 - math.exp(-0.3))
    assert found.beta == pytest.approx(1 - 0.8**10 * math.exp(-0.3))
    assert found.choice == "day"


def test_one_window_is_a_binomial_poisson_tail() -> None:
    found = alarm_rates(rule(3, 20, 20, 12), {"x": sure(0.3)}, false_per_day=0.05)
    quiet = sum(binom.pmf(seen, 12, 0.3) * poisson.cdf(2 - seen, 1.0) for seen in range(3))
    assert found.beta == pytest.approx(1 - quiet)
    assert found.alpha == pytest.approx(poisson.sf(2, 1.0))


def test_a_chance_far_below_rounding_is_not_none() -> None:
    whole = alarm_rates(rule(5, 30, 30, 1), {"x": sure(0.3)}, false_per_day=1e-5).alpha
    assert whole == pytest.approx(poisson.sf(4, 3e-4), rel=1e-9)
    week = alarm_rates(rule(5, 7, 30, 1), {"x": sure(0.3)}, false_per_day=1e-5).alpha
    within = 24 * (7**5 - 6**5) + 6**5  # five days of thirty, in any order, from first to last within a week
    assert week == pytest.approx(within * 1e-25 / math.factorial(5), rel=1e-3)


def test_the_violator_takes_the_worst_hour() -> None:
    chances = {"day": sure(0.6), "night": sure(0.2)}
    found = alarm_rates(rule(2, 7, 28, 8), chances)
    alone = alarm_rates(rule(2, 7, 28, 8), {"night": sure(0.2)})
    assert (found.choice, found.beta) == ("night", alone.beta)
    assert found.alpha == 0


def test_acts_of_others_that_are_put_down_to_it_count_as_false() -> None:
    one = rule(2, 7, 14)
    false = alarm_rates(one, {"x": sure(0)}, false_per_day=0.3)
    framed = alarm_rates(one, {"x": sure(0)}, false_per_day=0.1, wrong_per_day=0.2)
    assert framed.alpha == pytest.approx(false.alpha)


def test_weather_is_mixed_after_the_day_and_not_before() -> None:
    """Two acts on one day share its weather: all or nothing is not the same as a half each."""
    split = Chances(attributed=(0.0, 1.0), weights=(0.5, 0.5))
    assert caught(rule(2, 1, 1), [2], split, 0.0) == pytest.approx(0.5)
    assert caught(rule(2, 1, 1), [2], sure(0.5), 0.0) == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("acts", "days", "expected"),
    [
        (0, 3, [0, 0, 0]),
        (3, 3, [1, 1, 1]),
        (1, 3, [0, 1, 0]),
        (2, 5, [0, 1, 0, 1, 0]),
        (7, 2, [4, 3]),
    ],
)
def test_acts_are_spread_evenly(acts: int, days: int, expected: list[int]) -> None:
    assert spread(acts, days) == expected


@given(st.integers(0, 200), st.integers(1, 60))
def test_spreading_loses_no_act(acts: int, days: int) -> None:
    found = spread(acts, days)
    assert sum(found) == acts
    assert max(found) - min(found) <= 1


# ---------------------------------------------------------------- twins


@settings(max_examples=60)
@given(
    st.integers(1, 3),
    st.integers(1, 5),
    st.lists(st.integers(0, 2), min_size=5, max_size=5),
    st.lists(st.sampled_from([0.0, 0.2, 0.7, 1.0]), min_size=2, max_size=2),
    st.sampled_from([0.0, 0.1, 0.6]),
)
def test_it_is_what_enumeration_gives(
    alarms: int, window: int, acts: list[int], attributed: list[float], rate: float
) -> None:
    chances = Chances(attributed=tuple(attributed), weights=(0.25, 0.75))
    one = rule(alarms, window, len(acts))
    assert caught(one, acts, chances, rate) == pytest.approx(
        by_enumeration(one, acts, chances, rate), abs=1e-12
    )


def test_a_simulation_agrees_within_its_error() -> None:
    one, chances, rate = rule(3, 7, 30, 12), Chances(attributed=(0.2, 0.6), weights=(0.7, 0.3)), 0.04
    draws = 40_000
    generator = np.random.default_rng(20250315)
    acts = np.array(spread(one.acts, one.review_days))
    weather = generator.choice(2, p=chances.weights, size=(draws, one.review_days))
    alarms = generator.binomial(acts, np.array(chances.attributed)[weather])
    alarms = alarms + generator.poisson(rate, size=alarms.shape)
    sums = np.cumsum(np.pad(alarms, ((0, 0), (one.window_days, 0))), axis=1)
    fired = (sums[:, one.window_days :] - sums[:, : -one.window_days] >= one.alarms).any(axis=1)
    exact = caught(one, acts.tolist(), chances, rate)
    assert abs(fired.mean() - exact) < 4 * math.sqrt(exact * (1 - exact) / draws)


@given(st.integers(1, 4), st.integers(1, 6), st.floats(0, 1), st.floats(0, 0.5))
def test_more_alarms_needed_catch_less_and_longer_windows_more(
    alarms: int, window: int, chance: float, rate: float
) -> None:
    base = caught(rule(alarms, window, 8), spread(6, 8), sure(chance), rate)
    stricter = caught(rule(alarms + 1, window, 8), spread(6, 8), sure(chance), rate)
    longer = caught(rule(alarms, window + 1, 8), spread(6, 8), sure(chance), rate)
    quiet = caught(rule(alarms, window, 8), [0] * 8, sure(chance), rate)
    assert stricter <= base + 1e-12 <= longer + 2e-12
    assert quiet <= base + 1e-12


# ---------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("chances", "rate"),
    [
        ({}, 0.0),
        ({"x": sure(1.5)}, 0.0),
        ({"x": Chances(attributed=(0.5,), weights=(0.5,))}, 0.0),
        ({"x": Chances(attributed=(0.5, 0.5), weights=(1.0,))}, 0.0),
        ({"x": Chances(attributed=(0.5, 0.5), weights=(1.5, -0.5))}, 0.0),
        ({"x": sure(0.5)}, -1.0),
        ({"x": sure(0.5)}, float("inf")),
        ({"x": sure(0.5)}, float("nan")),
    ],
)
def test_odd_numbers_are_refused(chances: dict[str, Chances], rate: float) -> None:
    with pytest.raises(InputError):
        alarm_rates(rule(1, 1, 1, 1), chances, false_per_day=rate)


def test_a_rule_with_too_many_histories_is_refused() -> None:
    with pytest.raises(InputError, match="histories, more than 60000") as caught_error:
        alarm_rates(rule(6, 30, 60, 1), {"x": sure(0.5)})
    assert "as long as the review period" in caught_error.value.faults[0].hint
    assert alarm_rates(rule(6, 60, 60, 1), {"x": sure(0.5)}).beta == 0
