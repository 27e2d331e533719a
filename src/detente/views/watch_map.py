"""A map of what can be said: stretches of ground by finding, incidents as areas, no detection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.views.map_frame import Frame, Point, frame_about, graticule
from detente.views.watch_words import REASONS, incident_text, place_name
from detente.watch.verdict.words import Finding

if TYPE_CHECKING:
    from detente.verify.line.model import Polygons
    from detente.watch.keeping.model import Keeping, ObligationKeeping

Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """A stretch of ground.

    Attributes:
        rings: Its outlines, holes among them.
        finding: What can be said of it.
        told: It in words.
    """

    rings: tuple[Ring, ...]
    finding: Finding
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The area of an incident.

    Attributes:
        rings: Its outlines.
        breach: Whether it counts as a breach.
        told: It in words.
    """

    rings: tuple[Ring, ...]
    breach: bool
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchMap:
    """What is on a map of one obligation in one window.

    Attributes:
        frame: Its box.
        grid: Meridians and parallels with their labels.
        ground: The outlines of all that is looked at, ground to compare with among it.
        line: The line.
        patches: The stretches, as far as the obligation reaches.
        spots: The areas of incidents.
    """

    frame: Frame
    grid: tuple[tuple[str, Ring], ...]
    ground: tuple[Ring, ...]
    line: tuple[Ring, ...]
    patches: tuple[Patch, ...]
    spots: tuple[Spot, ...]


def watch_map(keeping: Keeping, obligation: ObligationKeeping) -> WatchMap:
    """The map of an obligation."""
    outer = [position for place in keeping.places for part in place.polygons for position in part[0]]
    frame = frame_about(keeping.centre, outer)
    pieces = () if keeping.line is None else keeping.line.pieces
    return WatchMap(
        frame=frame,
        grid=tuple((label, tuple(path)) for label, path in graticule(frame)),
        ground=tuple(ring for place in keeping.places for ring in _rings(frame, place.polygons)),
        line=tuple(tuple(frame.points(piece.path)) for piece in pieces),
        patches=tuple(_patches(keeping, obligation, frame)),
        spots=tuple(
            Spot(
                rings=_rings(frame, one.polygons),
                breach=one.breach,
                told=f"{one.id}: {incident_text(keeping, one)}",
            )
            for one in obligation.incidents
        ),
    )


def _patches(keeping: Keeping, obligation: ObligationKeeping, frame: Frame) -> Iterator[Patch]:
    for verdict, shape in zip(obligation.verdicts, obligation.shapes, strict=True):
        place = keeping.place(verdict.stretch)
        told = f"{place_name(place)}: {verdict.finding.value}, {REASONS[verdict.reason]}"
        yield Patch(rings=_rings(frame, shape), finding=verdict.finding, told=told)


def _rings(frame: Frame, polygons: Polygons) -> tuple[Ring, ...]:
    return tuple(_thinned(frame.points(ring)) for polygon in polygons for ring in polygon)


def _thinned(points: list[Point]) -> Ring:
    """A ring without points that stand closer than half a unit to the one before."""
    kept = points[:1]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 0.5:
            kept.append(point)
    return (*kept, points[-1])
