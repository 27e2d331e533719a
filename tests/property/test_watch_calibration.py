"""In worlds where nothing happens, what is called beyond the ordinary is as rare as it says."""

from __future__ import annotations

import numpy as np
import pytest

from detente.watch.baseline.fit import fit_baseline
from detente.watch.baseline.predictive import upper_tail
from detente.watch.baseline.span_total import span_total
from detente.watch.incidents.cell_days import judge_cell_days
from tests.quiet_worlds import quiet

WORLDS, CELLS = 16, 30


@pytest.mark.parametrize("baseline", [20, 60])
@pytest.mark.parametrize("size", [0.3, 1.0, 5.0])
def test_tails_and_discoveries_are_as_rare_as_they_say(size: float, baseline: int) -> None:
    """Tails of counts are made exact by a random share of the tie: then P(tail <= u) is u, whatever u."""
    random = np.random.default_rng(int(100 * size) + baseline)
    false, shares = 0, []
    for _ in range(WORLDS):
        world = quiet(random, cells=CELLS, baseline=baseline, size=size)
        past = fit_baseline(world.counts[:, :baseline], world.looks[:, :baseline], days=world.days[:baseline])
        counts, looks, days = world.counts[:, baseline:], world.looks[:, baseline:], world.days[baseline:]
        found = judge_cell_days(past, counts, looks, days=days)
        false += bool(found.flagged.any())
        above = upper_tail(past, counts + 1, looks, days=days)
        ties = above + random.random(above.shape) * (found.tail - above)
        told = ties[~np.isnan(ties)]
        shares.append([float((told <= level).mean()) for level in (0.01, 0.05, 0.5)])
    assert false <= 4
    assert np.mean(shares, axis=0) == pytest.approx([0.01, 0.05, 0.5], abs=0.02)
    assert float(np.mean(shares, axis=0)[0]) < 0.02


def test_intervals_of_totals_cover_as_often_as_they_say() -> None:
    random = np.random.default_rng(4)
    covered = 0
    for number in range(60):
        world = quiet(random, cells=6, baseline=40, size=1.0)
        past = fit_baseline(world.counts[:, :40], world.looks[:, :40], days=world.days[:40])
        total = span_total(
            past, world.counts[:, 40:], world.looks[:, 40:], days=world.days[40:], draws=499, seed=number
        )
        covered += total.low <= total.seen <= total.high
    assert covered >= 46
