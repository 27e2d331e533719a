"""The best window, and the list of windows that share nothing with better ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from detente.watch.scan.blocks import BETTER, Answer, search_blocks
from detente.watch.scan.law import Law
from detente.watch.scan.windows import Hit, Sums, Windows

WORTH_COMPILING = 50_000_000
"""So many windows take NumPy about as long as loading the compiled search."""
EACH_CHAIN = 3_000
"""With NumPy a chain costs as much as so many windows, however few it has."""
NONE_TAKEN = np.zeros((0, 0), dtype=np.bool_)


class Search(Protocol):
    """A search for the best window of some chains."""

    def __call__(
        self,
        windows: Windows,
        sums: Sums,
        form: Law,
        *,
        taken: NDArray[np.bool_],
        floor: float,
        chains: tuple[int, int],
    ) -> Answer:
        """As :func:`detente.watch.scan.blocks.search_blocks`."""
        ...


def engine(windows: Windows, times: int) -> Search:
    """The compiled search where so many scans are worth it and numba is installed; else NumPy's."""
    each = len(windows) + EACH_CHAIN * len(windows.zones.shapes)
    if each * times < WORTH_COMPILING:
        return search_blocks
    try:
        from detente.watch.scan.compiled import search_compiled
    except ImportError:
        return search_blocks
    return search_compiled


def best_window(
    search: Search,
    windows: Windows,
    sums: Sums,
    form: Law,
    *,
    taken: NDArray[np.bool_] = NONE_TAKEN,
    floor: float = 0.0,
    threads: int = 1,
) -> Hit | None:
    """The window with the largest statistic above ``floor``, or ``None``.

    Args:
        search: Which engine.
        windows: Where to look.
        sums: What was seen and expected.
        form: The statistic.
        taken: Cell-days ``[cell, day]`` that no window may have, days counted as in ``sums``.
        floor: Only statistics above this are looked for.
        threads: How many share the chains; the answer does not depend on it.
    """
    parts = _shares(windows, threads)
    if len(parts) == 1:
        found = [search(windows, sums, form, taken=taken, floor=floor, chains=parts[0])]
    else:
        with ThreadPoolExecutor(threads) as pool:
            found = list(
                pool.map(
                    lambda part: search(windows, sums, form, taken=taken, floor=floor, chains=part), parts
                )
            )
    best = found[0]
    for other in found[1:]:
        if other[0] > best[0] * BETTER:
            best = other
    score, place, first, last = best
    if place < 0:
        return None
    shift = windows.first_day
    return Hit(place=place, first_day=first + shift, last_day=last + shift, score=score)


def apart(
    next_best: Callable[[NDArray[np.bool_]], Hit | None], windows: Windows, *, whole_places: bool
) -> Iterator[Hit]:
    """The best window, then the best of those that share nothing with it, and so on.

    Args:
        next_best: Finds the best window, given which cell-days are taken.
        windows: Where it looks.
        whole_places: Whether two windows may not share a cell; else they may not share a cell-day.
    """
    taken = np.zeros((windows.zones.cells, windows.days - windows.first_day), dtype=np.bool_)
    while (hit := next_best(taken)) is not None:
        yield hit
        begin, end = hit.first_day - windows.first_day, hit.last_day - windows.first_day + 1
        days = slice(None) if whole_places else slice(begin, end)
        taken[hit.cells(windows.zones), days] = True


def hands(threads: int | None) -> int:
    """How many threads: as given, or one for each processor that this process may use."""
    if threads is not None:
        return max(1, threads)
    usable = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return max(1, len(usable))


def _shares(windows: Windows, threads: int) -> list[tuple[int, int]]:
    """Runs of chains with about equal numbers of members."""
    starts = windows.zones.starts
    cuts = np.searchsorted(starts, np.linspace(0, starts[-1], threads + 1)[1:-1])
    edges = sorted({0, *(int(cut) for cut in cuts), len(starts) - 1})
    return list(pairwise(edges)) or [(0, 0)]
