"""What breaking the deal brings each side of a case, and what an alarm takes: middle, range and draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.case.enforcement import Breach
from detente.enforce.compliance.bounds import (
    Box,
    Interval,
    Range,
    least_loss_range,
    most_gain_range,
    value_range,
    worth_range,
)
from detente.enforce.compliance.framed import FramingBox, framed_forfeit_range, framing_forfeit_range
from detente.enforce.compliance.holding import Compliance, Temptation, compliance
from detente.enforce.compliance.sides import Pact
from detente.enforce.compliance.stakes import StakeWindow, can_be_deterred, stake_window
from detente.enforce.deal.joined import in_unit, is_paid_over, put_up, yield_span
from detente.enforce.deal.pact import Built
from detente.enforce.deal.rates import Rate
from detente.enforce.deal.reviewed import Reviewed, reviewed, verdict_cost, verdict_cost_range
from detente.enforce.deal.senders import SnapbackFinding
from detente.enforce.deal.spans import NOTHING, Span, span_of, total
from detente.enforce.deal.stakes import StakeFinding, stake_finding
from detente.enforce.deal.standing import SideStanding, Standing, known
from detente.enforce.deal.tempted import greatest_excess


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachFinding:
    """One way to break the deal.

    Attributes:
        detection: beta.
        temptation: At middle figures: what it brings over complying, and ``g_max``.
        excess: What it brings over complying, over all figures: an outer range.
        most_gain: ``g_max`` over all figures.
        least_loss: What an alarm has to cost at once, over all figures.
        can_be_deterred: Whether, at middle figures, any punishment does it and leaves the deal worth having.
        binding: Whether it is the one that asks for the most, at middle figures.
        kept: Share of draws in which it does not pay.
        reviewed: What is left to gain under rules of so many alarms in so many days; None where nothing says
            how single acts are watched.
    """

    breach: Breach
    detection: Rate
    temptation: Temptation
    excess: Interval
    most_gain: Range
    least_loss: Range
    can_be_deterred: bool
    binding: bool
    kept: float
    reviewed: Reviewed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideFinding:
    """One side. All amounts are in its unit.

    Attributes:
        verdict: At middle figures, framing included.
        value: ``V`` over all figures.
        participation: What the deal is worth per period over no deal, an outer range.
        sanction, forfeit: What an alarm costs it at once by sanctions, and by collateral that is in its unit.
        window: Which effective forfeits make it keep the deal, at middle figures, whatever stands.
        least: The least effective forfeit, over all figures, framing included; infinite where none is enough.
        jointly: Its least forfeit with the other side's at its own least; None where there is no such pair.
        greatest: The largest gain of any deviation over keeping the deal, framing included, over all figures;
            None where there is none.
        breaches: In the order of the file; those whose beta is not known are left out.
        stakes: Its collateral, in force or not.
        snapbacks: Those on it.
        kept: Share of draws in which it keeps the deal and has a reason to be in it.
        least_drawn: The least effective forfeit in each draw, ascending; infinite where none is enough.
    """

    standing: SideStanding
    verdict: Compliance
    value: Range
    participation: Interval
    sanction: Span
    forfeit: Span
    window: StakeWindow
    least: Interval
    jointly: float | None
    greatest: Interval | None
    breaches: tuple[BreachFinding, ...]
    stakes: tuple[StakeFinding, ...]
    snapbacks: tuple[SnapbackFinding, ...]
    kept: float
    least_drawn: tuple[float, ...]

    @property
    def party(self) -> str:
        """Its id."""
        return self.standing.terms.party

    @property
    def no_collateral_works(self) -> bool:
        """At middle figures no forfeit, however large, is enough and leaves the deal worth having."""
        window = self.window
        return window.least is None or (window.most is not None and window.least > window.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What the draws say of one side.

    Attributes:
        kept: Share in which it keeps the deal and has a reason to be in it.
        breaches: By breach, the share in which that one does not pay.
        least: The least effective forfeit in each draw, ascending; infinite where none is enough.
    """

    kept: float
    breaches: dict[str, float]
    least: tuple[float, ...]


def side_finding(
    place: int,
    standing: Standing,
    built: Built,
    snapbacks: Sequence[SnapbackFinding],
    *,
    jointly: float | None,
    shares: Shares,
) -> SideFinding:
    """The finding for the side at a place, 0 or 1."""
    side, other, pact = standing.sides[place], standing.sides[1 - place], built.pact
    own = pact.sides[place]
    mine = tuple(item for item in snapbacks if item.terms.on == side.terms.party)
    sanction = total(item.sanction for item in mine if item.sanction is not None)
    forfeit = _forfeit(side, standing)
    verdict, window = compliance(pact)[place], stake_window(pact, own)
    flow = span_of(side.terms.flow) + _received(other, standing)
    found = [
        _breach(breach, standing, (side, other), flow, (forfeit + sanction), (verdict, window, pact), shares)
        for breach in side.terms.breaches
        if side.detection[breach.id].span is not None
    ]
    box = _box(standing, (side, other), flow, forfeit + sanction, NOTHING, NOTHING)
    framing = _framing(side, other, standing, sanction)
    least = _least(
        [_beyond(item.least_loss.outer, sanction) for item in found] + _framed(found, box, side, framing)
    )
    ways = [(known(item.detection.span, "beta").interval, item.excess) for item in found]
    stakes = [
        stake_finding(item, standing, pact, side, window=window, least=least, in_force=in_force)
        for items, in_force in ((standing.collateral, True), (standing.idle, False))
        for item in items
        if item.party == side.terms.party
    ]
    return SideFinding(
        standing=side,
        verdict=verdict,
        value=value_range(box),
        participation=_participation(worth_range(box).outer, span_of(side.terms.outside)),
        sanction=sanction,
        forfeit=forfeit,
        window=window,
        least=least,
        jointly=jointly,
        greatest=greatest_excess(ways, box, framing),
        breaches=tuple(found),
        stakes=tuple(stakes),
        snapbacks=mine,
        kept=shares.kept,
        least_drawn=shares.least,
    )


