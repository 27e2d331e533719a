"""What a plan is made from, and how it says that something is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from scipy.sparse import csr_array

from detente.errors import InputError
from detente.verify.plan import (
    Candidate,
    Condition,
    CoverProblem,
    Effort,
    Plan,
    Progress,
    Status,
    Unreachable,
    best_mean,
    best_worst,
    chances,
    cover_problem,
    covering,
    least_cost,
)


def watch(**changes: object) -> CoverProblem:
    given: dict[str, object] = {
        "rows": ("ford", "bridge"),
        "candidates": (Candidate(id="mast", cost=5.0), Candidate(id="post", cost=2.0, most=3)),
        "conditions": (Condition(id="always", detection=csr_array([[0.9, 0.5], [0.8, 0.0]])),),
    } | changes
    return cover_problem(**given)  # type: ignore[arg-type]  # tests hand in what is wrong


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rows": ("ford", "ford")}, "rows: 'ford' is there twice"),
        ({"weights": np.array([1.0])}, "weights: (1,) numbers for 2 rows"),
        ({"weights": np.array([1.0, -2.0])}, "weights: bridge: -2 is not a weight of 0 or more"),
        ({"weights": np.array([1.0, np.nan])}, "weights: bridge: nan is not a weight of 0 or more"),
        ({"targets": 1.5}, "targets: ford: 1.5 is not a probability"),
        ({"candidates": (Candidate(id="mast", cost=-1.0),) * 2}, "candidates: 'mast' is there twice"),
        ({"candidates": (Candidate(id="mast", cost=-1.0),) * 2}, "the cost -1.0 is not a number"),
        (
            {"candidates": (Candidate(id="a", cost=1.0), Candidate(id="b", cost=1.0, standing=2))},
            "candidates: b: 2 standing copies where at most 1 may be",
        ),
        ({"conditions": ()}, "conditions: there is none"),
        (
            {"conditions": (Condition(id="day", detection=csr_array((3, 2))),)},
            "conditions: day: a matrix of shape (3, 2), not (2, 2) (rows, candidates)",
        ),
        (
            {"conditions": (Condition(id="day", detection=csr_array([[1.2, 0], [0, 0]])),)},
            "conditions: day: the detection probability 1.2 is outside 0 to 1",
        ),
        (
            {"conditions": (Condition(id="day", detection=csr_array((2, 2)), probability=-0.5),)},
            "conditions: day: the probability -0.5 is outside 0 to 1",
        ),
        (
            {"conditions": (Condition(id="f", detection=csr_array((2, 2)), probability=0.5, chosen="dusk"),)},
            "conditions: chosen 'dusk': their probabilities sum to 0.5, not 1",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(changes: dict[str, object], said: str) -> None:
    with pytest.raises(InputError) as raised:
        watch(**changes)
    assert said in str(raised.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(InputError) as raised:
        watch(targets=2.0, weights=-1.0, conditions=())
    assert len(raised.value.faults) == 5


def test_a_target_beyond_reach_is_named_and_the_rest_is_planned() -> None:
    plan = least_cost(watch(targets=np.array([0.95, 0.85])))
    assert plan.unreachable == (Unreachable(row="bridge", target=0.85, best=plan.unreachable[0].best),)
    assert plan.unreachable[0].best == pytest.approx(0.8)
    assert plan.status == Status.OPTIMAL
    assert plan.counts == {"mast": 1, "post": 1}
    assert plan.chance.tolist() == pytest.approx([0.95, 0.8])
    assert plan.binding == ("ford",)


def test_a_switched_off_candidate_counts_for_nothing_even_where_it_stands() -> None:
    candidates = (
        Candidate(id="mast", cost=5.0, standing=1, off=True),
        Candidate(id="post", cost=2.0, most=3),
    )
    plan = least_cost(watch(candidates=candidates, targets=np.array([0.7, 0.5])))
    assert plan.counts == {"post": 2}
    assert [each.row for each in plan.unreachable] == ["bridge"]
    assert plan.unreachable[0].best == 0.0


def test_standing_copies_stay_and_their_cost_is_told_apart() -> None:
    candidates = (Candidate(id="mast", cost=5.0), Candidate(id="post", cost=2.0, most=3, standing=1))
    plan = least_cost(watch(candidates=candidates, targets=0.8))
    assert plan.counts == {"mast": 1, "post": 1}
    assert (plan.cost, plan.added_cost) == (7.0, 5.0)


def test_no_target_costs_nothing() -> None:
    plan = least_cost(watch())
    assert (plan.counts, plan.cost, plan.gap, plan.status) == ({}, 0.0, 0.0, Status.OPTIMAL)


def test_budgets_below_what_stands_are_infeasible_and_say_why() -> None:
    candidates = (Candidate(id="mast", cost=5.0, standing=1), Candidate(id="post", cost=2.0))
    for solve in (best_mean, best_worst):
        plan = solve(watch(candidates=candidates), 3.0)
        assert plan.status == Status.INFEASIBLE
        assert plan.note == "what stands already costs 5, more than the budget of 3"
        assert plan.counts == {"mast": 1}


def test_weights_of_zero_make_any_plan_the_best() -> None:
    plan = best_mean(watch(weights=0.0), 10.0)
    assert (plan.objective, plan.status) == (0.0, Status.OPTIMAL)


def random_cover(rows: int, sites: int, seed: int) -> CoverProblem:
    generator = np.random.default_rng(seed)
    table = np.where(generator.random((rows, sites)) < 0.2, generator.random((rows, sites)) * 0.6, 0.0)
    night = table * generator.random((rows, sites))
    return cover_problem(
        rows=tuple(f"r{number}" for number in range(rows)),
        candidates=tuple(
            Candidate(id=f"j{number}", cost=float(cost), most=2)
            for number, cost in enumerate(generator.integers(3, 30, sites))
        ),
        conditions=(
            Condition(id="clear", detection=csr_array(table), probability=0.6),
            Condition(id="fog", detection=csr_array(night), probability=0.4),
        ),
        targets=0.5,
    )


@pytest.mark.parametrize(
    "solve", [least_cost, partial(best_mean, budget=150.0), partial(best_worst, budget=150.0)]
)
def test_a_stopped_search_answers_with_its_best_and_its_gap(solve: Callable[..., Plan]) -> None:
    problem = random_cover(60, 40, 1)
    heard: list[Progress] = []

    def listen(progress: Progress) -> bool:
        heard.append(progress)
        return len(heard) < 4

    plan = solve(problem, progress=listen)
    assert plan.status == Status.STOPPED
    assert plan.objective is not None
    assert plan.gap is None or plan.gap > 0
    assert not plan.timed
    assert len(heard) == 4
    whole = solve(problem, effort=Effort(gap=0.02))
    assert whole.status in {Status.WITHIN_GAP, Status.OPTIMAL}
    assert whole.gap is not None
    assert whole.gap <= 0.02


@pytest.mark.parametrize("solve", [least_cost, partial(best_mean, budget=150.0)])
def test_a_stop_reaches_into_branch_and_bound(solve: Callable[..., Plan]) -> None:
    plan = solve(random_cover(60, 40, 1), progress=lambda progress: progress.stage != "branch and bound")
    assert plan.status == Status.STOPPED
    assert plan.bound is not None
    assert plan.objective is not None
    assert plan.gap is not None
    assert plan.gap > 0


def test_dear_instruments_are_planned_like_cheap_ones() -> None:
    dear = replace(random_cover(20, 10, 2), targets=np.full(20, 0.2))
    scaled = tuple(replace(each, cost=each.cost * 1e13) for each in dear.candidates)
    plan, other = least_cost(dear), least_cost(replace(dear, candidates=scaled))
    assert other.cost == pytest.approx(plan.cost * 1e13)


def test_a_long_line_is_chosen_anew_window_by_window() -> None:
    generator = np.random.default_rng(4)
    apart = np.abs(np.arange(80)[:, None] - np.arange(160)[None, :] / 2)
    table = np.where(apart < 4, 0.6 * np.exp(-((apart / 3) ** 2)), 0.0)
    line = cover_problem(
        rows=tuple(f"km-{number}" for number in range(80)),
        candidates=tuple(
            Candidate(id=f"j{number}", cost=float(cost))
            for number, cost in enumerate(generator.integers(20, 40, 160))
        ),
        conditions=(Condition(id="always", detection=csr_array(table)),),
        targets=0.7,
    )
    heard: list[Progress] = []

    def listen(progress: Progress) -> bool:
        heard.append(progress)
        return sum(each.stage == "windows" for each in heard) < 4

    plan = least_cost(line, effort=Effort(nodes=40), progress=listen)
    assert "choice anew window by window" in plan.method
    assert plan.status == Status.STOPPED
    assert (plan.chance >= 0.7 - 1e-8).all()
    assert plan.bound is not None
    assert plan.bound <= plan.cost


def test_an_interrupt_is_a_request_to_stop() -> None:
    def interrupted(_: Progress) -> None:
        raise KeyboardInterrupt

    plan = least_cost(random_cover(60, 40, 1), progress=interrupted)
    assert plan.status == Status.STOPPED
    assert (plan.chance >= 0.5 - 1e-8).all()


def test_a_limit_on_the_clock_is_marked() -> None:
    plan = least_cost(random_cover(60, 40, 1), effort=Effort(seconds=0.0))
    assert plan.status == Status.STOPPED
    assert plan.timed


def test_work_is_counted_and_limited() -> None:
    plan = best_mean(random_cover(60, 40, 1), 150.0, effort=Effort(nodes=0, steps=10, rounds=1))
    assert plan.status == Status.STOPPED
    assert plan.work.nodes == 0
    assert plan.work.steps == 10
    assert plan.bound is not None
    assert plan.objective is not None
    assert plan.bound >= plan.objective


def test_covering_takes_reach_as_it_is() -> None:
    problem = covering(csr_array([[2, 0], [0, 3]]), costs=np.array([1.0, 4.0]), required=True)
    plan = least_cost(problem)
    assert plan.cost == 5.0
    assert plan.method == ("dynamic programme along the line",)
    assert chances(problem, np.array([1, 0])).tolist() == [[1.0], [0.0]]
