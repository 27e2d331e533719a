"""Posts: instruments that stand already, each at a place of its own, off the sites that are candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.errors import Fault, InputError
from detente.verify.cuts import Cut
from detente.verify.globe import bearing_deg, great_circle_m
from detente.verify.site import SIDES, Points

FURTHEST_KM = 500.0
"""A post further from the line is taken for a mistake."""

HINT = "longitude first, then latitude, in degrees"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Copies of an instrument that stand at a place.

    Attributes:
        id: Its name, unique among posts.
        instrument: Id of the instrument.
        position: Longitude and latitude in degrees; None for an instrument that needs no site.
        copies: How many stand there.
    """

    id: str
    instrument: str
    position: tuple[float, float] | None
    copies: int = 1

    @property
    def candidate(self) -> str:
        """The id of the candidate that it is."""
        return self.instrument if self.position is None else f"{self.instrument}@{self.site}"

    @property
    def site(self) -> str:
        """The id of its site."""
        return f"standing-{self.id}"


def posts_of(instrument: str, posts: Sequence[Post], cuts: Sequence[Cut]) -> Points:
    """The places of the posts of an instrument, each with the stretch and the side of the cut next to it.

    Raises:
        InputError: for every post that lies further than FURTHEST_KM from the line.
    """
    mine = [(post, post.position) for post in posts if post.instrument == instrument]
    known = [(post, position) for post, position in mine if position is not None]
    middles = np.array([cut.middle for cut in cuts], dtype=np.float64).reshape(-1, 2)
    faults: list[Fault] = []
    sides, stretches = [], []
    for post, position in known:
        here = np.array([position])
        away = great_circle_m(here, middles)
        near = int(away.argmin())
        if away[near] > FURTHEST_KM * 1000:
            message = f"lies {away[near] / 1000:,.0f} km from the line, at {position[0]:g}, {position[1]:g}"
            faults.append(Fault(place=f"standing: {post.id}", message=message, hint=HINT, code="far"))
        turn = float(bearing_deg(middles[near : near + 1], here)[0]) - cuts[near].bearing
        sides.append(SIDES[0] if turn % 360 > 180 else SIDES[1])
        stretches.append(cuts[near].stretch)
    if faults:
        raise InputError(*faults)
    return Points(
        ids=tuple(post.site for post, _ in known),
        positions=np.array([position for _, position in known], dtype=np.float64).reshape(-1, 2),
        sides=tuple(sides),
        stretches=tuple(stretches),
    )
