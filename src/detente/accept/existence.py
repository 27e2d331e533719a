"""Does a package exist that keeps these conditions and gives these parties at least their reservations?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.accept.diagram import STATE_CAP, Diagram, DiagramTooLargeError, build_diagram
from detente.accept.sweep import (
    Rows,
    SweepTooLargeError,
    advance,
    arrow_gains,
    first_rows,
    floors,
    packages_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.accept.utility import Utility
    from detente.case.formula import Formula

ROW_CAP = 250_000
"""Most partial sums after an issue before a search is given up (work, not seconds)."""


class UndecidedError(Exception):
    """A cap was reached before the question was decided."""


def diagram_with(
    sizes: Sequence[int],
    conditions: Sequence[Formula],
    utilities: Sequence[Utility],
    *,
    state_cap: int = STATE_CAP,
) -> Diagram:
    """A diagram of ``conditions`` that tells the interactions of ``utilities`` apart."""
    extras = [formula for utility in utilities for formula, _ in utility.extras]
    return build_diagram(sizes, conditions, extras, state_cap=state_cap)


def find_package(
    sizes: Sequence[int],
    conditions: Sequence[Formula],
    utilities: Sequence[Utility],
    *,
    state_cap: int = STATE_CAP,
    row_cap: int = ROW_CAP,
) -> tuple[int, ...] | None:
    """A package that keeps ``conditions`` and gives each of ``utilities`` at least its reservation.

    Returns:
        Option numbers, or None: then there is none.

    Raises:
        UndecidedError: if a cap was reached first.
    """
    try:
        diagram = diagram_with(sizes, conditions, utilities, state_cap=state_cap)
        return package_in(diagram, utilities, utilities, row_cap=row_cap)
    except (DiagramTooLargeError, SweepTooLargeError) as error:
        raise UndecidedError(str(error)) from error


def package_in(
    diagram: Diagram, utilities: Sequence[Utility], reserved: Sequence[Utility], *, row_cap: int = ROW_CAP
) -> tuple[int, ...] | None:
    """The same on a diagram that was built with the interactions of ``utilities``, for those ``reserved``.

    Raises:
        SweepTooLargeError: if more than ``row_cap`` partial sums would have to be kept.
    """
    if diagram.layers is None:
        return None
    if not reserved:
        return _any_package(diagram)
    gains = arrow_gains(diagram, utilities, reserved)
    rows, history = first_rows(len(reserved), 1, gains.layers[0].dtype), list[Rows]()
    for layer, added, floor in zip(diagram.layers, gains.layers, floors(gains, reserved), strict=True):
        rows = advance(rows, layer, added, cap=row_cap, dominance=True, floor=floor)
        if len(rows) == 0:
            return None
        history.append(rows)
    package = packages_of(diagram, history, np.zeros(1, dtype=np.int64))[0]
    return tuple(int(option) for option in package)


def _any_package(diagram: Diagram) -> tuple[int, ...]:
    package, state = [0] * len(diagram.sizes), 0
    for layer in diagram.layers or ():
        option = int(np.flatnonzero(layer.arrows[state] >= 0)[0])
        package[layer.issue], state = option, int(layer.arrows[state, option])
    return tuple(package)
