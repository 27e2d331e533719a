"""Robustness against the definitions: in each draw every package is listed, in fractions, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.accept.disagreement import Disagreement
from detente.accept.problem import problem_of
from detente.accept.robustness.choice import SELECTIONS, Selection
from detente.accept.robustness.draws import (
    Draws,
    additions_of,
    draw,
    open_groups,
    reservation_of,
    tables_of,
)
from detente.accept.robustness.importance import BASE_STREAM, OTHER_STREAM
from detente.accept.robustness.result import Effort, Robustness
from detente.accept.robustness.run import acceptance, robustness
from detente.accept.robustness.tasks import STREAM
from detente.accept.robustness.unknowns import Unknowns, unknowns_of
from detente.case.model import Case, Figure, Party
from tests.brute_force import (
    Package,
    Row,
    Vector,
    World,
    egalitarian_of,
    kalai_smorodinsky_of,
    nash_of,
    start_of,
    world_of,
)
from tests.seeded_cases import dense_case
from tests.small_cases import figure
from tests.strategies import Shape, cases

DRAWS = 5
EVERYTHING = Effort(draws=DRAWS, frontiers=DRAWS, best=10**6, checks=0, listed=3, importance=0, resamples=1)
CONVENTIONS: tuple[Disagreement, ...] = get_args(Disagreement)
OPEN = Shape(
    parties=(1, 3),
    issues=(1, 3),
    options=(1, 3),
    red_lines=(0, 3),
    interactions=(0, 1),
    as_written=True,
    settled=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One draw, as a world of packages: which demands are made, which packages are deals."""

    world: World
    demands: frozenset[str]
    start: Vector

    @property
    def deals(self) -> list[Row]:
        return self.world.keeping(self.demands)

    def selected(self, concept: Selection) -> set[Package]:
        best: dict[Selection, Callable[[Sequence[Row], Vector], set[Package]]] = {
            "nash": nash_of,
            "kalai_smorodinsky": kalai_smorodinsky_of,
            "egalitarian": egalitarian_of,
        }
        return best[concept](self.deals, self.start)

    def accepted(self, party: str, row: Row) -> bool:
        """Whether a party's own demands are kept."""
        owners = {f"line:{line.id}": line.party for line in self.world.case.red_lines}
        own = {name for name in self.demands if owners.get(name, name.removeprefix("reservation:")) == party}
        return own <= row.kept


def drawn_world(unknowns: Unknowns, draws: Draws, row: int, disagreement: Disagreement = "reserved") -> Drawn:
    """The case of one draw: all figures known, red lines at their levels."""
    case, one = unknowns.problem.case, draws.take(slice(row, row + 1))
    names = [known.party for known in unknowns.parties]
    parties = tuple(
        _known(unknowns, one, names.index(party.id), party) if party.id in names else party
        for party in case.parties
    )
    levels = {line.id: int(level) for line, level in zip(unknowns.lines, one.levels[0], strict=True)}
    most = {line.id: len(line.levels) for line in unknowns.lines}
    weaker = {name: level - 1 for name, level in levels.items() if 0 < level < most[name]}
    gone = {f"line:{name}" for name, level in levels.items() if level == most[name]}
    world = world_of(replace(case, parties=parties), fallbacks=weaker)
    start = start_of(world, disagreement)
    return Drawn(world=world, demands=world.demands - gone, start=start)


def _known(unknowns: Unknowns, one: Draws, number: int, party: Party) -> Party:
    case, scale = unknowns.problem.case, unknowns.parties[number].scale
    worth = [Fraction(value, scale) for value in tables_of(unknowns, one, number)[0].tolist()]
    added = [Fraction(value, scale) for value in additions_of(unknowns, one, number)[0].tolist()]
    floor = reservation_of(unknowns, one, number)
    preference = replace(
        party.preference,
        as_written=True,
        issue_ranking=(),
        option_rankings={},
        weights={issue.id: figure(1) for issue in case.issues},
        values={
            issue.id: {
                option.id: figure(value) for option, value in zip(issue.options, worth[start:], strict=False)
            }
            for issue, start in zip(case.issues, unknowns.starts, strict=False)
        },
        interactions=tuple(
            replace(extra, value=figure(value))
            for extra, value in zip(party.preference.interactions, added, strict=True)
        ),
    )
    reservation = None if floor is None else figure(Fraction(int(floor[0]), scale))
    return replace(party, preference=preference, reservation=reservation)


def worlds_of(case: Case, *, seed: int, draws: int, disagreement: Disagreement = "reserved") -> list[Drawn]:
    unknowns = unknowns_of(problem_of(case))
    drawn = draw(unknowns, seed=seed, stream=STREAM, chunk=0)
    return [drawn_world(unknowns, drawn, row, disagreement) for row in range(draws)]


