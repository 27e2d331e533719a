"""Levers against direct recomputation: the figure is changed in the case, all else follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from detente.accept.frontier import pareto_frontier
from detente.accept.sensitivity import Lever, strongest_levers
from detente.accept.solutions import Disagreement
from detente.accept.space import agreement_space
from detente.case.model import Case, Figure, Issue, Party
from tests.brute_force import (
    Convention,
    Package,
    Row,
    World,
    gains_of,
    nash_of,
    start_of,
    world_of,
)
from tests.small_cases import figure
from tests.strategies import Shape, cases

OPEN = Shape(
    parties=(2, 3), issues=(1, 3), options=(2, 3), red_lines=(0, 1), structural=(0, 1), interactions=(0, 1)
)
ALL = 10**6


# ---------------------------------------------------------------- the twin


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An open input of a party, and the party with the input at both ends of its range."""

    place: str
    low: Fraction
    high: Fraction
    ends: tuple[Party, Party]


def with_preference(party: Party, **parts: object) -> Party:
    return replace(party, preference=replace(party.preference, **parts))  # type: ignore[arg-type]  # a test's choice


def weighted(party: Party, weights: dict[str, Fraction]) -> Party:
    stated = {issue: figure(weight) for issue, weight in weights.items()}
    return with_preference(party, weights=stated, issue_ranking=())


def valued(party: Party, issue: str, values: dict[str, Fraction]) -> Party:
    known = party.preference
    stated = {option: figure(value) for option, value in values.items()}
    rankings = {name: order for name, order in known.option_rankings.items() if name != issue}
    merged = {**known.values, issue: {**known.values.get(issue, {}), **stated}}
    return with_preference(party, values=merged, option_rankings=rankings)


def spaced(count: int) -> list[Fraction]:
    """Evenly from 1 down to 0."""
    return [Fraction(count - 1 - place, count - 1) for place in range(count)] if count > 1 else [Fraction(1)]


def ranked_mean(count: int) -> list[Fraction]:
    """The mean of the ordered simplex."""
    return [
        sum((Fraction(1, count * n) for n in range(k, count + 1)), Fraction(0)) for k in range(1, count + 1)
    ]


def weight_changes(case: Case, party: Party) -> Iterator[Change]:
    known, names = party.preference, [issue.id for issue in case.issues]
    count = len(names)
    if known.issue_ranking:
        for rank, issue in enumerate(known.issue_ranking, start=1):
            most = [Fraction(1, rank)] * rank + [Fraction(0)] * (count - rank)
            least = (
                ranked_mean(rank - 1) + [Fraction(0)] * (count - rank + 1)
                if rank > 1
                else [Fraction(1, count)] * count
            )
            ends = [
                weighted(party, dict(zip(known.issue_ranking, own, strict=True))) for own in (least, most)
            ]
            yield Change(
                place=f"weights.{issue}",
                low=least[rank - 1],
                high=most[rank - 1],
                ends=(ends[0], ends[1]),
            )
    elif known.weights:
        for issue, bounds in known.weights.items():
            if bounds.is_open and any(other.high for name, other in known.weights.items() if name != issue):
                ends = [
                    with_preference(party, weights={**known.weights, issue: figure(end)})
                    for end in (bounds.low, bounds.high)
                ]
                yield Change(
                    place=f"weights.{issue}", low=bounds.low, high=bounds.high, ends=(ends[0], ends[1])
                )
    else:
        for issue in names:
            without = {name: Fraction(name != issue) for name in names}
            alone = {name: Fraction(name == issue) for name in names}
            yield Change(
                place=f"weights.{issue}",
                low=Fraction(0),
                high=Fraction(1),
                ends=(weighted(party, without), weighted(party, alone)),
            )


def value_changes(issue: Issue, party: Party) -> Iterator[Change]:
    order = party.preference.option_rankings.get(issue.id)
    if order:
        for better, option in enumerate(order[1:-1], start=1):
            least = [*spaced(better + 1), *[Fraction(0)] * (len(order) - better - 1)]
            most = [*[Fraction(1)] * better, *spaced(len(order) - better)]
            ends = [valued(party, issue.id, dict(zip(order, own, strict=True))) for own in (least, most)]
            yield Change(
                place=f"values.{issue.id}.{option}",
                low=Fraction(0),
                high=Fraction(1),
                ends=(ends[0], ends[1]),
            )
        return
    given_values = party.preference.values.get(issue.id, {})
    for known in issue.options:
        bounds = given_values.get(known.id, figure(0, 1))
        if bounds.is_open:
            ends = [valued(party, issue.id, {known.id: end}) for end in (bounds.low, bounds.high)]
            place = f"values.{issue.id}.{known.id}"
            yield Change(place=place, low=bounds.low, high=bounds.high, ends=(ends[0], ends[1]))


