"""Solution concepts by hand: textbook points, ties, parties that can gain nothing, where gains start."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from detente.accept import answer as answer_module
from detente.accept import solutions as solutions_module
from detente.accept.answer import solve
from detente.accept.diagram import DiagramTooLargeError
from detente.accept.existence import UndecidedError
from detente.accept.frontier import Frontier, pareto_frontier
from detente.accept.solutions import (
    CONCEPTS,
    LISTED,
    all_solutions,
    disagreement_point,
    egalitarian,
    kalai_smorodinsky,
    nash,
    utilitarian,
)
from detente.accept.space import agreement_space, relax
from detente.case.model import Case
from tests.small_cases import Number, case_of


def one_issue(points: list[tuple[Number, ...]], reservations: dict[str, Number] | None = None) -> Case:
    """Options with these utilities to parties p0, p1, ...: an arbitrary finite bargaining problem."""
    tables = {f"p{column}": [[point[column] for point in points]] for column in range(len(points[0]))}
    return case_of([len(points)], tables, reservations=reservations or dict.fromkeys(tables, 0))


def frontier_of(case: Case) -> Frontier:
    found = pareto_frontier(agreement_space(case))
    assert found is not None
    return found


def chosen(case: Case) -> dict[str, list[str]]:
    """The options that each concept selects."""
    found = all_solutions(frontier_of(case))
    return {concept: sorted(package["i0"] for package in found[concept].packages) for concept in CONCEPTS}


def test_four_concepts_choose_four_points() -> None:
    """Ideal gains 12 and 20: shares (1/12, 1), (1/2, 3/4), (7/12, 13/20), (2/3, 1/2), (1, 1/10)."""
    points = [(1, 20), (6, 15), (7, 13), (8, 10), (12, 2)]
    assert chosen(one_issue([*points])) == {
        "nash": ["o2"],
        "kalai_smorodinsky": ["o2"],
        "egalitarian": ["o3"],
        "utilitarian": ["o0", "o1"],
    }


def test_kalai_smorodinsky_moves_with_the_ideal_where_nash_stays() -> None:
    """Kalai and Smorodinsky's case: a larger ideal of one party draws the point towards it."""
    points = [(10, 0), (6, 6), (5, 7), (4, 8), (0, 9)]
    assert chosen(one_issue([*points]))["nash"] == ["o1"]
    assert chosen(one_issue([*points]))["kalai_smorodinsky"] == ["o1"]
    further = [*points, (0, 20)]
    assert chosen(one_issue([*further]))["nash"] == ["o1"]
    assert chosen(one_issue([*further]))["kalai_smorodinsky"] == ["o3"]


def test_nash_is_independent_of_irrelevant_alternatives_and_others_are_not() -> None:
    case = one_issue([(10, 1), (6, 4), (3, 7)])
    assert chosen(case)["nash"] == ["o1"]
    assert chosen(one_issue([(6, 4), (3, 7)]))["nash"] == ["o0"]


def test_leximin_goes_on_where_the_worst_off_are_equal() -> None:
    points = [(2, 5, 3), (2, 4, 4), (4, 2, 9), (9, 1, 9)]
    assert chosen(one_issue([*points]))["egalitarian"] == ["o2"]
    assert chosen(one_issue([(2, 5, 3), (2, 4, 4)]))["egalitarian"] == ["o1"]


def test_more_gainers_come_before_a_greater_product() -> None:
    """Nobody can bring all three above no deal: two small gains beat one large one."""
    points = [(100, 0, 0), (0, 2, 3), (1, 0, 4)]
    found = nash(frontier_of(one_issue([*points])))
    assert [point.package["i0"] for point in found.points] == ["o1"]
    assert [point.gain for point in found.points] == [{"p0": 0, "p1": 2, "p2": 3}]


def test_without_any_gain_all_that_is_left_is_selected() -> None:
    case = one_issue([(1, 1), (1, 1), (0, 2)], {"p0": 1, "p1": 1})
    for concept, found in all_solutions(frontier_of(case)).items():
        assert [point.package["i0"] for point in found.points] == ["o0", "o1"], concept
        assert found.ties == 2
    assert kalai_smorodinsky(frontier_of(case)).dropped == ("p0", "p1")


