"""Ten issues of four options, four parties: the engines against all 1,048,576 packages at once."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from detente.accept.answer import count_all
from detente.accept.blockers import blockers, openings
from detente.accept.frontier import pareto_frontier
from detente.accept.solutions import egalitarian, kalai_smorodinsky, nash, utilitarian
from detente.accept.space import agreement_space
from detente.case.model import Case, Strength
from tests import brute_arrays
from tests.brute_force import Demands, minimal, split, subsets
from tests.seeded_cases import dense_case

SIZES = [4] * 10
OPEN, CLOSED = (2, 5), (0, 1, 3, 4)
Gains = tuple[int, ...]


def million(seed: int) -> Case:
    """Six lines and two rules over up to three issues each, an interaction for each party."""
    return dense_case(seed, sizes=SIZES, parties=4, lines=6, rules=2, highest=2, generous=0.8)


def leximin_of_shares(gains: list[Gains]) -> list[Gains]:
    """Gains whose shares of the ideal gains are leximin, compared as fractions of the ideals' product."""
    ideal = [max(column) for column in zip(*gains, strict=True)]
    whole = int(np.prod([best for best in ideal if best > 0]))

    def key(own: Gains) -> list[int]:
        return sorted(gain * whole // best for gain, best in zip(own, ideal, strict=True) if best > 0)

    highest = max(map(key, gains))
    return sorted(own for own in gains if key(own) == highest)


def nash_of(gains: list[Gains]) -> list[Gains]:
    """Gains with most gainers, then the greatest product."""

    def key(own: Gains) -> tuple[int, int]:
        positive = [gain for gain in own if gain > 0]
        return len(positive), int(np.prod(positive))

    highest = max(map(key, gains))
    return sorted(own for own in gains if key(own) == highest)


@pytest.mark.parametrize("seed", OPEN + CLOSED)
def test_a_million_packages(seed: int) -> None:
    case = million(seed)
    space, worth = agreement_space(case), brute_arrays.utilities_of(case)
    possible = brute_arrays.possible_sets(case)
    within = brute_arrays.within_rules(case)
    for name, mask in brute_arrays.demands_of(case).items():
        if name.startswith("line:"):
            within = within & mask
    counts = count_all(space)
    everything = frozenset(brute_arrays.demands_of(case))
    assert counts.within_rules == possible.total()
    assert counts.within_red_lines == within.sum()
    assert counts.feasible == possible[everything]
    assert space.feasible == (seed in OPEN)
    frontier = pareto_frontier(space)
    assert frontier is not None
    assert frontier.ties is not None
    expected = brute_arrays.frontier_of(worth[within])
    assert dict(zip(map(tuple, frontier.sums.tolist()), frontier.ties, strict=True)) == expected
    assert len(expected) > 50 or not within.any()
    for number, package in enumerate(frontier.choices.tolist()):
        assert worth[tuple(package)].tolist() == frontier.sums[number].tolist()
        assert within[tuple(package)]
    check_collisions(case, possible, everything)


def check_collisions(case: Case, possible: Counter[Demands], everything: Demands) -> None:
    found, opened = blockers(agreement_space(case)), openings(agreement_space(case))
    assert found.complete
    assert opened.complete
    tried = subsets(everything)
    impossible = minimal(own for own in tried if not any(own <= kept for kept in possible))
    assert {(own.red_lines, own.reservations) for own in found} == set(map(split, impossible))
    freeing = minimal(own for own in tried if any(everything - own <= kept for kept in possible))
    expected = set(map(split, freeing)) if everything not in possible else set()
    assert {(own.red_lines, own.reservations) for own in opened} == expected
    strength = {line.id: line.strength for line in case.red_lines}
    given_up = [[strength[name] for name in own.red_lines] for own in opened]
    costs = [
        (*(own.count(rank) for rank in Strength), len(opening.reservations))
        for own, opening in zip(given_up, opened, strict=True)
    ]
    assert costs == sorted(costs)


@pytest.mark.parametrize("seed", OPEN)
def test_solutions_among_a_million_packages(seed: int) -> None:
    case = million(seed)
    space, worth = agreement_space(case), brute_arrays.utilities_of(case)
    inside = brute_arrays.within_rules(case)
    least = worth[inside].min(axis=0)
    for mask in brute_arrays.demands_of(case).values():
        inside = inside & mask
    floors = {utility.party: utility.reservation for utility in space.utilities}
    start = np.array(
        [floors.get(party.id, least[column]) for column, party in enumerate(case.parties)], dtype=np.int64
    )
    rows, counts = np.unique(worth[inside] - start, axis=0, return_counts=True)
    gains: list[Gains] = [tuple(row) for row in rows.tolist()]
    times = dict(zip(gains, counts.tolist(), strict=True))
    frontier = pareto_frontier(space)
    assert frontier is not None
    fairest = max(map(sorted, gains))
    highest = max(map(sum, gains))
    for solution, expected in [
        (nash(frontier), nash_of(gains)),
        (kalai_smorodinsky(frontier), leximin_of_shares(gains)),
        (egalitarian(frontier), sorted(own for own in gains if sorted(own) == fairest)),
        (utilitarian(frontier), sorted(own for own in gains if sum(own) == highest)),
    ]:
        assert sorted({tuple(map(int, point.gain.values())) for point in solution.points}) == expected
        assert solution.ties == sum(times[own] for own in expected)
