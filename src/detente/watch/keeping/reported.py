"""Incidents as they are reported: cells that touch, days in a row, areas and rates, never a position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import shapely
from numpy.typing import NDArray

from detente.verify.line.plane import polygons_of
from detente.watch.incidents.grouping import Incident, group_incidents
from detente.watch.keeping.ground import Ground
from detente.watch.keeping.judged import Judged
from detente.watch.keeping.model import Reported
from detente.watch.span import Span
from detente.watch.verdict import words
from detente.watch.verdict.judge import Beyond

TOUCH_M = 1.0
"""Cells that come this near to each other touch."""


def touching(ground: Ground) -> NDArray[np.int64]:
    """Pairs of cells that touch, of (pairs, 2)."""
    shapes = ground.cells.shapes
    found = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=TOUCH_M)
    pairs = found.T[found[0] < found[1]]
    return np.asarray(pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))], dtype=np.int64)


def reported(
    sources: Sequence[Judged], found: Sequence[Beyond], ground: Ground, pairs: NDArray[np.int64], span: Span
) -> tuple[Reported, ...]:
    """The incidents of an obligation in a window, breaches first, the least ordinary first.

    Args:
        sources: Its sources.
        found: What is beyond the ordinary in each.
        ground: The cells.
        pairs: Which of them touch.
        span: The days of the window.
    """
    drafts = [
        draft
        for source, one in zip(sources, found, strict=True)
        for breach, which in ((True, one.broken), (False, one.rise))
        for draft in _drafts(source, which, ground, pairs, span, breach=breach)
    ]
    ordered = sorted(drafts, key=lambda one: (not one.breach, one.q, one.first, one.source, one.cells))
    return tuple(replace(one, id=f"i{number}") for number, one in enumerate(ordered, start=1))


def _drafts(
    source: Judged,
    which: NDArray[np.bool_],
    ground: Ground,
    pairs: NDArray[np.int64],
    span: Span,
    *,
    breach: bool,
) -> Iterator[Reported]:
    tests = replace(source.tests, flagged=which)
    for incident in group_incidents(tests, pairs):
        yield _reported(source, incident, ground, span, breach=breach)


def _reported(
    source: Judged,
    incident: Incident,
    ground: Ground,
    span: Span,
    *,
    breach: bool,
) -> Reported:
    cells, series = np.array(incident.cells), source.series
    own = tuple(np.array(incident.members).T)
    inside, outside = (int(table[own].sum()) for table in (series.inside, series.outside))
    shape = polygons_of(shapely.union_all(ground.cells.shapes[cells], grid_size=0.001))
    return Reported(
        id="",
        source=series.id,
        found_by="cluster" if bool(source.in_cluster[own].all()) else "cell-days",
        breach=breach,
        cells=tuple(ground.cells.ids[cell] for cell in incident.cells),
        places=_places(ground, incident.cells),
        area_km2=float(ground.cells.area_km2[cells].sum()),
        polygons=ground.cells.plane.polygons(shape),
        first=_day(span, incident.first_day),
        last=_day(span, incident.last_day),
        seen=incident.seen,
        expected=incident.expected,
        q=incident.q,
        ground=_ground(incident.seen, inside, outside),
        inside=inside,
        outside=outside,
    )


def _places(ground: Ground, cells: Sequence[int]) -> tuple[str, ...]:
    of = set(cells)
    return tuple(stretch.id for stretch in ground.stretches if of.intersection(stretch.cells.tolist()))


def _ground(seen: int, inside: int, outside: int) -> words.Ground:
    """The side on which all of them lie; not attributable where one of them may lie on the other."""
    if seen and inside == seen:
        return words.Ground.INSIDE
    return words.Ground.OUTSIDE if seen and outside == seen else words.Ground.NOT_ATTRIBUTABLE


def _day(span: Span, number: int) -> date:
    return span.first + timedelta(days=number)
