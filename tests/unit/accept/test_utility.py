"""Exact utilities: the scale, what is left open, and what is as it was written."""

from __future__ import annotations

from dataclasses import replace
from math import gcd

import pytest
from hypothesis import given, settings

from detente.accept.problem import problem_of
from detente.accept.utility import Utility, central_utility
from detente.case.model import Case
from detente.errors import UnknownNameError
from tests.brute_force import named_packages, reservation_of, utility_of
from tests.small_cases import case_of, figure
from tests.strategies import Shape, cases

ANY = Shape(issues=(1, 3), red_lines=(0, 0), structural=(0, 0), as_written=True, settled=True)


def of_north(case: Case) -> Utility:
    found = central_utility(case, case.parties[0])
    assert found is not None
    return found


@settings(max_examples=60)
@given(cases(ANY))
def test_integers_over_their_scale_are_the_utilities(case: Case) -> None:
    problem = problem_of(case)
    stated = {utility.party: utility for utility in problem.utilities}
    for party in case.parties:
        expected = utility_of(case, party)
        assert (party.id in problem.silent) == (expected is None) == (party.id not in stated)
        if expected is None:
            continue
        utility = stated[party.id]
        for package in named_packages(case)[::5]:
            assert utility.exact(utility.of(problem.numbers(package))) == expected(package)
        for end, place in (("low", 0), ("high", 1)):
            floor = reservation_of(case, party, "low" if end == "low" else "high")
            found = utility.reservation_ends
            assert (None if found is None else utility.exact(found[place])) == floor


@settings(max_examples=60)
@given(cases(ANY))
def test_the_scale_is_no_larger_than_it_has_to_be(case: Case) -> None:
    for utility in problem_of(case).utilities:
        whole = [value for table in utility.tables for value in table]
        whole += [value for _, value in utility.extras]
        whole += (
            [] if utility.reservation is None else [utility.reservation, *(utility.reservation_ends or ())]
        )
        assert utility.scale > 0
        assert gcd(utility.scale, *whole) == 1


def test_a_weight_of_zero_makes_an_issue_worth_nothing() -> None:
    case = case_of([2, 2], {"north": [[0, 1], [0, 1]]})
    north = case.parties[0]
    weights = {"i0": figure(0), "i1": figure(2)}
    party = replace(north, preference=replace(north.preference, weights=weights, as_written=False))
    assert of_north(replace(case, parties=(party,))).tables == ((0, 0), (0, 1))


def test_a_party_that_states_nothing_has_no_utility() -> None:
    case = case_of([2], {"north": None})
    assert central_utility(case, case.parties[0]) is None


def test_an_unknown_red_line_is_named_with_the_nearest() -> None:
    problem = problem_of(case_of([2], {"north": None}, lines=[("north", "i0 = o0")]))
    assert problem.line("line-0").party == "north"
    with pytest.raises(UnknownNameError, match=r"no red line 'line-1'\. Try: 'line-0'"):
        problem.line("line-1")
