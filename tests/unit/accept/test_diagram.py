"""Decision diagrams: paths are packages, rules cost what they say, orders keep coupled issues together."""

from __future__ import annotations

from itertools import pairwise, product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.accept.count import count_packages
from detente.accept.diagram import Diagram, DiagramTooLargeError, build_diagram
from detente.accept.existence import UndecidedError, find_package
from detente.accept.ordering import elimination_order
from detente.accept.residual import FALSE, TRUE, Residuals
from detente.case.formula import FALSE as NEVER
from detente.case.formula import TRUE as ALWAYS
from detente.case.formula import All, Among, Formula, all_of, among, holds, negate, scope, some_of

SIZES = (3, 1, 2, 4)
PACKAGES = list(product(*map(range, SIZES)))


def formulas(sizes: tuple[int, ...] = SIZES) -> st.SearchStrategy[Formula]:
    """Any formula over the issues, constant ones included."""
    atoms = st.integers(0, len(sizes) - 1).flatmap(
        lambda issue: st.integers(0, 2 ** sizes[issue] - 1).map(lambda mask: among(issue, mask, sizes[issue]))
    )
    joins = st.sampled_from((all_of, some_of))
    return st.recursive(
        atoms, lambda inner: st.tuples(joins, st.lists(inner, max_size=3)).map(lambda own: own[0](own[1]))
    )


def paths(diagram: Diagram) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """All paths: the package, and the interactions that come true along it."""
    partial: list[tuple[int, dict[int, int], tuple[int, ...]]] = [(0, {}, ())]
    for layer in diagram.layers or ():
        partial = [
            (
                int(layer.arrows[state, option]),
                {**package, layer.issue: option},
                fired
                + tuple(extra for source, taken, extra in layer.fires if (source, taken) == (state, option)),
            )
            for state, package, fired in partial
            for option in range(layer.arrows.shape[1])
            if layer.arrows[state, option] >= 0
        ]
    assert {state for state, _, _ in partial} <= {0}
    return [(tuple(package[n] for n in sorted(package)), fired) for _, package, fired in partial]


@given(st.lists(formulas(), max_size=4), st.lists(formulas(), max_size=3))
def test_paths_are_the_packages_each_once_with_what_comes_true(
    conditions: list[Formula], extras: list[Formula]
) -> None:
    diagram = build_diagram(SIZES, conditions, extras)
    expected = [package for package in PACKAGES if all(holds(own, package) for own in conditions)]
    assert diagram.is_empty == (not expected)
    assert count_packages(diagram) == len(expected)
    if diagram.is_empty:
        assert diagram.states == 0
        return
    found = paths(diagram)
    assert sorted(package for package, _ in found) == expected
    for package, fired in found:
        assert sorted(fired) == [n for n, extra in enumerate(extras) if holds(extra, package)]


@given(st.lists(formulas(), max_size=3), formulas())
def test_every_state_is_on_a_path(conditions: list[Formula], extra: Formula) -> None:
    layers = build_diagram(SIZES, conditions, [extra]).layers or ()
    for layer, following in pairwise(layers):
        reached = set(layer.arrows[layer.arrows >= 0].tolist())
        assert reached == set(range(len(following.arrows)))
    for layer in layers:
        assert (layer.arrows >= 0).any(axis=1).all()


def test_no_issue_is_one_package() -> None:
    diagram = build_diagram((), [])
    assert not diagram.is_empty
    assert count_packages(diagram) == 1
    assert build_diagram((), [NEVER]).is_empty


@pytest.mark.parametrize(("condition", "count"), [(ALWAYS, 5), (NEVER, 0), (among(0, 0b00100, 5), 1)])
def test_a_single_issue(condition: Formula, count: int) -> None:
    assert count_packages(build_diagram((5,), [condition])) == count


def test_an_interaction_that_always_applies_comes_true_on_every_path_once() -> None:
    diagram = build_diagram((2, 3), [], [ALWAYS, among(0, 0b01, 2), NEVER])
    assert sorted((package, sorted(fired)) for package, fired in paths(diagram)) == [
        (package, [0, 1] if package[0] == 0 else [0]) for package in product(range(2), range(3))
    ]


# ---------------------------------------------------------------- how large they grow


def whole(count: int, size: int) -> Formula:
    """A conjunction over all issues."""
    return all_of(among(issue, 1, size) for issue in range(count))


@pytest.mark.parametrize("formula", [whole(20, 5), negate(whole(20, 5))])
def test_a_rule_over_twenty_issues_has_two_remainders_in_a_layer(formula: Formula) -> None:
    diagram = build_diagram((5,) * 20, [formula])
    assert diagram.states <= 2 * 20
    assert count_packages(diagram) in {1, 5**20 - 1}


def test_an_interaction_over_twenty_issues_has_two_remainders_in_a_layer() -> None:
    assert build_diagram((5,) * 20, [], [whole(20, 5)]).states <= 2 * 20


