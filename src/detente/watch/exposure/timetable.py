"""At which hours a satellite can see a place: a stretch for each way that it passes, north and south."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from detente.watch.exposure.orbits import Orbit
from detente.watch.exposure.passes import passes_of

NOTHING = 1e-9
"""Fewer looks than this are rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassHours:
    """The hours within which all passes of one way come.

    Attributes:
        way: Whether it flies north or south over the place.
        utc: First and last hour, UTC, each from 0 to 24; the last is below the first past midnight.
        solar: The same in mean solar time of the place.
        looks: Passes a day, the mean over the repeat cycle.
    """

    way: Literal["northward", "southward"]
    utc: tuple[float, float]
    solar: tuple[float, float]
    looks: float

    def __str__(self) -> str:
        """``northward 08:41 to 11:34 UTC (11:13 to 14:06 mean solar time), 1.7 a day``."""
        utc, solar = (" to ".join(_clock(hour) for hour in hours) for hours in (self.utc, self.solar))
        return f"{self.way} {utc} UTC ({solar} mean solar time), {self.looks:.2g} a day"


def timetable(orbit: Orbit, latitude: float, longitude: float, day: date) -> tuple[PassHours, ...]:
    """At which hours a satellite can see a place, with its crossing time of that day.

    Args:
        orbit: The satellite.
        latitude: Degrees (geodetic).
        longitude: Degrees.
        day: The day, for satellites whose crossing time drifts.

    Returns:
        A stretch for each way of passing; none where the swath never reaches.
    """
    passes = passes_of(orbit, np.array([latitude]))
    ways: tuple[Literal["northward", "southward"], ...] = ("northward", "southward")
    ways = ways if orbit.looks == "both" else ways[1:]
    node, found = orbit.crossing_hour(day), list[PassHours]()
    for way, place in zip(ways, np.split(np.arange(passes.looks.shape[1]), len(ways)), strict=True):
        looks = passes.looks[0, place]
        band = place[looks > NOTHING]
        if not band.size:
            continue
        ends = (passes.first_hour[0, band].min().item(), passes.last_hour[0, band].max().item())
        start, end = (node + hour for hour in ends)
        offset = longitude / 15
        found.append(
            PassHours(
                way=way,
                utc=((start - offset) % 24, (end - offset) % 24),
                solar=(start % 24, end % 24),
                looks=looks.sum().item(),
            )
        )
    return tuple(found)


def _clock(hour: float) -> str:
    minutes = round(hour * 60) % 1440
    return f"{minutes // 60:02}:{minutes % 60:02}"
