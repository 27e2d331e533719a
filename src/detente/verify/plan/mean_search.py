"""Plans for a budget, found fast: greedy by gain and by gain per cost, then exchanges.

The mean chance is monotone and submodular, so that greedy with equal costs comes within 1 - 1/e of the best
(Nemhauser, Wolsey and Fisher 1978, Mathematical Programming 14:265-294). An exchange takes one copy out and
fills the budget anew.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

from detente.verify.plan.journal import Journal
from detente.verify.plan.mean_rows import Terms
from detente.verify.plan.problem import Floats

CENT = 1e-9


class Gains:
    """What one more copy of each candidate would add, kept up to date while copies come and go."""

    def __init__(self, terms: Terms) -> None:
        """Nothing taken."""
        self.terms = terms
        chance = terms.weights.copy()
        chance.data = -np.expm1(-chance.data)
        self._rows = csr_array(chance + terms.sure)
        self._columns = csc_array(self._rows)
        self._sure = csc_array(self._columns.copy())
        self._sure.data = (self._sure.data >= 1.0).astype(np.float64)
        self._logs = -np.log1p(-np.where(self._sure.data > 0, 0.0, self._columns.data))
        self.reset(np.zeros(len(terms.cost)))

    def reset(self, taken: Floats) -> None:
        """Start again from these counts."""
        terms = self.terms
        self.taken = taken.copy()
        self._sum, self._certain = terms.weights @ taken, terms.sure @ taken
        missed = terms.omega * terms.miss(taken)
        self.value = terms.base + float(terms.omega.sum() - missed.sum())
        self.gains = self._rows.T @ missed
        self.left = terms.budget - float(terms.cost @ taken)

    def change(self, candidate: int, by: int) -> None:
        """Take one copy more (1) or one less (-1)."""
        columns = self._columns
        span = slice(columns.indptr[candidate], columns.indptr[candidate + 1])
        rows = columns.indices[span]
        before = np.where(self._certain[rows] > 0.5, 0.0, np.exp(-self._sum[rows]))
        self._sum[rows] += by * self._logs[span]
        self._certain[rows] += by * self._sure.data[span]
        after = np.where(self._certain[rows] > 0.5, 0.0, np.exp(-self._sum[rows]))
        shift = self.terms.omega[rows] * (after - before)
        moved = np.flatnonzero(shift)
        self._spread(rows[moved], shift[moved])
        self.value -= float(shift.sum())
        self.taken[candidate] += by
        self.left -= by * float(self.terms.cost[candidate])

    def _spread(self, rows: NDArray[np.int64], shift: Floats) -> None:
        starts, ends = self._rows.indptr[rows], self._rows.indptr[rows + 1]
        lengths = ends - starts
        offsets = np.concatenate(([0], np.cumsum(lengths)[:-1])) if len(rows) else np.zeros(0, dtype=np.int64)
        flat = np.arange(lengths.sum()) + np.repeat(starts - offsets, lengths)
        change = self._rows.data[flat] * np.repeat(shift, lengths)
        self.gains += np.bincount(self._rows.indices[flat], weights=change, minlength=len(self.gains))

    def affordable(self) -> NDArray[np.bool_]:
        """Shape (candidates,): of which one more copy can be taken."""
        terms = self.terms
        within: NDArray[np.bool_] = (terms.cost <= self.left + CENT) & (self.taken < terms.room)
        return within

    def fill(self, *, per_cost: bool) -> list[int]:
        """Take the best affordable copy until none adds anything; what was taken, in order."""
        added: list[int] = []
        price = np.maximum(self.terms.cost, 1e-12) if per_cost else 1.0
        while True:
            worth = np.where(self.affordable(), self.gains / price, -1.0)
            best = int(np.argmax(worth)) if len(worth) else -1
            if best < 0 or self.gains[best] <= 1e-12 * (1 + self.value) or worth[best] <= 0:
                return added
            self.change(best, 1)
            added.append(best)


class Best:
    """The best copies found so far, and a way to polish others."""

    def __init__(self, terms: Terms, journal: Journal) -> None:
        """Start from greedy plans, improved by exchanges."""
        self.taken, self.journal = searched(terms, journal), journal
        self.value = terms.value(self.taken)
        journal.found(self.value)
        self._gains = Gains(terms)

    def polish(self, taken: Floats) -> float:
        """Fill these copies up and exchange some; the value of the best copies known after that."""
        gains = self._gains
        gains.reset(taken)
        gains.fill(per_cost=False)
        _exchanged(gains, self.journal)
        if self.journal.found(gains.value):
            self.taken, self.value = gains.taken.copy(), gains.value
        return self.value


def searched(terms: Terms, journal: Journal, *, start: Floats | None = None) -> Floats:
    """Copies beyond the standing ones that are hard to better, by the work that ``journal`` allows."""
    journal.used("greedy and exchange")
    gains = Gains(terms)
    plans = [start] if start is not None else []
    for per_cost in (False, True) if len(set(terms.cost.tolist())) > 1 else (False,):
        gains.reset(np.zeros(len(terms.cost)))
        gains.fill(per_cost=per_cost)
        plans.append(gains.taken.copy())
    best = max(plans, key=terms.value)
    gains.reset(best)
    _exchanged(gains, journal)
    return gains.taken.copy()


def _exchanged(gains: Gains, journal: Journal) -> None:
    """Exchange one copy at a time while that helps."""
    better = True
    while better and journal.sweeps < journal.effort.sweeps and journal.going("exchange"):
        better = False
        journal.sweeps += 1
        gains.reset(gains.taken)
        for candidate in np.flatnonzero(gains.taken > 0).tolist():
            better |= _exchange(gains, candidate)


def _exchange(gains: Gains, candidate: int) -> bool:
    """Take one copy out and fill up; undone where that is no gain. Whether it was."""
    value = gains.value
    gains.change(candidate, -1)
    added = gains.fill(per_cost=False)
    if gains.value > value + 1e-9 * (1 + abs(value)):
        return True
    for each in reversed(added):
        gains.change(each, -1)
    gains.change(candidate, 1)
    return False
