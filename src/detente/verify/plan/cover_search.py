"""Plans that meet targets, found fast: greedy cover, then without what is not needed.

The greedy rule takes the candidate that brings most per cost, counting for each row no more than it still
lacks (Dobson 1982, Mathematics of Operations Research 7:515-531; Wolsey 1982, Combinatorica 2:385-393). Where
there are several conditions the rows are tangents, which promise too much; they are drawn anew until the true
chances meet the targets.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csc_array, csr_array

from detente.verify.plan.chance import Looks
from detente.verify.plan.need import SLACK, Cuts, Need, tangents
from detente.verify.plan.problem import Floats

TINY = 1e-12


def repaired(need: Need, counts: Floats) -> Floats:
    """Counts that meet every need, from these by adding and then by dropping what is not needed.

    Args:
        need: Targets that can be met.
        counts: Shape (candidates,): all copies to begin with.
    """
    counts = counts.copy()
    while True:
        missed = need.excess(counts) > SLACK
        if not missed.any():
            return pruned(need, counts)
        filled = _filled(tangents(need.only(np.flatnonzero(missed)), counts), need.looks, counts)
        # Where rounding hides what is missing from the cuts, everything is taken, and the rest dropped.
        counts = np.where((filled == counts).all(), need.looks.most, filled)


def _filled(cuts: Cuts, looks: Looks, counts: Floats) -> Floats:
    """Add copies by the greedy rule until every cut holds, or nothing can be added."""
    beyond = counts - looks.fewest
    room = looks.most - counts
    lacking = cuts.least - cuts.matrix @ beyond
    rows, columns = cuts.matrix, csc_array(cuts.matrix)
    owner = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    score: Floats = np.bincount(
        rows.indices, weights=np.minimum(rows.data, np.maximum(lacking, 0.0)[owner]), minlength=len(beyond)
    ).astype(np.float64)
    price = np.maximum(looks.cost, TINY)
    counts = counts.copy()
    while lacking.size and lacking.max() > SLACK / 2:
        worth = np.where(room > 0, score / price, -1.0)
        best = int(np.argmax(worth))
        if worth[best] <= 0:
            break
        counts[best] += 1
        room[best] -= 1
        touched = columns.indices[columns.indptr[best] : columns.indptr[best + 1]]
        gains = columns.data[columns.indptr[best] : columns.indptr[best + 1]]
        _lower(rows, touched, gains, lacking, score)
    return counts


def _lower(rows: csr_array, touched: Floats, gains: Floats, lacking: Floats, score: Floats) -> None:
    """Take gains off what the touched rows lack, and what follows off the scores, in place."""
    alive = lacking[touched] > 0
    touched, gains = touched[alive], gains[alive]
    starts, ends = rows.indptr[touched], rows.indptr[touched + 1]
    lengths = ends - starts
    flat = np.arange(lengths.sum()) + np.repeat(
        starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths
    )
    data, members = rows.data[flat], rows.indices[flat]
    before = np.repeat(lacking[touched], lengths)
    lacking[touched] -= gains
    after = np.repeat(np.maximum(lacking[touched], 0.0), lengths)
    change = np.minimum(data, after) - np.minimum(data, before)
    score += np.bincount(members, weights=change, minlength=len(score))


def pruned(need: Need, counts: Floats) -> Floats:
    """The counts without copies that no need depends on, dearest first; standing ones stay."""
    looks = need.looks
    counts = counts.copy()
    tally = Tally(need, counts)
    extra = np.flatnonzero(counts > looks.fewest)
    for candidate in extra[np.argsort(-looks.cost[extra], kind="stable")].tolist():
        while counts[candidate] > looks.fewest[candidate] and not tally.broken_without(candidate):
            counts[candidate] -= 1
            tally.remove(candidate)
    return counts


def deciding(need: Need, counts: Floats) -> list[int]:
    """Rows that would miss a target without one of the copies that are not standing, in order."""
    tally = Tally(need, counts)
    rows = set[int]()
    for candidate in np.flatnonzero(counts > need.looks.fewest).tolist():
        rows.update(tally.broken_without(candidate))
    return sorted(rows)


class Tally:
    """What is missed under a plan that loses copies one at a time."""

    def __init__(self, need: Need, counts: Floats) -> None:
        """Start from these counts."""
        looks = need.looks
        self._need = need
        self._places: list[list[int]] = [[] for _ in range(looks.rows)]
        for place, row in enumerate(need.row.tolist()):
            self._places[row].append(place)
        self._weights = [csc_array(weights) for weights in looks.weights]
        self._sure = [csc_array(sure) for sure in looks.sure]
        self._sum = np.array([weights @ counts for weights in looks.weights])
        self._certain = np.array([sure @ counts for sure in looks.sure])

    def broken_without(self, candidate: int) -> list[int]:
        """Rows with a need that is not met with one copy less."""
        rows, less, fewer = self._without(candidate)
        miss = np.where(fewer > 0.5, 0.0, np.exp(-less))
        looks = self._need.looks
        mixed = np.zeros((looks.choices, len(rows)))
        np.add.at(mixed, looks.choice, looks.probability[:, None] * miss)
        where = [(number, place) for number, row in enumerate(rows.tolist()) for place in self._places[row]]
        if not where:
            return []
        numbers, places = np.array(where).T
        need = self._need.only(places)
        missed = need.excess_of(mixed[need.choice, numbers]) > SLACK
        found: list[int] = need.row[missed].tolist()
        return found

    def remove(self, candidate: int) -> None:
        """One copy less."""
        rows, less, fewer = self._without(candidate)
        self._sum[:, rows], self._certain[:, rows] = less, fewer

    def _without(self, candidate: int) -> tuple[Floats, Floats, Floats]:
        """The rows that one copy sees, and their sums of weights and certain looks with one copy less."""
        parts = [
            (matrix.indices[matrix.indptr[candidate] : matrix.indptr[candidate + 1]], matrix)
            for matrix in (*self._weights, *self._sure)
        ]
        rows = np.unique(np.concatenate([part[0] for part in parts]))
        less, fewer = self._sum[:, rows].copy(), self._certain[:, rows].copy()
        for place, (own, matrix) in enumerate(parts):
            data = matrix.data[matrix.indptr[candidate] : matrix.indptr[candidate + 1]]
            table = less if place < len(self._weights) else fewer
            table[place % len(self._weights), np.searchsorted(rows, own)] -= data
        return rows, less, fewer
