"""Attribution by several instruments: a brute-force twin over who sees and whom each names."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.verify.instruments import combined, rates
from tests.unit.verify.example import figure, instrument

shares = st.integers(0, 10).map(lambda tenth: tenth / 10)


@st.composite
def judges(draw: st.DrawFn) -> tuple[float, float, float]:
    """The chance of seeing, of naming the right side, of naming the wrong one."""
    right = draw(st.integers(0, 10))
    wrong = draw(st.integers(0, 10 - right))
    return draw(shares), right / 10, wrong / 10


def by_enumeration(members: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Seen, right and wrong, over everything that each member may do."""
    seen = right = wrong = 0.0
    for outcome in product(("nothing", "right", "wrong", "silent"), repeat=len(members)):
        chance = 1.0
        for (p, a, w), what in zip(members, outcome, strict=True):
            chance *= {"nothing": 1 - p, "right": p * a, "wrong": p * w, "silent": p * (1 - a - w)}[what]
        said = set(outcome)
        seen += chance * (said != {"nothing"})
        right += chance * ("right" in said and "wrong" not in said)
        wrong += chance * ("wrong" in said and "right" not in said)
    return seen, right, wrong


@given(st.lists(judges(), min_size=1, max_size=4))
def test_it_is_what_enumeration_gives(members: list[tuple[float, float, float]]) -> None:
    p, a, w = (np.array(part) for part in zip(*members, strict=True))
    found = combined(p, a, w)
    assert (float(found.seen), float(found.right), float(found.wrong)) == pytest.approx(
        by_enumeration(members), abs=1e-12
    )


@given(judges(), st.integers(0, 3))
def test_counts_are_copies(member: tuple[float, float, float], count: int) -> None:
    p, a, w = member
    found = combined([p], [a], [w], [count])
    expected = by_enumeration([member] * count) if count else (0.0, 0.0, 0.0)
    assert (float(found.seen), float(found.right), float(found.wrong)) == pytest.approx(expected, abs=1e-12)


@given(st.lists(judges(), min_size=1, max_size=4), judges())
def test_one_more_instrument_never_lowers_what_is_seen(
    members: list[tuple[float, float, float]], other: tuple[float, float, float]
) -> None:
    before, after = (
        combined(*(np.array(part) for part in zip(*some, strict=True)))
        for some in (members, [*members, other])
    )
    assert float(after.seen) >= float(before.seen) - 1e-12
    assert float(after.right) + float(after.wrong) <= float(after.seen) + 1e-12


def test_one_more_instrument_can_lower_what_is_attributed() -> None:
    alone = combined([1.0], [0.9], [0.1])
    both = combined([1.0, 1.0], [0.9, 0.5], [0.1, 0.5])
    assert float(both.right) == pytest.approx(0.45)
    assert float(both.right) < float(alone.right)


def test_the_last_axis_runs_over_instruments() -> None:
    found = combined([[0.5, 0.0], [0.5, 0.5]], [1.0, 1.0], [0.0, 0.0])
    assert found.seen.tolist() == pytest.approx([0.5, 0.75])
    assert found.right.tolist() == pytest.approx([0.5, 0.75])


@pytest.mark.parametrize(
    ("p", "a", "w"), [(1.1, 0.5, 0.1), (0.5, 0.8, 0.3), (0.5, -0.1, 0.3), (float("nan"), 0.1, 0.1)]
)
def test_chances_out_of_bounds_are_refused(p: float, a: float, w: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        combined([p], [a], [w])


def test_rates_are_taken_at_opposite_ends() -> None:
    judge = instrument(
        "judge", figure("attribution", "0.5", "0.7", "0.8"), figure("wrong-side", "0.05", "0.1", "0.2")
    )
    assert [rates(judge, "shot", level) for level in ("low", "mid", "high")] == [
        (0.5, 0.2), (0.7, 0.1), (0.8, 0.05),
    ]  # fmt: skip
    assert rates(instrument("mute"), "shot") == (0.0, 0.0)
    assert rates(instrument("fair", figure("attribution", "0.5")), "shot") == (0.5, 0.0)
