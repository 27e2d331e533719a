"""Who goes first: the steps of a case that stand under a package, as a plan, and how far its figures matter.

A step that waits for one that the package does not have waits for nothing there; :attr:`StepsUnder.dropped`
names it. Where neither the file nor a plan says how surely a pretence is seen, nobody counts on the step (its
chance is taken for anything from none to sure, and none where one number is needed).

The range of the worst exposure lets go of what joins the figures: each exposure is an affine function of the
done steps (:mod:`detente.enforce.sequence.exposure`), and each of its coefficients has ends. The least worst
exposure by the lower ends is no more than that of any figures in the intervals, the one by the upper ends no
less: a sound outer range, wider than it need be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from detente.case.enforcement import StepTerms
from detente.enforce.compliance.bounds import Interval
from detente.enforce.deal.rates import Origin, Rate, step_rate
from detente.enforce.deal.spans import NOTHING, ONE, Span, point, span_of, total
from detente.enforce.deal.standing import Standing
from detente.enforce.sequence.exposure import Term, exposure, pairs_of
from detente.enforce.sequence.order import BestOrder, checked_lattice, engine
from detente.enforce.sequence.steps import Collateral, Step, StepPlan

UNSEEN = Span(Fraction(0), Fraction(0), Fraction(1))
"""A chance that nobody has named: any, and none is counted on."""
BLIND = Rate(NOTHING, Origin.UNKNOWN)
"""That of a step before what sees it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsUnder:
    """The steps under a package.

    Attributes:
        plan: At middle figures.
        rates: By step, how surely a pretence is seen and where that comes from.
        dropped: By step, those that it waits for and the package does not have.
        unwatched: By step, the one that it is seen with and the package does not have.
    """

    plan: StepPlan
    rates: dict[str, Rate]
    dropped: dict[str, tuple[str, ...]]
    unwatched: dict[str, str]


def steps_under(standing: Standing) -> StepsUnder | None:
    """The plan of the steps that stand; None where there are none."""
    if not standing.steps:
        return None
    present = [step.id for step in standing.steps]
    rates = {step.id: step_rate(step, standing.rates) for step in standing.steps}
    plan = StepPlan(
        steps=tuple(_step(step, present, rates[step.id]) for step in standing.steps),
        scales={party: figure.middle for party, figure in standing.terms.scales.items()},
        collateral=tuple(
            Collateral(
                party=pledge.party,
                amount=pledge.amount.middle,
                paid={party: figure.middle for party, figure in pledge.paid.items()},
            )
            for pledge in standing.pledges
        ),
    )
    dropped = {
        step.id: away for step in standing.steps if (away := tuple(n for n in step.after if n not in present))
    }
    unwatched = {
        step.id: step.seen_with for step in standing.steps if step.seen_with and step.seen_with not in present
    }
    return StepsUnder(plan=plan, rates=rates, dropped=dropped, unwatched=unwatched)


def _step(terms: StepTerms, present: Sequence[str], rate: Rate) -> Step:
    return Step(
        id=terms.id,
        actor=terms.actor,
        values={party: figure.middle for party, figure in terms.values.items()},
        irreversible=terms.irreversible.middle,
        days=terms.days,
        verified_after=terms.verified_after,
        detection=(rate.span or UNSEEN).middle,
        seen_with=terms.seen_with if terms.seen_with in present else "",
        after=tuple(name for name in terms.after if name in present),
        parts=terms.parts,
        seen_by=terms.seen_by,
        if_broken=terms.if_broken,
    )


@dataclass(frozen=True, slots=True)
class _Spread:
    """A term whose base and weights have ends; the weights once what sees a step stands, and before."""

    base: Span
    weights: tuple[Span, ...]
    unseen: tuple[Span, ...]


def worst_range(standing: Standing, under: StepsUnder) -> Interval:
    """Between which ends the least worst exposure lies, whatever the figures are: a sound outer range."""
    spread = _spreads(standing, under)
    low, high = (_least_worst(under.plan, _ends(under.plan, spread, upper=upper)) for upper in (False, True))
    return Interval(float(low), float(high))


