"""What no baseline, incident or bound may break, whatever the counts; with brute-force twins."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from detente.watch.baseline.fit import Baseline, fit_baseline
from detente.watch.baseline.fixed_heat import fixed_heat
from detente.watch.baseline.predictive import predict, upper_tail
from detente.watch.incidents.cell_days import CellDays
from detente.watch.incidents.discoveries import adjusted
from detente.watch.incidents.grouping import group_incidents
from detente.watch.onset import cusum
from detente.watch.placebo import Design, placebo_rank
from detente.watch.silence import bound_after_silence, silence

Table = tuple[NDArray[np.int64], NDArray[np.float64]]


@st.composite
def tables(draw: st.DrawFn, cells: int = 4, days: int = 12) -> Table:
    """Counts and looks of a few cells; some cell-days are not looked at, at least one is."""
    seed = draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    shape = (draw(st.integers(1, cells)), draw(st.integers(2, days)))
    looks = random.choice([0.0, 0.5, 1.0, 2.0], size=shape)
    looks[0, 0] = 1.0
    level = draw(st.sampled_from([0.0, 0.3, 3.0, 50.0]))
    return random.poisson(level * random.gamma(0.7, 1.5, shape)).astype(np.int64), looks


def fitted(table: Table) -> Baseline:
    return fit_baseline(table[0], table[1], days=np.arange(table[0].shape[1]))


@settings(max_examples=25)
@given(tables())
def test_the_posterior_is_a_distribution_and_tails_are_chances(table: Table) -> None:
    baseline = fitted(table)
    np.testing.assert_allclose(baseline.weight.sum(axis=(1, 2)), 1.0)
    assert (baseline.weight >= 0).all()
    day = np.array([99])
    tails = [
        upper_tail(baseline, np.full((baseline.cells, 1), count), np.ones((baseline.cells, 1)), days=day)
        for count in (0, 1, 2, 5, 20, 400)
    ]
    assert (tails[0] == 1).all()
    assert all((after <= before + 1e-12).all() for before, after in pairwise(tails))
    assert all(((tail > 0) & (tail <= 1)).all() for tail in tails)


@settings(max_examples=20)
@given(tables(), st.integers(0, 10**6))
def test_what_stands_where_nothing_looked_changes_nothing(table: Table, noise: int) -> None:
    counts, looks = table
    changed = np.where(looks > 0, counts, noise)
    one, other = fitted(table), fitted((changed, looks))
    np.testing.assert_array_equal(one.weight, other.weight)
    np.testing.assert_array_equal(one.rate, other.rate)
    unseen = upper_tail(one, counts, np.zeros(looks.shape), days=np.arange(counts.shape[1]))
    assert np.isnan(unseen).all()


@settings(max_examples=20)
@given(tables())
def test_the_order_of_cells_and_days_does_not_matter(table: Table) -> None:
    counts, looks = table
    random = np.random.default_rng(counts.size)
    cells, days = random.permutation(counts.shape[0]), random.permutation(counts.shape[1])
    one = fitted(table)
    other = fitted((counts[cells][:, days], looks[cells][:, days]))
    np.testing.assert_allclose(other.mean_rate(), one.mean_rate()[cells], rtol=1e-4)


@settings(max_examples=20)
@given(tables(), st.sampled_from([0.01, 3.0, 100.0]))
def test_the_unit_of_looks_does_not_matter(table: Table, scale: float) -> None:
    counts, looks = table
    one, other = fitted(table), fitted((counts, looks * scale))
    days = np.arange(counts.shape[1])
    np.testing.assert_allclose(
        predict(other, looks * scale, days=days).mean, predict(one, looks, days=days).mean, rtol=1e-4
    )


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.floats(0.01, 0.3))
def test_discoveries_are_those_of_the_step_up_rule(tails: list[float], level: float) -> None:
    ordered = sorted(tails)
    last = max((i for i, p in enumerate(ordered, 1) if p <= i * level / len(tails)), default=0)
    q = adjusted(np.array(tails))
    found = int((q <= level * (1 + 1e-12)).sum())
    assert found >= last
    assert found == last or ordered[found - 1] <= ordered[found - 1] + 1e-12
    assert int((q <= level * (1 - 1e-9)).sum()) <= last
    assert (q >= np.array(tails) - 1e-15).all()


def groups_by_hand(tests: CellDays, pairs: NDArray[np.int64]) -> set[frozenset[tuple[int, int]]]:
    """Merge cell-days that touch, until nothing changes."""
    near = {(int(a), int(b)) for a, b in pairs} | {(int(b), int(a)) for a, b in pairs}
    parts = [{(int(c), int(d))} for c, d in np.argwhere(tests.flagged)]

    def touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
        (a, d), (b, e) = one, other
        if a == b:
            between = tests.looked[a, min(d, e) + 1 : max(d, e)]
            return not between.any()
        return (a, b) in near and abs(d - e) <= 1

    merged = True
    while merged:
        merged = False
        for one, other in combinations(parts, 2):
            if any(touch(x, y) for x in one for y in other):
                parts = [part for part in parts if part is not one and part is not other] + [one | other]
                merged = True
                break
    return {frozenset(part) for part in parts}


@given(st.integers(0, 2**32 - 1))
def test_incidents_are_the_groups_that_touch(seed: int) -> None:
    random = np.random.default_rng(seed)
    shape = (int(random.integers(1, 6)), int(random.integers(1, 8)))
    looked = random.random(shape) < 0.7
    flagged = looked & (random.random(shape) < 0.4)
    seen = np.where(flagged, random.integers(1, 9, shape), 0)
    tests = CellDays(
        seen=seen,
        expected=np.ones(shape),
        tail=np.where(looked, 0.5, np.nan),
        q=np.where(looked, 0.5, np.nan),
        flagged=flagged,
        looked=looked,
        level=0.05,
        tests=int(looked.sum()),
    )
    every = np.array(list(combinations(range(shape[0]), 2)), dtype=np.int64).reshape(-1, 2)
    pairs = every[random.random(len(every)) < 0.5]
    found = group_incidents(tests, pairs)
    known = groups_by_hand(tests, pairs)
    assert sorted(one.cell_days for one in found) == sorted(len(part) for part in known)
    assert sum(one.seen for one in found) == int(seen.sum())
    spans = {(one.cells, one.first_day, one.last_day) for one in found}
    assert spans == {
        (tuple(sorted({c for c, _ in part})), min(d for _, d in part), max(d for _, d in part))
        for part in known
    }


@given(
    st.lists(st.tuples(st.floats(0.001, 1), st.floats(0.01, 1)), min_size=1, max_size=5),
    st.floats(0, 0.2),
)
def test_a_bound_is_where_silence_turns_unlikely(conditions: list[tuple[float, float]], blind: float) -> None:
    total = sum(weight for _, weight in conditions)
    chances = [chance for chance, _ in conditions] + [0.0]
    weights = [weight / total * (1 - blind) for _, weight in conditions] + [blind]
    found = bound_after_silence(chances, weights)
    assert (found.acts is None) == (blind >= 0.05 - 1e-12)
    if found.acts is not None and found.at_most is not None:
        assert silence(chances, weights, found.acts) <= 0.05
        assert silence(chances, weights, found.at_most + 1) <= 0.05
        assert found.at_most == 0 or silence(chances, weights, found.at_most) > 0.05
        better = bound_after_silence([min(1.0, 1.5 * chance) for chance in chances], weights)
        assert better.acts is not None
        assert better.acts <= found.acts + 1e-9


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.integers(0, 2**16))
def test_days_without_looks_can_be_cut_out_of_a_cusum(counts: list[int], mask: int) -> None:
    looks = np.array([float(mask >> number & 1) for number in range(len(counts))])
    seen = np.array(counts)
    mean = np.full(len(counts), 1.3)
    whole = cusum(seen[None], looks[None], mean[None], ratio=2.0, threshold=4.0)
    some = looks > 0
    cut = cusum(seen[some][None], looks[some][None], mean[some][None], ratio=2.0, threshold=4.0)
    np.testing.assert_array_equal(whole.statistic[0][some], cut.statistic[0])
    if cut.alarm[0] >= 0:
        assert np.flatnonzero(some)[cut.alarm[0]] == whole.alarm[0]
        assert np.flatnonzero(some)[cut.onset[0]] == whole.onset[0]
    else:
        assert whole.alarm[0] == -1


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(1, 10), st.integers(1, 20))
def test_a_placebo_rank_is_a_rank(seed: int, length: int, before: int) -> None:
    random = np.random.default_rng(seed)
    counts = random.poisson(4.0, 400)
    days = np.arange(1000, 1400)
    first = 1000 + int(random.integers(before, 400 - length + 1))
    design = Design(length=length, before=before)
    found = placebo_rank(counts, np.ones(400), days=days, first_day=first, design=design)
    statistics = [one.statistic for one in found.placebos]
    assert found.fewer == (1 + sum(s <= found.truce.statistic for s in statistics)) / (1 + len(statistics))
    assert found.resolution <= found.fewer <= 1
    assert found.fewer + found.more >= 1 + found.resolution - 1e-12
    assert 1 <= found.apart <= len(found.placebos)
    assert len({one.first_day for one in found.placebos}) == len(found.placebos)
    for one in found.placebos:
        start = one.first_day - 1000
        assert one.inside == int(counts[start : start + length].sum())
        assert one.before == int(counts[start - before : start].sum())
        assert (one.first_day - first) % 7 == 0


def test_placebo_ranks_of_quiet_series_are_as_frequent_as_they_say() -> None:
    """Where nothing happens, a rank of at most u comes up with chance u, up to the resolution."""
    random = np.random.default_rng(11)
    ranks = []
    for _ in range(400):
        counts = random.poisson(6 * random.gamma(1.0, 1.0, 700))
        found = placebo_rank(
            counts,
            np.ones(700),
            days=np.arange(700),
            first_day=int(random.integers(60, 640)),
            design=Design(length=14, before=28),
        )
        ranks.append(found.fewer)
    for level in (0.05, 0.2, 0.5):
        error = 3.5 * (level * (1 - level) / 400) ** 0.5
        assert float((np.array(ranks) <= level).mean()) == pytest.approx(level, abs=error + 0.01)


@given(st.integers(0, 2**32 - 1))
def test_fixed_heat_does_not_depend_on_the_order_of_rows(seed: int) -> None:
    random = np.random.default_rng(seed)
    x, y = random.integers(0, 3, 300).astype(np.float64), np.full(300, 0.5)
    days = random.integers(737_000, 737_365, 300)
    order = random.permutation(300)
    one = fixed_heat(x, y, days, least_months=3)
    other = fixed_heat(x[order], y[order], days[order], least_months=3)
    assert one == other
