"""How many packages there are, and fair draws from them: exact integers of any size."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.sweep import SweepTooLargeError, advance, arrow_gains, first_rows, floors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.accept.diagram import Diagram
    from detente.accept.utility import Utility


def count_packages(diagram: Diagram) -> int:
    """Number of packages of a diagram."""
    counts = _counts(diagram)
    return counts[0][0] if counts else 0


def draw_packages(diagram: Diagram, draws: int, *, seed: int) -> list[tuple[int, ...]]:
    """Draw packages of a diagram, each with the same chance, with replacement.

    Each step takes an option with the share of packages that continue with it; the shares are exact.
    """
    counts, random = _counts(diagram), np.random.default_rng(seed)
    if not counts or diagram.layers is None:
        return []
    packages: list[tuple[int, ...]] = []
    for _ in range(draws):
        package, state = [0] * len(diagram.sizes), 0
        for depth, layer in enumerate(diagram.layers):
            targets = [int(target) for target in layer.arrows[state]]
            onward = [counts[depth + 1][target] if target >= 0 else 0 for target in targets]
            ticket = _below(sum(onward), random)
            option = next(place for place, upto in enumerate(accumulate(onward)) if ticket < upto)
            package[layer.issue], state = option, targets[option]
        packages.append(tuple(package))
    return packages


def count_above_reservations(
    diagram: Diagram, utilities: Sequence[Utility], reserved: Sequence[Utility], *, row_cap: int
) -> int | None:
    """Number of packages that give each of ``reserved`` at least its reservation (a knapsack count).

    Partial packages with equal sums are joined; sums that have reached the reservation whatever follows are
    equal.

    Returns:
        The number, or None where more than ``row_cap`` different sums would have to be kept.
    """
    if diagram.layers is None:
        return 0
    if not reserved:
        return count_packages(diagram)
    gains = arrow_gains(diagram, utilities, reserved)
    rows = first_rows(len(reserved), count_packages(diagram), gains.layers[0].dtype)
    try:
        for layer, added, floor in zip(diagram.layers, gains.layers, floors(gains, reserved), strict=True):
            rows = advance(rows, layer, added, cap=row_cap, dominance=False, floor=floor)
    except SweepTooLargeError:
        return None
    return sum(int(count) for count in rows.count)


def _below(limit: int, random: np.random.Generator) -> int:
    """A fair draw from ``0 .. limit - 1``, for limits of any size: bits are drawn until they fall below."""
    bits = max((limit - 1).bit_length(), 1)
    while True:
        drawn = int.from_bytes(random.bytes((bits + 7) // 8)) >> (-bits % 8)
        if drawn < limit:
            return drawn


def _counts(diagram: Diagram) -> list[list[int]]:
    if diagram.layers is None:
        return []
    counts: list[list[int]] = [[1]]
    for layer in reversed(diagram.layers):
        onward = counts[-1]
        counts.append([sum(onward[target] for target in row if target >= 0) for row in layer.arrows.tolist()])
    return list(reversed(counts))
