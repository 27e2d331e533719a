"""Preventive war: Fearon's condition, and value iteration of what peace is worth."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.enforce.power_shift import power_shift
from detente.errors import InputError

CHANCES = st.fractions(0, 1, max_denominator=50)
DISCOUNTS = st.fractions(0, Fraction(19, 20), max_denominator=50)
COSTS = st.fractions(0, 3, max_denominator=50)


@given(DISCOUNTS, CHANCES, CHANCES, COSTS)
def test_fearons_condition_where_a_later_war_is_worth_something(
    discount: Fraction, now: Fraction, later: Fraction, cost: Fraction
) -> None:
    found = power_shift(discount=discount, now=now, later=later, cost=cost)
    if found.war_later >= 0:
        assert found.fights == (discount * later - now > cost * (1 - discount) ** 2)
    assert found.fights == (found.short > 0)


@given(DISCOUNTS, CHANCES, CHANCES, COSTS)
def test_the_best_peace_by_value_iteration(
    discount: Fraction, now: Fraction, later: Fraction, cost: Fraction
) -> None:
    found = power_shift(discount=discount, now=now, later=later, cost=cost)
    war = float((1 - later) / (1 - discount) - cost)
    worth = 0.0
    for _ in range(2000):  # the rising side offers the least that the other takes, and nothing below nothing
        offer = min(1.0, max(0.0, war - float(discount) * worth))
        worth = max(war, offer + float(discount) * worth)
    assert float(found.peace) == pytest.approx(1 + float(discount) * worth, abs=1e-9)


@given(DISCOUNTS, CHANCES, CHANCES)
def test_a_costlier_war_never_makes_fighting_likelier(
    discount: Fraction, now: Fraction, later: Fraction
) -> None:
    shorts = [
        power_shift(discount=discount, now=now, later=later, cost=cost).short
        for cost in (Fraction(0), Fraction(1, 10), Fraction(1, 2), Fraction(2))
    ]
    assert shorts == sorted(shorts, reverse=True)


def test_a_fast_shift_means_war_and_a_slow_one_does_not() -> None:
    fast = power_shift(discount=Fraction(9, 10), now=Fraction(1, 4), later=Fraction(3, 4), cost=Fraction(1))
    assert fast.fights
    assert fast.short == (Fraction(9, 10) * Fraction(3, 4) - Fraction(1, 4) - Fraction(1, 100)) * 10
    slow = power_shift(discount=Fraction(9, 10), now=Fraction(1, 4), later=Fraction(11, 40), cost=Fraction(1))
    assert not slow.fights
    assert slow.short == 0


def test_a_later_war_that_is_worth_less_than_nothing_is_not_fought() -> None:
    found = power_shift(discount=Fraction(1, 2), now=Fraction(0), later=Fraction(1), cost=Fraction(1, 2))
    assert found.war_later < 0
    assert found.peace == 1
    assert found.fights  # Fearon's inequality with the same numbers says 1/2 > 1/8
    costly = power_shift(discount=Fraction(1, 2), now=Fraction(0), later=Fraction(1), cost=Fraction(3, 2))
    assert not costly.fights  # his inequality would say 1/2 > 3/8: the later war that it counts is not fought


def test_numbers_out_of_range_are_named_together() -> None:
    with pytest.raises(InputError) as caught:
        power_shift(discount=1, now=-1, later=2, cost=-1)
    assert [fault.place for fault in caught.value.faults] == ["discount", "now", "later", "cost"]
