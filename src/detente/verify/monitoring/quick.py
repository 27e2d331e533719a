"""Quick plans, the same from run to run: greedy, and for targets with a bound by the linear relaxation.

For the best worst P within a budget: the greedy cover (:mod:`detente.verify.plan.cover_search`) of a chance,
which is raised by halving. For the best mean: the copy that adds most to the mean for its cost, until the
budget is spent (Nemhauser, Wolsey and Fisher 1978, Mathematical Programming 14:265-294, who prove a share of
the best where gains never grow; where a violator chooses they may). Neither proves a bound.
"""

from __future__ import annotations

import heapq

import numpy as np
from scipy.sparse import csc_array

from detente.verify.plan.chance import Looks, looks
from detente.verify.plan.cover_search import repaired
from detente.verify.plan.journal import Journal
from detente.verify.plan.least_cost import least_cost
from detente.verify.plan.need import needs
from detente.verify.plan.outcome import Aim, Effort, Listener, Plan, Progress
from detente.verify.plan.problem import CoverProblem, Floats
from detente.verify.plan.writing import over_budget, written

BOUNDED = Effort(gap=0.02, rounds=2)
"""The work for a target: greedy, and two rounds of the relaxation."""

SEARCHING = ("windows", "branch and bound")
"""Stages of a search at which a quick one ends."""

HALVINGS = 12
CENT = 1e-9


def quick_cost(problem: CoverProblem, listener: Listener | None, *, bounded: bool) -> Plan:
    """A plan that meets the targets; with a bound on the least cost if that is wanted."""
    ends = SEARCHING if bounded else ("greedy cover", *SEARCHING)

    def heard(said: Progress) -> bool | None:
        going = None if listener is None else listener(said)
        return False if said.stage in ends else going

    return least_cost(problem, effort=BOUNDED, progress=heard)


def quick_best(problem: CoverProblem, aim: Aim, budget: float, listener: Listener | None) -> Plan:
    """A plan within a budget for a good worst, or a good mean, chance."""
    journal = Journal(BOUNDED, listener, sign=-1)
    arrays = looks(problem)
    if float(arrays.cost @ arrays.fewest) > budget * (1 + CENT):
        return over_budget(problem, aim, budget, journal)
    if aim == "best-worst":
        journal.used("greedy cover of a chance that is raised by halving")
        counts = _raised(arrays, budget, journal)
        journal.found(_worst(arrays, counts))
    else:
        journal.used("greedy by gain for cost")
        counts = _filled(arrays, budget, journal)
        journal.found(float((1.0 - arrays.worst_miss(counts)).mean()) if arrays.rows else 0.0)
    return written(problem, aim, counts, journal)


def _seen(arrays: Looks) -> np.ndarray:
    """Rows that something can see."""
    return np.asarray(arrays.worst_miss(arrays.most) < 1)


def _worst(arrays: Looks, counts: Floats) -> float:
    return float((1.0 - arrays.worst_miss(counts))[_seen(arrays)].min(initial=1.0))


def _raised(arrays: Looks, budget: float, journal: Journal) -> Floats:
    seen, best = _seen(arrays), arrays.fewest
    most = float((1.0 - arrays.worst_miss(arrays.most))[seen].min(initial=1.0))
    low, high = 0.0, -np.log1p(-min(most, 1 - 1e-9))
    for _ in range(HALVINGS):
        if not journal.going("halving"):
            break
        middle = (low + high) / 2
        need, _ = needs(arrays, np.where(seen, -np.expm1(-middle), 0.0))
        counts = repaired(need, arrays.fewest)
        if float(arrays.cost @ counts) <= budget * (1 + CENT):
            best, low = counts, middle
        else:
            high = middle
    return best


def _filled(arrays: Looks, budget: float, journal: Journal) -> Floats:
    """Copies by gain for cost, the gains of a heap renewed when they come up."""
    counts, left = arrays.fewest.copy(), budget - float(arrays.cost @ arrays.fewest)
    gains = _Gains(arrays, counts)
    heap = [(-np.inf, place) for place in np.flatnonzero(arrays.most > counts).tolist()]
    heapq.heapify(heap)
    steps = 0
    while heap:
        steps += 1
        if steps % 256 == 0 and not journal.going("greedy"):
            break
        known, place = heapq.heappop(heap)
        if arrays.cost[place] > left * (1 + CENT):
            continue
        worth = gains.of(place) / max(arrays.cost[place], 1e-12)
        if worth <= 0:
            continue
        if heap and worth < -heap[0][0] and -known > worth:
            heapq.heappush(heap, (-worth, place))
            continue
        counts[place] += 1
        left -= arrays.cost[place]
        gains.add(place)
        if counts[place] < arrays.most[place]:
            heapq.heappush(heap, (-worth, place))
    return counts


class _Gains:
    """What one more copy adds to the sum of worst chances, given the copies so far."""

    def __init__(self, arrays: Looks, counts: Floats) -> None:
        self._arrays = arrays
        self._miss = arrays.miss(counts)
        self._worst = arrays.worst_miss(counts)
        self._weights = [csc_array(matrix) for matrix in arrays.weights]
        self._sure = [csc_array(matrix) for matrix in arrays.sure]

    def of(self, place: int) -> float:
        rows, miss = self._after(place)
        return float((self._worst[rows] - self._mixed(miss)).sum())

    def add(self, place: int) -> None:
        rows, miss = self._after(place)
        self._miss[:, rows] = miss
        self._worst[rows] = self._mixed(miss)

    def _mixed(self, miss: Floats) -> Floats:
        mixed = np.zeros((self._arrays.choices, miss.shape[1]))
        np.add.at(mixed, self._arrays.choice, self._arrays.probability[:, None] * miss)
        worst: Floats = mixed.max(axis=0)
        return worst

    def _after(self, place: int) -> tuple[np.ndarray, Floats]:
        parts = [_column(matrix, place) for matrix in (*self._weights, *self._sure)]
        rows = np.unique(np.concatenate([own for own, _ in parts]))
        miss = self._miss[:, rows].copy()
        for place_of, (own, data) in enumerate(parts):
            certain = place_of >= len(self._weights)
            left = np.zeros(len(own)) if certain else np.exp(-data)
            miss[place_of % len(self._weights), np.searchsorted(rows, own)] *= left
        return rows, miss


def _column(matrix: csc_array, place: int) -> tuple[np.ndarray, Floats]:
    part = slice(matrix.indptr[place], matrix.indptr[place + 1])
    return matrix.indices[part], matrix.data[part]
