"""Counts of any size, and draws that are fair: each package with the same chance."""

from __future__ import annotations

from collections import Counter
from itertools import product
from math import comb, sqrt

import numpy as np
import pytest

from detente.accept.count import count_above_reservations, count_packages, draw_packages
from detente.accept.diagram import Diagram, build_diagram
from detente.accept.problem import problem_of
from detente.accept.space import Space, agreement_space
from detente.case.formula import FALSE, Formula, among, holds, implies, some_of
from tests.small_cases import case_of


def too_far(counts: list[int], draws: int) -> bool:
    """Whether Pearson's chi-square lies more than five deviations above its mean."""
    expected, freedom = draws / len(counts), len(counts) - 1
    square = sum((count - expected) ** 2 / expected for count in counts)
    return square > freedom + 5 * sqrt(2 * freedom)


COUPLED: tuple[Formula, ...] = (
    implies(among(0, 0b001, 3), among(1, 0b0001, 4)),
    some_of([among(1, 0b0011, 4), among(2, 0b10, 2)]),
)


def test_each_package_is_drawn_as_often_as_any_other() -> None:
    sizes = (3, 4, 2)
    inside = [p for p in product(*map(range, sizes)) if all(holds(rule, p) for rule in COUPLED)]
    diagram = build_diagram(sizes, COUPLED)
    draws = draw_packages(diagram, 20_000, seed=3)
    counts = Counter(draws)
    assert set(counts) == set(inside)
    assert not too_far([counts[package] for package in inside], 20_000)


def test_a_draw_that_favours_some_packages_would_be_seen() -> None:
    """Taking each option with the same chance, as a careless sampler does, is found out by the same test."""
    random, sizes = np.random.default_rng(3), (3, 4, 2)
    inside = [p for p in product(*map(range, sizes)) if all(holds(rule, p) for rule in COUPLED)]
    first = [[p for p in inside if p[0] == option] for option in range(3)]
    careless = [
        first[option][int(random.integers(len(first[option])))]
        for option in random.integers(0, 3, 20_000).tolist()
    ]
    counts = Counter(careless)
    assert too_far([counts[package] for package in inside], 20_000)


def test_the_same_seed_gives_the_same_draws() -> None:
    diagram = build_diagram((3, 4, 2), COUPLED)
    assert draw_packages(diagram, 50, seed=1) == draw_packages(diagram, 50, seed=1)
    assert draw_packages(diagram, 50, seed=1) != draw_packages(diagram, 50, seed=2)
    assert draw_packages(diagram, 50, seed=1)[:20] == draw_packages(diagram, 20, seed=1)


def test_draws_from_more_packages_than_64_bits_number() -> None:
    """Forty issues of four options under a rule that couples them all and excludes one package."""
    diagram = build_diagram((4,) * 40, [some_of(among(issue, 0b1110, 4) for issue in range(40))])
    assert count_packages(diagram) == 4**40 - 1
    draws = np.array(draw_packages(diagram, 2_000, seed=5))
    assert draws.shape == (2_000, 40)
    for column in draws.T:
        assert not too_far(np.bincount(column, minlength=4).tolist(), 2_000)


def test_nothing_is_drawn_from_nothing() -> None:
    assert draw_packages(build_diagram((2, 2), [FALSE]), 5, seed=0) == []
    assert draw_packages(build_diagram((2, 2), []), 0, seed=0) == []
    assert draw_packages(build_diagram((1, 1), []), 3, seed=0) == [(0, 0)] * 3
    assert draw_packages(build_diagram((), []), 2, seed=0) == [(), ()]


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
