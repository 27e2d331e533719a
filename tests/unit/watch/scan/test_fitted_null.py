"""The null from a fitted baseline, and what a scan calls a cluster in quiet worlds and in planted ones."""

from __future__ import annotations

import numpy as np
import pytest

from bench.scan_worlds import alarms, baseline, found, null_of, own_null_of, world
from detente.errors import InputError
from detente.watch.baseline.fit import fit_baseline
from detente.watch.scan import search
from detente.watch.scan.fitted import fitted_null
from detente.watch.scan.one_size import one_size_null


def test_samples_have_the_mean_and_the_spread_of_the_fit() -> None:
    fit, looks, days = baseline(world(1.0, 20, 7))
    looks[3, 4] = 0
    looks[5] = 2.5
    null = fitted_null(fit, looks, days=days, samples=4000, seed=1)
    mean = fit.mean_rate()
    second = (fit.weight * fit.rate**2).sum(axis=(1, 2))
    spread = np.sqrt(second / mean**2 - 1)
    assert null.levels.mean(axis=0) == pytest.approx(np.ones(36), abs=5 * spread.max() / 4000**0.5)
    light = spread < 1  # where the tail is heavy, the spread of draws says little
    assert light.sum() >= 30
    assert null.levels.std(axis=0)[light] == pytest.approx(spread[light], rel=0.15)
    assert null.mean[3, 4] == 0
    assert null.mean[5] == pytest.approx(2.5 * mean[5])
    inverse = (fit.weight.sum(axis=2) / fit.size).sum(axis=1)
    assert (1 / null.sizes).mean(axis=0) == pytest.approx(inverse, rel=0.2)


def test_a_season_moves_all_days_of_a_world() -> None:
    days = np.arange(738_000, 738_000 + 800)
    course = 2 * np.exp(0.8 * np.sin(2 * np.pi * days / 365.25))
    counts = np.random.default_rng(1).poisson(course, (2, 800))
    fit = fit_baseline(counts, np.ones(counts.shape), days=days)
    ahead = days[-1] + 1 + np.arange(14)
    null = fitted_null(fit, np.ones((2, 14)), days=ahead, samples=300)
    assert null.levels.shape == (300, 2, 14)
    within = np.corrcoef(null.levels[:, 0, 0], null.levels[:, 0, 13])[0, 1]
    assert within > 0.9
    assert null.drawn(np.random.default_rng(0)).shape == (2, 14)


def test_the_same_seed_gives_the_same_samples() -> None:
    fit, looks, days = baseline(world(1.0, 20, 7))
    one, two, other = (fitted_null(fit, looks, days=days, samples=50, seed=seed) for seed in (1, 1, 2))
    assert (one.levels == two.levels).all()
    assert (one.sizes == two.sizes).all()
    assert (one.levels != other.levels).any()
    with pytest.raises(InputError, match="samples: the value is 0"):
        fitted_null(fit, looks, days=days, samples=0)


def test_one_size_is_learnt_from_all_cells() -> None:
    """36 cells of 60 days with size 1 and means of about 1.2: the size is known to a tenth or two."""
    made = world(1.0, 60, 3)
    null = null_of(made, 1000, 5)
    assert 0.75 < np.median(null.sizes) < 1.3
    assert null.sizes.std() < 0.3
    average = made.before.mean(axis=1)
    assert np.corrcoef(null.mean[:, 0], average)[0, 1] > 0.99
    assert null.levels.mean(axis=0) == pytest.approx(np.ones(36))
    by_error = np.sqrt((1.2 + 1.44) / 60) / 1.2
    assert 0.6 * by_error < null.levels.std(axis=0).mean() < 1.4 * by_error
    again = null_of(made, 1000, 5)
    assert (again.levels == null.levels).all()


def test_one_size_heeds_looks_and_season() -> None:
    days = np.arange(738_000, 738_000 + 800)
    course = 2 * np.exp(0.8 * np.sin(2 * np.pi * days / 365.25))
    counts = np.random.default_rng(1).poisson(course, (3, 800))
    looks = np.ones(counts.shape)
    looks[1, :700] = 0
    counts[1, :700] = 999
    season = fit_baseline(counts, looks, days=days).season
    ahead = (np.array([[1.0] * 14, [1.0] * 14, [2.0] * 14]), days[-1] + 1 + np.arange(14))
    null = one_size_null((counts, looks, days), ahead, season=season, samples=400)
    assert null.levels.shape == (400, 3, 14)
    assert null.mean[1] == pytest.approx(null.mean[0], rel=0.15)
    assert null.mean[2] == pytest.approx(2 * null.mean[0], rel=0.1)
    expected = 2 * np.exp(0.8 * np.sin(2 * np.pi * ahead[1] / 365.25))
    assert null.mean[0] == pytest.approx(expected, rel=0.25)


def test_one_size_says_what_it_cannot_do() -> None:
    counts, looks, days = np.ones((2, 5), dtype=np.int64), np.ones((2, 5)), np.arange(5)
    season = fit_baseline(counts, looks, days=days).season
    with pytest.raises(InputError, match="samples: the value is 0"):
        one_size_null((counts, looks, days), (looks, days), season=season, samples=0)
    with pytest.raises(InputError, match="before: nothing was seen"):
        one_size_null((counts * 0, looks, days), (looks, days), season=season)
    with pytest.raises(InputError, match="before: nothing was seen"):
        one_size_null((counts, looks * 0, days), (looks, days), season=season)


@pytest.fixture
def _compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "WORTH_COMPILING", 0)


@pytest.mark.usefixtures("_compiled")
def test_quiet_worlds_raise_few_alarms_and_a_poisson_null_many() -> None:
    """At 5 %, more than 5 of 30 have a chance below 1 %; the benchmark has hundreds of each kind."""
    told = [alarms(world(1.0, 20, seed), 39, seed) for seed in range(30)]
    for name in ("one_size", "fdr", "own_sizes"):
        assert sum(getattr(one, name) for one in told) <= 5
    assert sum(one.poisson for one in told) >= 24


@pytest.mark.usefixtures("_compiled")
def test_a_violation_planted_is_found() -> None:
    made = [world(1.0, 60, seed, factor=8.0) for seed in range(12)]
    for null_in in (null_of, own_null_of):
        assert sum(found(one, null_in(one, 39, seed), 39, seed) for seed, one in enumerate(made)) >= 9
