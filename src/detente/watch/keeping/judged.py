"""One source in one window: its counts against the baseline, by cell-days and by clusters of them.

The level is shared: cell-days and clusters are two ways of looking, and each source is one more, so each
test runs at level / (2 x sources). A cluster's own p-value says what a whole window of cells and days says;
of its cell-days those count as beyond the ordinary on which more was seen than expected.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from detente.watch.baseline.predictive import predict
from detente.watch.incidents.cell_days import CellDays, judge_cell_days
from detente.watch.keeping.looked import Looks
from detente.watch.keeping.sightings import Sightings
from detente.watch.scan.excess import scan_excess
from detente.watch.scan.fitted import fitted_null
from detente.watch.scan.result import Cluster
from detente.watch.scan.trial import Trial
from detente.watch.scan.windows import Horizon
from detente.watch.scan.zones import Circles, Zones, circles
from detente.watch.span import Span
from detente.watch.verdict.series import Series

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.watch.baseline.fit import Baseline
    from detente.watch.keeping.ground import Ground

SAMPLES = 200
"""Samples of the posterior that null worlds are drawn from."""
LONGEST_DAYS = 14
"""A cluster lasts no longer; what goes on for longer is seen before and after."""
MOST_CELLS = 12
"""A cluster holds at most so many cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """How a window is looked at.

    Attributes:
        level: Of each of the two ways.
        draws: Null worlds of the scan; 0 for no scan.
        seed: Their seed.
    """

    level: float
    draws: int
    seed: int

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader has to know: that so few null worlds cannot show a cluster at this level."""
        if not self.draws or self.level * (self.draws + 1) >= 1:
            return ()
        enough = int(np.ceil(1 / self.level - 1e-9)) - 1
        said = f"{self.draws} null worlds are too few for a cluster at the level of {self.level:.2g}"
        return (f"{said}: none can be found; {enough} or more are enough.",)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """What was found of one source in one window.

    Attributes:
        series: Counts, expectation and what is beyond the ordinary.
        tests: The cell-day tests.
        clusters: The clusters at the level.
        in_cluster: Which flagged cell-days no cell-day test alone has found, of (cells, days).
    """

    series: Series
    tests: CellDays
    clusters: tuple[Cluster, ...]
    in_cluster: NDArray[np.bool_]


def judged(
    source: Sightings,
    baseline: Baseline,
    looked: Looks,
    ground: Ground,
    span: Span,
    how: Looking,
    reach: NDArray[np.bool_],
) -> Judged:
    """Hold the counts of a window against the baseline, where an obligation reaches.

    Only these cells are tested: among tests of ground beyond it, where much may go on that the obligation
    says nothing of, the share of false incidents would hold for all of them and for none of its own.

    Args:
        source: The detections.
        baseline: Fitted to the days before.
        looked: The looks of the window.
        ground: The cells.
        span: The days of the window.
        how: Level, draws and seed.
        reach: Which cells are tested, of (cells,).
    """
    days, looks = np.arange(span.days) + span.first.toordinal(), looked.looks
    counts = source.table(len(ground.cells), span)
    tests = judge_cell_days(baseline, counts, looks, days=days, level=how.level, mask=~reach)
    expected = predict(baseline, looks, days=days)
    clusters = _clusters(baseline, tests, looks, days, ground, how, reach) if how.draws else ()
    more = tests.looked & reach[:, None] & (tests.seen > np.maximum(tests.expected, 0))
    joined = np.zeros_like(tests.flagged)
    for cluster in clusters:
        joined[np.array(cluster.cells), cluster.first_day : cluster.last_day + 1] = True
    joined &= more & ~tests.flagged
    return Judged(
        series=Series(
            id=source.files.id,
            title=source.files.title,
            evidence=source.files.evidence,
            marks=source.files.marks,
            seen=tests.seen,
            looks=looks,
            looks_low=looked.low,
            looks_high=looked.high,
            looks_clear=looked.clear,
            state=looked.state,
            expected=tests.expected,
            size=expected.size,
            flagged=tests.flagged | joined,
            inside=np.where(tests.looked, source.table(len(ground.cells), span, source.inside), 0),
            outside=np.where(tests.looked, source.table(len(ground.cells), span, source.outside), 0),
        ),
        tests=replace(tests, flagged=tests.flagged | joined),
        clusters=clusters,
        in_cluster=joined,
    )


def _clusters(
    baseline: Baseline,
    tests: CellDays,
    looks: NDArray[np.float64],
    days: NDArray[np.int64],
    ground: Ground,
    how: Looking,
    reach: NDArray[np.bool_],
) -> tuple[Cluster, ...]:
    """The clusters of more than expected at the level, among the cells within reach."""
    if not tests.looked[reach].any() or reach.sum() < 2:
        return ()
    found = scan_excess(
        tests.seen,
        fitted_null(baseline, looks, days=days, samples=SAMPLES, seed=how.seed),
        _zones(ground),
        looks=np.where(reach[:, None], looks, 0.0),
        horizon=Horizon(longest=min(LONGEST_DAYS, looks.shape[1])),
        trial=Trial(draws=how.draws, seed=how.seed, level=how.level),
    )
    return found.significant


def _zones(ground: Ground) -> Zones:
    """Circles of cells, up to a number of them."""
    places = np.column_stack([ground.cells.x_km, ground.cells.y_km])
    return circles(places, limits=Circles(most_share=1.0, most_cells=MOST_CELLS))