def test_a_party_that_can_gain_nothing_is_dropped_and_named() -> None:
    case = one_issue([(5, 1, 3), (5, 3, 1), (5, 2, 2), (9, 0, 9)], {"p0": 5, "p1": 1, "p2": 0})
    found = kalai_smorodinsky(frontier_of(case))
    assert found.dropped == ("p0",)
    assert [point.package["i0"] for point in found.points] == ["o2"]


def test_most_equal_shares_need_not_be_the_leximin() -> None:
    """Programs that look for the point nearest the diagonal select another one."""
    case = one_issue([(10, 0), (9, 6), (5, 7), (0, 10)])
    frontier = frontier_of(case)
    assert [p.package["i0"] for p in kalai_smorodinsky(frontier).points] == ["o1"]
    equal = kalai_smorodinsky(frontier, rule="most-equal")
    assert [p.package["i0"] for p in equal.points] == ["o2"]
    assert equal.convention == "gains start at: reserved; rule: most-equal"


def test_no_package_no_solution() -> None:
    case = one_issue([(1, 0), (0, 1)], {"p0": 1, "p1": 1})
    for found in all_solutions(frontier_of(case)).values():
        assert found.points == ()
        assert found.ties == 0
    empty = case_of([2], {"p0": [[1, 0]]}, rules=["i0 = o0 and i0 = o1"])
    for found in all_solutions(frontier_of(empty)).values():
        assert found.points == ()
    assert disagreement_point(agreement_space(empty)) == {"p0": 0}


def test_ties_are_counted_in_full_and_listed_up_to_a_limit() -> None:
    case = case_of([4] * 10, {"p0": [[1] * 4] * 10, "p1": [[2] * 4] * 10})
    for found in all_solutions(frontier_of(case)).values():
        assert found.ties == 4**10
        assert len(found.points) == len({tuple(p.values()) for p in found.packages}) == 20


def test_more_tied_points_than_are_listed() -> None:
    """On x y = 2^240 lie 241 points with one product; a hundred of them are listed, all are counted."""
    points: list[tuple[Number, ...]] = [(2**power, 2 ** (240 - power)) for power in range(241)]
    found = nash(frontier_of(one_issue(points)))
    assert found.ties == 241
    assert len(found.points) == LISTED


# ---------------------------------------------------------------- where gains start


def test_gains_start_at_the_reservation_the_minimum_or_the_greater_of_them() -> None:
    tables = {"p0": [[3, 5], [0, 1]], "p1": [[3, 5], [0, 1]], "p2": [[7, 5], [2, 1]]}
    case = case_of([2, 2], tables, rules=["not i1 = o0"], reservations={"p0": 1, "p1": 5})
    space = agreement_space(case)
    assert disagreement_point(space) == {"p0": 1, "p1": 5, "p2": 6}
    assert disagreement_point(space, "max-reserved-min") == {"p0": 4, "p1": 5, "p2": 6}
    given_up = relax(space, reservations=["p1"])
    assert disagreement_point(given_up) == {"p0": 1, "p1": 4, "p2": 6}


def test_red_lines_do_not_move_where_gains_start() -> None:
    tables = {"p0": [[0, 5, 9]], "p1": [[9, 5, 0]]}
    space = agreement_space(case_of([3], tables, lines=[("p0", "not i0 = o0")]))
    assert disagreement_point(space) == {"p0": 0, "p1": 0}


