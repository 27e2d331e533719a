"""Siting problems with published optima: maximal covering at Sao Jose dos Campos, a median of OR-Library."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse.csgraph import floyd_warshall

from detente.verify.plan import Status, best_mean, covering, p_centre, p_median

RADIUS_M = 800.0
COVERED = {
    324: (5461, 8790, 11604, 12106, 12152),
    402: (6555, 11339, 14690, 15658, 15970, 15984),
    500: (7944, 12454, 15730, 17794, 18859, 19525, 19692),
    708: (8393, 13306, 17272, 20338, 21486, 22504, 23151),
}
"""The largest covered demand for 1, 2, ... sites within 800 m."""


def siting(oracles: Path, name: str) -> str:
    path = oracles / "siting" / name
    if not path.is_file():
        pytest.skip(f"this siting problem is not here ({path})")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", COVERED)
def test_maximal_covering_of_sao_jose_dos_campos(oracles: Path, size: int) -> None:
    lines = siting(oracles, f"SJC{size}.txt").splitlines()[1:]
    table = np.array([[float(word) for word in line.split()] for line in lines if line.strip()])
    assert len(table) == size
    places, demand = table[:, :2], table[:, 2]
    apart = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    problem = covering(apart <= RADIUS_M, weights=demand)
    for sites, known in enumerate(COVERED[size], start=1):
        plan = best_mean(problem, sites)
        assert plan.status == Status.OPTIMAL
        assert plan.objective is not None
        assert plan.objective * demand.sum() == pytest.approx(known)
        assert sum(plan.counts.values()) <= sites


@pytest.fixture(scope="module")
def network(oracles: Path) -> tuple[NDArray[np.float64], int]:
    """Shortest distances of pmed1, and how many sites it asks for."""
    words = [int(word) for word in siting(oracles, "pmed1.txt").split()]
    (size, edges, sites), arcs = words[:3], np.array(words[3:]).reshape(-1, 3)
    assert len(arcs) == edges
    length = np.full((size, size), np.inf)
    for one, other, metres in arcs.tolist():  # where an arc comes twice, the later one counts
        length[one - 1, other - 1] = length[other - 1, one - 1] = metres
    np.fill_diagonal(length, 0.0)
    return floyd_warshall(length), sites


def test_median_of_or_library(network: tuple[NDArray[np.float64], int]) -> None:
    found = p_median(*network)
    assert (found.objective, found.bound, found.status) == (5819, 5819, Status.OPTIMAL)
    assert len(found.sites) == 5


def test_centre_of_or_library(network: tuple[NDArray[np.float64], int]) -> None:
    found = p_centre(*network)
    assert (found.objective, found.status) == (127, Status.OPTIMAL)
