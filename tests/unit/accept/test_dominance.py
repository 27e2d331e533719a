"""Dominance: small cases by hand, large ones against every pair, and which engine runs when."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.accept import dominance
from detente.accept.dominance import compiled_sweep, sort_unique, sweep_blocks, undominated
from detente.accept.dominance_words import codes_of, pack, run_starts

Integers = NDArray[np.int64]

LARGEST = 2**63 - 1
SHAPES = ("front", "ties", "wide", "staircase", "cluster", "cube")


@pytest.fixture(autouse=True)
def _fresh_choice_of_engine() -> Iterator[None]:
    compiled_sweep.cache_clear()
    yield
    compiled_sweep.cache_clear()


def merged(points: Integers, groups: Integers | None = None) -> tuple[Integers, Integers | None]:
    """The distinct rows in the order that dominance needs."""
    order, starts = sort_unique(points, groups)
    return points[order[starts]], None if groups is None else groups[order[starts]]


def by_every_pair(points: Integers, groups: Integers | None = None) -> NDArray[np.bool_]:
    """Undominated rows, all distinct, by the definition: only the row itself is at least as large."""
    columns = [np.zeros(len(points), dtype=np.int64) if groups is None else groups, *points.T.copy()]
    mask = np.ones(len(points), dtype=np.bool_)
    for row in range(len(points)):
        as_large = columns[0] == columns[0][row]
        for column in columns[1:]:
            as_large &= column >= column[row]
        mask[row] = as_large.sum() == 1
    return mask


def candidates(shape: str, columns: int, rows: int = 3000) -> Integers:
    """Points of many kinds."""
    rng = np.random.default_rng(columns)
    shares = rng.dirichlet(np.ones(columns), rows)
    if shape == "front":  # opposed parties: five options shift a frontier of partial sums
        sums = np.rint(shares[: rows // 5] * 300).astype(np.int64)
        return (sums[:, None] + rng.integers(0, 9, (5, columns))).reshape(-1, columns)
    if shape == "ties":
        return rng.integers(0, 4, (rows, columns))
    if shape == "wide":
        return np.rint(shares * 2.0**62).astype(np.int64)
    if shape == "staircase":
        steps = np.arange(rows)
        return np.stack([np.zeros_like(steps)] * (columns - 2) + [steps, -steps], axis=1)
    if shape == "cluster":  # most rows differ in the last bits of the widest columns only
        near = np.rint(shares * 2.0**12).astype(np.int64)
        return np.concatenate((near + 2**60, near[:9] * 2**45))
    return rng.integers(-(10**6), 10**6, (rows, columns))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[5], [3], [1]], [True, False, False]),
        ([[3, 1], [3, 0], [2, 2], [1, 2], [1, 1], [0, 3]], [True, False, True, False, False, True]),
        ([[2, 1, 1], [1, 2, 1], [1, 1, 2], [1, 1, 1]], [True, True, True, False]),
        ([[2, 2, 0, 0], [2, 1, 0, 0], [2, 0, 0, 1], [0, 0, 0, 1]], [True, False, True, False]),
    ],
)
def test_small_cases_by_hand(rows: list[list[int]], expected: list[bool]) -> None:
    assert undominated(np.array(rows)).tolist() == expected


@pytest.mark.parametrize("columns", [0, 1, 2, 3, 5])
def test_no_row_and_one_row(columns: int) -> None:
    assert undominated(np.empty((0, columns), dtype=np.int64)).tolist() == []
    assert undominated(np.zeros((1, columns), dtype=np.int64)).tolist() == [True]
    for count in (0, 1):
        order, starts = sort_unique(np.zeros((count, columns), dtype=np.int64))
        assert order.tolist() == starts.tolist() == [0] * count


@pytest.mark.parametrize("columns", [0, 1, 2, 3])
def test_dominance_counts_within_a_group_only(columns: int) -> None:
    points = np.array([[2, 2, 2], [1, 1, 1], [1, 1, 1], [0, 0, 0]])[:, :columns]
    groups = np.array([4, 7, 9, 9])
    expected = [True, True, True, columns == 0]
    assert undominated(points, groups).tolist()[: 3 + (columns > 0)] == expected[: 3 + (columns > 0)]


def test_equal_rows_meet_and_their_multiplicities_add_up() -> None:
    points = np.array([[1, 5], [2, 0], [1, 5], [2, 0], [1, 5], [0, 9]])
    order, starts = sort_unique(points)
    assert order.tolist() == [1, 3, 0, 2, 4, 5]
    assert points[order[starts]].tolist() == [[2, 0], [1, 5], [0, 9]]
    assert np.add.reduceat(np.array([1, 10, 100, 1000, 10000, 7])[order], starts).tolist() == [1010, 10101, 7]


def test_groups_come_first_and_need_not_be_sorted() -> None:
    order, starts = sort_unique(np.array([[1], [2], [1], [2]]), np.array([5, -3, -3, 5]))
    assert order.tolist() == [1, 2, 3, 0]
    assert starts.tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
@pytest.mark.parametrize("ends", [(-(2**62), 2**62), (-LARGEST - 1, LARGEST), (-LARGEST, -LARGEST + 1)])
def test_the_ends_of_the_integers_are_safe(columns: int, ends: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    points = rng.choice(np.array([*ends, ends[0] + 1, ends[1] - 1, 0]), (200, columns))
    groups = rng.choice(np.array(ends), 200)
    order, starts = sort_unique(points, groups)
    as_python = sorted(range(200), key=lambda row: (int(groups[row]), [-int(v) for v in points[row]], row))
    assert order.tolist() == as_python
    rows, group = points[order[starts]], groups[order[starts]]
    assert undominated(rows, group).tolist() == by_every_pair(rows, group).tolist()


@pytest.mark.parametrize("columns", [3, 4, 5, 6, 16])
@pytest.mark.parametrize("shape", SHAPES)
def test_large_sets_agree_with_every_pair(shape: str, columns: int) -> None:
    pytest.importorskip("numba", reason="the compiled sweep needs the extra 'fast'")
    points, _ = merged(candidates(shape, columns))
    expected = by_every_pair(points)
    packed, heads = pack(points[:, 1:]), run_starts(np.zeros(len(points), dtype=np.int64))
    assert sweep_blocks(packed, heads)[0].tolist() == expected.tolist()
    assert compiled_sweep()(packed, heads).tolist() == expected.tolist()


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_many_groups_agree_with_every_pair(columns: int) -> None:
    rng = np.random.default_rng(3)
    points, groups = merged(rng.integers(0, 30, (4000, columns)), rng.integers(0, 40, 4000) ** 2)
    expected = by_every_pair(points, groups).tolist()
    assert undominated(points, groups).tolist() == expected
    compiled_sweep()
    assert undominated(points, groups).tolist() == expected


def test_two_wide_columns_in_many_groups_are_ranked() -> None:
    points = np.array([[1, 2**61], [0, 2**61 - 1], [1, 0], [0, 2**61]] * 5)
    groups = np.repeat(np.arange(10), 2)
    assert undominated(points, groups).tolist() == [True, False, True, True] * 5


def test_wide_rows_get_a_first_word_that_is_only_necessary() -> None:
    points, _ = merged(candidates("wide", 6))
    packed = pack(points)
    assert packed.words.shape == (3, len(points))
    assert len(packed.fields) == 6
    passes = (packed.words | packed.guards[:, None]) - packed.words[:, :1] & packed.guards[:, None]
    in_every_word = (passes == packed.guards[:, None]).all(axis=0)
    assert in_every_word.tolist() == (points >= points[0]).all(axis=1).tolist()


def test_a_column_from_end_to_end_gets_ranks() -> None:
    codes, bound = codes_of(np.array([-LARGEST - 1, 5, LARGEST, 5]))
    assert codes.tolist() == [0, 1, 2, 1]
    assert bound == 3


def test_a_sweep_in_blocks_stops_when_it_has_cost_too_much() -> None:
    points, _ = merged(candidates("front", 4))
    packed, heads = pack(points[:, 1:]), run_starts(np.zeros(len(points), dtype=np.int64))
    whole, judged = sweep_blocks(packed, heads)
    assert judged == len(points)
    part, stopped = sweep_blocks(packed, heads, most=10**5)
    assert 0 < stopped < len(points)
    assert part[:stopped].tolist() == whole[:stopped].tolist()


def test_the_compiled_sweep_is_loaded_once_numpy_has_cost_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    points, _ = merged(candidates("front", 4))
    expected = undominated(points).tolist()
    assert compiled_sweep.cache_info().currsize == 0
    monkeypatch.setattr(dominance, "AFFORDABLE", 10**5)
    assert undominated(points).tolist() == expected
    assert compiled_sweep.cache_info().currsize == 1
    monkeypatch.setattr(dominance, "sweep_blocks", None)
    if "detente.accept.dominance_compiled" in sys.modules:
        assert undominated(points).tolist() == expected


def test_without_numba_numpy_goes_on_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    points, _ = merged(candidates("front", 4))
    expected = undominated(points).tolist()
    monkeypatch.setattr(dominance, "AFFORDABLE", 10**5)
    monkeypatch.setitem(sys.modules, "detente.accept.dominance_compiled", None)
    assert undominated(points).tolist() == expected


SMALL = """
import sys
import numpy as np
from detente.accept.dominance import sort_unique, undominated
points = np.random.default_rng(0).integers(0, 1000, (5000, 5))
order, starts = sort_unique(points)
undominated(points[order[starts]])
print("numba" in sys.modules)
"""
UNKEPT = """
import numba.core.caching as caching
import numpy as np
def full(*_):
    raise OSError(28, "No space left on device")
{fault}
from detente.accept.dominance_compiled import sweep_tree
from detente.accept.dominance_words import pack
print(sweep_tree(pack(np.array([[3, 1], [2, 1], [0, 2]])), np.array([True, False, False])).tolist())
"""


def printed(code: str, **environment: str) -> str:
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_numba_is_not_loaded_for_a_small_set() -> None:
    assert printed(SMALL) == "False"


@pytest.mark.parametrize(
    "fault",
    [
        "caching.CacheImpl._locator_classes = []",
        "caching.IndexDataCacheFile.save = full",
    ],
    ids=["no folder can be written", "the disk is full"],
)
def test_code_that_cannot_be_kept_runs_all_the_same(fault: str, tmp_path: Path) -> None:
    pytest.importorskip("numba", reason="the compiled sweep needs the extra 'fast'")
    assert printed(UNKEPT.format(fault=fault), NUMBA_CACHE_DIR=str(tmp_path)) == "[True, False, True]"
