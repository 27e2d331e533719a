"""A plan written out: everything recomputed from the problem and the counts, nothing taken from a solver."""

from __future__ import annotations

import numpy as np

from detente.verify.plan.chance import chances, worst_chances
from detente.verify.plan.journal import Journal
from detente.verify.plan.outcome import Aim, Plan, Status, Unreachable
from detente.verify.plan.problem import CoverProblem, Floats

PROVEN = 1e-6


def written(
    problem: CoverProblem,
    aim: Aim,
    counts: Floats,
    journal: Journal,
    *,
    unreachable: tuple[Unreachable, ...] = (),
    binding: tuple[str, ...] = (),
    note: str = "",
) -> Plan:
    """The plan with these counts, and what the journal knows of it.

    Args:
        problem: What it is a plan for.
        aim: What was asked.
        counts: Shape (candidates,): copies of each.
        journal: Objective, bound and work; without an objective the plan is infeasible.
        unreachable: Rows that miss their target whatever is taken.
        binding: Rows that decide.
        note: What else is to be said.
    """
    whole = np.round(counts).astype(np.int64)
    by_condition = chances(problem, whole)
    cost = sum(each.cost * int(count) for each, count in zip(problem.candidates, whole, strict=True))
    standing = sum(each.cost * each.standing for each in problem.candidates if not each.off)
    return Plan(
        aim=aim,
        counts={each.id: int(count) for each, count in zip(problem.candidates, whole, strict=True) if count},
        cost=float(cost),
        added_cost=float(cost - standing),
        chance=worst_chances(problem, by_condition),
        by_condition=by_condition,
        objective=journal.objective,
        bound=journal.bound,
        gap=None if journal.bound is None or journal.objective is None else journal.gap,
        status=_status(journal),
        unreachable=unreachable,
        binding=binding,
        method=tuple(journal.method),
        note=note,
        work=journal.work,
        seed=journal.effort.seed,
        timed=journal.timed,
        trace=tuple(journal.trace),
    )


def _status(journal: Journal) -> Status:
    if journal.objective is None:
        return Status.INFEASIBLE
    if journal.gap <= PROVEN:
        return Status.OPTIMAL
    return Status.WITHIN_GAP if journal.closed else Status.STOPPED


def over_budget(problem: CoverProblem, aim: Aim, budget: float, journal: Journal) -> Plan:
    """The answer where what stands costs more than the budget: infeasible, with the standing copies."""
    standing = np.array([0 if each.off else each.standing for each in problem.candidates], dtype=np.float64)
    price = sum(each.cost * count for each, count in zip(problem.candidates, standing.tolist(), strict=True))
    note = f"what stands already costs {price:g}, more than the budget of {budget:g}"
    return written(problem, aim, standing, journal, note=note)
