"""Hitting sets in order of size and corrections in order of cost, against every subset."""

from __future__ import annotations

from itertools import chain, combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.accept import budget
from detente.accept.budget import BudgetSpentError
from detente.accept.companions import companions, is_enough
from detente.accept.corrections import CheapestCorrections
from detente.accept.encoding import encode
from detente.accept.hitting import SmallestHittingSets
from detente.case.formula import FALSE, TRUE, Formula, all_of, among, holds, some_of

Sets = list[frozenset[int]]
SIZES = (3, 2, 3)
PACKAGES = list(product(*map(range, SIZES)))


def subsets(count: int) -> Sets:
    """All subsets of the first numbers."""
    chosen = chain.from_iterable(combinations(range(count), size) for size in range(count + 1))
    return [frozenset(own) for own in chosen]


def families(count: int) -> st.SearchStrategy[Sets]:
    """Some sets of the first numbers, none of them empty."""
    return st.lists(st.frozensets(st.integers(0, count - 1), min_size=1), max_size=6)


@given(st.integers(1, 7).flatmap(lambda count: st.tuples(st.just(count), families(count), families(count))))
def test_answers_come_smallest_first_and_none_is_missed(given_sets: tuple[int, Sets, Sets]) -> None:
    count, to_hit, to_avoid = given_sets
    found: Sets = []
    with SmallestHittingSets(count) as hitting:
        for own in to_hit:
            hitting.hit(own)
        for own in to_avoid:
            hitting.avoid(own)
        while (answer := hitting.smallest()) is not None:
            found.append(answer)
            assert all(answer & own for own in to_hit)
            assert not any(own <= answer for own in to_avoid)
            hitting.avoid(answer)
            if not answer:
                break
    fit = [
        own
        for own in subsets(count)
        if all(own & other for other in to_hit) and not any(other <= own for other in to_avoid)
    ]
    expected = {own for own in fit if not any(other < own for other in fit)}
    assert [len(own) for own in found] == sorted(map(len, found))
    assert set(found) == expected


@given(st.data())
def test_sets_that_come_later_count_from_then_on(data: st.DataObject) -> None:
    to_hit: Sets = []
    with SmallestHittingSets(6) as hitting:
        for _ in range(5):
            to_hit.append(data.draw(st.frozensets(st.integers(0, 5), min_size=1)))
            hitting.hit(to_hit[-1])
            answer = hitting.smallest()
            assert answer is not None
            smallest = min(len(own) for own in subsets(6) if all(own & other for other in to_hit))
            assert len(answer) == smallest
            assert all(answer & own for own in to_hit)


def test_companions_stand_beside_an_element() -> None:
    with SmallestHittingSets(4) as hitting:
        hitting.hit([0, 1])
        hitting.accompany(0, [2, 3])
        hitting.accompany(1, [])
        answer = hitting.smallest()
    assert answer in (frozenset({0, 2}), frozenset({0, 3}))


def test_many_elements_are_counted_past_the_first_bound() -> None:
    with SmallestHittingSets(50) as hitting:
        for start in range(0, 50, 2):
            hitting.hit([start, start + 1])
        answer = hitting.smallest()
    assert answer is not None
    assert len(answer) == 25


def test_the_empty_set_hits_nothing_at_all() -> None:
    with SmallestHittingSets(3) as hitting:
        assert hitting.smallest() == frozenset()
    with SmallestHittingSets(3) as hitting:
        hitting.hit([])
        assert hitting.smallest() is None


def test_the_search_ends_with_its_conflicts(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(0)
    monkeypatch.setattr(budget, "CONFLICTS", 50)
    with SmallestHittingSets(40) as hitting:
        for _ in range(200):
            hitting.hit(random.choice(40, 8, replace=False).tolist())
        with pytest.raises(BudgetSpentError):
            hitting.smallest()


# ---------------------------------------------------------------- corrections


def formulas() -> st.SearchStrategy[Formula]:
    """Formulas over three issues."""
    atoms = st.integers(0, len(SIZES) - 1).flatmap(
        lambda issue: st.integers(1, 2 ** SIZES[issue] - 2).map(lambda mask: among(issue, mask, SIZES[issue]))
    )
    joined = st.tuples(st.sampled_from((all_of, some_of)), st.lists(atoms, min_size=1, max_size=3))
    return joined.map(lambda pair: pair[0](pair[1]))


@given(
    st.lists(st.tuples(formulas(), st.sampled_from((1, 7, 49))), min_size=1, max_size=6), st.integers(0, 2)
)
def test_corrections_come_cheapest_first_and_none_is_missed(
    lines: list[tuple[Formula, int]], others: int
) -> None:
    """The other demands collide pairwise, which is told to the engine from outside."""
    costs = [cost for _, cost in lines] + [1] * others
    clauses, found = encode(SIZES, [], [line for line, _ in lines]), []
    extra = [frozenset(range(len(lines), len(costs)))] if others == 2 else []
    with CheapestCorrections(clauses, costs) as corrections:
        for own in extra:
            corrections.hit(own)
        while (answer := corrections.cheapest()) is not None:
            found.append(answer)
            if not answer:
                break
            corrections.avoid(answer)
    everything = frozenset(range(len(costs)))
    fit = [
        own
        for own in subsets(len(costs))
        if all(own & other for other in extra)
        and any_package([lines[n][0] for n in everything - own if n < len(lines)])
    ]
    expected = {own for own in fit if not any(other < own for other in fit)}
    assert set(found) == expected
    cost = [sum(costs[number] for number in own) for own in found]
    assert cost == sorted(cost)


def any_package(formulas: list[Formula]) -> bool:
    return any(all(holds(formula, package) for formula in formulas) for package in PACKAGES)


# ---------------------------------------------------------------- companions


@given(st.lists(formulas(), min_size=1, max_size=6), st.lists(formulas(), max_size=1))
def test_every_blocker_has_a_companion_for_each_of_its_lines(
    lines: list[Formula], rules: list[Formula]
) -> None:
    closed = [own for own in subsets(len(lines)) if not any_package([*rules, *(lines[n] for n in own)])]
    blockers = [own for own in closed if not any(other < own for other in closed)]
    for number, beside in companions(SIZES, rules, lines, []):
        assert number not in beside
        assert all(beside & own for own in blockers if number in own)


def test_what_suffers_from_an_option_is_its_line_s_companion() -> None:
    lines = [among(0, 0b001, 3), among(0, 0b110, 3), some_of([among(0, 0b010, 3), among(1, 0b01, 2)])]
    found = list(companions(SIZES, [], lines, [9]))
    assert found[0] == (0, frozenset({1, 2, 9}))
    assert (1, frozenset({0, 9})) in found
    assert (2, frozenset({9})) in found
    assert [number for number, _ in companions(SIZES, [among(0, 0b100, 3)], lines, [])] == [1, 2]


def test_an_option_is_enough_where_nothing_else_matters() -> None:
    first, second = among(0, 0b001, 3), among(1, 0b01, 2)
    assert is_enough(first, 0, 0)
    assert not is_enough(first, 0, 1)
    assert not is_enough(first, 1, 0)
    assert is_enough(some_of([first, second]), 1, 0)
    assert not is_enough(all_of([first, second]), 0, 0)
    assert is_enough(TRUE, 0, 0)
    assert not is_enough(FALSE, 0, 0)
