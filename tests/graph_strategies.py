"""Random conflict graphs for Hypothesis, as the words that the door of graphs takes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from detente.case.graph import ConflictGraph
from detente.case.graph_build import conflict_graph


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphWords:
    """A conflict as names: what :func:`conflict_graph` is given.

    Attributes:
        ranked: For each decision maker its ranking, tied states in one group; not all states need be in it.
        prefers: For each decision maker single comparisons, of which one state at least is unranked.
    """

    states: tuple[str, ...]
    moves: dict[str, list[tuple[str, str]]]
    ranked: dict[str, list[list[str]]]
    prefers: dict[str, list[tuple[str, str]]]

    @property
    def graph(self) -> ConflictGraph:
        """The checked graph."""
        return conflict_graph(self.states, moves=self.moves, rankings=self.ranked, prefers=self.prefers)


@st.composite
def graph_words(
    draw: DrawFn, *, states: tuple[int, int] = (1, 8), makers: tuple[int, int] = (1, 4), known: bool = False
) -> GraphWords:
    """Graphs with ties and irreversible moves; with unknown preferences unless all are to be known."""
    named = tuple(f"s{number}" for number in range(draw(st.integers(*states))))
    players = "ABCDEF"[: draw(st.integers(*makers))]
    rankings = {player: draw(_rankings(named, known=known)) for player in players}
    return GraphWords(
        states=named,
        moves={player: draw(_moves(named)) for player in players},
        ranked=rankings,
        prefers={player: draw(_comparisons(named, rankings[player])) for player in players},
    )


@st.composite
def _moves(draw: DrawFn, states: tuple[str, ...]) -> list[tuple[str, str]]:
    pairs = [(one, other) for one in states for other in states if one != other]
    density = draw(st.integers(1, 4))
    wanted = draw(st.lists(st.integers(0, 7), min_size=len(pairs), max_size=len(pairs)))
    return [pair for pair, want in zip(pairs, wanted, strict=True) if want < density]


@st.composite
def _rankings(draw: DrawFn, states: tuple[str, ...], *, known: bool) -> list[list[str]]:
    levels = draw(st.lists(st.integers(0, len(states)), min_size=len(states), max_size=len(states)))
    left_out = set() if known else draw(st.sets(st.sampled_from(states)))
    groups: dict[int, list[str]] = {}
    for state, level in zip(states, levels, strict=True):
        if state not in left_out:
            groups.setdefault(level, []).append(state)
    return [groups[level] for level in sorted(groups)]


def _comparisons(states: tuple[str, ...], ranked: list[list[str]]) -> SearchStrategy[list[tuple[str, str]]]:
    """At most one comparison of any two groups, of which one is unranked."""
    listed = {state for group in ranked for state in group}
    groups = [*ranked, *([state] for state in states if state not in listed)]
    pairs = [(a[0], b[0]) for a, b in combinations(groups, 2) if b[0] not in listed]
    if not pairs:
        return st.just([])
    signs = st.lists(st.sampled_from((-1, 0, 1)), min_size=len(pairs), max_size=len(pairs))
    return signs.map(
        lambda drawn: [
            (one, other) if sign > 0 else (other, one)
            for (one, other), sign in zip(pairs, drawn, strict=True)
            if sign
        ]
    )
