"""A conflict graph made ready for computing: moves and preferences of each decision maker as sets."""

from __future__ import annotations

from dataclasses import dataclass

from detente.accept.stability.bits import bits
from detente.case.graph import ConflictGraph, DecisionMaker, StatePreference


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One decision maker's side of a graph; each attribute has one set of states for each state.

    Attributes:
        moves: Where it can move in one step.
        better: States known to be preferred.
        unknown: States of which it is not known how they compare.
    """

    moves: tuple[int, ...]
    better: tuple[int, ...]
    unknown: tuple[int, ...]

    @property
    def improvements(self) -> tuple[int, ...]:
        """Moves to a state that is preferred, or that may be: unilateral improvements and uncertain moves."""
        return tuple(
            moves & (better | unknown)
            for moves, better, unknown in zip(self.moves, self.better, self.unknown, strict=True)
        )


def views_of(graph: ConflictGraph) -> tuple[View, ...]:
    """The sides of all decision makers, in order."""
    return tuple(_view(maker, len(graph.states)) for maker in graph.makers)


def _view(maker: DecisionMaker, count: int) -> View:
    better, unknown = _compared(maker.preference, count)
    return View(moves=tuple(bits(ends) for ends in maker.moves), better=tuple(better), unknown=tuple(unknown))


def _compared(preference: StatePreference, count: int) -> tuple[list[int], list[int]]:
    """For each state the states preferred to it, and those of which that is unknown."""
    full = (1 << count) - 1
    groups = [bits(group) for group in preference.groups]
    above, beneath = _orders(preference, groups)
    better, unknown = [0] * count, [0] * count
    for number, group in enumerate(preference.groups):
        known = groups[number] | above[number] | beneath[number]
        for state in group:
            better[state] = above[number]
            unknown[state] = full & ~known
    return better, unknown


def _orders(preference: StatePreference, groups: list[int]) -> tuple[list[int], list[int]]:
    """For each group the states known to be better than it, and known to be worse."""
    above, beneath = [0] * len(groups), [0] * len(groups)
    if preference.below is None:
        for number in range(1, len(groups)):
            above[number] = above[number - 1] | groups[number - 1]
        for number in range(len(groups) - 2, -1, -1):
            beneath[number] = beneath[number + 1] | groups[number + 1]
        return above, beneath
    for number, worse in enumerate(preference.below):
        for other in worse:
            above[other] |= groups[number]
            beneath[number] |= groups[other]
    return above, beneath
