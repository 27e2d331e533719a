"""What has to hold of every agreement space, whoever the parties are and however the case is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.accept import space as space_module
from detente.accept.answer import Answer, count_all, solve
from detente.accept.blockers import blockers, openings
from detente.accept.count import count_above_reservations
from detente.accept.frontier import Frontier, pareto_frontier
from detente.accept.solutions import CONCEPTS, all_solutions, kalai_smorodinsky, nash
from detente.accept.space import agreement_space, relax, standing
from detente.case.model import Case, Figure, Issue, Party, vocabulary
from detente.case.rules import parse_rule
from tests.brute_force import blockers_of, frontier_of, openings_of, world_of
from tests.small_cases import figure, red_line
from tests.strategies import Shape, cases

SMALL = Shape(
    parties=(2, 3), issues=(1, 4), options=(2, 3), red_lines=(1, 4), ranges=False, partial_consent=False
)
SCALED = replace(SMALL, figures="point", as_written=True, reservations=("point",))


def frontier(case: Case) -> Frontier:
    found = pareto_frontier(agreement_space(case))
    assert found is not None
    return found


# ---------------------------------------------------------------- scales


def rescaled(case: Case, number: int, factor: Fraction, shift: Fraction) -> Case:
    """One party's utilities as ``factor * u + shift``; the shift goes into the first issue."""
    party = case.parties[number]
    known = party.preference
    assert known.as_written
    first = case.issues[0].id

    def moved(own: Figure, by: Fraction) -> Figure:
        return figure(factor * own.low + by, factor * own.high + by)

    weights = {issue: figure(1) for issue in known.weights}
    values = {
        issue: {
            option: moved(figure(known.weights[issue].low * own.low), shift * (issue == first))
            for option, own in options.items()
        }
        for issue, options in known.values.items()
    }
    extras = tuple(replace(own, value=moved(own.value, Fraction(0))) for own in known.interactions)
    floor = party.reservation
    reservation = moved(floor, shift) if isinstance(floor, Figure) else floor
    preference = replace(known, weights=weights, values=values, interactions=extras)
    changed = replace(party, preference=preference, reservation=reservation)
    return with_party(case, number, changed)


def with_party(case: Case, number: int, party: Party) -> Case:
    return replace(case, parties=(*case.parties[:number], party, *case.parties[number + 1 :]))


factors = st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=10**6)
shifts = st.fractions(min_value=-50, max_value=50, max_denominator=997)


@given(cases(SCALED), factors, shifts)
def test_nash_and_kalai_smorodinsky_ignore_the_scale_of_a_party(
    case: Case, factor: Fraction, shift: Fraction
) -> None:
    numbers = [place for place, party in enumerate(case.parties) if party.preference.as_written]
    other = case
    for number in numbers:
        other = rescaled(other, number, factor, shift)
    before, after = frontier(case), frontier(other)
    assert before.ties == after.ties
    for select in (nash, kalai_smorodinsky):
        ours, theirs = select(before), select(after)
        assert ours.ties == theirs.ties
        assert list(ours.packages) == list(theirs.packages)


# ---------------------------------------------------------------- demands


@given(cases(SMALL), st.data())
def test_one_more_red_line_never_enlarges_the_space(case: Case, data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from([line.text for line in case.red_lines]))
    issue = data.draw(st.sampled_from(case.issues))
    texts = [f"{issue.id} = {issue.options[0].id}", f"not ({rule})"]
    more = red_line(case.issues, "one-more", case.parties[0].id, data.draw(st.sampled_from(texts)))
    before = count_all(agreement_space(case))
    after = count_all(agreement_space(replace(case, red_lines=(*case.red_lines, more))))
    assert after.within_rules == before.within_rules
    assert after.within_red_lines is not None
    assert before.within_red_lines is not None
    assert after.within_red_lines <= before.within_red_lines
    assert after.feasible is not None
    assert before.feasible is not None
    assert after.feasible <= before.feasible


@given(cases(SMALL), st.data())
def test_giving_way_never_shrinks_the_space(case: Case, data: st.DataObject) -> None:
    space = agreement_space(case)
    lines = [line.id for line in space.lines if data.draw(st.booleans())]
    fall_back = {
        line.id: 0 for line in space.lines if line.id in lines and line.fallback and data.draw(st.booleans())
    }
    given_up = [party for party in space.reserved if data.draw(st.booleans())]
    wider = relax(space, *lines, reservations=given_up, to=fall_back)
    before, after = count_all(space), count_all(wider)
    assert before.feasible is not None
    assert after.feasible is not None
    assert after.feasible >= before.feasible
    assert set(wider.reserved) == set(space.reserved) - set(given_up)
    if space.example is not None:
        assert standing(wider, space.example).inside


@given(cases(SMALL))
def test_every_blocker_hits_every_opening(case: Case) -> None:
    space = agreement_space(case)
    for blocker in blockers(space):
        for opening in openings(space):
            lines = set(blocker.red_lines) & set(opening.red_lines)
            assert lines or set(blocker.reservations) & set(opening.reservations)


