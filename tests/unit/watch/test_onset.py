"""CUSUM: the example of Lucas, the run length beside simulation, and days without a look."""

from __future__ import annotations

import numpy as np
import pytest

from detente.errors import InputError
from detente.watch.onset import cusum, reference_value
from detente.watch.run_length import alarm_chance, run_length, threshold_for


def test_the_reference_value_of_a_step() -> None:
    found = reference_value(np.array([1.88, 0.0]), ratio=1 + 0.9627 / 1.88**0.5)
    assert found[0] == pytest.approx(2.48, abs=0.02)
    assert found[1] == 0.0


def test_the_reference_value_is_where_the_likelihood_ratio_turns() -> None:
    from scipy.stats import nbinom

    mean, ratio, size = 2.0, 3.0, 0.7
    k = float(reference_value(np.array(mean), ratio=ratio, size=size))
    counts = np.arange(40)
    gain = nbinom.logpmf(counts, size, size / (size + ratio * mean)) - nbinom.logpmf(
        counts, size, size / (size + mean)
    )
    assert ((gain > 0) == (counts > k)).all()
    poisson = float(reference_value(np.array(mean), ratio=ratio))
    assert float(reference_value(np.array(mean), ratio=ratio, size=1e9)) == pytest.approx(poisson, rel=1e-6)


def test_average_run_lengths_of_a_published_scheme() -> None:
    """h = 6, k = 2 for counts of mean 1.88 and 3.2: 37.2 and 29.19 days, 5.49 and 3.33 (after Lucas 1985)."""
    quiet = run_length(1.88, reference=2, threshold=6)
    assert (quiet.days, quiet.days_head_start) == pytest.approx((37.2, 29.19), abs=0.005)
    risen = run_length(1.88 + 0.9627 * 1.88**0.5, reference=2, threshold=6)
    assert (risen.days, risen.days_head_start) == pytest.approx((5.49, 3.33), abs=0.005)


@pytest.mark.parametrize("size", [None, 0.8])
def test_the_run_length_is_that_of_simulated_runs(size: float | None) -> None:
    random = np.random.default_rng(8)
    scheme = threshold_for(1.2, ratio=2.0, least_days=40, size=size)
    runs = []
    for _ in range(3000):
        now, days = 0.0, 0
        while now < scheme.threshold - 1e-9:
            rate = 1.2 if size is None else 1.2 * random.gamma(size, 1 / size)
            now, days = max(0.0, now + random.poisson(rate) - scheme.reference), days + 1
        runs.append(days)
    assert scheme.days >= 40
    error = 4 * float(np.std(runs)) / len(runs) ** 0.5
    assert float(np.mean(runs)) == pytest.approx(scheme.days, abs=error)


def test_the_threshold_is_the_least_that_suffices() -> None:
    scheme = threshold_for(0.5, ratio=3.0, least_days=365)
    less = run_length(0.5, reference=scheme.reference, threshold=scheme.threshold - 1 / 20)
    assert less.days < 365 <= scheme.days


def test_a_rise_is_found_with_its_day() -> None:
    counts = np.array([[1, 0, 2, 1, 0, 6, 7, 5, 8], [1, 0, 2, 1, 0, 1, 0, 1, 0]])
    looks = np.ones((2, 9))
    found = cusum(counts, looks, looks, ratio=3.0, threshold=6.0)
    assert found.alarm.tolist() == [6, -1]
    assert found.onset.tolist() == [5, -1]
    assert found.reference[0, 0] == pytest.approx(2 / np.log(3))


def test_a_day_without_a_look_leaves_the_statistic_as_it_is() -> None:
    seen = np.array([[5, 0, 0, 5]])
    looks = np.array([[1.0, 0.0, 0.0, 1.0]])
    found = cusum(seen, looks, looks, ratio=2.0, threshold=50.0, size=np.array([1.0]))
    assert found.statistic[0, 0] == found.statistic[0, 1] == found.statistic[0, 2]
    assert found.reference[0].tolist()[1:3] == [0.0, 0.0]