@pytest.fixture
def coupled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Structural rules alone that couple too much, as far as solutions can tell."""

    def too_large(*_: object) -> None:
        raise DiagramTooLargeError(1)

    monkeypatch.setattr(solutions_module, "diagram_with", too_large)


@pytest.mark.usefixtures("coupled")
def test_reservations_need_no_minimum() -> None:
    found = all_solutions(frontier_of(one_issue([(2, 1), (1, 3)])))
    assert [point.package["i0"] for point in found["nash"].points] == ["o1"]


@pytest.mark.usefixtures("coupled")
def test_where_gains_start_may_be_out_of_reach_and_is_said() -> None:
    case = case_of([2], {"p0": [[0, 1]], "p1": [[1, 0]]}, reservations={"p0": 0})
    with pytest.raises(UndecidedError):
        disagreement_point(agreement_space(case))
    with pytest.raises(UndecidedError):
        nash(frontier_of(case))
    found = solve(case)
    assert found.frontier is not None
    assert len(found.frontier) == 2
    assert found.solutions == {}
    assert found.levers == ()
    assert any(said.startswith("Solutions were not computed") for said in found.could_not)
    raised = solve(one_issue([(2, 1), (1, 3)]), disagreement="max-reserved-min")
    assert raised.solutions == {}


@pytest.mark.usefixtures("coupled")
def test_ways_to_open_a_deal_keep_their_frontier_without_solutions() -> None:
    case = case_of([2], {"p0": [[0, 1]], "p1": [[1, 0]]}, lines=[("p0", "i0 = o1"), ("p1", "i0 = o0")])
    found = solve(case)
    assert [len(way.opening) for way in found.ways] == [1, 1]
    for way in found.ways:
        assert way.solutions == {}
        assert way.frontier is not None
        assert [cost.gain for cost in way.cost.values()] == [None, None]


def test_counting_within_lines_needs_no_second_diagram(monkeypatch: pytest.MonkeyPatch) -> None:
    """Interactions may order the issues better: what was compiled with them is counted as it is."""

    def too_large(*_: object) -> None:
        raise DiagramTooLargeError(1)

    case = case_of([2, 2], {"p0": [[0, 1], [0, 1]]}, lines=[("p0", "i0 = o1")])
    space = agreement_space(case)
    monkeypatch.setattr(answer_module, "build_diagram", too_large)
    counts = answer_module.count_all(space)
    assert (counts.within_rules, counts.within_red_lines, counts.feasible) == (None, 2, 2)


# ---------------------------------------------------------------- numbers of any size


@pytest.mark.parametrize("factor", [1, 10**12, 10**40, Fraction(1, 10**40), Fraction(7, 3 * 10**25)])
def test_the_scale_of_the_numbers_does_not_matter(factor: Number) -> None:
    points = [(1, 20), (6, 15), (7, 13), (8, 10), (12, 2)]
    case = one_issue([tuple(factor * value for value in point) for point in points])
    assert chosen(case) == {
        "nash": ["o2"],
        "kalai_smorodinsky": ["o2"],
        "egalitarian": ["o3"],
        "utilitarian": ["o0", "o1"],
    }


@pytest.mark.parametrize("factor", [1, 10**30])
def test_what_floating_point_cannot_tell_apart_is_told_apart(factor: int) -> None:
    """Products, sums, least gains and shares that differ by one part in 10^18, where floats see a tie."""
    big = 10**9 * factor
    near = one_issue([(big + 1, big - 1), (big, big), (big - 1, big + 1)])
    assert chosen(near)["nash"] == ["o1"]
    assert chosen(near)["egalitarian"] == ["o1"]
    assert chosen(near)["kalai_smorodinsky"] == ["o1"]
    assert chosen(near)["utilitarian"] == ["o0", "o1", "o2"]
    huge = big**2
    assert chosen(one_issue([(huge, 2), (huge - 1, 4), (huge - 4, 6)]))["utilitarian"] == ["o1"]


def test_a_gain_too_small_for_a_float_beside_the_others_still_counts() -> None:
    tiny = Fraction(1, 10**90)
    case = one_issue([(10**90, tiny), (10**90 - 1, 3 * tiny), (1, 2 * tiny)])
    found = nash(frontier_of(case))
    assert [point.package["i0"] for point in found.points] == ["o1"]


def test_gains_are_exact_fractions_and_concepts_say_what_they_compare() -> None:
    case = one_issue([(Fraction(1, 3), Fraction(2, 7))], {"p0": Fraction(1, 9), "p1": 0})
    frontier = frontier_of(case)
    (point,) = nash(frontier).points
    assert point.gain == {"p0": Fraction(2, 9), "p1": Fraction(2, 7)}
    assert point.utility == {"p0": Fraction(1, 3), "p1": Fraction(2, 7)}
    assert not nash(frontier).needs_comparable_scales
    assert egalitarian(frontier).needs_comparable_scales
    assert utilitarian(frontier).needs_comparable_scales
    assert np.asarray(frontier.sums).dtype == np.int64