def _breach(
    breach: Breach,
    standing: Standing,
    sides: tuple[SideStanding, SideStanding],
    flow: Span,
    loss: Span,
    middle: tuple[Compliance, StakeWindow, Pact],
    shares: Shares,
) -> BreachFinding:
    rate = sides[0].detection[breach.id]
    verdict, window, pact = middle
    temptation, violation = next(
        (item, item.deviation.violation)
        for item in verdict.temptations
        if item.deviation.framing is None
        and item.deviation.violation is not None
        and item.deviation.violation.id == breach.id
    )
    box = _box(standing, sides, flow, loss, span_of(breach.gain), known(rate.span, "beta"))
    most = most_gain_range(box)
    cost = (verdict_cost(verdict, pact), verdict_cost_range(box))
    return BreachFinding(
        breach=breach,
        detection=rate,
        temptation=temptation,
        excess=Interval(box.gain.low - most.outer.high, box.gain.high - most.outer.low),
        most_gain=most,
        least_loss=least_loss_range(box),
        can_be_deterred=can_be_deterred(pact, verdict.side, violation),
        binding=any(item.violation == violation for item in window.binding),
        kept=shares.breaches[breach.id],
        reviewed=reviewed(breach, standing, sides[0], cost),
    )


def _box(
    standing: Standing,
    sides: tuple[SideStanding, SideStanding],
    flow: Span,
    loss: Span,
    gain: Span,
    detection: Span,
) -> Box:
    conflict = standing.time.conflict
    return Box(
        flow=flow.interval,
        loss=loss.interval,
        gain=gain.interval,
        detection=detection.interval,
        false_alarm=sides[0].alpha.interval,
        other_alarm=sides[1].alpha.interval,
        discount=standing.discount.interval,
        conflict=(conflict.least, conflict.most),
    )


def _forfeit(side: SideStanding, standing: Standing) -> Span:
    """What an alarm takes of the collateral that is in force and in the side's unit, or joined with it."""
    amounts = [
        in_unit(put_up(item) * yield_span(item, standing.discount), item.unit, side.terms)
        for item in standing.collateral
        if item.party == side.terms.party
    ]
    return total(amount for amount in amounts if amount is not None)


def _received(other: SideStanding, standing: Standing) -> Span:
    """What a side receives per period from the other's false alarms."""
    return _paid_over(other, standing) * other.alpha


def _paid_over(other: SideStanding, standing: Standing) -> Span:
    """What goes to a side of all that the other forfeits at once."""
    return total(
        span_of(item.paid_share) * put_up(item) * yield_span(item, standing.discount)
        for item in standing.collateral
        if item.party == other.terms.party and item.paid_share is not None and is_paid_over(item, standing)
    )


def _framing(
    side: SideStanding, other: SideStanding, standing: Standing, sanction: Span
) -> FramingBox | None:
    """What framing the other side does; None where the side has no means for it."""
    means = side.terms.framing
    if means is None:
        return None
    success, cost = span_of(means.success), span_of(means.cost)
    pay = (success + -other.alpha) * _paid_over(other, standing) + -cost
    return FramingBox(success=success.interval, pay=pay.interval, sanction=sanction.interval)


def _framed(
    found: Sequence[BreachFinding], box: Box, side: SideStanding, framing: FramingBox | None
) -> list[Interval]:
    """The forfeits that framing asks for, alone and with each violation."""
    if framing is None:
        return []
    boxes = [
        replace(
            box,
            gain=span_of(item.breach.gain).interval,
            detection=known(side.detection[item.breach.id].span, "beta").interval,
        )
        for item in found
    ]
    return [framing_forfeit_range(box, framing), *(framed_forfeit_range(each, framing) for each in boxes)]


def _beyond(loss: Interval, sanction: Span) -> Interval:
    """What of a loss is left to a forfeit."""
    return Interval(loss.low - float(sanction.high), loss.high - float(sanction.low))


def _least(asked: Sequence[Interval]) -> Interval:
    """The least effective forfeit that is enough against all, over all figures."""
    return Interval(max([0.0, *(each.low for each in asked)]), max([0.0, *(each.high for each in asked)]))


def _participation(worth: Interval, outside: Span) -> Interval:
    return Interval(worth.low - float(outside.high), worth.high - float(outside.low))