def assert_as_listed(case: Case, found: Robustness, drawn: list[Drawn]) -> None:
    """All counts of ``found`` are those of the listed packages."""
    problem = problem_of(case)
    assert found.undecided == 0
    assert found.deal.count == sum(bool(one.deals) for one in drawn)
    held = [one.world.keeping(one.demands & set(one.world.lines)) for one in drawn]
    assert found.ruled_out == sum(not rows for rows in held)
    packages = [tuple(problem.names(choice).values()) for choice in found.candidates.choices.tolist()]
    assert len(set(packages)) == len(packages)
    rows = [{row.package: row for row in one.world.rows} for one in drawn]
    for number, party in enumerate(case.parties):
        wanted = [
            sum(one.accepted(party.id, known[package]) for one, known in zip(drawn, rows, strict=True))
            for package in packages
        ]
        assert found.candidates.accepted[number].tolist() == wanted
    deals = [{row.package for row in one.deals} for one in drawn]
    assert found.candidates.agreed.tolist() == [sum(package in own for own in deals) for package in packages]
    if problem.utilities:
        assert found.candidates.selected is not None
        assert found.candidates.covered == found.deal.count
        for concept in SELECTIONS:
            chosen = Counter(package for one in drawn if one.deals for package in one.selected(concept))
            assert found.candidates.selected[concept].tolist() == [chosen[package] for package in packages]


@given(case=cases(OPEN), seed=st.integers(0, 3), disagreement=st.sampled_from(CONVENTIONS))
@settings(max_examples=60)
def test_counts_are_those_of_the_definitions(case: Case, seed: int, disagreement: Disagreement) -> None:
    found = robustness(case, effort=EVERYTHING, seed=seed, disagreement=disagreement)
    assert_as_listed(case, found, worlds_of(case, seed=seed, draws=DRAWS, disagreement=disagreement))


@pytest.mark.parametrize("seed", range(6))
def test_counts_of_dense_cases_are_those_of_the_definitions(seed: int) -> None:
    case = dense_case(seed, sizes=[3, 3, 2, 3], parties=3, lines=4, generous=0.55, share=0.6)
    floors = [party.reservation for party in case.parties]
    parties = tuple(
        replace(party, reservation=figure(0, 2 * floor.low)) if isinstance(floor, Figure) else party
        for party, floor in zip(case.parties, floors, strict=True)
    )
    case = replace(case, parties=parties)
    found = robustness(case, effort=replace(EVERYTHING, draws=12, frontiers=12), seed=seed)
    assert_as_listed(case, found, worlds_of(case, seed=seed, draws=12))


@given(case=cases(OPEN), seed=st.integers(0, 3))
@settings(max_examples=25)
def test_given_packages_have_the_same_shares_wherever_they_are_asked_for(case: Case, seed: int) -> None:
    problem = problem_of(case)
    packages = [problem.names([0] * len(problem.sizes)), problem.names([size - 1 for size in problem.sizes])]
    named = {"first": packages[0], "last": packages[1]}
    found = robustness(case, effort=EVERYTHING, seed=seed, packages=named)
    for package, known in zip(packages, acceptance(case, packages, draws=DRAWS, seed=seed), strict=True):
        listed = next(one for one in found.packages if one.package == package)
        assert (listed.acceptable, listed.acceptable_to_all) == (known.acceptable, known.acceptable_to_all)


@given(case=cases(OPEN), seed=st.integers(0, 3))
@settings(max_examples=25)
def test_who_accepts_a_package_in_which_draw_is_that_of_the_definitions(case: Case, seed: int) -> None:
    problem = problem_of(case)
    packages = [problem.names([0] * len(problem.sizes)), problem.names([size - 1 for size in problem.sizes])]
    drawn = worlds_of(case, seed=seed, draws=DRAWS)
    for package, known in zip(packages, acceptance(case, packages, draws=DRAWS, seed=seed), strict=True):
        chosen = tuple(package.values())
        for number, one in enumerate(drawn):
            for row in one.world.rows:
                for party in case.parties if row.package == chosen else ():
                    said = bool(known.drawn[party.id].bits >> number & 1)
                    assert said == one.accepted(party.id, row)
            deal = any(row.package == chosen for row in one.deals)
            assert bool(known.drawn_to_all.bits >> number & 1) == deal
        assert known.drawn_to_all.bits < 1 << DRAWS


@given(case=cases(replace(OPEN, parties=(2, 2), issues=(1, 2))), seed=st.integers(0, 3))
@settings(max_examples=25)
def test_outcomes_behind_importance_are_those_of_the_definitions(case: Case, seed: int) -> None:
    effort = replace(EVERYTHING, importance=DRAWS, resamples=5)
    found = robustness(case, effort=effort, seed=seed)
    unknowns = unknowns_of(problem_of(case))
    if not open_groups(unknowns):
        assert found.importance == ()
        return
    drawn = [
        drawn_world(unknowns, draw(unknowns, seed=seed, stream=stream, chunk=0), row)
        for stream in (BASE_STREAM, OTHER_STREAM)
        for row in range(DRAWS)
    ]
    deal, *accepted = found.importance
    assert deal.share.count == sum(bool(one.deals) for one in drawn)
    assert (deal.groups is None) == (deal.share.count in {0, len(drawn)})
    for one in accepted:
        assert one.package is not None
        chosen = tuple(one.package.values())
        wanted = sum(chosen in {row.package for row in world.deals} for world in drawn)
        assert one.share.count == wanted
