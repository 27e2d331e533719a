"""A monitoring plan as a noun: the package and its duties, what stands where, what that sees, how sure it is.

Money is in ``MonitoringPlan.currency``, a year unless it says otherwise; P is a probability between 0 and 1.
What is not known is None, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from detente._version import __version__
from detente.case.model import Case
from detente.case.verification import Level, Obligation, ObligationKind
from detente.verify.instruments.usable import Refusal
from detente.verify.line.model import ContactLine, Segment
from detente.verify.means_rates import MeansRates
from detente.verify.monitoring.holdings import Holding, Money, Site
from detente.verify.monitoring.otherwise import Marginal, OptionEffect, Run
from detente.verify.monitoring.seen import HourName, Watch
from detente.verify.outcome_rates import ObligationRates
from detente.verify.placement import Channel, SitingRule, Unknown
from detente.verify.plan.outcome import Status

Goal = Literal["target", "mean", "worst"]
"""Least cost for targets; or the best mean, or the best worst P, for a budget."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """The package that a plan is for, and why that one.

    Attributes:
        package: One option for each issue.
        why: Where it comes from, as a clause: ``the Nash package of the first opening``.
        relaxed: Ids of the red lines that gave way for it.
    """

    package: Mapping[str, str]
    why: str
    relaxed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """An obligation that the package brings.

    Attributes:
        placed: Whether the plan places instruments for it (line and area); the rest have ``means``.
        target: The P that is asked for; None where none is.
        seen: P of one act, by violation and hour, on the segment where it is least likely; for the means of
            the rest under ``""``, at the worst hour. None where nothing in place sees it.
        rates: beta and alpha by the alarm rule, one for each violation type; empty without an alarm rule.
        means: What sees those that are not placed, one entry for each violation type.
        per_year: What one of each of the means costs a year; None for placed ones, or where not known.
    """

    obligation: Obligation
    placed: bool
    target: float | None
    seen: Mapping[str, Mapping[str, float] | None]
    rates: tuple[ObligationRates, ...]
    means: tuple[MeansRates, ...]
    per_year: Money | None

    @property
    def kind(self) -> ObligationKind:
        """Where it can be broken."""
        return self.obligation.kind


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MonitoringPlan:
    """Which instruments, where, what they see, what they cost, and how far from the best that may be.

    Attributes:
        assumed: The package.
        goal, channel, level, budget, target: What was asked. ``channel`` is what a target or a mean is of,
            ``target`` what stands in place of the targets of the case, None if nothing does.
        line: The contact line, with eps, generalisation, day and credit.
        segments: Its segments; ``siting`` says how finely they are looked at, and where sites might be.
        sites: Where what stands, dearest kinds first.
        watches: P for each violation type of each placed obligation on each segment (and side).
        worst: The watch with the least P among those aimed at; None where nothing is.
        unreachable: Watches whose target nothing reaches, with the best P.
        unseen: Obligation and violation type of which no usable instrument sees anything anywhere.
        duties: All obligations under the package.
        holdings: The instruments by kind.
        refusals: Instruments that the package or a red line rules out, with why.
        unknown: What is not known of usable instruments.
        per_year: Of all placed instruments; ``capital``: what buying them costs at once.
        objective, bound, gap, status, method, timed: How sure the plan is of being the best.
        runs: At low, middle and high figures.
        marginal: What money buys; empty where it was not asked for.
        option_effects: What options do; empty where they were not asked for.
        caveat: What no public source says of detection.
        certainty: How many figures of the instruments that are in the plan rest on what.
        notes: What else is to be said: of the line, the package, the cells.
        digest: SHA-256 over the case, the package and the line.
    """

    case: Case
    assumed: Assumed
    goal: Goal
    channel: Channel
    level: Level
    budget: float | None
    target: float | None
    currency: str
    line: ContactLine
    segments: tuple[Segment, ...]
    segment_km: float
    siting: SitingRule
    hours: tuple[HourName, ...]
    sites: tuple[Site, ...]
    watches: tuple[Watch, ...]
    worst: Watch | None
    unreachable: tuple[Watch, ...]
    unseen: tuple[tuple[str, str], ...]
    duties: tuple[Duty, ...]
    holdings: tuple[Holding, ...]
    refusals: tuple[Refusal, ...]
    unknown: tuple[Unknown, ...]
    per_year: Money
    capital: Money
    objective: float | None
    bound: float | None
    gap: float | None
    status: Status
    method: tuple[str, ...]
    timed: bool
    runs: Mapping[Level, Run]
    marginal: tuple[Marginal, ...]
    option_effects: tuple[OptionEffect, ...]
    caveat: str
    certainty: Mapping[str, int]
    notes: tuple[str, ...]
    seed: int
    digest: str
    version: str = __version__
