"""When a satellite sees a place: how many times a day, and at which hours, from its orbit and swath alone.

The plane of a sun-synchronous orbit stands still against the mean sun. Let u be the angle from the
ascending node along the orbit, c the angle across the track (left above 0), i the inclination. A point of
the swath has latitude phi and lies alpha east of the node, both against the sun:

    sin(phi)   = cos(c) sin(i) sin(u) + sin(c) cos(i)
    tan(alpha) = (cos(c) cos(i) sin(u) - sin(c) sin(i)) / (cos(c) cos(u))

(rotation of the orbital frame; Vallado 2013, Fundamentals of Astrodynamics and Applications, chapter 11).
So for each c a latitude is met twice an orbit, going north and going south. The mean solar time there is
that of the node plus alpha / 15 hours, whatever the day. Meanwhile the earth has turned u * days /
orbits, so the place lies x = alpha - u * days / orbits east of where the node was crossed. Over the cycle
the nodes lie evenly around the equator: a band dx of the swath gives (orbits / days) * dx / 360 looks a
day.

Geodetic latitudes are turned into geocentric ones, tan(phi) = (1 - e^2) tan(geodetic). Beyond that the
earth is a sphere of 6,371 km, the orbit a circle, and the nodes are even: the mean over the repeat cycle,
not the passes of one day. Those need an ephemeris.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.watch.exposure.orbits import Orbit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

EARTH_KM = 6371.0088
FLATTENED = 0.993305620
"""1 - e^2 of WGS 84."""
BANDS = 48
"""Into so many bands the swath is cut; looks of a day change by less than 0.1 % with twice as many."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passes:
    """The looks of a satellite at places of given latitudes, by hour; places x bands of the swath.

    Attributes:
        looks: Looks a day in each band, the mean over the repeat cycle.
        first_hour, last_hour: Between which hours after the node's mean solar time they come; first < last.
    """

    looks: Floats
    first_hour: Floats
    last_hour: Floats

    @property
    def per_day(self) -> Floats:
        """Looks a day at each place."""
        total: Floats = self.looks.sum(axis=1)
        return total


def passes_of(orbit: Orbit, latitude: Floats) -> Passes:
    """The looks of a satellite at places of these geodetic latitudes (degrees)."""
    centric = np.degrees(np.arctan(FLATTENED * np.tan(np.radians(np.asarray(latitude, dtype=np.float64)))))
    directions = (True, False) if orbit.looks == "both" else (False,)
    parts = [_one_way(orbit, centric, northward=way) for way in directions]
    looks, first, last = (np.concatenate(part, axis=1) for part in zip(*parts, strict=True))
    return Passes(looks=looks, first_hour=first, last_hour=last)


def looks_between(passes: Passes, start: Floats, end: Floats) -> Floats:
    """How many looks a day come between two hours after the node's mean solar time, at each place.

    Args:
        passes: The passes at the places.
        start: Hours at each place.
        end: Hours at each place, from the start to a day after it.
    """
    total = np.zeros(len(passes.looks))
    width = np.maximum(passes.last_hour - passes.first_hour, 1e-12)
    for shift in _shifts(passes, start, end):
        low = np.maximum(passes.first_hour + shift, start[:, None])
        high = np.minimum(passes.last_hour + shift, end[:, None])
        total += (passes.looks * np.clip((high - low) / width, 0, 1)).sum(axis=1)
    return total


def _shifts(passes: Passes, start: Floats, end: Floats) -> NDArray[np.int64]:
    """By how many hours, in whole days, the passes can come to lie within the hours asked for."""
    first = np.floor((start.min() - passes.last_hour.max()) / 24)
    last = np.ceil((end.max() - passes.first_hour.min()) / 24)
    return 24 * np.arange(int(first), int(last) + 1)


def _one_way(orbit: Orbit, latitude: Floats, *, northward: bool) -> tuple[Floats, Floats, Floats]:
    tilt = np.radians(orbit.inclination)
    across = np.linspace(orbit.swath_km[0], orbit.swath_km[1], BANDS + 1) / EARTH_KM
    sine = (np.sin(np.radians(latitude))[:, None] - np.sin(across) * np.cos(tilt)) / (
        np.cos(across) * np.sin(tilt)
    )
    along = np.arcsin(np.clip(sine, -1, 1))  # where it is clipped the track turns back: no band lies there
    if not northward:
        along = np.pi - along
    east = np.arctan2(
        np.cos(across) * np.cos(tilt) * np.sin(along) - np.sin(across) * np.sin(tilt),
        np.cos(across) * np.cos(along),
    )
    east = np.degrees(np.unwrap(east, axis=1))
    ground = east - np.degrees(along) * orbit.days / orbit.orbits
    looks = np.abs(np.diff(ground, axis=1)) / 360 * orbit.orbits / orbit.days
    hours = east / 15
    return looks, np.minimum(hours[:, 1:], hours[:, :-1]), np.maximum(hours[:, 1:], hours[:, :-1])
