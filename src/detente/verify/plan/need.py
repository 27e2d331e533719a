"""Targets as inequalities: who misses one, by how much, and cuts that every plan which meets it keeps.

Let y be the copies beyond the standing ones, m_c the chance that these miss under condition c. A target P* of
a row asks, for each choice of the violator, that

    h(y) = ln sum_c pi_c m_c e^(-w_c . y) <= ln(1 - P*),

a convex function of y. Its tangent at a point y' is a linear cover

    sum_j a_j y_j >= r,   a = sum_c s_c w_c,   r = h(y') + a . y' - ln(1 - P*),

where s_c is the share of condition c in what is missed at y' (outer approximation: Kelley 1960, J. SIAM
8:703-712; Duran and Grossmann 1986, Mathematical Programming 36:307-339). With one condition the tangent is
the target itself. As y is whole, each a_j may be cut down to r. A weight without limit (p = 1) is cut down to
one that reaches any target: e^-25 of what may be missed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from detente.verify.plan.chance import Ints, Looks
from detente.verify.plan.problem import Floats

ROUNDING = 1e-9
"""Share of what may be missed by which a target counts as met."""
BEYOND = 25.0
"""A certain detection takes this much more (in logarithms) than what the target asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Targets of rows, each for each choice of the violator that does not meet it already.

    Attributes:
        looks: The problem.
        row, choice: Shape (needs,): what each is about.
        allowed: Shape (needs,): ln of what may be missed; -inf where nothing may.
    """

    looks: Looks
    row: Ints
    choice: Ints
    allowed: Floats

    def __len__(self) -> int:
        """How many."""
        return len(self.row)

    @property
    def strict(self) -> NDArray[np.bool_]:
        """Shape (needs,): whether nothing at all may be missed."""
        return np.asarray(np.isneginf(self.allowed))

    def excess(self, counts: Floats) -> Floats:
        """Shape (needs,): by how much (in logarithms) each is missed; at most 0 where it is met."""
        missed = self.looks.mixed(self.looks.miss(counts))[self.choice, self.row]
        return self.excess_of(missed)

    def excess_of(self, missed: Floats) -> Floats:
        """The same for known chances of missing, shape (needs,)."""
        with np.errstate(divide="ignore"):
            logs = np.log(missed)
        nothing = self.strict
        found: Floats = np.where(
            nothing, np.where(missed > 0, 1.0, -1.0), logs - np.where(nothing, 0, self.allowed)
        )
        return found

    def only(self, places: NDArray[np.int64] | NDArray[np.bool_]) -> Need:
        """Some of them."""
        return Need(
            looks=self.looks,
            row=self.row[places],
            choice=self.choice[places],
            allowed=self.allowed[places],
        )


def allowed_miss(targets: Floats) -> Floats:
    """ln(1 - P*), with a little added for rounding; -inf where P* is 1."""
    missed = 1.0 - targets
    with np.errstate(divide="ignore"):
        logs: Floats = np.log(np.where(missed > 0, missed * (1 + ROUNDING) + 1e-15, 0.0))
    return logs


def needs(looks: Looks, targets: Floats) -> tuple[Need, Floats]:
    """The targets above 0 that can be met, and P of each row with everything taken.

    A row that misses its target under any choice with everything taken is left out altogether.
    """
    most = looks.mixed(looks.miss(looks.most))
    choice, row = np.meshgrid(np.arange(looks.choices), np.arange(looks.rows), indexing="ij")
    every = Need(
        looks=looks,
        row=row.ravel(),
        choice=choice.ravel(),
        allowed=np.tile(allowed_miss(targets), looks.choices),
    )
    met: NDArray[np.bool_] = every.excess_of(most.ravel()) <= SLACK
    reachable: NDArray[np.bool_] = np.asarray(met.reshape(most.shape).all(axis=0))
    kept = reachable[every.row] & (targets[every.row] > 0)
    return every.only(np.flatnonzero(kept)), 1.0 - most.max(axis=0)


SLACK = 2 * ROUNDING
"""Excess (in logarithms) up to which a need counts as met: what the solver may miss is within."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """Rows of a cover: matrix . y >= least, y the copies beyond the standing ones."""

    matrix: csr_array
    least: Floats


def tangents(need: Need, counts: Floats) -> Cuts:
    """The tangent cut of each need at a point (see above), those that say something.

    Where nothing may be missed, each condition has to be covered for certain, and the cut is of the one that
    is covered least.

    Args:
        need: The targets; for those with one condition every point gives the same cut.
        counts: Shape (candidates,): all copies, standing ones included; may be fractions.
    """
    looks = need.looks
    strict = need.strict
    parts = [_part(need, place, counts, strict) for place in range(len(looks.weights))]
    exponent: Floats = np.array([part[1] for part in parts])
    least_covered: NDArray[np.int64] = exponent.argmax(axis=0)
    top = np.maximum(exponent.max(axis=0), -1e300)
    shares = np.exp(exponent - top)
    total = np.maximum(shares.sum(axis=0), 1e-300)
    height = top + np.log(total)
    shares /= total
    shares = np.where(strict, np.arange(len(parts))[:, None] == least_covered, shares)
    matrix = _mixed([weights for weights, _ in parts], shares, looks)
    progress = height + matrix @ (counts - looks.fewest) - np.where(strict, 0.0, need.allowed)
    least = np.where(strict, 1.0 - matrix @ looks.fewest, progress)
    return tightened(csr_array(matrix), least, looks.most - looks.fewest)


def _mixed(parts: list[csr_array], shares: Floats, looks: Looks) -> csr_array:
    """The sum of matrices of the same shape, each with its rows multiplied by its shares.

    A need is about one choice, and has a share in the conditions of that choice alone: they are added choice
    by choice, so that no sum is walked through for conditions that add nothing to it.
    """
    sums: dict[int, csr_array] = {}
    for weights, share, choice in zip(parts, shares, looks.choice.tolist(), strict=True):
        scaled = _scaled(weights, share)
        sums[choice] = scaled if choice not in sums else csr_array(sums[choice] + scaled)
    whole = csr_array(parts[0].shape)
    for each in sums.values():
        whole = csr_array(whole + each)
    return whole


def _scaled(matrix: csr_array, share: Floats) -> csr_array:
    """Rows multiplied by their shares; those with none are empty."""
    lengths = np.diff(matrix.indptr)
    kept = np.repeat(share != 0, lengths)
    ends = np.concatenate([[0], np.cumsum(np.where(share != 0, lengths, 0))])
    data = (matrix.data * np.repeat(share, lengths))[kept]
    return csr_array((data, matrix.indices[kept], ends), shape=matrix.shape)


def _part(need: Need, place: int, counts: Floats, strict: NDArray[np.bool_]) -> tuple[csr_array, Floats]:
    """Of one condition: its weights for each need, and ln(pi m e^(-w y)) at the point.

    Where nothing may be missed the weights are 1 for certain detection and 0 otherwise.
    """
    looks = need.looks
    likely = np.where(looks.choice[place] == need.choice, looks.probability[place], 0.0)
    with np.errstate(divide="ignore"):
        chance = np.log(np.where(strict, likely > 0, likely))
    weights, sure = looks.weights[place][need.row], looks.sure[place][need.row]
    if not sure.nnz and not strict.any():
        return weights, chance - (weights @ looks.fewest) - weights @ (counts - looks.fewest)
    base = np.where(sure @ looks.fewest > 0, -np.inf, -(weights @ looks.fewest))
    enough = np.where(strict, 1.0, BEYOND - np.where(strict, 0.0, need.allowed))
    weights = csr_array(diags_array(np.where(strict, 0.0, 1.0)) @ weights + diags_array(enough) @ sure)
    base = np.where(strict, -(weights @ looks.fewest), base)
    return weights, chance + base - weights @ (counts - looks.fewest)


def tightened(matrix: csr_array, least: Floats, room: Floats) -> Cuts:
    """Rows that ask for something, candidates that have room, no coefficient above what the row asks."""
    kept = np.flatnonzero(least > 0)
    matrix, least = matrix[kept], least[kept]
    lengths = np.diff(matrix.indptr)
    data = np.minimum(matrix.data, np.repeat(least, lengths))
    data[room[matrix.indices] <= 0] = 0.0
    rows = csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
    rows.eliminate_zeros()
    return Cuts(matrix=rows, least=least)
