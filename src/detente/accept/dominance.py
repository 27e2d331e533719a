"""Which of many integer points are undominated, exactly, ties included.

A point is dominated if another is at least as large in every coordinate and larger in one. Rows are distinct
and sorted from the lexicographically largest down, so that a row can be dominated by earlier rows only, and
is, if one of them is at least as large in columns 1, 2, ...: the first column has done its work (Kung, Luccio
and Preparata 1975, "On finding the maxima of a set of vectors", Journal of the ACM 22:469-476). With two
columns what remains is a running maximum. With more, it is a sweep that keeps those earlier rows that are
maximal in the remaining columns, few beside the undominated ones, and asks of each row whether one of them is
at least as large.

That question is put with NumPy, block against block, or, once this has cost too much, in compiled code that
searches a tree (:mod:`detente.accept.dominance_compiled`). Both compare packed words
(:mod:`detente.accept.dominance_words`) and give the same answer; only the time differs.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from detente.accept.dominance_words import WIDEST, Words, ascending, codes_of, dense, pack, run_starts

BLOCK = 512
PIECE = 256
# So many comparisons of two rows take about as long as loading the compiled sweep.
AFFORDABLE = 2**27

Sweep = Callable[[Words, NDArray[np.bool_]], NDArray[np.bool_]]


def undominated(points: NDArray[np.int64], groups: NDArray[np.int64] | None = None) -> NDArray[np.bool_]:
    """The rows that no other row of their group dominates (larger is better).

    Args:
        points: Shape (n, k), distinct within a group and sorted: by group, then from the lexicographically
            largest down, as by :func:`sort_unique`.
        groups: Shape (n,), not decreasing. Omitted: all are one group.

    Returns:
        Shape (n,): True where no other row of the group is at least as large in every column.

    >>> undominated(np.array([[3, 1], [2, 2], [2, 1], [1, 3]])).tolist()
    [True, True, False, True]
    """
    heads = run_starts(np.zeros(len(points), dtype=np.int64) if groups is None else groups)
    if points.shape[1] < 2 or heads.all():
        return heads
    if points.shape[1] == 2:
        return _running_maximum(points[:, 1], heads)
    packed = pack(points[:, 1:])
    if compiled_sweep.cache_info().currsize == 0:
        mask, judged = sweep_blocks(packed, heads, most=AFFORDABLE)
        if judged == len(heads):
            return mask
    return compiled_sweep()(packed, heads)


def sort_unique(
    points: NDArray[np.int64], groups: NDArray[np.int64] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The order that :func:`undominated` needs, and where runs of equal rows begin in it.

    Rows are ordered by group, then from the lexicographically largest down; equal rows keep their order. The
    columns become digits of one integer, and ranks take the place of digits that are too large for it.

    Args:
        points: Shape (n, k).
        groups: Shape (n,), in any order. Omitted: all are one group.

    Returns:
        The order, shape (n,), and the first place in it of each run of equal rows of one group.

    >>> order, starts = sort_unique(np.array([[1, 2], [3, 0], [1, 2]]))
    >>> order.tolist(), starts.tolist()
    ([1, 0, 2], [0, 1])
    """
    if len(points) == 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    key, size = (np.zeros(len(points), dtype=np.int64), 1) if groups is None else codes_of(groups)
    for index in range(points.shape[1]):
        digit, base = codes_of(points[:, index])
        if size * base > WIDEST:
            key, size = dense((key, size))
        if size * base > WIDEST:
            digit, base = dense((digit, base))
        key, size = key * base + (base - 1 - digit), size * base
    order, ordered = ascending((key, size))
    return order, np.flatnonzero(run_starts(ordered))


@functools.cache
def compiled_sweep() -> Sweep:
    """The compiled sweep, loaded at the first call; NumPy's where numba is not installed.

    :func:`undominated` loads it when it first meets a set that is worth it, and from then on uses it for all.
    """
    try:
        from detente.accept.dominance_compiled import sweep_tree
    except ImportError:
        return lambda packed, heads: sweep_blocks(packed, heads)[0]
    return sweep_tree


