"""Existence of a deal in each draw: prices, search and listing agree; caps are counted, not guessed."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from detente.accept.budget import BudgetSpentError
from detente.accept.encoding import PackageSolver
from detente.accept.problem import problem_of
from detente.accept.robustness import deals
from detente.accept.robustness.bounds import gains_start, greatest, party_extras
from detente.accept.robustness.deals import (
    DEAL,
    NO_DEAL,
    UNDECIDED,
    by_prices,
    by_search,
    diagram_at,
    leaves_package,
    rows_by_levels,
    settle,
)
from detente.accept.robustness.draws import Draws, draw, reservation_of, tables_of, utilities_in
from detente.accept.robustness.result import Effort
from detente.accept.robustness.run import robustness
from detente.accept.robustness.unknowns import Unknowns, unknowns_of
from detente.case.formula import holds
from detente.case.model import Case, Figure
from tests.seeded_cases import dense_case
from tests.small_cases import case_of, figure, red_line

SIZES = [3, 2, 3, 2]
ROWS = 40


def tight_case(seed: int) -> Case:
    """Values known, reservations open where deals begin to fail, red lines that may fall."""
    case = dense_case(seed, sizes=SIZES, parties=3, lines=3, generous=0.65, share=0.5)
    parties = tuple(
        replace(party, reservation=figure(0, 2 * party.reservation.low))
        if isinstance(party.reservation, Figure)
        else party
        for party in case.parties
    )
    return replace(case, parties=parties)


def drawn(seed: int) -> tuple[Unknowns, Draws]:
    unknowns = unknowns_of(problem_of(tight_case(seed)))
    return unknowns, draw(unknowns, seed=seed, stream=0, chunk=0).take(slice(ROWS))


def listed(unknowns: Unknowns, draws: Draws, row: int) -> list[tuple[int, ...]]:
    """The deals of a draw, by listing packages."""
    utilities = utilities_in(unknowns, draws, row)
    demanded = [*unknowns.problem.rules]
    for line, level in zip(unknowns.lines, draws.levels[row].tolist(), strict=True):
        demanded += line.levels[level : level + 1]
    return [
        package
        for package in product(*map(range, unknowns.problem.sizes))
        if all(holds(formula, package) for formula in demanded)
        and all(
            utility.reservation is None or utility.of(package) >= utility.reservation for utility in utilities
        )
    ]


@pytest.mark.parametrize("seed", range(8))
def test_verdicts_are_those_of_listing(seed: int) -> None:
    unknowns, draws = drawn(seed)
    found = settle(unknowns, draws, {})
    assert found.tolist() == [bool(listed(unknowns, draws, row)) for row in range(ROWS)]
    leaves = leaves_package(unknowns, [levels for levels, _ in rows_by_levels(draws.levels)])
    assert settle(unknowns, draws, leaves).tolist() == found.tolist()


def test_the_cases_above_have_draws_with_and_without_a_deal() -> None:
    verdicts = np.concatenate([settle(*drawn(seed), {}) for seed in range(8)])
    assert 40 < (verdicts == DEAL).sum() < 280


@pytest.mark.parametrize("seed", range(8))
def test_prices_and_search_never_contradict_each_other(seed: int) -> None:
    unknowns, draws = drawn(seed)
    by_either = 0
    for levels, rows in rows_by_levels(draws.levels):
        diagram, part = diagram_at(unknowns, levels), draws.take(rows)
        assert diagram is not None
        floors = {
            number: floor
            for number in range(len(unknowns.parties))
            if (floor := reservation_of(unknowns, part, number)) is not None
        }
        priced = by_prices(diagram, unknowns, part, floors)
        searched = [by_search(diagram, unknowns, part, row) for row in range(len(rows))]
        assert all(one in {two, UNDECIDED} for one, two in zip(priced.tolist(), searched, strict=True))
        by_either += int((priced != UNDECIDED).sum())
    assert by_either > ROWS / 2


def test_combinations_that_leave_no_package_are_told_apart() -> None:
    case = case_of([2, 2], {"a": None, "b": None}, rules=["i0 = o0 or i1 = o0"])
    lines = (
        red_line(case.issues, "l0", "a", "i0 = o1", fallback=["i0 = o1 or i1 = o1"]),
        red_line(case.issues, "l1", "b", "i1 = o1"),
    )
    unknowns = unknowns_of(problem_of(replace(case, red_lines=lines)))
    found = leaves_package(unknowns, product(range(3), range(2)))
    assert found == {(0, 0): False, (0, 1): True, (1, 0): True, (1, 1): True, (2, 0): True, (2, 1): True}


@pytest.mark.parametrize("seed", range(4))
def test_the_greatest_sum_is_that_of_listing(seed: int) -> None:
    unknowns, draws = drawn(seed)
    starts = gains_start(unknowns, draws, "max-reserved-min")
    assert starts is not None
    within = [
        package
        for package in product(*map(range, SIZES))
        if all(holds(formula, package) for formula in unknowns.problem.rules)
    ]
    diagram = diagram_at(unknowns, tuple(len(line.levels) for line in unknowns.lines))
    assert diagram is not None
    for party in range(3):
        worth, extra = tables_of(unknowns, draws, party), party_extras(unknowns, draws, party)
        sums, packages = greatest(diagram, unknowns.starts, worth, extra)
        for row in range(ROWS):
            utility = utilities_in(unknowns, draws, row)[party]
            values = {package: utility.of(package) for package in within}
            assert sums[row] == max(values.values()) == values[tuple(packages[row].tolist())]
            least = min(values.values())
            assert starts[party, row] == max(utility.reservation or least, least)


# ---------------------------------------------------------------- caps


def opposed() -> Case:
    """Two parties that share 180 units in steps of five, each with about one half as its reservation."""
    values = [[5 * number, 0] for number in range(1, 9)]
    case = case_of([2] * 8, {"a": values, "b": [own[::-1] for own in values]})
    parties = tuple(replace(party, reservation=figure(85, 95)) for party in case.parties)
    return replace(case, parties=parties)


def test_what_a_cap_leaves_open_is_counted_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    effort = Effort(draws=200, frontiers=0, checks=0, importance=100, resamples=10)
    decided = robustness(opposed(), effort=effort)
    assert decided.undecided == 0
    assert 0 < decided.deal.count < 200
    monkeypatch.setattr(deals, "ROW_CAP", 1)
    capped = robustness(opposed(), effort=effort)
    assert capped.undecided > 0
    assert capped.deal.count <= decided.deal.count <= capped.deal.count + capped.undecided
    assert any("was not decided" in said for said in capped.could_not)
    assert sum(one.undecided for one in capped.combinations) == capped.undecided
    assert capped.importance[0].left_out > 0


def test_rules_that_couple_too_much_leave_a_draw_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    unknowns, draws = drawn(1)
    monkeypatch.setattr(deals, "STATE_CAP", 1)
    found = settle(unknowns, draws, {})
    leaves = leaves_package(unknowns, [levels for levels, _ in rows_by_levels(draws.levels)])
    for levels, rows in rows_by_levels(draws.levels):
        assert set(found[rows].tolist()) == {UNDECIDED if leaves[levels] else NO_DEAL}


def test_a_solver_that_gives_up_leaves_the_verdict_to_the_diagram(monkeypatch: pytest.MonkeyPatch) -> None:
    unknowns, draws = drawn(2)
    wanted = settle(unknowns, draws, {})

    def spent(*_: object, **__: object) -> None:
        raise BudgetSpentError

    monkeypatch.setattr(PackageSolver, "package", spent)
    combinations = [levels for levels, _ in rows_by_levels(draws.levels)]
    assert set(leaves_package(unknowns, combinations).values()) == {None}
    assert settle(unknowns, draws, {}).tolist() == wanted.tolist()


def test_without_any_reservation_red_lines_decide() -> None:
    case = case_of([2], {"a": None, "b": None}, lines=[("a", "i0 = o0"), ("b", "i0 = o1")])
    found = robustness(case, effort=Effort(draws=400, importance=0))
    both = next(one for one in found.combinations if set(one.levels.values()) == {0})
    assert (both.deals, found.deal.count) == (0, 400 - both.draws)
    assert found.ruled_out == both.draws
    assert found.candidates.choices.shape == (0, 1)
