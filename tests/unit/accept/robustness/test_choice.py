"""Selections in many draws at once against the definitions, draw by draw."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.accept.robustness.choice import SELECTIONS, Selection, selected
from tests.brute_force import Row, egalitarian_of, kalai_smorodinsky_of, nash_of


def by_definition(gains: list[list[int]], scales: list[int], concept: Selection) -> set[str]:
    """The numbers of the selected packages; ``gains`` has one row for each package."""
    rows = [
        Row(
            package=(str(number),),
            broken=frozenset(),
            kept=frozenset(),
            utility=tuple(Fraction(gain, scale) for gain, scale in zip(own, scales, strict=True)),
        )
        for number, own in enumerate(gains)
    ]
    best = {"nash": nash_of, "kalai_smorodinsky": kalai_smorodinsky_of, "egalitarian": egalitarian_of}
    start = tuple(Fraction(0) for _ in scales)
    return {package[0] for package in best[concept](rows, start)}


@given(data=st.data(), parties=st.integers(1, 4), packages=st.integers(1, 6), draws=st.integers(1, 4))
def test_selections_are_those_of_the_definitions(
    data: st.DataObject, parties: int, packages: int, draws: int
) -> None:
    shape = (parties, packages, draws)
    size = parties * packages * draws
    largest = data.draw(st.sampled_from((3, 10**6)))
    numbers = data.draw(st.lists(st.integers(0, largest), min_size=size, max_size=size))
    gains = np.array(numbers, dtype=np.int64).reshape(shape)
    truths = data.draw(st.lists(st.booleans(), min_size=packages * draws, max_size=packages * draws))
    inside = np.array(truths).reshape(packages, draws)
    inside[0] = True
    scales = data.draw(st.lists(st.sampled_from((1, 2, 7, 10**6)), min_size=parties, max_size=parties))
    found = selected(gains, inside, scales)
    for concept, draw in product(SELECTIONS, range(draws)):
        known = np.flatnonzero(inside[:, draw])
        wanted = by_definition(gains[:, known, draw].T.tolist(), scales, concept)
        own = found[concept]
        assert own[own[:, 0] == draw, 1].tolist() == [int(known[int(number)]) for number in sorted(wanted)]


def one_draw(*packages: list[int]) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.int64]], int]:
    return np.array(packages, dtype=np.int64).T[..., np.newaxis], len(packages)


@pytest.mark.parametrize(
    ("first", "second", "best"),
    [
        ([10**15, 10**15 - 1], [10**15 - 1, 10**15], [0, 1]),  # equal products
        ([10**15, 10**15 - 2], [10**15 - 1, 10**15 - 1], [1]),  # nearly equal ones
        ([5, 0], [1, 1], [1]),  # two gain, though less
    ],
)
def test_products_are_compared_exactly(first: list[int], second: list[int], best: list[int]) -> None:
    gains, count = one_draw(first, second)
    assert selected(gains, np.ones((count, 1), dtype=bool), [1, 1])["nash"][:, 1].tolist() == best


def test_a_party_that_can_gain_nothing_has_no_say_in_shares() -> None:
    gains, count = one_draw([0, 4, 2], [0, 2, 4], [0, 3, 3])
    found = selected(gains, np.ones((count, 1), dtype=bool), [1, 1, 1])
    assert found["kalai_smorodinsky"][:, 1].tolist() == [2]


def test_where_nobody_can_gain_all_packages_tie() -> None:
    gains, count = one_draw([0, 0], [0, 0])
    found = selected(gains, np.ones((count, 1), dtype=bool), [1, 1])
    assert all(found[concept][:, 1].tolist() == [0, 1] for concept in SELECTIONS)


def test_gains_are_compared_on_the_parties_own_scales() -> None:
    gains, count = one_draw([1, 90], [2, 10])  # 1 and 0.9 against 2 and 0.1
    found = selected(gains, np.ones((count, 1), dtype=bool), [1, 100])
    assert found["egalitarian"][:, 1].tolist() == [0]


def test_products_of_different_gainers_are_compared_on_their_own_scales() -> None:
    gains, count = one_draw([0, 90], [2, 0])  # one gains 0.9, or the other 2
    found = selected(gains, np.ones((count, 1), dtype=bool), [1, 100])
    assert found["nash"][:, 1].tolist() == [1]
