"""How surely a breach is put down to who did it, and how often a side is accused wrongly: beta and alpha.

They come from a monitoring plan where there is one, else from the case's file; where neither says it, they
are not known, and what needs them is not computed. A plan speaks of a review period of its alarm rule;
:func:`per_period` turns that into the periods of the pact, as if periods were independent.

The alarms of the pact are those of the obligations that a side's breaches name. A plan gives alpha for each
way to break an obligation; a false alarm may count for several of them, so that of all together the largest
is the least that it can be, and one minus the product of the complements the most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import prod

from detente.case.enforcement import Breach, SideTerms, StepTerms
from detente.enforce.deal.spans import Span, point, span_of
from detente.verify.monitoring.model import Duty


class Origin(StrEnum):
    """Where a chance comes from."""

    PLAN = "plan"
    FILE = "file"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Rate:
    """A chance per period and where it comes from; no span where it is not known."""

    span: Span | None
    origin: Origin


UNKNOWN = Rate(None, Origin.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """beta and alpha of one way to break one obligation, within a review period of so many days."""

    beta: float
    alpha: float
    review_days: int


@dataclass(frozen=True, slots=True)
class PlanRates:
    """What a plan says: alarms by obligation and violation; empty without one."""

    alarms: Mapping[str, Mapping[str, Alarms]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.alarms)


def rates_of(duties: Sequence[Duty]) -> PlanRates:
    """The rates of a monitoring plan: of what is placed in any cell, of the rest by its means."""
    found: dict[str, dict[str, Alarms]] = {}
    for duty in duties:
        named = found.setdefault(duty.obligation.id, {})
        for rate in duty.rates:
            named[rate.violation] = Alarms(
                beta=rate.beta_anywhere, alpha=rate.alpha_anywhere, review_days=rate.rule.review_days
            )
        for mean in duty.means:
            if mean.rates is not None:
                named[mean.violation] = Alarms(
                    beta=mean.rates.beta, alpha=mean.rates.alpha, review_days=mean.rates.rule.review_days
                )
    return PlanRates({name: alarms for name, alarms in found.items() if alarms})


def per_period(chance: float, review_days: int, days: int) -> float:
    """A chance within a review period, within a period of the pact."""
    return chance if review_days == days else float(1 - (1 - chance) ** (days / review_days))


def breach_rate(breach: Breach, plan: PlanRates, days: int) -> Rate:
    """Beta of a breach: of its violation, or of the one of its obligation that is seen worst."""
    known = plan.alarms.get(breach.obligation, {})
    if breach.violation:
        known = {name: known[name] for name in (breach.violation,) if name in known}
    if known:
        worst = min(per_period(each.beta, each.review_days, days) for each in known.values())
        return Rate(point(_exact(worst)), Origin.PLAN)
    return UNKNOWN if breach.detection is None else Rate(span_of(breach.detection), Origin.FILE)


def false_alarm_rate(side: SideTerms, plan: PlanRates, days: int) -> Rate:
    """Alpha of a side, by all obligations that its breaches name."""
    named = dict.fromkeys(breach.obligation for breach in side.breaches)
    chances = [
        per_period(each.alpha, each.review_days, days)
        for name in named
        for each in plan.alarms.get(name, {}).values()
    ]
    if chances:
        low, high = _exact(max(chances)), _exact(1 - prod(1 - chance for chance in chances))
        return Rate(Span(low, (low + max(low, high)) / 2, max(low, high)), Origin.PLAN)
    return UNKNOWN if side.false_alarm is None else Rate(span_of(side.false_alarm), Origin.FILE)


def step_rate(step: StepTerms, plan: PlanRates) -> Rate:
    """The chance that a step that was only pretended is seen: the file's, else the worst beta."""
    if step.detection is not None:
        return Rate(span_of(step.detection), Origin.FILE)
    known = plan.alarms.get(step.obligation, {})
    if known:
        return Rate(point(_exact(min(each.beta for each in known.values()))), Origin.PLAN)
    return UNKNOWN


def _exact(chance: float) -> Fraction:
    return Fraction(repr(min(1.0, max(0.0, chance))))
