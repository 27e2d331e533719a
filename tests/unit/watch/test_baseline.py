"""The baseline: its likelihood, its posterior beside brute force, its season, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import nbinom

from detente.errors import InputError
from detente.watch.baseline import pooling
from detente.watch.baseline.fit import Baseline, fit_baseline
from detente.watch.baseline.history import history, log_likelihood
from detente.watch.baseline.predictive import predict, tail_at, upper_quantile, upper_tail
from detente.watch.baseline.season import YEAR, fit_season, no_season, waves
from tests.quiet_worlds import ORIGIN, quiet

RANDOM = 20200727


def fitted(counts: list[list[int]], looks: list[list[float]], **more: int) -> Baseline:
    numbers = np.arange(ORIGIN, ORIGIN + len(counts[0]))
    return fit_baseline(np.array(counts), np.array(looks), days=numbers, **more)


def one_tail(baseline: Baseline, count: int, looks: float = 1.0) -> float:
    found = upper_tail(baseline, np.array([[count]]), np.array([[looks]]), days=np.array([ORIGIN + 400]))
    return float(found[0, 0])


def test_the_likelihood_is_the_negative_binomials() -> None:
    random = np.random.default_rng(RANDOM)
    looks = random.choice([0.0, 0.5, 1.0, 2.5], size=(3, 30))
    counts = np.where(looks > 0, random.poisson(1.5 * looks), 0)
    season = np.where(np.arange(30) < 15, 1.0, 1.3)
    log_size, log_rate = np.log([0.2, 1.0, 7.0]), np.log([0.1, 0.9, 3.0])
    found = log_likelihood(history(counts, looks, season), log_size[None], log_rate[None, None])
    for cell in range(3):
        expected = np.array([
            [
                sum(
                    nbinom.logpmf(y, r, r / (r + rate * e * s))
                    for y, e, s in zip(counts[cell], looks[cell], season, strict=True)
                    if e
                )
                for rate in np.exp(log_rate)
            ]
            for r in np.exp(log_size)
        ])  # fmt: skip
        np.testing.assert_allclose(found[cell] - found[cell, 0, 0], expected - expected[0, 0], atol=1e-9)


def test_many_exposures_share_bins_with_little_loss() -> None:
    random = np.random.default_rng(RANDOM)
    looks = random.uniform(0.2, 3.0, size=(2, 200))
    counts = random.poisson(looks)
    log_size, log_rate = np.log([[0.5, 5.0]]), np.log([[[0.5, 1.0, 2.0]]])
    coarse = log_likelihood(history(counts, looks, np.ones(200)), log_size, log_rate)
    fine = log_likelihood(history(counts, looks, np.ones(200), bins=10**6), log_size, log_rate)
    np.testing.assert_allclose(coarse - coarse[:, :1, :1], fine - fine[:, :1, :1], atol=0.25)


def test_poisson_counts_of_one_cell_have_the_known_predictive(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a prior even in ln lambda, Y counts in E looks foresee NB(Y, E/(E + e)) (Gelman 2013, 2.6)."""
    monkeypatch.setattr(pooling, "LEAST_SIZE", 0.9e7)
    monkeypatch.setattr(pooling, "MOST_SIZE", 1.1e7)
    baseline = fitted([[2, 0, 1, 3, 0, 1]], [[1.0, 1.0, 1.0, 2.0, 0.5, 0.5]])
    for count, looks in [(1, 1.0), (4, 1.0), (9, 1.0), (6, 2.0)]:
        known = float(nbinom.sf(count - 1, 7, 6.0 / (6.0 + looks)))
        assert one_tail(baseline, count, looks) == pytest.approx(known, rel=0.01)


def brute_force(counts: NDArray[np.int64], looks: NDArray[np.float64], count: int) -> float:
    """The tail of one cell alone by a dense grid over (ln r, ln lambda) with the vague prior."""
    past = history(counts[None], looks[None], np.ones(len(counts)))
    grid = pooling.grid_for(past)
    log_size = np.linspace(grid.log_sizes[0], grid.log_sizes[-1], 121)
    log_rate = np.linspace(grid.log_rates[0], grid.log_rates[-1], 401)
    size, rate = np.exp(log_size)[:, None], np.exp(log_rate)[None, :]
    total = np.log((1 + size) ** -0.5) + np.zeros_like(rate)
    for y, times in zip(*np.unique(counts[looks > 0], return_counts=True), strict=True):
        total = total + times * nbinom.logpmf(y, size, size / (size + rate))
    weight = np.exp(total - total.max())
    return float((weight * nbinom.sf(count - 1, size, size / (size + rate))).sum() / weight.sum())


