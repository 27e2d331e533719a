"""A scan as one writes it with NumPy: cumulative sums, one length after the other, logarithms of all."""

from __future__ import annotations

import numpy as np

from bench.scan_draw import Field


def plain_scan(given: Field) -> float:
    """The largest ``c ln(c/b) + b - c`` of all windows in which more was seen than expected."""
    zones, best = given.windows.zones, 0.0
    for begin, end in zip(zones.starts[:-1], zones.starts[1:], strict=True):
        members, ends = zones.members[begin:end], zones.ends[begin:end]
        tables = []
        for values in (given.counts, given.mean):
            by_zone = np.cumsum(values[members], axis=0)[ends]
            tables.append(np.pad(np.cumsum(by_zone, axis=1, dtype=np.float64), ((0, 0), (1, 0))))
        for length in range(1, given.windows.longest + 1):
            c, b = (table[:, length:] - table[:, :-length] for table in tables)
            with np.errstate(divide="ignore", invalid="ignore"):
                score = np.where(c > b, c * np.log(c / b) + b - c, 0.0)
            best = max(best, float(score.max(initial=0.0)))
    return best
