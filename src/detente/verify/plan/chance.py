"""The chance that a plan sees a violation: from the definition, and in arrays that the solvers share.

A factor (1 - p)^x is e^(-w x) with the weight w = -ln(1 - p), so that a product over candidates is a sum of
weights. Certain detection, p = 1, has no finite weight: it is counted apart, and one such copy makes the
chance of missing exactly 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from detente.verify.plan.problem import CoverProblem, Floats

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """A problem as arrays.

    Attributes:
        weights: For each condition, shape (rows, candidates): -ln(1 - p) where 0 < p < 1.
        sure: For each condition, shape (rows, candidates): 1 where p = 1.
        probability: Shape (conditions,): pi_c within its choice.
        choice: Shape (conditions,): the number of its choice.
        row_weights: Shape (rows,).
        cost: Shape (candidates,): of one copy.
        fewest: Shape (candidates,): standing copies.
        most: Shape (candidates,): 0 where switched off.
    """

    weights: tuple[csr_array, ...]
    sure: tuple[csr_array, ...]
    probability: Floats
    choice: Ints
    row_weights: Floats
    cost: Floats
    fewest: Floats
    most: Floats

    @property
    def rows(self) -> int:
        """How many rows."""
        return len(self.row_weights)

    @property
    def choices(self) -> int:
        """How many choices the violator has."""
        return int(self.choice.max()) + 1

    def miss(self, counts: Floats) -> Floats:
        """Shape (conditions, rows): the chance that nothing sees it, for counts of each candidate.

        Counts may be fractions, as in a relaxation; certain detection then counts from any share on.
        """
        found = np.empty((len(self.weights), self.rows))
        for place, (weights, sure) in enumerate(zip(self.weights, self.sure, strict=True)):
            found[place] = np.exp(-(weights @ counts))
            if sure.nnz:
                found[place][sure @ counts > 0] = 0.0
        return found

    def mixed(self, miss: Floats) -> Floats:
        """Shape (choices, rows): the chance of missing, mixed over nature, for each choice."""
        found = np.zeros((self.choices, self.rows))
        np.add.at(found, self.choice, self.probability[:, None] * miss)
        return found

    def worst_miss(self, counts: Floats) -> Floats:
        """Shape (rows,): the chance of missing under the choice that is best for the violator."""
        worst: Floats = self.mixed(self.miss(counts)).max(axis=0)
        return worst


def looks(problem: CoverProblem) -> Looks:
    """The arrays of a problem."""
    weights, sure = [], []
    for condition in problem.conditions:
        certain = condition.detection.copy()
        certain.data = (certain.data >= 1.0).astype(np.float64)
        certain.eliminate_zeros()
        finite = condition.detection.copy()
        finite.data = np.where(finite.data < 1.0, -np.log1p(-np.minimum(finite.data, 1 - 1e-16)), 0.0)
        finite.eliminate_zeros()
        weights.append(finite)
        sure.append(certain)
    names = {choice: number for number, choice in enumerate(problem.choices)}
    off = np.array([candidate.off for candidate in problem.candidates], dtype=np.bool_)
    return Looks(
        weights=tuple(weights),
        sure=tuple(sure),
        probability=np.array([condition.probability for condition in problem.conditions]),
        choice=np.array([names[condition.chosen] for condition in problem.conditions], dtype=np.int64),
        row_weights=problem.weights,
        cost=np.array([candidate.cost for candidate in problem.candidates], dtype=np.float64),
        fewest=_counts([candidate.standing for candidate in problem.candidates], off),
        most=_counts([candidate.most for candidate in problem.candidates], off),
    )


def _counts(numbers: list[int], off: NDArray[np.bool_]) -> Floats:
    return np.where(off, 0.0, np.array(numbers, dtype=np.float64))


def chances(problem: CoverProblem, counts: Ints) -> Floats:
    """P of each row under each condition, from the definition and nothing else.

    Args:
        problem: The problem.
        counts: Shape (candidates,): copies taken of each.

    Returns:
        Shape (rows, conditions).
    """
    found = np.empty((len(problem.rows), len(problem.conditions)))
    for place, condition in enumerate(problem.conditions):
        matrix = condition.detection
        copies = counts[matrix.indices]
        kept = copies != 0
        rows = np.repeat(np.arange(len(problem.rows)), np.diff(matrix.indptr))[kept]
        miss = np.ones(len(problem.rows))
        np.multiply.at(miss, rows, (1.0 - matrix.data[kept]) ** copies[kept])
        found[:, place] = 1.0 - miss
    return found


def worst_chances(problem: CoverProblem, by_condition: Floats) -> Floats:
    """P of each row under the worst choice of the violator, from P under each condition.

    Args:
        problem: The problem.
        by_condition: Shape (rows, conditions), as :func:`chances` gives it.

    Returns:
        Shape (rows,).
    """
    mixtures = np.zeros((len(problem.choices), len(problem.rows)))
    for place, condition in enumerate(problem.conditions):
        mixtures[problem.choices.index(condition.chosen)] += condition.probability * by_condition[:, place]
    worst: Floats = mixtures.min(axis=0)
    return worst