@pytest.mark.parametrize(
    ("counts", "looked"),
    [
        ([0] * 20, 20),
        ([0, 0, 3, 0, 0, 1, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 1, 0, 0, 2], 20),
        ([1, 2, 1, 0, 3, 1, 2, 2, 1, 0], 10),
        ([0, 1, 0, 0, 0, 2], 4),
        ([40, 55, 38, 61, 47, 52, 44, 58, 39, 50] * 6, 60),
    ],
)
def test_the_posterior_of_one_cell_is_that_of_brute_force(counts: list[int], looked: int) -> None:
    looks = np.array([1.0 if day < looked else 0.0 for day in range(len(counts))])
    baseline = fit_baseline(
        np.array([counts]), looks[None], days=np.arange(ORIGIN, ORIGIN + len(counts)), harmonics=0
    )
    middle = max(1, round(float(np.mean(counts))))
    for count in (1, middle, 2 * middle + 1, 4 * middle + 3):
        known = brute_force(np.array(counts), looks, count)
        assert one_tail(baseline, count) == pytest.approx(known, rel=0.06, abs=1e-12)


def test_the_moments_are_those_of_the_mixture() -> None:
    baseline = fitted([[0, 2, 1, 0, 5, 1, 0, 0, 3, 1]], [[1.0] * 10])
    found = predict(baseline, np.array([[1.0, 3.0]]), days=np.array([ORIGIN + 20, ORIGIN + 21]))
    counts = np.arange(1, 1500)
    for day, looks in enumerate((1.0, 3.0)):
        tails = tail_at(baseline, np.zeros(1499, dtype=int), counts, np.full(1499, looks), np.zeros(1499))
        mean = tails.sum()
        second = (tails * (2 * counts - 1)).sum()
        assert found.mean[0, day] == pytest.approx(mean, rel=0.01)
        assert found.mean[0, day] ** 2 / found.size[0] + found.mean[0, day] == pytest.approx(
            second - mean**2, rel=0.25
        )


def test_a_cell_without_a_look_gets_what_the_others_are_like() -> None:
    random = np.random.default_rng(RANDOM)
    world = quiet(random, cells=60, baseline=40, size=2.0, spread=0.3, rate=2.0)
    looks = world.looks[:, :40].copy()
    looks[0] = 0
    baseline = fit_baseline(world.counts[:, :40], looks, days=world.days[:40])
    assert baseline.days_looked[0] == 0
    assert baseline.mean_rate()[0] == pytest.approx(2.0, rel=0.5)


def test_hot_cells_are_not_shrunk_to_the_others() -> None:
    random = np.random.default_rng(RANDOM)
    counts = random.poisson(0.2, size=(100, 60))
    counts[0] = random.poisson(20.0, size=60)
    baseline = fit_baseline(counts, np.ones((100, 60)), days=np.arange(ORIGIN, ORIGIN + 60))
    assert baseline.mean_rate()[0] == pytest.approx(20.0, rel=0.1)
    assert baseline.mean_rate()[1:].mean() == pytest.approx(0.2, rel=0.1)


def test_quantiles_and_tails_agree() -> None:
    random = np.random.default_rng(RANDOM)
    world = quiet(random, cells=12, baseline=25, size=0.5, rate=4.0)
    baseline = fit_baseline(world.counts[:, :25], world.looks[:, :25], days=world.days[:25])
    looks, days = world.looks[:, 25:], world.days[25:]
    for level in (0.5, 0.95, 0.999):
        upper = upper_quantile(baseline, looks, days=days, level=level)
        above = upper_tail(baseline, upper + 1, looks, days=days)
        at = upper_tail(baseline, upper, looks, days=days)
        looked = looks > 0
        assert (above[looked] <= 1 - level).all()
        assert (at[looked & (upper > 0)] > 1 - level).all()
        assert (upper[~looked] == 0).all()


def test_a_season_is_found_again_within_its_error() -> None:
    random = np.random.default_rng(RANDOM)
    days = np.arange(ORIGIN, ORIGIN + 1100)
    truth = np.array([0.8, -0.3, 0.2, 0.1])
    factor = np.exp(waves(days, 2) @ truth)
    rates = random.gamma(1.0, 1.0, size=(40, 1))
    looks = random.choice([0.0, 1.0, 2.0], size=(1, 1100)) * np.ones((40, 1))
    counts = random.poisson(rates * looks * factor * random.gamma(1.0, 1.0, size=(40, 1100)))
    season = fit_season(counts, looks, days, harmonics=2)
    error = np.sqrt(np.diag(season.covariance))
    assert (np.abs(season.coefficients - truth) < 3.5 * error).all()
    assert (error < 0.1).all()
    assert season.why == ""
    assert (season.log_error(days) > 0).all()


