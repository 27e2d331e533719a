"""Plans equal brute force; bounds bracket the optimum; more never sees less."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from detente.verify.plan import (
    Candidate,
    Condition,
    CoverProblem,
    Effort,
    Plan,
    Status,
    best_mean,
    best_worst,
    chances,
    cover_problem,
    covering,
    least_cost,
    p_centre,
    p_median,
    worst_chances,
)
from detente.verify.plan.line_cover import cheapest_line, richest_line
from tests.plan_strategies import UNSURE, by_definition, every_plan, plan_problems, with_more

BUDGETS = st.integers(0, 30).map(float)
NEAR = 2e-6


def counts_of(problem: CoverProblem, plan: Plan) -> tuple[int, ...]:
    return tuple(plan.counts.get(each.id, 0) for each in problem.candidates)


def assert_recomputed(problem: CoverProblem, plan: Plan) -> None:
    counts = counts_of(problem, plan)
    assert plan.chance == pytest.approx(by_definition(problem, counts), abs=1e-12)
    assert plan.by_condition.shape == (len(problem.rows), len(problem.conditions))
    costs = [each.cost * count for each, count in zip(problem.candidates, counts, strict=True)]
    assert plan.cost == pytest.approx(sum(costs))
    for each, count in zip(problem.candidates, counts, strict=True):
        assert (0 if each.off else each.standing) <= count <= (0 if each.off else each.most)


@given(plan_problems())
def test_least_cost_is_the_least(problem: CoverProblem) -> None:
    plans = list(every_plan(problem))
    top = np.max([chance for _, chance, _ in plans], axis=0)
    reachable = top >= problem.targets - 1e-9
    best = min(cost for _, chance, cost in plans if (chance >= problem.targets - 1e-9)[reachable].all())
    plan = least_cost(problem)
    assert plan.status == Status.OPTIMAL
    assert plan.objective == pytest.approx(best, rel=NEAR, abs=1e-9)
    assert plan.bound is not None
    assert plan.bound <= best + 1e-9
    assert (plan.chance >= problem.targets - 1e-8)[reachable].all()
    assert {each.row for each in plan.unreachable} == {
        row for row, reached in zip(problem.rows, reachable, strict=True) if not reached
    }
    for each in plan.unreachable:
        assert each.best == pytest.approx(top[problem.rows.index(each.row)], abs=1e-9)
    assert_recomputed(problem, plan)


@given(plan_problems(choices=1), BUDGETS)
def test_best_mean_is_the_best_under_nature(problem: CoverProblem, budget: float) -> None:
    assert_best_mean(problem, budget)


@given(plan_problems(), BUDGETS)
def test_best_mean_is_the_best_under_chosen_conditions(problem: CoverProblem, budget: float) -> None:
    assert_best_mean(problem, budget)


def assert_best_mean(problem: CoverProblem, budget: float) -> None:
    shares = problem.weights / max(problem.weights.sum(), 1e-300)
    values = [float(shares @ chance) for _, chance, cost in every_plan(problem) if cost <= budget + 1e-9]
    plan = best_mean(problem, budget)
    assert_recomputed(problem, plan)
    assert plan.objective is None or plan.objective == pytest.approx(float(shares @ plan.chance), abs=1e-9)
    if not values:
        assert plan.status == Status.INFEASIBLE
        assert (plan.objective, plan.bound, plan.gap) == (None, None, None)
        assert "more than the budget" in plan.note
        return
    assert plan.status == Status.OPTIMAL
    assert plan.objective == pytest.approx(max(values), rel=NEAR, abs=1e-9)
    assert plan.bound is not None
    assert plan.bound >= max(values) - 1e-9
    assert plan.cost <= budget + 1e-6


def test_what_settles_candidates_for_better_plans_leaves_the_best_plan_as_it_is() -> None:
    """The radar is too dear, and no plan with the post is better than the best one, which has the post."""
    calm, windy = csr_array([[0.0, 0.0], [0.0, 1.0]]), csr_array([[1.0, 0.0], [1.0, 1.0]])
    problem = cover_problem(
        rows=("ford", "bridge"),
        candidates=(Candidate(id="post", cost=1), Candidate(id="radar", cost=3)),
        conditions=(
            Condition(id="calm", detection=calm, probability=0.9),
            Condition(id="windy", detection=windy, probability=0.1),
        ),
    )
    plan = best_mean(problem, 1)
    assert plan.counts == {"post": 1}
    assert plan.objective == pytest.approx(plan.chance.mean())


@given(plan_problems(), BUDGETS)
@settings(max_examples=60)
def test_best_worst_is_the_best(problem: CoverProblem, budget: float) -> None:
    plans = list(every_plan(problem))
    seen = np.max([chance for _, chance, _ in plans], axis=0) > 1e-8
    values = [float(chance[seen].min(initial=1.0)) for _, chance, cost in plans if cost <= budget + 1e-9]
    plan = best_worst(problem, budget)
    assert_recomputed(problem, plan)
    assert plan.objective is None or plan.objective == pytest.approx(
        float(plan.chance[seen].min(initial=1.0))
    )
    if not values:
        assert plan.status == Status.INFEASIBLE
        return
    assert plan.status == Status.OPTIMAL
    assert plan.objective == pytest.approx(max(values), rel=NEAR, abs=3e-8)
    assert plan.bound is not None
    assert plan.bound >= max(values) - 1e-9
    assert len(plan.unreachable) == int((~seen).sum())
    assert all(
        plan.chance[problem.rows.index(row)] == pytest.approx(plan.objective, abs=1e-8)
        for row in plan.binding
    )


@given(plan_problems(chances=UNSURE), st.data())
def test_one_more_instrument_never_sees_less(problem: CoverProblem, data: st.DataObject) -> None:
    counts = np.array([data.draw(st.integers(0, 3)) for _ in problem.candidates])
    more = counts.copy()
    more[data.draw(st.integers(0, len(counts) - 1))] += 1
    before = worst_chances(problem, chances(problem, counts))
    after = worst_chances(problem, chances(problem, more))
    assert (after >= before - 1e-15).all()
    assert before == pytest.approx(by_definition(problem, tuple(counts.tolist())), abs=1e-12)


@given(plan_problems(choices=1), BUDGETS)
@settings(max_examples=40)
def test_more_money_or_more_room_is_never_worse(problem: CoverProblem, budget: float) -> None:
    free = replace(problem, candidates=tuple(replace(each, standing=0) for each in problem.candidates))
    plain = best_mean(free, budget).objective
    richer, roomier = best_mean(free, budget + 5).objective, best_mean(with_more(free), budget).objective
    assert plain is not None
    assert richer is not None
    assert roomier is not None
    assert richer >= plain * (1 - NEAR)
    assert roomier >= plain * (1 - NEAR)


@given(plan_problems())
@settings(max_examples=30)
def test_a_search_that_is_stopped_brackets_the_optimum(problem: CoverProblem) -> None:
    full = least_cost(problem)
    stopped = least_cost(problem, progress=lambda _: False)
    assert full.objective is not None
    assert stopped.objective is not None
    assert stopped.objective >= full.objective - 1e-9
    assert stopped.bound is None or stopped.bound <= full.objective + 1e-9


@given(plan_problems(), BUDGETS)
@settings(max_examples=25)
def test_the_same_seed_gives_the_same_plan(problem: CoverProblem, budget: float) -> None:
    for solve in (best_mean, best_worst):
        first, second = solve(problem, budget), solve(problem, budget)
        assert (first.counts, first.objective, first.bound, first.trace, first.work) == (
            second.counts,
            second.objective,
            second.bound,
            second.trace,
            second.work,
        )


STRETCHES = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(1, 4)), min_size=1, max_size=6
)


@given(STRETCHES, st.lists(st.integers(0, 5), min_size=9, max_size=9), st.integers(0, 10))
def test_dynamic_programmes_along_a_line_equal_brute_force(
    stretches: list[tuple[int, int, int]], weights: list[int], budget: int
) -> None:
    first = np.array([start for start, _, _ in stretches])
    last = np.array([start + length for start, length, _ in stretches])
    cost = np.array([price for _, _, price in stretches])
    rows = int(last.max()) + 1
    cheapest, richest = np.inf, 0.0
    for number in range(2 ** len(stretches)):
        taken = [place for place in range(len(stretches)) if number >> place & 1]
        rows_seen = {row for place in taken for row in range(first[place], last[place] + 1)}
        price = sum(int(cost[place]) for place in taken)
        if len(rows_seen) == rows:
            cheapest = min(cheapest, price)
        if price <= budget:
            richest = max(richest, sum(weights[row] for row in rows_seen))
    line = cheapest_line(first, last, cost.astype(float), rows)
    assert (np.inf if line is None else cost[line].sum()) == cheapest
    best = richest_line(first, last, cost, np.array(weights, dtype=float), budget)
    seen = {row for place in best for row in range(first[place], last[place] + 1)}
    assert cost[best].sum() <= budget
    assert sum(weights[row] for row in seen) == richest


@given(STRETCHES, st.integers(0, 10))
@settings(max_examples=40)
def test_a_line_out_of_order_gives_the_same_answer(
    stretches: list[tuple[int, int, int]], budget: int
) -> None:
    rows = max(start + length for start, length, _ in stretches) + 1
    reach = np.zeros((rows, len(stretches)), dtype=bool)
    for place, (start, length, _) in enumerate(stretches):
        reach[start : start + length + 1, place] = True
    costs = np.array([price for _, _, price in stretches], dtype=float)
    order = np.random.default_rng(0).permutation(rows)
    for required in (False, True):
        along, across = (covering(table, costs=costs, required=required) for table in (reach, reach[order]))
        if required:
            assert least_cost(along).objective == least_cost(across).objective
        else:
            first, second = (
                best_mean(along, float(budget)).objective,
                best_mean(across, float(budget)).objective,
            )
            assert first == pytest.approx(second)


@given(
    st.lists(st.lists(st.integers(0, 20), min_size=4, max_size=4), min_size=1, max_size=6), st.integers(1, 3)
)
@settings(max_examples=40)
def test_median_and_centre_equal_brute_force(table: list[list[int]], sites: int) -> None:
    from itertools import combinations

    distance = np.array(table, dtype=float)
    nearest = [distance[:, list(chosen)].min(axis=1) for chosen in combinations(range(4), sites)]
    median, centre = p_median(distance, sites), p_centre(distance, sites)
    assert median.objective == min(each.sum() for each in nearest)
    assert centre.objective == min(each.max() for each in nearest)
    for found, value in ((median, "sum"), (centre, "max")):
        assert found.status == Status.OPTIMAL
        assert found.bound == pytest.approx(found.objective)
        assert len(found.sites) <= sites
        assert getattr(distance[:, list(found.sites)].min(axis=1), value)() == found.objective


def test_shared_outage_is_a_condition_and_no_factor() -> None:
    """Two sensors that fail together see no more than one as often as the outage comes."""
    candidates = tuple(plan_candidate(name) for name in ("one", "two"))
    together = cover_problem(
        rows=("gate",),
        candidates=candidates,
        conditions=(
            Condition(id="up", detection=csr_array([[0.9, 0.9]]), probability=0.8),
            Condition(id="down", detection=csr_array((1, 2)), probability=0.2),
        ),
        targets=0.79,
    )
    averaged = cover_problem(
        rows=("gate",),
        candidates=candidates,
        conditions=(Condition(id="always", detection=csr_array([[0.72, 0.72]])),),
        targets=0.79,
    )
    assert least_cost(together).chance[0] == pytest.approx(0.8 * 0.99)
    assert least_cost(averaged).chance[0] == pytest.approx(1 - 0.28**2)
    assert best_mean(together, 2.0, effort=Effort(seed=3)).chance[0] < 0.8


def plan_candidate(name: str) -> Candidate:
    return Candidate(id=name, cost=1.0)