@given(cases(SMALL))
def test_solutions_are_deals_and_points_of_the_frontier(case: Case) -> None:
    space, found = agreement_space(case), pareto_frontier(agreement_space(case))
    if found is None:
        return
    vectors = [point.utility for point in found]
    for solution in all_solutions(found).values():
        assert bool(solution.points) == bool(space.feasible)
        for point in solution.points:
            assert standing(space, point.package).inside
            assert point.utility in vectors
            assert all(gain >= 0 for gain in point.gain.values())


# ---------------------------------------------------------------- the order in which a case is written down


def rearranged(case: Case, issues: Sequence[int], parties: Sequence[int], turn: int) -> Case:
    """The same case with issues and parties in another order and the options of each issue turned."""

    def turned(issue: Issue) -> Issue:
        by = turn % len(issue.options)
        return replace(issue, options=issue.options[by:] + issue.options[:by])

    settled = tuple(turned(case.issues[number]) for number in issues)
    words = vocabulary(settled)

    def preferring(party: Party) -> Party:
        extras = tuple(
            replace(own, formula=parse_rule(own.text, words)) for own in party.preference.interactions
        )
        return replace(party, preference=replace(party.preference, interactions=extras))

    return replace(
        case,
        issues=settled,
        parties=tuple(preferring(case.parties[number]) for number in parties),
        structural=tuple(replace(own, formula=parse_rule(own.text, words)) for own in case.structural),
        red_lines=tuple(
            replace(
                own,
                formula=parse_rule(own.text, words),
                fallback=tuple(replace(f, formula=parse_rule(f.text, words)) for f in own.fallback),
            )
            for own in case.red_lines
        ),
    )


def essence(answer: Answer) -> dict[str, object]:
    """What an answer says, whatever the order."""
    points = None
    if answer.frontier is not None:
        points = {(frozenset(p.utility.items()), p.ties) for p in answer.frontier}
    return {
        "counts": answer.counts,
        "ends": answer.ends,
        "blockers": answer.blockers.sets,
        "openings": answer.openings.sets,
        "frontier": points,
        "solutions": {
            name: (
                solution.ties,
                frozenset(solution.dropped),
                frozenset(frozenset(p.utility.items()) for p in solution.points),
                frozenset(frozenset(p.items()) for p in solution.packages if (solution.ties or 0) <= 20),
            )
            for name, solution in answer.solutions.items()
        },
        "fallbacks": [dict(way.fallback) for way in answer.ways],
    }


@settings(max_examples=60)
@given(cases(replace(SMALL, settled=True)), st.data())
def test_the_order_of_issues_parties_and_options_changes_nothing(case: Case, data: st.DataObject) -> None:
    issues = data.draw(st.permutations(range(len(case.issues))))
    parties = data.draw(st.permutations(range(len(case.parties))))
    other = rearranged(case, issues, parties, data.draw(st.integers(0, 2)))
    assert essence(solve(other)) == essence(solve(case))


@settings(max_examples=20)
@given(cases(SMALL))
def test_the_same_case_gives_the_same_answer_twice(case: Case) -> None:
    first, second = solve(case), solve(case)
    assert essence(first) == essence(second)
    assert first.space.example == second.space.example
    for concept in CONCEPTS:
        if first.solutions:
            assert first.solutions[concept] == second.solutions[concept]
    assert first.levers == second.levers


# ---------------------------------------------------------------- caps


@settings(max_examples=150)
@given(
    cases(replace(SMALL, red_lines=(0, 4))), st.sampled_from([0, 1, 3, 8, 20]), st.sampled_from([0, 1, 2, 5])
)
def test_a_cap_may_leave_a_question_open_but_never_answers_it_wrong(
    case: Case, states: int, rows: int
) -> None:
    world = world_of(case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(space_module, "STATE_CAP", states)
        patch.setattr(space_module, "ROW_CAP", rows)
        space = agreement_space(case)
    assert space.feasible in (None, bool(world.deals()))
    assert (space.example is not None) == (space.feasible is True)
    if space.example is not None:
        assert standing(space, space.example).inside
    counts = count_all(space)
    assert counts.within_red_lines in (None, len(world.within_lines()))
    assert counts.feasible in (None, len(world.deals()))
    if space.diagram is not None:
        counted = count_above_reservations(
            space.diagram, space.problem.utilities, space.utilities, row_cap=rows
        )
        assert counted in (None, len(world.deals()))
    found, opened = blockers(space), openings(space)
    assert [(own.red_lines, own.reservations) for own in found] == blockers_of(world)
    assert [(own.red_lines, own.reservations) for own in opened] == openings_of(world)
    check_capped_frontier(pareto_frontier(space, cap=rows), world_points(case))


def world_points(case: Case) -> set[tuple[Fraction, ...]]:
    return set(frontier_of(world_of(case).within_lines()))


def check_capped_frontier(found: Frontier | None, expected: set[tuple[Fraction, ...]]) -> None:
    """Nothing, or all of it, or a grid that misses no point by more than its error."""
    if found is None:
        return
    points = {tuple(point.utility.values()) for point in found}
    if found.exact:
        assert points == expected
        return
    assert found.error is not None
    error = tuple(found.error.values())
    for wanted in expected:
        assert any(
            all(a >= b - lost for a, b, lost in zip(point, wanted, error, strict=True)) for point in points
        )
