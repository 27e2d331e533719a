"""Where the instruments of a plan stand: candidate positions, no finer than the line is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.verify.line.model import ContactLine, Position, Segment
from detente.verify.monitoring.holdings import Site
from detente.verify.placement import Placement
from detente.verify.reach import Stand

KM_PER_DEGREE = 111.32
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Grids of degrees to which positions are rounded."""


def grid_deg(line: ContactLine) -> float:
    """The grid to which sites are rounded: its cells are no lower than the line's generalisation.

    At least a hundredth of a degree, about a kilometre, however finely the line is drawn.
    """
    least = (line.simplify_km or 0.0) / KM_PER_DEGREE
    return next((step for step in STEPS if step >= least), STEPS[-1])


def sites_of(
    found: Placement,
    segments: Sequence[Segment],
    counts: Mapping[str, int],
    standing: Mapping[str, int],
    line: ContactLine,
) -> tuple[Site, ...]:
    """The candidates that a plan takes, in the order of the placement."""
    grid = grid_deg(line)
    return tuple(
        _site(found, segments, stand, counts[stand.id], standing.get(stand.id, 0), grid)
        for stand in found.stands
        if counts.get(stand.id)
    )


def _site(
    found: Placement, segments: Sequence[Segment], stand: Stand, copies: int, standing: int, grid: float
) -> Site:
    place = stand.site
    return Site(
        id=stand.id,
        instrument=stand.instrument.id,
        position=None if place is None else _rounded(found.sites.positions[place].tolist(), grid),
        side="" if place is None else found.sites.sides[place],
        segment="" if place is None else segments[found.sites.stretches[place]].id,
        copies=copies,
        standing=standing,
        per_year=stand.cost * copies,
    )


def _rounded(position: Sequence[float], grid: float) -> Position:
    longitude, latitude = (round(round(part / grid) * grid, 6) for part in position)
    return longitude, latitude
