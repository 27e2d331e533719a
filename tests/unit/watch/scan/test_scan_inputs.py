"""What a scan is told: limits, coordinates, strata, and what it says to wrong ones."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from detente.errors import InputError
from detente.watch.scan import chains
from detente.watch.scan.excess import scan_excess
from detente.watch.scan.nulls import NegativeBinomialNull, PoissonNull, SampledNull
from detente.watch.scan.parity import scan_bernoulli, scan_permutation, scan_poisson
from detente.watch.scan.standard import between_censuses, expected_cases
from detente.watch.scan.trial import Trial
from detente.watch.scan.windows import Horizon
from detente.watch.scan.zones import Circles, Zones, circles, intervals, joined

HERE = [[0.0, 0.0], [1.0, 0.0]]
FEW = Trial(draws=9)
MEAN = np.ones((2, 3))
PAIR = circles(np.array(HERE))


def sets(zones: Zones) -> list[tuple[tuple[int, ...], float]]:
    return sorted(
        (tuple(sorted(zones.zone(int(place)).tolist())), round(float(zones.reach[place]), 3))
        for place in np.flatnonzero(zones.ends)
    )


def test_circles_keep_their_limits() -> None:
    points = np.array([[0.0, 0.0], [3.0, 4.0], [3.0, -4.0], [20.0, 0.0]])
    everything = Circles(most_share=1.0)
    round_the_first = {((0,), 0.0), ((0, 1, 2), 5.0), ((0, 1, 2, 3), 17.464)}
    assert round_the_first <= set(sets(circles(points, limits=everything)))
    near = circles(points, limits=Circles(most_share=1.0, most_radius=5.0))
    assert sets(near) == [
        ((0,), 0.0),
        ((0, 1), 5.0),
        ((0, 1, 2), 5.0),
        ((0, 2), 5.0),
        ((1,), 0.0),
        ((2,), 0.0),
        ((3,), 0.0),
    ]
    few = circles(points, limits=Circles(most_share=1.0, most_cells=2))
    assert {zone for zone, _ in sets(few)} == {(0,), (1,), (2,), (3,), (0, 1), (0, 2)}
    heavy = circles(points, weights=np.array([1.0, 0.0, 0.0, 3.0]), limits=Circles(most_share=0.25))
    assert {zone for zone, _ in sets(heavy)} == {(0,), (1,), (2,), (0, 1), (0, 2), (0, 1, 2)}


def test_kilometres_on_a_sphere() -> None:
    """A degree of longitude is 111.195 km on the equator, half of that at 60 degrees; no date line."""
    points = np.array([[0.0, 0.0], [1.0, 0.0], [179.5, 60.0], [-179.5, 60.0]])
    zones = circles(points, limits=Circles(metric="great-circle", most_radius=120.0))
    assert sets(zones) == [
        ((0,), 0.0),
        ((0, 1), 111.195),
        ((1,), 0.0),
        ((2,), 0.0),
        ((2, 3), 55.597),
        ((3,), 0.0),
    ]
    world = circles(points, limits=Circles(metric="great-circle", most_radius=30_000.0, most_share=1.0))
    assert max(reach for _, reach in sets(world)) > 10_000
    assert len(circles(points, limits=Circles(metric="great-circle", most_share=1.0))) == len(world)


def test_intervals_stop_at_gaps_and_limits() -> None:
    segments = np.array([0, 0, 1, 3, -1])
    assert sets(intervals(segments)) == [((0, 1), 1.0), ((0, 1, 2), 2.0), ((2,), 1.0), ((3,), 1.0)]
    assert sets(intervals(segments, most_segments=1)) == [((0, 1), 1.0), ((2,), 1.0), ((3,), 1.0)]
    weights = np.array([1.0, 1.0, 1.0, 1.0, 0.0])
    assert sets(intervals(segments, weights=weights, most_share=0.5)) == [
        ((0, 1), 1.0),
        ((2,), 1.0),
        ((3,), 1.0),
    ]
    assert sets(intervals(np.array([-1, -1]))) == []
    assert intervals(segments).shapes == ("interval",) * 3


def test_of_equal_circles_the_smallest_is_kept() -> None:
    """Three cells in a row: all of them are the circle around the middle one, not that around an end."""
    zones = circles([[0.0, 0.0], [1.0, 0.0], [2.5, 0.0]], limits=Circles(most_share=1.0))
    assert ((0, 1, 2), 1.5) in sets(zones)
    found = scan_excess([[9], [9], [9]], PoissonNull(np.ones((3, 1))), zones, trial=FEW)
    assert (found.clusters[0].centre, found.clusters[0].reach) == (1, 1.5)


def test_zones_that_do_not_fit_into_memory_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chains, "MOST_MEMBERS", 3)
    with pytest.raises(InputError, match=r"the zones of 2 cells have more than 3 members\. Try: a limit"):
        circles(HERE, limits=Circles(most_share=1.0))
    assert len(circles(HERE, limits=Circles(most_share=1.0, most_cells=1))) == 2


def test_nearest_cells_by_a_tree_are_those_of_all_pairs() -> None:
    """On a grid, where many are equally near, and at random; a limit that all cells keep changes nothing."""
    generator = np.random.default_rng(4)
    grid = np.array([[x, y] for x in range(6) for y in range(5)], dtype=np.float64)
    for points in (grid, generator.random((40, 2))):
        every = sets(circles(points, limits=Circles(most_share=1.0)))
        for most in (1, 5, 9, len(points)):
            few = sets(circles(points, limits=Circles(most_share=1.0, most_cells=most)))
            assert few == [one for one in every if len(one[0]) <= most]
        both = sets(circles(points, limits=Circles(most_share=1.0, most_cells=9, most_radius=1.5)))
        assert both == [one for one in every if len(one[0]) <= 9 and one[1] <= 1.5]


def test_zones_of_nothing_find_nothing() -> None:
    none = intervals(np.array([-1, -1]))
    found = scan_excess(np.full((2, 3), 9), PoissonNull(MEAN), none, trial=FEW)
    assert (found.clusters, found.windows, set(found.maxima)) == ((), 0, {0.0})
    both = joined(none, PAIR)
    assert sets(both) == sets(PAIR)


def test_expected_cases_by_hand() -> None:
    """Young: 3 cases among 30; old: 6 among 20. Here 10 young and 10 old: 1 + 3; there 20 and 10: 2 + 3."""
    cases = np.array([[1, 2], [2, 4]])
    people = np.array([[10, 10], [20, 10]])
    assert expected_cases(cases, people).tolist() == [4.0, 5.0]
    by_period = expected_cases(cases[:, None, :], people[:, None, :])
    assert by_period.tolist() == [[4.0], [5.0]]
    empty = expected_cases(np.array([[1, 0]]), np.array([[5, 0]]))
    assert empty.tolist() == [1.0]


def test_between_censuses_by_hand() -> None:
    people = np.array([[[100.0, 0.0], [200.0, 10.0]]])
    asked = between_censuses(people, [1970, 1980], [1960, 1970, 1975, 1980, 1999])
    assert asked[0].tolist() == [[100, 0], [100, 0], [150, 5], [200, 10], [200, 10]]
    assert between_censuses(np.array([[7.0]]), [1970], [1960, 1980]).tolist() == [[7.0, 7.0]]


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "shapes": (lambda: scan_poisson([1, 2], [[1], [2], [3]], HERE), r"cases \(2, 1\), population \(3, 1\)"),
    "no counts": (lambda: scan_poisson([1.5, 2], [1, 2], HERE), r"cases\[0, 0\]: the value is 1.5"),
    "negative": (lambda: scan_poisson([-1, 2], [1, 2], HERE), r"cases\[0, 0\]: the value is -1"),
    "text": (lambda: scan_poisson(np.array(["a", "2"]), [1, 2], HERE), "these are no numbers"),
    "three axes": (lambda: scan_permutation(np.ones((2, 2, 2)), HERE), r"the shape is \(2, 2, 2\)"),
    "too many": (lambda: scan_poisson([2.0**54, 0], [1, 2], HERE), "more than 9,007,199,254,740,992"),
    "too many to shuffle": (lambda: scan_permutation([[2e8, 0]], HERE[:1]), "more than 100,000,000"),
    "too many to draw": (lambda: scan_bernoulli([5e8, 0], [1, 0], HERE), "more than 400,000,000"),
    "endless mean": (lambda: PoissonNull(MEAN * 1e13), r"above 1e\+12, the first 1e\+13"),
    "nobody there": (lambda: scan_poisson([1, 2], [0, 2], HERE), "1 seen where the baseline is 0"),
    "tiny": (lambda: scan_poisson([0, 2], [1e-15, 2], HERE), "the smallest baseline above 0 is 1e-15"),
    "no cases": (lambda: scan_bernoulli([0, 0], [1, 2], HERE), "cases: there are none"),
    "no controls": (lambda: scan_bernoulli([1, 0], [0, 0], HERE), "controls: there are none"),
    "no coordinates": (lambda: scan_poisson([1, 2], [1, 2], [[0, 0]]), "2 cells have coordinates"),
    "text coordinates": (
        lambda: scan_poisson([1, 2], [1, 2], np.array([["a", "0"], ["1", "0"]])),
        "coordinates: these are no numbers",
    ),
    "nowhere": (
        lambda: scan_poisson([1, 2], [1, 2], [[float("nan"), 0.0], [1.0, 0.0]]),
        r"row 0: \(nan, 0\)",
    ),
    "three columns": (lambda: circles(np.ones((2, 3))), r"shape \(2, 3\)"),
    "swapped": (
        lambda: circles(np.array([[50.0, 120.0]]), limits=Circles(metric="great-circle")),
        r"row 0: \(50, 120\).*Try: give longitude, then latitude",
    ),
    "metric": (lambda: circles(np.array(HERE), limits=Circles(metric="miles")), "no metric 'miles'"),  # type: ignore[arg-type]  # a wrong word
    "share": (lambda: circles(np.array(HERE), limits=Circles(most_share=50)), "most_share: the value is 50"),
    "radius": (lambda: circles(np.array(HERE), limits=Circles(most_radius=-1)), "most_radius"),
    "cells": (lambda: circles(np.array(HERE), limits=Circles(most_cells=0)), "most_cells"),
    "weights": (lambda: circles(np.array(HERE), weights=np.ones(3)), r"2 cells have weights of shape \(3,\)"),
    "no weight": (lambda: circles(np.array(HERE), weights=np.zeros(2)), "weights: the value is 'all 0'"),
    "bad weight": (lambda: circles(np.array(HERE), weights=np.array([1, -1])), "cell 1 has the weight -1"),
    "segments": (lambda: intervals(np.array([-2, 0])), "a segment's number is -1 or a whole number"),
    "half segments": (lambda: intervals(np.array([0.5, 0])), "a segment's number"),
    "few segments": (lambda: intervals([0, 1], most_segments=0), "most_segments: the value is 0"),
    "ragged": (lambda: circles([[0, 1], [2]]), "coordinates: these are no numbers"),
    "endless": (lambda: intervals([0, float("inf")]), "a segment's number"),
    "join": (lambda: joined(PAIR, circles(np.ones((3, 2)))), "zones of 2 cells and of 3 cells"),
    "zones": (
        lambda: scan_excess(np.ones((3, 3)), PoissonNull(np.ones((3, 3))), PAIR),
        "there are 3 cells, and zones of 2",
    ),
    "looks": (
        lambda: scan_excess(np.ones((2, 3)), PoissonNull(MEAN), PAIR, looks=np.ones((2, 2))),
        r"counts \(2, 3\), mean \(2, 3\), looks \(2, 2\)",
    ),
    "unexpected": (
        lambda: scan_excess(np.ones((2, 3)), PoissonNull(MEAN * 0), PAIR),
        r"mean\[0, 0\]: 1 seen where the baseline is 0 \(6 such",
    ),
    "mean": (lambda: PoissonNull(np.ones(3)), r"the shape is \(3,\)"),
    "text mean": (lambda: PoissonNull("many"), "mean: these are no numbers"),  # type: ignore[arg-type]  # a wrong type
    "no mean": (lambda: NegativeBinomialNull(MEAN * np.nan, 1.0), r"mean\[0, 0\]: 6 values"),
    "size": (lambda: NegativeBinomialNull(MEAN, np.ones(3)), r"the shape is \(3,\), where there are 2 cells"),
    "size 0": (lambda: NegativeBinomialNull(MEAN, 0.0), "some are 0"),
    "levels": (
        lambda: SampledNull(mean=MEAN, levels=np.ones((5, 3)), sizes=np.ones(5)),
        r"shape is \(5, 3\)",
    ),
    "bad levels": (lambda: SampledNull(mean=MEAN, levels=-np.ones((5, 2)), sizes=np.ones(5)), "negative"),
    "sizes": (lambda: SampledNull(mean=MEAN, levels=np.ones((5, 2)), sizes=np.ones(4)), r"shape is \(4,\)"),
    "strata": (
        lambda: expected_cases(np.ones((2, 2)), np.ones((2, 3))),
        r"\(2, 2\), the population \(2, 3\)",
    ),
    "no people": (lambda: expected_cases([[1, 1]], [[1, 0]]), "stratum 1 has 1 cases and no people"),
    "bad people": (lambda: expected_cases([[1, 1]], [[1, -1]]), "population: some are negative"),
    "censuses": (lambda: between_censuses(np.ones((2, 2)), [1980, 1970], [1975]), "2 times for populations"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_input_is_told_with_a_way_out(name: str) -> None:
    act, told = WRONG[name]
    with pytest.raises(InputError, match=told) as caught:
        act()
    assert "Try: " in str(caught.value)


def test_all_choices_that_are_none_are_told_together() -> None:
    horizon = Horizon(longest=0, most_share=2, mode="yearly", earlier_runs=-1, every_days=0)  # type: ignore[arg-type]  # a wrong word
    trial = Trial(draws=0, seed=-1, level=1, clusters=0, several="some", threads=0, gumbel=True)  # type: ignore[arg-type]  # a wrong word
    with pytest.raises(InputError) as caught:
        scan_poisson([1, 2], [1, 2], HERE, horizon=horizon, trial=trial, rates="odd")  # type: ignore[arg-type]  # a wrong word
    assert len(caught.value.faults) == 6 + 7 + 1
    with pytest.raises(InputError, match="earlier_runs"):
        scan_permutation([[1, 2], [0, 1]], HERE, horizon=Horizon(earlier_runs=3))


FULL = """
import numba.core.caching as caching
import numpy as np
def full(*_):
    raise OSError(28, "No space left on device")
{fault}
from detente.watch.scan import search
search.WORTH_COMPILING = 0
from detente.watch.scan.parity import scan_poisson
from detente.watch.scan.trial import Trial
found = scan_poisson([8, 1, 1], [5, 5, 5], [[0, 0], [1, 0], [3, 0]], trial=Trial(draws=9))
print(round(found.clusters[0].statistic, 4))
"""


@pytest.mark.parametrize(
    "fault",
    ["caching.CacheImpl._locator_classes = []", "caching.IndexDataCacheFile.save = full"],
    ids=["no folder can be written", "the disk is full"],
)
def test_code_that_cannot_be_kept_runs_all_the_same(fault: str, tmp_path: Path) -> None:
    pytest.importorskip("numba", reason="the compiled search needs the extra 'fast'")
    command = [sys.executable, "-c", FULL.format(fault=fault)]
    environment = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "4.5958", run.stderr
