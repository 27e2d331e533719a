"""The whole answer: what it says of what it could not compute, and on what ground it looks for levers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.accept import answer as answer_module
from detente.accept import space as space_module
from detente.accept.answer import solve
from detente.accept.blockers import Blockers, Openings
from detente.accept.diagram import DiagramTooLargeError
from detente.case.model import Case
from tests.seeded_cases import dense_case
from tests.small_cases import Table, case_of, figure

OPPOSED: dict[str, Table | None] = {"north": [[0, 1, 2]] * 3, "south": [[2, 1, 0]] * 3}
RESERVED = {"north": 1, "south": 1}


def said(case: Case, *, cap: int = 10**6) -> tuple[str, ...]:
    return solve(case, cap=cap).could_not


def test_a_case_with_all_it_needs_leaves_nothing_unsaid() -> None:
    answer = solve(case_of([3, 3, 3], OPPOSED, reservations=RESERVED))
    assert answer.could_not == ()
    assert answer.counts.feasible is not None
    assert answer.case.id == "small"
    assert (answer.ends.low, answer.ends.high) == (True, True)


def test_red_lines_alone_give_space_blockers_and_openings() -> None:
    lines = [("north", "i0 = o0"), ("south", "i0 = o1")]
    answer = solve(case_of([2], {"north": None, "south": None}, lines=lines))
    assert answer.frontier is None
    assert answer.solutions == {}
    assert answer.levers == ()
    assert len(answer.blockers) == 1
    assert len(answer.ways) == len(answer.openings) == 2
    assert [way.frontier for way in answer.ways] == [None, None]
    assert answer.could_not == ("No preferences are stated: frontier and solutions were not computed.",)


def test_who_states_nothing_or_no_reservation_is_named() -> None:
    case = case_of([3, 3, 3], {**OPPOSED, "west": None}, reservations={"north": 1})
    first, second = said(case)
    assert first.startswith("No preferences that tell packages apart are stated for west: efficiency and")
    assert second.startswith("No reservation is stated for south:")


def test_the_verdict_at_both_ends_of_the_reservations() -> None:
    case = case_of([3, 3, 3], OPPOSED, reservations={"north": figure(0, 4), "south": figure(2, 6)})
    answer = solve(case)
    assert (answer.ends.low, answer.space.feasible, answer.ends.high) == (True, True, False)


def test_caps_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    rules, high = ["i0 = o0 -> i1 = o0"], {"north": 6, "south": 0}
    case = case_of([3, 3, 3], OPPOSED, reservations=high, rules=rules)
    monkeypatch.setattr(space_module, "STATE_CAP", 1)
    sentences = said(case)
    assert sentences[0] == "Whether a deal exists was not decided: a cap on work was reached."
    assert sentences[1] == "The rules couple too many issues for exact counts and a frontier."
    assert sentences[2].startswith("Blockers and openings among red lines do not depend on that; those in")
    free = said(case_of([3, 3, 3], {"north": None}, lines=[("north", "i0 = o0")], rules=rules))
    assert "Blockers and openings do not depend on that." in free
    monkeypatch.undo()
    monkeypatch.setattr(answer_module, "ROW_CAP", 1)
    case = case_of([3, 3, 3], OPPOSED, reservations=RESERVED)
    assert said(case)[0].startswith("The packages above all reservations were not counted")


def test_a_grid_and_no_grid_at_all_are_said() -> None:
    case = case_of([3, 3, 3], OPPOSED, reservations=RESERVED)
    assert said(case, cap=6)[0].startswith(
        "The frontier is approximate: utilities were rounded to a grid of "
    )
    assert said(case, cap=0) == (
        "The frontier was not computed: too many partial sums even on the coarsest grid.",
        "The utilitarian solution is exact all the same: the greatest sum is found without a frontier.",
    )


def test_lists_that_are_cut_short_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    case = dense_case(16, sizes=[3, 3, 3, 2], parties=3, lines=7, generous=0.7)

    def few_blockers(_: object) -> Blockers:
        return Blockers(sets=(), complete=False, calls=0)

    def few_openings(_: object) -> Openings:
        return Openings(sets=(), complete=False, calls=0)

    monkeypatch.setattr(answer_module, "blockers", few_blockers)
    monkeypatch.setattr(answer_module, "openings", few_openings)
    sentences = said(case)
    assert "The list of blockers is not complete: a cap on work was reached." in sentences
    assert "The list of openings is not complete: a cap on work was reached." in sentences


def test_costs_are_worked_out_for_the_first_openings_only(monkeypatch: pytest.MonkeyPatch) -> None:
    case = dense_case(16, sizes=[3, 3, 3, 2], parties=3, lines=7, generous=0.7)
    monkeypatch.setattr(answer_module, "WAYS", 2)
    answer = solve(case)
    assert len(answer.openings) > 2
    assert [way.opening for way in answer.ways] == list(answer.openings.sets[:2])
    assert "What an opening costs in utility was computed for the first 2 openings." in answer.could_not


def test_levers_of_a_closed_space_are_sought_where_the_cheapest_opening_leads() -> None:
    lines = [("north", "i0 = o2"), ("south", "i0 = o0")]
    open_values = replace(case_of([3, 3, 3], OPPOSED, lines=lines), title="closed")
    north, south = open_values.parties
    widened = {
        issue: {option: figure(own.low - 1, own.low + 1) for option, own in options.items()}
        for issue, options in north.preference.values.items()
    }
    north = replace(north, preference=replace(north.preference, values=widened))
    answer = solve(replace(open_values, parties=(north, south)))
    assert answer.frontier is not None
    assert len(answer.frontier) == 0
    assert answer.levers
    assert all(lever.place.startswith("parties.north.values.") for lever in answer.levers)


def test_rules_that_couple_too_much_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_large(*_: object) -> None:
        raise DiagramTooLargeError(1)

    monkeypatch.setattr(answer_module, "build_diagram", too_large)
    answer = solve(case_of([2], {"north": None}))
    assert answer.counts.within_rules is None
    assert answer.counts.total == 2


def test_from_an_approximate_frontier_nothing_is_selected_but_the_greatest_sum() -> None:
    answer = solve(case_of([3, 3, 3], OPPOSED, reservations=RESERVED), cap=6)
    assert answer.frontier is not None
    assert not answer.frontier.exact
    assert (list(answer.solutions), answer.levers) == (["utilitarian"], ())
    exact = solve(case_of([3, 3, 3], OPPOSED, reservations=RESERVED)).solutions["utilitarian"]
    assert answer.solutions["utilitarian"].ties == exact.ties == 25


def test_weights_alone_tell_no_package_from_another() -> None:
    case = case_of([3, 3, 3], OPPOSED)
    party = replace(case.parties[0], preference=replace(case.parties[0].preference, values={}))
    answer = solve(replace(case, parties=(party, *case.parties[1:])))
    assert answer.space.problem.silent == (party.id,)
