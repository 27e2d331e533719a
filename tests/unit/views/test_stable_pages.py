"""Stability in words where conflicts are odd: no equilibrium, many states, one decision maker, a crowd."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest

from detente.accept.stability import candidates, examine, examine_case
from detente.case.graph import STATES_LIMIT, ConflictGraph
from detente.case.graph_build import both_ways, conflict_graph
from detente.case.option_form import option_graph
from detente.views.page import Part, page_lines
from detente.views.stable_finding import NAMED, deals_finding, states_finding
from detente.views.stable_text import STATES_SHOWN, stable_page
from tests.bundled import solved
from tests.known_conflicts import CHICKEN, game


def text_of(parts: tuple[Part, ...]) -> str:
    return "\n".join(page_lines(parts, width=100))


def restless() -> ConflictGraph:
    """One who prefers each of three states to the one before, in a circle."""
    circle = [("a", "b"), ("b", "c"), ("c", "a")]
    return conflict_graph(
        {"a": "One", "b": "Two", "c": "Three"},
        moves={"x": circle},
        prefers={"x": [(better, worse) for worse, better in circle]},
        titles={"x": ""},
        title="A circle",
    )


def test_a_conflict_without_any_equilibrium() -> None:
    examined = examine(restless())
    (said,) = states_finding(examined)
    assert said == (
        "None of the three states is an equilibrium under any of the five concepts: in each, somebody has a "
        "move to a state that it prefers, and no answer of the others deters it."
    )
    page = text_of(stable_page(examined))
    assert "Stable for: 1 x." in page
    assert "Why, move by move" not in page
    assert "With two decision makers" not in page
    assert "By the other definition" not in page


def test_one_state_alone_is_told_in_the_singular() -> None:
    moves = {"x": [("here", "there")]}
    graph = conflict_graph(["here", "there"], moves=moves, rankings={"x": ["there", "here"]})
    (said,) = states_finding(examine(graph))
    assert said.startswith("In one of the two states nobody has a move to a state that it prefers")
    calm, answered = states_finding(examine(option_graph(CHICKEN)))
    assert calm.startswith("In two of the four states nobody has a move")
    assert answered == (
        "One state is an equilibrium because of what the others could answer (GMR and SMR): 1 “none”."
    )


def test_where_nobody_ever_rests_the_answers_are_told() -> None:
    """Matching pennies: in each state one of the two would change, and the other undoes it."""
    pennies = game("Pennies", ((1, 4), (2, 3)), ((2, 3), (1, 4)))
    restless, answered = states_finding(examine(option_graph(pennies)))
    assert restless == "In each of the four states somebody has a move to a state that it prefers."
    assert answered.startswith("Four states are equilibria because of what the others could answer (GMR")


def test_what_may_be_preferred_is_said_where_it_tempts() -> None:
    graph = conflict_graph(["s", "t"], moves={"x": both_ways([("s", "t")])})
    assert (
        "a move to a state that it prefers, or may prefer, and no answer of the others is known"
        in (states_finding(examine(graph))[0])
    )
    (calm,) = states_finding(examine(graph, extension="b"))
    assert calm.startswith("In two of the two states nobody has a move to a state that it prefers (Nash")


def test_long_lists_are_cut_and_said_to_be() -> None:
    names = [f"s{number}" for number in range(STATES_SHOWN + 2)]
    graph = conflict_graph(names, moves={"x": [], "y": []}, rankings={"x": [names], "y": [names]})
    examined = examine(graph)
    (said,) = states_finding(examined)
    assert said.endswith(f"and {len(names) - NAMED} more.")
    assert "2 more states: see --csv or --json." in text_of(stable_page(examined))


def test_candidates_come_from_what_there_is() -> None:
    answer = solved("bill-and-jack")
    assert [known.concepts for known in candidates(answer)] == [
        ("nash", "kalai_smorodinsky"),
        ("egalitarian",),
        ("utilitarian",),
    ]
    only = replace(answer, solutions={"nash": answer.solutions["nash"]})
    assert [known.concepts for known in candidates(only)] == [("nash",)]
    (example,) = candidates(replace(answer, solutions={}))
    assert (example.concepts, example.way, dict(example.package)) == (
        (),
        None,
        dict(answer.space.example or {}),
    )
    assert candidates(replace(answer, solutions={}, space=replace(answer.space, example=None))) == ()


def test_candidates_of_ways_are_their_nash_packages_or_examples() -> None:
    answer = solved("ukraine-2025-03")
    assert [(known.concepts, known.way) for known in candidates(answer)] == [(("nash",), 0), (("nash",), 1)]
    first, second = answer.ways
    bare = replace(first, solutions={})
    nothing = replace(second, solutions={}, space=replace(second.space, example=None))
    (example,) = candidates(replace(answer, ways=(bare, nothing)))
    assert (example.concepts, example.way, example.package) == ((), 0, first.space.example)


def test_candidates_beyond_the_limit_of_states_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = solved("bill-and-jack")
    deals = candidates(answer)
    monkeypatch.setattr(import_module("detente.accept.stability.examine"), "STATES_LIMIT", 13)
    examined = examine_case(answer.space.problem, deals)
    assert (len(examined.candidates), examined.left_out) == (2, 1)
    assert len(examined.graph.states) == 13
    assert "1 package is left out: the graph would be too large." in text_of(
        stable_page(examined, answer=answer)
    )
    assert len(deals_finding(examined, answer)) == 2
    assert STATES_LIMIT > 13


def test_a_deal_that_breaks_for_nobody_holds_under_all_concepts() -> None:
    answer = solved("split-the-pie")
    loss = {party.id: answer.space.problem.utilities[0].exact(-1) for party in answer.case.parties}
    examined = examine_case(answer.space.problem, candidates(answer)[:1], gains=loss)
    (said,) = deals_finding(examined, answer)
    assert said.endswith("once in force, holds under all five concepts.")
    page = text_of(stable_page(examined, answer=answer))
    assert "  - First and Second have no move to a state that is preferred, or may be." in page
