"""What a monitoring plan holds: instruments by kind and by place, and what they cost.

Money is in the plan's currency. What is not known is None, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.verify.line.model import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A sum at the three levels: ``low`` is what it costs at least. None where a figure is not known."""

    low: float | None
    mid: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One kind of instrument in the plan.

    Attributes:
        copies: How many.
        standing: How many of them stood before.
        per_year: All of them a year, capital included by its part for one year of life.
        capital: What buying all of them costs at once, standing ones included.
        crew: People for all of them; None where not known.
        certainty: How many of its figures rest on what: ``{"sourced": 1, "guess": 9}``.
    """

    instrument: str
    title: str
    owner: str
    nationality: str
    territory: str
    copies: int
    standing: int
    per_year: Money
    capital: Money
    crew: Money
    certainty: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A candidate position with what the plan puts there; without one, what needs none.

    Attributes:
        id: Of the candidate: instrument and place.
        instrument: Id of the instrument.
        position: Longitude and latitude in degrees, rounded to what the line's generalisation bears; None for
            what needs no site.
        side: On which side of the line; ``""`` on it, or without a site.
        segment: Id of the segment that it stands beside; ``""`` without a site.
        copies: How many, standing ones included.
        standing: How many of them stood before.
        per_year: What they cost a year, with capital by its part for one year of life.
    """

    id: str
    instrument: str
    position: Position | None
    side: str
    segment: str
    copies: int
    standing: int
    per_year: float
