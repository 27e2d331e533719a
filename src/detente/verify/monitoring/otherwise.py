"""What a monitoring plan would be otherwise: by other figures, for other money, under other options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.case.verification import Level
from detente.verify.means_rates import MeansRates
from detente.verify.outcome_rates import ObligationRates
from detente.verify.plan.outcome import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRates:
    """beta and alpha of a plan's copies by the figures of one level.

    Attributes:
        placed: For each violation type of what is placed; empty without an alarm rule.
        means: For those of the rest, by their means.
    """

    placed: tuple[ObligationRates, ...]
    means: tuple[MeansRates, ...]


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
        held_rates: And its beta and alpha then.
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
    held_rates: HeldRates


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
