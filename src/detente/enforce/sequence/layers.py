"""The two passes of :mod:`detente.enforce.sequence.passes` with NumPy: all sets of one size at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from detente.enforce.sequence.table import NEVER, PRIME, Answer, Table, count_from

Numbers = NDArray[np.int64]


def answer_layers(table: Table, size: int) -> Answer:
    """The answer for a table.

    Args:
        table: The plan as arrays.
        size: How many sets there are.
    """
    level = _levels(table, size)
    layers = _by_steps(table)
    best = np.full(size, NEVER, dtype=np.int64)
    best[0] = 0
    for layer in layers:
        best[layer] = np.where(best[layer] == NEVER, NEVER, np.maximum(best[layer], level[layer]))
        for before, after in _moves(table, layer[best[layer] != NEVER]):
            best[after] = np.minimum(best[after], best[before])
    worst = int(best[-1])
    total = np.full(size, NEVER, dtype=np.int64)
    if worst == NEVER:
        return Answer(worst, best, total, 0)
    low, high = np.zeros(size, dtype=np.uint64), np.zeros(size, dtype=np.uint64)
    total[0], low[0], high[0] = 0, 1, 1
    for layer in layers:
        reached = layer[total[layer] != NEVER]
        total[reached] += level[reached]
        for before, after in _moves(table, reached):
            open_ = best[after] <= worst
            start, end = before[open_], after[open_]
            total[end] = np.minimum(total[end], total[start])
            low[end] += low[start]
            high[end] = (high[end] + high[start]) % np.uint64(PRIME)
    return Answer(worst, best, total, count_from(int(low[-1]), int(high[-1])))


def _levels(table: Table, size: int) -> Numbers:
    """The exposure of each set; ``NEVER`` where a cap is exceeded, 0 for the first and the last."""
    level = np.zeros(size, dtype=np.int64)
    both = [_met(table, pair, size) for pair in range(len(table.pair_chain))]
    for term, (base, weights) in enumerate(zip(table.bases, table.weights, strict=True)):
        sums = np.array([base], dtype=np.int64)
        for start, length in zip(table.starts, table.lengths, strict=True):
            steps = np.concatenate(([0], np.cumsum(weights[start : start + length])))
            sums = (steps[:, None] + sums).ravel()
        for pair, weight in zip(both, table.pair_weights[term], strict=True):
            sums[pair] += weight
        if term < table.objective:
            np.maximum(level, sums, out=level)
        else:
            level[sums > table.cap] = NEVER
    level[0] = level[-1] = 0
    return level


def _met(table: Table, pair: int, size: int) -> NDArray[np.bool_]:
    """The sets in which a step and what sees it are both done."""
    numbers, met = np.arange(size), np.ones(size, dtype=np.bool_)
    for chain, digit in zip(table.pair_chain[pair], table.pair_digit[pair], strict=True):
        met &= numbers // table.strides[chain] % (table.lengths[chain] + 1) >= digit
    return met


def _by_steps(table: Table) -> list[Numbers]:
    """The sets by how many steps they hold, fewest first."""
    held = np.zeros(1, dtype=np.uint8)
    for length in table.lengths:
        held = (np.arange(length + 1, dtype=np.uint8)[:, None] + held).ravel()
    ordered = np.argsort(held, kind="stable")
    ends = np.cumsum(np.bincount(held))
    return np.split(ordered, ends[:-1])


def _moves(table: Table, sets: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """From sets to sets with one step more, chain by chain; no set is reached twice within a chain."""
    digits = [
        sets // stride % (length + 1) for stride, length in zip(table.strides, table.lengths, strict=True)
    ]
    for chain, (stride, length) in enumerate(zip(table.strides, table.lengths, strict=True)):
        for digit in range(int(length)):
            ready = digits[chain] == digit
            place = int(table.starts[chain]) + digit
            for need in range(table.need_from[place], table.need_from[place + 1]):
                ready &= digits[table.need_chain[need]] >= table.need_digit[need]
            before = sets[ready]
            yield before, before + stride
