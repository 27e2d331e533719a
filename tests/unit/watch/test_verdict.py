"""The verdict on plain arrays: four findings with their reasons, bounds on acts, the calendar."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom

from detente.case.verification import Estimate
from detente.case.watching import Evidence, Marks, Ordinary
from detente.errors import InputError
from detente.watch.incidents.discoveries import adjusted
from detente.watch.silence import bound_after_silence
from detente.watch.verdict.bound import MOST_ACTS, acts_bound
from detente.watch.verdict.calendar import CalendarRow, calendar
from detente.watch.verdict.elsewhere import rise_elsewhere, stands_out
from detente.watch.verdict.judge import Duty, StretchVerdict, beyond, judge
from detente.watch.verdict.series import Series, Stretch
from detente.watch.verdict.words import Day, Finding, Ground, Reason

CHANCE = Estimate(low=Fraction(1, 10), mid=Fraction(2, 10), high=Fraction(4, 10))
DAYS = 4
STRETCHES = (
    Stretch(id="one", name="", cells=np.array([0, 1])),
    Stretch(id="two", name="", cells=np.array([2, 3])),
)
"""Each has a cell within reach, and one farther off."""


@dataclass(frozen=True)
class World:
    """One source over four cells and four days: cells 0 and 2 lie within reach."""

    duty: Duty
    series: Series

    def verdicts(self) -> tuple[StretchVerdict, ...]:
        return judge(self.duty, [self.series], [beyond(self.duty, self.series)], STRETCHES)

    def calendar(self) -> tuple[CalendarRow, ...]:
        return calendar(self.duty, [self.series], [beyond(self.duty, self.series)], STRETCHES)


def world(
    *,
    seen: list[tuple[int, int, int]] | None = None,
    flagged: list[tuple[int, int]] | None = None,
    unlooked: list[tuple[int, int]] | None = None,
    evidence: Evidence = Evidence.ACT,
    ordinary: Ordinary = Ordinary.QUIET,
    chance: Estimate | None = CHANCE,
    expected: float = 0.1,
    reach: tuple[bool, ...] = (True, False, True, False),
) -> World:
    counts, looks = np.zeros((4, DAYS), dtype=np.int64), np.ones((4, DAYS))
    flags = np.zeros((4, DAYS), dtype=bool)
    for cell, day, count in seen or []:
        counts[cell, day] = count
    for cell, day in flagged or []:
        flags[cell, day] = True
    for cell, day in unlooked or []:
        looks[cell, day] = 0
    series = Series(
        id="s",
        title="S",
        evidence=evidence,
        marks=Marks.PLACE,
        seen=counts,
        looks=looks,
        looks_low=looks,
        looks_high=looks,
        looks_clear=looks,
        state=(2 * (looks > 0)).astype(np.uint8),
        expected=expected * looks,
        size=np.ones(4),
        flagged=flags,
        inside=np.minimum(counts, 1),
        outside=np.zeros_like(counts),
    )
    duty = Duty(
        id="d",
        chance=chance,
        reach=np.array(reach),
        ordinary=ordinary,
        level=0.05,
        weight=np.ones(4),
    )
    return World(duty, series)


def told(found: World) -> list[tuple[Finding, Reason]]:
    return [(one.finding, one.reason) for one in found.verdicts()]


KEPT = (Finding.KEPT, Reason.QUIET)

# ---------------------------------------------------------------- four findings


def test_nothing_seen_is_kept_as_far_as_seen_with_the_rule_for_silence() -> None:
    one, two = world().verdicts()
    assert told(world()) == [KEPT, KEPT]
    for level, chance in (("low", 0.1), ("mid", 0.2), ("high", 0.4)):
        assert one.at_most(level) == bound_after_silence([chance], [1.0]).at_most  # type: ignore[arg-type]  # a level
    assert (one.observed, one.partly, one.unseen, one.seen) == (1.0, 0.0, 0.0, 0)
    assert two.expected == pytest.approx(0.4)


def test_what_nothing_looked_at_is_not_observed_whatever_stands_in_the_counts() -> None:
    found = world(seen=[(0, 1, 9)], flagged=[], unlooked=[(0, day) for day in range(DAYS)])
    assert told(found) == [(Finding.NOT_OBSERVED, Reason.NOTHING_LOOKED), KEPT]
    first = found.verdicts()[0]
    assert (first.seen, first.expected, first.bounds, first.at_most(), first.unseen) == (
        0,
        0.0,
        (),
        None,
        1.0,
    )


def test_an_act_beyond_the_ordinary_breaks_it_where_it_is_within_reach() -> None:
    found = world(seen=[(0, 1, 3), (3, 2, 5)], flagged=[(0, 1), (3, 2)])
    assert told(found) == [(Finding.BROKEN, Reason.BEYOND), KEPT]
    broken = found.verdicts()[0]
    assert (broken.breaches, broken.rises) == (1, 0)
    assert dict(broken.ground) == {Ground.INSIDE: 1, Ground.OUTSIDE: 0, Ground.NOT_ATTRIBUTABLE: 2}


def test_a_day_in_four_that_nothing_looked_at_leaves_no_bound() -> None:
    found = world(unlooked=[(0, 0)])
    assert told(found) == [(Finding.NO_BOUND, Reason.UNSEEN), KEPT]
    assert found.verdicts()[0].unseen == 0.25


def test_where_it_may_be_that_nothing_looked_there_is_no_bound() -> None:
    found = world()
    dim = replace(found.series, looks_low=np.zeros((4, DAYS)))
    one, _ = judge(found.duty, [dim], [beyond(found.duty, dim)], STRETCHES)
    assert (one.finding, one.reason) == (Finding.NO_BOUND, Reason.UNSEEN)
    assert one.at_most("low") is None
    assert one.at_most("mid") == 13


def test_without_a_chance_there_is_no_bound() -> None:
    assert told(world(chance=None)) == [(Finding.NO_BOUND, Reason.NO_CHANCE)] * 2


def test_after_fighting_what_goes_on_is_never_called_quiet() -> None:
    found = world(seen=[(0, 1, 1)], ordinary=Ordinary.FIGHTING)
    assert told(found) == [(Finding.NO_BOUND, Reason.AS_BEFORE), KEPT]


def test_a_rise_of_traces_needs_ground_to_compare_with() -> None:
    rise = world(seen=[(0, 1, 9)], flagged=[(0, 1)], evidence=Evidence.TRACE, expected=0.5)
    assert told(rise)[0] == (Finding.BROKEN, Reason.BEYOND)
    alone = World(replace(rise.duty, reach=np.ones(4, dtype=bool)), rise.series)
    assert told(alone)[0] == (Finding.NO_BOUND, Reason.NO_COMPARISON)


def test_a_rise_that_is_the_same_elsewhere_is_put_down_to_nobody() -> None:
    found = world(
        seen=[(0, 1, 9), (1, 1, 9), (3, 2, 8)], flagged=[(0, 1)], evidence=Evidence.TRACE, expected=0.5
    )
    assert told(found)[0] == (Finding.NO_BOUND, Reason.EVERYWHERE)
    assert (found.verdicts()[0].breaches, found.verdicts()[0].rises) == (0, 1)
    assert found.calendar()[0].days == (Day.NOTHING, Day.RISE, Day.NOTHING, Day.NOTHING)


def test_ground_that_nobody_can_see_says_nothing_of_a_rise() -> None:
    found = world(
        seen=[(0, 1, 2)], flagged=[(0, 1)], evidence=Evidence.TRACE, unlooked=[(1, 1), (3, 1)], expected=0.01
    )
    factor = rise_elsewhere(found.series, ~found.duty.reach)
    assert factor is not None
    assert (factor > 30).all()
    assert told(found)[0] == (Finding.NO_BOUND, Reason.EVERYWHERE)
    silent = replace(found.series, expected=np.zeros((4, DAYS)))
    known = rise_elsewhere(silent, ~found.duty.reach)
    assert known is not None
    assert np.isinf(known).all()
    assert not stands_out(silent, found.duty.reach, known, level=0.05).any()
    blind = replace(
        found.series, looks=np.where(np.arange(4)[:, None] % 2 == 0, 1.0, 0.0) * np.ones((4, DAYS))
    )
    assert rise_elsewhere(blind, ~found.duty.reach) is None


def test_a_stretch_out_of_reach_is_not_observed() -> None:
    found = world(reach=(True, True, False, False))
    assert told(found)[1] == (Finding.NOT_OBSERVED, Reason.NOTHING_LOOKED)
    assert found.calendar()[1].days == (Day.NOT_OBSERVED,) * DAYS


# ---------------------------------------------------------------- the calendar


def test_each_day_shows_what_it_shows_and_grey_is_not_quiet() -> None:
    found = world(seen=[(0, 1, 3), (0, 2, 1)], flagged=[(0, 1)], unlooked=[(0, 3)])
    first, second = found.calendar()
    assert first.days == (Day.NOTHING, Day.BEYOND, Day.ORDINARY, Day.NOT_OBSERVED)
    assert first.seen == (0, 3, 1, None)
    assert second.days == (Day.NOTHING,) * DAYS
    dim = replace(found.series, state=np.ones((4, DAYS), dtype=np.uint8))
    rows = calendar(found.duty, [dim], [beyond(found.duty, dim)], STRETCHES)
    assert rows[1].days == (Day.PARTLY,) * DAYS


def test_two_sources_see_more_than_one() -> None:
    found = world(unlooked=[(0, day) for day in range(DAYS)])
    other = world().series
    parts = [beyond(found.duty, one) for one in (found.series, other)]
    (first, second) = judge(found.duty, [found.series, other], parts, STRETCHES)
    assert (first.finding, first.observed) == (Finding.KEPT, 1.0)
    both, one = second.at_most(), first.at_most()
    assert both is not None
    assert one is not None
    assert both < one


def test_cloud_hides_all_passes_of_a_day_together() -> None:
    """Ten passes under a cloud of one half are no five clear ones: half of the days nothing is seen."""
    clear = world().series
    whole = np.full((4, DAYS), 10.0)
    thinned = replace(clear, looks=whole / 2, looks_low=whole / 2, looks_high=whole / 2, looks_clear=whole)
    five = replace(thinned, looks_clear=whole / 2)
    duty = world(chance=Estimate(low=Fraction(1, 2), mid=Fraction(1, 2), high=Fraction(1, 2))).duty

    def at_most(*sources: Series) -> int | None:
        parts = [beyond(duty, one) for one in sources]
        return judge(duty, sources, parts, STRETCHES)[0].at_most()

    assert at_most(five) == 0  # an act would have been seen with 31 chances in 32
    assert at_most(thinned) == bound_after_silence([0.5 * (1 - 0.5**10)], [1.0]).at_most
    assert at_most(thinned, thinned) == bound_after_silence([0.5 * (1 - 0.5**20)], [1.0]).at_most
    free = 0.5 * (1 - 0.5**10)
    assert at_most(thinned, clear) == bound_after_silence([1 - (1 - free) * 0.5], [1.0]).at_most


# ---------------------------------------------------------------- the bound


@given(
    st.integers(0, 3),
    st.lists(st.tuples(st.sampled_from([0.0, 0.3, 0.6, 1.0]), st.integers(1, 4)), min_size=1, max_size=3),
    st.sampled_from([0.05, 0.3]),
)
def test_the_bound_is_that_of_counting_worlds(
    seen: int, conditions: list[tuple[float, int]], risk: float
) -> None:
    chances = np.array([chance for chance, _ in conditions])
    weights = np.array([weight for _, weight in conditions], dtype=np.float64)
    found = acts_bound(seen, chances, weights, risk=risk)
    shares = weights / weights.sum()
    assert found.unseen == pytest.approx(float(shares[chances == 0].sum()))
    if found.at_most is None:
        assert found.unseen >= risk - 1e-9
        return
    for acts, above in ((found.at_most, True), (found.at_most + 1, False)):
        if acts <= 9:
            assert (twin(seen, acts, chances, shares) > risk + 1e-12) is above or abs(
                twin(seen, acts, chances, shares) - risk
            ) < 1e-9


def twin(seen: int, acts: int, chances: np.ndarray, shares: np.ndarray) -> float:
    """The chance that at most so many of the acts are seen, over all ways in which each is seen or not."""
    total = 0.0
    for outcome in itertools.product((0, 1), repeat=acts):
        if sum(outcome) <= seen:
            ways = [
                math.prod(chance if hit else 1 - chance for hit in outcome) for chance in chances.tolist()
            ]
            total += sum(share * way for share, way in zip(shares.tolist(), ways, strict=True))
    return total


@given(st.floats(0.01, 1), st.integers(0, 20))
def test_more_detections_never_lower_the_bound(chance: float, seen: int) -> None:
    one, more = (
        acts_bound(count, np.array([chance]), np.ones(1), risk=0.05).at_most for count in (seen, seen + 1)
    )
    assert one is not None
    assert more is not None
    assert seen <= one < more


def test_a_bound_beyond_all_numbers_is_none() -> None:
    assert acts_bound(0, np.array([1e-12]), np.ones(1), risk=0.05).at_most is None
    assert MOST_ACTS > 1e8


@pytest.mark.parametrize(
    ("seen", "chances", "weights", "risk", "message"),
    [
        (0, [0.5, 0.5], [1.0], 0.05, "the shape"),
        (0, [], [], 0.05, "the shape"),
        (0, [1.5], [1.0], 0.05, "between 0 and 1"),
        (0, [0.5], [-1.0], 0.05, "at least 0"),
        (0, [0.5], [0.0], 0.05, "at least 0"),
        (-1, [0.5], [1.0], 0.05, "no count"),
        (0, [0.5], [1.0], 0.0, "a risk"),
    ],
)
def test_what_is_no_question_is_refused(
    seen: int, chances: list[float], weights: list[float], risk: float, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        acts_bound(seen, np.array(chances), np.array(weights), risk=risk)


# ---------------------------------------------------------------- what was chosen by its counts, and cloud


def alike(rise: float, generator: np.random.Generator) -> tuple[Duty, Series]:
    """A hundred cells within reach and two hundred beyond, in which the same rise of traces is everywhere."""
    shape, near = (300, 20), np.arange(300) < 100
    expected, looks = np.full(shape, 0.5), np.ones(shape)
    counts = generator.poisson(rise * expected * generator.gamma(1.0, 1.0, shape))
    tail = nbinom.sf(counts - 1, 1.0, 1 / (1 + expected))
    series = replace(
        world(evidence=Evidence.TRACE).series,
        seen=counts,
        looks=looks,
        looks_low=looks,
        looks_high=looks,
        looks_clear=looks,
        state=np.full(shape, 2, dtype=np.uint8),
        expected=expected,
        size=np.ones(300),
        flagged=adjusted(tail) <= 0.05,
        inside=np.zeros_like(counts),
        outside=np.zeros_like(counts),
    )
    return replace(world().duty, reach=near, weight=np.ones(300)), series


def test_a_harvest_that_is_everywhere_is_seldom_called_a_breach() -> None:
    """Tested among the cell-days alone that its counts had chosen, it was called one in most worlds."""
    generator = np.random.default_rng(7)
    worlds = [alike(2.0, generator) for _ in range(20)]
    assert sum((series.flagged & duty.reach[:, None]).any() for duty, series in worlds) >= 18
    assert sum(beyond(duty, series).broken.any() for duty, series in worlds) <= 3


def test_cloud_that_halves_the_looks_leaves_half_a_chance() -> None:
    found = world(chance=Estimate(low=Fraction(9, 10), mid=Fraction(9, 10), high=Fraction(9, 10)))
    clear = np.full((4, DAYS), 10.0)
    thin = replace(
        found.series, looks=clear / 2, looks_low=clear / 2, looks_high=clear / 2, looks_clear=clear
    )
    one, _ = World(found.duty, thin).verdicts()
    assert one.at_most() == bound_after_silence([0.5], [1.0]).at_most == 4
