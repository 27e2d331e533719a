"""Scans small enough to be worked out by hand: statistics, exact p-values, recurrence, masks, clusters."""

from __future__ import annotations

import sys
from math import exp, log

import numpy as np
import pytest

from detente.watch.scan import search
from detente.watch.scan.excess import scan_excess
from detente.watch.scan.nulls import NegativeBinomialNull, PoissonNull, SampledNull
from detente.watch.scan.parity import scan_bernoulli, scan_permutation, scan_poisson
from detente.watch.scan.trial import Trial, false_discovery_rates, gumbel_p, p_interval, rank_p
from detente.watch.scan.windows import Horizon
from detente.watch.scan.zones import Circles, circles, intervals, joined

ON_A_LINE = [[0.0, 0.0], [1.0, 0.0], [3.0, 0.0]]
MANY = Trial(draws=1999, seed=1, threads=1)
FEW = Trial(draws=99, seed=1)
ONE_CELL = circles(np.zeros((1, 2)), limits=Circles(most_share=1.0))


def near(chance: float, trial: Trial) -> object:
    """Within four standard errors of so many draws."""
    return pytest.approx(chance, abs=4 * (chance * (1 - chance) / trial.draws) ** 0.5 + 1 / trial.draws)


def poisson_tail(mean: float, least: int) -> float:
    """P(X >= least)."""
    terms = [exp(-mean)]
    for number in range(1, least):
        terms.append(terms[-1] * mean / number)
    return 1 - sum(terms[:least])


def test_poisson_by_hand() -> None:
    """Ten cases in three equal places: 8 ln 2.4 + 2 ln 0.3; P by the binomial of each place."""
    found = scan_poisson([8, 1, 1], [5, 5, 5], ON_A_LINE, trial=MANY)
    top = found.clusters[0]
    assert top.statistic == pytest.approx(8 * log(2.4) + 2 * log(0.3))
    assert (top.cells, top.observed, top.population, top.rate) == ((0,), 8, 5.0, "high")
    assert top.expected == pytest.approx(10 / 3)
    assert top.relative_risk == pytest.approx(8.0)
    assert top.p == near(3 * (45 * 4 + 10 * 2 + 1) / 3**10, MANY)
    assert top.p_interval[0] < top.p < top.p_interval[1]
    assert (top.p_gumbel, top.p_fitted, top.survives, top.q, top.recurrence_days) == (None,) * 5
    assert found.windows == 3
    assert len(found.clusters) == 1


def test_bernoulli_by_hand() -> None:
    """Three cases of four people here, none of four there: of the 56 ways, 8 part them so."""
    trial = Trial(draws=1999)
    found = scan_bernoulli([3, 0], [1, 4], ON_A_LINE[:2], trial=trial)
    top = found.clusters[0]
    expected = 3 * log(3 / 4) + log(1 / 4) - 3 * log(3 / 8) - 5 * log(5 / 8)
    assert top.statistic == pytest.approx(expected)
    assert (top.cells, top.observed, top.expected, top.population) == ((0,), 3, 1.5, 4)
    assert top.relative_risk is None
    assert top.p == near(8 / 56, trial)


def test_permutation_by_hand() -> None:
    """Two places with three cases each, on a day of their own: 2 of the 20 ways to share out the days."""
    trial = Trial(draws=1999)
    found = scan_permutation([[3, 0], [0, 3]], ON_A_LINE[:2], trial=trial)
    top = found.clusters[0]
    assert top.statistic == pytest.approx(3 * log(3 / 1.5) + 3 * log(3 / 4.5))
    assert (top.observed, top.expected, top.days) == (3, 1.5, 1)
    assert top.p == near(2 / 20, trial)
    assert [cluster.cells for cluster in found.clusters] == [(0,), (1,)]


def test_low_rates_by_hand() -> None:
    found = scan_poisson([0, 5, 5], [5, 5, 5], ON_A_LINE, rates="low", trial=FEW)
    top = found.clusters[0]
    assert (top.cells, top.rate, top.observed) == ((0,), "low", 0)
    assert top.statistic == pytest.approx(10 * log(10 / (20 / 3)))
    both = scan_poisson([0, 5, 5], [5, 5, 5], ON_A_LINE, rates="both", trial=FEW)
    assert both.clusters[0].cells == (0,)
    assert {cluster.rate for cluster in both.clusters} == {"high", "low"}
    assert not any(
        cluster.rate == "low" for cluster in scan_poisson([0, 5, 5], [5, 5, 5], ON_A_LINE, trial=FEW).clusters
    )


