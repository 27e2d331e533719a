"""A conflict as a graph: states, and for each decision maker its moves between them and what it prefers.

The graph model for conflict resolution (Kilgour, Hipel and Fang 1987, Automatica 23:41-55; Fang, Hipel and
Kilgour 1993, "Interactive Decision Making", Wiley). A state is one way in which things may stand. Each
decision maker has a directed graph on the states: an arc is a move that it can make alone, in one step. A
move is reversible if the arc back is there too. Preferences are relative: of two states a decision maker
prefers one, or is indifferent, or it is not known which (Li, Hipel, Kilgour and Fang 2004).

States are counted from 0 in the order of ``ConflictGraph.states``. A graph is made and checked by
:func:`detente.case.graph_build.conflict_graph`; the nouns here trust their fields.
"""

from __future__ import annotations

from dataclasses import dataclass

STATES_LIMIT = 4_096
"""Most states that a graph may have."""

MAKERS_LIMIT = 16
"""Most decision makers that a graph may have."""


MOVES_LIMIT = 4_000_000
"""Most moves that all decision makers of a graph may have together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One way in which things may stand."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatePreference:
    """What is known of a decision maker's preference between states.

    Attributes:
        groups: Each state in exactly one group; the decision maker is indifferent within a group, and the
            states of a group compare alike with all others.
        below: For each group the numbers of the groups known to be less preferred, ascending; two groups of
            which neither is below the other are an unknown pair. None: the groups stand best first and all
            is known. No transitivity is assumed.
    """

    groups: tuple[tuple[int, ...], ...]
    below: tuple[tuple[int, ...], ...] | None = None

    @property
    def is_complete(self) -> bool:
        """Whether no pair of states is unknown."""
        if self.below is None:
            return True
        known = sum(len(worse) for worse in self.below)
        return known == len(self.groups) * (len(self.groups) - 1) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMaker:
    """One who can move.

    Attributes:
        moves: For each state the states that it can reach alone in one step, ascending, never the state
            itself.
    """

    id: str
    title: str
    moves: tuple[tuple[int, ...], ...]
    preference: StatePreference


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictGraph:
    """States, and who can move between them and prefers what.

    Attributes:
        notes: What was decided in making it that a reader should know.
    """

    title: str
    states: tuple[State, ...]
    makers: tuple[DecisionMaker, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether no decision maker's preference between any two states is unknown."""
        return all(maker.preference.is_complete for maker in self.makers)
