"""The range of the least forfeit holds at every point of a box, framing included, degenerate figures too."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.enforce.compliance import (
    Box,
    Framing,
    FramingBox,
    Interval,
    Pact,
    Side,
    Violation,
    compliance,
    framed_forfeit_range,
    framing_forfeit_range,
    least_loss_range,
    stake_window,
    value_range,
    worth_range,
)

TWELFTHS = st.integers(0, 12).map(lambda number: number / 12)
AMOUNTS = st.integers(-8, 12).map(lambda number: number / 4)


@st.composite
def intervals(draw: st.DrawFn, of: st.SearchStrategy[float]) -> Interval:
    low, high = sorted((draw(of), draw(of)))
    return Interval(low, low if draw(st.booleans()) else high)


POSITIVE = AMOUNTS.map(abs)
BOXES = st.builds(
    lambda periods, long, **figures: Box(
        conflict=(min(periods), None if long else max(periods)), loss=Interval(0, 0), **figures
    ),
    periods=st.tuples(st.integers(0, 4), st.integers(0, 4)),
    long=st.booleans(),
    flow=intervals(AMOUNTS),
    gain=intervals(POSITIVE),
    detection=intervals(TWELFTHS),
    false_alarm=intervals(TWELFTHS),
    other_alarm=intervals(TWELFTHS),
    discount=intervals(st.sampled_from([0.0, 0.5, 0.9, 0.99])),
)
FRAMINGS = st.builds(
    FramingBox, success=intervals(TWELFTHS), pay=intervals(POSITIVE.map(lambda cost: -cost)),
    sanction=intervals(POSITIVE),
)  # fmt: skip


def at(interval: Interval, place: float) -> float:
    return min(interval.high, interval.low + place * (interval.high - interval.low))


def pact_at(box: Box, framing: FramingBox | None, places: list[float]) -> Pact:
    """The pact with the figures at a point; what framing brings is a cost, as no forfeit is paid over."""
    flow, gain, seen, alarm, other, discount, success, cost, sanction = (
        at(interval, place)
        for interval, place in zip(
            (box.flow, box.gain, box.detection, box.false_alarm, box.other_alarm, box.discount)
            + ((framing.success, framing.pay, framing.sanction) if framing else (Interval(0, 0),) * 3),
            places,
            strict=True,
        )
    )
    shortest, longest = box.conflict
    conflict = longest if places[0] > 0.5 else shortest
    north = Side(
        party="north", flow=flow, false_alarm=alarm, sanction=sanction,
        violations=(Violation(id="raid", gain=gain, detection=seen),),
        framing=Framing(success=success, cost=-cost) if framing else None,
    )  # fmt: skip
    return Pact(
        sides=(north, Side(party="south", flow=1, false_alarm=other)), discount=discount, conflict=conflict
    )


def within(number: float, *ranges: Interval) -> bool:
    """Whether the largest of numbers, each in its range, may be this one."""
    slack = 0.0 if number == inf else 1e-7 * max(1.0, abs(number))
    least, most = max(0.0, *(each.low for each in ranges)), max(0.0, *(each.high for each in ranges))
    return least - slack <= number <= most + slack


PLACES = st.lists(TWELFTHS, min_size=9, max_size=9)
ONE, ZERO = Interval(1, 1), Interval(0, 0)
HALF = Interval(0.5, 0.5)


@settings(max_examples=300)
@given(BOXES, FRAMINGS, PLACES)
def test_the_least_forfeit_at_a_point_lies_in_the_range(
    box: Box, framing: FramingBox, places: list[float]
) -> None:
    pact = pact_at(box, framing, places)
    least = stake_window(pact, pact.sides[0]).least
    loss = least_loss_range(box, cells=4).outer
    alone = Interval(loss.low - framing.sanction.high, loss.high - framing.sanction.low)
    ranges = framed_forfeit_range(box, framing, cells=4), framing_forfeit_range(box, framing, cells=4)
    assert within(inf if least is None else float(least), alone, *ranges)


@settings(max_examples=300)
@given(BOXES, PLACES)
@example(  # a deal worth less than conflict, and alarms that fall on those who comply: no loss is needed
    Box(
        flow=Interval(-1, -1), loss=ZERO, gain=ZERO, detection=Interval(0, 0), false_alarm=HALF,
        other_alarm=ZERO, discount=HALF, conflict=(None, None),
    ),
    [0.0] * 9,
)  # fmt: skip
@example(  # alarms that may tell nothing, and nothing to gain: a loss keeps a deal that is worth less alive
    Box(
        flow=Interval(-1, -1), loss=ZERO, gain=ZERO, detection=Interval(0.1, 0.3),
        false_alarm=Interval(0.1, 0.1), other_alarm=ZERO, discount=HALF, conflict=(1, 1),
    ),
    [1.0] * 9,
)  # fmt: skip
def test_the_least_loss_at_a_point_lies_in_the_range_without_framing(box: Box, places: list[float]) -> None:
    pact = pact_at(box, None, places)
    least = stake_window(pact, pact.sides[0]).least
    assert within(inf if least is None else float(least), least_loss_range(box, cells=4).outer)


@settings(max_examples=200)
@given(BOXES, intervals(POSITIVE), PLACES)
def test_what_the_deal_is_worth_a_period_lies_in_its_range(
    box: Box, loss: Interval, places: list[float]
) -> None:
    box = replace(box, loss=loss)
    pact = pact_at(replace(box, loss=ZERO), None, places)
    north = replace(pact.sides[0], sanction=at(loss, places[8]))
    verdict = compliance(replace(pact, sides=(north, pact.sides[1])))[0]
    found, whole = worth_range(box, cells=4).outer, value_range(box, cells=4).outer
    worth = float(verdict.participation)  # nothing outside
    assert found.low - 1e-9 <= worth <= found.high + 1e-9
    rests = [end * (1 - d) for end in (whole.low, whole.high) for d in box.discount.ends]
    assert min(rests) - 1e-9 <= found.low  # and is no wider than value and discount apart make it
    assert found.high <= max(rests) + 1e-9


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        (Interval(-9, -5), Interval(8, 8)),  # too dear: the violation alone asks, 4 / 0.5
        (
            Interval(-9, 0),
            Interval(8, 8),
        ),  # free framing of a side whose forfeits nobody is paid brings nothing
        (Interval(1, 2), Interval(inf, inf)),  # it pays by itself, and no stake of one's own stops it
        (Interval(-1, 2), Interval(8, inf)),  # it may
    ],
)
def test_framing_without_conflict_by_hand(cost: Interval, expected: Interval) -> None:
    box = Box(
        flow=ONE, loss=ZERO, gain=Interval(4, 4), detection=HALF, false_alarm=ZERO, other_alarm=ZERO,
        discount=HALF, conflict=(0, 0),
    )  # fmt: skip
    framing = FramingBox(success=HALF, pay=cost, sanction=ZERO)
    alone, both = framing_forfeit_range(box, framing), framed_forfeit_range(box, framing)
    loss = least_loss_range(box).outer
    assert max(loss.low, alone.low, both.low) == pytest.approx(expected.low)
    assert max(loss.high, alone.high, both.high) == pytest.approx(expected.high)


def test_framing_may_ask_for_more_than_the_violation_alone() -> None:
    """Whoever ends the deal anyhow by framing has less to fear from violating, too."""
    box = Box(
        flow=ONE, loss=ZERO, gain=ONE, detection=HALF, false_alarm=ZERO, other_alarm=ZERO,
        discount=HALF, conflict=(None, None),
    )  # fmt: skip
    framing = FramingBox(success=HALF, pay=ZERO, sanction=ZERO)
    assert least_loss_range(box).outer == Interval(1, 1)  # 1 / 0.5 - 0.5 * V, V = 2
    # 1 - 0.5 K - 0.5 * 2 * (1 - 0.25) <= 0: K >= 1/2; alone it brings -0.5
    assert framed_forfeit_range(box, framing) == Interval(0.5, 0.5)
    assert framing_forfeit_range(box, framing) == Interval(0, 0)
    dear = replace(box, flow=Interval(-1, -1))
    assert framing_forfeit_range(dear, framing) == Interval(
        inf, inf
    )  # it ends what is worth less than conflict
