"""Diagrams that count changes: the packages of a diagram which change a draft in a given way.

Beside the state of the diagram goes a small automaton that reads, issue by issue, of which *kind* the option
is: the draft's own, or a change of some kind. Paths of the product that end in the automaton's goal are the
packages wanted, so every engine that reads diagrams answers for them, too. (The intersection of a decision
diagram with an automaton: Bergman, Cire, van Hoeve and Hooker 2016, "Decision Diagrams for Optimization",
chapter 3.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.diagram import Diagram, Layer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

DRAFTS_OWN, CHANGED = 0, 1
"""Kinds of options where it only matters whether an issue is changed."""

GIVEN, TAKEN, GIVEN_FREELY, TAKEN_FREELY = 1, 2, 3, 4
"""Kinds of changes in an exchange, as the first party sees it: given at a cost to it, taken at a cost to the
other, given or taken at no cost."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Automaton:
    """What is counted along a package.

    Attributes:
        kinds: For each issue the kind of each option, shape (options,); -1 where the option is not allowed.
        moves: Shape (codes, kinds): the code that follows, or -1. Counting starts at code 0.
        goal: The code in which a package has to end.
    """

    kinds: tuple[Numbers, ...]
    moves: Numbers
    goal: int


def changing(draft: Sequence[int], sizes: Sequence[int], changes: int) -> Automaton:
    """Packages that differ from ``draft`` in exactly so many issues."""
    kinds = tuple(
        np.where(np.arange(size) == own, DRAFTS_OWN, CHANGED).astype(np.int64)
        for own, size in zip(draft, sizes, strict=True)
    )
    counts = np.arange(changes + 1, dtype=np.int64)
    more = np.where(counts < changes, counts + 1, -1)
    return Automaton(kinds=kinds, moves=np.stack([counts, more], axis=1), goal=changes)


def exchange(kinds: Sequence[Numbers]) -> Automaton:
    """Packages in which one change is given and one is taken, not both of them freely."""
    goal = 5
    moves = np.full((goal + 1, 5), -1, dtype=np.int64)
    moves[:, DRAFTS_OWN] = np.arange(goal + 1)
    moves[0] = np.arange(5)
    for one, other in ((GIVEN, TAKEN), (GIVEN, TAKEN_FREELY), (GIVEN_FREELY, TAKEN)):
        moves[one, other] = moves[other, one] = goal
    return Automaton(kinds=tuple(kinds), moves=moves, goal=goal)


def counted(diagram: Diagram, automaton: Automaton) -> Diagram:
    """The packages of ``diagram`` that the automaton leads to its goal."""
    codes = len(automaton.moves)
    renumber = np.full(codes, -1, dtype=np.int64)
    renumber[automaton.goal] = 0
    layers: list[Layer] = []
    for layer in reversed(diagram.layers or ()):
        arrows = _product(layer, automaton, renumber)
        alive = np.asarray(arrows >= 0).any(axis=1)
        renumber = np.where(alive, np.cumsum(alive) - 1, -1)
        fires = tuple(
            (int(renumber[row]), option, extra)
            for state, option, extra in layer.fires
            for row in range(state * codes, (state + 1) * codes)
            if arrows[row, option] >= 0
        )
        layers.append(Layer(issue=layer.issue, arrows=arrows[alive], fires=fires))
    if not layers or renumber[0] < 0:
        return Diagram(sizes=diagram.sizes, layers=None)
    return Diagram(sizes=diagram.sizes, layers=tuple(reversed(layers)))


def fewest_changes(diagram: Diagram, draft: Sequence[int]) -> int | None:
    """In how many issues a package of ``diagram`` differs from ``draft`` at least; None if it has none."""
    if diagram.layers is None:
        return None
    onward = np.zeros(1, dtype=np.int64)
    beyond = len(diagram.sizes) + 1
    for layer in reversed(diagram.layers):
        changed = np.arange(layer.arrows.shape[1]) != draft[layer.issue]
        onward = np.where(layer.arrows >= 0, onward[layer.arrows] + changed, beyond).min(axis=1)
    return int(onward[0])


def _product(layer: Layer, automaton: Automaton, renumber: Numbers) -> Numbers:
    """Arrows from each pair of a state and a code, shape (states * codes, options)."""
    kinds, codes = automaton.kinds[layer.issue], len(automaton.moves)
    code = np.where(kinds >= 0, automaton.moves[:, np.maximum(kinds, 0)], -1)
    target = layer.arrows[:, np.newaxis, :]
    onward = renumber[np.maximum(target, 0) * codes + np.maximum(code, 0)]
    arrows: Numbers = np.where((target >= 0) & (code >= 0), onward, -1)
    return arrows.reshape(-1, layer.arrows.shape[1])
