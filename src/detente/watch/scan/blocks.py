"""The search for the best window with NumPy: blocks of zones at once.

It serves where numba is not installed, and where a scan is too small to be worth compiling. Both searches add
in the same order and settle ties the same way: the first window in the order of zone, last day, first day
whose statistic nobody exceeds by more than a rounding.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.watch.scan.law import Law, could_exceed, scores
from detente.watch.scan.windows import Sums, Windows

Answer = tuple[float, int, int, int]

BLOCK = 500_000
"""How many windows are held at once."""
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
    last_days = np.arange(windows.first_end - windows.first_day, days)
    first_days = last_days[:, None] + np.arange(1 - windows.longest, 1)
    exists = first_days >= 0
    first_days = np.maximum(first_days, 0)
    answer = (floor, -1, 0, 0)
    for chain in range(*chains):
        begin = zones.starts[chain]
        members = zones.members[begin : zones.starts[chain + 1]]
        ends = np.flatnonzero(zones.ends[begin : begin + len(members)])
        seen, base = (np.cumsum(table[members], axis=0)[ends] for table in (sums.seen, sums.base))
        opened = _opened(taken, members, days)[ends] if len(taken) else None
        step = max(1, BLOCK // first_days.size)
        for block in range(0, len(ends), step):
            part = slice(block, block + step)
            c, b = (
                table[part, last_days + 1][:, :, None] - table[part][:, first_days] for table in (seen, base)
            )
            might = could_exceed(form, c, b, answer[0]) & exists
            if opened is not None:
                might &= first_days >= opened[part, last_days][:, :, None]
            places = np.flatnonzero(might)
            if not len(places):
                continue
            found = scores(form, c.ravel()[places], b.ravel()[places])
            top = float(found.max())
            if top > answer[0] * BETTER:
                first = int(places[np.argmax(found * BETTER >= top)])
                zone, last, back = np.unravel_index(first, might.shape)
                place = int(begin + ends[block + zone])
                answer = (top, place, int(first_days[last, back]), int(last_days[last]))
    return answer


def _opened(taken: NDArray[np.bool_], members: NDArray[np.int32], days: int) -> NDArray[np.int64]:
    """For each zone of a chain and each day: the day after the last taken one up to then."""
    shut = np.logical_or.accumulate(taken[members], axis=0)
    after = np.where(shut, np.arange(1, days + 1), 0)
    opened: NDArray[np.int64] = np.maximum.accumulate(after, axis=1)
    return opened
