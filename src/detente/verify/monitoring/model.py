"""The nouns of a monitoring plan: everything that is needed to defend it.

Money is in ``MonitoringPlan.currency``, a year unless it says otherwise; P is a probability between 0 and 1.
An **hour** is a choice of the violator, such as ``day`` or ``night``: one state for each chosen condition.
Nature's conditions are mixed within each hour. What is not known is None, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from detente._version import __version__
from detente.case.model import Case
from detente.case.verification import Level, Obligation, ObligationKind
from detente.verify.instruments.usable import Refusal
from detente.verify.line.model import ContactLine, Position, Segment
from detente.verify.means_rates import MeansRates
from detente.verify.outcome_rates import ObligationRates
from detente.verify.placement import Channel, SitingRule, Unknown
from detente.verify.plan.outcome import Status

Goal = Literal["target", "mean", "worst"]
"""Least cost for targets; or the best mean, or the best worst P, for a budget."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """What comes of one act at an hour of the violator's choice.

    ``seen`` is P that something sees it, ``attributed`` that it is put down to the side that did it, and to
    no other, ``wrong`` that it is put down to the other side alone.
    """

    seen: float
    attributed: float
    wrong: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """How a violation type of an obligation is seen on a segment: at the cell where that is least likely.

    Attributes:
        segment: Id of the segment.
        side: ``inside`` or ``outside`` for an area beside the line; ``""`` on the line itself.
        cell: Id of the cell, one of the parts of at most ``cell_km`` that the segment is cut into.
        hours: By hour.
        alone: A floor under P in all cells and hours, however instruments that watch the same place hang
            together beyond the conditions: P of the one that sees best.
        target: The P that is asked for; None where none is.
        best: P with everything that may be used in place, at the worst hour, in the plan's channel; given
            where the target cannot be reached, else None.
    """

    obligation: str
    violation: str
    segment: str
    side: str
    cell: str
    hours: Mapping[str, Hour]
    alone: float
    target: float | None
    best: float | None

    @property
    def worst(self) -> Hour:
        """The hour at which it is least likely seen."""
        return min(self.hours.values(), key=lambda hour: hour.seen)

    @property
    def worst_hour(self) -> str:
        """The name of that hour."""
        return min(self.hours, key=lambda name: self.hours[name].seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A candidate position with what the plan puts there; without one, what needs none.

    Attributes:
        id: Of the candidate: instrument and place.
        position: Longitude and latitude in degrees, rounded to what the line's generalisation bears; None for
            what needs no site.
        side: On which side of the line; ``""`` on it, or without a site.
        segment: Id of the segment that it stands beside; ``""`` without a site.
        copies: How many, standing ones included.
        standing: How many of them stood before.
        per_year: What they cost a year, with capital by its part for one year of life.
    """

    id: str
    instrument: str
    position: Position | None
    side: str
    segment: str
    copies: int
    standing: int
    per_year: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A sum at the three levels: ``low`` is what it costs at least. None where a figure is not known."""

    low: float | None
    mid: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One kind of instrument in the plan.

    Attributes:
        copies: How many.
        standing: How many of them stood before.
        per_year: All of them a year, capital included by its part for one year of life.
        capital: What buying all of them costs at once, standing ones included.
        crew: People for all of them; None where not known.
        certainty: How many of its figures rest on what: ``{"sourced": 1, "guess": 9}``.
    """

    instrument: str
    title: str
    owner: str
    nationality: str
    territory: str
    copies: int
    standing: int
    per_year: Money
    capital: Money
    crew: Money
    certainty: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A plan of the same goal with every figure at one level, and the plan at hand under those figures.

    Attributes:
        copies: By instrument.
        per_year: What the run's own plan costs at that level.
        worst: P of its worst row that is aimed at and can be reached; None where there is none.
        mean: Mean P over the rows that are aimed at; None where there is none.
        reached: Share of the line, by length and violation type, on which the target is met; None without
            targets.
        bound, gap, status: How sure the run's plan is of being the best.
        held_worst, held_mean, held_reached: The same of the plan at hand, bought at its own level, if the
            figures are those of this level.
    """

    level: Level
    copies: Mapping[str, int]
    per_year: float
    worst: float | None
    mean: float | None
    reached: float | None
    bound: float | None
    gap: float | None
    status: Status
    held_worst: float | None
    held_mean: float | None
    held_reached: float | None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Marginal:
    """A point of the curve of what money buys.

    Attributes:
        per_year: What is spent.
        worst: P of the worst row that something can see, among those aimed at.
        mean: Mean P over the rows that are aimed at.
    """

    per_year: float
    worst: float
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionEffect:
    """What the plan becomes if one issue of the package is decided otherwise.

    Attributes:
        breaks: Ids of the structural rules that the changed package breaks: it is then no deal.
        excluded, admitted: Instruments that the change rules out, and those that it lets in.
        lost, added: Obligations that go, and that come.
        per_year: What the changed plan costs; None where nothing is asked for.
        worst, mean, reached: As in :class:`Run`, over what is aimed at under the changed package.
        status, gap: How sure it is.
    """

    issue: str
    option: str
    breaks: tuple[str, ...]
    excluded: tuple[str, ...]
    admitted: tuple[str, ...]
    lost: tuple[str, ...]
    added: tuple[str, ...]
    per_year: float | None
    worst: float | None
    mean: float | None
    reached: float | None
    status: Status | None
    gap: float | None


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
class HourName:
    """An hour of the violator's choice with its words: ``By night``; empty where nothing is chosen."""

    id: str
    title: str


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
