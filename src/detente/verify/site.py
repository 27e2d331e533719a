"""Where instruments may stand and where violations may happen: points along the line and beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from detente.errors import Fault, InputError
from detente.verify.cuts import Cut
from detente.verify.globe import RADIUS_M, great_circle_m, moved, on_sphere

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SIDES = ("inside", "outside")
"""The two sides of a line, as the line names them: left and right of its direction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Points with ids: cells in which something may happen, or sites on which something may stand.

    Attributes:
        positions: Longitude and latitude in degrees, ``(n, 2)``.
        sides: On which side of the line each lies; ``""`` where that has no meaning.
        stretches: The number of the stretch of the line that each belongs to.
    """

    ids: tuple[str, ...]
    positions: Floats
    sides: tuple[str, ...]
    stretches: tuple[int, ...]

    def __len__(self) -> int:
        """How many."""
        return len(self.ids)

    def only(self, numbers: Sequence[int]) -> Points:
        """Some of them, in the order of their numbers."""
        return Points(
            ids=tuple(self.ids[number] for number in numbers),
            positions=self.positions[list(numbers)],
            sides=tuple(self.sides[number] for number in numbers),
            stretches=tuple(self.stretches[number] for number in numbers),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of a cell and a site with their distance: three arrays of the same length, by cell, then site."""

    cell: Ints
    site: Ints
    distance_m: Floats


def line_cells(cuts: Sequence[Cut]) -> Points:
    """One cell for each cut of the line, at its middle."""
    return Points(
        ids=tuple(cut.id for cut in cuts),
        positions=np.array([cut.middle for cut in cuts], dtype=np.float64).reshape(-1, 2),
        sides=("",) * len(cuts),
        stretches=tuple(cut.stretch for cut in cuts),
    )


def beside(cuts: Sequence[Cut], offsets_m: Iterable[float], *, every: int = 1) -> Points:
    """Points on both sides of the line, at right angles to every so many-th cut.

    With three cuts and the offsets 500 and 2000 there are twelve: ``ID-inside-500`` and so on.

    Args:
        cuts: The cuts, in the order of the line; at least one.
        offsets_m: Distances from the middle of a cut, in metres from 0 (one point on the line itself).
        every: 1 for each cut, 3 for the second of every three, and so on.

    Raises:
        InputError: for an offset that is no number from 0, or ``every`` below 1.
    """
    middles = line_cells(cuts).positions
    offsets = sorted({float(offset) for offset in offsets_m})
    if every < 1 or not offsets or not all(0 <= offset < RADIUS_M for offset in offsets):
        message = f"offsets of {offsets} m at every {every} will not do"
        hint = "distances from 0 in metres, at every cut (1) or at fewer"
        raise InputError(Fault(place="offsets", message=message, hint=hint, code="bad-number"))
    kept = range(min(every // 2, len(cuts) - 1), len(cuts), every)
    found = [
        (place, side, offset) for place in kept for offset in offsets for side in (SIDES if offset else ("",))
    ]
    turns = {"inside": -90.0, "outside": 90.0, "": 0.0}
    bearings = np.array([cuts[place].bearing + turns[side] for place, side, _ in found])
    positions = moved(
        middles[[place for place, _, _ in found]], bearings, np.array([far for _, _, far in found])
    )
    return Points(
        ids=tuple(_point_id(cuts[place].id, side, offset) for place, side, offset in found),
        positions=positions,
        sides=tuple(side for _, side, _ in found),
        stretches=tuple(cuts[place].stretch for place, _, _ in found),
    )


def joined(parts: Sequence[Points]) -> Points:
    """Points one after the other; none where there are no parts."""
    return Points(
        ids=tuple(name for part in parts for name in part.ids),
        positions=np.concatenate([np.zeros((0, 2)), *(part.positions for part in parts)]),
        sides=tuple(side for part in parts for side in part.sides),
        stretches=tuple(number for part in parts for number in part.stretches),
    )


def pairs_within(cells: Points, sites: Points, reach_m: float) -> Pairs:
    """All pairs of a cell and a site at most ``reach_m`` apart."""
    if not len(cells) or not len(sites):
        nothing = np.zeros(0, dtype=np.int64)
        return Pairs(cell=nothing, site=nothing, distance_m=np.zeros(0))
    chord = 2 * np.sin(min(reach_m / (2 * RADIUS_M), np.pi / 2)) * (1 + 1e-12) + 1e-12
    tree = cKDTree(on_sphere(sites.positions))
    near = tree.query_ball_point(on_sphere(cells.positions), chord, return_sorted=True)
    counts = [len(members) for members in near]
    cell = np.repeat(np.arange(len(cells), dtype=np.int64), counts)
    site = np.fromiter((member for members in near for member in members), np.int64, count=sum(counts))
    return Pairs(
        cell=cell, site=site, distance_m=great_circle_m(cells.positions[cell], sites.positions[site])
    )


def _point_id(cut: str, side: str, offset: float) -> str:
    return f"{cut}-{side}-{offset:g}" if side else cut
