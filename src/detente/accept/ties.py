"""All packages that attain the same utilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from detente.accept.diagram import Layer
    from detente.accept.frontier import Frontier


def tied_packages(frontier: Frontier, number: int, *, most: int = 20) -> tuple[dict[str, str], ...]:
    """Packages that attain exactly the utilities of point ``number``: all of them, or the first ``most``.

    Every part of such a package was undominated when it was made (or equal to one that was), so walking
    back through ``history`` finds them all. On a grid only the one package of the point is known.
    """
    if not frontier.history:
        return (dict(frontier[number].package),)
    diagram = frontier.space.diagram
    layers = (diagram.layers if diagram is not None else None) or ()
    found: list[dict[str, str]] = []
    trails: list[tuple[int, int, dict[int, int]]] = [(len(layers) - 1, number, {})]
    while trails and len(found) < most:
        depth, row, package = trails.pop()
        if depth < 0:
            found.append(frontier.space.problem.names([package[issue] for issue in range(len(layers))]))
            continue
        for parent, option in reversed(_origins(frontier, layers[depth], depth, row)):
            trails.append((depth - 1, parent, {**package, layers[depth].issue: option}))
    return tuple(found)


def _origins(frontier: Frontier, layer: Layer, depth: int, row: int) -> list[tuple[int, int]]:
    """Rows of the layer before, with the option, that lead to ``row``."""
    after = frontier.history[depth]
    state, sums = after.state[row], after.sums[row]
    if depth == 0:
        states, before = np.zeros(1, dtype=np.int64), np.zeros((1, len(sums)), dtype=sums.dtype)
    else:
        states, before = frontier.history[depth - 1].state, frontier.history[depth - 1].sums
    fits = layer.arrows[states] == state
    gains = frontier.gains[depth]
    for parent in np.flatnonzero(fits.any(axis=1)) if len(states) <= fits.shape[1] else ():
        gain = gains[states[parent] if len(gains) > 1 else 0]
        fits[parent] &= (before[parent] + gain == sums).all(axis=1)
    for option in range(fits.shape[1]) if len(states) > fits.shape[1] else ():
        gain = gains[states, option] if len(gains) > 1 else gains[0, option]
        fits[:, option] &= (before + gain == sums).all(axis=1)
    return [(int(parent), int(option)) for parent, option in np.argwhere(fits)]
