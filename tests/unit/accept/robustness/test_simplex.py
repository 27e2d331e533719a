"""Samplers of weights: closed forms, the centroid of the same law, and uniformity against plain rejection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.accept.robustness.simplex import draw_ratios, ordered_simplex, ratio_law, uniform_simplex
from detente.case.centroid import rank_order_centroid, ratio_centroid

Floats = NDArray[np.float64]
Bounds = Sequence[tuple[float, float]]

DRAWS = 20_000


def exact(bounds: Bounds) -> list[tuple[Fraction, Fraction]]:
    return [(Fraction(str(low)), Fraction(str(high))) for low, high in bounds]


def far(drawn: Floats, mean: Sequence[Fraction] | Floats) -> float:
    """How many standard errors the sample mean is from ``mean``, at most; constants have to be exact."""
    gap = np.abs(drawn.mean(axis=0) - np.array([float(number) for number in mean]))
    error = drawn.std(axis=0) / np.sqrt(len(drawn))
    return float((gap / np.where(error > 0, error, 1e-12)).max())


@pytest.mark.parametrize("count", range(2, 9))
def test_the_ordered_simplex_has_the_rank_order_centroid(count: int) -> None:
    drawn = ordered_simplex(np.random.default_rng(count), DRAWS, count)
    assert (np.diff(drawn, axis=1) <= 0).all()
    np.testing.assert_allclose(drawn.sum(axis=1), 1.0)
    assert far(drawn, rank_order_centroid(count)) < 3


@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_whole_simplex_has_equal_means_and_the_variance_of_dirichlet(count: int) -> None:
    drawn = uniform_simplex(np.random.default_rng(1), DRAWS, count)
    assert far(drawn, [Fraction(1, count)] * count) < 3
    variance = (count - 1) / count**2 / (count + 1)
    np.testing.assert_allclose(drawn.var(axis=0), variance, rtol=0.05)


WITHIN: list[Bounds] = [
    [(1, 3), (2, 4), (0, 2)],
    [(1, 1), (0, 5)],
    [(2, 2), (1, 3), (0, 1), (3, 3)],
    [(0.001, 1), (0, 1), (5, 6)],
    [(0.999, 1)] * 4,
    [(0.000001, 1)] * 3,
    [(1, 3)] * 9 + [(0, 0)] * 3 + [(3, 5)] * 2 + [(0, 2)] * 4,
    [(1, 2)] * 40,
]


@pytest.mark.parametrize("bounds", WITHIN, ids=lambda bounds: f"{len(bounds)} weights")
def test_bounded_weights_have_their_centroid_and_keep_their_ratios(bounds: Bounds) -> None:
    drawn = draw_ratios(ratio_law(exact(bounds)), np.random.default_rng(5), DRAWS // 4)
    np.testing.assert_allclose(drawn.sum(axis=1), 1.0)
    centre = np.array([float(weight) for weight in ratio_centroid(exact(bounds))])
    error = drawn.std(axis=0) / np.sqrt(len(drawn)) + 1e-6  # the centroid is rounded
    assert (np.abs(drawn.mean(axis=0) - centre) / error).max() < 3.5  # of up to 40 means
    low, high = np.array(bounds, dtype=float).T
    stretch = np.min(
        np.where(high > 0, high, 1) / np.maximum(drawn, 1e-300), axis=1, where=high > 0, initial=1e9
    )
    needed = np.max(low / np.maximum(drawn, 1e-300), axis=1)
    assert (needed <= stretch * (1 + 1e-9)).all()  # some multiple of the weights lies within the bounds


def by_rejection(random: np.random.Generator, bounds: Bounds, rows: int) -> Floats:
    """Uniform points of the simplex of which some multiple lies within the bounds: by trial and error."""
    low, high = np.array(bounds, dtype=float).T
    found: list[Floats] = []
    while sum(map(len, found)) < rows:
        tried = random.dirichlet(np.ones(len(bounds)), size=rows)
        longest = (high / tried).min(axis=1)
        found.append(tried[(low / tried).max(axis=1) <= longest])
    return np.concatenate(found)[:rows]


def by_normalising(random: np.random.Generator, bounds: Bounds, rows: int) -> Floats:
    """The sampler that comes to mind first, and is not uniform: draw within the bounds, then normalise."""
    low, high = np.array(bounds, dtype=float).T
    drawn: Floats = random.uniform(low, high, size=(rows, len(bounds)))
    drawn /= drawn.sum(axis=1, keepdims=True)
    return drawn


def exactly(random: np.random.Generator, bounds: Bounds, rows: int) -> Floats:
    return draw_ratios(ratio_law(exact(bounds)), random, rows)


def chi_square(one: Floats, other: Floats, bins: int) -> float:
    """Two-sample chi-square over cells of about equal counts, as a standard normal (Wilson and Hilferty)."""
    cells = np.zeros(len(one) + len(other), dtype=np.int64)
    for column in range(one.shape[1] - 1):
        both = np.concatenate([one[:, column], other[:, column]])
        cells = cells * bins + np.searchsorted(np.quantile(both, np.arange(1, bins) / bins), both)
    kinds = int(cells.max()) + 1
    counts = np.stack([np.bincount(part, minlength=kinds) for part in (cells[: len(one)], cells[len(one) :])])
    full = counts[:, counts.sum(axis=0) >= 20].astype(float)
    statistic = ((full[0] - full[1]) ** 2 / full.sum(axis=0)).sum()
    freedom = full.shape[1] - 1
    return float(((statistic / freedom) ** (1 / 3) - (1 - 2 / (9 * freedom))) / np.sqrt(2 / (9 * freedom)))


Sampler = Callable[[np.random.Generator, Bounds, int], Floats]


@pytest.mark.parametrize(
    "bounds", [[(1, 3), (1, 4), (0, 2)], [(1, 2), (1, 5), (0, 3), (2, 3)]], ids=["3", "4"]
)
@pytest.mark.parametrize(("sampler", "uniform"), [(exactly, True), (by_normalising, False)])
def test_bounded_weights_are_uniform(bounds: Bounds, sampler: Sampler, uniform: bool) -> None:
    random = np.random.default_rng(8)
    drawn, wanted = sampler(random, bounds, DRAWS), by_rejection(random, bounds, DRAWS)
    distance = chi_square(drawn, wanted, bins=12 if len(bounds) == 3 else 6)
    assert (distance < 3) is uniform


def test_ratios_within_a_triangle_have_the_area_that_geometry_gives() -> None:
    # Weights proportional to (1, a, b) with a and b in [1, 2]: the part with a <= b is one half of it.
    drawn = draw_ratios(ratio_law(exact([(1, 1), (1, 2), (1, 2)])), np.random.default_rng(3), DRAWS)
    share = (drawn[:, 1] <= drawn[:, 2]).mean()
    assert abs(share - 0.5) < 3 * 0.5 / np.sqrt(DRAWS)


def test_the_same_seed_gives_the_same_weights() -> None:
    law = ratio_law(exact([(1, 3), (2, 4), (0, 2)]))
    one, same, other = (draw_ratios(law, np.random.default_rng(seed), 50) for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()
