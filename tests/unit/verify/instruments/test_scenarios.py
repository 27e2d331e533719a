"""Conditions multiplied out: weights of nature, choices of the violator, outages."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case.verification import By, Condition, State
from detente.verify.instruments import scenarios
from tests.unit.verify.example import LIGHT, SKY, estimate


def test_two_conditions_make_four_scenarios() -> None:
    found = scenarios([SKY, LIGHT])
    assert [(item.states, item.chosen, item.weight) for item in found] == [
        (("clear", "day"), ("day",), 0.75),
        (("overcast", "day"), ("day",), 0.25),
        (("clear", "night"), ("night",), 0.75),
        (("overcast", "night"), ("night",), 0.25),
    ]
    assert [sorted(item.disabled) for item in found] == [[], ["satellite"], [], ["satellite"]]


def test_without_conditions_there_is_one_scenario() -> None:
    (only,) = scenarios([])
    assert (only.states, only.chosen, only.weight, only.disabled) == ((), (), 1.0, frozenset())


def test_a_state_that_never_comes_is_left_out() -> None:
    never = replace(SKY.states[1], weight=estimate(0, 0, 1))
    (only,) = scenarios([replace(SKY, states=(SKY.states[0], never))])
    assert (only.states, only.weight) == (("clear",), 1.0)


@given(st.lists(st.lists(st.integers(1, 20), min_size=1, max_size=3), max_size=3), st.integers(0, 2))
def test_weights_sum_to_one_over_each_choice(weights: list[list[int]], chosen: int) -> None:
    nature = [
        Condition(
            id=f"n{number}",
            title="N",
            by=By.NATURE,
            states=tuple(
                State(id=f"n{number}s{at}", title="S", weight=estimate(share))
                for at, share in enumerate(shares)
            ),
        )
        for number, shares in enumerate(weights)
    ]
    picks = [replace(LIGHT, id=f"l{number}") for number in range(chosen)]
    totals: dict[tuple[str, ...], float] = {}
    for item in scenarios([*nature, *picks]):
        totals[item.chosen] = totals.get(item.chosen, 0) + item.weight
    assert len(totals) == 2**chosen
    assert all(math.isclose(total, 1) for total in totals.values())


def test_too_many_are_refused() -> None:
    wide = replace(LIGHT, states=tuple(State(id=f"s{at}", title="S") for at in range(8)))
    with pytest.raises(ValueError, match="32768 combinations of conditions, more than 4096"):
        scenarios([wide] * 5)