def differ(one: int, other: int, size: int) -> Formula:
    """The two issues do not take the same option."""
    return some_of(
        all_of([among(one, 1 << option, size), negate(among(other, 1 << option, size))])
        for option in range(size)
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_chain_of_issues_in_any_numbering_stays_narrow(seed: int) -> None:
    """Neighbours differ: 5 x 4^19 packages, at most five remainders in a layer whatever the numbering."""
    order = np.random.default_rng(seed).permutation(20).tolist()
    diagram = build_diagram((5,) * 20, [differ(a, b, 5) for a, b in pairwise(order)])
    assert count_packages(diagram) == 5 * 4**19
    assert diagram.states <= 5 * 20


@pytest.mark.parametrize("centre", [0, 7, 14])
def test_a_star_of_issues_in_any_numbering_stays_narrow(centre: int) -> None:
    """One issue coupled to fourteen others: 3 x 2^14 packages."""
    others = [issue for issue in range(15) if issue != centre]
    diagram = build_diagram((3,) * 15, [differ(centre, other, 3) for other in others])
    assert count_packages(diagram) == 3 * 2**14
    assert diagram.states <= 3 * 15 + 8


def test_a_ladder_and_a_cycle_stay_narrow() -> None:
    """A cycle of n issues with k options has (k-1)^n + (-1)^n (k-1) colourings."""
    cycle = [differ(issue, (issue + 7) % 15, 3) for issue in range(15)]
    diagram = build_diagram((3,) * 15, cycle)
    assert count_packages(diagram) == 2**15 - 2
    assert diagram.states <= 9 * 15
    rungs = [differ(n, n + 8, 3) for n in range(8)]
    rails = [differ(n + side, n + side + 1, 3) for n in range(7) for side in (0, 8)]
    ladder = build_diagram((3,) * 16, rungs + rails)
    assert count_packages(ladder) == 6 * 3**7
    assert ladder.states <= 9 * 16 * 2


def test_what_couples_too_much_is_given_up_at_the_cap() -> None:
    everyone = [differ(one, other, 8) for one in range(8) for other in range(one)]
    assert count_packages(build_diagram((8,) * 8, everyone)) == 40320
    with pytest.raises(DiagramTooLargeError, match="more than 100 states") as caught:
        build_diagram((8,) * 8, everyone, state_cap=100)
    assert caught.value.states == 100
    with pytest.raises(UndecidedError):
        find_package((8,) * 8, everyone, [], state_cap=100)


@given(st.lists(formulas(), max_size=3), st.lists(formulas(), max_size=3))
def test_counts_of_independent_blocks_multiply(ours: list[Formula], theirs: list[Formula]) -> None:
    count = len(SIZES)
    moved = [shifted(own, count) for own in theirs]
    both = count_packages(build_diagram((*SIZES, *SIZES), [*ours, *moved]))
    assert both == count_packages(build_diagram(SIZES, ours)) * count_packages(build_diagram(SIZES, theirs))


def shifted(formula: Formula, by: int) -> Formula:
    """The formula on issues numbered from ``by``."""
    if isinstance(formula, Among):
        return among(formula.issue + by, formula.mask, formula.size)
    join = all_of if isinstance(formula, All) else some_of
    return join(shifted(part, by) for part in formula.parts)


# ---------------------------------------------------------------- orders and remainders


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=9).flatmap(
        lambda sizes: st.tuples(
            st.just(sizes), st.lists(st.frozensets(st.integers(0, len(sizes) - 1), max_size=4), max_size=6)
        )
    )
)
def test_orders_name_each_issue_once_and_keep_blocks_together(
    problem: tuple[list[int], list[frozenset[int]]],
) -> None:
    sizes, scopes = problem
    order = elimination_order(sizes, scopes)
    assert sorted(order) == list(range(len(sizes)))
    blocks = [{issue} for issue in range(len(sizes))]
    for own in scopes:
        touched = [block for block in blocks if block & own]
        blocks = [block for block in blocks if not block & own] + ([set().union(*touched)] if touched else [])
    places = {issue: place for place, issue in enumerate(order)}
    for block in blocks:
        spots = sorted(places[issue] for issue in block)
        assert spots == list(range(spots[0], spots[0] + len(spots)))
    sizes_of_blocks = [len(next(block for block in blocks if issue in block)) for issue in order]
    free = [place for place, size in enumerate(sizes_of_blocks) if size == 1]
    assert free == list(range(len(order) - len(free), len(order)))


@given(formulas(), st.data())
def test_remainders_hold_where_the_formula_does(formula: Formula, data: st.DataObject) -> None:
    residuals = Residuals(SIZES)
    package = data.draw(st.sampled_from(PACKAGES))
    order = data.draw(st.permutations(range(len(SIZES))))
    number = residuals.add(formula)
    for issue in order:
        number = residuals.restrict(number, issue, package[issue])
        assert not residuals.touches(number, issue)
    assert number == (TRUE if holds(formula, package) else FALSE)


@given(formulas())
def test_equal_conditions_are_equal_numbers(formula: Formula) -> None:
    residuals = Residuals(SIZES)
    number = residuals.add(formula)
    assert residuals.add(formula) == number
    assert residuals.conjunction([number, number, TRUE]) == number
    assert residuals.disjunction([number, FALSE]) == number
    assert residuals.conjunction([number, FALSE]) == FALSE
    assert residuals.disjunction([TRUE, number]) == TRUE
    assert residuals.conjunction(residuals.conjuncts(number)) == number
    assert all(residuals.touches(number, issue) == (issue in scope(formula)) for issue in range(len(SIZES)))


def test_packages_of_a_large_free_case_are_counted_without_being_listed() -> None:
    diagram = build_diagram((4,) * 40, [])
    assert count_packages(diagram) == 4**40 > 2**63
    assert diagram.states == 40
    assert prod(diagram.sizes) == 4**40
