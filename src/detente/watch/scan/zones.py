"""Which sets of cells a scan looks at: circles around each cell, intervals along a line.

Sets are kept as **chains**. A chain is a sequence of cells; its first cells, up to a place where the chain
may end, are a zone. The circles around one cell are one chain, from the nearest cell to the farthest; the
intervals that begin at one segment of a line are another. So the sums over a zone follow from those over the
zone before it by one addition. Cells at the same distance enter a circle together, so that the zones do not
depend on the order of cells. A set that an earlier chain has is not looked at twice.

Source: Kulldorff 1997, "A spatial scan statistic", Communications in Statistics: Theory and Methods
26:1481-1496 (circles up to a share of the population).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import Fault, InputError, shown_value
from detente.watch.scan.chains import SAME, Chain, chain_of, packed
from detente.watch.scan.places import Metric, Places, numbers

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Shape = Literal["circle", "interval"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Zones:
    """Chains of cells.

    Attributes:
        cells: How many cells there are; they have the numbers 0 to ``cells - 1``.
        starts: Where each chain begins in ``members``, and the length of ``members`` at the end.
        members: The cells of all chains, one chain after the other.
        ends: Whether a zone ends with this member; each set of cells has one such place.
        reach: How far a zone that ends here reaches: the radius of a circle, in the unit of its
            coordinates (km for a great circle); the number of segments of an interval.
        shapes: Of each chain.
    """

    cells: int
    starts: Integers
    members: NDArray[np.int32]
    ends: NDArray[np.bool_]
    reach: Floats
    shapes: tuple[Shape, ...]

    def __len__(self) -> int:
        """How many distinct zones there are."""
        return int(self.ends.sum())

    def chain_of(self, place: int) -> int:
        """The chain that a place of ``members`` belongs to."""
        return int(np.searchsorted(self.starts, place, side="right")) - 1

    def zone(self, place: int) -> Integers:
        """The cells of the zone that ends at a place, the first of its chain first."""
        start = self.starts[self.chain_of(place)]
        return self.members[start : place + 1].astype(np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circles:
    """Which circles to look at; a zone has to keep all limits.

    Attributes:
        metric: ``"euclid"`` for coordinates x, y in one unit; ``"great-circle"`` for degrees of longitude and
            latitude, with distances in km on a sphere of radius 6,371.0088 km.
        most_share: The largest share of the total weight (population, baseline) in a circle; in (0, 1].
        most_radius: The largest radius, in the unit of the coordinates or in km; ``None``: any.
        most_cells: The largest number of cells; ``None``: any.
    """

    metric: Metric = "euclid"
    most_share: float = 0.5
    most_radius: float | None = None
    most_cells: int | None = None

    def faults(self) -> list[Fault]:
        """What is wrong with the limits."""
        return [
            *_unless(0 < self.most_share <= 1, "most_share", self.most_share, "a share above 0 and up to 1"),
            *_unless(
                self.most_radius is None or self.most_radius >= 0,
                "most_radius",
                self.most_radius,
                "0 or more",
            ),
            *_unless(
                self.most_cells is None or self.most_cells >= 1, "most_cells", self.most_cells, "1 or more"
            ),
        ]


def circles(
    coordinates: ArrayLike, *, weights: ArrayLike | None = None, limits: Circles | None = None
) -> Zones:
    """The circles around each cell, up to the limits.

    Args:
        coordinates: A row for each cell: x, y, or longitude, latitude in degrees.
        weights: What the share of a circle is taken of, one for each cell, not negative; ``None``: each cell
            counts the same.
        limits: ``None``: Euclidean, up to half of the weight.

    Raises:
        InputError: coordinates, weights or limits that are none; all faults together.
    """
    limits = limits or Circles()
    where = numbers(coordinates, "coordinates")
    faults = [
        *limits.faults(),
        *Places.faults(where, limits.metric),
        *_weight_faults(where, weights),
    ]
    if faults:
        raise InputError(*faults)
    places = Places.of(where, limits.metric, most_radius=limits.most_radius, most_cells=limits.most_cells)
    weight = np.ones(len(where)) if weights is None else numbers(weights, "weights")
    most = limits.most_share * weight.sum() * (1 + SAME)

    def chain(centre: int) -> Chain:
        near, distance = places.around(centre)
        return chain_of(near, distance, np.cumsum(weight[near]) <= most, limits.most_cells)

    return _zones(len(weight), map(chain, range(len(weight))), "circle")


def intervals(
    segments: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    most_share: float = 1.0,
    most_segments: int | None = None,
) -> Zones:
    """All runs of adjacent segments of a line, each with all cells of its segments.

    Args:
        segments: The number of each cell's segment along the line; -1 for a cell that is on none. Segments
            with consecutive numbers are adjacent; where a number is missing, the line is interrupted.
        weights: As in :func:`circles`.
        most_share: The largest share of the weight in an interval.
        most_segments: The largest number of segments in an interval; ``None``: any.

    Raises:
        InputError: numbers below -1, or limits that are none; all faults together.
    """
    segment = numbers(segments, "segments")
    faults = [
        *Circles(most_share=most_share).faults(),
        *_unless(most_segments is None or most_segments >= 1, "most_segments", most_segments, "1 or more"),
    ]
    if (
        segment.ndim != 1
        or not ((segment >= -1) & np.isfinite(segment) & (segment == np.floor(segment))).all()
    ):
        hint = "0, 1, 2, ... along the line, and -1 for a cell off it"
        faults.append(
            Fault(place="segments", message="a segment's number is -1 or a whole number from 0", hint=hint)
        )
    else:
        faults += _weight_faults(segment, weights)
    if faults:
        raise InputError(*faults)
    weight = np.ones(len(segment)) if weights is None else numbers(weights, "weights")
    most = most_share * weight.sum() * (1 + SAME)
    order = np.argsort(segment, kind="stable")
    order = order[segment[order] >= 0]
    along = segment[order]
    firsts = np.flatnonzero(np.diff(along, prepend=-1))
    breaks = np.append(np.flatnonzero(np.diff(along) > 1) + 1, len(along))

    def chain(begin: int) -> Chain:
        run = order[begin : breaks[np.searchsorted(breaks, begin, side="right")]]
        reach = segment[run] - segment[run[0]] + 1
        allowed = np.cumsum(weight[run]) <= most
        if most_segments is not None:
            allowed &= reach <= most_segments
        return chain_of(run, reach, allowed)

    return _zones(len(weight), map(chain, firsts.tolist()), "interval")


def joined(first: Zones, *others: Zones) -> Zones:
    """The zones of all, each distinct set of cells once.

    Raises:
        InputError: zones of different numbers of cells.
    """
    for other in others:
        if other.cells != first.cells:
            message = f"zones of {first.cells} cells and of {other.cells} cells cannot be joined"
            raise InputError(Fault(place="zones", message=message, hint="make both from the same cells"))
    chains, shapes = list[Chain](), list[Shape]()
    for zones in (first, *others):
        for number, shape in enumerate(zones.shapes):
            part = slice(zones.starts[number], zones.starts[number + 1])
            chains.append(Chain(zones.members[part], zones.reach[part], zones.ends[part]))
            shapes.append(shape)
    return _zones(first.cells, chains, *shapes)


def _zones(cells: int, chains: Iterable[Chain], *shapes: Shape) -> Zones:
    """Zones of chains; one shape for all of them or one for each."""
    parts = packed(cells, chains, keep="nearest" if len(shapes) == 1 else "first")
    named = shapes * (max(parts.kept, default=0) + 1) if len(shapes) == 1 else shapes
    return Zones(
        cells=cells,
        starts=parts.starts,
        members=parts.members,
        ends=parts.ends,
        reach=parts.reach,
        shapes=tuple(named[number] for number in parts.kept),
    )


def _weight_faults(rows: Floats | Integers, weights: ArrayLike | None) -> list[Fault]:
    if weights is None:
        return []
    given = numbers(weights, "weights")
    if given.shape != (len(rows),):
        message = f"{len(rows)} cells have weights of shape {given.shape}"
        return [Fault(place="weights", message=message, hint="give one weight for each cell")]
    bad = np.flatnonzero(~((given >= 0) & np.isfinite(given)))
    if len(bad):
        message = f"cell {bad[0]} has the weight {given[bad[0]]:g}"
        return [Fault(place="weights", message=message, hint="give weights of 0 or more, not all 0")]
    return _unless(given.sum() > 0, "weights", "all 0", "weights of 0 or more, not all 0")


def _unless(right: bool, place: str, value: object, hint: str) -> list[Fault]:  # noqa: FBT001 - a private test
    return [] if right else [Fault(place=place, message=f"the value is {shown_value(value)}", hint=hint)]
