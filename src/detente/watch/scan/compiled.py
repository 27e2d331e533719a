"""The search of :mod:`detente.watch.scan.blocks`, compiled.

It runs without the interpreter's lock, so that threads share the work.
All code of the compiled functions stands in this file, as numba takes the file's date for the date of the
code.
"""

from __future__ import annotations

import math
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from detente.watch.scan.law import Law
from detente.watch.scan.windows import Sums, Windows

Floats = NDArray[np.float64]
Function = TypeVar("Function")
Answer = tuple[float, int, int, int]

BETTER = 1 + 1e-12


def search_compiled(
    windows: Windows,
    sums: Sums,
    form: Law,
    *,
    taken: NDArray[np.bool_],
    floor: float,
    chains: tuple[int, int],
) -> Answer:
    """The best window of some chains, as :func:`detente.watch.scan.blocks.search_blocks` finds it."""
    zones = windows.zones
    told = (
        (zones.starts, zones.members, zones.ends),
        (sums.seen, sums.base, taken),
        (windows.longest, windows.first_end - windows.first_day),
        form,
        floor,
        chains,
    )
    try:
        return _search(*told)
    except OSError:  # compiled, but the code could not be kept: the disk is full
        return _search(*told)


def _part(function: Function) -> Function:
    """Make a part of the compiled function, callable from within it only."""
    options: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "error_model": "numpy"}
    return cast("Function", numba.njit(forceinline=True, **options)(function))


def _compiled(function: Function) -> Function:
    """Compile at the first call, and keep the code for later runs where a folder for it can be written."""
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
    try:
        return cast("Function", numba.njit(cache=True, **options)(function))
    except RuntimeError:
        return cast("Function", numba.njit(**options)(function))


@_part
def _term(seen: float, base: float) -> float:
    """Such as ``x ln(x/y)``; 0 where x is 0."""
    return seen * math.log(seen / base) if seen > 0 else 0.0


@_part
def _score(form: Law, seen: float, base: float) -> float:
    """The statistic of one window that the law counts; 0 for another."""
    apart = seen - base * form.share
    if not ((apart > 0 and form.high and seen >= form.least) or (apart < 0 and form.low)):
        return 0.0
    if form.kind == 0:
        return _term(seen, base) + base - seen
    rest, others = form.cases - seen, form.total - base
    if form.kind == 1:
        return _term(seen, base) + _term(rest, others)
    inside = _term(seen, base) + _term(base - seen, base)
    outside = _term(rest, others) + _term(others - rest, others)
    whole = form.cases * math.log(form.share) + (form.total - form.cases) * math.log1p(-form.share)
    return inside + outside - whole


@_part
def _any_could_exceed(  # a test without branches, so that the processor takes several windows at once
    seen: Floats, base: Floats, until: float, until_base: float, bar: float, share: float, inverse: float
) -> bool:
    """Whether the bound lets the statistic of any window that ends on one day exceed the best one so far."""
    passing = 0
    for first in range(len(seen)):
        b = until_base - base[first]
        apart = until - seen[first] - b * share
        passing += apart * apart > bar * b * (1 - b * inverse)
    return passing > 0


@_part
def _best_of_zone(
    sums: tuple[Floats, Floats], shut: NDArray[np.bool_], span: tuple[int, int], form: Law, floor: float
) -> tuple[float, int, int]:
    """The best run of days of one zone: statistic, first and last day; ``floor`` if none exceeds it."""
    seen, base = sums
    longest, first_end = span
    best, begin, end, opened = floor, 0, 0, 0
    bar = best * form.spread
    for last in range(len(shut)):
        if shut[last]:
            opened = last + 1
        if last < first_end:
            continue
        until, until_base = seen[last + 1], base[last + 1]
        start = max(opened, last + 1 - longest)
        part = slice(start, last + 1)
        if not _any_could_exceed(seen[part], base[part], until, until_base, bar, form.share, form.inverse):
            continue
        for first in range(start, last + 1):
            c, b = until - seen[first], until_base - base[first]
            apart = c - b * form.share
            if apart * apart > bar * b * (1 - b * form.inverse):
                found = _score(form, c, b)
                if found > best * BETTER:
                    best, begin, end = found, first, last
                    bar = best * form.spread
    return best, begin, end


@_compiled
def _search(
    zones: tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.bool_]],
    sums: tuple[Floats, Floats, NDArray[np.bool_]],
    span: tuple[int, int],
    form: Law,
    floor: float,
    chains: tuple[int, int],
) -> Answer:
    starts, members, ends = zones
    by_cell, base_by_cell, taken = sums
    days = by_cell.shape[1] - 1
    seen, base, shut = np.zeros(days + 1), np.zeros(days + 1), np.zeros(days, dtype=np.bool_)
    best, at, begin, end = floor, -1, 0, 0
    for chain in range(chains[0], chains[1]):
        seen[:], base[:], shut[:] = 0.0, 0.0, False
        for place in range(starts[chain], starts[chain + 1]):
            cell = members[place]
            seen += by_cell[cell]
            base += base_by_cell[cell]
            if len(taken):
                shut |= taken[cell]
            if ends[place]:
                found, first, last = _best_of_zone((seen, base), shut, span, form, best)
                if found > best:
                    best, at, begin, end = found, place, first, last
    return best, at, begin, end
