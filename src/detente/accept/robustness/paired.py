"""Two shares of the same draws compared draw by draw, which takes out what the draws have in common.

Where both are so, or neither, the two do not differ. With ``b`` draws in which only the first is so and ``c``
in which only the second is, of ``n``, the difference of the shares is ``(b - c) / n`` and its standard error
``sqrt(b + c - (b - c)^2 / n) / n`` (McNemar 1947, Psychometrika 12:153-157, with the error of the difference
itself). Intervals of the two shares apart may overlap where one is so in every draw in which the other is.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from detente.accept.robustness.share import Z95, Share
from detente.errors import Fault, InputError


@dataclass(frozen=True, slots=True)
class Marked:
    """In which of some draws something is so: bit ``n`` of a whole number for draw ``n``."""

    bits: int
    draws: int

    @property
    def share(self) -> Share:
        """In how many."""
        return Share(self.bits.bit_count(), self.draws)


@dataclass(frozen=True, slots=True)
class Difference:
    """How two shares of the same draws differ.

    Attributes:
        more: Draws in which only the first is so.
        fewer: Draws in which only the second is.
        draws: All of them.
    """

    more: int
    fewer: int
    draws: int

    @property
    def value(self) -> float:
        """The first share less the second."""
        return (self.more - self.fewer) / self.draws

    @property
    def standard_error(self) -> float:
        """Its standard error, 0 where the two are so in the same draws."""
        return sqrt(self.more + self.fewer - (self.more - self.fewer) ** 2 / self.draws) / self.draws

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the difference."""
        half = Z95 * self.standard_error
        return self.value - half, self.value + half


def paired(one: Marked, other: Marked) -> Difference:
    """How the share of one differs from that of the other, draw by draw.

    Raises:
        InputError: if they are not of as many draws.
    """
    if one.draws != other.draws:
        message = f"{one.draws} draws and {other.draws} cannot be paired"
        raise InputError(Fault(place="draws", message=message, hint="the same draws for both"))
    return Difference(
        more=(one.bits & ~other.bits).bit_count(),
        fewer=(other.bits & ~one.bits).bit_count(),
        draws=one.draws,
    )
