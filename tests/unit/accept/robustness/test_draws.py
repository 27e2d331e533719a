"""Draws: laws of values and red lines, seeds that depend on no order, groups that can be exchanged."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from detente.accept.problem import problem_of
from detente.accept.robustness.draws import (
    Draws,
    Group,
    chunk_size,
    draw,
    draw_levels,
    joined,
    mixed,
    open_groups,
    reservation_of,
    tables_of,
    utilities_in,
)
from detente.accept.robustness.laws import (
    GRID,
    Between,
    OpenWeights,
    Ranked,
    draw_values,
    draw_weights,
    whole_shares,
)
from detente.accept.robustness.unknowns import Unknowns, unknowns_of
from detente.case.centroid import evenly_spaced
from detente.case.model import Case, Figure, Interaction, Like, Preference
from detente.case.rules import parse_rule
from detente.errors import InputError
from tests.small_cases import case_of, figure, issues_of, red_line

HALF = Fraction(1, 2)


def open_case_of_two() -> Case:
    """Two parties, three issues: weights by bounds and by rank, values open, ranked and known."""
    issues = issues_of([2, 3, 2], ["a", "b"])
    case = case_of([2, 3, 2], {"a": None, "b": None})
    words = {"i0": 0, "i1": 1, "i2": 2}
    a = Preference(
        weights={"i0": figure(1, 3), "i1": figure(2), "i2": figure(0, 1)},
        values={"i0": {"o0": figure(0), "o1": figure(HALF, 1)}},
        option_rankings={"i1": ("o2", "o0", "o1")},
        interactions=(_extra(case, "i0 = o1 and i2 = o0", figure(Fraction(1, 10), Fraction(3, 10))),),
    )
    b = Preference(issue_ranking=("i2", "i0", "i1"), option_rankings={"i1": ("o1", "o0", "o2")})
    like = Like(package=dict.fromkeys(words, "o0"))
    parties = (
        replace(case.parties[0], preference=a, reservation=like),
        replace(case.parties[1], preference=b, reservation=figure(Fraction(1, 4), HALF)),
    )
    line = red_line(issues, "l0", "a", "i0 = o1", fallback=["i0 = o1 or i1 = o2", "i0 = o1 or not i1 = o0"])
    sure = replace(red_line(issues, "l1", "b", "i2 = o1"), held=figure(1))
    return replace(case, parties=parties, red_lines=(line, sure))


def _extra(case: Case, rule: str, value: Figure) -> Interaction:
    from detente.case.model import vocabulary

    return Interaction(text=rule, formula=parse_rule(rule, vocabulary(case.issues)), value=value)


@pytest.fixture(scope="module")
def unknowns() -> Unknowns:
    return unknowns_of(problem_of(open_case_of_two()))


def many(unknowns: Unknowns, chunks: int = 40) -> Draws:
    return joined([draw(unknowns, seed=11, stream=0, chunk=chunk) for chunk in range(chunks)])


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_ranked_options_are_evenly_spaced_on_average(count: int) -> None:
    order = tuple(np.random.default_rng(count).permutation(count).tolist())
    drawn = draw_values(Ranked(order, GRID), np.random.default_rng(2), 20_000) / GRID
    spaced = [float(evenly_spaced(count)[position]) for position in order]
    error = drawn.std(axis=0) / np.sqrt(len(drawn))
    assert (np.abs(drawn.mean(axis=0) - spaced) <= 3 * error + 1e-9).all()
    by_rank = drawn[:, np.argsort(order)]
    assert (np.diff(by_rank, axis=1) <= 0).all()
    if count > 2:  # the second of n has the variance of Beta(n - 2, 1)
        n = count - 2
        np.testing.assert_allclose(by_rank[:, 1].var(), n / (n + 1) ** 2 / (n + 2), rtol=0.05)


def test_numbers_within_bounds_are_uniform_and_known_ones_stay() -> None:
    law = Between(low=np.array([0.0, 7.0, -3e5]), high=np.array([1e6, 7.0, 1e5]))
    drawn = draw_values(law, np.random.default_rng(1), 20_000)
    assert (drawn[:, 1] == 7).all()
    for column, low, high in ((0, 0, 1e6), (2, -3e5, 1e5)):
        own = drawn[:, column]
        assert low <= own.min() < low + 1e4
        assert high - 1e4 < own.max() <= high
        np.testing.assert_allclose(own.var(), (high - low) ** 2 / 12, rtol=0.05)


def test_shares_become_integers_with_the_sum_of_the_grid() -> None:
    shares = np.array([[1 / 3, 1 / 3, 1 / 3, 0.0], [0.0, 1e-9, 1 - 1e-9, 0.0], [1.0, 0.0, 0.0, 0.0]])
    whole = whole_shares(shares)
    assert (whole.sum(axis=1) == GRID).all()
    assert (whole >= 0).all()
    assert np.abs(whole / GRID - shares).max() <= 1 / GRID


def test_weights_that_may_only_be_of_some_issues_stay_there() -> None:
    drawn = draw_weights(OpenWeights((0, 2), 4), np.random.default_rng(1), 100)
    assert (drawn[:, [1, 3]] == 0).all()
    assert (drawn.sum(axis=1) == GRID).all()


def test_red_lines_fall_back_with_the_same_chance(unknowns: Unknowns) -> None:
    levels = many(unknowns).levels
    low, high = 0.4, 0.8  # the chance of a stated line is uniform between these
    held = (low + high) / 2
    squares = (high**3 - low**3) / 3 / (high - low)
    cubes = (high**4 - low**4) / 4 / (high - low)
    wanted = [held, held - squares, held - 2 * squares + cubes, 1 - 3 * held + 3 * squares - cubes]
    for level, chance in enumerate(wanted):
        share = (levels[:, 0] == level).mean()
        assert abs(share - chance) < 3 * np.sqrt(chance * (1 - chance) / len(levels))
    assert (levels[:, 1] == 0).all()


def test_the_groups_are_those_that_leave_something_open(unknowns: Unknowns) -> None:
    assert open_groups(unknowns) == (
        Group("weights", 0),
        Group("values", 0, 0),
        Group("values", 0, 1),
        Group("values", 0, 2),
        Group("interactions", 0),
        Group("weights", 1),
        Group("values", 1, 0),
        Group("values", 1, 1),
        Group("values", 1, 2),
        Group("reservation", 1),
        Group("red-line", 0),
    )


def parts_of(draws: Draws) -> dict[Group, bytes]:
    """The bytes of each open group of the case above."""
    spans = [(0, 2), (2, 5), (5, 7)]
    reserved = draws.reservations[1]
    assert reserved is not None
    return {
        **{Group("weights", party): draws.weights[party].tobytes() for party in (0, 1)},
        **{
            Group("values", party, issue): draws.values[party][:, slice(*span)].tobytes()
            for party in (0, 1)
            for issue, span in enumerate(spans)
        },
        Group("interactions", 0): draws.extras[0].tobytes(),
        Group("reservation", 1): reserved.tobytes(),
        Group("red-line", 0): draws.levels[:, 0].tobytes(),
    }


def test_an_exchange_changes_one_group_and_no_other(unknowns: Unknowns) -> None:
    base, other = (draw(unknowns, seed=5, stream=stream, chunk=0) for stream in (1, 2))
    before, wanted = parts_of(base), parts_of(other)
    for group in open_groups(unknowns):
        after = parts_of(mixed(unknowns, base, other, group))
        assert after[group] == wanted[group] != before[group]
        assert {name for name in after if after[name] != before[name]} == {group}
    assert parts_of(base) == before


def test_a_draw_depends_on_seed_stream_and_chunk_alone(unknowns: Unknowns) -> None:
    one = parts_of(draw(unknowns, seed=5, stream=0, chunk=3))
    assert one == parts_of(draw(unknowns, seed=5, stream=0, chunk=3))
    for seed, stream, chunk in ((6, 0, 3), (5, 1, 3), (5, 0, 4)):
        other = parts_of(draw(unknowns, seed=seed, stream=stream, chunk=chunk))
        assert all(other[group] != one[group] for group in one)
    levels = draw_levels(unknowns, seed=5, stream=0, chunk=3)
    assert levels[:, 0].tobytes() == one[Group("red-line", 0)]


def test_utilities_average_to_those_at_the_centroids(unknowns: Unknowns) -> None:
    draws = many(unknowns)
    for number, central in enumerate(unknowns.problem.utilities):
        scale = unknowns.parties[number].scale
        drawn = tables_of(unknowns, draws, number) / scale
        wanted = np.array([value / central.scale for table in central.tables for value in table])
        error = drawn.std(axis=0) / np.sqrt(len(drawn)) + 1e-6
        assert (np.abs(drawn.mean(axis=0) - wanted) / error).max() < 3.5
        floor = reservation_of(unknowns, draws, number)
        assert floor is not None
        assert central.reservation is not None
        error_of_floor = floor.std() / scale / np.sqrt(len(floor)) + 1e-6
        assert abs(floor.mean() / scale - central.reservation / central.scale) < 3.5 * error_of_floor


def test_no_deal_like_a_package_is_worth_what_the_package_is(unknowns: Unknowns) -> None:
    draws = draw(unknowns, seed=1, stream=0, chunk=0)
    for row in range(20):
        utility = utilities_in(unknowns, draws, row)[0]
        assert utility.reservation == utility.of((0, 0, 0))


def test_chunks_are_smaller_where_a_draw_is_larger(unknowns: Unknowns) -> None:
    assert chunk_size(unknowns) == 500
    wide = case_of([20_000], {"a": [[0] * 20_000], "b": [[0] * 20_000]})
    assert chunk_size(unknowns_of(problem_of(wide))) == 2**22 // 40_000


# ---------------------------------------------------------------- grids


def written(low: Fraction | int, high: Fraction | int | None = None) -> Case:
    """One party, one issue of two options, on its own scale: the first is worth what is given."""
    case = case_of([2], {"a": [[0, 1]]})
    preference = replace(
        case.parties[0].preference, values={"i0": {"o0": figure(low, high), "o1": figure(1)}}
    )
    return replace(case, parties=(replace(case.parties[0], preference=preference),))


def test_known_numbers_stay_exact() -> None:
    party = unknowns_of(problem_of(written(Fraction(1, 3)))).parties[0]
    assert (party.scale, party.rounded) == (3, False)
    assert party.values[0].is_open is False


@pytest.mark.parametrize(
    ("low", "high", "scale"), [(0, 1, 10**6), (0, 200, 1000), (Fraction(1, 8), HALF, 10**6), (0, 10**9, 1)]
)
def test_open_numbers_take_a_grid_of_their_magnitude(low: Fraction, high: Fraction, scale: int) -> None:
    party = unknowns_of(problem_of(written(low, high))).parties[0]
    assert (party.scale, party.rounded) == (scale, False)


def test_numbers_too_fine_for_exact_sums_are_rounded_and_said() -> None:
    party = unknowns_of(problem_of(written(Fraction(1, 10**17)))).parties[0]
    assert (party.scale, party.rounded) == (10**12, True)


def test_numbers_too_large_for_any_grid_are_refused() -> None:
    with pytest.raises(InputError, match=r"parties\.a: .* too large .* Try: give them in larger units"):
        unknowns_of(problem_of(written(10**17)))