def sweep_blocks(
    packed: Words, heads: NDArray[np.bool_], *, most: int | None = None
) -> tuple[NDArray[np.bool_], int]:
    """The undominated rows by comparing blocks of rows with NumPy.

    Args:
        packed: All columns but the first.
        heads: Where a group begins.
        most: Stop once so many comparisons of two rows were made.

    Returns:
        The mask of undominated rows, and how many rows were judged: all, if ``most`` sufficed.
    """
    words, guards = packed.words, packed.guards
    group = np.cumsum(heads, dtype=np.int64)
    mask = np.zeros(len(heads), dtype=np.bool_)
    maximal = words[:, :0]
    end = spent = 0
    while end < len(heads):
        if most is not None and spent >= most:
            break
        begin, end = end, min(end + min(max(end, BLOCK // 8), BLOCK), len(heads))
        same = int(np.searchsorted(group[begin:end], group[max(begin - 1, 0)], side="right"))
        covered = _covered(words[:, begin : begin + same], maximal, guards)
        rows = np.concatenate((begin + np.flatnonzero(~covered), np.arange(begin + same, end)))
        spent += same * maximal.shape[1] + len(rows) ** 2
        kept, lasting = _within(words[:, rows], group[rows], guards)
        mask[rows[kept]] = True
        newest = words[:, rows[lasting & (group[rows] == group[end - 1])]]
        older = maximal if begin + same == end else words[:, :0]
        maximal = np.concatenate((older[:, ~_covered(older, newest, guards)], newest), axis=1)
    return mask, end


def _within(
    words: NDArray[np.uint64], group: NDArray[np.int64], guards: NDArray[np.uint64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of one block: the rows that no earlier row covers; of these, those that no later one of them covers."""
    pairs = _at_least(words, words, guards)
    pairs &= group[:, None] == group
    kept = _none(np.triu(pairs, 1))
    return kept, kept & _none(np.tril(pairs, -1)[kept])


def _covered(
    words: NDArray[np.uint64], others: NDArray[np.uint64], guards: NDArray[np.uint64]
) -> NDArray[np.bool_]:
    """The rows such that one of the others is at least as large; the last of the others are asked first."""
    left = np.arange(words.shape[1])
    for end in range(others.shape[1], 0, -PIECE):
        piece = others[:, max(end - PIECE, 0) : end]
        left = left[_none(_at_least(piece, words[:, left], guards))]
    covered = np.ones(words.shape[1], dtype=np.bool_)
    covered[left] = False
    return covered


def _at_least(
    first: NDArray[np.uint64], second: NDArray[np.uint64], guards: NDArray[np.uint64]
) -> NDArray[np.bool_]:
    """For each pair of rows: is the first at least as large in every column? Shape (first, second)."""
    pairs = _passes(first[0], second[0], guards[0])
    for large, small, guard in zip(first[1:], second[1:], guards[1:], strict=True):
        pairs &= _passes(large, small, guard)
    return pairs


def _passes(large: NDArray[np.uint64], small: NDArray[np.uint64], guard: np.uint64) -> NDArray[np.bool_]:
    difference = (large | guard)[:, None] - small
    difference &= guard
    passes: NDArray[np.bool_] = difference == guard
    return passes


def _none(pairs: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The columns in which nothing is True."""
    none: NDArray[np.bool_] = np.logical_not(pairs.any(axis=0))
    return none


def _running_maximum(column: NDArray[np.int64], heads: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Two columns: a row is dominated if an earlier one of its group is at least as large in the second."""
    codes, size = codes_of(column)
    if int(heads.sum()) * size > WIDEST:
        codes, size = dense((codes, size))
    height = codes + size * (np.cumsum(heads, dtype=np.int64) - 1)
    mask = np.ones(len(height), dtype=np.bool_)
    np.greater(height[1:], np.maximum.accumulate(height)[:-1], out=mask[1:])
    return mask
