"""What collides and what opens: the textbook toy, order, budgets that never mislead, wide cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.accept import budget, insistence
from detente.accept.blockers import Blockers, Openings, blockers, openings
from detente.accept.existence import UndecidedError
from detente.accept.problem import problem_of
from detente.accept.space import Space, agreement_space
from detente.case.entail import is_possible
from detente.case.formula import Formula, all_of
from detente.case.model import Case, Strength
from tests.brute_force import blockers_of, openings_of, world_of
from tests.seeded_cases import dense_case
from tests.small_cases import case_of

CAMUS = [("a", "i0 = o0"), ("b", "not i0 = o0"), ("c", "i0 = o0 -> i1 = o0"), ("d", "not i1 = o0")]
"""Clauses x1, not x1, (not x1 or x2), not x2 (Liffiton and Sakallah 2008, J. Automated Reasoning 40:1-33)."""

Sets = list[tuple[tuple[str, ...], tuple[str, ...]]]


def sets_of(found: Blockers | Openings) -> Sets:
    return [(own.red_lines, own.reservations) for own in found]


def toy(*strengths: Strength) -> Case:
    case = case_of([2, 2], dict.fromkeys("abcd"), lines=CAMUS)
    lines = [replace(line, strength=rank) for line, rank in zip(case.red_lines, strengths, strict=False)]
    return replace(case, red_lines=(*lines, *case.red_lines[len(lines) :]))


def test_the_toy_has_two_blockers_and_three_openings() -> None:
    space = agreement_space(toy())
    assert [own.red_lines for own in blockers(space)] == [
        ("line-0", "line-1"),
        ("line-0", "line-2", "line-3"),
    ]
    assert [own.red_lines for own in openings(space)] == [
        ("line-0",),
        ("line-1", "line-2"),
        ("line-1", "line-3"),
    ]


def test_a_stronger_line_is_given_up_last() -> None:
    absolute = agreement_space(toy(Strength.ABSOLUTE))
    assert [own.red_lines for own in openings(absolute)] == [
        ("line-1", "line-2"),
        ("line-1", "line-3"),
        ("line-0",),
    ]
    mixed = toy(Strength.STRONG, Strength.STATED, Strength.STRONG, Strength.STATED)
    assert [own.red_lines for own in openings(agreement_space(mixed))] == [
        ("line-1", "line-3"),
        ("line-0",),
        ("line-1", "line-2"),
    ]


def test_a_reservation_is_given_up_before_a_line() -> None:
    tables = {"north": [[1, 0], [0, 0]], "south": [[0, 0], [0, 0]]}
    case = case_of([2, 2], tables, lines=[("south", "i0 = o1")], reservations={"north": 1})
    assert sets_of(openings(agreement_space(case))) == [((), ("north",)), (("line-0",), ())]


def test_sets_are_read_aloud_and_counted() -> None:
    tables = {"north": [[1, 0], [0, 0]], "south": [[0, 0], [0, 0]]}
    lines = [("south", "i0 = o1 or i1 = o1"), ("south", "i1 = o0")]
    space = agreement_space(case_of([2, 2], tables, lines=lines, reservations={"north": 1}))
    (blocker,) = blockers(space)
    assert str(blocker) == "line-0 against line-1 against reservation of north"
    assert len(blocker) == 3
    found = openings(space)
    assert [str(own) for own in found] == ["reservation of north", "line-0", "line-1"]
    assert [len(own) for own in found] == [1, 1, 1]
    assert len(found) == 3
    assert found.cheapest(1) == found.sets[:1]
    assert blockers(space).smallest(1) == (blocker,)


def test_an_open_space_has_neither() -> None:
    space = agreement_space(case_of([2], {"north": None}, lines=[("north", "i0 = o0")]))
    for found in (blockers(space), openings(space)):
        assert len(found) == 0
        assert found.complete


def test_no_demand_at_all() -> None:
    space = agreement_space(case_of([2], {"north": None}, rules=["i0 = o0 and i0 = o1"]))
    assert sets_of(blockers(space)) == [((), ())]
    assert sets_of(openings(space)) == []


def test_the_same_line_twice_stands_in_two_blockers_and_one_opening() -> None:
    lines = [("north", "i0 = o0"), ("south", "i0 = o0"), ("south", "i0 = o1")]
    space = agreement_space(case_of([2], {"north": None, "south": None}, lines=lines))
    assert sets_of(blockers(space)) == [(("line-0", "line-2"), ()), (("line-1", "line-2"), ())]
    assert sets_of(openings(space)) == [(("line-2",), ()), (("line-0", "line-1"), ())]


# ---------------------------------------------------------------- budgets


def dense(seed: int) -> tuple[Space, Sets, Sets]:
    case = dense_case(seed, sizes=[3, 3, 3, 2], parties=3, lines=7, generous=0.7)
    world = world_of(case)
    return agreement_space(case), blockers_of(world), openings_of(world)


CLOSED = (0, 6, 12, 16, 19)


@pytest.mark.parametrize("seed", CLOSED)
@pytest.mark.parametrize("calls", [0, 1, 2, 3, 5, 10, 20, 40])
def test_with_few_calls_the_lists_are_short_but_never_wrong(seed: int, calls: int) -> None:
    space, all_blockers, all_openings = dense(seed)
    found, opened = blockers(space, calls=calls), openings(space, calls=calls)
    assert set(sets_of(found)) <= set(all_blockers)
    assert set(sets_of(opened)) <= set(all_openings)
    assert sets_of(opened) == [own for own in all_openings if own in sets_of(opened)]
    assert found.complete == (sets_of(found) == all_blockers)
    assert opened.complete <= (sets_of(opened) == all_openings)
    assert found.calls <= calls
    assert opened.calls <= calls


@pytest.mark.parametrize("seed", CLOSED)
@pytest.mark.parametrize("most", [0, 1, 2, 3])
def test_a_short_list_holds_the_smallest_and_the_cheapest(seed: int, most: int) -> None:
    space, all_blockers, all_openings = dense(seed)
    found, opened = blockers(space, most=most), openings(space, most=most)
    assert found.complete == (len(all_blockers) <= most)
    assert opened.complete == (len(all_openings) <= most)
    sizes = [len(lines) + len(parties) for lines, parties in all_blockers]
    assert [len(own) for own in found] == sizes[:most]
    assert set(sets_of(found)) <= set(all_blockers)
    strength = {line.id: line.strength for line in space.problem.case.red_lines}

    def cost(own: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[int, ...]:
        ranks = [strength[name] for name in own[0]]
        return (*(ranks.count(rank) for rank in Strength), len(own[1]))

    assert [cost(own) for own in sets_of(opened)] == [cost(own) for own in all_openings[:most]]
    assert set(sets_of(opened)) <= set(all_openings)


@pytest.mark.parametrize("conflicts", [0, 1, 2, 5, 20])
def test_with_few_conflicts_the_lists_are_short_but_never_wrong(
    conflicts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [dense(seed) for seed in CLOSED]
    monkeypatch.setattr(budget, "CONFLICTS", conflicts)
    stopped = 0
    for space, all_blockers, all_openings in cases:
        found, opened = blockers(space), openings(space)
        assert set(sets_of(found)) <= set(all_blockers)
        assert set(sets_of(opened)) <= set(all_openings)
        assert found.complete == (sets_of(found) == all_blockers)
        assert opened.complete <= (sets_of(opened) == all_openings)
        stopped += not found.complete
    assert stopped or conflicts == 20


def test_where_reservations_are_too_much_work_the_lists_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def undecided(*_: object) -> None:
        raise UndecidedError

    space, all_blockers, _ = dense(6)
    monkeypatch.setattr(insistence, "find_package", undecided)
    found, opened = blockers(space), openings(space)
    assert not found.complete
    assert not opened.complete
    assert set(sets_of(found)) <= set(all_blockers)


# ---------------------------------------------------------------- wide cases


def wide(seed: int) -> Space:
    """Twenty issues of five options, sixty lines over up to three of them each; no diagram is needed."""
    case = dense_case(seed, sizes=[5] * 20, parties=4, lines=60, rules=0, share=0.25, generous=0)
    problem = problem_of(case)
    return Space(problem=problem, lines=problem.lines, reserved=(), diagram=None, feasible=None, example=None)


def possible(formulas: list[Formula]) -> bool:
    """Whether lines fit together, by another solver: one issue after the other, depth first."""
    verdict = is_possible(all_of(formulas), steps=10**6)
    assert verdict is not None
    return verdict


@pytest.mark.parametrize("seed", range(4))
def test_twenty_issues_and_sixty_lines(seed: int) -> None:
    space = wide(seed)
    formulas = {line.id: line.formula for line in space.lines}
    found, opened = blockers(space, most=1), openings(space, most=1)
    assert found.calls < 1_000
    assert opened.calls < 100
    names = found.sets[0].red_lines
    assert not possible([formulas[name] for name in names])
    for left_out in names:
        assert possible([formulas[name] for name in names if name != left_out])
    kept = [formula for name, formula in formulas.items() if name not in opened.sets[0].red_lines]
    assert possible(kept)
    for taken_back in opened.sets[0].red_lines:
        assert not possible([*kept, formulas[taken_back]])
