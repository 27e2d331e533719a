"""Incidents as they are reported: their own cell-days, and no others."""

from __future__ import annotations

from datetime import date

import numpy as np
import shapely

from detente.case.watching import Evidence, Marks
from detente.watch.cells import area_cells
from detente.watch.incidents.cell_days import CellDays
from detente.watch.keeping.ground import Ground
from detente.watch.keeping.judged import Judged
from detente.watch.keeping.reported import reported, touching
from detente.watch.span import Span
from detente.watch.verdict import words
from detente.watch.verdict.judge import Beyond
from detente.watch.verdict.series import Series

ROWS = ("#.....#", ".#.....", "..#####")
"""Three areas in a row: one incident goes from the first to the third, another comes back to the first."""


def test_an_incident_that_another_embraces_keeps_its_own_side() -> None:
    flagged = np.array([[mark == "#" for mark in row] for row in ROWS])
    seen, ones = np.where(flagged, 5, 0), np.ones(flagged.shape)
    outside = np.where(flagged, 5, 0)
    outside[0, 6] = 0
    tests = CellDays(
        seen=seen, expected=0.5 * ones, tail=np.where(flagged, 1e-3, 0.6), q=np.where(flagged, 0.01, 0.9),
        flagged=flagged, looked=ones > 0, level=0.05, tests=flagged.size,
    )  # fmt: skip
    series = Series(
        id="s", title="S", evidence=Evidence.ACT, marks=Marks.HIT, seen=seen, looks=ones, looks_low=ones,
        looks_high=ones, looks_clear=ones, state=np.full(flagged.shape, 2, np.uint8), expected=0.5 * ones,
        size=np.ones(3), flagged=flagged, inside=seen - outside, outside=outside,
    )  # fmt: skip
    source = Judged(series=series, tests=tests, clusters=(), in_cluster=np.zeros_like(flagged))
    cells = area_cells(["a", "b", "c"], [shapely.box(30 + x, 48, 31 + x, 49) for x in range(3)])
    ground = Ground(cells=cells, line=None, drawn=None, stretches=(), places=(), line_error_km=0.0)
    over = Beyond(broken=flagged, rise=np.zeros_like(flagged), why=words.Reason.BEYOND)
    found = reported([source], [over], ground, touching(ground), Span(date(2025, 4, 20), 7))
    told = [(one.cells, one.seen, one.inside, one.outside, one.ground) for one in found]
    assert told == [
        (("a", "b", "c"), 35, 0, 35, words.Ground.OUTSIDE),
        (("a",), 5, 5, 0, words.Ground.INSIDE),
    ]
