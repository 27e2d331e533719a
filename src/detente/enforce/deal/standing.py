"""What of ``enforcement.toml`` stands under one package, with the rates that are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from detente.case.enforcement import (
    CollateralTerms,
    Enforcement,
    Period,
    Pledge,
    SenderTerms,
    SideTerms,
    SnapbackTerms,
    StepTerms,
    When,
)
from detente.case.formula import holds
from detente.case.model import Case
from detente.enforce.deal.rates import PlanRates, Rate, breach_rate, false_alarm_rate
from detente.enforce.deal.spans import Span, span_of
from detente.errors import Fault, InputError
from detente.verify.instruments.usable import package_numbers

FILE = "enforcement.toml"


Known = TypeVar("Known")


def known(value: Known | None, what: str) -> Known:
    """What has to be known for a computation.

    Raises:
        InputError: it is not; ``Standing.is_computable`` says so beforehand.
    """
    if value is None:
        message, hint = f"{what} is not known", "ask only where the standing is computable"
        raise InputError(Fault(file=FILE, message=message, hint=hint, code="not-computable"))
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class SideStanding:
    """A side, with beta of each breach by id and alpha."""

    terms: SideTerms
    false_alarm: Rate
    detection: Mapping[str, Rate]

    @property
    def alpha(self) -> Span:
        """Alpha, where it is known."""
        return known(self.false_alarm.span, f"how often {self.terms.party} is accused wrongly")

    @property
    def known(self) -> tuple[str, ...]:
        """Ids of the breaches whose beta is known."""
        return tuple(name for name, rate in self.detection.items() if rate.span is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands under a package.

    Attributes:
        period: None where the file has no pact.
        sides: The two of them, or none.
        collateral, snapbacks, steps, pledges: Those whose rule the package meets.
        idle: Collateral whose rule it does not meet.
        absent: Steps whose rule it does not meet, by id.
        could_not: What is not computed, and why: sentences.
    """

    case: Case
    terms: Enforcement
    period: Period | None
    sides: tuple[SideStanding, ...]
    collateral: tuple[CollateralTerms, ...]
    idle: tuple[CollateralTerms, ...]
    snapbacks: tuple[SnapbackTerms, ...]
    senders: Mapping[str, SenderTerms]
    steps: tuple[StepTerms, ...]
    absent: tuple[str, ...]
    pledges: tuple[Pledge, ...]
    rates: PlanRates
    could_not: tuple[str, ...]

    @property
    def time(self) -> Period:
        """The period, where there is one."""
        return known(self.period, "the period between two reviews")

    @property
    def discount(self) -> Span:
        """What the next period counts against this one."""
        return span_of(self.time.discount)

    @property
    def is_computable(self) -> bool:
        """There are two sides, a period, and an alpha of each."""
        return (
            self.period is not None
            and len(self.sides) == 2
            and all(side.false_alarm.span is not None for side in self.sides)
        )


def terms_of(case: Case) -> Enforcement:
    """What the case says of enforcement.

    Raises:
        InputError: if it says nothing.
    """
    if case.enforcement is None:
        message = "the case says nothing of what breaking a deal brings: it has no enforcement.toml"
        hint = f"an {FILE} beside its case.toml; docs/how-to/write-an-enforcement.md says how"
        raise InputError(Fault(file=str(case.id), message=message, hint=hint, code="no-enforcement"))
    return case.enforcement


def standing_under(case: Case, package: Mapping[str, str], rates: PlanRates | None = None) -> Standing:
    """What stands under a package.

    Args:
        case: The case, with its enforcement.
        package: One option's id for each issue.
        rates: Of a monitoring plan; None: those of the file alone.

    Raises:
        InputError: if the case says nothing of enforcement, or the package leaves out an issue.
    """
    terms, plan = terms_of(case), rates or PlanRates()
    numbers = package_numbers(case, package)

    def stands(when: When) -> bool:
        return when.formula is None or holds(when.formula, numbers)

    days = terms.period.days if terms.period is not None else 1
    sides = tuple(_side(side, plan, days) for side in terms.sides)
    return Standing(
        case=case,
        terms=terms,
        period=terms.period,
        sides=sides,
        collateral=tuple(item for item in terms.collateral if stands(item.when)),
        idle=tuple(item for item in terms.collateral if not stands(item.when)),
        snapbacks=tuple(item for item in terms.snapbacks if stands(item.when)),
        senders={sender.party: sender for sender in terms.senders},
        steps=tuple(item for item in terms.steps if stands(item.when)),
        absent=tuple(item.id for item in terms.steps if not stands(item.when)),
        pledges=tuple(item for item in terms.pledges if stands(item.when)),
        rates=plan,
        could_not=tuple(_unknown(case, sides, terms)),
    )


def _side(side: SideTerms, plan: PlanRates, days: int) -> SideStanding:
    return SideStanding(
        terms=side,
        false_alarm=false_alarm_rate(side, plan, days),
        detection={breach.id: breach_rate(breach, plan, days) for breach in side.breaches},
    )


def _unknown(case: Case, sides: tuple[SideStanding, ...], terms: Enforcement) -> Iterator[str]:
    if not sides or terms.period is None:
        yield (
            "Whether breaking pays was not computed: the case has no two sides with a period between reviews."
        )
    for side in sides:
        title = case.party(side.terms.party).title
        if side.false_alarm.span is None:
            yield (
                f"Not computed: neither a plan nor the file says how often {title} would be accused wrongly "
                "(alpha), without which no side's value of the deal is known."
            )
        for breach in side.terms.breaches:
            if side.detection[breach.id].span is None:
                yield (
                    f"Not computed: whether “{breach.title}” pays for {title}, as neither a plan nor the "
                    "file says how surely it is put down to that side (beta)."
                )
