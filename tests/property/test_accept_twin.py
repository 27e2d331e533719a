"""The engines of ``accept`` against brute force: random cases with everything that a case may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from detente.accept.answer import count_all, verdict_at_ends
from detente.accept.blockers import Blockers, Openings, blockers, openings
from detente.accept.frontier import pareto_frontier
from detente.accept.solutions import (
    Concept,
    Disagreement,
    Solution,
    all_solutions,
    disagreement_point,
    kalai_smorodinsky,
)
from detente.accept.space import Space, agreement_space, relax, standing
from detente.accept.ties import tied_packages
from detente.case.model import Case, Figure, Party
from tests.brute_force import (
    Package,
    Row,
    Vector,
    World,
    blockers_of,
    egalitarian_of,
    frontier_of,
    ideal_of,
    kalai_smorodinsky_of,
    most_equal_of,
    nash_of,
    openings_of,
    start_of,
    utilitarian_of,
    world_of,
)
from tests.seeded_cases import dense_case
from tests.strategies import Shape, cases

WHOLE = Shape(
    parties=(1, 4),
    options=(1, 4),
    red_lines=(0, 5),
    as_written=True,
    settled=True,
)
COLLIDING = replace(
    WHOLE, parties=(2, 3), issues=(1, 4), red_lines=(3, 6), structural=(0, 1), interactions=(0, 1)
)
CONVENTIONS: tuple[Disagreement, ...] = ("reserved", "max-reserved-min")
ALL = 10**6


@st.composite
def huge(draw: DrawFn) -> Case:
    """Cases whose utilities do not fit 64 bits: each number of a party is shifted by a tiny fraction."""
    case = draw(cases(replace(WHOLE, issues=(1, 4), figures="point")))
    tiny = Fraction(1, 10**25 + draw(st.integers(0, 5)))
    return replace(case, parties=tuple(shifted(party, tiny) for party in case.parties))


def shifted(party: Party, tiny: Fraction) -> Party:
    """The party with each of its values a little lower, by amounts that tie here and there."""

    def lower(figure: Figure, number: int) -> Figure:
        moved = figure.low - tiny * (number % 3) if figure.low > Fraction(1, 2) else figure.low
        return replace(figure, low=moved, high=moved)

    values = {
        issue: {option: lower(figure, number) for number, (option, figure) in enumerate(options.items())}
        for issue, options in party.preference.values.items()
    }
    return replace(party, preference=replace(party.preference, values=values))


def named(packages: Sequence[Mapping[str, str]]) -> list[Package]:
    """Packages as option ids, in order."""
    return sorted(tuple(package.values()) for package in packages)


def check_space(space: Space, world: World) -> None:
    counts, deals = count_all(space), world.deals()
    assert counts.total == len(world.rows)
    assert counts.within_rules == len(world.within_rules())
    assert counts.within_red_lines == len(world.within_lines())
    assert counts.feasible == len(deals)
    assert space.feasible == bool(deals)
    assert (space.example is None) == (not deals)
    if space.example is not None:
        assert tuple(space.example.values()) in {row.package for row in deals}
    for row in world.rows[:: max(len(world.rows) // 20, 1)]:
        check_standing(space, world, row)


def check_standing(space: Space, world: World, row: Row) -> None:
    package = {issue.id: option for issue, option in zip(world.case.issues, row.package, strict=True)}
    found = standing(space, package)
    assert set(found.rules) == row.broken
    given_up = {f"line:{line}" for line in found.red_lines}
    assert given_up | {f"reservation:{party}" for party in found.reservations} == world.demands - row.kept
    assert found.inside == (not row.broken and world.demands <= row.kept)


def check_frontier(space: Space, world: World) -> None:
    frontier, expected = pareto_frontier(space), frontier_of(world.within_lines())
    if not world.parties:
        assert frontier is None
        return
    assert frontier is not None
    assert frontier.exact
    assert frontier.ties is not None
    points = list(frontier)
    vectors: list[Vector] = [tuple(point.utility.values()) for point in points]
    assert vectors == sorted(expected, reverse=True)
    for number, (point, vector) in enumerate(zip(points, vectors, strict=True)):
        assert tuple(point.utility) == world.parties
        assert tuple(point.package.values()) in expected[vector]
        assert point.ties == len(expected[vector])
        assert named(tied_packages(frontier, number, most=ALL)) == sorted(expected[vector])
    for convention in CONVENTIONS:
        solutions = all_solutions(frontier, disagreement=convention)
        check_solutions(world, space, convention, solutions)
        equal = kalai_smorodinsky(frontier, disagreement=convention, rule="most-equal")
        start = start_of(world, convention)
        check_selected(equal, world, start, most_equal_of(world.deals(), start) if world.deals() else set())


def check_solutions(
    world: World, space: Space, convention: Disagreement, solutions: Mapping[Concept, Solution]
) -> None:
    start, deals = start_of(world, convention), world.deals()
    assert tuple(disagreement_point(space, convention).values()) == start
    check_selected(solutions["nash"], world, start, nash_of(deals, start))
    check_selected(solutions["egalitarian"], world, start, egalitarian_of(deals, start))
    check_selected(solutions["utilitarian"], world, start, utilitarian_of(deals, start))
    expected = kalai_smorodinsky_of(deals, start) if deals else set()
    check_selected(solutions["kalai_smorodinsky"], world, start, expected)
    ideal = ideal_of(deals, start) if deals else []
    nothing = tuple(party for party, best in zip(world.parties, ideal, strict=False) if best <= 0)
    assert solutions["kalai_smorodinsky"].dropped == nothing


def check_selected(solution: Solution, world: World, start: Vector, expected: set[Package]) -> None:
    """All ties are counted; up to twenty of each point are listed, with their utilities and gains."""
    assert solution.exact
    assert solution.ties == len(expected)
    listed = named(solution.packages)
    assert set(listed) <= expected
    assert len(set(listed)) == len(listed)
    if len(expected) <= 20:
        assert listed == sorted(expected)
    worth = {row.package: row.utility for row in world.rows}
    for point in solution.points:
        vector = worth[tuple(point.package.values())]
        assert tuple(point.utility.values()) == vector
        assert tuple(point.gain.values()) == tuple(a - b for a, b in zip(vector, start, strict=True))


def sets_of(found: Blockers | Openings) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(own.red_lines, own.reservations) for own in found]


def check_collisions(space: Space, world: World) -> None:
    found, opened = blockers(space), openings(space)
    assert found.complete
    assert opened.complete
    assert sets_of(found) == blockers_of(world)
    assert sets_of(opened) == openings_of(world)
    for own in opened:
        freed = relax(space, *own.red_lines, reservations=own.reservations)
        assert freed.feasible
        assert freed.example is not None
        assert standing(freed, freed.example).inside


@settings(max_examples=300)
@given(cases(WHOLE))
def test_spaces_frontiers_and_solutions_are_those_of_brute_force(case: Case) -> None:
    world, space = world_of(case), agreement_space(case)
    check_space(space, world)
    check_frontier(space, world)
    check_collisions(space, world)


@settings(max_examples=300)
@given(cases(COLLIDING))
def test_what_collides_and_what_opens_are_those_of_brute_force(case: Case) -> None:
    check_collisions(agreement_space(case), world_of(case))


@settings(max_examples=100)
@given(huge())
def test_integers_of_any_size_are_exact(case: Case) -> None:
    world, space = world_of(case), agreement_space(case)
    check_space(space, world)
    check_frontier(space, world)
    check_collisions(space, world)


@settings(max_examples=60)
@given(cases(replace(WHOLE, issues=(1, 4), reservations=("interval", "like"))))
def test_the_verdict_at_both_ends_is_that_of_brute_force(case: Case) -> None:
    space = agreement_space(case)
    ends = verdict_at_ends(space.problem)
    assert ends.low == bool(world_of(case, end="low").deals())
    assert ends.high == bool(world_of(case, end="high").deals())


def test_the_huge_cases_need_unbounded_integers() -> None:
    sizes = []

    @settings(max_examples=30, database=None)
    @given(huge())
    def collect(case: Case) -> None:
        frontier = pareto_frontier(agreement_space(case))
        if frontier is not None:
            sizes.append(frontier.sums.dtype == object)

    collect()
    assert sum(sizes) >= 10


@pytest.mark.parametrize("seed", range(40))
def test_dense_cases_collide_as_brute_force_says(seed: int) -> None:
    case = dense_case(seed, sizes=[3, 3, 3, 2], parties=3, lines=7, generous=0.7)
    world, space = world_of(case), agreement_space(case)
    check_space(space, world)
    check_frontier(space, world)
    check_collisions(space, world)


def test_dense_cases_have_wide_blockers_and_many_openings() -> None:
    """Without these, the tests above would say little."""
    worlds = [
        world_of(dense_case(seed, sizes=[3, 3, 3, 2], parties=3, lines=7, generous=0.7)) for seed in range(40)
    ]
    found = [
        (len(lines) + len(parties), bool(parties))
        for world in worlds
        for lines, parties in blockers_of(world)
    ]
    assert {width for width, _ in found} >= {2, 3, 4, 5, 6}
    assert {mixed for _, mixed in found} == {False, True}
    assert max(len(openings_of(world)) for world in worlds) >= 7
    assert sum(bool(world.deals()) for world in worlds) >= 8