def test_excess_by_hand() -> None:
    """Five seen where two were expected: P by the null that was named, be it Poisson or geometric."""
    mean, counts = np.array([[2.0]]), [[5]]
    poisson = scan_excess(counts, PoissonNull(mean), ONE_CELL, trial=MANY)
    assert poisson.clusters[0].statistic == pytest.approx(5 * log(2.5) + 2 - 5)
    assert poisson.clusters[0].p == near(poisson_tail(2, 5), MANY)
    assert poisson.clusters[0].relative_risk == 2.5
    assert "Poisson" in poisson.null
    geometric = scan_excess(counts, NegativeBinomialNull(mean, 1.0), ONE_CELL, trial=MANY)
    assert geometric.clusters[0].p == near((2 / 3) ** 5, MANY)
    assert "negative binomial" in geometric.null
    endless = scan_excess(counts, NegativeBinomialNull(mean, np.array([np.inf])), ONE_CELL, trial=MANY)
    assert endless.clusters[0].p == near(poisson_tail(2, 5), MANY)


def test_none_seen_where_four_were_expected() -> None:
    null = PoissonNull(np.array([[4.0]]))
    found = scan_excess([[0]], null, ONE_CELL, rates="low", trial=MANY)
    assert found.clusters[0].statistic == 4.0
    assert found.clusters[0].p == near(exp(-4), MANY)
    assert scan_excess([[0]], null, ONE_CELL, trial=MANY).clusters == ()


def test_a_rounding_is_no_cluster() -> None:
    """Where nothing was expected and nothing seen, sums along the days may differ by a rounding."""
    mean = np.array([[0.1, 0.7, 0.0, 0.0, 0.3]])
    null = PoissonNull(mean)
    looks = np.array([[1.0, 1.0, 0.0, 0.0, 0.0]])
    last = Horizon(longest=2, mode="prospective")
    found = scan_excess(np.zeros((1, 5)), null, ONE_CELL, looks=looks, horizon=last, rates="low", trial=FEW)
    assert found.clusters == ()
    assert set(found.maxima) == {0.0}


def test_what_the_fit_leaves_open_widens_the_null() -> None:
    mean, none = np.array([[2.0]]), np.full(2, np.inf)
    null = SampledNull(mean=mean, levels=np.array([[0.5], [1.5]]), sizes=none)
    top = scan_excess([[6]], null, ONE_CELL, trial=MANY).clusters[0]
    assert top.p == near((poisson_tail(1, 6) + poisson_tail(3, 6)) / 2, MANY)
    assert top.p_fitted == near(poisson_tail(2, 6), MANY)
    assert top.p_fitted is not None
    assert top.p_fitted < top.p
    assert top.survives is True
    strict = Trial(draws=999, level=0.03)
    assert scan_excess([[6]], null, ONE_CELL, trial=strict).clusters[0].survives is False
    by_day = SampledNull(mean=mean, levels=np.array([[[0.5]], [[1.5]]]), sizes=np.full((2, 1), np.inf))
    assert scan_excess([[6]], by_day, ONE_CELL, trial=MANY).clusters[0].p == top.p


def test_days_of_a_cell_move_together_in_a_sampled_null() -> None:
    """Level 0 or 2 on both days: the sum is spread far wider than by two levels drawn apart."""
    null = SampledNull(mean=np.full((1, 2), 5.0), levels=np.array([[0.0], [2.0]]), sizes=np.full(2, np.inf))
    sums = [null.drawn(np.random.default_rng(seed)).sum() for seed in range(200)]
    assert min(sums) == 0
    assert not [number for number in sums if 0 < number < 5]


