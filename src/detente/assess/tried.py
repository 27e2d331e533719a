"""The tests that candidates share: one plan, one pact and one order for all that they are the same for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.enforce.deal.finding import Deal, does_it_pay
from detente.enforce.deal.rates import PlanRates, rates_of
from detente.enforce.deal.standing import Standing, standing_under
from detente.enforce.deal.steps import StepsUnder, steps_under, worst_range
from detente.enforce.sequence.order import BestOrder, best_order
from detente.verify.instruments.means import active
from detente.verify.instruments.table import instruments_of
from detente.verify.instruments.usable import usable
from detente.verify.monitoring.plan import monitoring_plan

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.enforce.compliance.bounds import Interval
    from detente.verify.line.model import ContactLine, Segment
    from detente.verify.monitoring.model import Assumed, MonitoringPlan
    from detente.verify.placement import SitingRule

Say = Callable[[str], None]


def unheard(_news: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where plans are made: the contact line, its segments, and how finely it is looked at.

    ``most`` plans are made at most; a package that would need one more has none.
    """

    line: ContactLine
    segments: Sequence[Segment]
    siting: SitingRule
    most: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The best order of a package's steps, and between which ends its least worst exposure lies."""

    under: StepsUnder
    best: BestOrder
    worst: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What one package came to.

    Attributes:
        plan: Its monitoring plan; None where none was made.
        plan_basis: Names the obligations and instruments that the plan rests on; equal for the same plan.
        deal: Whether breaking it pays; None where the case says nothing of it.
        deal_basis: The same for the pact.
        order: Who goes first; None where there are no steps.
        order_basis: The same for the steps.
    """

    plan: MonitoringPlan | None
    plan_basis: str
    deal: Deal | None
    deal_basis: str
    order: Order | None
    order_basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialEffort:
    """How much is done.

    Attributes:
        draws: Draws of what is open, for a chance of acceptance.
        pact_draws: Draws of each pact.
        seed: Of all draws.
        ground: Where plans are made; None: none is made.
        plans: Plans that are there already: each stands for all packages with the same obligations and
            usable instruments.
    """

    draws: int = 2_000
    pact_draws: int = 200
    seed: int = 0
    ground: Ground | None = None
    plans: tuple[MonitoringPlan, ...] = ()


def trials(case: Case, packages: Sequence[Assumed], effort: TrialEffort, say: Say = unheard) -> list[Tried]:
    """Put packages through verification, enforcement and sequence.

    Args:
        case: The case.
        packages: The packages.
        effort: How much is done.
        say: Takes news of how far it is.
    """
    plans = _Plans(case, effort)
    deals: dict[str, Deal] = {}
    orders: dict[str, Order | None] = {}
    found = []
    for number, assumed in enumerate(packages, 1):
        say(f"candidate {number} of {len(packages)}")
        plan_basis, plan = plans.of(assumed)
        deal_basis = order_basis = ""
        deal = order = None
        if case.enforcement is not None:
            rates = PlanRates() if plan is None else rates_of(plan)
            standing = standing_under(case, assumed.package, rates)
            deal_basis, order_basis = _pact(standing, plan_basis), _steps(standing, plan_basis)
            if deal_basis not in deals:
                deals[deal_basis] = does_it_pay(
                    case, assumed, rates=rates, draws=effort.pact_draws, seed=effort.seed
                )
            if order_basis not in orders:
                orders[order_basis] = _order(standing)
            deal, order = deals[deal_basis], orders[order_basis]
        found.append(
            Tried(
                plan=plan,
                plan_basis=plan_basis,
                deal=deal,
                deal_basis=deal_basis,
                order=order,
                order_basis=order_basis,
            )
        )
    return found


def watched_by(case: Case, assumed: Assumed) -> str:
    """The obligations that a package brings and the instruments that it leaves: what a plan rests on."""
    if case.verification is None:
        return ""
    instruments = instruments_of(case.verification)
    left = usable(instruments, assumed.package, case, relaxed=assumed.relaxed).instruments
    duties = [item.id for item in active(case, assumed.package)]
    return f"{' '.join(duties)} / {' '.join(each.id for each in left)}"


class _Plans:
    """The plans of a case, each made once."""

    def __init__(self, case: Case, effort: TrialEffort) -> None:
        self._case, self._ground = case, effort.ground
        self._known = {watched_by(case, plan.assumed): plan for plan in effort.plans}
        self._made = 0

    def of(self, assumed: Assumed) -> tuple[str, MonitoringPlan | None]:
        """What the plan of a package rests on, and the plan; ``""`` and None where there is none."""
        basis = watched_by(self._case, assumed)
        if basis not in self._known:
            ground = self._ground
            if ground is None or self._case.verification is None or self._made >= ground.most:
                return "", None
            self._known[basis] = monitoring_plan(
                self._case, assumed=assumed, line=ground.line, segments=ground.segments, siting=ground.siting
            )
            self._made += 1
        return basis, self._known[basis]


def _pact(standing: Standing, plan_basis: str) -> str:
    ids = [item.id for item in standing.collateral], [item.id for item in standing.snapbacks]
    return f"{ids} {plan_basis}"


def _steps(standing: Standing, plan_basis: str) -> str:
    places = [number for number, each in enumerate(standing.terms.pledges) if each in standing.pledges]
    return f"{[step.id for step in standing.steps]} {places} {plan_basis}"


def _order(standing: Standing) -> Order | None:
    under = steps_under(standing)
    if under is None:
        return None
    return Order(under=under, best=best_order(under.plan), worst=worst_range(standing, under))
