"""Our side of the scans: ``python -m bench.scan_ours SPEC``, one line of JSON as the answer.

A SPEC with ``file`` is a scan of points in space, as the peer is asked for: each circle around a point of a
grid, and around each point of the file as well, as ours stand around cells.
"""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from typing import TypedDict

import numpy as np

from bench.clock import peak_mb, timed
from bench.scan_draw import ScanSpec, field
from bench.scan_plain import plain_scan
from detente.watch.scan.blocks import search_blocks
from detente.watch.scan.law import EXCESS, POISSON, law
from detente.watch.scan.search import Search, best_window
from detente.watch.scan.windows import Horizon, Sums
from detente.watch.scan.zones import Circles, circles


class ScanAnswer(TypedDict):
    """Seconds to make the zones and sums, of the first call and the median of all, windows, the statistic."""

    prepared: float
    first: float
    warm: float
    cpu: float
    mb: float
    windows: int
    score: float


def engine(name: str) -> Search:
    """NumPy's, or the compiled one."""
    if name == "blocks":
        return search_blocks
    from detente.watch.scan.compiled import search_compiled

    return search_compiled


def scan(spec: ScanSpec) -> ScanAnswer:
    """All windows of cells and days."""
    given, prepared = timed(lambda: field(spec))
    sums = Sums.of(given.windows, given.counts, given.mean)
    form = law(EXCESS, cases=float(given.counts.sum()), total=float(given.mean.sum()))

    def once() -> float:
        if spec.engine == "plain":
            return plain_scan(given)
        hit = best_window(engine(spec.engine), given.windows, sums, form, threads=spec.threads)
        assert hit is not None
        return hit.score

    laps = [timed(once) for _ in range(spec.calls)]
    return ScanAnswer(
        prepared=prepared.seconds,
        first=laps[0][1].seconds,
        warm=statistics.median(lap.seconds for _, lap in laps),
        cpu=statistics.median(lap.cpu_seconds for _, lap in laps),
        mb=peak_mb(),
        windows=len(given.windows),
        score=laps[0][0],
    )


def points(file: Path, step: float) -> ScanAnswer:
    """All circles around the points of a file and of a grid, with Kulldorff's statistic over the cases."""
    given = np.array(json.loads(file.read_text(encoding="utf-8")))
    low, high = given[:, :2].min(axis=0), given[:, :2].max(axis=0)
    grid = [(x, y) for x in np.arange(low[0], high[0], step) for y in np.arange(low[1], high[1], step)]
    where = np.vstack((given[:, :2], grid))
    nobody = np.zeros(len(grid))
    people = np.concatenate((np.ones(len(given)), nobody))
    cases = np.concatenate((given[:, 2], nobody))[:, None]

    def whole() -> tuple[int, float, float]:
        zones, prepared = timed(lambda: circles(where, weights=people, limits=Circles(most_share=1.0)))
        windows = Horizon().windows(zones, 1)
        number = float(cases.sum())
        sums = Sums.of(windows, cases, people[:, None] * (number / people.sum()))
        form = law(POISSON, cases=number, total=number)
        hit = best_window(engine("compiled"), windows, sums, form)
        assert hit is not None
        return len(windows), hit.score / number, prepared.seconds

    laps = [timed(whole) for _ in range(2)]
    (windows, score, prepared), lap = laps[-1]
    return ScanAnswer(
        prepared=prepared,
        first=laps[0][1].seconds,
        warm=lap.seconds,
        cpu=lap.cpu_seconds,
        mb=peak_mb(),
        windows=windows,
        score=score,
    )


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    if "file" in asked:
        print(json.dumps(points(Path(asked["file"]), asked["step"])))
    else:
        print(json.dumps(scan(ScanSpec(**asked))))
