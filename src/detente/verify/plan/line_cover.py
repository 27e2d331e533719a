"""Certain coverage along a line, by dynamic programme: exact without branch and bound.

Where each candidate covers a stretch of consecutive rows (an interval matrix: its columns have consecutive
ones), no best plan needs a stretch inside another one that it takes, so its stretches can be ordered by
their left and right ends at once. Least cost: the cheapest way to cover all rows up to i is the cheapest
over stretches that hold i, added to what covers all rows before that stretch. Largest weight for a budget
of whole money: the same by money spent and last stretch taken, the overlap with the stretch before counted
once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

from detente.verify.plan.problem import Floats

Ints = NDArray[np.int64]
CELLS = 20_000_000
"""Most cells of the table of budgets and stretches, times stretches, that are worth it."""


def stretches(reach: csr_array) -> tuple[Ints, Ints] | None:
    """First and last row of each column, if its rows are consecutive; an empty one ends before it starts.

    Args:
        reach: Shape (rows, candidates), stored entries count.

    >>> first, last = stretches(csr_array([[1, 0], [1, 1], [0, 1]]))
    >>> first.tolist(), last.tolist()
    ([0, 1], [1, 2])
    >>> stretches(csr_array([[1], [0], [1]])) is None
    True
    """
    columns = csc_array(reach)
    columns.sort_indices()
    lengths = np.diff(columns.indptr)
    full = lengths > 0
    first, last = np.zeros(len(lengths), dtype=np.int64), np.full(len(lengths), -1, dtype=np.int64)
    first[full] = columns.indices[columns.indptr[:-1][full]]
    last[full] = columns.indices[columns.indptr[1:][full] - 1]
    return (first, last) if (last - first + 1 == lengths).all() else None


def cheapest_line(first: Ints, last: Ints, cost: Floats, rows: int) -> list[int] | None:
    """The cheapest columns whose stretches cover rows 0 to rows - 1; None if they can't.

    >>> cheapest_line(np.array([0, 1, 0]), np.array([1, 3, 3]), np.array([1.0, 1.0, 3.0]), 4)
    [0, 1]
    """
    order = np.argsort(last, kind="stable")
    best = np.full(rows + 1, np.inf)
    best[0] = 0.0
    by: list[int] = [-1] * (rows + 1)
    starting: list[list[int]] = [[] for _ in range(rows)]
    for column in order.tolist():
        if last[column] >= first[column]:
            starting[int(first[column])].append(column)
    for row in range(rows):
        for column in starting[row]:
            end = int(last[column]) + 1
            price = best[row] + cost[column]
            span = best[row + 1 : end + 1]
            cheaper = np.flatnonzero(price < span)
            span[cheaper] = price
            for place in cheaper.tolist():
                by[row + 1 + place] = column
    if not np.isfinite(best[rows]):
        return None
    taken, at = [], rows
    while at > 0:
        taken.append(by[at])
        at = int(first[by[at]])
    return taken[::-1]


def richest_line(first: Ints, last: Ints, cost: Ints, weights: Floats, budget: int) -> list[int]:
    """The columns within the budget whose stretches together cover the largest weight.

    Args:
        first: Shape (columns,).
        last: Shape (columns,).
        cost: Shape (columns,): whole numbers above 0.
        weights: Shape (rows,).
        budget: A whole number.

    >>> richest_line(np.array([0, 1, 3]), np.array([2, 3, 4]), np.array([2, 1, 1]), np.ones(5), 3)
    [0, 2]
    """
    total = np.concatenate(([0.0], np.cumsum(weights)))
    usable = np.flatnonzero((last >= first) & (cost <= budget))
    usable = usable[np.lexsort((first[usable], last[usable]))]
    left, right, price = first[usable], last[usable] + 1, cost[usable]
    size = len(usable)
    best = np.full((budget + 1, size), -np.inf)
    by = np.full((budget + 1, size), -1, dtype=np.int64)
    for place in range(size):
        alone = total[right[place]] - total[left[place]]
        before = np.flatnonzero((left[:place] < left[place]) & (right[:place] < right[place]))
        fresh = total[right[place]] - total[np.maximum(left[place], right[before])]
        best[price[place] :, place] = alone
        if len(before):
            joined = best[: budget + 1 - price[place]][:, before] + fresh
            top = joined.argmax(axis=1)
            value = joined[np.arange(len(top)), top]
            more = value > alone
            best[price[place] :, place][more] = value[more]
            by[price[place] :, place][more] = before[top][more]
    return _followed(best, by, price, usable)


def _followed(best: Floats, by: Ints, price: Ints, usable: Ints) -> list[int]:
    """The columns of the best cell, by its back-pointers."""
    if best.shape[1] == 0:
        return []
    money = best.shape[0] - 1
    place = int(best[money].argmax())
    if not np.isfinite(best[money, place]):
        return []
    taken = []
    while place >= 0:
        taken.append(int(usable[place]))
        money, place = money - int(price[place]), int(by[money, place])
    return sorted(taken)


def line_plan(reach: csr_array, cost: Floats, weights: Floats, budget: float) -> list[int] | None:
    """The columns within a budget that cover most weight, where the dynamic programme applies; else None.

    It applies to stretches with whole costs, if the table is not too large.

    Args:
        reach: Shape (rows, columns), stored entries count.
        cost: Shape (columns,).
        weights: Shape (rows,).
        budget: Most that may be spent.
    """
    if not len(cost) or (cost != np.round(cost)).any() or cost.max(initial=0.0) > CELLS:
        return None
    spans = stretches(reach)
    if spans is None or cost.min() == 0:
        return None
    unit = int(np.gcd.reduce(cost.astype(np.int64)))
    money = int(min(budget + 1e-9 * (1 + abs(budget)), cost.sum()) // unit)
    if (money + 1) * len(cost) ** 2 > CELLS:
        return None
    return richest_line(*spans, cost.astype(np.int64) // unit, weights, money)
