"""Which instruments, where: plans with a proven gap.

:func:`least_cost` for targets, :func:`best_mean` and :func:`best_worst` for a budget; :func:`covering` makes
the classical covering problems of them, :func:`p_median` and :func:`p_centre` the classical siting problems.
"""

from __future__ import annotations

from detente.verify.plan.best_mean import best_mean
from detente.verify.plan.best_worst import best_worst
from detente.verify.plan.chance import chances, worst_chances
from detente.verify.plan.least_cost import least_cost
from detente.verify.plan.outcome import Effort, Plan, Progress, Status, Unreachable, Work
from detente.verify.plan.problem import Candidate, Condition, CoverProblem, cover_problem, covering
from detente.verify.plan.sites import Siting, p_centre, p_median

__all__ = [
    "Candidate",
    "Condition",
    "CoverProblem",
    "Effort",
    "Plan",
    "Progress",
    "Siting",
    "Status",
    "Unreachable",
    "Work",
    "best_mean",
    "best_worst",
    "chances",
    "cover_problem",
    "covering",
    "least_cost",
    "p_centre",
    "p_median",
    "worst_chances",
]
