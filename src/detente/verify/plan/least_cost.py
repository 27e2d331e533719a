"""Least cost for a target: the cheapest plan under which every row is seen with its probability.

1. Rows that miss their target with everything taken are named and left out.
2. A plan by greedy cover, less what is not needed.
3. The linear relaxation, with tangent cuts until none is violated. Its value is a bound on the cost.
4. Branch and bound on the cuts, started from the best plan. Where the true chances of its plan miss a target,
   the tangents there are added and the plan is repaired. Each round's bound holds for the problem itself.
"""

from __future__ import annotations

import numpy as np

from detente.verify.plan.chance import looks
from detente.verify.plan.cover import cheapest_cover
from detente.verify.plan.cover_search import deciding
from detente.verify.plan.journal import Journal
from detente.verify.plan.need import needs
from detente.verify.plan.outcome import Effort, Listener, Plan, Unreachable
from detente.verify.plan.problem import CoverProblem
from detente.verify.plan.writing import written


def least_cost(
    problem: CoverProblem, *, effort: Effort | None = None, progress: Listener | None = None
) -> Plan:
    """The cheapest plan that meets every target that can be met.

    Args:
        problem: With targets. Those that cannot be met with everything taken are in ``Plan.unreachable``, and
            the plan is for the others.
        effort: How much work may be done.
        progress: Told where the search stands; may ask it to stop.

    Returns:
        The plan; ``objective`` is its cost, ``bound`` a lower bound on any cost.

    >>> import numpy as np
    >>> from detente.verify.plan.problem import Candidate, Condition, cover_problem
    >>> from scipy.sparse import csr_array
    >>> watch = cover_problem(
    ...     rows=("ford", "bridge"),
    ...     candidates=(Candidate(id="mast", cost=5), Candidate(id="post", cost=2, most=3)),
    ...     conditions=(Condition(id="always", detection=csr_array([[0.9, 0.5], [0.8, 0.0]])),),
    ...     targets=0.75,
    ... )
    >>> plan = least_cost(watch)
    >>> plan.counts, plan.cost, plan.status.value
    ({'mast': 1}, 5.0, 'optimal')
    """
    journal = Journal(effort or Effort(), progress)
    need, best = needs(looks(problem), problem.targets)
    lost = np.setdiff1d(np.flatnonzero(problem.targets > 0), need.row).tolist()
    unreachable = tuple(
        Unreachable(row=problem.rows[row], target=float(problem.targets[row]), best=float(best[row]))
        for row in lost
    )
    counts = cheapest_cover(need, journal).counts
    binding = tuple(problem.rows[row] for row in deciding(need, counts))
    return written(problem, "least-cost", counts, journal, unreachable=unreachable, binding=binding)
