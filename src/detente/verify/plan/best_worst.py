"""Best worst chance for a budget: how well can the row that is seen worst be seen?

A chance t is within reach if some plan within the budget gives every row at least t: a cover
(:mod:`detente.verify.plan.cover`), whose relaxation is far tighter than that of the maximin itself. So the
answer is found by questions. A plan that answers one raises the floor to its own worst chance; a refusal is
a proof, and lowers the ceiling. Halves of the interval are asked for first (in -ln(1 - t), in which copies
add up), then what is barely above the floor, until that is refused.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.verify.plan.chance import Looks, looks
from detente.verify.plan.cover import cheapest_cover
from detente.verify.plan.journal import Journal
from detente.verify.plan.need import needs
from detente.verify.plan.outcome import Effort, Listener, Plan, Unreachable
from detente.verify.plan.problem import CoverProblem, Floats
from detente.verify.plan.writing import over_budget, written

CLOSE = 0.02
"""From this gap on, every other question is for barely more than the floor."""
AT_WORST = 1e-9
BARELY = 1e-8
"""Chances that differ by less are equal: far above rounding, far below what any instrument's figures mean."""


def best_worst(
    problem: CoverProblem, budget: float, *, effort: Effort | None = None, progress: Listener | None = None
) -> Plan:
    """The plan within the budget whose worst row has the largest chance.

    Args:
        problem: Neither weights nor targets count. Rows that nothing sees even if everything is taken are in
            ``Plan.unreachable``, and the worst is over the others.
        budget: Most that all copies may cost, standing ones included.
        effort: How much work may be done.
        progress: Told where the search stands; may ask it to stop.

    Returns:
        The plan; ``objective`` is the worst chance, ``bound`` an upper bound on it, ``binding`` the rows at
        it.

    >>> import numpy as np
    >>> from detente.verify.plan.problem import Candidate, Condition, cover_problem
    >>> from scipy.sparse import csr_array
    >>> watch = cover_problem(
    ...     rows=("ford", "bridge"),
    ...     candidates=(Candidate(id="mast", cost=2), Candidate(id="post", cost=1, most=3)),
    ...     conditions=(Condition(id="always", detection=csr_array([[0.5, 0.5], [0.8, 0.0]])),),
    ... )
    >>> plan = best_worst(watch, budget=4)
    >>> plan.counts, plan.objective, plan.binding
    ({'mast': 1, 'post': 2}, 0.8, ('bridge',))
    """
    journal = Journal(effort or Effort(), progress, sign=-1)
    arrays = looks(problem)
    if arrays.cost @ arrays.fewest > budget * (1 + 1e-12):
        return over_budget(problem, "best-worst", budget, journal)
    most = 1.0 - arrays.worst_miss(arrays.most)
    seen = most > BARELY
    unreachable = tuple(
        Unreachable(row=problem.rows[row], target=0.0, best=0.0) for row in np.flatnonzero(~seen).tolist()
    )
    journal.used("bisection on the worst chance")
    counts = _raised(arrays, seen, float(most[seen].min(initial=1.0)), budget, journal)
    chance = 1.0 - arrays.worst_miss(counts)
    least = float(chance[seen].min(initial=1.0))
    binding = tuple(problem.rows[row] for row in np.flatnonzero(seen & (chance <= least + AT_WORST)).tolist())
    return written(problem, "best-worst", counts, journal, unreachable=unreachable, binding=binding)


def _raised(
    arrays: Looks, seen: NDArray[np.bool_], ceiling: float, budget: float, journal: Journal
) -> Floats:
    """Raise the floor and lower the ceiling until they meet."""
    best = arrays.fewest
    floor = _worst(arrays, seen, best)
    journal.alike = 2 * BARELY
    journal.found(floor)
    journal.proven(ceiling)
    asked = 0
    while not journal.closed and journal.going("bisection"):
        target = _next(floor, ceiling, journal, asked)
        need, _ = needs(arrays, np.where(seen, target, 0.0))
        inner = journal.inner()
        answer = cheapest_cover(need, inner, budget=budget)
        journal.absorb(inner)
        asked += 1
        if answer.within and journal.found(_worst(arrays, seen, answer.counts)):
            best, floor = answer.counts, _worst(arrays, seen, answer.counts)
        elif answer.impossible or answer.within:
            ceiling = target
            journal.proven(ceiling)
        else:
            break
    return best


def _next(floor: float, ceiling: float, journal: Journal, asked: int) -> float:
    """The chance to ask for: the ceiling first, then halves, then barely more than the floor."""
    if asked == 0:
        return ceiling
    barely = floor + max(journal.effort.gap * floor / 2, BARELY)
    if floor > 0 and journal.gap < CLOSE and asked % 2:
        return min(barely, ceiling)
    low, high = -np.log1p(-floor), -np.log1p(-min(ceiling, 1 - 1e-12))
    return max(float(-np.expm1(-(low + high) / 2)), min(barely, ceiling))


def _worst(arrays: Looks, seen: NDArray[np.bool_], counts: Floats) -> float:
    return float((1.0 - arrays.worst_miss(counts))[seen].min(initial=1.0))
