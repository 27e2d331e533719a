"""Placebo truces, the binomial that presumes Poisson, silence, and The Economist's rule."""

from __future__ import annotations

from datetime import date
from math import inf, log
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.errors import InputError
from detente.watch.baseline.fit import fit_baseline
from detente.watch.before_after import LABEL, ratio_if_poisson
from detente.watch.placebo import Design, placebo_rank
from detente.watch.silence import bound_after_silence, silence
from detente.watch.war_fires import war_fires, war_fires_above

FIRST = date(2019, 1, 1).toordinal()


def series(days: int, level: int) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    return np.full(days, level), np.ones(days), np.arange(FIRST, FIRST + days)


def test_a_truce_that_halves_a_steady_series_ranks_first() -> None:
    counts, looks, days = series(1200, 20)
    counts[600:614] = 10
    found = placebo_rank(counts, looks, days=days, first_day=FIRST + 600, design=Design(length=14, before=28))
    assert found.truce.statistic == pytest.approx(log(140.5 / 14 / (560.5 / 28)))
    assert (found.as_low, found.fewer) == (0, 1 / (len(found.placebos) + 1))
    assert found.more == 1.0
    assert found.resolution == found.fewer
    assert found.apart < len(found.placebos)
    assert {one.kind for one in found.placebos} == {"other year", "other week"}
    assert all(one.first_day + 13 < FIRST + 572 or one.first_day - 28 > FIRST + 613 for one in found.placebos)


def test_a_season_that_falls_every_year_is_no_truce() -> None:
    _, looks, days = series(1461, 30)
    counts = np.round(100 + 80 * np.cos(2 * np.pi * (days - days[0] - 180) / 365.2425)).astype(np.int64)
    first = date(2020, 10, 1).toordinal()
    weeks = Design(length=14, before=28, other_years=False)
    assert placebo_rank(counts, looks, days=days, first_day=first, design=weeks).fewer < 0.25
    years = Design(length=14, before=28, other_weeks=False, weeks_around=1)
    found = placebo_rank(counts, looks, days=days, first_day=first, design=years)
    assert len(found.placebos) == 9
    assert found.fewer >= 0.3
    assert found.resolution == 0.1


def test_known_truces_and_days_without_looks_are_no_placebo() -> None:
    counts, looks, days = series(400, 9)
    plain = Design(length=7, before=14, other_years=False)
    free = placebo_rank(counts, looks, days=days, first_day=FIRST + 100, design=plain)
    looks[300:320] = 0
    known = Design(length=7, before=14, other_years=False, known=((FIRST + 200, FIRST + 220),))
    found = placebo_rank(counts, looks, days=days, first_day=FIRST + 100, design=known)
    assert len(found.placebos) < len(free.placebos)
    assert found.left_out > free.left_out
    assert len(found.placebos) + found.left_out == len(free.placebos) + free.left_out
    assert all(one.looks_inside > 0 for one in found.placebos)


def test_what_befalls_the_control_too_is_no_truce() -> None:
    random = np.random.default_rng(3)
    _, looks, days = series(900, 0)
    weather = np.repeat(random.gamma(2.0, 0.5, 45), 20)
    far = random.poisson(40 * weather)
    near = random.poisson(20 * weather)
    design = Design(length=14, before=28)
    first = FIRST + 400
    near[400:414] = random.poisson(20 * weather[400:414] * 0.4)
    alone = placebo_rank(near, looks, days=days, first_day=first, design=design)
    beside = placebo_rank(near, looks, days=days, first_day=first, design=design, control=(far, looks))
    assert beside.fewer == beside.resolution
    assert alone.fewer > beside.fewer
    assert beside.truce.statistic == pytest.approx(np.log(0.4), abs=0.25)
    unseen = looks.copy()
    unseen[395:420] = 0
    with pytest.raises(InputError, match="not looked at enough"):
        placebo_rank(near, looks, days=days, first_day=first, design=design, control=(far, unseen))


def test_equal_ratios_are_ties_although_their_logarithms_differ_by_a_rounding() -> None:
    days = np.arange(60)
    counts = np.where(days % 7 == 1, 2, 1)
    counts[14:16] = 4, 7  # 7.5 / 4.5 is 2.5 / 1.5
    design = Design(length=1, before=1, other_years=False)
    found = placebo_rank(counts, np.ones(60), days=days, first_day=15, design=design)
    assert {one.statistic == found.truce.statistic for one in found.placebos} == {False}
    assert (found.as_low, found.as_high) == (len(found.placebos),) * 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"first_day": FIRST + 3}, "not looked at enough"),
        ({"days": np.arange(FIRST, FIRST + 120)[::-1]}, "follow each other"),
        ({"days": np.arange(3)}, "the shapes"),
        ({"design": Design(length=0, before=7)}, "window of 0 days"),
        ({"design": Design(length=40, before=40)}, "no placebo window"),
    ],
)
def test_odd_series_and_windows_are_named(change: dict[str, object], message: str) -> None:
    counts, looks, days = series(120, 3)
    given: Any = {"days": days, "first_day": FIRST + 60, "design": Design(length=7, before=7)} | change
    with pytest.raises(InputError, match=message):
        placebo_rank(counts, looks, **given)


