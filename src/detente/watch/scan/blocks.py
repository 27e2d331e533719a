"""The search for the best window with NumPy: all zones of a chain and all windows of one length at once.

It serves where numba is not installed, and where a scan is too small to be worth compiling. Both searches add
in the same order and settle ties the same way: the first window in the order of zone, last day, first day
whose statistic nobody exceeds by more than a rounding.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.watch.scan.law import Law, could_exceed, scores
from detente.watch.scan.windows import Sums, Windows

Floats = NDArray[np.float64]
Answer = tuple[float, int, int, int]

BETTER = 1 + 1e-12


def search_blocks(
    windows: Windows,
    sums: Sums,
    form: Law,
    *,
    taken: NDArray[np.bool_],
    floor: float,
    chains: tuple[int, int],
) -> Answer:
    """The best window of some chains.

    Args:
        windows: Where to look.
        sums: What was seen and expected.
        form: The statistic.
        taken: Cell-days ``[cell, day]`` that no window may have, days as in ``sums``; no rows: none.
        floor: Only statistics above this are looked for.
        chains: The first chain, and the one after the last.

    Returns:
        The statistic (``floor`` if none exceeds it), the place where the zone ends (-1 if none), the first
        and the last day, counted from the first day of ``sums``.
    """
    zones, days = windows.zones, sums.seen.shape[1] - 1
    first_end = windows.first_end - windows.first_day
    answer = (floor, -1, 0, 0)
    for chain in range(*chains):
        begin = int(zones.starts[chain])
        members = zones.members[begin : zones.starts[chain + 1]]
        ends = np.flatnonzero(zones.ends[begin : begin + len(members)])
        seen, base = (np.cumsum(table[members], axis=0)[ends] for table in (sums.seen, sums.base))
        opened = _opened(taken, members, days)[ends] if len(taken) else None
        best: list[Answer] = []
        bar = answer[0]
        for length in range(1, windows.longest + 1):
            start = max(first_end + 1 - length, 0)
            tables = tuple(table[:, start + length :] - table[:, start:-length] for table in (seen, base))
            may_begin = None if opened is None else opened[:, start + length - 1 :]
            found = _best_of_length(form, tables, may_begin, start, bar)
            if found is not None:
                score, zone, first = found
                bar = max(bar, score / BETTER)
                best.append((score, int(ends[zone]), first, first + length - 1))
        answer = _foremost(answer, best, begin)
    return answer


def _best_of_length(
    form: Law, tables: tuple[Floats, ...], may_begin: NDArray[np.int64] | None, start: int, bar: float
) -> tuple[float, int, int] | None:
    """The best of all windows of one length: its statistic, the number of its zone, its first day."""
    seen, base = tables
    might = could_exceed(form, seen, base, bar)
    if may_begin is not None:
        might &= np.arange(start, start + seen.shape[1]) >= may_begin
    places = np.flatnonzero(might)
    if not len(places):
        return None
    found = scores(form, seen.ravel()[places], base.ravel()[places])
    top = float(found.max())
    if top < bar:
        return None
    zone, back = divmod(int(places[np.argmax(found * BETTER >= top)]), seen.shape[1])
    return top, zone, start + back


def _foremost(answer: Answer, best: list[Answer], begin: int) -> Answer:
    """The best so far; of a chain's windows that are as good as its best, the first in order."""
    top = max((score for score, *_ in best), default=0.0)
    if not top > answer[0] * BETTER:
        return answer
    tied = [(place, last, first) for score, place, first, last in best if score * BETTER >= top]
    place, last, first = min(tied)
    return top, begin + place, first, last


def _opened(taken: NDArray[np.bool_], members: NDArray[np.int32], days: int) -> NDArray[np.int64]:
    """For each zone of a chain and each day: the day after the last taken one up to then."""
    shut = np.logical_or.accumulate(taken[members], axis=0)
    after = np.where(shut, np.arange(1, days + 1), 0)
    opened: NDArray[np.int64] = np.maximum.accumulate(after, axis=1)
    return opened
