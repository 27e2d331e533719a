"""All ways to judge dominance give the brute-force answer, under as many ties as can be."""

import importlib.util
import operator
from collections.abc import Callable
from types import ModuleType
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from detente.accept import dominance, dominance_words
from detente.accept.dominance import Sweep, sort_unique, sweep_blocks, undominated
from detente.accept.dominance_words import Words, pack, run_starts

Integers = NDArray[np.int64]

RANGES = ((0, 1), (0, 2), (-3, 3), (0, 50), (-(2**62), 2**62), (-(2**63), 2**63 - 1))


@st.composite
def few(draw: st.DrawFn, least: int = 1) -> tuple[Integers, Integers]:
    """Distinct sorted rows of one to six columns with many ties, and their groups."""
    columns = draw(st.integers(least, 6))
    low, high = draw(st.sampled_from(RANGES))
    value = st.sampled_from([low, low + 1, high - 1, high]) | st.integers(low, high)
    row = st.tuples(st.integers(0, 2), *[value] * columns)
    rows = np.array(draw(st.lists(row, min_size=1, max_size=40)), dtype=np.int64)
    return merged(rows[:, 1:], rows[:, 0] * draw(st.sampled_from([0, 1, 10**6])))


@st.composite
def opposed(draw: st.DrawFn, least: int = 1) -> tuple[Integers, Integers]:
    """More rows, near a front or a step behind it: what one column gains another nearly loses."""
    columns = draw(st.integers(least, 6))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    scale = draw(st.sampled_from([2, 10, 1000, 2**61]))
    shares = rng.dirichlet(np.ones(columns), draw(st.integers(30, 120)))
    shares[1::2] = shares[::2][: len(shares) // 2] * rng.choice([0.9, 0.99], (len(shares) // 2, 1))
    groups = rng.integers(0, draw(st.sampled_from([1, 1, 2, 30])), len(shares))
    return merged(np.rint(shares * scale).astype(np.int64), groups)


def sets(least: int = 1) -> st.SearchStrategy[tuple[Integers, Integers]]:
    """Either kind."""
    return few(least) | opposed(least)


def merged(points: Integers, groups: Integers) -> tuple[Integers, Integers]:
    """The distinct rows in the order that dominance needs."""
    order, starts = sort_unique(points, groups)
    return points[order[starts]], groups[order[starts]]


def by_every_pair(points: Integers, groups: Integers) -> list[bool]:
    """The definition, in Python's own integers."""
    rows = list(zip(groups.tolist(), points.tolist(), strict=True))
    return [not any(dominates(other, row) for other in rows) for row in rows]


def dominates(other: tuple[int, list[int]], row: tuple[int, list[int]]) -> bool:
    """Of the same group, different, and nowhere smaller."""
    return other[0] == row[0] and other[1] != row[1] and all(map(operator.ge, other[1], row[1]))


def compiled() -> ModuleType:
    """The module of the compiled sweep."""
    pytest.importorskip("numba", reason="the compiled sweep needs the extra 'fast'")
    from detente.accept import dominance_compiled

    return dominance_compiled


def plain() -> ModuleType:
    """A copy of that module that stays plain Python, with pages so small that trees grow deep."""
    numba = pytest.importorskip("numba", reason="the compiled sweep needs the extra 'fast'")
    spec = importlib.util.spec_from_file_location("dominance_plain", compiled().__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)

    def uncompiled(**_: bool) -> Callable[[Callable[..., object]], Callable[..., object]]:
        return lambda function: function

    with patch.object(numba, "njit", uncompiled):
        spec.loader.exec_module(module)
    for name, value in (("PAGE", 4), ("CROWDED", 3), ("NODES", 2)):
        assert hasattr(module, name)
        setattr(module, name, value)
    return module


def in_small_blocks(packed: Words, heads: NDArray[np.bool_]) -> NDArray[np.bool_]:
    with patch.multiple(dominance, BLOCK=8, PIECE=3):
        return sweep_blocks(packed, heads)[0]


@pytest.fixture(scope="module", params=["blocks", "compiled", "plain"])
def sweep(request: pytest.FixtureRequest) -> Sweep:
    """Each of the sweeps."""
    if request.param == "blocks":
        return in_small_blocks
    module = compiled() if request.param == "compiled" else plain()
    sweep_tree: Sweep = module.sweep_tree
    return sweep_tree


@given(case=sets())
def test_undominated_is_the_definition(case: tuple[Integers, Integers]) -> None:
    points, groups = case
    assert undominated(points, groups).tolist() == by_every_pair(points, groups)


@given(case=few(least=2))
def test_every_sweep_is_the_definition(sweep: Sweep, case: tuple[Integers, Integers]) -> None:
    points, groups = case
    assert sweep(pack(points[:, 1:]), run_starts(groups)).tolist() == by_every_pair(points, groups)


@settings(max_examples=200)
@given(case=opposed(least=3), word_bits=st.sampled_from([64, 16, 12, 8]))
def test_every_sweep_is_the_definition_on_fronts(
    sweep: Sweep, case: tuple[Integers, Integers], word_bits: int
) -> None:
    """First words of few bits leave many rows that they cannot tell apart."""
    points, groups = case
    with patch.object(dominance_words, "WORD_BITS", word_bits):
        packed = pack(points[:, 1:])
    assert sweep(packed, run_starts(groups)).tolist() == by_every_pair(points, groups)


@given(
    columns=st.integers(1, 6),
    rows=st.integers(0, 60),
    ends=st.sampled_from(RANGES),
    grouped=st.booleans(),
    seed=st.integers(0, 2**32 - 1),
)
def test_the_order_is_pythons(
    columns: int, rows: int, ends: tuple[int, int], grouped: bool, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    few = rng.integers(*ends, size=5, endpoint=True)
    points = rng.choice(few, (rows, columns))
    groups = rng.choice(few, rows) if grouped else None
    order, starts = sort_unique(points, groups)
    keys = [
        (0 if groups is None else int(groups[row]), [-v for v in points[row].tolist()]) for row in range(rows)
    ]
    assert order.tolist() == sorted(range(rows), key=lambda row: (keys[row], row))
    ordered = [keys[row] for row in order.tolist()]
    assert starts.tolist() == [
        place for place in range(rows) if place == 0 or ordered[place] != ordered[place - 1]
    ]


@given(case=sets(), seed=st.integers(0, 2**32 - 1))
def test_what_is_dropped_is_dominated_by_what_is_kept(case: tuple[Integers, Integers], seed: int) -> None:
    """The frontier of a frontier is itself, and dominated rows may stay or go without a difference."""
    points, groups = case
    mask = undominated(points, groups)
    assert undominated(points[mask], groups[mask]).all()
    some = mask | (np.random.default_rng(seed).random(len(mask)) < 0.5)
    assert undominated(points[some], groups[some]).tolist() == mask[some].tolist()