def order_range(standing: Standing, under: StepsUnder, best: BestOrder) -> Interval:
    """Between which ends the worst exposure of one order lies: a sound outer range."""
    places = [under.plan.steps.index(step) for step in best.steps]
    spread = _spreads(standing, under)
    found = []
    for upper in (False, True):
        terms = _ends(under.plan, spread, upper=upper)
        levels = [exposure(terms, places[:count]) for count in range(1, len(places))]
        found.append(float(max(levels, default=Fraction(0))))
    return Interval(found[0], found[1])


def _least_worst(plan: StepPlan, terms: tuple[Term, ...]) -> Fraction:
    """The least worst exposure over all orders, for terms of one's own."""
    from detente.enforce.sequence.table import table_of, unit_of

    lattice = checked_lattice(plan, 1 << 26)
    unit, _ = unit_of(terms, Fraction(0))
    answer = engine(lattice.size)(table_of(lattice, terms, (), Fraction(0), unit), lattice.size)
    return max(Fraction(0), answer.worst * unit)


def _ends(plan: StepPlan, spread: Sequence[_Spread], *, upper: bool) -> tuple[Term, ...]:
    def end(span: Span) -> Fraction:
        return span.high if upper else span.low

    pairs = dict(pairs_of(plan.steps))
    return tuple(
        Term(
            party=str(number),
            kind="loses",
            base=end(one.base),
            weights=tuple(
                end((one.unseen if step in pairs else one.weights)[step]) for step in range(len(plan.steps))
            ),
            pairs=tuple(
                ((step, eye), end(one.weights[step]) - end(one.unseen[step])) for step, eye in pairs.items()
            ),
        )
        for number, one in enumerate(spread)
    )


def _spreads(standing: Standing, under: StepsUnder) -> tuple[_Spread, ...]:
    """Both kinds of exposure of each party, as :func:`detente.enforce.sequence.exposure.terms` has them."""
    scales = {party: span_of(figure) for party, figure in standing.terms.scales.items()}
    return tuple(
        made(standing, under, party, scales.get(party, ONE))
        for party in under.plan.parties
        for made in (_loses, _gains)
    )


def _loses(standing: Standing, under: StepsUnder, party: str, scale: Span) -> _Spread:
    others = dict.fromkeys(step.actor for step in standing.steps if step.actor != party)
    paid = [
        total(
            span_of(pledge.paid[party])
            for pledge in standing.pledges
            if pledge.party == other and party in pledge.paid
        )
        for other in others
    ]
    least = (
        Span(min(one.low for one in paid), min(one.middle for one in paid), min(one.high for one in paid))
        if paid
        else NOTHING
    )
    weights, unseen = (
        tuple(
            -(_kept(step, party) * _counted(step, party, rates[step.id])) / scale for step in standing.steps
        )
        for rates in (under.rates, dict.fromkeys(under.rates, BLIND))
    )
    return _Spread(-least / scale, weights, unseen)


def _gains(standing: Standing, under: StepsUnder, party: str, scale: Span) -> _Spread:  # noqa: ARG001 - as its twin
    whole = total(_value(step, party) for step in standing.steps)
    posted = total(span_of(pledge.amount) for pledge in standing.pledges if pledge.party == party)
    weights = tuple(_kept(step, party) / scale for step in standing.steps)
    return _Spread(-(whole + posted) / scale, weights, weights)


def _value(step: StepTerms, party: str) -> Span:
    figure = step.values.get(party)
    return point(0) if figure is None else span_of(figure)


def _kept(step: StepTerms, party: str) -> Span:
    return span_of(step.irreversible) * _value(step, party)


def _counted(step: StepTerms, party: str, rate: Rate) -> Span:
    """How far a party may count on a step; where its worth has both signs, anything between the two."""
    value, seen = _value(step, party), rate.span or UNSEEN
    if step.actor == party or value.high < 0:
        return ONE
    return Span(seen.low, seen.middle, Fraction(1)) if value.low < 0 else seen


def unseen(under: StepsUnder) -> tuple[str, ...]:
    """Ids of the steps of which neither the file nor a plan says how surely a pretence is seen."""
    return tuple(name for name, rate in under.rates.items() if rate.origin is Origin.UNKNOWN)
