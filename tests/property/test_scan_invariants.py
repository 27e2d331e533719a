"""Whole scans: what nobody looked at does not matter, clusters do not touch, and wrong input is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from detente.errors import InputError
from detente.watch.scan.excess import scan_excess
from detente.watch.scan.nulls import NegativeBinomialNull
from detente.watch.scan.parity import scan_bernoulli, scan_permutation, scan_poisson
from detente.watch.scan.result import Scan
from detente.watch.scan.trial import Trial
from detente.watch.scan.windows import Horizon
from detente.watch.scan.zones import Circles, Zones, circles, intervals, joined

FEW = Trial(draws=3, threads=1)
CELLS, DAYS = 5, 6
WILD = st.sampled_from([1e9, 1e15, 1e300, -1e300, float("nan"), float("inf"), 0.5, -1.0])
TAME = st.integers(0, 9).map(float)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Any, Any, Any]:
    """Two tables and coordinates: of shapes that fit or of any, of numbers that are counts or of any."""
    elements = draw(st.sampled_from([TAME, TAME, st.one_of(TAME, WILD)]))
    shapes = array_shapes(min_dims=0, max_dims=3, max_side=4)
    if draw(st.booleans()):
        cells, days = draw(st.integers(1, 4)), draw(st.integers(1, 4))
        shapes = st.sampled_from([(cells, days)] * 5 + [(cells,)])
        where = draw(arrays(np.float64, (cells, 2), elements=elements))
    else:
        where = draw(arrays(np.float64, array_shapes(min_dims=0, max_dims=2, max_side=4), elements=elements))
    one, two = (draw(arrays(np.float64, draw(shapes), elements=elements)) for _ in range(2))
    return one, two, where


def zones() -> Zones:
    where = [[0.0, 0.0], [1.0, 0.0], [2.0, 1.0], [2.0, 0.0], [5.0, 5.0]]
    return joined(circles(where, limits=Circles(most_share=1.0)), intervals(np.arange(CELLS)))


def counts() -> st.SearchStrategy[Any]:
    return arrays(np.int64, (CELLS, DAYS), elements=st.integers(0, 9))


def scanned(seen: Any, looks: Any, **more: Any) -> Scan:  # noqa: ANN401 - arrays of any kind, and options
    null = NegativeBinomialNull(np.full((CELLS, DAYS), 1.5), 0.7)
    return scan_excess(seen, null, zones(), looks=looks, trial=FEW, **more)


@given(counts(), counts(), arrays(np.bool_, (CELLS, DAYS)), st.sampled_from(["high", "low", "both"]))
@settings(max_examples=50)
def test_what_nobody_looked_at_does_not_matter(seen: Any, other: Any, looked: Any, rates: Any) -> None:  # noqa: ANN401 - drawn arrays
    found = scanned(seen, looked, rates=rates)
    assert scanned(np.where(looked, seen, other), looked, rates=rates) == found
    assert scanned(np.where(looked, seen, -1.5), looked * 3.5, rates=rates) == found
    assert found.unseen == (~looked).sum()
    assert found.observed == seen[looked].sum()
    for cluster in found.clusters:
        days = slice(cluster.first_day, cluster.last_day + 1)
        cells = list(cluster.cells)
        assert cluster.observed == seen[cells, days][looked[cells, days]].sum()
        assert cluster.expected == pytest.approx(1.5 * looked[cells, days].sum())
        assert (cluster.observed > cluster.expected) == (cluster.rate == "high")


@given(counts(), st.integers(1, 3))
@settings(max_examples=30)
def test_days_that_nobody_looked_at_may_be_added(seen: Any, more: int) -> None:  # noqa: ANN401 - drawn arrays
    looks = np.ones((CELLS, DAYS))
    found = scanned(seen, looks)
    null = NegativeBinomialNull(np.full((CELLS, DAYS + more), 1.5), 0.7)
    longer = np.hstack((seen, np.full((CELLS, more), 7)))
    padded = np.hstack((looks, np.zeros((CELLS, more))))
    again = scan_excess(longer, null, zones(), looks=padded, trial=FEW)
    assert [one.statistic for one in again.clusters] == pytest.approx(
        [one.statistic for one in found.clusters]
    )


@given(counts(), st.booleans())
@settings(max_examples=50)
def test_clusters_touch_nowhere_and_weaken(seen: Any, whole: bool) -> None:  # noqa: ANN401 - drawn arrays
    if whole:
        if not seen.any():
            return
        found = scan_permutation(seen, np.arange(2.0 * CELLS).reshape(CELLS, 2), trial=FEW)
    else:
        found = scanned(seen, None)
    taken = np.zeros((CELLS, DAYS), dtype=np.bool_)
    for cluster in found.clusters:
        days = slice(None) if whole else slice(cluster.first_day, cluster.last_day + 1)
        assert not taken[list(cluster.cells), days].any()
        taken[list(cluster.cells), days] = True
    strengths = [cluster.statistic for cluster in found.clusters]
    assert strengths == sorted(strengths, reverse=True)
    chances = [cluster.p for cluster in found.clusters]
    assert chances == sorted(chances)
    assert all(0 < chance <= 1 for chance in chances)


@given(tables(), st.sampled_from(["euclid", "great-circle"]))
@settings(max_examples=400)
def test_whatever_is_given_is_scanned_or_refused_with_a_way_out(given_tables: Any, metric: Any) -> None:  # noqa: ANN401 - drawn arrays
    one, two, where = given_tables
    limits = Circles(metric=metric)
    prospective = Horizon(mode="prospective")
    attempts: tuple[Callable[[], Scan], ...] = (
        lambda: scan_poisson(one, two, where, limits=limits, trial=FEW),
        lambda: scan_bernoulli(one, two, where, limits=limits, trial=FEW),
        lambda: scan_permutation(one, where, limits=limits, horizon=prospective, trial=FEW),
        lambda: scan_excess(
            one,
            NegativeBinomialNull(two, 1.0),
            intervals(where[:, 0] if where.ndim == 2 else where),
            looks=two,
            trial=FEW,
        ),
    )
    for attempt in attempts:
        answer = outcome(attempt)
        if isinstance(answer, InputError):
            assert all(fault.hint for fault in answer.faults)
        else:
            assert all(np.isfinite(cluster.statistic) for cluster in answer.clusters)


def outcome(attempt: Callable[[], Scan]) -> Scan | InputError:
    """The scan, or what it says to wrong input; any other error is a fault of ours."""
    try:
        return attempt()
    except InputError as error:
        return error
