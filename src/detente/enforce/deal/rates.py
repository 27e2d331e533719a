"""How surely a breach is put down to who did it, and how often a side is accused wrongly: beta and alpha.

They come from a monitoring plan where there is one, else from the case's file; where neither says it, they
are not known, and what needs them is not computed. A plan speaks of a review period of its alarm rule;
:func:`per_period` turns that into the periods of the pact, as if periods were independent.

What a plan's copies see is known between low and high figures of their instruments. Each rate is a span over
the runs of the plan at its three levels: middle figures in the middle, and ends that are the least and the
most of the three. A run moves all figures together, so that other mixtures of figures may lead outside.

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
from typing import TypeAlias

from detente.case.enforcement import Breach, SideTerms, StepTerms
from detente.case.verification import AlarmRule
from detente.enforce.deal.spans import Span, span_of
from detente.verify.daily import Daily, daily_means, daily_placed
from detente.verify.monitoring.model import MonitoringPlan
from detente.verify.monitoring.otherwise import HeldRates

NO_RULE = 0
"""Alarms of the rule where a file says how single acts are watched, which has none."""


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
    """beta and alpha of one way to break one obligation, within a review period of so many days.

    ``daily`` is what watching does act by act; None where that is not known.
    """

    beta: float
    alpha: float
    review_days: int
    daily: Daily | None = None


ByDuty: TypeAlias = Mapping[str, Mapping[str, Alarms]]
"""By obligation and violation."""


@dataclass(frozen=True, slots=True)
class PlanRates:
    """What a plan says; empty without one.

    Attributes:
        alarms: At middle figures.
        runs: The same plan by the figures of other levels.
    """

    alarms: ByDuty = field(default_factory=dict)
    runs: tuple[ByDuty, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.alarms)

    def of(self, obligation: str) -> tuple[Mapping[str, Alarms], ...]:
        """Its alarms by violation, at middle figures and then by each other run that has some."""
        named = (run.get(obligation, {}) for run in (self.alarms, *self.runs))
        return tuple(each for each in named if each)


def rates_of(plan: MonitoringPlan) -> PlanRates:
    """The rates of a monitoring plan: of what is placed in any cell, of the rest by its means."""
    runs = {level: run.held_rates for level, run in plan.runs.items()}
    return PlanRates(
        alarms=alarms_of(runs["mid"]),
        runs=tuple(alarms_of(rates) for level, rates in runs.items() if level != "mid"),
    )


def alarms_of(rates: HeldRates) -> ByDuty:
    """The alarms of one run."""
    found: dict[str, dict[str, Alarms]] = {}
    for rate in rates.placed:
        found.setdefault(rate.obligation, {})[rate.violation] = Alarms(
            beta=rate.beta_anywhere, alpha=rate.alpha_anywhere, review_days=rate.rule.review_days,
            daily=daily_placed(rate),
        )  # fmt: skip
    for mean in rates.means:
        if mean.rates is not None:
            found.setdefault(mean.obligation, {})[mean.violation] = Alarms(
                beta=mean.rates.beta, alpha=mean.rates.alpha, review_days=mean.rates.rule.review_days,
                daily=daily_means(mean),
            )  # fmt: skip
    return found


def per_period(chance: float, review_days: int, days: int) -> float:
    """A chance within a review period, within a period of the pact."""
    return chance if review_days == days else float(1 - (1 - chance) ** (days / review_days))


def breach_rate(breach: Breach, plan: PlanRates, days: int) -> Rate:
    """Beta of a breach: of its violation, or of the one of its obligation that is seen worst."""
    worst = []
    for known in plan.of(breach.obligation):
        named = [each for name, each in known.items() if breach.violation in ("", name)]
        worst += [min(per_period(each.beta, each.review_days, days) for each in named)] if named else []
    if worst:
        return Rate(_over(worst, worst), Origin.PLAN)
    return UNKNOWN if breach.detection is None else Rate(span_of(breach.detection), Origin.FILE)


def daily_runs(breach: Breach, plan: PlanRates, days: int, alpha: float) -> tuple[Daily, ...]:
    """How a breach is watched act by act, at middle figures and then by each other run.

    Of its violation, or of the one of its obligation that is seen worst. From the file, where no plan says
    it: middle figures, the cautious ends and the hopeful ones. Empty where it is not known in every run.

    Args:
        breach: The breach.
        plan: What a plan says.
        days: Of a period of the pact.
        alpha: Chance a period that the side is accused wrongly, for the file's figures.
    """
    found = []
    for known in plan.of(breach.obligation):
        named = [each for name, each in known.items() if breach.violation in ("", name)]
        worst = min(named, key=lambda each: per_period(each.beta, each.review_days, days), default=None)
        if worst is not None:
            found.append(worst.daily)
    kept = tuple(each for each in found if each is not None)
    if found:
        return kept if len(kept) == len(found) else ()
    if breach.attributed is None or breach.false_per_day is None:
        return ()
    seen, false = span_of(breach.attributed), span_of(breach.false_per_day)
    ends = ((seen.middle, false.middle), (seen.low, false.high), (seen.high, false.low))
    return tuple(_by_file(float(chance), float(rate), days, alpha) for chance, rate in ends)


def _by_file(attributed: float, false_per_day: float, days: int, alpha: float) -> Daily:
    """One act a day, and no rule of its own."""
    rule = AlarmRule(alarms=NO_RULE, window_days=days, review_days=days, acts=days)
    return Daily(attributed=attributed, false_per_day=false_per_day, rule=rule, alpha=alpha)


def false_alarm_rate(side: SideTerms, plan: PlanRates, days: int) -> Rate:
    """Alpha of a side, by all obligations that its breaches name."""
    named = dict.fromkeys(breach.obligation for breach in side.breaches)
    lows, highs = [], []
    for run in (plan.alarms, *plan.runs):
        chances = [
            per_period(each.alpha, each.review_days, days)
            for name in named
            for each in run.get(name, {}).values()
        ]
        if chances:
            lows.append(max(chances))
            highs.append(max(lows[-1], 1 - prod(1 - chance for chance in chances)))
    if lows:
        return Rate(_over(lows, highs), Origin.PLAN)
    return UNKNOWN if side.false_alarm is None else Rate(span_of(side.false_alarm), Origin.FILE)


def step_rate(step: StepTerms, plan: PlanRates) -> Rate:
    """The chance that a step that was only pretended is seen: the file's, else the worst beta."""
    if step.detection is not None:
        return Rate(span_of(step.detection), Origin.FILE)
    worst = [min(each.beta for each in known.values()) for known in plan.of(step.obligation)]
    return Rate(_over(worst, worst), Origin.PLAN) if worst else UNKNOWN


def _over(lows: Sequence[float], highs: Sequence[float]) -> Span:
    """From the least of the lows to the most of the highs; the first of each lies around the middle."""
    middle = (_exact(lows[0]) + _exact(highs[0])) / 2
    return Span(min(map(_exact, lows)), middle, max(map(_exact, highs)))


def _exact(chance: float) -> Fraction:
    return Fraction(repr(min(1.0, max(0.0, chance))))
