"""The closed forms of compliance against the repeated game by value iteration, and what always holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.enforce.compliance import (
    Box,
    Interval,
    Pact,
    Side,
    StakeStatus,
    Violation,
    can_be_deterred,
    compliance,
    depletion,
    drawn_compliance,
    least_loss_range,
    least_stakes,
    most_gain_range,
    stake_window,
    value_range,
)
from detente.enforce.compliance.bounds import Range
from detente.enforce.compliance.forms import conflict_share, least_loss, most_gain, value
from detente.enforce.compliance.holding import excess
from detente.errors import InputError
from tests.repeated_game import Played, amounts, chances, pacts, sides

NEAR = 1e-9


def with_forfeits(pact: Pact, first: float, second: float) -> Pact:
    """The pact with other forfeits."""
    one, two = pact.sides
    return replace(pact, sides=(replace(one, forfeit=first), replace(two, forfeit=second)))


@settings(max_examples=300)
@given(pacts(framing=True))
def test_closed_forms_equal_value_iteration_on_both_sides(pact: Pact) -> None:
    for number, verdict in enumerate(compliance(pact)):
        game = Played(pact, number)
        kept = game.values(best=False)
        assert verdict.value == pytest.approx(kept[game.start], rel=NEAR, abs=NEAR)
        for temptation in verdict.temptations:
            gain = game.worth(game.start, temptation.deviation, kept) - kept[game.start]
            assert temptation.excess == pytest.approx(gain, rel=NEAR, abs=NEAR)
        best = game.values(best=True)[game.start]
        worst = verdict.temptations[0].excess
        if worst > 1e-6:
            assert best > kept[game.start] + NEAR
        elif worst < 0:
            assert best == pytest.approx(kept[game.start], rel=NEAR, abs=NEAR)


@settings(max_examples=300)
@given(pacts())
def test_g_max_does_not_pay_and_more_does(pact: Pact) -> None:
    for number, verdict in enumerate(compliance(pact)):
        for temptation in verdict.temptations:
            violation, limit = temptation.deviation.violation, temptation.most_gain
            assert violation is not None
            assert limit is not None
            assert violation.gain - limit == pytest.approx(float(temptation.excess), rel=NEAR, abs=NEAR)
            edge = replace(violation, gain=max(0.0, float(limit)))
            side = replace(pact.sides[number], violations=(edge,))
            pair = (side, pact.sides[1]) if number == 0 else (pact.sides[0], side)
            assert compliance(replace(pact, sides=pair))[number].temptations[0].excess == pytest.approx(
                max(0.0, -float(limit)), abs=1e-8
            )


@settings(max_examples=300)
@given(pacts(), st.integers(0, 1))
def test_breaking_pays_below_the_least_stake_and_is_indifferent_at_it(pact: Pact, number: int) -> None:
    window = stake_window(pact, pact.sides[number])
    assert window.least is not None
    at = [float(window.least), float(window.least) - 0.01, float(window.least) + 0.01]
    side, found = pact.sides[number], []
    for forfeit in at:
        own = replace(side, forfeit=max(0.0, forfeit))
        pair = (own, pact.sides[1]) if number == 0 else (pact.sides[0], own)
        found.append(float(compliance(replace(pact, sides=pair))[number].temptations[0].excess))
    assert found[0] <= NEAR
    assert found[2] < 0
    if window.least > 0:
        assert found[0] == pytest.approx(0, abs=1e-8)
        assert window.binding
        if window.least > 0.01:
            assert found[1] > 0


@settings(max_examples=300)
@given(pacts())
def test_the_least_pair_is_the_only_fixed_point(pact: Pact) -> None:
    pair = least_stakes(pact)
    assert pair is not None
    reached = [50.0, 0.0]
    for _ in range(400):
        before, now = reached, with_forfeits(pact, reached[0], reached[1])
        found = [stake_window(now, side).least for side in now.sides]
        reached = [float(one) for one in found if one is not None]
        if reached == pytest.approx(before, rel=0, abs=1e-12):
            break
    assert [float(one) for one in pair] == pytest.approx(reached, abs=1e-7)
    at = with_forfeits(pact, float(pair[0]), float(pair[1]))
    assert all(verdict.temptations[0].excess <= 1e-8 for verdict in compliance(at))


@settings(max_examples=300)
@given(pacts(framing=True), st.integers(0, 1), amounts(0, 40))
def test_the_window_is_where_the_side_keeps_the_pact(pact: Pact, number: int, forfeit: float) -> None:
    side = pact.sides[number]
    window = stake_window(pact, side)
    pair = (forfeit, pact.sides[1].forfeit) if number == 0 else (pact.sides[0].forfeit, forfeit)
    verdict = compliance(with_forfeits(pact, float(pair[0]), float(pair[1])))[number]
    worst = max(float(verdict.temptations[0].excess), -float(verdict.participation))
    assume(abs(worst) > 1e-7)
    within = (
        window.least is not None
        and window.least <= forfeit
        and (window.most is None or forfeit <= window.most)
    )
    assert within == verdict.holds
    if verdict.holds:
        assert window.status is StakeStatus.ACHIEVABLE


@settings(max_examples=300)
@given(sides("north"), sides("south"), chances(0, 0.9), st.none() | st.integers(0, 5))
def test_no_punishment_beats_the_bound_of_abreu_milgrom_and_pearce(
    north: Side, south: Side, discount: float, conflict: int | None
) -> None:
    north = replace(north, violations=north.violations[:1], outside=abs(float(north.outside)))
    (violation,) = north.violations
    pact = Pact(sides=(north, south), discount=discount, conflict=conflict)
    if can_be_deterred(pact, north, violation):
        price = violation.gain / (violation.detection - north.false_alarm)
        bare = replace(north, forfeit=price, sanction=0)
        verdict = compliance(Pact(sides=(bare, south), discount=discount, conflict=0))[0]
        assert verdict.temptations[0].excess == pytest.approx(0, abs=NEAR)
        assert verdict.participation >= -NEAR
    else:
        for forfeit in (0.0, 0.5, 2.0, 10.0, 100.0):
            verdict = compliance(with_forfeits(pact, forfeit, float(south.forfeit)))[0]
            assert not verdict.holds
        assert stake_window(pact, north).status is not StakeStatus.ACHIEVABLE


@settings(max_examples=200)
@given(pacts(framing=True), st.integers(0, 1))
def test_violating_and_framing_at_once_is_worth_more_than_the_two_apart(pact: Pact, number: int) -> None:
    side, other = pact.sides[number], pact.sides[1 - number]
    assume(side.framing is not None)
    verdict = compliance(pact)[number]
    by = {temptation.deviation: float(temptation.excess) for temptation in verdict.temptations}
    future = float(pact.discount * conflict_share(pact.discount, pact.conflict) * verdict.value)
    for deviation, found in by.items():
        violation, framing = deviation.violation, deviation.framing
        if violation is None or framing is None:
            continue
        apart = by[replace(deviation, framing=None)] + by[replace(deviation, violation=None)]
        more = (violation.detection - side.false_alarm) * (framing.success - other.false_alarm) * future
        assert found == pytest.approx(apart + float(more), abs=1e-8)


@settings(max_examples=60)
@given(pacts(framing=True), st.integers(0, 2), st.integers(0, 2))
def test_stakes_that_run_out_equal_value_iteration(pact: Pact, first: int, second: int) -> None:
    found = depletion(pact, (first, second))
    for left, pair in found.values.items():
        below = [kept for other, kept in found.kept.items() if other[0] <= left[0] and other[1] <= left[1]]
        if not all(below):
            continue
        for number in (0, 1):
            game = Played(pact, number, left)
            kept = game.values(best=False)
            assert pair[number] == pytest.approx(kept[game.start], rel=NEAR, abs=NEAR)
            best = game.values(best=True)
            assert best[game.start] == pytest.approx(kept[game.start], rel=NEAR, abs=NEAR)


@settings(max_examples=100)
@given(pacts())
def test_no_stakes_and_very_many_are_the_closed_form(pact: Pact) -> None:
    none = with_forfeits(pact, 0.0, 0.0)
    bare = depletion(pact, (0, 0))
    verdicts = compliance(none)
    assert bare.kept[0, 0] == all(verdict.complies for verdict in verdicts)
    if bare.kept[0, 0]:
        assert bare.values[0, 0] == pytest.approx([float(v.value) for v in verdicts], abs=1e-8)
        found = depletion(replace(pact, discount=min(pact.discount, 0.3)), (16, 16))
        full = compliance(replace(pact, discount=min(pact.discount, 0.3)))
        if all(found.kept.values()):
            assert found.values[16, 16] == pytest.approx([float(v.value) for v in full], abs=1e-5)


@st.composite
def intervals(draw: st.DrawFn, numbers: st.SearchStrategy[float]) -> Interval:
    return Interval(*sorted((draw(numbers), draw(numbers))))


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    periods = sorted((draw(st.integers(0, 6)), draw(st.integers(0, 6))))
    long = draw(st.booleans())
    return Box(
        flow=draw(intervals(amounts(-1, 4))),
        loss=draw(intervals(amounts(0, 9))),
        gain=draw(intervals(amounts(0, 9))),
        detection=draw(intervals(chances(0.2, 1))),
        false_alarm=draw(intervals(chances(0, 0.3))),
        other_alarm=draw(intervals(chances(0, 0.6))),
        discount=draw(intervals(chances(0, 0.97))),
        conflict=(periods[0], None if long else periods[1]),
    )


def at(interval: Interval, place: float) -> float:
    return min(interval.high, interval.low + place * (interval.high - interval.low))


def holds(found: Range, number: float) -> bool:
    slack = 1e-9 * max(1.0, abs(number))
    return found.outer.low - slack <= number <= found.outer.high + slack


@settings(max_examples=200)
@given(boxes(), st.lists(st.floats(0, 1), min_size=8, max_size=8), st.sampled_from([1, 3, 16]))
def test_ranges_hold_every_point_of_the_box(box: Box, places: list[float], cells: int) -> None:
    flow, loss, gain, detection, false_alarm, other, discount = (
        at(interval, place)
        for interval, place in zip(
            (box.flow, box.loss, box.gain, box.detection, box.false_alarm, box.other_alarm, box.discount),
            places[:7],
            strict=True,
        )
    )
    least, most = box.conflict
    conflict = (
        None if most is None and places[7] > 0.5 else round(at(Interval(least or 0, most or 9), places[7]))
    )
    share = conflict_share(discount, conflict)
    alarms = (detection, false_alarm, other)
    worth = float(value(discount, share, false_alarm, other, flow=flow, loss=loss))
    assert holds(value_range(box, cells=cells), worth)
    limit = float(most_gain(discount, share, alarms, flow=flow, loss=loss))
    assert holds(most_gain_range(box, cells=cells), limit)
    found = least_loss_range(box, cells=cells)
    if detection > false_alarm:
        needed = float(least_loss(discount, share, alarms, gain=gain, flow=flow))
        assert holds(found, max(0.0, needed))
    elif gain > 0:
        assert found.outer.high == float("inf")


@settings(max_examples=60)
@given(boxes())
def test_finer_cells_close_the_gap(box: Box) -> None:
    for compute in (value_range, most_gain_range, least_loss_range):
        coarse, fine = compute(box, cells=2), compute(box, cells=16)
        assert fine.outer.low >= coarse.outer.low - 1e-9
        assert fine.outer.high <= coarse.outer.high + 1e-9 or coarse.outer.high == fine.outer.high
        assert fine.outer.low <= fine.met.low
        assert fine.met.high <= fine.outer.high
        assert 0 <= fine.gap <= coarse.gap + 1e-9


@given(pacts(), st.integers(0, 1))
def test_a_box_of_one_point_is_the_closed_form(pact: Pact, number: int) -> None:
    side, other = pact.sides[number], pact.sides[1 - number]
    violation: Violation = side.violations[0]
    ends = (side.flow, side.loss, violation.gain, violation.detection, side.false_alarm, other.false_alarm)
    flow, loss, gain, detection, false_alarm, other_alarm = (Interval(float(x), float(x)) for x in ends)
    box = Box(
        flow=flow,
        loss=loss,
        gain=gain,
        detection=detection,
        false_alarm=false_alarm,
        other_alarm=other_alarm,
        discount=Interval(float(pact.discount), float(pact.discount)),
        conflict=(pact.conflict, pact.conflict),
    )
    alone = replace(side, share=0, violations=(violation,))
    bare = replace(pact, sides=(alone, other) if number == 0 else (other, alone))
    verdict = compliance(bare)[number]
    assert value_range(box).met.ends == pytest.approx((float(verdict.value),))
    assert most_gain_range(box).met.ends == pytest.approx((float(verdict.temptations[0].most_gain or 0),))
    window = stake_window(bare, bare.sides[number])
    assert window.least is not None
    total = max(float(window.least), least_loss_range(box).met.low - float(side.sanction))
    assert float(window.least) == pytest.approx(max(0.0, total), abs=1e-8)
    assert excess(bare, alone, verdict.temptations[0].deviation) == verdict.temptations[0].excess


@settings(max_examples=40)
@given(boxes(), st.integers(0, 2**32))
def test_draws_lie_within_the_ranges(box: Box, seed: int) -> None:
    found = drawn_compliance(box, seed=seed, number=60)
    assert found == drawn_compliance(box, seed=seed, number=60)
    outer = least_loss_range(box).outer
    assert outer.low - 1e-9 <= found.least_losses[0] <= found.least_losses[-1] <= outer.high + 1e-9
    limits = most_gain_range(box).outer
    if box.gain.high <= limits.low:
        assert found.kept == 1
    if box.gain.low > limits.high:
        assert found.kept == 0
    assert found.deterred_by(float("inf")) == 1
    for share in (0.001, 0.5, 1.0):
        enough = found.enough_in(share)
        assert found.deterred_by(enough) >= share
        assert (
            sum(loss < enough for loss in found.least_losses) < share * 60 or enough == found.least_losses[0]
        )


def test_draws_find_the_share_of_a_box() -> None:
    zero, one = Interval(0, 0), Interval(1, 1)
    box = Box(
        flow=one,
        loss=Interval(0, 10),
        gain=Interval(4, 4),
        detection=Interval(0.5, 0.5),
        false_alarm=zero,
        other_alarm=zero,
        discount=Interval(0.5, 0.5),
        conflict=(0, 0),
    )
    found = drawn_compliance(box, seed=5, number=4000)
    assert found.kept == pytest.approx(0.2, abs=0.02)  # loss >= 4 / 0.5
    assert set(found.least_losses) == {8.0}
    with pytest.raises(InputError):
        drawn_compliance(box, seed=-1, number=0)
