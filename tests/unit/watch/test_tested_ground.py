"""Which cell-days are tested together: those that an obligation reaches."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from detente.case.watching import DetectionFiles, DetectionKind, Evidence, Marks
from detente.watch.baseline.fit import fit_baseline
from detente.watch.cells import area_cells
from detente.watch.detections.model import Detections
from detente.watch.keeping.ground import Ground
from detente.watch.keeping.judged import Looking, judged
from detente.watch.keeping.looked import Looks
from detente.watch.keeping.sightings import Sightings
from detente.watch.span import Span

NEAR, FAR, DAYS = 20, 40, 20
SPAN = Span(date(2025, 4, 20), DAYS)


def sightings_of(counts: NDArray[np.int64]) -> Sightings:
    """Detections with these counts by cell and day."""
    cell, day = (np.repeat(index, counts.ravel()) for index in np.indices(counts.shape).reshape(2, -1))
    nothing = np.zeros(len(cell), dtype=bool)
    files = DetectionFiles(
        id="s", title="S", files=("s.csv",), kind=DetectionKind.EVENT, sensor="s", evidence=Evidence.ACT,
        marks=Marks.HIT,
    )  # fmt: skip
    read = Detections(
        file=Path("s.parquet"), sha256="", rows=len(cell), first=SPAN.first, last=SPAN.last, readings=(),
        duplicates=0, pixels_joined=0, rejected_file=None,
    )  # fmt: skip
    return Sightings(
        files=files, read=read, day=day + SPAN.first.toordinal(), hour=np.zeros(len(cell)), cell=cell,
        inside=nothing, outside=nothing, hot=nothing, unplaced=0, heat_places=0, first=None, last=None,
    )  # fmt: skip


def test_what_goes_on_beyond_reach_does_not_make_the_ordinary_a_breach() -> None:
    """Where much goes on, one in twenty flags may be false: all of them within reach."""
    generator = np.random.default_rng(5)
    cells, before, ones = NEAR + FAR, 60, np.ones((NEAR + FAR, DAYS))
    squares = [shapely.box(30 + x / 10, 48, 30.1 + x / 10, 48.1) for x in range(cells)]
    ground = Ground(
        cells=area_cells([f"c{x}" for x in range(cells)], squares), line=None, drawn=None, stretches=(),
        places=(), line_error_km=0.0,
    )  # fmt: skip
    past = generator.poisson(0.5 * generator.gamma(1.0, 1.0, (cells, before)))
    days = np.arange(before) + SPAN.first.toordinal() - before
    baseline = fit_baseline(past, np.ones(past.shape), days=days)
    looked = Looks(
        looks=ones, low=ones, high=ones, clear=ones, state=np.full(ones.shape, 2, np.uint8), notes=()
    )
    near, everywhere = np.arange(cells) < NEAR, np.ones(cells, dtype=bool)
    how, false = Looking(level=0.05, draws=0, seed=0), {"near": 0, "everywhere": 0}
    for _ in range(10):
        more = np.where(near, 1.0, 30.0)[:, None]
        seen = sightings_of(generator.poisson(0.5 * more * generator.gamma(1.0, 1.0, ones.shape)))
        for name, reach in (("near", near), ("everywhere", everywhere)):
            found = judged(seen, baseline, looked, ground, SPAN, how, reach)
            assert found.tests.tests == reach.sum() * DAYS
            false[name] += bool(found.series.flagged[near].any())
    assert false["near"] <= 2
    assert false["everywhere"] >= 8
