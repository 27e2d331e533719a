"""A map of a contact line with what a plan puts beside it: shapes, widths and words, ready to be drawn.

Instruments stand where the plan says, no finer than the line is generalised; on the map they are moved away
from the line into a row for each kind, so that the line stays in sight. Shapes tell kinds apart, width tells
how well a segment is seen; colour only repeats both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians, sin
from typing import TYPE_CHECKING

from detente.verify.line.model import Side
from detente.views.coverage import classes_of, stretches
from detente.views.map_frame import Frame, Point, frame_of, graticule

if TYPE_CHECKING:
    from detente.verify.line.model import Position, Segment
    from detente.verify.monitoring.holdings import Site
    from detente.verify.monitoring.model import MonitoringPlan
    from detente.views.coverage import Stretch

WIDTHS = (1.4, 2.4, 4.0, 5.8, 7.6)
"""Width of the line by class of P: nothing is seen, then the four classes of :func:`coverage.classes_of`."""

SHAPES = ("circle", "square", "triangle", "diamond", "cross", "star", "bar", "hourglass")
"""Shapes of kinds of instruments, in the order of the plan."""

FIRST_ROW, ROW = 7.0, 6.5
"""Units from the line to the first row of instruments, and from row to row."""

NEAR = 3.0
"""Instruments of a kind nearer than so many units share a mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """Segments of one class that follow on each other.

    Attributes:
        level: 0 where nothing is seen, then 1 to 4.
        short: Whether a target is missed.
        told: What it is in words.
    """

    path: tuple[Point, ...]
    level: int
    short: bool
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A mark for instruments of a kind that stand close together."""

    at: Point
    kind: int
    copies: int
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMap:
    """What is on a map.

    Attributes:
        frame: Its box.
        grid: Meridians and parallels with their labels.
        pieces: The line.
        strands: By hour, the line by how well it is seen.
        signs: Instruments with a place.
        sides: Where the name of each side stands.
        borders: Borders of regions within the frame; empty where the line comes without them.
    """

    frame: Frame
    grid: tuple[tuple[str, tuple[Point, ...]], ...]
    pieces: tuple[tuple[Point, ...], ...]
    strands: Mapping[str, tuple[Strand, ...]]
    signs: tuple[Sign, ...]
    sides: tuple[tuple[str, Point], ...]
    borders: tuple[tuple[Point, ...], ...] = ()


def line_map(plan: MonitoringPlan) -> LineMap | None:
    """The map of a plan; None where the line has no piece."""
    if not plan.line.pieces:
        return None
    frame = frame_of(plan.line)
    known = stretches(plan)
    return LineMap(
        frame=frame,
        grid=tuple((label, tuple(path)) for label, path in graticule(frame)),
        pieces=tuple(tuple(frame.points(piece.path)) for piece in plan.line.pieces),
        strands={hour.id: tuple(_strands(plan, frame, known, hour.id)) for hour in plan.hours},
        signs=tuple(_signs(plan, frame)),
        sides=tuple(_sides(plan, frame)),
        borders=tuple(part for path in plan.line.borders for part in frame.clipped(path)),
    )


# ---------------------------------------------------------------- coverage


def level_of(plan: MonitoringPlan, seen: float) -> int:
    """The class of a P: 0 where nothing is seen, then 1 to 4."""
    return 0 if seen <= 0 else 1 + sum(seen >= limit - 1e-8 for limit in classes_of(plan))


def _strands(plan: MonitoringPlan, frame: Frame, known: Sequence[Stretch], hour: str) -> list[Strand]:
    runs: list[list[Stretch]] = []
    for stretch in known:
        before = runs[-1][-1] if runs else None
        if before is not None and _alike(plan, before, stretch, hour):
            runs[-1].append(stretch)
        else:
            runs.append([stretch])
    return [_strand(plan, frame, run, hour) for run in runs]


def _alike(plan: MonitoringPlan, first: Stretch, second: Stretch, hour: str) -> bool:
    return (
        first.segment.piece == second.segment.piece
        and abs(first.to_km - second.from_km) < 1e-6
        and level_of(plan, first.seen[hour]) == level_of(plan, second.seen[hour])
        and first.short.get(hour) == second.short.get(hour)
    )


def _strand(plan: MonitoringPlan, frame: Frame, run: Sequence[Stretch], hour: str) -> Strand:
    path = [position for part in run for position in part.segment.path]
    kept = [position for at, position in enumerate(path) if not at or position != path[at - 1]]
    low, high = min(part.seen[hour] for part in run), max(part.seen[hour] for part in run)
    seen = f"P {low:.2f}" if f"{low:.2f}" == f"{high:.2f}" else f"P {low:.2f} to {high:.2f}"
    names = list(dict.fromkeys(name for part in run if (name := part.segment.name)))
    ends = f"{names[0]} to {names[-1]}, " if len(names) > 1 else f"{names[0]}, " if names else ""
    return Strand(
        path=tuple(frame.points(kept)),
        level=level_of(plan, low),
        short=run[0].short.get(hour, False),
        told=f"{ends}km {run[0].from_km:.0f} to {run[-1].to_km:.0f}: {seen}",
    )


# ---------------------------------------------------------------- instruments


def kinds_of(plan: MonitoringPlan) -> dict[str, int]:
    """A number for each kind of instrument that has a place, in the order of the plan's table."""
    placed = {site.instrument for site in plan.sites if site.position is not None}
    return {
        name: number
        for number, name in enumerate(item.instrument for item in plan.holdings if item.instrument in placed)
    }