def test_a_recurrence_interval_and_earlier_runs() -> None:
    """One cell, one day at a time, Poisson with mean 2: five or more come once in 1 / 0.0527 days."""
    tail = poisson_tail(2, 5)
    null = PoissonNull(np.full((1, 9), 2.0))
    counts = [[9, 0, 0, 0, 0, 0, 0, 0, 5]]
    once = scan_excess(counts, null, ONE_CELL, horizon=Horizon(longest=1, mode="prospective"), trial=MANY)
    top = once.clusters[0]
    assert (top.observed, top.first_day, top.last_day) == (5, 8, 8)
    assert top.p == near(tail, MANY)
    assert top.recurrence_days == 1 / top.p
    weekly = Horizon(longest=1, mode="prospective", earlier_runs=4, every_days=7)
    five = scan_excess(counts, null, ONE_CELL, horizon=weekly, trial=MANY).clusters[0]
    assert five.p == near(1 - (1 - tail) ** 5, MANY)
    assert five.recurrence_days == 7 / five.p
    assert (once.windows, once.mode) == (1, "prospective")


def test_what_nobody_looked_at_is_in_no_sum() -> None:
    zones = circles(np.array(ON_A_LINE), limits=Circles(most_share=1.0))
    null = NegativeBinomialNull(np.full((3, 4), 2.0), np.array([1.0, 2.0, 3.0]))
    looks = np.ones((3, 4))
    looks[1, 2] = looks[2, 0] = 0
    counts = np.array([[2, 1, 9, 3], [0, 5, 0, 1], [0, 2, 2, 2]])
    found = scan_excess(counts, null, zones, looks=looks, trial=FEW)
    assert found.unseen == 2
    assert found.expected == 20.0
    wild = counts.astype(np.float64)
    wild[1, 2], wild[2, 0] = 10**6, np.nan
    assert scan_excess(wild, null, zones, looks=looks, trial=FEW) == found
    with_none = scan_excess(counts * 0, null, zones, looks=looks * 0, trial=FEW)
    assert (with_none.clusters, with_none.unseen, with_none.expected) == ((), 12, 0.0)
    assert set(with_none.maxima) == {0.0}


def test_clusters_share_no_cell_day_but_may_share_a_cell() -> None:
    counts = np.zeros((3, 9), dtype=np.int64)
    counts[0, 1:3] = 9
    counts[0, 6] = 8
    counts[2, 6] = 7
    null = PoissonNull(np.ones((3, 9)))
    zones = circles(np.array(ON_A_LINE), limits=Circles(most_cells=1, most_share=1.0))
    found = scan_excess(counts, null, zones, trial=FEW)
    first, second, third = found.clusters[:3]
    assert (first.cells, first.first_day, first.last_day, first.observed) == ((0,), 1, 2, 18)
    assert (second.cells, second.first_day, second.last_day) == ((0,), 6, 6)
    assert (third.cells, third.first_day) == ((2,), 6)
    assert first.p <= second.p <= third.p <= 0.05
    assert found.significant[:3] == (first, second, third)
    assert first.beyond_all
    assert first.p == 1 / 100
    parity = scan_poisson(counts, np.ones((3, 9)), ON_A_LINE, trial=FEW)
    cells = [cell for cluster in parity.clusters for cell in cluster.cells]
    assert len(cells) == len(set(cells))


def test_on_a_line_an_interval_beats_every_circle() -> None:
    """A line that turns back on itself: no circle has the middle three segments and nothing else."""
    where = np.array([[0.0, 1.0], [0.0, 0.0], [3.0, 0.0], [6.0, 0.0], [3.0, 1.0]])
    counts, null = [[1], [9], [9], [9], [1]], PoissonNull(np.full((5, 1), 2.0))
    round_ones = circles(where, limits=Circles(most_share=1.0))
    by_circle = scan_excess(counts, null, round_ones, trial=FEW).clusters[0]
    along = joined(round_ones, intervals(np.arange(5)))
    by_interval = scan_excess(counts, null, along, trial=FEW).clusters[0]
    assert set(by_interval.cells) == {1, 2, 3}
    assert (by_interval.shape, by_interval.reach, by_interval.centre) == ("interval", 3.0, 1)
    assert by_circle.shape == "circle"
    assert by_interval.statistic > by_circle.statistic


