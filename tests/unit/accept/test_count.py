"""Counts of any size, of all packages and of those above reservations."""

from __future__ import annotations

from itertools import product
from math import comb

import pytest

from detente.accept.count import count_above_reservations, count_packages
from detente.accept.diagram import Diagram, build_diagram
from detente.accept.problem import problem_of
from detente.accept.space import Space, agreement_space
from detente.case.formula import FALSE, Formula, among, holds, implies, some_of
from tests.small_cases import case_of

COUPLED: tuple[Formula, ...] = (
    implies(among(0, 0b001, 3), among(1, 0b0001, 4)),
    some_of([among(1, 0b0011, 4), among(2, 0b10, 2)]),
)


def test_what_the_rules_leave_is_counted() -> None:
    sizes = (3, 4, 2)
    inside = [p for p in product(*map(range, sizes)) if all(holds(rule, p) for rule in COUPLED)]
    assert count_packages(build_diagram(sizes, COUPLED)) == len(inside)
    assert count_packages(build_diagram((2, 2), [FALSE])) == 0
    assert count_packages(build_diagram((), [])) == 1


def test_what_only_all_rules_together_exclude_leaves_nothing() -> None:
    """Three issues with two options each, no two of them alike: no rule is false on its own."""
    pairs = ((0, 1), (0, 2), (1, 2))
    apart = [
        implies(among(one, 1 << option, 2), among(other, 0b11 ^ 1 << option, 2))
        for one, other in pairs
        for option in (0, 1)
    ]
    diagram = build_diagram((2, 2, 2), apart)
    assert diagram.is_empty
    assert count_packages(diagram) == 0
    assert count_packages(build_diagram((2, 2, 2), apart[:4])) == 2


def test_counts_beyond_64_bits_are_exact() -> None:
    """Forty issues of four options under a rule that couples them all and excludes one package."""
    diagram = build_diagram((4,) * 40, [some_of(among(issue, 0b1110, 4) for issue in range(40))])
    assert count_packages(diagram) == 4**40 - 1


# ---------------------------------------------------------------- above reservations


def above(space: Space, *, row_cap: int = 10**6) -> int | None:
    assert isinstance(space.diagram, Diagram)
    return count_above_reservations(space.diagram, space.problem.utilities, space.utilities, row_cap=row_cap)


@pytest.mark.parametrize("floor", [0, 1, 17, 30, 59, 60])
def test_counts_above_a_reservation_are_sums_of_binomials(floor: int) -> None:
    """Sixty yes-or-no issues that weigh the same: as many packages as have at least so many yes."""
    case = case_of([2] * 60, {"north": [[0, 1]] * 60}, reservations={"north": floor})
    space = agreement_space(case)
    assert above(space) == sum(comb(60, yes) for yes in range(floor, 61))
    assert space.feasible


def test_two_reservations_that_share_out_a_fixed_sum() -> None:
    tables = {"north": [[0, 1]] * 64, "south": [[1, 0]] * 64}
    case = case_of([2] * 64, tables, reservations={"north": 31, "south": 31})
    assert above(agreement_space(case)) == comb(64, 31) + comb(64, 32) + comb(64, 33)


def test_no_reservation_in_force_counts_all() -> None:
    space = agreement_space(case_of([3, 3], {"north": [[0, 1, 2]] * 2}))
    assert above(space) == 9
    empty = agreement_space(case_of([2], {"north": [[0, 1]]}, lines=[("north", "i0 = o0 and i0 = o1")]))
    assert above(empty) == 0


def test_too_many_different_sums_are_not_counted() -> None:
    tables = {"north": [[0, 2**power] for power in range(12)]}
    case = case_of([2] * 12, tables, reservations={"north": 2**11 + 1})
    space = agreement_space(case)
    assert above(space) == 2**11 - 1
    assert above(space, row_cap=100) is None
    assert space.feasible
    assert problem_of(case).reserved == ("north",)
