"""Scans by plain loops: every circle, every run of days, every statistic from its definition."""

from __future__ import annotations

from collections.abc import Iterator
from math import dist, log

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]
Zone = frozenset[int]

ROUNDING = 1e-9


def circles_by_loops(points: list[tuple[float, float]], weights: list[float], share: float) -> set[Zone]:
    """Every distinct set of cells within a distance of some cell, up to a share of the weight."""
    found = set()
    for centre in points:
        for edge in points:
            radius = dist(centre, edge) * (1 + ROUNDING)
            zone = frozenset(cell for cell, point in enumerate(points) if dist(centre, point) <= radius)
            if sum(weights[cell] for cell in zone) <= share * sum(weights) * (1 + ROUNDING):
                found.add(zone)
    return found


def intervals_by_loops(segments: list[int], most: int) -> set[Zone]:
    """Every distinct set of cells on a run of up to so many adjacent segments, none of which is missing."""
    there = {number for number in segments if number >= 0}
    runs = [
        range(first, last + 1)
        for first in there
        for last in there
        if first <= last < first + most and all(number in there for number in range(first, last + 1))
    ]
    return {frozenset(cell for cell, number in enumerate(segments) if number in run) for run in runs}


def day_runs(days: int, longest: int, *, to_the_end: bool) -> Iterator[tuple[int, int]]:
    """First and last day of every run."""
    for last in range(days - 1 if to_the_end else 0, days):
        for first in range(max(0, last + 1 - longest), last + 1):
            yield first, last


def window_sums(
    tables: tuple[Counts, Floats], zones: set[Zone], runs: list[tuple[int, int]]
) -> dict[tuple[Zone, int, int], tuple[int, float]]:
    """What was seen and expected in every window."""
    counts, base = tables
    return {
        (zone, first, last): (
            sum(int(counts[cell, day]) for cell in zone for day in range(first, last + 1)),
            sum(float(base[cell, day]) for cell in zone for day in range(first, last + 1)),
        )
        for zone in zones
        for first, last in runs
    }


def part(seen: float, base: float) -> float:
    """Seen times the logarithm of seen over base."""
    return seen * log(seen / base) if seen > 0 else 0.0


def excess(seen: float, base: float) -> float:
    """Against an absolute expectation."""
    return part(seen, base) + base - seen


def poisson(seen: float, base: float, cases: float) -> float:
    """Against another rate outside; baselines sum to the cases."""
    rest = max(cases - base, 0.0)
    return part(seen, base) + (part(cases - seen, rest) if cases - seen else 0.0)


def bernoulli(seen: float, people: float, cases: float, everybody: float) -> float:
    """One share of cases inside and another outside, against one share everywhere."""

    def likelihood(hits: float, of: float) -> float:
        return part(hits, of) + part(of - hits, of)

    inside, outside = likelihood(seen, people), likelihood(cases - seen, everybody - people)
    return inside + outside - likelihood(cases, everybody)
