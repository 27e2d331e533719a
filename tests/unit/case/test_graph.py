"""The door of conflict graphs: what it makes of names, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from detente.case import graph_build
from detente.case.graph import ConflictGraph, StatePreference
from detente.case.graph_build import both_ways, conflict_graph, partial_preference
from detente.errors import Fault, InputError

STATES = ["peace", "talks", "war"]


def preference(ranking: Any = (), prefers: Any = ()) -> StatePreference:  # noqa: ANN401 - rankings of all kinds
    graph = conflict_graph(STATES, moves={"A": []}, rankings={"A": ranking}, prefers={"A": prefers})
    return graph.makers[0].preference


def test_names_become_numbers_in_order() -> None:
    graph = conflict_graph(
        {"peace": "Peace", "talks": "Talks", "war": "War"},
        moves={"north": [("war", "talks"), ("war", "peace")], "south": both_ways([("talks", "war")])},
        rankings={"north": ["peace", ["talks", "war"]]},
        titles={"north": "The North"},
        title="A dispute",
    )
    assert [(state.id, state.title) for state in graph.states] == [
        ("peace", "Peace"), ("talks", "Talks"), ("war", "War"),
    ]  # fmt: skip
    north, south = graph.makers
    assert (north.title, north.moves) == ("The North", ((), (), (0, 1)))
    assert (south.title, south.moves) == ("south", ((), (2,), (1,)))
    assert north.preference == StatePreference(groups=((0,), (1, 2)))
    assert not south.preference.is_complete
    assert graph.title == "A dispute"
    assert not graph.is_known


def test_what_is_left_out_of_a_ranking_is_unknown() -> None:
    partial = preference(["war", "peace"])
    assert partial == StatePreference(groups=((2,), (0,), (1,)), below=((1,), (), ()))
    assert not partial.is_complete
    assert preference() == StatePreference(groups=((0,), (1,), (2,)), below=((), (), ()))


def test_single_comparisons_stand_beside_a_ranking() -> None:
    partial = preference([["war", "peace"]], [("talks", "war")])
    assert partial == StatePreference(groups=((1,), (0, 2)))  # tied states compare alike, so all is known
    assert preference(["war", "peace"], [("talks", "peace")]).below == ((1,), (), (1,))


def test_comparisons_need_not_be_transitive() -> None:
    circle = preference((), [("peace", "talks"), ("talks", "war"), ("war", "peace")])
    assert circle.is_complete
    assert circle.below == ((1,), (2,), (0,))


def test_a_graph_of_one_state_is_known() -> None:
    graph = conflict_graph(["peace"], moves={"A": []})
    assert graph.is_known
    assert isinstance(graph, ConflictGraph)


def test_a_preference_from_comparisons_of_groups() -> None:
    worth = [1, 3, None]

    def compare(one: int, other: int) -> int | None:
        first, second = worth[one], worth[other]
        return None if first is None or second is None else first - second

    assert partial_preference([(0, 2), (1,), (3,)], compare).below == ((), (0,), ())
    assert partial_preference([(0, 2), (1,)], compare) == StatePreference(groups=((1,), (0, 2)))


def refused(make: Callable[[], object]) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        make()
    return caught.value.faults


@pytest.mark.parametrize(
    ("given", "place", "said"),
    [
        ({"states": []}, "states", "no state"),
        ({"states": ["a", "a"]}, "states", "'a' stands twice"),
        ({"states": ["a", ""]}, "states", "an empty id"),
        ({"moves": {}}, "moves", "no decision maker"),
        ({"moves": {"A": [("peace", "pease")]}}, "moves of A, move 1", "no state 'pease'"),
        ({"moves": {"A": [("war", "war")]}}, "moves of A, move 1", "a move from 'war' to itself"),
        ({"rankings": {"B": ["war"]}}, "rankings", "no decision maker 'B'"),
        ({"titles": {"B": "Bee"}}, "titles", "no decision maker 'B'"),
        ({"prefers": {"B": []}}, "prefers", "no decision maker 'B'"),
        ({"rankings": {"A": ["war", ["peace", "war"]]}}, "ranking of A", "'war' stands twice"),
        ({"rankings": {"A": ["war", []]}}, "ranking of A", "an empty group"),
        ({"rankings": {"A": ["wars"]}}, "ranking of A", "no state 'wars'"),
        ({"prefers": {"A": [("war", "x")]}}, "preferences of A, comparison 1", "no state 'x'"),
        ({"prefers": {"A": [("war", "war")]}}, "preferences of A, comparison 1", "liked the same as it"),
        (
            {"prefers": {"A": [("war", "peace"), ("peace", "war")]}},
            "preferences of A, comparison 2",
            "liked less than it",
        ),
        (
            {"rankings": {"A": ["war", "peace"]}, "prefers": {"A": [("peace", "war")]}},
            "preferences of A, comparison 1",
            "liked less than it",
        ),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, Any], place: str, said: str) -> None:
    words = {"states": STATES, "moves": {"A": []}} | given
    faults = refused(lambda: conflict_graph(**words))
    assert [fault.place for fault in faults] == [place]
    assert said in faults[0].message
    assert faults[0].hint or said == "no state 'x'"


def test_all_faults_are_named_at_once_with_the_nearest_names() -> None:
    faults = refused(
        lambda: conflict_graph(
            ["peace", "war"],
            moves={"A": [("peace", "wor"), ("war", "war")], "B": [("pease", "war")]},
            rankings={"A": ["peace", "peace"], "C": ["war"]},
        )
    )
    assert [fault.hint for fault in faults] == [
        "one of A, B", "'war'", "leave it out: staying is no move", "each state once", "'peace'",
    ]  # fmt: skip


def test_a_flood_of_faults_is_counted() -> None:
    faults = refused(lambda: conflict_graph(["a"], moves={"A": [("a", f"x{n}") for n in range(60)]}))
    assert len(faults) == graph_build.FAULTS_SHOWN + 1
    assert faults[-1].message == "and 10 more faults"


def test_crowds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_build, "STATES_LIMIT", 2)
    monkeypatch.setattr(graph_build, "MAKERS_LIMIT", 1)
    monkeypatch.setattr(graph_build, "MOVES_LIMIT", 1)
    arcs = both_ways([("peace", "war")])
    faults = refused(lambda: conflict_graph(STATES, moves={"A": arcs, "B": []}))
    assert [fault.code for fault in faults] == ["too-large"] * 3
