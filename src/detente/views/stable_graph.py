"""What a conflict graph looks like: how many moves, which have no way back, how much is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.case.graph import ConflictGraph, DecisionMaker, StatePreference


def irreversible_moves(graph: ConflictGraph) -> Iterator[tuple[str, str, str]]:
    """The moves with no way back: decision maker, from, to, by id."""
    names = [state.id for state in graph.states]
    for maker in graph.makers:
        for start, end in _one_way(maker):
            yield maker.id, names[start], names[end]


def move_counts(graph: ConflictGraph) -> Iterator[tuple[int, int]]:
    """For each decision maker how many moves it has, and how many of them have no way back."""
    for maker in graph.makers:
        yield sum(len(ends) for ends in maker.moves), sum(1 for _ in _one_way(maker))


def unknown_pairs(preference: StatePreference) -> int:
    """How many pairs of states a preference leaves unknown."""
    if preference.below is None:
        return 0
    sizes = [len(group) for group in preference.groups]
    total = sum(sizes)
    apart = (total * total - sum(size * size for size in sizes)) // 2
    beneath = [sum(sizes[group] for group in worse) for worse in preference.below]
    known = sum(size * below for size, below in zip(sizes, beneath, strict=True))
    return apart - known


def _one_way(maker: DecisionMaker) -> Iterator[tuple[int, int]]:
    arcs = [frozenset(ends) for ends in maker.moves]
    for start, ends in enumerate(maker.moves):
        for end in ends:
            if start not in arcs[end]:
                yield start, end
