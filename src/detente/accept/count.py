"""How many packages there are: exact integers of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.accept.sweep import SweepTooLargeError, advance, arrow_gains, first_rows, floors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.accept.diagram import Diagram
    from detente.accept.utility import Utility


def count_packages(diagram: Diagram) -> int:
    """Number of packages of a diagram."""
    if diagram.layers is None:
        return 0
    onward = [1]
    for layer in reversed(diagram.layers):
        onward = [sum(onward[target] for target in row if target >= 0) for row in layer.arrows.tolist()]
    return onward[0]


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
