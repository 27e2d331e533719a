"""The mean chance as a sum of concave terms, made small: standing copies counted in, equal rows merged.

With one choice of the violator the weighted sum of chances beyond the standing copies is

    sum_k omega_k f_k(y),   f_k(y) = 1 - e^(-w_k . y), or 1 where y has a copy that sees row k for certain,

one term for each row and condition, omega_k = weight x pi_c x chance that the standing copies miss it. Terms
with the same w_k are one term with the sum of their omegas; a term that nothing sees is none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack, vstack

from detente.verify.plan.chance import Looks
from detente.verify.plan.problem import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Terms of a mean over candidates that are still free.

    Attributes:
        weights: Shape (terms, candidates): -ln(1 - p) where p < 1.
        sure: Shape (terms, candidates): 1 where p = 1.
        omega: Shape (terms,).
        base: What the standing copies bring: the whole is base + sum omega f.
        cost: Shape (candidates,).
        room: Shape (candidates,): most copies beyond the standing ones.
        budget: What may be spent beyond the standing copies.
        origin: Shape (candidates,): which candidates of the problem these are.
    """

    weights: csr_array
    sure: csr_array
    omega: Floats
    base: float
    cost: Floats
    room: Floats
    budget: float
    origin: NDArray[np.int64]

    def value(self, beyond: Floats) -> float:
        """The whole sum for copies beyond the standing ones."""
        return self.base + float(self.omega @ (1.0 - self.miss(beyond)))

    def miss(self, beyond: Floats) -> Floats:
        """Shape (terms,): 1 - f."""
        missed: Floats = np.exp(-(self.weights @ beyond))
        if self.sure.nnz:
            missed[self.sure @ beyond > 0.5] = 0.0
        return missed

    def fixed(self, taken: Floats, free: NDArray[np.bool_]) -> Terms:
        """What is left when some copies are taken and only some candidates are free to take more of."""
        missed = self.miss(taken)
        kept = np.flatnonzero(free)
        return Terms(
            weights=self.weights[:, kept],
            sure=self.sure[:, kept],
            omega=self.omega * missed,
            base=self.value(taken),
            cost=self.cost[kept],
            room=self.room[kept] - taken[kept],
            budget=self.budget - float(self.cost @ taken),
            origin=self.origin[kept],
        ).merged()

    def merged(self) -> Terms:
        """The same with equal terms made one, and without those that nothing can see."""
        both = csr_array(hstack([self.weights, self.sure], format="csr"))
        both.sort_indices()
        group = _pattern(both)
        group[(np.diff(both.indptr) == 0) | (self.omega <= 0)] = -1
        numbers, first, inverse = np.unique(group, return_index=True, return_inverse=True)
        omega: Floats = np.bincount(inverse, weights=self.omega, minlength=len(numbers)).astype(np.float64)
        keep = np.flatnonzero(numbers >= 0)
        return Terms(
            weights=self.weights[first[keep]],
            sure=self.sure[first[keep]],
            omega=omega[keep],
            base=self.base,
            cost=self.cost,
            room=self.room,
            budget=self.budget,
            origin=self.origin,
        )


def mean_terms(looks: Looks, budget: float) -> Terms:
    """The terms of a problem in which the violator has no choice, merged, beyond the standing copies."""
    whole = stacked_terms(looks, budget + float(looks.cost @ looks.fewest))
    room = looks.most - looks.fewest
    return replace(whole, room=looks.most).fixed(looks.fewest, room > 0)


def stacked_terms(looks: Looks, budget: float) -> Terms:
    """One term for each row and condition, standing copies left out; ``budget`` is beyond these."""
    return Terms(
        weights=csr_array(vstack(looks.weights, format="csr")),
        sure=csr_array(vstack(looks.sure, format="csr")),
        omega=(looks.probability[:, None] * looks.row_weights).ravel(),
        base=0.0,
        cost=looks.cost,
        room=looks.most - looks.fewest,
        budget=budget,
        origin=np.arange(len(looks.cost)),
    )


def _pattern(matrix: csr_array) -> NDArray[np.int64]:
    """Shape (rows,): the same number for rows that are equal, entry by entry."""
    starts, ends = matrix.indptr[:-1].tolist(), matrix.indptr[1:].tolist()
    columns, data = matrix.indices.astype(np.int32), matrix.data
    seen: dict[bytes, int] = {}
    found = np.empty(len(starts), dtype=np.int64)
    for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
        key = columns[start:end].tobytes() + data[start:end].tobytes()
        found[row] = seen.setdefault(key, len(seen))
    return found
