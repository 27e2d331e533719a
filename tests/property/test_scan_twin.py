"""Scans against plain loops, the compiled search against NumPy's, and what must not change an answer."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.watch.scan.blocks import search_blocks
from detente.watch.scan.law import BERNOULLI, EXCESS, POISSON, Law, Rates, law
from detente.watch.scan.search import Search, best_window
from detente.watch.scan.windows import Hit, Horizon, Sums, Windows
from detente.watch.scan.zones import Circles, Zones, circles, intervals, joined
from tests.brute_scan import (
    Counts,
    Floats,
    bernoulli,
    circles_by_loops,
    day_runs,
    excess,
    intervals_by_loops,
    poisson,
    window_sums,
)

KINDS = (EXCESS, POISSON, BERNOULLI)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """Cells on a small grid, so that many distances are equal, with counts and baselines."""

    points: list[tuple[float, float]]
    counts: Counts
    base: Floats
    share: float
    horizon: Horizon

    @property
    def zones(self) -> Zones:
        return circles(np.array(self.points), limits=Circles(most_share=self.share))

    @property
    def windows(self) -> Windows:
        return self.horizon.windows(self.zones, self.counts.shape[1])


@st.composite
def worlds(draw: st.DrawFn) -> World:
    cells, days = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    where = st.tuples(st.integers(0, 3), st.integers(0, 2))
    points = [(float(x), float(y)) for x, y in draw(st.lists(where, min_size=cells, max_size=cells))]
    table = st.lists(st.integers(0, 6), min_size=cells * days, max_size=cells * days)
    counts = np.array(draw(table), dtype=np.int64).reshape(cells, days)
    base = np.array(draw(table), dtype=np.float64).reshape(cells, days) / 2 + 0.5
    mode = draw(st.sampled_from(["retrospective", "prospective"]))
    horizon = Horizon(longest=draw(st.integers(1, 7)), mode=mode)  # type: ignore[arg-type]  # sampled texts
    share = draw(st.sampled_from([0.3, 0.5, 1.0]))
    return World(points=points, counts=counts, base=base, share=share, horizon=horizon)


def form_of(kind: int, world: World, rates: Rates = "high") -> tuple[Law, Floats]:
    """The law and its baseline: for poisson scaled to the cases, for bernoulli cases and controls."""
    cases = float(world.counts.sum())
    base = world.base
    if kind == POISSON:
        base = base * (cases / base.sum())
    elif kind == BERNOULLI:
        base = np.rint(base * 2) + world.counts
    return law(kind, cases=cases, total=float(base.sum()), rates=rates), base


def by_loops(kind: int, form: Law, world: World, base: Floats) -> float:
    """The largest statistic of all windows; 0 if none counts."""
    zones = circles_by_loops(world.points, [1.0] * len(world.points), world.share)
    longest, days = world.horizon.longest or 1, world.counts.shape[1]
    runs = list(day_runs(days, longest, to_the_end=world.horizon.mode == "prospective"))
    best = 0.0
    for seen, expected in window_sums((world.counts, base), zones, runs).values():
        side = seen - expected * form.share
        if (side > 0 and form.high) or (side < 0 and form.low):
            if kind == EXCESS:
                found = excess(seen, expected)
            elif kind == POISSON:
                found = poisson(seen, expected, form.cases)
            else:
                found = bernoulli(seen, expected, form.cases, form.total)
            best = max(best, found)
    return best


@cache
def searches() -> list[Search]:
    """NumPy's, and where numba is installed the compiled one, as such and as plain Python."""
    if importlib.util.find_spec("numba") is None:
        return [search_blocks, search_blocks]
    import numba

    from detente.watch.scan import compiled

    spec = importlib.util.spec_from_file_location("compiled_plain", compiled.__file__)
    assert spec is not None
    assert spec.loader is not None
    plain = importlib.util.module_from_spec(spec)
    with patch.object(numba, "njit", lambda **_: lambda function: function):
        spec.loader.exec_module(plain)
    return [search_blocks, compiled.search_compiled, plain.search_compiled]


def found_by(search: Search, world: World, form: Law, base: Floats, **more: Any) -> Hit | None:  # noqa: ANN401 - options
    return best_window(search, world.windows, Sums.of(world.windows, world.counts, base), form, **more)


@given(worlds(), st.sampled_from(KINDS), st.sampled_from(["high", "low", "both"]))
@settings(max_examples=150)
def test_both_searches_find_what_plain_loops_find(world: World, kind: int, rates: Rates) -> None:
    if kind != EXCESS and not world.counts.any():
        return
    form, base = form_of(kind, world, rates)
    expected = by_loops(kind, form, world, base)
    hits = [found_by(search, world, form, base) for search in searches()]
    for hit in hits:
        assert (0.0 if hit is None else hit.score) == pytest.approx(expected, abs=1e-9)
    assert len({hit and (hit.place, hit.first_day, hit.last_day) for hit in hits}) == 1


@given(worlds(), st.integers(2, 4))
@settings(max_examples=50)
def test_the_answer_does_not_depend_on_how_many_share_the_work(world: World, threads: int) -> None:
    form, base = form_of(EXCESS, world)
    alone = found_by(search_blocks, world, form, base)
    assert found_by(search_blocks, world, form, base, threads=threads) == alone


