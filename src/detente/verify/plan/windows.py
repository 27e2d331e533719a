"""Better covers window by window: all is kept but a few candidates, and these are chosen anew.

Candidates are put in an order in which those that share rows stand together (Cuthill and McKee 1969,
reversed); along a line it is the order of the line. A window of that order is a small problem of its own,
which branch and bound solves at once (a large neighbourhood search: Shaw 1998, CP 1520:417-431). Windows
overlap by half.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import reverse_cuthill_mckee

from detente.verify.plan.chance import Looks
from detente.verify.plan.need import Need
from detente.verify.plan.problem import Floats

Ints = NDArray[np.int64]
FAR = 0.1
"""A candidate that sees more than this share of the rows is far-sighted."""


def neighbours(looks: Looks) -> Ints:
    """All candidates that can be taken or left, those that share rows together, then the far-sighted ones.

    A candidate that sees a large share of the rows is everybody's neighbour and says nothing of the order.
    """
    free = np.flatnonzero(looks.most > looks.fewest)
    seen = csr_array((looks.rows, len(free)))
    for matrix in (*looks.weights, *looks.sure):
        seen = seen + abs(matrix[:, free])
    seen = csr_array(seen)
    seen.data = np.ones_like(seen.data)
    far = np.asarray(seen.sum(axis=0)) > FAR * np.count_nonzero(np.diff(seen.indptr))
    near = seen[:, np.flatnonzero(~far)]
    order = reverse_cuthill_mckee(csr_array(near.T @ near), symmetric_mode=True)
    return np.concatenate([free[~far][order], free[far]])


def window(need: Need, counts: Floats, free: Ints) -> Need:
    """The needs that some candidates can see, with the counts of all others as they are."""
    looks = need.looks
    inside = np.zeros(len(counts), dtype=np.bool_)
    inside[free] = True
    touched = np.zeros(looks.rows)
    for matrix in (*looks.weights, *looks.sure):
        touched += abs(matrix) @ inside.astype(np.float64)
    held = replace(
        looks,
        fewest=np.where(inside, looks.fewest, counts),
        most=np.where(inside, looks.most, counts),
    )
    return replace(need.only(np.flatnonzero(touched[need.row] > 0)), looks=held)
