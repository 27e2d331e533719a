"""The pact of a case under a package: one number for each figure, as the closed forms take them.

The same construction serves the middle figures and each draw; :class:`Middles` and :class:`Drawn` say which
number of a span is taken. Each figure of the file is taken once for a pact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from detente.case.enforcement import Lasting, SnapbackTerms, Start, Unit
from detente.enforce.compliance.forms import Number
from detente.enforce.compliance.sides import Framing, Pact, Side, Violation
from detente.enforce.compliance.snapback import Snapback, SnapbackTest, weigh_snapback
from detente.enforce.deal.joined import in_unit, is_paid_over, middle_periods, put_up
from detente.enforce.deal.spans import ONE, Span, point, span_of
from detente.enforce.deal.standing import SideStanding, Standing

if TYPE_CHECKING:
    from numpy.random import Generator


class Picks(Protocol):
    """Takes one number of what is known within ends."""

    def of(self, span: Span) -> Number:
        """One number of a span."""
        ...

    def periods(self, lasting: Lasting) -> int | None:
        """One number of periods; None: for good."""
        ...


class Middles:
    """The middle of each span."""

    def of(self, span: Span) -> Number:
        """The middle."""
        return span.middle

    def periods(self, lasting: Lasting) -> int | None:
        """Halfway, rounded down; the least where there is no most."""
        return middle_periods(lasting)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A number drawn evenly from each span."""

    generator: Generator

    def of(self, span: Span) -> Number:
        """Drawn evenly between the ends."""
        low, high = float(span.low), float(span.high)
        return low + (high - low) * float(self.generator.random())

    def periods(self, lasting: Lasting) -> int | None:
        """Drawn evenly from the whole numbers; the least or for good, alike, where there is no most."""
        if lasting.least is None:
            return None
        if lasting.most is None:
            return lasting.least if self.generator.random() < 0.5 else None
        return int(self.generator.integers(lasting.least, lasting.most + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A pact, and what the snapbacks in it are worth.

    Attributes:
        pact: The pact.
        tests: By id of the snapback; those whose sender's test cannot be computed are missing.
        forfeits: By id of the collateral that entered: what an alarm takes of it, in the side's unit.
    """

    pact: Pact
    tests: Mapping[str, SnapbackTest]
    forfeits: Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands behind one side's word, in its unit."""

    forfeits: Mapping[str, Number]
    paid: Number
    sanction: Number


def pact_of(standing: Standing, picks: Picks | None = None) -> Built:
    """The pact under a package.

    Args:
        standing: What stands; it must be computable (``Standing.is_computable``).
        picks: Which number of each span; middles by default.
    """
    chosen = picks or Middles()
    discount, conflict = chosen.of(standing.discount), chosen.periods(standing.time.conflict)
    tests = {}
    for snapback in standing.snapbacks:
        if (test := _tested(snapback, standing, chosen, (discount, conflict))) is not None:
            tests[snapback.id] = test
    behind = [_behind(side, standing, chosen, discount, tests) for side in standing.sides]
    first, second = (
        _side(side, own, other.paid, chosen)
        for side, own, other in zip(standing.sides, behind, reversed(behind), strict=True)
    )
    return Built(
        pact=Pact(sides=(first, second), discount=discount, conflict=conflict),
        tests=tests,
        forfeits={**behind[0].forfeits, **behind[1].forfeits},
    )


def _side(side: SideStanding, own: _Behind, share: Number, picks: Picks) -> Side:
    terms, framing = side.terms, side.terms.framing
    return Side(
        party=terms.party,
        flow=picks.of(span_of(terms.flow)),
        outside=picks.of(span_of(terms.outside)),
        false_alarm=picks.of(side.alpha),
        violations=tuple(
            Violation(id=breach.id, gain=picks.of(span_of(breach.gain)), detection=picks.of(beta))
            for breach in terms.breaches
            if (beta := side.detection[breach.id].span) is not None
        ),
        forfeit=sum(own.forfeits.values()),
        sanction=own.sanction,
        share=share,
        framing=None
        if framing is None
        else Framing(success=picks.of(span_of(framing.success)), cost=picks.of(span_of(framing.cost))),
    )


def _behind(
    side: SideStanding,
    standing: Standing,
    picks: Picks,
    discount: Number,
    tests: Mapping[str, SnapbackTest],
) -> _Behind:
    terms = side.terms
    rate = ONE if terms.exchange is None else point_of(picks.of(span_of(terms.exchange)))
    forfeits: dict[str, Number] = {}
    paid: Number = 0
    for stake in standing.collateral:
        if stake.party != terms.party or in_unit(ONE, stake.unit, terms) is None:
            continue
        amount = picks.of(put_up(stake)) * _joined(stake.unit, terms.unit, rate)
        comes_back = picks.of(span_of(stake.returned_if_complied)) - picks.of(
            span_of(stake.returned_if_breached)
        )
        forfeits[stake.id] = max(0, amount * comes_back * discount**stake.delay)
        if stake.paid_share is not None and is_paid_over(stake, standing):
            paid += picks.of(span_of(stake.paid_share)) * forfeits[stake.id]
    whole = sum(forfeits.values())
    sanction = sum(
        tests[item.id].sanction for item in standing.snapbacks if item.on == terms.party and item.id in tests
    )
    return _Behind(forfeits, paid / whole if whole else 0, sanction)


def point_of(number: Number) -> Span:
    """A span of one number."""
    from fractions import Fraction

    return point(Fraction(number))


def _joined(unit: Unit, own: Unit, rate: Span) -> Number:
    if unit is own:
        return 1
    return rate.middle if own is Unit.UTILITY else 1 / rate.middle


def _tested(
    item: SnapbackTerms, standing: Standing, picks: Picks, time: tuple[Number, int | None]
) -> SnapbackTest | None:
    """The sender's own test; None where the loss or the cost is in a unit that nothing joins."""
    sender = standing.senders.get(item.sender)
    side = next((side.terms for side in standing.sides if side.terms.party == item.on), None)
    if sender is None or side is None or item.cost_unit is not sender.unit:
        return None
    loss = in_unit(span_of(item.loss), item.loss_unit, side)
    if loss is None:
        return None
    snapback = Snapback(
        loss=picks.of(loss),
        cost=picks.of(span_of(item.cost)),
        periods=picks.periods(item.lasting),
        start="at once" if item.start is Start.AT_ONCE else "next period",
        seen=picks.of(span_of(item.seen)),
        credibility=picks.of(span_of(item.credibility)),
    )
    own = Side(
        party=sender.party,
        flow=picks.of(span_of(sender.flow)),
        outside=picks.of(span_of(sender.outside)),
        false_alarm=picks.of(span_of(sender.false_alarm)),
    )
    partner = Side(party=f"{sender.party}'s partner", flow=0, false_alarm=0)
    pact = Pact(sides=(own, partner), discount=time[0], conflict=time[1])
    return weigh_snapback(snapback, discount=time[0], pact=pact, sender=sender.party)
