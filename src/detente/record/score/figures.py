"""Shares with their intervals, and agreement beyond chance."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Z_95 = 1.959963984540054
"""The 97.5 % quantile of the standard normal distribution."""


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` out of ``of``.

    >>> half = Share(22, 44)
    >>> str(half), [round(end, 3) for end in half.interval]
    ('22 of 44', [0.358, 0.642])
    """

    hits: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.hits <= self.of:
            message = f"{self.hits} of {self.of} is no share"
            raise ValueError(message)

    def __str__(self) -> str:
        return f"{self.hits} of {self.of}"

    @property
    def value(self) -> float | None:
        """The share in [0, 1]; None, which is unknown, out of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of Wilson (1927), as texts are short; [0, 1] out of nothing."""
        if not self.of:
            return 0.0, 1.0
        share, weight = self.hits / self.of, Z_95**2 / self.of
        middle = (share + weight / 2) / (1 + weight)
        reach = math.sqrt(weight * (share * (1 - share) + weight / 4)) / (1 + weight)
        low = 0.0 if self.hits == 0 else max(0.0, middle - reach)
        return low, 1.0 if self.hits == self.of else min(1.0, middle + reach)


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Agreement of two codings beyond chance (Cohen 1960): 1 for the same, 0 for what chance would give.

    Args:
        pairs: The two codings of each thing.

    Returns:
        Kappa; None where it is not defined: no pair, or both codings one and the same label throughout.

    >>> kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
    0.5
    """
    if not pairs:
        return None
    first, second = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    agreed = sum(one == other for one, other in pairs) * len(pairs)
    by_chance = sum(first[label] * second[label] for label in first)
    rest = len(pairs) ** 2 - by_chance
    return (agreed - by_chance) / rest if rest else None