def test_the_ratio_of_two_poisson_totals() -> None:
    """Two totals of 10 and 2 in the same time: the tail is that of a fair coin, 79/4096."""
    found = ratio_if_poisson(10, 2, looks_before=1.0, looks_after=1.0)
    assert found.ratio == pytest.approx(0.2)
    assert found.fewer == pytest.approx(79 / 4096)
    assert found.low < 0.2 < found.high < 1
    assert found.label == LABEL == "if counts were Poisson"
    twice = ratio_if_poisson(10, 2, looks_before=2.0, looks_after=1.0)
    assert twice.ratio == pytest.approx(0.4)
    assert twice.high == pytest.approx(2 * found.high)


def test_totals_of_0_leave_the_ratio_open() -> None:
    assert ratio_if_poisson(0, 4, looks_before=1.0, looks_after=1.0).ratio is None
    none = ratio_if_poisson(0, 0, looks_before=1.0, looks_after=1.0)
    assert (none.low, none.high, none.fewer, none.more) == (0.0, inf, 1.0, 1.0)


def test_odd_totals_are_named_together() -> None:
    with pytest.raises(InputError) as caught:
        ratio_if_poisson(-1, 2, looks_before=1.0, looks_after=0.0, confidence=1.0)
    assert [fault.code for fault in caught.value.faults] == ["count", "looks", "confidence"]


def test_the_rule_of_three() -> None:
    found = bound_after_silence([0.01], [1.0])
    assert found.acts == pytest.approx(log(0.05) / log(0.99))
    assert found.at_most == 298


def test_clouds_that_hide_everything_leave_no_bound() -> None:
    assert bound_after_silence([0.9, 0.0], [0.95, 0.05]).acts is None
    some = bound_after_silence([0.9, 0.0], [0.96, 0.04])
    assert some.acts is not None
    assert some.unseen_weight == pytest.approx(0.04)
    assert silence([0.9, 0.0], [0.96, 0.04], some.acts) == pytest.approx(0.05)


def test_certain_sight_bounds_at_none() -> None:
    found = bound_after_silence([1.0], [1.0])
    assert found.at_most == 0
    assert silence([1.0], [1.0], 0) == 1.0


def test_odd_chances_are_named_together() -> None:
    with pytest.raises(InputError) as caught:
        bound_after_silence([1.2], [-1.0], risk=0.0)
    assert [fault.code for fault in caught.value.faults] == ["chance", "weight", "risk"]
    with pytest.raises(InputError, match=r"sum to 0\.5"):
        bound_after_silence([0.2], [0.5])
    with pytest.raises(InputError, match="0 chances for 0 weights"):
        bound_after_silence([], [])


def test_the_economists_rule_on_a_drawing() -> None:
    """Excess on two days a week apart makes a cell count; then fires up to ten days after each are war's."""
    days = np.arange(40)
    counts = np.zeros((3, 40), dtype=int)
    counts[0, [5, 12]] = 9
    counts[0, [3, 14, 22, 23]] = 1
    counts[1, [5, 9]] = 9
    counts[2, [5]] = 9
    found = war_fires_above(counts, np.ones((3, 40)), np.full((3, 40), 2), days=days)
    assert found.sustained.tolist() == [True, False, False]
    assert found.excess.sum() == 5
    assert np.flatnonzero(found.war[0]).tolist() == [5, 12, 14, 22]
    assert found.fires == 20
    assert not found.war[1:].any()
    strict = war_fires_above(counts, np.ones((3, 40)), np.full((3, 40), 2), days=days, apart_days=10)
    assert strict.fires == 0
    assert len(strict.approximations) == 4


def test_excess_has_to_pass_the_quantile_by_more_than_two() -> None:
    at = war_fires_above(np.array([[5]]), np.ones((1, 1)), np.array([[3]]), days=np.array([1]))
    above = war_fires_above(np.array([[6]]), np.ones((1, 1)), np.array([[3]]), days=np.array([1]))
    unseen = war_fires_above(np.array([[6]]), np.zeros((1, 1)), np.array([[3]]), days=np.array([1]))
    assert [bool(one.excess.any()) for one in (at, above, unseen)] == [False, True, False]


def test_the_rule_takes_its_quantile_from_a_baseline() -> None:
    baseline = fit_baseline(np.array([[1, 0, 2, 1, 0, 1, 1, 2] * 5]), np.ones((1, 40)), days=np.arange(40))
    counts = np.array([[20, 0, 0, 0, 0, 0, 0, 0, 20]])
    found = war_fires(baseline, counts, np.ones((1, 9)), days=np.arange(40, 49))
    assert found.fires == 40
    with pytest.raises(InputError, match="0 days apart"):
        war_fires_above(counts, np.ones((1, 9)), counts, days=np.arange(9), apart_days=0)
