"""Conflicts by acts that are taken or not: feasible states, moves, preferences by statements."""

from __future__ import annotations

import pytest

from detente.case import option_form
from detente.case.graph import STATES_LIMIT
from detente.case.option_form import Act, Actor, Direction, OptionForm, feasible_states, option_graph
from detente.errors import InputError


def form(count: int, *actors: Actor, **given: object) -> OptionForm:
    """A conflict with ``count`` acts; the first directions as given."""
    directions = given.pop("directions", [])
    assert isinstance(directions, list)
    acts = tuple(
        Act(
            title=f"act {number}",
            direction=directions[number] if number < len(directions) else Direction.BOTH,
        )
        for number in range(count)
    )
    infeasible = given.pop("infeasible", ())
    assert isinstance(infeasible, tuple)
    return OptionForm(title="x", acts=acts, actors=actors, infeasible=infeasible)


def test_states_ascend_with_the_first_act_as_lowest_digit() -> None:
    assert feasible_states(form(2)) == (0, 1, 2, 3)
    never_both = ((((0, True), (1, True)),),)
    assert feasible_states(form(2, infeasible=never_both)) == (0, 1, 2)


def test_an_infeasible_statement_rules_out_each_of_its_conditions() -> None:
    either = ((((0, True),), ((1, True),)),)
    assert feasible_states(form(2, infeasible=either)) == (0,)
    assert feasible_states(form(2, infeasible=(((),),))) == ()


@pytest.mark.parametrize(
    ("direction", "moves"),
    [
        (Direction.BOTH, ((1,), (0,))),
        (Direction.FORWARD, ((1,), ())),
        (Direction.BACK, ((), (0,))),
    ],
)
def test_an_act_changes_in_its_direction(direction: Direction, moves: tuple[tuple[int, ...], ...]) -> None:
    graph = option_graph(form(1, Actor(title="A", acts=(0,)), directions=[direction]))
    assert graph.makers[0].moves == moves


def test_two_actors_may_share_an_act() -> None:
    graph = option_graph(form(1, Actor(title="A", acts=(0,)), Actor(title="B", acts=(0,))))
    assert graph.makers[0].moves == graph.makers[1].moves == ((1,), (0,))


def test_an_earlier_statement_outweighs_all_later_ones() -> None:
    first, second, third = ((((number, True),),) for number in range(3))
    graph = option_graph(form(3, Actor(title="A", acts=(0, 1, 2), statements=(first, second, third))))
    order = [graph.states[group[0]].id for group in graph.makers[0].preference.groups]
    assert order == ["YYY", "YYN", "YNY", "YNN", "NYY", "NYN", "NNY", "NNN"]


def test_states_that_no_statement_tells_apart_are_tied() -> None:
    statement = (((0, True), (1, True)), ((0, False), (1, False)))
    graph = option_graph(form(2, Actor(title="A", acts=(0, 1), statements=(statement,))))
    assert graph.makers[0].preference.groups == ((0, 3), (1, 2))


def test_crowds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=f"more than {STATES_LIMIT} feasible states"):
        feasible_states(form(13))
    crowded = form(4, Actor(title="A", acts=(0, 1, 2, 3)))
    monkeypatch.setattr(option_form, "MOVES_LIMIT", 239)
    with pytest.raises(InputError, match="16 states with 240 moves, more than 239"):
        option_graph(crowded)
    with pytest.raises(InputError, match="no state is feasible"):
        option_graph(form(1, Actor(title="A", acts=(0,)), infeasible=(((),),)))
