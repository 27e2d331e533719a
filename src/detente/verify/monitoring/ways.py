"""What a plan could be instead: what money buys, and what the options of the package do to it.

Both are by greedy plans without a bound: quick, and the same from run to run. The greedy rule is that of
:mod:`detente.verify.plan.cover_search`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from detente.case.formula import holds
from detente.case.model import Case
from detente.verify.cover import copies_of
from detente.verify.instruments.means import active
from detente.verify.instruments.table import instruments_of
from detente.verify.instruments.usable import package_numbers, usable
from detente.verify.monitoring.model import Assumed, MonitoringPlan
from detente.verify.monitoring.otherwise import Marginal, OptionEffect
from detente.verify.monitoring.pose import Asked, Posed, posed, reached, solved
from detente.verify.placement import PLACED
from detente.verify.plan.chance import looks
from detente.verify.plan.cover_search import repaired
from detente.verify.plan.need import needs
from detente.verify.site import Floats

LADDER = (0.1, 0.3, 0.5, 0.7, 0.9)
"""The worst P of the points of the curve, as far as they can be reached."""

Telling = Callable[[str], object]
"""Told what is worked on, in words."""


def with_marginal(
    plan: MonitoringPlan, *, ladder: Sequence[float] = LADDER, tell: Telling | None = None
) -> MonitoringPlan:
    """The plan with a curve of what money buys: for each worst P what a greedy plan for it costs.

    Args:
        plan: The plan; its own point is on the curve.
        ladder: Worst P of the other points; those that nothing reaches are left out.
        tell: Told of each point.
    """
    asked = asked_of(plan)
    known = posed(asked, plan.level)
    if not known.aimed.any():
        return plan
    points = [_own(plan, known)] if plan.status != "infeasible" else []
    for chance in ladder:
        if tell is not None:
            tell(f"what a chance of {chance:g} costs")
        points += _at(known, chance)
    ordered = sorted({(p.per_year, p.worst, p.mean): p for p in points}.values(), key=lambda p: p.per_year)
    return replace(plan, marginal=tuple(_rising(ordered)))


def _own(plan: MonitoringPlan, known: Posed) -> Marginal:
    counts = copies_of(known.found, {site.id: site.copies for site in plan.sites})
    return _point(known, counts)


def _point(known: Posed, counts: Floats) -> Marginal:
    reach = reached(known, counts)
    cost = sum(each.cost * count for each, count in zip(known.problem.candidates, counts, strict=True))
    return Marginal(per_year=float(cost), worst=reach.worst or 0.0, mean=reach.mean or 0.0)


def _at(known: Posed, chance: float) -> list[Marginal]:
    """A point at which all that something can see has this chance at least; none if that is out of reach."""
    arrays = looks(known.problem)
    best = 1.0 - arrays.worst_miss(arrays.most)
    wanted = known.aimed & (best > 0)
    need, _ = needs(arrays, np.where(wanted, chance, 0.0))
    if not wanted.any() or len(np.unique(need.row)) < int(wanted.sum()):
        return []
    return [_point(known, repaired(need, arrays.fewest))]


def _rising(points: Sequence[Marginal]) -> Iterator[Marginal]:
    """Points that cost more than another and give no better worst P are left out."""
    best = -1.0
    for point in points:
        if point.worst > best:
            best = point.worst
            yield point


def with_option_effects(plan: MonitoringPlan, *, tell: Telling | None = None) -> MonitoringPlan:
    """The plan with what becomes of it under each option that switches an instrument or an obligation.

    One issue is changed at a time, all else of the package stays. A change that breaks a structural rule is
    listed with the rule: it is no deal by itself.

    Args:
        plan: The plan.
        tell: Told of each option.
    """
    effects = []
    for issue in plan.case.issues:
        for option in issue.options:
            if option.id == plan.assumed.package[issue.id]:
                continue
            effect = _switched(plan, issue.id, option.id)
            if effect is not None:
                if tell is not None:
                    tell(f"{issue.title}: {option.title}")
                effects.append(_replanned(plan, effect))
    return replace(plan, option_effects=tuple(effects))


def _switched(plan: MonitoringPlan, issue: str, option: str) -> OptionEffect | None:
    """What an option switches; None where nothing that the line is watched for or with changes."""
    case, before = plan.case, plan.assumed
    after = replace(before, package={**before.package, issue: option})
    had, has = (_in_force(case, assumed) for assumed in (before, after))
    if had == has:
        return None
    numbers = package_numbers(case, after.package)
    return OptionEffect(
        issue=issue,
        option=option,
        breaks=tuple(rule.id for rule in case.structural if not holds(rule.formula, numbers)),
        excluded=_less(had[0], has[0]),
        admitted=_less(has[0], had[0]),
        lost=_less(had[1], has[1]),
        added=_less(has[1], had[1]),
        per_year=None,
        worst=None,
        mean=None,
        reached=None,
        status=None,
        gap=None,
    )


def _in_force(case: Case, assumed: Assumed) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the instruments that may be used, and of the obligations."""
    table = () if case.verification is None else instruments_of(case.verification)
    left = usable(table, assumed.package, case, relaxed=assumed.relaxed).instruments
    return tuple(item.id for item in left), tuple(item.id for item in active(case, assumed.package))


def _less(these: Sequence[str], those: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in these if name not in those)


def _replanned(plan: MonitoringPlan, effect: OptionEffect) -> OptionEffect:
    """The effect with what a greedy plan under the changed package costs and reaches.

    Where nothing changes for what is placed it is the plan at hand; where no target is left it stays open.
    """
    package = {**plan.assumed.package, effect.issue: effect.option}
    if not _touches(plan, effect):
        own = plan.runs[plan.level]
        return replace(
            effect,
            per_year=own.per_year,
            worst=own.worst,
            mean=own.mean,
            reached=own.reached,
            status=plan.status,
            gap=plan.gap,
        )
    asked = replace(asked_of(plan), assumed=replace(plan.assumed, package=package))
    known = posed(asked, plan.level, switched=True)
    if not known.aimed.any() or (plan.goal == "target" and not known.problem.targets.any()):
        return effect
    found = solved(known, asked, None, None, bounded=False)
    reach = reached(known, copies_of(known.found, found.counts))
    return replace(
        effect,
        per_year=found.cost,
        worst=reach.worst,
        mean=reach.mean,
        reached=reach.share,
        status=found.status,
        gap=found.gap,
    )


def _touches(plan: MonitoringPlan, effect: OptionEffect) -> bool:
    """Whether the option changes what is placed, or what it is placed for."""
    verification = plan.case.verification
    if verification is None:
        return False
    targeted = any(watch.target is not None for watch in plan.watches)
    aims = {
        item.id
        for item in verification.obligations
        if item.kind in PLACED and (item.target is not None or not targeted)
    }
    if aims & {*effect.lost, *effect.added}:
        return True
    sees = {item.id: item.sees for item in instruments_of(verification)}
    switched = (*effect.excluded, *effect.admitted)
    return any(kind in PLACED for name in switched for kind in sees[name])


def asked_of(plan: MonitoringPlan) -> Asked:
    """What a plan was asked for."""
    return Asked(
        case=plan.case,
        assumed=plan.assumed,
        segments=plan.segments,
        siting=plan.siting,
        goal=plan.goal,
        channel=plan.channel,
        budget=plan.budget,
        target=plan.target,
        standing={site.id: site.standing for site in plan.sites if site.standing},
    )
