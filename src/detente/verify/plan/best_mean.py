"""Best weighted mean chance for a budget.

1. Terms of the mean, equal ones merged (:mod:`detente.verify.plan.mean_rows`).
2. A plan by greedy, exchanges and restarts.
3. A Lagrangian bound; candidates that it settles are fixed, the rest is merged anew and is far smaller.
4. Branch and bound on tangents, more of them where its plan was promised too much, until plan and bound meet.

Where the violator chooses, the mean is of worst cases, steps 2 and 3 don't apply, and step 4 does all the
work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from scipy.sparse import coo_array, csr_array

from detente.verify.plan.chance import Looks, looks
from detente.verify.plan.journal import Journal
from detente.verify.plan.lagrange import lagrangian
from detente.verify.plan.line_cover import line_plan
from detente.verify.plan.mean_program import LOOSE, MeanProgram, Worst
from detente.verify.plan.mean_rows import Terms, mean_terms, stacked_terms
from detente.verify.plan.mean_search import Best
from detente.verify.plan.outcome import Effort, Listener, Plan
from detente.verify.plan.problem import CoverProblem, Floats
from detente.verify.plan.writing import over_budget, written


def best_mean(
    problem: CoverProblem, budget: float, *, effort: Effort | None = None, progress: Listener | None = None
) -> Plan:
    """The plan within the budget with the largest weighted mean of the rows' chances.

    Args:
        problem: Weights count; targets don't.
        budget: Most that all copies may cost, standing ones included.
        effort: How much work may be done.
        progress: Told where the search stands; may ask it to stop.

    Returns:
        The plan; ``objective`` is the mean over weights, ``bound`` an upper bound on it.

    >>> import numpy as np
    >>> from detente.verify.plan.problem import covering
    >>> reach = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 1], [0, 0, 1]], dtype=bool)
    >>> plan = best_mean(covering(reach), budget=2)
    >>> sorted(plan.counts), plan.objective, plan.status.value
    (['site-0', 'site-2'], 1.0, 'optimal')
    """
    journal = Journal(effort or Effort(), progress, sign=-1)
    arrays = looks(problem)
    total = float(problem.weights.sum())
    if arrays.cost @ arrays.fewest > budget * (1 + 1e-12):
        return over_budget(problem, "best-mean", budget, journal)
    if total == 0:
        return written(problem, "best-mean", _nothing(arrays, journal), journal)
    scaled = replace(arrays, row_weights=arrays.row_weights / total)
    whole = bool((problem.weights == np.round(problem.weights)).all())
    unit = total if whole else float(len(problem.rows))
    if whole and len(arrays.weights) == 1 and not arrays.weights[0].nnz:
        journal.grain = 1.0 / total
    search = _single if arrays.choices == 1 else _chosen
    counts = search(scaled, budget - float(arrays.cost @ arrays.fewest), journal, unit)
    return written(problem, "best-mean", counts, journal)


def _nothing(arrays: Looks, journal: Journal) -> Floats:
    journal.found(0.0)
    journal.proven(0.0)
    return arrays.fewest


def _single(arrays: Looks, left: float, journal: Journal, unit: float) -> Floats:
    """One mixture of nature: the terms of the mean, along a line or not."""
    terms = mean_terms(arrays, left)
    best = _along_line(terms, journal)
    if best is None:
        best = _bounded(terms, journal, unit)
    counts = arrays.fewest.copy()
    counts[terms.origin] += best
    return counts


def _along_line(terms: Terms, journal: Journal) -> Floats | None:
    """By dynamic programme, where certain cover is in stretches of the rows."""
    if terms.weights.nnz:
        return None
    columns = line_plan(terms.sure, terms.cost, terms.omega, terms.budget)
    if columns is None:
        return None
    journal.used("dynamic programme along the line")
    best = np.zeros(len(terms.cost))
    best[columns] = 1.0
    journal.found(terms.value(best))
    journal.proven(terms.value(best))
    return best


def _bounded(terms: Terms, journal: Journal, unit: float) -> Floats:
    """Search, bound, fix, then branch and bound on what is left."""
    search = Best(terms, journal)
    dual = lagrangian(terms, journal, search.polish, value=search.value)
    if np.isfinite(dual.bound):
        journal.proven(dual.bound)
    if journal.closed or journal.stopped:
        return search.taken
    none, every = dual.settled(terms, search.value)
    taken = np.where(every, terms.room, 0.0)
    rest = terms.fixed(taken, ~none & ~every)
    program = MeanProgram(rest, journal, unit=unit)
    better = _rounds(program, search.taken[~none & ~every], rest.value, rest.base, journal)
    if better is None:  # what is settled holds for better plans alone: the best so far may be at odds with it
        return search.taken
    taken[~none & ~every] = better
    return taken


def _chosen(arrays: Looks, left: float, journal: Journal, unit: float) -> Floats:
    """Several choices of the violator: branch and bound from the standing copies."""
    rows = arrays.rows
    missed = arrays.miss(arrays.fewest)
    share = (arrays.probability[:, None] * missed).ravel()
    mixture = (arrays.choice[:, None] * rows + np.arange(rows)).ravel()
    shape = (arrays.choices * rows, len(share))
    worst = Worst(
        matrix=csr_array(coo_array((share, (mixture, np.arange(len(share)))), shape=shape)),
        constant=(1.0 - arrays.mixed(missed)).ravel(),
        row=np.tile(np.arange(rows), arrays.choices),
        omega=arrays.row_weights,
    )
    terms = stacked_terms(arrays, left)
    program = MeanProgram(terms, journal, unit=unit, worst=worst)

    def value(beyond: Floats) -> float:
        return float(arrays.row_weights @ (1.0 - arrays.worst_miss(arrays.fewest + beyond)))

    start = np.zeros(len(arrays.cost))
    journal.found(value(start))
    better = _rounds(program, start, value, 0.0, journal)
    return arrays.fewest + (start if better is None else better)


def _rounds(
    program: MeanProgram, start: Floats, value: Callable[[Floats], float], base: float, journal: Journal
) -> Floats | None:
    """Relax until the tangents fit, then branch and bound until plan and bound meet.

    Returns:
        Copies that are better than all that the journal knew before; None where none were found.
    """
    better = None
    journal.used("branch and bound on tangents (HiGHS)")
    for _ in range(journal.effort.rounds):
        solved = program.relax()
        if solved.outcome != "optimal" or not journal.going("relaxation"):
            break
        journal.proven(base - solved.bound)
        if journal.closed or not program.sharpen(solved, FITS):
            break
    for _ in range(journal.effort.rounds):
        if journal.closed or journal.stopped or journal.nodes >= journal.effort.nodes:
            break
        solved = program.solve(start if better is None else better)
        journal.rounds += 1
        if np.isfinite(solved.bound):
            journal.proven(base - solved.bound)
        if solved.empty:
            break
        copies = program.copies(solved)
        if journal.found(value(copies)):
            better = copies
        if not program.sharpen(solved, LOOSE):
            break
    return better


FITS = 1e-4
"""By how much a term may be promised too much in the relaxation."""
