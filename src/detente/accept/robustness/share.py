"""A share of draws, with its error."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
"""The standard normal quantile of 97.5 %: intervals cover 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """In how many of some draws something is so: an estimate of its probability.

    The error is that of drawing alone: how much the share would move with other draws from the same laws.
    It says nothing of whether the laws are right.
    """

    count: int
    draws: int

    @property
    def value(self) -> float:
        """The share."""
        return self.count / self.draws

    @property
    def standard_error(self) -> float:
        """Standard error of the share: 0 at the ends, where the interval says more."""
        return sqrt(self.value * (1 - self.value) / self.draws)

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % score interval (Wilson 1927, Journal of the American Statistical Association 22:209-212).

        >>> low, high = Share(0, 10).interval
        >>> round(low, 3), round(high, 3)
        (0.0, 0.278)
        """
        weight = Z95**2 / self.draws
        centre = (self.value + weight / 2) / (1 + weight)
        half = (
            Z95 / (1 + weight) * sqrt(self.value * (1 - self.value) / self.draws + weight / (4 * self.draws))
        )
        low = 0.0 if self.count == 0 else max(centre - half, 0.0)
        high = 1.0 if self.count == self.draws else min(centre + half, 1.0)
        return low, high
