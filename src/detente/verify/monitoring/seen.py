"""What a monitoring plan sees: the chances by segment and by hour of the violator's choice.

An **hour** is a choice of the violator, such as ``day`` or ``night``: one state for each chosen condition.
Nature's conditions are mixed within each hour. A chance P is a probability between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HourName:
    """An hour of the violator's choice with its words: ``By night``; empty where nothing is chosen."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """What comes of one act at an hour of the violator's choice.

    Attributes:
        seen: P that something sees it.
        attributed: P that it is put down to the side that did it, and to no other.
        wrong: P that it is put down to the other side alone.
    """

    seen: float
    attributed: float
    wrong: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """How a violation type of an obligation is seen on a segment: at the cell where that is least likely.

    Attributes:
        segment: Id of the segment.
        side: ``inside`` or ``outside`` for an area beside the line; ``""`` on the line itself.
        cell: Id of the cell, one of the parts of at most ``cell_km`` that the segment is cut into.
        hours: By hour.
        alone: A floor under P in all cells and hours, however instruments that watch the same place hang
            together beyond the conditions: P of the one that sees best.
        target: The P that is asked for; None where none is.
        best: P with everything that may be used in place, at the worst hour, in the plan's channel; given
            where the target cannot be reached, else None.
    """

    obligation: str
    violation: str
    segment: str
    side: str
    cell: str
    hours: Mapping[str, Hour]
    alone: float
    target: float | None
    best: float | None

    @property
    def worst(self) -> Hour:
        """The hour at which it is least likely seen."""
        return min(self.hours.values(), key=lambda hour: hour.seen)

    @property
    def worst_hour(self) -> str:
        """The name of that hour."""
        return min(self.hours, key=lambda name: self.hours[name].seen)
