"""Shares and their intervals: published values, and coverage by repetition."""

from __future__ import annotations

import numpy as np
import pytest

from detente.accept.robustness.share import Share


@pytest.mark.parametrize(
    ("count", "draws", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_score_intervals_of_newcombe(count: int, draws: int, low: float, high: float) -> None:
    assert Share(count, draws).interval == pytest.approx((low, high), abs=5e-5)


def test_all_mirrors_none() -> None:
    low, high = Share(0, 20).interval
    assert Share(20, 20).interval == pytest.approx((1 - high, 1 - low))
    assert Share(20, 20).standard_error == 0.0


@pytest.mark.parametrize("chance", [0.02, 0.3, 0.5, 0.97])
def test_intervals_cover_about_95_percent_of_the_time(chance: float) -> None:
    counts = np.random.default_rng(6).binomial(400, chance, size=2_000)
    intervals = [Share(int(count), 400).interval for count in counts]
    covered = np.mean([low <= chance <= high for low, high in intervals])
    assert 0.93 < covered < 0.975


def test_the_standard_error_is_that_of_a_share() -> None:
    assert Share(30, 120).value == 0.25
    assert Share(30, 120).standard_error == pytest.approx((0.25 * 0.75 / 120) ** 0.5)
