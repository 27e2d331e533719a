"""The total of a span: a twin in closed form, seeds, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest

from detente.errors import InputError
from detente.watch.baseline.fit import fit_baseline
from detente.watch.baseline.predictive import predict, tail_at
from detente.watch.baseline.span_total import draw_totals, level_doubt, span_total
from tests.quiet_worlds import ORIGIN, quiet

COUNTS = np.array([[0, 2, 1, 0, 5, 1, 0, 0, 3, 1] * 3])
BASELINE = fit_baseline(COUNTS, np.ones((1, 30)), days=np.arange(ORIGIN, ORIGIN + 30))


def test_the_total_of_one_cell_day_has_its_tail() -> None:
    found = draw_totals(BASELINE, np.array([[2.0]]), days=np.array([ORIGIN + 40]), draws=40_000, seed=1)
    for count in (1, 3, 8, 20):
        known = float(
            tail_at(BASELINE, np.array([0]), np.array([count]), np.array([2.0]), np.array([0.0]))[0]
        )
        error = 4 * np.sqrt(known * (1 - known) / 40_000)
        assert float((found >= count).mean()) == pytest.approx(known, abs=error)


def test_the_expected_total_is_the_mean_of_the_draws() -> None:
    random = np.random.default_rng(3)
    world = quiet(random, cells=8, baseline=40, size=1.0)
    baseline = fit_baseline(world.counts[:, :40], world.looks[:, :40], days=world.days[:40])
    looks, days = world.looks[:, 40:], world.days[40:]
    total = span_total(baseline, world.counts[:, 40:], looks, days=days, draws=4000, seed=2)
    drawn = draw_totals(baseline, looks, days=days, draws=4000, seed=2)
    assert total.expected == pytest.approx(predict(baseline, looks, days=days).mean.sum())
    assert total.expected == pytest.approx(drawn.mean(), rel=0.05)
    assert total.low <= total.expected <= total.high
    assert total.looked_share == pytest.approx((looks > 0).mean())
    assert total == span_total(baseline, world.counts[:, 40:], looks, days=days, draws=4000, seed=2)


def test_a_tail_from_draws_is_never_0() -> None:
    total = span_total(
        BASELINE, np.array([[10_000]]), np.array([[1.0]]), days=np.array([ORIGIN + 40]), draws=99
    )
    assert total.as_many == pytest.approx(1 / 100)
    assert total.as_few == 1.0


def test_nothing_looked_at_is_no_quiet() -> None:
    total = span_total(BASELINE, np.array([[0]]), np.array([[0.0]]), days=np.array([ORIGIN + 40]), draws=99)
    assert (total.seen, total.expected, total.looked_share) == (0, 0.0, 0.0)


def test_few_draws_are_refused() -> None:
    with pytest.raises(InputError, match="too few for a tail"):
        span_total(BASELINE, np.array([[0]]), np.array([[1.0]]), days=np.array([ORIGIN]), draws=10)


def test_cells_that_showed_little_err_together() -> None:
    """A count in a hundred looks, 300 cells: a total is as unsure as two Poisson totals together."""
    random = np.random.default_rng(7)
    counts = (random.random((300, 20)) < 0.01).astype(np.int64)
    baseline = fit_baseline(counts, np.ones((300, 20)), days=np.arange(ORIGIN, ORIGIN + 20))
    days = np.arange(ORIGIN, ORIGIN + 20)
    drawn = draw_totals(baseline, np.ones((300, 20)), days=days, draws=2000, seed=1)
    assert drawn.mean() == pytest.approx(counts.sum(), rel=0.1)
    assert drawn.var() > 1.5 * drawn.mean()
    assert level_doubt(baseline, np.full(300, 20.0)) > 0.5 / counts.sum()


def test_a_cell_that_is_known_by_itself_leaves_no_doubt_of_the_level() -> None:
    assert level_doubt(BASELINE, np.array([14.0])) < 0.05
    assert level_doubt(BASELINE, np.array([0.0])) == 0.0
