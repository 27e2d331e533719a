"""All packages that attain the same utilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.accept.diagram import Layer
    from detente.accept.frontier import Frontier
    from detente.accept.sweep import Integers


def tied_packages(frontier: Frontier, number: int, *, most: int = 20) -> tuple[dict[str, str], ...]:
    """Packages that attain exactly the utilities of point ``number``: all of them, or the first ``most``.

    Every part of such a package was undominated when it was made (or equal to one that was), so walking
    back through ``history`` finds them all. On a grid only the point's own package is known.
    """
    if frontier.ties is None or min(most, frontier.ties[number]) == 1:
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
    after, gains = frontier.history[depth], frontier.gains[depth]
    sources, options = np.nonzero(layer.arrows == after.state[row])
    wanted = after.sums[row] - gains[sources if len(gains) > 1 else 0, options]
    if depth == 0:
        fits = ~np.asarray(wanted, dtype=bool).any(axis=1)
        return [(0, option) for option in options[fits].tolist()]
    before = frontier.history[depth - 1]
    begin = np.searchsorted(before.state, sources)
    end = np.searchsorted(before.state, sources, side="right")
    parents = _positions(before.sums, wanted, begin, end)
    fits = parents >= 0
    return sorted(zip(parents[fits].tolist(), options[fits].tolist(), strict=True))


def _positions(
    rows: Integers, wanted: Integers, begin: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Where each wanted row stands between its ``begin`` and ``end``, -1 where it does not.

    In between, rows are sorted from the lexicographically largest down: all are searched by halves at once.
    """
    low, high = begin, end
    while (low < high).any():
        middle = np.minimum((low + high) // 2, len(rows) - 1)
        beyond = (low < high) & _larger(rows[middle], wanted)
        low, high = np.where(beyond, middle + 1, low), np.where(beyond, high, np.minimum(middle, high))
    there = np.minimum(low, len(rows) - 1)
    same = np.asarray(rows[there] == wanted, dtype=bool).all(axis=1)
    return np.where((low < end) & same, there, -1)


def _larger(rows: Integers, others: Integers) -> NDArray[np.bool_]:
    """Which rows come lexicographically after the others: the first column that differs decides."""
    first = np.argmax(np.asarray(rows != others, dtype=bool), axis=1)
    each = np.arange(len(first))
    return np.asarray(rows[each, first] > others[each, first], dtype=bool)
