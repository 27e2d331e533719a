"""Plans that meet targets, found fast: greedy cover, then without what is not needed.

The greedy rule takes the candidate that brings most per cost, counting for each row no more than it still
lacks (Dobson 1982, Mathematics of Operations Research 7:515-531; Wolsey 1982, Combinatorica 2:385-393). Where
there are several conditions the rows are tangents, which promise too much; they are drawn anew until the true
chances meet the targets.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array, vstack

from detente.verify.plan.chance import Looks
from detente.verify.plan.need import SLACK, Cuts, Need, tangents
from detente.verify.plan.problem import Floats

TINY = 1e-12
CERTAIN = 0.5
"""More certain looks than this are one at least; sums of whole numbers may be rounded."""


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
    """What is missed under a plan that loses copies one at a time.

    Conditions and rows are one axis, condition by condition, so that a candidate is one column; its *terms*
    are what each condition adds to what is missed, and what is missed is their sum by choice and row.
    """

    def __init__(self, need: Need, counts: Floats) -> None:
        """Start from these counts."""
        looks = need.looks
        self._need = need
        self._weights = csc_array(vstack(looks.weights))
        self._sure = csc_array(vstack(looks.sure))
        self._sum: Floats = self._weights @ counts
        self._certain: Floats = self._sure @ counts
        self._likely = np.repeat(looks.probability, looks.rows)
        self._pair = (looks.choice[:, None] * looks.rows + np.arange(looks.rows)).ravel()
        self._place = np.full(looks.choices * looks.rows, -1, dtype=np.int64)
        self._place[need.choice * looks.rows + need.row] = np.arange(len(need))
        self._terms = self._term(self._likely, self._sum, self._certain)
        missed = np.bincount(self._pair, self._terms, minlength=len(self._place))
        self._missed: Floats = missed.astype(np.float64)

    def broken_without(self, candidate: int) -> list[int]:
        """Rows with a need that is not met with one copy less, in order."""
        column = self._without(candidate)
        pairs = self._pair[column.at]
        needed = self._place[pairs] >= 0
        pairs = pairs[needed]
        need = self._need.only(self._place[pairs])
        missed = need.excess_of(self._missed[pairs] + self._more(column)[pairs]) > SLACK
        found: list[int] = np.unique(need.row[missed]).tolist()
        return found

    def remove(self, candidate: int) -> None:
        """One copy less."""
        column = self._without(candidate)
        self._missed += self._more(column)
        self._sum[column.at], self._certain[column.at] = column.less, column.fewer
        self._terms[column.at] = column.terms

    def _without(self, candidate: int) -> _Column:
        """Where one copy looks, and the sums and terms there with one copy less."""
        (at, weights), (sure, looks) = (_column(each, candidate) for each in (self._weights, self._sure))
        less = np.concatenate([self._sum[at] - weights, self._sum[sure]])
        fewer = np.concatenate([self._certain[at], self._certain[sure] - looks])
        where = np.concatenate([at, sure])
        return _Column(where, less, fewer, self._term(self._likely[where], less, fewer))

    def _more(self, column: _Column) -> Floats:
        """By how much more is missed of each choice and row."""
        at = column.at
        more: Floats = np.bincount(
            self._pair[at], column.terms - self._terms[at], minlength=len(self._place)
        ).astype(np.float64)
        return more

    @staticmethod
    def _term(likely: Floats, less: Floats, fewer: Floats) -> Floats:
        term: Floats = np.where(fewer > CERTAIN, 0.0, likely * np.exp(-less))
        return term


class _Column(NamedTuple):
    """One candidate's entries with a copy less: where, weights, certain looks, and what is missed."""

    at: NDArray[np.int64]
    less: Floats
    fewer: Floats
    terms: Floats


def _column(matrix: csc_array, candidate: int) -> tuple[NDArray[np.int64], Floats]:
    entries = slice(matrix.indptr[candidate], matrix.indptr[candidate + 1])
    return matrix.indices[entries], matrix.data[entries]
