"""Clauses of packages: every answer of the solver against enumeration, and what it gives as a reason."""

from itertools import chain, combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.accept import budget
from detente.accept.budget import BoundedSolver, BudgetSpentError
from detente.accept.encoding import PackageSolver, encode
from detente.case.formula import FALSE, TRUE, Formula, all_of, among, holds, some_of

SIZES = (3, 2, 1, 4)
PACKAGES = list(product(*map(range, SIZES)))


def formulas() -> st.SearchStrategy[Formula]:
    """Any formula over four issues, constant ones included."""
    atoms = st.integers(0, len(SIZES) - 1).flatmap(
        lambda issue: st.integers(0, 2 ** SIZES[issue] - 1).map(lambda mask: among(issue, mask, SIZES[issue]))
    )
    return st.recursive(
        atoms,
        lambda inner: st.lists(inner, max_size=3).flatmap(lambda p: st.sampled_from([all_of(p), some_of(p)])),
    )


@given(st.lists(formulas(), max_size=2), st.lists(formulas(), max_size=4))
def test_each_subset_has_a_package_exactly_where_enumeration_finds_one(
    rules: list[Formula], lines: list[Formula]
) -> None:
    numbers = range(len(lines))
    with PackageSolver(SIZES, rules, lines) as solver:
        for chosen in chain.from_iterable(combinations(numbers, count) for count in range(len(lines) + 1)):
            wanted = [*rules, *(lines[number] for number in chosen)]
            expected = [package for package in PACKAGES if all(holds(formula, package) for formula in wanted)]
            found = solver.package(chosen)
            assert (found is None) == (not expected)
            if found is not None:
                assert found in expected
                continue
            core = solver.core()
            assert core <= set(chosen)
            conflict = [*rules, *(lines[number] for number in core)]
            assert not any(all(holds(formula, package) for formula in conflict) for package in PACKAGES)


@given(st.lists(formulas(), min_size=2, max_size=5), st.data())
def test_at_least_one_of_some_formulas(lines: list[Formula], data: st.DataObject) -> None:
    numbers = st.integers(0, len(lines) - 1)
    with PackageSolver(SIZES, [], lines) as solver:
        for _ in range(3):
            chosen = data.draw(st.frozensets(numbers, max_size=3))
            some = data.draw(st.frozensets(numbers, min_size=1, max_size=3))
            expected = [
                package
                for package in PACKAGES
                if all(holds(lines[number], package) for number in chosen)
                and any(holds(lines[number], package) for number in some)
            ]
            found = solver.package(chosen, one_of=some)
            assert (found is None) == (not expected)
            assert found is None or found in expected
        everything = [p for p in PACKAGES if all(holds(line, p) for line in lines)]
        assert (solver.package(range(len(lines))) is None) == (not everything)


def test_constant_formulas_cost_nothing_or_everything() -> None:
    with PackageSolver((2, 2), [TRUE], [TRUE, FALSE]) as solver:
        assert solver.package([0]) is not None
        assert solver.package([0, 1]) is None
        assert solver.core() == {1}
    with PackageSolver((2, 2), [FALSE], []) as solver:
        assert solver.package([]) is None
        assert solver.core() == frozenset()


def test_models_of_the_clauses_are_the_packages_each_once() -> None:
    clauses = encode(SIZES, [], [])
    solver, found = BoundedSolver(clauses.clauses), []
    while solver.solve():
        package = clauses.package(solver.model())
        found.append(package)
        chosen = [start + option for start, option in zip(clauses.starts, package, strict=True)]
        solver.add_clause(-variable for variable in chosen)
    solver.delete()
    assert sorted(found) == PACKAGES


def all_different(issues: int, options: int) -> list[Formula]:
    """No two issues take the same option: without a package where there are more issues than options."""
    return [
        some_of(among(issue, ~(1 << option), options) for issue in pair)
        for pair in combinations(range(issues), 2)
        for option in range(options)
    ]


def test_a_solver_gives_up_after_so_many_conflicts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "CONFLICTS", 500)
    with PackageSolver([8] * 9, all_different(9, 8), []) as solver:
        with pytest.raises(BudgetSpentError):
            solver.package([])
        with pytest.raises(BudgetSpentError):
            solver.package([])
    with PackageSolver([8] * 8, all_different(8, 8), []) as solver:
        package = solver.package([])
        assert package is not None
        assert sorted(package) == list(range(8))
