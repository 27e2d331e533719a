"""Two upward passes over all sets of done steps, compiled.

The first finds for each set the least worst exposure on the way to it (a bottleneck path in the lattice of
sets). The second goes over the sets that lie on orders whose worst exposure is least, adds up exposures, and
counts orders by two remainders, which give the count exactly.

All code of the compiled functions stands in this file, as numba takes the file's date for the date of the
code. It runs as plain Python, too, which is how coverage sees into it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from detente.enforce.sequence.table import NEVER, PRIME, WORD, Answer, Table, count_from

Function = TypeVar("Function", bound=Callable[..., object])


def answer_compiled(table: Table, size: int) -> Answer:
    """The answer for a table; arguments as in :func:`detente.enforce.sequence.layers.answer_layers`."""
    best = np.zeros(size, dtype=np.int64)
    _bottleneck(table, best)
    found = np.zeros((size, 3), dtype=np.int64)
    found[:, 0] = NEVER
    if best[-1] != NEVER:
        found[0] = 0, 1, 1
        _count(table, best, found)
    orders = count_from(int(found[-1, 1]) % WORD, int(found[-1, 2]))
    return Answer(int(best[-1]), best, found[:, 0], orders)


def _part(function: Function) -> Function:
    """Make a part of the compiled functions, callable from within them only."""
    options: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return cast("Function", numba.njit(forceinline=True, **options)(function))


def _compiled(function: Function) -> Function:
    """Compile at the first call, and keep the code for later runs where a folder for it can be written."""
    try:
        return cast("Function", numba.njit(cache=True)(function))
    except RuntimeError:
        return cast("Function", numba.njit()(function))


@_part
def _level(table: Table, digits: NDArray[np.int64], levels: NDArray[np.int64]) -> int:
    """The exposure of a set, at least 0; ``NEVER`` where a cap is exceeded."""
    found = 0
    for term in range(len(levels)):
        level = levels[term]
        for pair in range(len(table.pair_chain)):
            both = True
            for place in range(2):
                both &= digits[table.pair_chain[pair, place]] >= table.pair_digit[pair, place]
            if both:
                level += table.pair_weights[term, pair]
        if term < table.objective:
            found = max(found, level)
        elif level > table.cap:
            return NEVER
    return found


@_part
def _last(table: Table, digits: NDArray[np.int64], chain: int) -> bool:
    """Can the last done step of a chain have been the last of all, as far as its own needs go?"""
    if digits[chain] == 0:
        return False
    place = table.starts[chain] + digits[chain] - 1
    for need in range(table.need_from[place], table.need_from[place + 1]):
        if digits[table.need_chain[need]] < table.need_digit[need]:
            return False
    return True


@_part
def _advance(table: Table, digits: NDArray[np.int64], levels: NDArray[np.int64]) -> None:
    """Go on to the next number, as a counter does, and keep the terms' levels up with it."""
    chain = 0
    while digits[chain] == table.lengths[chain]:
        for place in range(table.starts[chain], table.starts[chain] + table.lengths[chain]):
            for term in range(len(levels)):
                levels[term] -= table.weights[term, place]
        digits[chain] = 0
        chain += 1
    place = table.starts[chain] + digits[chain]
    for term in range(len(levels)):
        levels[term] += table.weights[term, place]
    digits[chain] += 1


@_compiled
def _bottleneck(table: Table, best: NDArray[np.int64]) -> None:
    """For each set the least worst exposure on the way to it."""
    digits = np.zeros(len(table.lengths), dtype=np.int64)
    levels = table.bases.copy()
    for number in range(1, len(best)):
        _advance(table, digits, levels)
        here = NEVER
        for chain in range(len(digits)):
            if _last(table, digits, chain):
                here = min(here, best[number - table.strides[chain]])
        if here != NEVER and number < len(best) - 1:
            here = max(here, _level(table, digits, levels))
        best[number] = here


@_compiled
def _count(table: Table, best: NDArray[np.int64], found: NDArray[np.int64]) -> None:
    """Least sums of exposures and counts of orders, over the sets whose orders need not exceed the worst."""
    digits = np.zeros(len(table.lengths), dtype=np.int64)
    levels = table.bases.copy()
    for number in range(1, len(best)):
        _advance(table, digits, levels)
        if best[number] > best[-1]:
            continue
        total, low, high = NEVER, 0, 0
        for chain in range(len(digits)):
            if _last(table, digits, chain):
                before = number - table.strides[chain]
                total = min(total, found[before, 0])
                low += found[before, 1]
                high += found[before, 2]
                high -= PRIME if high >= PRIME else 0
        if total != NEVER and number < len(best) - 1:
            total += _level(table, digits, levels)
        found[number, 0] = total
        found[number, 1] = low
        found[number, 2] = high
