"""Ways to open a deal against brute force: the mildest fallbacks, what opens, and what it costs whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings

from detente.accept.answer import solve
from detente.accept.solutions import Disagreement
from detente.accept.way import Way
from detente.case.model import Case, Strength
from tests.brute_force import Demands, Row, World, frontier_of, nash_of, start_of, world_of
from tests.strategies import Shape, cases

COLLIDING = Shape(
    parties=(2, 3),
    issues=(1, 3),
    options=(2, 4),
    red_lines=(2, 5),
    structural=(0, 1),
    interactions=(0, 1),
)


def dropped(way: Way, fallback: dict[str, int]) -> Demands:
    """The demands of a world with these fallbacks that a way gives up altogether."""
    lines = {f"line:{line}" for line in way.opening.red_lines if line not in fallback}
    return frozenset(lines | {f"reservation:{party}" for party in way.opening.reservations})


def opened_by(case: Case, way: Way, fallback: dict[str, int]) -> tuple[World, list[Row]]:
    """The world with the fallbacks in force, and the deals that the way opens in it."""
    world = world_of(case, fallbacks=fallback)
    return world, world.keeping(world.demands - dropped(way, fallback))


def mildest(case: Case, way: Way) -> dict[str, int]:
    """For one line after the other the first fallback with which there is still a deal."""
    chosen: dict[str, int] = {}
    weaker = {line.id: len(line.fallback) for line in case.red_lines}
    for line in way.opening.red_lines:
        for number in range(weaker[line]):
            if opened_by(case, way, {**chosen, line: number})[1]:
                chosen[line] = number
                break
    return chosen


def check_way(case: Case, way: Way, convention: Disagreement) -> None:
    fallback = mildest(case, way)
    assert dict(way.fallback) == fallback
    world, deals = opened_by(case, way, fallback)
    assert deals
    assert way.space.feasible
    in_force = set(world.reservations) - set(way.opening.reservations)
    assert set(way.space.reserved) == in_force
    if way.frontier is None:
        assert not world.parties
        assert all(cost.gain is None for cost in way.cost.values())
    else:
        lines = [name for name in world.lines if name not in dropped(way, fallback)]
        expected = frontier_of(world.keeping(lines))
        assert {tuple(own.utility.values()): own.ties for own in way.frontier} == {
            vector: len(packages) for vector, packages in expected.items()
        }
        start = start_of(world, convention, in_force)
        point = way.solutions["nash"].points[0]
        package = tuple(point.package.values())
        assert package in nash_of(deals, start)
        worth = {row.package: row.utility for row in deals}[package]
        for column, party in enumerate(world.parties):
            floor = world.reservations.get(party, start[column])
            assert way.cost[party].gain == worth[column] - floor
    check_lines(case, way)


def check_lines(case: Case, way: Way) -> None:
    given_up = Counter(
        (line.party, line.strength) for line in case.red_lines if line.id in way.opening.red_lines
    )
    for party in case.parties:
        cost = way.cost[party.id]
        assert dict(cost.lines) == {rank: given_up[party.id, rank] for rank in Strength}
        assert cost.reservation == (party.id in way.opening.reservations)


@settings(max_examples=100)
@given(cases(COLLIDING))
def test_ways_are_the_mildest_that_open_and_cost_what_they_say(case: Case) -> None:
    answer = solve(case)
    assert [way.opening for way in answer.ways] == list(answer.openings.cheapest(10))
    for way in answer.ways:
        check_way(case, way, "reserved")


@settings(max_examples=30)
@given(cases(replace(COLLIDING, reservations=("point", "like"))))
def test_ways_keep_the_convention_on_where_gains_start(case: Case) -> None:
    for way in solve(case, disagreement="max-reserved-min").ways:
        check_way(case, way, "max-reserved-min")


def test_some_of_the_random_ways_fall_back() -> None:
    seen: list[int] = []

    @settings(max_examples=60, database=None)
    @given(cases(COLLIDING))
    def collect(case: Case) -> None:
        seen.extend(len(way.fallback) for way in solve(case).ways)

    collect()
    assert max(seen) >= 1
    assert min(seen) == 0