def test_false_discovery_rates_by_hand() -> None:
    """Null worlds have 1, 3 and 4 clusters of at least 5, 3 and 1, and this one has 1, 2 and 3."""
    rates = false_discovery_rates([5.0, 3.0, 1.0], [[6.0], [2.0], [0.5], [4.0, 3.5]])
    assert rates == pytest.approx((5 / 5 / 3, 5 / 5 / 3, 5 / 5 / 3))
    assert false_discovery_rates([5.0, 3.0], [[6.0, 4.0], [2.0], [0.5], [4.0]]) == pytest.approx((0.4, 0.4))
    assert false_discovery_rates([5.0], [[1.0]] * 19) == (0.05,)
    assert false_discovery_rates([], [[1.0]]) == ()


def test_q_lets_a_second_cluster_in_that_p_keeps_out() -> None:
    counts = np.zeros((4, 1), dtype=np.int64)
    counts[:, 0] = (9, 7, 7, 2)
    null = PoissonNull(np.full((4, 1), 3.0))
    alone = circles(np.arange(8.0).reshape(4, 2), limits=Circles(most_cells=1, most_share=1.0))
    trial = Trial(draws=1999, level=0.1, several="fdr")
    found = scan_excess(counts, null, alone, trial=trial)
    assert all(cluster.q is not None for cluster in found.clusters)
    assert [cluster.p <= 0.1 for cluster in found.clusters[:3]] == [True, False, False]
    assert len(found.significant) == 3
    tail = poisson_tail(3, 7)
    assert found.clusters[1].q == pytest.approx(4 * tail / 3, rel=0.15)
    plain = scan_excess(counts, null, alone, trial=Trial(draws=1999, level=0.1))
    assert [cluster.p for cluster in plain.clusters] == [cluster.p for cluster in found.clusters]
    assert len(plain.significant) == 1


def test_ranks_and_their_errors() -> None:
    maxima = np.arange(1.0, 20.0)
    assert rank_p(19.0, maxima) == 2 / 20
    assert rank_p(20.0, maxima) == 1 / 20
    assert rank_p(0.0, maxima) == 1.0
    assert p_interval(20.0, maxima)[0] == 0.0
    assert p_interval(20.0, maxima)[1] == pytest.approx(1 - 0.025 ** (1 / 19))
    assert p_interval(0.0, maxima)[0] == pytest.approx(0.025 ** (1 / 19))
    assert p_interval(0.0, maxima)[1] == 1.0
    assert rank_p(19.0 * (1 + 1e-13), maxima) == 2 / 20


def test_gumbel_by_its_own_quantiles() -> None:
    chances = (np.arange(20_000) + 0.5) / 20_000
    maxima = 3.0 - 0.7 * np.log(-np.log(chances))
    for p in (0.2, 0.05, 0.001):
        assert gumbel_p(3.0 - 0.7 * log(-log(1 - p)), maxima) == pytest.approx(p, rel=0.02)
    assert gumbel_p(1.0, np.zeros(9)) == 0.1
    found = scan_poisson([8, 1, 1], [5, 5, 5], ON_A_LINE, trial=Trial(draws=99, gumbel=True))
    assert found.clusters[0].p_gumbel is not None
    assert 0 < found.clusters[0].p_gumbel < 0.1


def test_the_same_seed_gives_the_same_answer_whoever_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = np.random.default_rng(3)
    zones = circles(generator.random((12, 2)))
    mean = np.full((12, 10), 1.5)
    null = SampledNull(mean=mean, levels=generator.gamma(20, 1 / 20, (30, 12)), sizes=np.full((30, 12), 1.0))
    counts = null.drawn(generator)
    trials = [Trial(draws=49, threads=threads, several="fdr") for threads in (1, 3, None)]
    found = [scan_excess(counts, null, zones, trial=trial) for trial in trials]
    assert found[0] == found[1] == found[2]
    monkeypatch.setattr(search, "WORTH_COMPILING", 1)
    compiled = scan_excess(counts, null, zones, trial=trials[0])
    monkeypatch.setitem(sys.modules, "detente.watch.scan.compiled", None)
    again = scan_excess(counts, null, zones, trial=trials[0])
    assert again == found[0]
    assert [(one.cells, one.first_day, one.last_day, one.p, one.q) for one in compiled.clusters] == [
        (one.cells, one.first_day, one.last_day, one.p, one.q) for one in again.clusters
    ]
    assert compiled.maxima == pytest.approx(again.maxima, rel=1e-11)
    assert compiled.inputs == again.inputs
    other = scan_excess(counts, null.fitted, zones, trial=trials[0])
    assert other.inputs != again.inputs
