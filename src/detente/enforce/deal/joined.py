"""Amounts in a side's own unit: money and utility are joined by a declared exchange, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from detente.case.enforcement import CollateralTerms, Lasting, SideTerms, SnapbackTerms, Start, Unit
from detente.enforce.deal.spans import NOTHING, ONE, Span, span_of
from detente.enforce.deal.standing import SideStanding, Standing


def in_unit(amount: Span, unit: Unit, side: SideTerms) -> Span | None:
    """An amount in the unit of a side; None where nothing joins the two units.

    Args:
        amount: How much.
        unit: Money, or the side's own utility.
        side: The side; its exchange says what one unit of money is worth to it in utility.
    """
    if unit is side.unit:
        return amount
    if side.exchange is None:
        return None
    exchange = span_of(side.exchange)
    if side.unit is Unit.UTILITY:
        return amount * exchange
    return amount / exchange if exchange.low > 0 else None


def yield_span(terms: CollateralTerms, discount: Span) -> Span:
    """What an alarm takes of each unit put up; 0 at least, where it comes back as surely after one."""
    chance = span_of(terms.returned_if_complied) + -span_of(terms.returned_if_breached)
    taken = chance * power(discount, terms.delay)
    return Span(max(taken.low, NOTHING.low), max(taken.middle, NOTHING.low), max(taken.high, NOTHING.low))


def put_up(terms: CollateralTerms) -> Span:
    """What is put up: no more than there is."""
    amount = span_of(terms.amount)
    if terms.stock is None:
        return amount
    stock = span_of(terms.stock)
    return Span(min(amount.low, stock.low), min(amount.middle, stock.middle), min(amount.high, stock.high))


def power(span: Span, exponent: int) -> Span:
    """A span from 0 on to a whole power."""
    return Span(span.low**exponent, span.middle**exponent, span.high**exponent)


def present(discount: Span, lasting: Lasting, start: Start) -> Span:
    """What 1 per period for as long as it lasts is worth at the alarm; rises in both."""
    ends = (
        (discount.low, lasting.least),
        (discount.middle, middle_periods(lasting)),
        (discount.high, lasting.most),
    )
    return Span(*(_lasting(d, periods, start) for d, periods in ends))


def _lasting(discount: Fraction, periods: int | None, start: Start) -> Fraction:
    later = discount if start is Start.NEXT_PERIOD else Fraction(1)
    return later * (1 if periods is None else 1 - discount**periods) / (1 - discount)


def middle_periods(lasting: Lasting) -> int | None:
    """The number of periods halfway, rounded down; the least where there is no most."""
    if lasting.least is None or lasting.most is None:
        return lasting.least
    return (lasting.least + lasting.most) // 2


def unjoined(standing: Standing) -> Iterator[str]:
    """Sentences on what does not enter a side's account because nothing joins its unit with the side's."""
    for side in standing.sides:
        title = standing.case.party(side.terms.party).title
        for name, unit in _behind(standing, side):
            if in_unit(ONE, unit, side.terms) is None:
                yield (
                    f"“{name}” is in {unit.value} and what {title} gains in {side.terms.unit.value}: nobody "
                    "has declared what one is worth in the other, so the two are not added."
                )
    for stake in standing.collateral:
        if stake.paid_share is not None and stake.paid_share.high > 0 and not is_paid_over(stake, standing):
            receiver = standing.case.party(stake.paid_to).title
            yield (
                f"What of “{stake.title}” goes to {receiver} if it is forfeited does not enter that "
                "side's account: its worth there is in another unit than here."
            )


def is_paid_over(stake: CollateralTerms, standing: Standing) -> bool:
    """Whether a forfeit enters the other side's account.

    Only where the stake and both sides are in money: one party's utility is not another's.
    """
    return (
        stake.unit is Unit.MONEY
        and all(side.terms.unit is Unit.MONEY for side in standing.sides)
        and any(side.terms.party == stake.paid_to != stake.party for side in standing.sides)
    )


def _behind(standing: Standing, side: SideStanding) -> list[tuple[str, Unit]]:
    party = side.terms.party
    stakes = [(item.title, item.unit) for item in standing.collateral if item.party == party]
    snaps: list[SnapbackTerms] = [item for item in standing.snapbacks if item.on == party]
    return [*stakes, *((item.title, item.loss_unit) for item in snaps)]