def test_the_error_of_the_season_widens_the_forecast() -> None:
    random = np.random.default_rng(RANDOM)
    days = np.arange(ORIGIN, ORIGIN + 400)
    counts = random.poisson(3.0 * np.exp(np.cos(2 * np.pi * days / YEAR))[None] * np.ones((3, 1)))
    baseline = fit_baseline(counts, np.ones((3, 400)), days=days, harmonics=1)
    sure = np.array([0.0])
    unsure = np.array([0.5])
    narrow, wide = (
        tail_at(baseline, np.array([0]), np.array([30]), np.array([1.0]), e) for e in (sure, unsure)
    )
    assert wide[0] > 3 * narrow[0]


@pytest.mark.parametrize(
    ("days", "harmonics", "seen", "why"),
    [
        (400, 0, 1, "no season was asked for"),
        (30, None, 1, "the baseline spans 30 days, less than a year"),
        (400, None, 0, "something was seen on 0 days, less than 60"),
    ],
)
def test_no_season_says_why(days: int, harmonics: int | None, seen: int, why: str) -> None:
    counts = np.full((1, days), seen)
    season = fit_season(counts, np.ones((1, days)), np.arange(days), harmonics=harmonics)
    assert season.why == why
    assert season.log_factor(np.array([1, 2])).tolist() == [0.0, 0.0]
    assert no_season(why).log_error(np.array([5])).tolist() == [0.0]


def test_a_single_spike_is_no_season() -> None:
    counts = np.zeros((4, 500), dtype=int)
    counts[0, 400] = 1000
    assert fit_season(counts, np.ones((4, 500)), np.arange(500)).why.startswith(
        "something was seen on 1 days"
    )


def test_few_events_leave_a_season_unsure() -> None:
    random = np.random.default_rng(RANDOM)
    counts = (random.random((1, 800)) < 0.04).astype(np.int64)
    season = fit_season(counts, np.ones((1, 800)), np.arange(800), harmonics=1)
    information = counts.sum() / 2
    assert (np.diag(season.covariance) > 0.8 / information).all()
    assert (np.abs(season.coefficients) < 4 * np.sqrt(np.diag(season.covariance))).all()


@pytest.mark.parametrize("rate", [0.003, 0.05, 1.0])
def test_all_cells_together_expect_what_they_showed(rate: float) -> None:
    random = np.random.default_rng(RANDOM)
    world = quiet(random, cells=300, baseline=20, size=1.0, rate=rate)
    counts, looks, days = world.counts[:, :20], world.looks[:, :20], world.days[:20]
    expected = predict(fit_baseline(counts, looks, days=days), looks, days=days).mean.sum()
    assert expected == pytest.approx(counts.sum() + 0.5, rel=0.03)


def test_cells_that_showed_nothing_expect_next_to_nothing() -> None:
    nothing = np.zeros((1000, 3), dtype=int)
    baseline = fit_baseline(nothing, np.ones((1000, 3)), days=np.arange(3))
    assert baseline.mean_rate().sum() * 3 < 3


def test_a_season_from_a_month_is_refused() -> None:
    with pytest.raises(InputError, match="less than a year"):
        fitted([[1] * 30], [[1.0] * 30], harmonics=2)


BAD = [
    ([[1, 2]], [[1.0]], [1, 2], "shape"),
    ([[1, -2]], [[1.0, 1.0]], [1, 2], "at least 0, not -2"),
    ([[1, 2]], [[1.0, -1.0]], [1, 2], "looks have to be numbers"),
    ([[1, 2]], [[1.0, np.nan]], [1, 2], "looks have to be numbers"),
    ([[1, 2]], [[1.0, 1.0]], [2, 1], "rise"),
    ([[1, 2]], [[1.0, 1.0]], [1, 2, 3], "3 numbers of days for 2 days"),
    ([[1, 2]], [[0.0, 0.0]], [1, 2], "nothing was looked at"),
]  # fmt: skip


@pytest.mark.parametrize(("counts", "looks", "days", "message"), BAD)
def test_bad_input_is_named(
    counts: list[list[int]], looks: list[list[float]], days: list[int], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        fit_baseline(np.array(counts), np.array(looks), days=np.array(days))


def test_a_forecast_refuses_what_does_not_fit() -> None:
    baseline = fitted([[1, 0, 2]], [[1.0, 1.0, 1.0]])
    day = np.array([ORIGIN])
    with pytest.raises(InputError, match="1 cells and 1 days"):
        predict(baseline, np.ones((2, 1)), days=day)
    with pytest.raises(InputError, match="looks"):
        predict(baseline, np.array([[-1.0]]), days=day)
    with pytest.raises(InputError, match="between 0 and 1, not 1"):
        upper_quantile(baseline, np.ones((1, 1)), days=day, level=1.0)