@given(worlds())
@settings(max_examples=100)
def test_circles_are_those_of_plain_loops(world: World) -> None:
    zones = world.zones
    found = [frozenset(int(cell) for cell in zones.zone(int(place))) for place in np.flatnonzero(zones.ends)]
    assert len(found) == len(set(found)) == len(zones)
    assert set(found) == circles_by_loops(world.points, [1.0] * len(world.points), world.share)


@given(st.lists(st.integers(-1, 6), min_size=1, max_size=8), st.integers(1, 8))
@settings(max_examples=100)
def test_intervals_are_those_of_plain_loops(segments: list[int], most: int) -> None:
    zones = intervals(np.array(segments), most_segments=most)
    found = [frozenset(int(cell) for cell in zones.zone(int(place))) for place in np.flatnonzero(zones.ends)]
    assert len(found) == len(set(found))
    assert set(found) == intervals_by_loops(segments, most)


@given(worlds())
@settings(max_examples=50)
def test_joined_zones_are_those_of_both(world: World) -> None:
    line = intervals(np.arange(len(world.points)))
    both = joined(world.zones, line)

    def sets(zones: Zones) -> set[frozenset[int]]:
        return {frozenset(zones.zone(int(place)).tolist()) for place in np.flatnonzero(zones.ends)}

    assert sets(both) == sets(world.zones) | sets(line)
    assert len(both) == len(sets(both))


@given(worlds(), st.data())
@settings(max_examples=100)
def test_more_seen_inside_a_window_never_lowers_its_statistic(world: World, data: st.DataObject) -> None:
    form, base = form_of(EXCESS, world)
    hit = found_by(search_blocks, world, form, base)
    if hit is None:
        return
    more = world.counts.copy()
    cell = data.draw(st.sampled_from(hit.cells(world.zones).tolist()))
    more[cell, data.draw(st.integers(hit.first_day, hit.last_day))] += data.draw(st.integers(1, 5))
    again = best_window(search_blocks, world.windows, Sums.of(world.windows, more, base), form)
    assert again is not None
    assert again.score > hit.score


@given(worlds(), st.sampled_from(KINDS), st.data())
@settings(max_examples=100)
def test_the_order_of_cells_does_not_matter(world: World, kind: int, data: st.DataObject) -> None:
    if kind != EXCESS and not world.counts.any():
        return
    order = data.draw(st.permutations(range(len(world.points))))
    other = World(
        points=[world.points[cell] for cell in order],
        counts=world.counts[order],
        base=world.base[order],
        share=world.share,
        horizon=world.horizon,
    )
    one, two = (found_by(search_blocks, each, *form_of(kind, each)) for each in (world, other))
    assert (one.score if one else 0) == pytest.approx(two.score if two else 0, rel=1e-9)


@given(worlds(), st.integers(1, 3))
@settings(max_examples=100)
def test_days_without_windows_do_not_matter(world: World, shift: int) -> None:
    """Quiet days before a prospective scan with a limit shift the days, and nothing else."""
    before = np.zeros((len(world.points), shift), dtype=np.int64)
    later = World(
        points=world.points,
        counts=np.hstack((before + 9, before, before, world.counts)),
        base=np.hstack((before + 0.5, before, before, world.base)),
        share=world.share,
        horizon=Horizon(
            longest=min(world.horizon.longest or 1, shift + world.counts.shape[1]), mode="prospective"
        ),
    )
    this = World(
        points=world.points, counts=world.counts, base=world.base, share=world.share, horizon=later.horizon
    )
    one, two = (found_by(search_blocks, each, *form_of(EXCESS, each)) for each in (this, later))
    if one is None or two is None:
        assert one is two
        return
    assert one.score == pytest.approx(two.score, rel=1e-9)
    assert one.place == two.place
    assert (one.last_day + 3 * shift) == two.last_day


@given(worlds(), st.data())
@settings(max_examples=100)
def test_no_window_has_a_day_that_is_taken(world: World, data: st.DataObject) -> None:
    """Against plain loops over the windows that share nothing with what is taken."""
    form, base = form_of(EXCESS, world)
    shape = world.counts.shape
    flags = data.draw(st.lists(st.booleans(), min_size=world.counts.size, max_size=world.counts.size))
    taken = np.array(flags).reshape(shape)
    runs = list(
        day_runs(shape[1], world.horizon.longest or 1, to_the_end=world.horizon.mode == "prospective")
    )
    zones = circles_by_loops(world.points, [1.0] * len(world.points), world.share)
    free = {
        window: excess(seen, expected)
        for window, (seen, expected) in window_sums((world.counts, base), zones, runs).items()
        if seen > expected and not taken[sorted(window[0]), window[1] : window[2] + 1].any()
    }
    for search in searches():
        hit = found_by(search, world, form, base, taken=taken[:, world.windows.first_day :])
        assert (hit.score if hit else 0.0) == pytest.approx(max(free.values(), default=0.0), abs=1e-9)


@given(worlds())
@settings(max_examples=100)
def test_windows_are_counted(world: World) -> None:
    longest, to_the_end = world.horizon.longest or 1, world.horizon.mode == "prospective"
    runs = list(day_runs(world.counts.shape[1], longest, to_the_end=to_the_end))
    assert len(world.windows) == len(world.zones) * len(runs)
