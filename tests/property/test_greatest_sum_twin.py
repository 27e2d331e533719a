"""The greatest sum without a frontier, against every package tried and against the frontier's own."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.accept.frontier import pareto_frontier
from detente.accept.greatest_sum import greatest_sum, longest_paths, selected_in
from detente.accept.problem import problem_of
from detente.accept.solutions import CONCEPTS, utilitarian
from detente.accept.space import agreement_space, standing
from detente.case.formula import holds
from detente.case.model import Case
from tests.small_cases import case_of
from tests.strategies import EVERYTHING, cases

CONVENTIONS = st.sampled_from(("reserved", "max-reserved-min"))


@settings(max_examples=300)
@given(cases(EVERYTHING), CONVENTIONS)
def test_the_greatest_sum_is_that_of_every_package_tried(case: Case, convention: str) -> None:
    problem, space = problem_of(case), agreement_space(case)
    found = greatest_sum(space, disagreement=convention)  # type: ignore[arg-type]  # one of the two conventions
    conditions = [*problem.rules, *(line.formula for line in space.lines)]
    within = [
        package
        for package in product(*map(range, problem.sizes))
        if all(holds(formula, package) for formula in conditions)
    ]
    if not within or not problem.utilities:
        assert found is None
        return
    sums = {
        package: sum(utility.exact(utility.of(package)) for utility in problem.utilities)
        for package in within
    }
    best = {package for package in within if sums[package] == max(sums.values())}
    deals = {package for package in best if standing(space, problem.names(package)).inside}
    if not deals:
        assert found is None
        return
    assert found is not None
    (point,) = found.points
    assert problem.numbers(point.package) in deals
    assert (found.ties, found.exact, found.concept) == (len(deals), True, "utilitarian")
    frontier = pareto_frontier(space)
    assert frontier is not None
    known = utilitarian(frontier, disagreement=convention)  # type: ignore[arg-type]  # as above
    assert known.ties == found.ties
    assert sum(known.points[0].gain.values()) == sum(point.gain.values())


def test_sums_are_compared_on_one_scale_beyond_64_bits() -> None:
    third, huge = 10**19, 3 * 10**19
    case = case_of((2, 2), {"north": [[0, third], [0, 1]], "south": [[huge, 0], [0, 1]]})
    found = greatest_sum(agreement_space(case))
    assert found is not None
    assert found.points[0].package == {"i0": "o0", "i1": "o1"}
    assert found.points[0].gain == {"north": 1, "south": huge + 1}


def test_ties_are_counted_and_a_reservation_that_none_meets_leaves_it_open() -> None:
    tables = {"north": [[0, 4], [0, 4]], "south": [[4, 0], [4, 0]]}
    space = agreement_space(case_of((2, 2), tables, reservations={"north": 1, "south": 1}))
    found = greatest_sum(space)
    assert found is not None
    assert found.ties == 2
    assert space.diagram is not None
    paths = longest_paths(space.diagram, space)
    assert [(layer.arrows >= 0).tolist() for layer in paths.layers or ()] == [[[True, True]]] * 2
    uneven = {"north": [[0, 4]], "south": [[9, 0]]}
    poor = agreement_space(case_of((2,), uneven, reservations={"north": 1}))
    assert poor.feasible
    assert greatest_sum(poor) is None


def test_on_a_grid_the_utilitarian_solution_alone_is_selected_and_exactly() -> None:
    tables = {"north": [[0, 3, 7]] * 3, "south": [[6, 4, 0]] * 3}
    space = agreement_space(case_of((3, 3, 3), tables))
    exact, rough = pareto_frontier(space), pareto_frontier(space, cap=5)
    assert exact is not None
    assert rough is not None
    assert not rough.exact
    whole = selected_in(space, exact, disagreement="reserved")
    alone = selected_in(space, rough, disagreement="reserved")
    assert tuple(whole) == CONCEPTS
    assert tuple(alone) == ("utilitarian",)
    assert alone["utilitarian"].points[0].gain in [point.gain for point in whole["utilitarian"].points]
    assert alone["utilitarian"].exact
