"""The line in cuts short enough that one point stands for each.

An instrument that hears a shot over a kilometre does not watch a stretch of ten from its middle. So a stretch
is cut into equal parts of at most ``cell_km``, and what is seen is asked for at the middle of each part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from detente.errors import Fault, InputError, shown_value
from detente.verify.globe import bearing_deg, great_circle_m

Floats = NDArray[np.float64]

CELL_KM = 1.0
"""Length of a cut, at most, unless the user says otherwise."""

CUTS_LIMIT = 200_000
"""Cuts of a whole line, at most."""


class Stretch(Protocol):
    """A stretch of the line, as a segment of the contact line is one."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def path(self) -> Sequence[tuple[float, float]]:
        """Its positions, longitude and latitude in degrees; ``inside`` lies to the left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A part of a stretch for which its middle stands.

    Attributes:
        id: The stretch's id, and the number of the part where there is more than one.
        stretch: The number of its stretch.
        middle: Longitude and latitude in degrees.
        bearing: The direction from its start to its end, degrees clockwise from north.
        length_m: Its length along the line.
    """

    id: str
    stretch: int
    middle: tuple[float, float]
    bearing: float
    length_m: float


def cut_line(line: Sequence[Stretch], *, cell_km: float = CELL_KM) -> tuple[Cut, ...]:
    """The cuts of all stretches, in the order of the line.

    Raises:
        InputError: if there is no stretch, an id stands twice, a path has fewer than two positions or one
            that is none, or if ``cell_km`` is not above 0 or makes more than CUTS_LIMIT cuts.
    """
    _refuse_odd(line, cell_km)
    paths = [_path(stretch) for stretch in line]
    lengths = [_lengths(path) for path in paths]
    counts = [max(1, ceil(along[-1] / (1000 * cell_km) - 1e-9)) for along in lengths]
    if sum(counts) > CUTS_LIMIT:
        message = f"{sum(counts)} cuts of {cell_km:g} km, more than {CUTS_LIMIT}"
        raise InputError(Fault(place="cell_km", message=message, hint="longer cuts", code="too-large"))
    return tuple(
        cut
        for number, stretch in enumerate(line)
        for cut in _cuts(number, stretch.id, paths[number], lengths[number], counts[number])
    )


def _cuts(number: int, name: str, path: Floats, along: Floats, count: int) -> list[Cut]:
    marks = np.linspace(0, along[-1], 2 * count + 1)
    places = np.column_stack([np.interp(marks, along, path[:, axis]) for axis in (0, 1)])
    places[:, 0] = (places[:, 0] + 180) % 360 - 180
    bearings = bearing_deg(places[:-2:2], places[2::2])
    return [
        Cut(
            id=name if count == 1 else f"{name}.{part + 1}",
            stretch=number,
            middle=(float(places[2 * part + 1, 0]), float(places[2 * part + 1, 1])),
            bearing=float(bearings[part]),
            length_m=float(along[-1] / count),
        )
        for part in range(count)
    ]


def _path(stretch: Stretch) -> Floats:
    """Its positions with longitudes that do not jump at the antimeridian."""
    path = np.array(stretch.path, dtype=np.float64)
    path[:, 0] = np.unwrap(path[:, 0], period=360)
    return path


def _lengths(path: Floats) -> Floats:
    """How far along the path each of its positions lies, in metres."""
    return np.concatenate([[0.0], np.cumsum(great_circle_m(path[:-1], path[1:]))])


def _refuse_odd(line: Sequence[Stretch], cell_km: float) -> None:
    faults, seen = [], set[str]()
    if not line:
        faults.append(Fault(place="line", message="there is no stretch", hint="segments of a line"))
    if not cell_km > 0:
        message = f"{shown_value(cell_km)} km is no length of a cut"
        faults.append(Fault(place="cell_km", message=message, hint="a number above 0", code="bad-number"))
    for stretch in line:
        place = f"line: {stretch.id}"
        odd = [part for part in stretch.path if not (-180 <= part[0] <= 180 and -90 <= part[1] <= 90)]
        if odd or len(stretch.path) < 2:
            message = f"{shown_value(odd[0])} is no position" if odd else "a path of fewer than two positions"
            hint = "longitude and latitude in degrees, from end to end"
            faults.append(Fault(place=place, message=message, hint=hint, code="bad-number"))
        if stretch.id in seen:
            message = f"the id '{stretch.id}' stands twice"
            faults.append(Fault(place="line", message=message, hint="each id once", code="duplicate"))
        seen.add(stretch.id)
    if faults:
        raise InputError(*faults)