def changes(case: Case, party: Party) -> Iterator[Change]:
    if len(case.issues) > 1:
        yield from weight_changes(case, party)
    for issue in case.issues:
        yield from value_changes(issue, party)
    extras = party.preference.interactions
    for number, extra in enumerate(extras):
        if extra.value.is_open:
            ends = [
                with_preference(
                    party,
                    interactions=tuple(
                        replace(own, value=figure(end)) if place == number else own
                        for place, own in enumerate(extras)
                    ),
                )
                for end in (extra.value.low, extra.value.high)
            ]
            place = f"interactions.{number + 1}"
            yield Change(place=place, low=extra.value.low, high=extra.value.high, ends=(ends[0], ends[1]))
    floor = party.reservation
    if isinstance(floor, Figure) and floor.is_open:
        ends = [replace(party, reservation=figure(end)) for end in (floor.low, floor.high)]
        yield Change(place="reservation", low=floor.low, high=floor.high, ends=(ends[0], ends[1]))


def with_party(case: Case, party: Party) -> Case:
    return replace(case, parties=tuple(party if own.id == party.id else own for own in case.parties))


def picks(world: World, candidates: list[Package], convention: Convention) -> list[Package]:
    """The Nash packages among the candidates that give each party its reservation."""
    rows = {row.package: row for row in world.rows}
    floors = [f"reservation:{party}" for party in world.reservations]
    inside = [rows[package] for package in candidates if rows[package].kept >= set(floors)]
    found = nash_of(inside, start_of(world, convention)) if inside else set()
    return [package for package in candidates if package in found]


def twin(case: Case, convention: Convention) -> dict[str, Lever | None]:
    """Levers by place; None where the Nash package is not unique, so that which one is taken is left open."""
    frontier = pareto_frontier(agreement_space(case))
    if frontier is None:
        return {}
    candidates = [tuple(point.package.values()) for point in frontier]
    world = world_of(case)
    worth = {row.package: row for row in world.rows}
    base = picks(world, candidates, convention)
    if not base:
        return {}
    found: dict[str, Lever | None] = {}
    for party in case.parties:
        for change in changes(case, party) if party.id in world.parties else ():
            ended = [picks(world_of(with_party(case, end)), candidates, convention) for end in change.ends]
            place = f"parties.{party.id}.{change.place}"
            if max(map(len, [base, *ended])) > 1:
                found[place] = None
                continue
            found[place] = lever(place, change, worth, base[0], [own[0] for own in ended if own])
    return found


def lever(
    place: str, change: Change, worth: dict[Package, Row], base: Package, ended: list[Package]
) -> Lever:
    moves = [gains_of(worth[own], worth[base].utility) for own in ended]
    return Lever(
        place=place,
        low=change.low,
        high=change.high,
        verdict_changes=len(ended) < 2,
        issues_changed=max((sum(a != b for a, b in zip(own, base, strict=True)) for own in ended), default=0),
        utility_moved=max((float(abs(move)) for own in moves for move in own), default=0.0),
    )


def check(case: Case, convention: Disagreement) -> int:
    """Whether the engine's levers are those of the twin; how many could be compared."""
    frontier = pareto_frontier(agreement_space(case))
    found = {own.place: own for own in strongest_levers(frontier, disagreement=convention, most=ALL)}
    expected = twin(case, convention)
    assert set(found) <= set(expected)
    sure = {place: own for place, own in expected.items() if own is not None}
    for place, own in sure.items():
        if not (own.verdict_changes or own.issues_changed):
            assert place not in found
            continue
        other = found[place]
        assert (other.low, other.high) == (own.low, own.high)
        assert other.verdict_changes == own.verdict_changes
        assert other.issues_changed == own.issues_changed
        assert other.utility_moved == pytest.approx(own.utility_moved, abs=1e-9)
    return len(sure)


# ---------------------------------------------------------------- random cases


@pytest.mark.parametrize("convention", ["reserved", "max-reserved-min"])
def test_levers_are_those_of_direct_recomputation(convention: Disagreement) -> None:
    compared = []

    @settings(max_examples=60, database=None)
    @given(cases(OPEN))
    def every(case: Case) -> None:
        compared.append(check(case, convention))

    every()
    assert sum(compared) > 200


@settings(max_examples=25)
@given(cases(replace(OPEN, as_written=True)))
def test_levers_of_numbers_as_written(case: Case) -> None:
    check(case, "reserved")
