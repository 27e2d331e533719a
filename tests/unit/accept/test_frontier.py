"""Frontiers: ties of any number, utilities of any kind, the grid and what it promises."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from detente.accept.frontier import COARSEST, Frontier, pareto_frontier
from detente.accept.solutions import all_solutions
from detente.accept.space import agreement_space
from detente.accept.ties import tied_packages
from detente.case.model import Case
from tests.brute_force import frontier_of, world_of
from tests.seeded_cases import dense_case
from tests.small_cases import Table, case_of


def frontier(case: Case, cap: int = 10**6) -> Frontier:
    found = pareto_frontier(agreement_space(case), cap=cap)
    assert found is not None
    return found


@pytest.mark.parametrize("count", [10, 40])
def test_where_everything_ties_all_packages_are_counted(count: int) -> None:
    """Forty issues of four options: 4^40 packages, more than 64 bits number."""
    (point,) = frontier(case_of([4] * count, {"north": [[1] * 4] * count, "south": [[0] * 4] * count}))
    assert point.ties == 4**count
    assert point.utility == {"north": count, "south": 0}


def test_ties_beyond_64_bits_stay_apart() -> None:
    """One issue of forty matters: two of its options are points of their own, and two share one."""
    tables = {"north": [[1] * 4] * 39 + [[5, 3, 3, 0]], "south": [[0] * 4] * 39 + [[0, 3, 3, 5]]}
    found = frontier(case_of([4] * 40, tables))
    assert [point.ties for point in found] == [4**39, 2 * 4**39, 4**39]


def test_tied_packages_are_listed_up_to_a_limit_each_once() -> None:
    found = frontier(case_of([4] * 5, {"north": [[1] * 4] * 5}))
    every = tied_packages(found, 0, most=10**6)
    assert len({tuple(own.values()) for own in every}) == len(every) == 4**5
    some = tied_packages(found, 0, most=7)
    assert len(some) == 7
    assert some == every[:7]
    assert tied_packages(found, 0, most=1) == (found[0].package,)


def test_points_are_sorted_from_high_to_low_and_read_like_a_sequence() -> None:
    found = frontier(case_of([3, 3], {"north": [[0, 1, 2]] * 2, "south": [[2, 1, 0]] * 2}))
    vectors = [tuple(map(int, point.utility.values())) for point in found]
    assert vectors == [(4, 0), (3, 1), (2, 2), (1, 3), (0, 4)]
    assert [point.ties for point in found] == [1, 2, 3, 2, 1]
    assert len(found) == 5
    assert found[-1].utility == found[4].utility
    with pytest.raises(IndexError):
        found[5]


def test_no_package_is_an_empty_frontier() -> None:
    found = frontier(case_of([2], {"north": [[1, 2]]}, lines=[("north", "i0 = o0 and i0 = o1")]))
    assert len(found) == 0
    assert found.exact
    assert list(found) == []


def test_reservations_do_not_cut_the_frontier() -> None:
    case = case_of([3], {"north": [[0, 1, 2]], "south": [[2, 1, 0]]}, reservations={"north": 1, "south": 1})
    assert len(frontier(case)) == 3


# ---------------------------------------------------------------- utilities of any kind


@pytest.mark.parametrize("seed", range(3))
def test_eight_parties(seed: int) -> None:
    case = dense_case(seed, sizes=[3, 3, 2, 2], parties=8, lines=2, highest=4, share=0.7)
    expected = frontier_of(world_of(case).within_lines())
    found = frontier(case)
    assert {tuple(point.utility.values()): point.ties for point in found} == {
        vector: len(packages) for vector, packages in expected.items()
    }
    assert len(found) > 5


def test_one_party_has_one_best_outcome() -> None:
    (point,) = frontier(case_of([3, 3], {"north": [[0, 2, 2], [1, 0, 1]]}))
    assert point.utility == {"north": 3}
    assert point.ties == 4


def test_a_party_to_whom_nothing_matters_changes_no_point() -> None:
    tables: dict[str, Table | None] = {"north": [[0, 1, 2]] * 2, "south": [[2, 1, 0]] * 2}
    without = frontier(case_of([3, 3], tables))
    beside = frontier(case_of([3, 3], {**tables, "west": [[0] * 3] * 2}))
    assert [tuple(own.utility.values()) for own in beside] == [(*own.utility.values(), 0) for own in without]
    assert beside.ties == without.ties


def test_interactions_that_always_or_never_apply() -> None:
    tables: dict[str, Table | None] = {"north": [[0, 1]], "south": [[1, 0]]}
    extras = {"north": {"i0 in {o0, o1}": 7, "i0 = o0 and i0 = o1": 100}, "south": {"i0 = o0": -1}}
    found = frontier(case_of([2], tables, interactions=extras))
    assert [tuple(map(int, own.utility.values())) for own in found] == [(8, 0)]
    assert found[0].ties == 1


def test_a_negative_interaction_of_all_issues_together() -> None:
    tables: dict[str, Table | None] = {"north": [[0, 1]] * 6}
    rule = " and ".join(f"i{n} = o1" for n in range(6))
    (point,) = frontier(case_of([2] * 6, tables, interactions={"north": {rule: Fraction(-5, 2)}}))
    assert point.utility == {"north": 5}
    assert point.ties == 6


# ---------------------------------------------------------------- the grid


def opposed(seed: int, parties: int, issues: int, highest: int, factor: Fraction = Fraction(1)) -> Case:
    """Random values that sum to the same for each option: every package is efficient."""
    random = np.random.default_rng(seed)
    free = random.integers(0, highest + 1, (parties - 1, issues, 3))
    values = np.concatenate([free, (parties * highest - free.sum(axis=0))[np.newaxis]])
    tables = {
        f"p{number}": [[factor * int(value) for value in row] for row in own]
        for number, own in enumerate(values.tolist())
    }
    extras = {"p0": {"i0 = o0 and i1 = o0": factor * 3}, "p1": {"i0 = o0 -> i2 = o1": -factor * 2}}
    return case_of([3] * issues, tables, rules=["i3 = o0 -> i4 in {o0, o1}"], interactions=extras)


def grid_points(found: Frontier, case: Case, exact: Frontier) -> None:
    """What a frontier on a grid promises."""
    assert not found.exact
    assert found.ties is None
    assert found.error is not None
    assert found.grid is not None
    assert found.grid >= COARSEST
    error = [found.error[utility.party] for utility in found.utilities]
    points = [[*own.utility.values()] for own in found]
    for number, own in enumerate(found):
        package = found.space.problem.numbers(own.package)
        assert points[number] == [u.exact(u.of(package)) for u in found.utilities]
        assert own.ties is None
    for one in points:
        for other in points:
            assert one == other or any(a > b for a, b in zip(one, other, strict=True))
    for own in exact:
        wanted = [worth - lost for worth, lost in zip(own.utility.values(), error, strict=True)]
        assert any(all(a >= b for a, b in zip(point, wanted, strict=True)) for point in points), wanted
    assert world_of(case).parties == tuple(found.error)


@pytest.mark.parametrize("factor", [Fraction(1), Fraction(10**23 + 1, 10**25)])
@pytest.mark.parametrize(("parties", "cap"), [(2, 20), (2, 30), (3, 25), (3, 150), (4, 60)])
@pytest.mark.parametrize("seed", range(3))
def test_on_a_grid_no_efficient_package_is_missed_by_more_than_the_error(
    seed: int, parties: int, cap: int, factor: Fraction
) -> None:
    case = opposed(seed, parties, 6, 40, factor)
    exact, found = frontier(case), frontier(case, cap=cap)
    assert exact.exact
    assert len(exact) > cap
    grid_points(found, case, exact)
    assert (found.sums.dtype == object) == (factor != 1)


def test_a_finer_grid_loses_less() -> None:
    case = opposed(1, 3, 6, 40)
    coarse, fine = frontier(case, cap=25), frontier(case, cap=250)
    assert coarse.error is not None
    assert fine.error is not None
    assert all(fine.error[party] < lost for party, lost in coarse.error.items())
    assert len(fine) > len(coarse)


def test_issues_that_matter_to_nobody_cost_no_error() -> None:
    plain = opposed(1, 2, 6, 40)
    tables: dict[str, Table] = {
        party.id: [
            *(
                [figure.low for figure in party.preference.values[issue.id].values()]
                for issue in plain.issues
            ),
            *[[5, 5, 5]] * 3,
        ]
        for party in plain.parties
    }
    alone = frontier(case_of([3] * 6, {name: table[:6] for name, table in tables.items()}), cap=30)
    padded = frontier(case_of([3] * 9, dict(tables)), cap=30)
    assert alone.error == padded.error is not None


def test_on_a_grid_solutions_are_not_counted_and_say_so() -> None:
    case = opposed(1, 3, 6, 40)
    found = frontier(case, cap=25)
    for solution in all_solutions(found).values():
        assert not solution.exact
        assert solution.ties is None
        assert solution.points
    number = len(found) - 1
    assert tied_packages(found, number) == (found[number].package,)


def test_past_every_grid_there_is_no_frontier() -> None:
    case = opposed(1, 3, 6, 40)
    assert pareto_frontier(agreement_space(case), cap=1) is None
    assert pareto_frontier(agreement_space(case), cap=0) is None
