"""Closed and total indices of groups: the function of Ishigami, closed forms of two switches, coverage."""

from __future__ import annotations

from collections.abc import Callable, Collection
from math import pi

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.accept.robustness.indices import Index, group_index

Floats = NDArray[np.float64]

# Ishigami and Homma 1990 (ISUMA 398-403) with a = 7, b = 0.1: the variances by hand.
A, B = 7.0, 0.1
FIRST = (1 + B * pi**4 / 5) ** 2 / 2
SECOND = A**2 / 8
TOGETHER = B**2 * pi**8 * (1 / 18 - 1 / 50)
WHOLE = FIRST + SECOND + TOGETHER


def ishigami(x: Floats) -> Floats:
    value: Floats = np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])
    return value


def either(x: Floats) -> Floats:
    """1 if either of the first two coordinates is positive: each is with chance 1/2."""
    return ((x[:, 0] > 0) | (x[:, 1] > 0)).astype(float)


def estimated(
    outcome: Callable[[Floats], Floats], group: Collection[int], draws: int, seed: int, resamples: int = 200
) -> Index:
    random = np.random.default_rng(seed)
    base, other = random.uniform(-pi, pi, size=(2, draws, 3))
    crossed = base.copy()
    crossed[:, list(group)] = other[:, list(group)]
    found = group_index(outcome(base), outcome(other), outcome(crossed), random=random, resamples=resamples)
    assert found is not None
    return found


CLOSED_FORMS: list[tuple[Callable[[Floats], Floats], tuple[int, ...], float, float]] = [
    (ishigami, (0,), FIRST / WHOLE, (FIRST + TOGETHER) / WHOLE),
    (ishigami, (1,), SECOND / WHOLE, SECOND / WHOLE),
    (ishigami, (2,), 0.0, TOGETHER / WHOLE),
    (ishigami, (0, 2), 1 - SECOND / WHOLE, 1 - SECOND / WHOLE),
    (ishigami, (1, 2), SECOND / WHOLE, 1 - FIRST / WHOLE),
    (either, (0,), 1 / 3, 2 / 3),  # Var = 3/16, Var(E[Y|X1]) = 1/16, E[Var(Y|X2)] = 1/8
    (either, (0, 1), 1.0, 1.0),
    (either, (2,), 0.0, 0.0),
]


@pytest.mark.parametrize(("outcome", "group", "closed", "total"), CLOSED_FORMS)
def test_indices_are_within_three_standard_errors_of_closed_forms(
    outcome: Callable[[Floats], Floats], group: tuple[int, ...], closed: float, total: float
) -> None:
    found = estimated(outcome, group, draws=8_000, seed=4)
    assert abs(found.closed.value - closed) <= 3 * found.closed.standard_error + 1e-12
    assert abs(found.total.value - total) <= 3 * found.total.standard_error + 1e-12
    assert found.closed.standard_error < 0.05


@pytest.mark.parametrize(
    ("outcome", "group", "closed", "total"), [CLOSED_FORMS[0], CLOSED_FORMS[2], CLOSED_FORMS[5]]
)
def test_bars_cover_about_95_percent_of_the_time(
    outcome: Callable[[Floats], Floats], group: tuple[int, ...], closed: float, total: float
) -> None:
    found = [estimated(outcome, group, draws=400, seed=seed) for seed in range(150)]
    for truth, bars in (
        (closed, [index.closed for index in found]),
        (total, [index.total for index in found]),
    ):
        covered = np.mean([bar.low <= truth <= bar.high for bar in bars])
        assert 0.89 <= covered <= 0.99
        assert all(bar.low <= bar.value <= bar.high for bar in bars)


def test_a_group_without_influence_has_indices_of_exactly_zero() -> None:
    found = estimated(either, (2,), draws=300, seed=1)
    assert (found.closed.low, found.closed.value, found.closed.high) == (0.0, 0.0, 0.0)
    assert (found.total.low, found.total.value, found.total.high) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("seed", range(10))
def test_a_group_that_alone_has_influence_has_indices_of_exactly_one(seed: int) -> None:
    found = estimated(either, (0, 1), draws=100, seed=seed)
    assert (found.closed.low, found.closed.value, found.closed.high) == (1.0, 1.0, 1.0)
    assert (found.total.low, found.total.value, found.total.high) == (1.0, 1.0, 1.0)


def test_the_error_between_the_two_samples_is_taken_out() -> None:
    """Against the plain estimators of Saltelli 2010 and Jansen 1999, on the same draws."""

    def most(x: Floats) -> Floats:
        return ((x[:, 0] > 0) & (x[:, 1] > -0.9 * pi)).astype(float)

    errors = []
    for seed in range(60):
        random = np.random.default_rng(seed)
        first, second = random.uniform(-pi, pi, size=(2, 400, 2))
        base, other, crossed = most(first), most(second), most(np.c_[second[:, 0], first[:, 1]])
        found = group_index(base, other, crossed, random=random, resamples=2)
        assert found is not None
        both = np.concatenate([base, other])
        plain = np.mean((other - both.mean()) * (crossed - base)), np.mean((base - crossed) ** 2) / 2
        errors.append([found.closed.value, found.total.value, *np.array(plain) / both.var()])
    # The mean is 0.475; knowing the first it is 0 or 0.95, knowing the second 0 or one half.
    whole = 0.475 * 0.525
    truth = np.array([0.475**2, whole - 0.95 * 0.05 / 4] * 2) / whole
    closed, total, plain_closed, plain_total = np.sqrt(np.mean((np.array(errors) - truth) ** 2, axis=0))
    assert closed < plain_closed / 1.5
    assert total < plain_total / 1.5
    assert np.abs(np.mean(errors, axis=0) - truth).max() < 0.03


def test_with_one_draw_there_is_an_index_still() -> None:
    one, none = np.ones(1), np.zeros(1)
    found = group_index(one, none, one, random=np.random.default_rng(1), resamples=10)
    assert found is not None
    assert found.total.value == 0.0


@pytest.mark.parametrize("constant", [0.0, 1.0, 1 / 3])
def test_an_outcome_that_never_varies_has_no_index(constant: float) -> None:
    same = np.full(50, constant)
    assert group_index(same, same, same, random=np.random.default_rng(1), resamples=10) is None


def test_a_rare_outcome_has_wide_bars_and_no_failure() -> None:
    base = np.zeros(200)
    base[0] = 1.0
    found = group_index(base, np.zeros(200), np.zeros(200), random=np.random.default_rng(1), resamples=100)
    assert found is not None
    assert found.total.high - found.total.low >= 0
    assert found.total.value == pytest.approx(1.0, abs=0.01)


def test_bars_hold_from_a_hundred_draws_of_the_rarer_verdict_on() -> None:
    """Two lines have to fall, each with chance 1/10: about 20 and 100 of the draws of both samples."""
    share = 0.01
    closed, total = (0.1 * share * 0.9 / (share * 0.99), 1 - 0.1**2 * 0.1 * 0.9 / (share * 0.99))
    covered = {}
    for draws in (1_000, 5_000):
        held = []
        for seed in range(60):
            random = np.random.default_rng(seed)
            base, other = random.random((2, draws, 2)) < 0.1
            crossed = np.c_[other[:, 0], base[:, 1]]
            samples = (both.all(axis=1).astype(float) for both in (base, other, crossed))
            found = group_index(*samples, random=random, resamples=200)
            assert found is not None
            held += [found.closed.low <= closed <= found.closed.high]
            held += [found.total.low <= total <= found.total.high]
        covered[draws] = np.mean(held)
    assert covered[5_000] >= 0.85
    assert covered[1_000] < 0.75
