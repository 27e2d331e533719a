"""A monitoring plan for a case, a package and a line: placed, priced, rated, at low, middle and high figures.

1. Obligations that the package brings, and the instruments that it and the red lines leave.
2. The line in segments, and these in cells of at most ``cell_km``; candidates beside it; the problem of each
   level (:mod:`detente.verify.placement`).
3. The plan at the level asked for (:mod:`detente.verify.plan`), and one at each of the other levels.
4. From the counts alone: P on every segment by hour, attribution, beta and alpha, costs, and what the plan at
   hand is worth if the figures are those of another level.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from itertools import product

import numpy as np

from detente.case.model import Case
from detente.case.verification import LEVELS, By, Level, Verification
from detente.errors import Fault, InputError
from detente.verify.cover import copies_of
from detente.verify.instruments.table import CAVEAT, default_text
from detente.verify.line.model import ContactLine, Segment
from detente.verify.monitoring.duties import duties, held_rates
from detente.verify.monitoring.model import Assumed, Goal, MonitoringPlan
from detente.verify.monitoring.money import certainties, holdings, total
from detente.verify.monitoring.otherwise import Run
from detente.verify.monitoring.outcomes import watches
from detente.verify.monitoring.pose import Asked, Posed, at_level, posed, reached, solved
from detente.verify.monitoring.seen import HourName
from detente.verify.monitoring.sites import sites_of
from detente.verify.placement import Channel, SitingRule
from detente.verify.plan.outcome import Effort, Plan, Progress
from detente.verify.reach import Stand

Listener = Callable[[Level, Progress], bool | None]
"""Told of progress with the level that is worked on; returns False to ask for a stop."""


def monitoring_plan(  # noqa: PLR0913 - each is a question of its own
    case: Case,
    *,
    assumed: Assumed,
    line: ContactLine,
    segments: Sequence[Segment],
    goal: Goal = "target",
    channel: Channel = "detection",
    level: Level = "mid",
    budget: float | None = None,
    target: float | None = None,
    standing: Mapping[str, int] | None = None,
    siting: SitingRule | None = None,
    effort: Effort | None = None,
    progress: Listener | None = None,
) -> MonitoringPlan:
    """Which instruments, where, what they see and what they cost.

    Args:
        case: A case with a verification.
        assumed: The package that is to be checked.
        line: The contact line.
        segments: Its segments.
        goal: Least cost for targets, or the best mean or worst P for a budget.
        channel: Whether targets and means are of acts seen, or of acts put down to the right side.
        level: The figures by which the plan is chosen.
        budget: Most that all placed instruments may cost a year, for ``mean`` and ``worst``; by default what
            the case says.
        target: P in place of the targets of the case: for the obligations that have one, or for all that are
            placed where none has.
        standing: Copies that are there and stay, by the id of the candidate (``Site.id``).
        siting: Where instruments may stand, and how finely the line is looked at.
        effort: How much work may be done for each level; the same work gives the same plan, if no clock is
            set in it. By default a quick plan (:mod:`detente.verify.monitoring.quick`).
        progress: Told where the search stands; may ask it to stop, and the plan says so.

    Raises:
        InputError: if the case says nothing of verification, or if the package, the line, the budget, the
            target or a standing copy will not do.
    """
    verification = _verification(case)
    asked = Asked(
        case=case,
        assumed=assumed,
        segments=segments,
        siting=siting or SitingRule(),
        goal=goal,
        channel=channel,
        budget=_budget(verification, goal, budget),
        target=_target(target),
        standing=standing or {},
    )
    known = posed(asked, level)
    plan = solved(known, asked, effort, _hearing(progress, level))
    runs = _runs(asked, known, plan, verification, effort, progress)
    return _written(asked, line, known, plan, runs, verification)


def _written(
    asked: Asked,
    line: ContactLine,
    known: Posed,
    plan: Plan,
    runs: Mapping[Level, Run],
    verification: Verification,
) -> MonitoringPlan:
    found, counts = known.found, copies_of(known.found, plan.counts)
    best = {each.row: each.best for each in plan.unreachable}
    watched = watches(found, asked.segments, counts, best)
    held = holdings(found.stands, plan.counts, asked.standing)
    taken = {stand.instrument.id: stand.instrument for stand in found.stands if stand.id in plan.counts}
    aimed = [each for each in watched if each.target is not None] or list(watched)
    lowest = min(aimed, key=lambda each: each.worst.seen, default=None)
    return MonitoringPlan(
        case=asked.case,
        assumed=asked.assumed,
        goal=asked.goal,
        channel=asked.channel,
        level=found.level,
        budget=asked.budget,
        target=asked.target,
        currency="EUR" if verification.budget is None else verification.budget.currency,
        line=line,
        segments=tuple(asked.segments),
        segment_km=sum(each.length_km for each in asked.segments) / max(1, len(asked.segments)),
        siting=asked.siting,
        hours=_hours(verification),
        sites=sites_of(found, asked.segments, plan.counts, asked.standing, line),
        watches=watched,
        worst=lowest,
        unreachable=tuple(each for each in watched if each.best is not None),
        unseen=_unseen(known),
        duties=duties(asked, runs[found.level].held_rates, watched, verification),
        holdings=held,
        refusals=found.refusals,
        unknown=found.unknown,
        per_year=total(each.per_year for each in held),
        capital=total(each.capital for each in held),
        objective=plan.objective,
        bound=plan.bound,
        gap=plan.gap,
        status=plan.status,
        method=plan.method,
        timed=plan.timed,
        runs=runs,
        marginal=(),
        option_effects=(),
        caveat=CAVEAT,
        certainty=certainties(taken.values()),
        notes=(),
        seed=plan.seed,
        digest=_digest(asked, line, found.level),
    )


# ---------------------------------------------------------------- what is asked for


def _verification(case: Case) -> Verification:
    if case.verification is None:
        message = f"the case '{case.id}' says nothing of verification"
        hint = "a file verification.toml in its folder: 'detente new' writes one to start from"
        raise InputError(Fault(place="case", message=message, hint=hint, code="no-verification"))
    return case.verification


def _budget(verification: Verification, goal: Goal, budget: float | None) -> float | None:
    if goal == "target":
        return None
    own = None if verification.budget is None else verification.budget.per_year
    given = budget if budget is not None else None if own is None else float(own)
    if given is None or not 0 <= given < float("inf"):
        said = "there is no budget" if given is None else f"{given:g} is no sum of money"
        hint = "a sum a year, or per_year in the table [budget] of verification.toml"
        raise InputError(Fault(place="budget", message=said, hint=hint, code="bad-number"))
    return given


def _target(target: float | None) -> float | None:
    if target is not None and not 0 < target <= 1:
        message = f"{target:g} is no probability to aim at"
        hint = "a number above 0 and up to 1, such as 0.5"
        raise InputError(Fault(place="target", message=message, hint=hint, code="bad-number"))
    return target


# ---------------------------------------------------------------- runs


def _hearing(progress: Listener | None, level: Level) -> Callable[[Progress], bool | None] | None:
    return None if progress is None else lambda said: progress(level, said)


def _runs(
    asked: Asked,
    known: Posed,
    plan: Plan,
    verification: Verification,
    effort: Effort | None,
    progress: Listener | None,
) -> dict[Level, Run]:
    made: dict[Level, Run] = {}
    for level in LEVELS:
        own = level == known.found.level
        there = known if own else posed(asked, level)
        best = plan if own else solved(there, asked, effort, _hearing(progress, level))
        made[level] = _run(asked, verification, known, plan, there, best)
    return made


def _run(asked: Asked, verification: Verification, known: Posed, plan: Plan, there: Posed, best: Plan) -> Run:
    level = there.found.level
    reach = reached(there, copies_of(there.found, best.counts))
    held, same, copies = reach, known, copies_of(known.found, plan.counts)
    if there is not known:
        same = at_level(known, asked, level)
        held = reached(same, copies, made_for=known)
    return Run(
        level=level,
        copies=_by_kind(there.found.stands, best.counts),
        per_year=best.cost,
        worst=reach.worst,
        mean=reach.mean,
        reached=reach.share,
        bound=best.bound,
        gap=best.gap,
        status=best.status,
        held_worst=held.worst,
        held_mean=held.mean,
        held_reached=held.share,
        held_rates=held_rates(asked, same.found, copies, verification),
    )


def _by_kind(stands: Sequence[Stand], counts: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for stand in stands:
        if counts.get(stand.id):
            found[stand.instrument.id] = found.get(stand.instrument.id, 0) + counts[stand.id]
    return found


# ---------------------------------------------------------------- what is told


def _hours(verification: Verification) -> tuple[HourName, ...]:
    chosen = [condition.states for condition in verification.conditions if condition.by is By.CHOSEN]
    return tuple(
        HourName(id="+".join(state.id for state in states), title=", ".join(state.title for state in states))
        for states in product(*chosen)
    )


def _unseen(known: Posed) -> tuple[tuple[str, str], ...]:
    found = known.found
    seen = np.zeros(len(found.targets))
    for matrix in found.detection:
        seen += np.asarray(matrix.sum(axis=1)).ravel()
    return tuple(
        (block.obligation, block.violation)
        for block in found.blocks
        if not seen[block.first_row : block.first_row + block.count].any()
    )


def _table_digest(verification: Verification | None) -> str:
    """SHA-256 of the shipped table where it stands in; a case's own is part of the case's digest."""
    own = verification is not None and verification.instruments is not None
    return "" if own else hashlib.sha256(default_text().encode()).hexdigest()


def _digest(asked: Asked, line: ContactLine, level: Level) -> str:
    """SHA-256 over what the plan rests on."""
    parts = {
        "case": asked.case.digest,
        "instruments": _table_digest(asked.case.verification),
        "package": dict(sorted(asked.assumed.package.items())),
        "relaxed": list(asked.assumed.relaxed),
        "line": [origin.sha256 for origin in line.method.origins],
        "segments": [each.id for each in asked.segments],
        "asked": [asked.goal, asked.channel, level, asked.budget, asked.target, asked.siting.cell_km],
        "standing": dict(sorted(asked.standing.items())),
        "posts": [(post.candidate, post.position) for post in asked.siting.posts],
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
