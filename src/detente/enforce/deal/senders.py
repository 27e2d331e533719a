"""Whether the sender of a snapback imposes it, over all that its figures leave open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from detente.case.enforcement import SnapbackTerms, Unit
from detente.enforce.compliance.bounds import Box, Interval, most_gain_range, worth_range
from detente.enforce.compliance.snapback import SnapbackTest
from detente.enforce.deal.joined import in_unit, present
from detente.enforce.deal.pact import Built
from detente.enforce.deal.spans import NOTHING, Span, span_of
from detente.enforce.deal.standing import Standing


class Imposed(StrEnum):
    """Whether imposing a sanction keeps the sender's own pact."""

    ALWAYS = "always"
    DEPENDS = "depends"
    NEVER = "never"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapbackFinding:
    """A snapback weighed.

    Attributes:
        test: The sender's test at middle figures; None where it cannot be computed.
        imposed: Over all figures; proven where it is always or never so.
        loss: What it costs the side at once if it is imposed for certain, in its unit; None where not known.
        sanction: What counts: times its credibility, and 0 where the sender's test fails.
        why_not: Why it is not known; empty where it is.
    """

    terms: SnapbackTerms
    test: SnapbackTest | None
    imposed: Imposed
    loss: Span | None
    sanction: Span | None
    why_not: str = ""


def weighed(item: SnapbackTerms, standing: Standing, built: Built) -> SnapbackFinding:
    """One snapback, at middle figures and over all."""
    side = next(one.terms for one in standing.sides if one.terms.party == item.on)
    discount, sender = standing.discount, standing.senders.get(item.sender)
    per_period = in_unit(span_of(item.loss), item.loss_unit, side)
    loss = None if per_period is None else per_period * present(discount, item.lasting, item.start)
    test = built.tests.get(item.id)
    if test is None or loss is None or sender is None:
        why = _why_not(item, standing, loss)
        return SnapbackFinding(
            terms=item, test=None, imposed=Imposed.UNKNOWN, loss=loss, sanction=None, why_not=why
        )
    imposed = _imposed(item, standing)
    counted = loss * span_of(item.credibility)
    low = counted.low if imposed is Imposed.ALWAYS else NOTHING.low
    high = NOTHING.high if imposed is Imposed.NEVER else counted.high
    middle = counted.middle if test.imposed else NOTHING.middle
    return SnapbackFinding(
        terms=item, test=test, imposed=imposed, loss=loss, sanction=Span(low, middle, high)
    )


def _imposed(item: SnapbackTerms, standing: Standing) -> Imposed:
    """Both tests of the sender's pact, by ranges that hold for every figure."""
    sender, discount = standing.senders[item.sender], standing.discount
    conflict = standing.time.conflict
    saved = span_of(item.cost) * present(discount, item.lasting, item.start)
    box = Box(
        flow=span_of(sender.flow).interval,
        loss=Interval(0.0, 0.0),
        gain=saved.interval,
        detection=span_of(item.seen).interval,
        false_alarm=span_of(sender.false_alarm).interval,
        other_alarm=Interval(0.0, 0.0),
        discount=discount.interval,
        conflict=(conflict.least, conflict.most),
    )
    gain, worth = most_gain_range(box).outer, worth_range(box).outer
    takes = worth.low >= float(sender.outside.high), worth.high < float(sender.outside.low)
    if gain.low >= box.gain.high and takes[0]:
        return Imposed.ALWAYS
    return Imposed.NEVER if gain.high < box.gain.low or takes[1] else Imposed.DEPENDS


def _why_not(item: SnapbackTerms, standing: Standing, loss: Span | None) -> str:
    sender = standing.senders.get(item.sender)
    if loss is None:
        return "what it costs is in a unit that nothing joins with the side's"
    if sender is None:
        return "nothing is said of the sender's own pact"
    named: dict[Unit, str] = {Unit.MONEY: "money", Unit.UTILITY: "utility"}
    return (
        f"what it costs its sender is in {named[item.cost_unit]}, and the sender's own pact in "
        f"{named[sender.unit]}"
    )
