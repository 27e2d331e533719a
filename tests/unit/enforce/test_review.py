"""Review periods against brute force over all plans of a violator, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from detente.enforce.compliance import Pact, Side, Violation, stake_window
from detente.enforce.review import (
    Visibility,
    Watch,
    choose_review,
    deterring_loss,
    review,
    reviews,
    verdict_chances,
)
from detente.errors import InputError

F = Fraction
VISIBILITIES: tuple[Visibility, ...] = ("seen", "sealed")
TENTHS = st.integers(0, 10).map(lambda number: F(number, 10))


@st.composite
def watches(draw: DrawFn, *, told: bool = False) -> Watch:
    """Exact figures; ``told``: an alarm is likelier on a day with a violation."""
    seen, quiet = draw(TENTHS), draw(TENTHS)
    if told:
        seen, quiet = max(seen, quiet), min(seen, quiet)
        seen, quiet = (seen, quiet) if seen > quiet else (F(1), F(1, 2))
    return Watch(
        gain=F(draw(st.integers(0, 6)), 2),
        loss=F(draw(st.integers(0, 40)), 2),
        detection=seen,
        false_alarm=quiet,
        discount=draw(st.sampled_from([F(1), F(9, 10), F(1, 2)])),
    )


def plan_worth(
    watch: Watch, days: int, alarms: int, plan: dict[tuple[bool, ...], bool]
) -> tuple[Fraction, Fraction]:
    """Expected gains and chance of a verdict of a plan that says what to do after each history of alarms."""
    gains = chance_of_verdict = F(0)
    for history in product((False, True), repeat=days):
        weight = F(1)
        for day, alarm in enumerate(history):
            bold = plan[history[:day]]
            chance = F(watch.detection if bold else watch.false_alarm)
            weight *= chance if alarm else 1 - chance
        for day in range(days):
            if plan[history[:day]]:
                gains += weight * F(watch.gain) * F(watch.discount) ** day
        if sum(history) >= alarms:
            chance_of_verdict += weight
    return gains, chance_of_verdict


def all_plans(days: int) -> list[dict[tuple[bool, ...], bool]]:
    histories = [history for day in range(days) for history in product((False, True), repeat=day)]
    return [dict(zip(histories, acts, strict=True)) for acts in product((False, True), repeat=len(histories))]


@settings(max_examples=60)
@given(watches(), st.integers(1, 3), st.integers(1, 4))
def test_the_best_plan_against_seen_alarms_is_that_of_brute_force(
    watch: Watch, days: int, alarms: int
) -> None:
    found = review(watch, days=days, alarms=alarms)
    worths = [plan_worth(watch, days, alarms, plan) for plan in all_plans(days)]
    (_, honest) = worths[0]
    last = F(watch.discount) ** (days - 1)
    assert found.residual == max(gains - watch.loss * last * (chance - honest) for gains, chance in worths)
    assert found.false_verdict == honest
    if watch.detection > watch.false_alarm:
        assert found.unavoidable == max(gains for gains, chance in worths if chance == honest)
    assert 0 <= found.unavoidable <= found.residual


@settings(max_examples=60)
@given(watches(), st.integers(1, 6), st.integers(1, 7))
def test_the_best_campaign_against_sealed_alarms_is_that_of_brute_force(
    watch: Watch, days: int, alarms: int
) -> None:
    found = review(watch, days=days, alarms=alarms, visibility="sealed")

    def chance(violated: tuple[bool, ...]) -> Fraction:
        total = F(0)
        for raised in product((False, True), repeat=days):
            weight = F(1)
            for bold, alarm in zip(violated, raised, strict=True):
                rate = F(watch.detection if bold else watch.false_alarm)
                weight *= rate if alarm else 1 - rate
            total += weight * (sum(raised) >= alarms)
        return total

    honest = chance((False,) * days)
    best = F(0)
    for violated in product((False, True), repeat=min(days, 4)):
        plan = violated + (False,) * (days - len(violated))
        gains = sum((F(watch.gain) * F(watch.discount) ** day for day in range(days) if plan[day]), F(0))
        best = max(best, gains - F(watch.loss) * F(watch.discount) ** (days - 1) * (chance(plan) - honest))
    assert found.residual >= best
    if days <= 4:
        assert found.residual == best
    assert found.campaign is not None
    assert verdict_chances(watch, days=days, alarms=alarms)[0] == honest == found.false_verdict


@settings(max_examples=100)
@given(watches(told=True), st.integers(1, 8), st.integers(1, 8))
def test_sealing_never_helps_the_violator_nor_does_a_larger_loss(
    watch: Watch, days: int, alarms: int
) -> None:
    seen = review(watch, days=days, alarms=alarms)
    sealed = review(watch, days=days, alarms=alarms, visibility="sealed")
    assert 0 <= sealed.residual <= seen.residual
    assert sealed.unavoidable <= seen.unavoidable <= seen.residual
    dearer = replace(watch, loss=2 * watch.loss + 1)
    assert review(dearer, days=days, alarms=alarms).residual <= seen.residual
    ruinous = replace(watch, loss=F(10) ** 30)
    assert review(ruinous, days=days, alarms=alarms).residual == seen.unavoidable
    assert review(ruinous, days=days, alarms=alarms, visibility="sealed").residual == sealed.unavoidable


@settings(max_examples=100)
@given(watches(told=True), st.integers(1, 8), st.integers(1, 8))
def test_the_deterring_loss_deters_and_less_does_not(watch: Watch, days: int, alarms: int) -> None:
    needed = deterring_loss(watch, days=days, alarms=alarms)
    if needed is None:
        assert review(watch, days=days, alarms=alarms, visibility="sealed").unavoidable > 0
        return
    at = review(replace(watch, loss=needed), days=days, alarms=alarms, visibility="sealed")
    assert (at.residual, at.campaign) == (0, 0)
    if needed > 0:
        below = replace(watch, loss=needed * F(999, 1000))
        assert review(below, days=days, alarms=alarms, visibility="sealed").residual > 0


def test_verdicts_on_those_who_comply_are_binomial() -> None:
    watch = Watch(gain=1, loss=1, detection=F(1, 2), false_alarm=F(1, 10))
    chances = verdict_chances(watch, days=10, alarms=3)
    assert chances[0] == sum(comb(10, n) * F(1, 10) ** n * F(9, 10) ** (10 - n) for n in range(3, 11))
    assert chances[10] == sum(comb(10, n) * F(1, 2) ** 10 for n in range(3, 11))
    assert list(chances) == sorted(chances)


@given(watches(told=True))
def test_one_day_and_one_alarm_is_the_test_of_compliance(watch: Watch) -> None:
    raid = Violation(id="raid", gain=watch.gain, detection=watch.detection)
    north = Side(party="north", flow=1, false_alarm=watch.false_alarm, violations=(raid,))
    pact = Pact(sides=(north, Side(party="south", flow=1, false_alarm=0)), discount=F(1, 2), conflict=0)
    needed = deterring_loss(watch, days=1, alarms=1)
    assert needed == stake_window(pact, north).least
    assert (review(watch, days=1, alarms=1).residual > 0) == (needed is not None and watch.loss < needed)


def test_a_violator_who_sees_alarms_waits_until_nothing_is_left_to_lose() -> None:
    watch = Watch(gain=F(1), loss=F(1000), detection=F(1, 2), false_alarm=F(1, 10))
    found = review(watch, days=3, alarms=1)
    assert found.violates == {
        (left, missing): missing == 0 for left in (1, 2, 3) for missing in (0, 1) if (left, missing) != (3, 0)
    }
    assert found.residual == F(1, 10) * 2 + F(9, 10) * F(1, 10)
    assert found.residual == found.unavoidable
    sealed = review(watch, days=3, alarms=1, visibility="sealed")
    assert (sealed.residual, sealed.campaign) == (0, 0)
    assert found.residual_per_day == found.residual / 3
    assert found.false_verdicts_per_day == (1 - F(9, 10) ** 3) / 3


def test_without_false_alarms_all_but_the_last_alarm_are_free() -> None:
    watch = Watch(gain=F(1), loss=F(1000), detection=F(1, 2), false_alarm=F(0))
    assert review(watch, days=4, alarms=3, visibility="sealed").campaign == 2
    assert deterring_loss(watch, days=4, alarms=3) is None
    assert deterring_loss(replace(watch, gain=0), days=4, alarms=3) == 0


@settings(max_examples=25)
@given(watches(told=True), TENTHS, st.sampled_from(VISIBILITIES))
def test_the_rules_offered_are_those_that_no_other_beats(
    watch: Watch, borne: Fraction, visibility: Visibility
) -> None:
    offered = choose_review(watch, longest=5, most_false_verdicts=borne, visibility=visibility)
    every = [
        review(watch, days=days, alarms=alarms, visibility=visibility)
        for days in range(1, 6)
        for alarms in range(1, days + 1)
    ]
    pairs = [(one.residual_per_day, one.false_verdicts_per_day) for one in every]
    pairs = [pair for pair in pairs if pair[1] <= borne]
    best = {
        pair for pair in pairs if not any(a <= pair[0] and b <= pair[1] and (a, b) != pair for a, b in pairs)
    }
    assert {(one.residual_per_day, one.false_verdicts_per_day) for one in offered} == best
    assert len(offered) == len(best)


def test_bad_rules_and_figures_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        Watch(gain=-1, loss=float("inf"), detection=2, false_alarm=-1, discount=0)
    assert [fault.place for fault in caught.value.faults] == [
        "gain", "loss", "detection", "false_alarm", "discount",
    ]  # fmt: skip
    watch = Watch(gain=1, loss=1, detection=0.5, false_alarm=0.1)
    for rules in ([], [(0, 1)], [(1, 0)]):
        with pytest.raises(InputError):
            reviews(watch, rules)