def test_an_onset_is_a_day_that_was_looked_at() -> None:
    found = cusum(
        np.array([[0, 0, 9]]), np.array([[1.0, 0.0, 1.0]]), np.ones((1, 3)), ratio=2.0, threshold=3.0
    )
    assert (found.alarm[0], found.onset[0]) == (2, 2)
    at_once = cusum(np.array([[9]]), np.ones((1, 1)), np.ones((1, 1)), ratio=2.0, threshold=3.0)
    assert (at_once.alarm[0], at_once.onset[0]) == (0, 0)


def test_a_head_start_shortens_the_delay_and_no_days_raise_no_alarm() -> None:
    counts, looks = np.array([[3, 3, 3, 3]]), np.ones((1, 4))
    cold = cusum(counts, looks, looks, ratio=2.0, threshold=5.0)
    warm = cusum(counts, looks, looks, ratio=2.0, threshold=5.0, head_start=2.5)
    assert warm.alarm[0] < cold.alarm[0]
    none = np.zeros((1, 0))
    assert cusum(none.astype(int), none, none, ratio=2.0, threshold=5.0).alarm.tolist() == [-1]


def test_false_alarms_with_looks_that_differ_are_counted_in_draws() -> None:
    mean = np.array([1.0, 0.3, 2.0] * 20)
    k = reference_value(mean, ratio=2.0, size=1.0)
    found = alarm_chance(mean, k, threshold=15.0, size=1.0, draws=4000, seed=1)
    assert 0 < found.low < found.chance < found.high < 0.5
    assert found == alarm_chance(mean, k, threshold=15.0, size=1.0, draws=4000, seed=1)
    assert alarm_chance(mean, k, threshold=1e9, draws=50).low == 0.0
    assert alarm_chance(mean, k, threshold=1e-9, draws=50).high == 1.0


def test_one_mean_on_all_days_has_the_chance_of_the_chain() -> None:
    """Runs are nearly geometric: a span as long as the run length alarms in about 1 - 1/e of the draws."""
    scheme = threshold_for(1.0, ratio=2.0, least_days=60)
    days = round(scheme.days)
    found = alarm_chance(
        np.ones(days), np.full(days, scheme.reference), threshold=scheme.threshold - 1e-9, draws=4000, seed=2
    )
    assert found.chance == pytest.approx(1 - np.exp(-1), abs=0.04)


def test_bad_numbers_are_named() -> None:
    ones = np.ones((1, 2))
    with pytest.raises(InputError, match="ratio of more than 1, not 1"):
        reference_value(ones, ratio=1.0)
    with pytest.raises(InputError) as caught:
        reference_value(-ones, ratio=0.5, size=0.0)
    assert [fault.code for fault in caught.value.faults] == ["ratio", "mean", "size"]
    with pytest.raises(InputError, match="means have the shape"):
        cusum(ones.astype(int), ones, np.ones((1, 3)), ratio=2.0, threshold=1.0)
    with pytest.raises(InputError, match="above the start"):
        cusum(ones.astype(int), ones, ones, ratio=2.0, threshold=1.0, head_start=1.0)
    with pytest.raises(InputError) as caught:
        run_length(0.0, reference=1.0, threshold=0.0, size=-1.0)
    assert [fault.code for fault in caught.value.faults] == ["mean", "size", "threshold"]
    with pytest.raises(InputError, match=r"outside 0\.05 to 200"):
        threshold_for(50.0, ratio=1.01, least_days=1e9)
    with pytest.raises(InputError, match="more than 1 day"):
        threshold_for(1.0, ratio=2.0, least_days=1.0)
    with pytest.raises(InputError, match="one draw or more"):
        alarm_chance(np.ones(2), np.ones(2), threshold=1.0, draws=0)