def _signs(plan: MonitoringPlan, frame: Frame) -> list[Sign]:
    kinds, segments = kinds_of(plan), {segment.id: segment for segment in plan.segments}
    titles = {item.instrument: item.title for item in plan.holdings}
    groups: dict[tuple[str, str], list[tuple[Point, int]]] = {}
    for site in plan.sites:
        if site.position is None or site.instrument not in kinds:
            continue
        at = _beside(site, site.position, segments.get(site.segment), frame, kinds[site.instrument])
        near = groups.setdefault((site.instrument, site.side), [])
        for number, (other, copies) in enumerate(near):
            if hypot(at[0] - other[0], at[1] - other[1]) < NEAR:
                near[number] = (other, copies + site.copies)
                break
        else:
            near.append((at, site.copies))
    return [
        Sign(at=at, kind=kinds[name], copies=copies, told=f"{titles[name]}: {copies}")
        for (name, _), marks in groups.items()
        for at, copies in marks
    ]


def _beside(site: Site, position: Position, segment: Segment | None, frame: Frame, kind: int) -> Point:
    """Where the sign of a site is drawn: off the line on its side, in the row of its kind."""
    at = frame.points([position])[0]
    if segment is None or site.side not in set(Side):
        return at
    foot = _foot(at, frame.points(segment.path))
    way = radians(segment.normal(Side(site.side)) + frame.north_deg)
    far = FIRST_ROW + ROW * kind
    return foot[0] + far * sin(way), foot[1] - far * cos(way)


def _foot(point: Point, path: Sequence[Point]) -> Point:
    """The point of a path that is nearest."""
    best, found = float("inf"), path[0]
    for (x, y), (x1, y1) in pairwise(path):
        dx, dy = x1 - x, y1 - y
        long = dx * dx + dy * dy
        part = min(1.0, max(0.0, ((point[0] - x) * dx + (point[1] - y) * dy) / long)) if long else 0.0
        foot = (x + part * dx, y + part * dy)
        off = hypot(point[0] - foot[0], point[1] - foot[1])
        if off < best:
            best, found = off, foot
    return found


# ---------------------------------------------------------------- words


CONTROL = "control"
"""What the name of a side says: who controls it by the layer, and nothing of whose land it is."""

LETTER = 6.6
"""Units that a letter of a label takes at most."""

HEAD, FOOT = 24.0, 40.0
"""Units at the top and at the bottom of a map that are left to degrees, scale and north."""

CLEAR, SLACK = 70.0, 8.0
"""Units from the line beyond which a name stands no better; by how much a bend may come nearer."""


def _sides(plan: MonitoringPlan, frame: Frame) -> list[tuple[str, Point]]:
    """The name of each side at a place on it that is clear of the line."""
    path = [point for piece in plan.line.pieces for point in frame.points(piece.path)]
    found = []
    for side in Side:
        name = f"{CONTROL}: {plan.line.sides.of(side)}"
        spots = [
            (score, at)
            for segment in plan.segments
            for score, at in _spots(segment, side, frame, path, LETTER * len(name) / 2 + 6)
        ]
        if spots:
            found.append((name, max(spots)[1]))
    return found


def _spots(
    segment: Segment, side: Side, frame: Frame, path: Sequence[Point], room: float
) -> Iterator[tuple[float, Point]]:
    """Places beside a segment for a name that takes so much room to either side, and how good they are."""
    x, y = frame.points([segment.middle])[0]
    way = radians(segment.normal(side) + frame.north_deg)
    far = 10.0
    while True:
        far += 10
        at = (x + far * sin(way), y - far * cos(way))
        clear = min(hypot(at[0] - px, at[1] - py) for px, py in path)
        inside = room < at[0] < frame.width - room and HEAD < at[1] < frame.height - FOOT
        if not inside or clear < far - SLACK:
            return
        off = abs(at[0] - frame.width / 2) + abs(at[1] - frame.height / 2)
        yield min(clear, CLEAR) - 0.1 * off, at
