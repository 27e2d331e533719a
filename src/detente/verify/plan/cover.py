"""The cheapest counts that meet a set of targets, or any within a budget: cuts and branch and bound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from detente.verify.plan.cover_search import repaired
from detente.verify.plan.journal import Journal
from detente.verify.plan.line_cover import cheapest_line, stretches
from detente.verify.plan.need import SLACK, Cuts, Need, tangents
from detente.verify.plan.problem import Floats
from detente.verify.plan.solver import Program, Solved
from detente.verify.plan.windows import neighbours, window

VIOLATED = 1e-7
CENT = 1e-9
ROUNDED = (1.0, 0.8, 0.6, 0.4)
"""Shares of a copy in the relaxation from which on plans are tried that have it."""
WINDOW = 60
"""Candidates of a window; problems of less than two windows are left to branch and bound at once."""
WINDOW_NODES = 60
SWEEPS = 4
WORTH = 5e-4
"""Share of the cost that a sweep has to save for another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What a search for a cover has.

    Attributes:
        counts: The best that was found; they meet every need, but may be beyond the budget.
        within: Whether they are within the budget.
        impossible: Proven: within the budget there is none.
    """

    counts: Floats
    within: bool
    impossible: bool = False


def cheapest_cover(need: Need, journal: Journal, *, budget: float | None = None) -> Cover:
    """The cheapest counts that meet every need; with a budget, the first that are found within it.

    Args:
        need: Targets, each of which can be met.
        journal: Where objective (cost of all copies) and bound are kept.
        budget: Most that all copies may cost.
    """
    line = _along_line(need, journal)
    if line is not None:
        within = budget is None or float(need.looks.cost @ line) <= budget + CENT * (1 + budget)
        return Cover(counts=line, within=within, impossible=not within)
    search = _Search(need, journal, budget)
    if search.enough or not journal.going("greedy cover"):
        return search.cover()
    if not search.relaxed():
        return search.cover(impossible=True)
    search.by_windows()
    return search.branched()


def _along_line(need: Need, journal: Journal) -> Floats | None:
    """The cheapest counts by dynamic programme, where cover is certain and in stretches of the rows."""
    looks = need.looks
    if len(looks.weights) > 1 or looks.weights[0].nnz:
        return None
    open_rows = np.unique(need.row[need.excess(looks.fewest) > SLACK])
    free = np.flatnonzero(looks.most > looks.fewest)
    reach = csr_array(looks.sure[0][open_rows][:, free])
    spans = stretches(reach)
    columns = None if spans is None else cheapest_line(*spans, looks.cost[free], len(open_rows))
    if columns is None:
        return None
    journal.used("dynamic programme along the line")
    counts = looks.fewest.copy()
    counts[free[columns]] += 1
    journal.found(float(looks.cost @ counts))
    journal.proven(float(looks.cost @ counts))
    return counts


class _Search:
    """One search: the best counts, and the program of cuts that grows."""

    def __init__(
        self, need: Need, journal: Journal, budget: float | None, *, start: Floats | None = None
    ) -> None:
        self.need, self.journal, self.budget = need, journal, budget
        looks = need.looks
        self.base = float(looks.cost @ looks.fewest)
        journal.grain = _step(looks.cost)
        self.several = _several(need)
        journal.used("greedy cover")
        self.best = repaired(need, looks.fewest) if start is None else start
        journal.found(float(looks.cost @ self.best))
        free = looks.most - looks.fewest
        self.program = Program(
            cost=looks.cost,
            lower=np.zeros(len(free)),
            upper=free,
            whole=np.ones(len(free), dtype=np.bool_),
            journal=journal,
        )
        self._add(tangents(need, looks.fewest))

    @property
    def enough(self) -> bool:
        """Whether the best counts are within the budget, or proven to be the cheapest."""
        return self.within if self.budget is not None else self.journal.closed

    @property
    def within(self) -> bool:
        """Whether the best counts are within the budget."""
        return self.budget is None or float(self.need.looks.cost @ self.best) <= self._most(self.budget)

    def cover(self, *, impossible: bool = False) -> Cover:
        """The answer as it stands."""
        return Cover(counts=self.best, within=self.within, impossible=impossible)

    def _most(self, budget: float) -> float:
        return budget + CENT * (1 + abs(budget))

    def relaxed(self) -> bool:
        """Bound the cost by the relaxation; whether the budget allows for it."""
        looks, journal = self.need.looks, self.journal
        journal.used("linear relaxation with tangent cuts" if self.several.any() else "linear relaxation")
        for _ in range(journal.effort.rounds):
            solved = self.program.relax()
            if solved.outcome == "infeasible":
                return False
            if solved.outcome != "optimal":
                break
            self._prove(solved)
            if self.budget is not None and solved.bound + self.base > self._most(self.budget):
                return False
            if not self._cut(looks.fewest + solved.values) or not journal.going("relaxation"):
                self._round(solved.values)
                break
        return True

    def _round(self, shares: Floats) -> None:
        """Plans from the relaxation's: shares from some size on count as a copy, the rest is repaired."""
        looks = self.need.looks
        for least in ROUNDED:
            whole = np.minimum(np.floor(shares + 1 - least + CENT), looks.most - looks.fewest)
            counts = repaired(self.need, looks.fewest + whole)
            if self.journal.found(float(looks.cost @ counts)):
                self.best = counts

    def by_windows(self) -> None:
        """Choose anew window by window, as long as a sweep over all of them saves something."""
        looks, journal = self.need.looks, self.journal
        if np.count_nonzero(looks.most > looks.fewest) < 2 * WINDOW:
            return
        order = neighbours(looks)
        journal.used("choice anew window by window")
        for _ in range(SWEEPS):
            before = float(looks.cost @ self.best)
            journal.sweeps += 1
            for begin in range(0, len(order) - WINDOW // 2, WINDOW // 2):
                if self.enough or not journal.going("windows"):
                    return
                self._anew(order[begin : begin + WINDOW])
            if float(looks.cost @ self.best) >= before * (1 - WORTH):
                break

    def _anew(self, free: NDArray[np.int64]) -> None:
        looks, journal = self.need.looks, self.journal
        inner = journal.inner(nodes=WINDOW_NODES)
        part = _Search(window(self.need, self.best, free), inner, None, start=self.best)
        part.relaxed()
        counts = part.branched().counts
        journal.absorb(inner)
        if journal.found(float(looks.cost @ counts)):
            self.best = counts

    def branched(self) -> Cover:
        """Branch and bound, with cuts where its plan misses a target."""
        looks, journal = self.need.looks, self.journal
        journal.used("branch and bound (HiGHS)")
        reach = None
        if self.budget is not None:
            reach = self._most(self.budget) - self.base
            self.program.add(csr_array(looks.cost[None, :]), np.array([-np.inf]), np.array([reach]))
        for _ in range(journal.effort.rounds):
            if self.enough or journal.stopped:
                break
            start = self.best - looks.fewest if self.within else None
            solved = self.program.solve(start=start, reach=reach)
            journal.rounds += 1
            if solved.outcome == "infeasible":
                return self.cover(impossible=True)
            self._prove(solved)
            if solved.empty:
                break
            counts = looks.fewest + solved.values
            fixed = repaired(self.need, counts)
            if journal.found(float(looks.cost @ fixed)):
                self.best = fixed
            missed = self.need.excess(counts) > SLACK
            if missed.any():
                self._add(tangents(self.need.only(np.flatnonzero(missed)), counts))
            elif solved.outcome == "optimal" or journal.nodes >= journal.effort.nodes:
                break
        return self.cover()

    def _prove(self, solved: Solved) -> None:
        if np.isfinite(solved.bound):
            self.journal.proven(solved.bound + self.base)

    def _add(self, cuts: Cuts) -> None:
        self.program.add(cuts.matrix, cuts.least, np.full(len(cuts.least), np.inf))

    def _cut(self, counts: Floats) -> bool:
        """Add the tangents that a fractional point violates; whether there were any."""
        several = np.flatnonzero(self.several)
        if not len(several):
            return False
        cuts = tangents(self.need.only(several), counts)
        short = cuts.least - cuts.matrix @ (counts - self.need.looks.fewest)
        violated = np.flatnonzero(short > VIOLATED * (1 + cuts.least))
        self._add(Cuts(matrix=cuts.matrix[violated], least=cuts.least[violated]))
        return len(violated) > 0


def _several(need: Need) -> NDArray[np.bool_]:
    """Shape (needs,): whether more than one condition of nature goes into it, so that it is not linear."""
    looks = need.looks
    sizes = np.bincount(looks.choice[looks.probability > 0], minlength=looks.choices)
    several: NDArray[np.bool_] = sizes[need.choice] > 1
    return several


def _step(cost: Floats) -> float:
    """The greatest whole number of which all costs are multiples; 0 where they are not whole."""
    if not len(cost) or (cost != np.round(cost)).any() or cost.max() > 2**53:
        return 0.0
    return float(np.gcd.reduce(cost.astype(np.int64)))
