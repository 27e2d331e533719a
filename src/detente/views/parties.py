"""How a party is told apart in every picture: a colour and a shape, by its place in the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.case.model import Case

COLOURS = 8
SHAPES = ("circle", "diamond", "square", "triangle", "hourglass", "cross", "bar", "star")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A party's mark.

    Attributes:
        party: Its id.
        title: Its name for readers.
        colour: Number of its colour, 0 to 7.
        shape: Its shape; parties with one colour have different shapes.
    """

    party: str
    title: str
    colour: int
    shape: str


def party_marks(case: Case) -> dict[str, Mark]:
    """One mark for each party, in the order of the case."""
    return {
        party.id: Mark(
            party=party.id,
            title=party.title,
            colour=number % COLOURS,
            shape=SHAPES[(number + number // COLOURS) % len(SHAPES)],
        )
        for number, party in enumerate(case.parties)
    }
