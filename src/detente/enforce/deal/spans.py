"""Figures of a case as spans: the two ends and the middle, with the arithmetic that keeps the ends sound.

The ends of a product or a sum of spans are the least and the most that it can be if each factor is anywhere
in its span, independently of the others; the middle is made of the middles and need not lie halfway.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from detente.case.preference import Figure
from detente.enforce.compliance.bounds import Interval


@dataclass(frozen=True, slots=True)
class Span:
    """A number between ``low`` and ``high``, with the one that is taken where one is needed."""

    low: Fraction
    middle: Fraction
    high: Fraction

    @property
    def interval(self) -> Interval:
        """The two ends."""
        return Interval(float(self.low), float(self.high))

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.middle + other.middle, self.high + other.high)

    def __neg__(self) -> Span:
        return Span(-self.high, -self.middle, -self.low)

    def __mul__(self, other: Span) -> Span:
        ends = [one * two for one, two in product((self.low, self.high), (other.low, other.high))]
        return Span(min(ends), self.middle * other.middle, max(ends))

    def __truediv__(self, other: Span) -> Span:
        """Divided by a span that lies above 0."""
        return self * Span(1 / other.high, 1 / other.middle, 1 / other.low)


NOTHING = Span(Fraction(0), Fraction(0), Fraction(0))
ONE = Span(Fraction(1), Fraction(1), Fraction(1))


def span_of(figure: Figure) -> Span:
    """The span of a figure of a case."""
    return Span(figure.low, figure.middle, figure.high)


def point(number: Fraction | int) -> Span:
    """A span of one number."""
    return Span(Fraction(number), Fraction(number), Fraction(number))


def total(spans: Iterable[Span]) -> Span:
    """Their sum."""
    return sum(spans, NOTHING)
