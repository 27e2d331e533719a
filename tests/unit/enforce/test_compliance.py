"""Worked examples of compliance: special cases in exact fractions, collateral, snapback, units."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from detente.enforce.compliance import (
    Booking,
    Box,
    Exchange,
    Framing,
    Interval,
    Money,
    Pact,
    Side,
    Snapback,
    Stake,
    StakeStatus,
    UnitError,
    Utility,
    Violation,
    book_once,
    can_be_deterred,
    compliance,
    depletion,
    deterrence,
    effective,
    in_one_unit,
    least_loss_range,
    least_stakes,
    least_worth_of_money,
    stake_window,
    weigh_snapback,
    yield_of,
)
from detente.errors import InputError

F = Fraction
NINE = F(9, 10)
QUIET = Side(party="south", flow=1, false_alarm=0)


def one_sided(*, alarm: Fraction, conflict: int | None, discount: Fraction = NINE) -> Pact:
    """A pact in which only the north can gain by breaking it, and alarms on the south never happen."""
    small = Violation(id="shelling", gain=F(1), detection=F(1, 2))
    large = Violation(id="offensive", gain=F(4), detection=F(9, 10))
    north = Side(party="north", flow=F(1, 2), false_alarm=alarm, violations=(small, large))
    return Pact(sides=(north, QUIET), discount=discount, conflict=conflict)


def test_without_a_conflict_phase_the_forfeit_is_the_price_of_the_dearest_violation() -> None:
    pact = one_sided(alarm=F(1, 10), conflict=0)
    window = stake_window(pact, pact.sides[0])
    assert window.least == F(4) / (F(9, 10) - F(1, 10))  # g / (beta - alpha)
    assert [deviation.violation.id for deviation in window.binding if deviation.violation] == ["offensive"]


def test_without_false_alarms_and_conflict_for_good_the_future_stands_against_the_gain() -> None:
    pact = one_sided(alarm=F(0), conflict=None, discount=F(1, 2))
    prices = [F(1) / F(1, 2), F(4) / F(9, 10)]
    assert stake_window(pact, pact.sides[0]).least == max(prices) - F(1, 2) * F(1, 2) / F(
        1, 2
    )  # g/b - d b/(1-d)


def test_the_general_one_sided_form() -> None:
    d, alarm, share = F(9, 10), F(1, 10), 1 - F(9, 10) ** 3
    pact = one_sided(alarm=alarm, conflict=3)
    needs = [
        (gain * (1 - d + alarm * d * share) / (seen - alarm) - d * share * F(1, 2)) / (1 - d)
        for gain, seen in [(F(1), F(1, 2)), (F(4), F(9, 10))]
    ]
    assert stake_window(pact, pact.sides[0]).least == max(needs)


def test_a_party_that_values_the_deal_enough_needs_no_collateral() -> None:
    pact = one_sided(alarm=F(0), conflict=None, discount=F(99, 100))
    window = stake_window(pact, pact.sides[0])
    assert (window.least, window.binding, window.status) == (0, (), StakeStatus.ACHIEVABLE)
    assert all(verdict.holds for verdict in compliance(pact))


def test_why_no_stake_is_enough_is_said() -> None:
    blind = one_sided(alarm=F(1, 2), conflict=0)
    window = stake_window(blind, blind.sides[0])
    assert (window.status, window.least, window.binding) == (StakeStatus.NOT_TOLD_APART, None, ())
    pact = one_sided(alarm=F(1, 10), conflict=0)
    dear = stake_window(pact, pact.sides[0])
    assert (dear.status, dear.most) == (StakeStatus.ACHIEVABLE, 5)  # least and most are both 5
    assert stake_window(pact, pact.sides[0], stock=4).status is StakeStatus.ABOVE_STOCK
    poorer = replace(pact.sides[0], outside=F(1, 100))
    worth = replace(pact, sides=(poorer, QUIET))
    assert stake_window(worth, poorer).status is StakeStatus.NOT_WORTH_IT
    posted = stake_window(pact, pact.sides[0], posting=F(1, 10))
    assert posted.status is StakeStatus.NOT_WORTH_IT
    assert posted.most == F(50, 11)  # V - posting K = 5 - K - K / 10


def test_nothing_is_deterred_where_no_deal_is_as_good() -> None:
    pact = one_sided(alarm=F(1, 10), conflict=0)
    north = pact.sides[0]
    offensive = north.violations[1]
    assert can_be_deterred(pact, north, offensive)  # 9 >= 1 + 4 / (1/2): equal
    assert not can_be_deterred(pact, north, replace(offensive, gain=F(41, 10)))
    assert not can_be_deterred(pact, north, replace(offensive, detection=north.false_alarm))
    assert can_be_deterred(pact, north, replace(offensive, detection=north.false_alarm, gain=0))
    quiet = replace(north, outside=F(1))
    assert not can_be_deterred(replace(pact, sides=(quiet, QUIET)), quiet, offensive)


def test_where_conflict_is_a_relief_a_little_more_can_be_deterred() -> None:
    probe = Violation(id="probe", gain=F(3), detection=F(358, 1000))
    north = Side(
        party="north",
        flow=F(228, 100),
        false_alarm=F(188, 1000),
        violations=(probe,),
        share=1,
        outside=F(-1),
    )
    south = Side(party="south", flow=0, false_alarm=F(9, 1000), forfeit=F(372, 100))
    pact = Pact(sides=(north, south), discount=F(317, 1000), conflict=None)
    assert not can_be_deterred(pact, north, probe)
    window = stake_window(pact, north)
    assert window.status is StakeStatus.ACHIEVABLE
    assert window.least is not None
    held = replace(north, forfeit=window.least)
    verdict = compliance(replace(pact, sides=(held, south)))[0]
    assert verdict.holds
    assert verdict.value < 0  # worth less than conflict, more than no deal


def test_alarms_that_rise_for_those_who_comply_deter_nobody() -> None:
    inverted = Violation(id="hidden", gain=0, detection=F(1, 20))
    north = Side(party="north", flow=1, false_alarm=F(1, 10), violations=(inverted,))
    pact = Pact(sides=(north, QUIET), discount=F(1, 2), conflict=1)
    assert least_stakes(pact) is None
    assert stake_window(pact, north).status is StakeStatus.NOT_TOLD_APART
    same = replace(north, violations=(replace(inverted, detection=F(1, 10)),))
    assert least_stakes(replace(pact, sides=(same, QUIET))) == (0, 0)
    tempting = replace(north, violations=(Violation(id="open", gain=1, detection=F(1, 10)),))
    assert least_stakes(replace(pact, sides=(tempting, QUIET))) is None
    assert stake_window(replace(pact, sides=(tempting, QUIET)), tempting).most is not None


def test_forfeits_that_are_paid_over_lower_what_is_needed_and_tempt_to_frame() -> None:
    raid = (Violation(id="raid", gain=F(2), detection=F(3, 5)),)
    north = Side(party="north", flow=1, false_alarm=F(1, 10), violations=raid)
    south = replace(north, party="south")
    burned = Pact(sides=(north, south), discount=F(4, 5), conflict=2)
    paid = replace(burned, sides=(replace(north, share=1), replace(south, share=1)))
    alone, shared = least_stakes(burned), least_stakes(paid)
    assert alone is not None
    assert shared is not None
    assert shared[0] < alone[0]
    assert shared[0] == shared[1]
    sides = [
        replace(side, forfeit=shared[0], framing=Framing(success=F(3, 5), cost=F(1, 10)))
        for side in paid.sides
    ]
    framed = replace(paid, sides=(sides[0], sides[1]))
    verdict = compliance(framed)[0]
    assert not verdict.complies
    assert verdict.temptations[0].deviation.framing is not None
    assert stake_window(framed, sides[0]).status is StakeStatus.FRAMING
    dear = [replace(side, framing=Framing(success=F(3, 5), cost=F(9))) for side in sides]
    assert compliance(replace(paid, sides=(dear[0], dear[1])))[0].complies


def test_one_side_may_need_nothing() -> None:
    raid = (Violation(id="raid", gain=F(2), detection=F(3, 5)),)
    north = Side(party="north", flow=F(1), false_alarm=F(1, 10), violations=raid, share=F(1))
    south = Side(party="south", flow=F(1), false_alarm=F(1, 10))
    pact = Pact(sides=(north, south), discount=F(1, 2), conflict=1)
    first = least_stakes(pact)
    second = least_stakes(replace(pact, sides=(south, north)))
    assert first is not None
    assert second is not None
    assert first[0] > 0
    assert first == (second[1], 0)


def test_what_an_alarm_takes_of_a_stake() -> None:
    stake = Stake(
        amount=200, returned_if_complied=F(9, 10), returned_if_breached=F(1, 10), delay=2, holder="a bank"
    )
    assert yield_of(stake, F(1, 2)) == F(1, 5)
    assert effective(stake, F(1, 2)) == 40
    with pytest.raises(InputError) as caught:
        Stake(amount=-1, returned_if_complied=2, returned_if_breached=-1, delay=-1, refills=-1)
    assert [fault.place for fault in caught.value.faults] == [
        "returned_if_complied",
        "returned_if_breached",
        "amount",
        "delay",
        "refills",
    ]


def test_a_last_stake_is_worth_less_if_breaking_pays_once_it_is_gone() -> None:
    raid = (Violation(id="raid", gain=F(2), detection=F(3, 5)),)
    north = Side(party="north", flow=F(1), false_alarm=F(1, 10), violations=raid, forfeit=F(4))
    pact = Pact(sides=(north, QUIET), discount=F(1, 2), conflict=0)
    always = compliance(pact)[0]
    assert always.complies
    found = depletion(pact, (3, 0))
    assert dict(found.kept) == {(0, 0): False, (1, 0): True, (2, 0): True, (3, 0): True}
    assert not any(found.values[0, 0])
    # one stake: V = 1 - 0.4 + 0.5 (0.9 V + 0.1 * 0)
    assert found.values[1, 0][0] == F(3, 5) / (1 - F(9, 20))
    assert found.values[1, 0][0] < found.values[2, 0][0] < found.values[3, 0][0] < always.value
    with pytest.raises(InputError):
        depletion(pact, (-1, 0))


def sender_pact() -> Pact:
    sender = Side(party="sender", flow=F(3), false_alarm=F(0))
    return Pact(
        sides=(sender, Side(party="allies", flow=F(3), false_alarm=F(0))), discount=F(1, 2), conflict=None
    )


def test_a_snapback_counts_only_if_its_sender_imposes_it() -> None:
    cheap = Snapback(loss=F(4), cost=F(1), periods=2, start="at once", seen=F(1))
    found = weigh_snapback(cheap, discount=F(9, 10), pact=sender_pact(), sender="sender")
    assert found.imposed
    assert found.sanction == 4 * (1 + F(9, 10))
    # not imposing saves 1 + 1/2; it is seen and costs the future: d V = 1/2 * 3 / (1 - 1/2) = 3
    assert found.sender.temptations[0].excess == F(3, 2) - 3
    later = replace(cheap, start="next period", periods=None, credibility=F(1, 2))
    assert (
        weigh_snapback(later, discount=F(9, 10), pact=sender_pact(), sender="sender").sanction == F(1, 2) * 36
    )
    dear = replace(cheap, cost=F(9))
    refused = weigh_snapback(dear, discount=F(9, 10), pact=sender_pact(), sender="sender")
    assert (refused.imposed, refused.sanction) == (False, 0)
    with pytest.raises(InputError) as caught:
        weigh_snapback(
            replace(cheap, loss=-1, cost=-1, periods=-1, credibility=2),
            discount=1,
            pact=sender_pact(),
            sender="sendr",
        )
    assert len(caught.value.faults) == 6
    assert "'sender'" in str(caught.value)


def test_money_and_utility_are_never_added_without_an_exchange() -> None:
    euros, dollars, utils = Money(3, "EUR"), Money(3, "USD"), Utility(F(1, 2), "north")
    assert euros + euros - Money(1, "EUR") == Money(5, "EUR")
    assert (utils + utils - utils * 3) / utils == -1
    assert euros * 2 / euros == 2
    for wrong in (
        lambda: euros + dollars,
        lambda: euros - utils,  # type: ignore[operator]  # mypy refuses what the program refuses
        lambda: utils + Utility(1, "south"),
        lambda: euros + 1,  # type: ignore[operator]  # the same
        lambda: in_one_unit([euros, utils]),
        lambda: in_one_unit([euros, utils, dollars], exchange=Exchange("north", "EUR", F(1, 10))),
        lambda: Exchange("north", "EUR", F(1, 10)).utility(dollars),
    ):
        with pytest.raises(UnitError):
            wrong()
    exchange = Exchange("north", "EUR", F(1, 10))
    assert in_one_unit([euros, utils], exchange=exchange) == (F(3, 10), F(1, 2))
    assert in_one_unit([euros, Money(1, "EUR")]) == (3, 1)
    assert in_one_unit([]) == ()


def test_without_an_exchange_a_ratio_is_what_can_be_said() -> None:
    needed = Utility(F(6), "north")
    assert least_worth_of_money(needed, Money(300, "USD")) == F(1, 50)
    assert least_worth_of_money(Utility(0, "north"), Money(0, "USD")) == 0
    assert least_worth_of_money(needed, Money(0, "USD")) is None


def test_a_flow_is_booked_once() -> None:
    rent = Booking("rent", "flow", Money(1, "USD"))
    aid = Booking("aid", "option", Money(2, "USD"))
    assert book_once([rent, aid]) == {"rent": rent, "aid": aid}
    with pytest.raises(InputError) as caught:
        book_once(
            [rent, aid, Booking("rent", "penalty", Money(1, "USD")), Booking("aid", "flow", Money(2, "USD"))]
        )
    assert str(caught.value).splitlines() == [
        "rent: booked as flow and again as penalty. Try: keep one of the two: flow or penalty.",
        "aid: booked as option and again as flow. Try: keep one of the two: option or flow.",
    ]


def test_all_faults_of_a_pact_are_named_at_once() -> None:
    bad = Side(
        party="north",
        flow=float("nan"),
        outside=float("-inf"),
        false_alarm=2,
        violations=(Violation(id="a", gain=-1, detection=3), Violation(id="a", gain=1, detection=1)),
        forfeit=-1,
        sanction=float("inf"),
        share=7,
        framing=Framing(success=4, cost=-4),
    )
    with pytest.raises(InputError) as caught:
        Pact(sides=(bad, Side(party="north", flow=1, false_alarm=0)), discount=1, conflict=-1)
    assert [fault.place for fault in caught.value.faults] == [
        "discount",
        "conflict",
        "sides",
        "north.flow",
        "north.outside",
        "north.false_alarm",
        "north.share",
        "north.forfeit",
        "north.sanction",
        "north.violations.a.detection",
        "north.violations.a.gain",
        "north.violations.a",
        "north.framing.success",
        "north.framing.cost",
    ]


def test_a_range_without_end_where_alarms_may_tell_nothing() -> None:
    one = Interval(1, 1)
    box = Box(
        flow=one,
        loss=Interval(0, 0),
        gain=Interval(0, 2),
        detection=Interval(0.1, 0.5),
        false_alarm=Interval(0.1, 0.2),
        other_alarm=Interval(0, 0),
        discount=Interval(0.5, 0.5),
        conflict=(0, 0),
    )
    found = least_loss_range(box)
    assert found.outer == Interval(0, float("inf"))
    assert found.gap == 0
    idle = replace(box, gain=Interval(0, 0), detection=Interval(0.1, 0.1), false_alarm=Interval(0.1, 0.1))
    assert least_loss_range(idle).outer == Interval(0, 0)
    with pytest.raises(InputError) as caught:
        replace(
            box,
            flow=Interval(2, 1),
            gain=Interval(-1, 1),
            detection=Interval(0, 2),
            discount=Interval(0, 1),
            conflict=(None, 3),
        )
    assert [fault.place for fault in caught.value.faults] == [
        "flow",
        "gain",
        "detection",
        "discount",
        "conflict",
    ]


def test_how_much_to_put_up_and_what_the_stock_deters() -> None:
    pact = one_sided(alarm=F(1, 10), conflict=0, discount=F(1, 2))
    north = replace(pact.sides[0], flow=F(1))
    pact = replace(pact, sides=(north, QUIET))
    stake = Stake(amount=F(0), returned_if_complied=F(9, 10), returned_if_breached=F(1, 10), delay=1)
    found = deterrence(pact, north, stake, stock=20, posted="in hand")
    assert found.achievable
    assert found.amount == 5 / (F(8, 10) * F(1, 2))
    assert [(violation.id, limit) for violation, limit in found.most_gains] == [
        ("shelling", (F(1, 2) - F(1, 10)) * 8),
        ("offensive", (F(9, 10) - F(1, 10)) * 8),
    ]
    short = deterrence(pact, north, stake, stock=10, posted="in hand")
    assert (short.status, short.amount) == (StakeStatus.ABOVE_STOCK, F(25, 2))
    assert [limit for _, limit in short.most_gains] == [F(8, 5), F(16, 5)]
    assert short.most_gains[1][1] < north.violations[1].gain
    # put up for the deal: V - posting K = 2 - K / 5 - K / 4 with posting (1/10) / (2/5)
    posted = deterrence(pact, north, stake, stock=20)
    assert (posted.status, posted.window.most) == (StakeStatus.NOT_WORTH_IT, F(2) / (F(1, 5) + F(1, 4)))
    free = deterrence(pact, north, stake, posted="in hand")
    assert free.most_gains[1][1] == north.violations[1].gain


def test_a_stake_that_comes_back_either_way_deters_nothing() -> None:
    pact = one_sided(alarm=F(1, 10), conflict=0)
    stake = Stake(amount=F(100), returned_if_complied=F(1, 2), returned_if_breached=F(1, 2))
    found = deterrence(pact, pact.sides[0], stake)
    assert (found.status, found.amount) == (StakeStatus.NOT_TAKEN, None)
    assert [limit for _, limit in found.most_gains] == [0, 0]
    calm = one_sided(alarm=F(0), conflict=None, discount=F(99, 100))
    needless = deterrence(calm, calm.sides[0], stake)
    assert (needless.status, needless.amount) == (StakeStatus.ACHIEVABLE, 0)
    blind = one_sided(alarm=F(1, 2), conflict=0)
    for one in (stake, replace(stake, returned_if_breached=F(0))):
        hopeless = deterrence(blind, blind.sides[0], one)
        assert (hopeless.status, hopeless.amount) == (StakeStatus.NOT_TOLD_APART, None)
    with pytest.raises(InputError):
        deterrence(pact, pact.sides[0], stake, stock=-1)
    with pytest.raises(InputError, match="north and south"):
        deterrence(pact, replace(pact.sides[0], flow=7), stake)
