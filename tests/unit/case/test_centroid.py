"""Centroids of what is known by rank or within bounds: closed forms, and the means of sampled weights."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, permutations
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from detente.case.centroid import WEIGHT_GRID, evenly_spaced, rank_order_centroid, ratio_centroid

Bounds = list[tuple[Fraction, Fraction]]
Floats = NDArray[np.float64]
HALF_STEP = 1.5 / WEIGHT_GRID
"""Rounding to the grid and normalising again moves a weight by less than this."""


def bounds(*pairs: tuple[float | str, float | str]) -> Bounds:
    return [(Fraction(low), Fraction(high)) for low, high in pairs]


def numbers() -> st.SearchStrategy[Bounds]:
    """Bounds of up to six weights, points and intervals, some of them from zero."""
    ends = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)
    pair = ends.map(lambda own: (Fraction(own[0], 4), Fraction(own[1], 4)))
    return st.lists(pair, min_size=1, max_size=6).filter(lambda own: any(high for _, high in own))


# ---------------------------------------------------------------- ranks


def test_rank_order_centroid_of_three_is_the_published_one() -> None:
    """Barron and Barrett (1996): (11, 5, 2) / 18."""
    assert rank_order_centroid(3) == (Fraction(11, 18), Fraction(5, 18), Fraction(2, 18))


@pytest.mark.parametrize("count", range(1, 12))
def test_rank_order_centroid_is_the_mean_of_the_corners(count: int) -> None:
    """The ordered simplex has the corners (1, 0, ...), (1/2, 1/2, 0, ...), ..., and its mean is theirs."""
    corners = [[Fraction(place < size, size) for place in range(count)] for size in range(1, count + 1)]
    mean = tuple(sum(column, Fraction(0)) / count for column in zip(*corners, strict=True))
    assert rank_order_centroid(count) == mean
    assert sum(mean) == 1
    assert all(better > worse for better, worse in pairwise(mean))


def test_rank_order_centroid_is_the_mean_of_sampled_ranked_weights() -> None:
    random = np.random.default_rng(1)
    sample = -np.sort(-random.dirichlet(np.ones(5), 40_000), axis=1)
    within_four_errors(sample, rank_order_centroid(5))


@pytest.mark.parametrize("count", range(2, 9))
def test_ranked_values_are_the_means_of_order_statistics(count: int) -> None:
    random = np.random.default_rng(count)
    inner = -np.sort(-random.random((20_000, count - 2)), axis=1)
    ends = np.ones((len(inner), 1))
    within_four_errors(np.hstack([ends, inner, 0 * ends]), evenly_spaced(count))


def test_a_single_option_is_the_best() -> None:
    assert evenly_spaced(1) == (Fraction(1),)
    assert rank_order_centroid(1) == (Fraction(1),)


# ---------------------------------------------------------------- bounds


def within_four_errors(sample: Floats, expected: tuple[Fraction, ...], slack: float = 0.0) -> None:
    """Whether the mean of a sample is the expected one, within four of its standard errors."""
    errors = sample.std(axis=0) / sqrt(len(sample))
    gaps = np.abs(sample.mean(axis=0) - np.array([float(share) for share in expected]))
    assert (gaps <= 4 * errors + 1e-12 + slack).all(), (gaps, errors)


def accepted(own: Bounds, draws: int, seed: int) -> Floats:
    """Weights drawn uniformly from the simplex, kept if some multiple of them lies within the bounds."""
    low, high = np.array(own, dtype=float).T
    weights = np.random.default_rng(seed).dirichlet(np.ones(len(own)), draws)
    least = (low / weights).max(axis=1)
    most = (high / weights).min(axis=1)
    kept: Floats = weights[least <= most]
    return kept


@pytest.mark.parametrize(
    "own",
    [
        bounds((1, 2), (1, 3)),
        bounds((0, 1), (1, 4)),
        bounds((1, 3), (1, 3), (2, 8)),
        bounds((0, 2), (0, 1), (1, 5)),
        bounds((0, 5), (1, 2), (3, 4), ("0.5", 6)),
        bounds(("0.001", 4), (1, 3), (0, 9)),
        bounds((1, 100), (1, 2), (1, 3), (1, 4), (1, 5)),
    ],
)
def test_bounded_weights_have_the_mean_of_those_that_rejection_keeps(own: Bounds) -> None:
    sample = accepted(own, 400_000, seed=7)
    assert len(sample) > 3_000
    within_four_errors(sample, ratio_centroid(own), slack=HALF_STEP)


def test_known_weights_among_bounded_ones() -> None:
    """Weights 1 and 2, and two in [1, 3]: uniform on shares means density 1/S^3 on the free square."""
    own = bounds((1, 1), (1, 3), (2, 2), (1, 3))
    steps = (np.arange(2_000) + 0.5) / 1_000 + 1
    first, second = np.meshgrid(steps, steps)
    total = first + second + 3
    density = total**-3
    means = [(part / total * density).sum() / density.sum() for part in (1, first, 2, second)]
    assert np.allclose([float(share) for share in ratio_centroid(own)], means, atol=HALF_STEP)


def two_weights(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The share of the first of two weights: the middle of its range, as two shares form a line."""
    return (a[0] / (a[0] + b[1]) + a[1] / (a[1] + b[0])) / 2


@given(*[st.tuples(st.integers(0, 20), st.integers(1, 20)) for _ in range(2)])
def test_two_weights_have_the_middle_of_the_range_of_shares(a: tuple[int, int], b: tuple[int, int]) -> None:
    first, second = (a[0], a[0] + a[1]), (b[0], b[0] + b[1])
    shares = ratio_centroid([(Fraction(low), Fraction(high)) for low, high in (first, second)])
    if first[0] == second[0] == 0:
        assert shares == (Fraction(1, 2), Fraction(1, 2))
    else:
        assert float(shares[0]) == pytest.approx(two_weights(first, second), abs=HALF_STEP)


def test_a_weight_of_one_against_one_from_one_to_five() -> None:
    """The share x / (x + 1) goes from 1/2 to 5/6; its middle is 2/3, not the 3/4 of the interval's middle."""
    assert ratio_centroid(bounds((1, 5), (1, 1))) == pytest.approx((2 / 3, 1 / 3), abs=HALF_STEP)


def test_one_free_weight_among_many_known_ones() -> None:
    """With y in [0, 2] beside weights that sum to 2 the share 1 - 2/(2+y) is uniform on [0, 1/2]."""
    shares = ratio_centroid(bounds((0, 2), ("0.5", "0.5"), ("1.5", "1.5")))
    assert [float(share) for share in shares] == pytest.approx([1 / 4, 3 / 16, 9 / 16], abs=HALF_STEP)


def test_one_bounded_weight_beside_two_known_ones() -> None:
    """Two weights 1 and one in [1, 2], y / (2 + y) uniform; density 1/S^2, mean share of a 1: 1/S."""
    integral = [1 / 3 - 1 / 4, (1 / 9 - 1 / 16) / 2]
    one = integral[1] / integral[0]
    shares = ratio_centroid(bounds((1, 1), (1, 1), (1, 2)))
    assert [float(share) for share in shares] == pytest.approx([one, one, 1 - 2 * one], abs=HALF_STEP)
    free = ratio_centroid(bounds((1, 2), (1, 1)))
    assert float(free[0]) == pytest.approx(7 / 12, abs=HALF_STEP)


def test_points_are_exact() -> None:
    own = bounds((1, 1), ("0.1", "0.1"), (0, 0))
    assert ratio_centroid(own) == (Fraction(10, 11), Fraction(1, 11), Fraction(0))


def test_weights_that_may_all_vanish_are_free_where_they_may_grow() -> None:
    assert ratio_centroid(bounds((0, 1), (0, 100), (0, 0))) == (Fraction(1, 2), Fraction(1, 2), Fraction(0))


@given(numbers())
def test_they_sum_to_one_and_stay_within_what_the_bounds_admit(own: Bounds) -> None:
    shares = ratio_centroid(own)
    assert sum(shares) == 1
    least, most = sum(low for low, _ in own), sum(high for _, high in own)
    for share, (low, high) in zip(shares, own, strict=True):
        others_high, others_low = most - high, least - low
        assert share >= (low / (low + others_high) if low + others_high else 0) - Fraction(2, WEIGHT_GRID)
        assert share <= (high / (high + others_low) if high + others_low else 1) + Fraction(2, WEIGHT_GRID)


@given(numbers(), st.integers(1, 10**9), st.integers(1, 10**9))
def test_the_scale_of_the_bounds_leaves_no_trace(own: Bounds, over: int, under: int) -> None:
    factor = Fraction(over, under)
    assert ratio_centroid([(low * factor, high * factor) for low, high in own]) == ratio_centroid(own)


@given(numbers(), st.data())
def test_the_order_of_the_issues_leaves_no_trace(own: Bounds, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(own))))
    shares = ratio_centroid(own)
    assert ratio_centroid([own[place] for place in order]) == tuple(shares[place] for place in order)


@pytest.mark.parametrize("order", list(permutations([("1", "3"), ("1", "3"), ("2", "2")])))
def test_equal_bounds_weigh_the_same(order: tuple[tuple[str, str], ...]) -> None:
    own = bounds(*order)
    shares = ratio_centroid(own)
    assert len(set(shares)) == 2
    assert len({shares[place] for place in range(3) if order[place] == ("1", "3")}) == 1


@pytest.mark.parametrize("count", [2, 7, 40, 200])
def test_many_equal_bounds_share_equally(count: int) -> None:
    assert ratio_centroid(bounds(*[(1, 2)] * count)) == (Fraction(1, count),) * count


@pytest.mark.parametrize("tiny", ["1e-12", "1e-60", "1e-100"])
def test_a_weight_that_all_but_vanishes(tiny: str) -> None:
    """It leaves a strip along the shares s of the others, as wide as 1/S: min(s, 1 - s) on [1/4, 2/3]."""
    mass = 3 / 32 + 5 / 72
    first = (7 / 192 + 10 / 81 - 1 / 12) / mass
    shares = ratio_centroid(bounds((1, 2), (1, 3), (0, tiny)))
    assert [float(share) for share in shares] == pytest.approx([first, 1 - first, 0], abs=HALF_STEP)


@pytest.mark.parametrize("tiny", ["1e-12", "1e-60", "1e-100"])
def test_a_bound_that_all_but_vanishes(tiny: str) -> None:
    shares = ratio_centroid(bounds((tiny, 1), (0, 1)))
    assert [float(share) for share in shares] == pytest.approx([0.5, 0.5], abs=HALF_STEP)


def test_a_hundred_digits_are_no_obstacle() -> None:
    shares = ratio_centroid(bounds(("1e-100", "1e100"), ("1e-100", "1e100"), ("1e-50", "1")))
    assert sum(shares) == 1
    assert shares[0] == shares[1]
