"""The line in short cuts: equal parts along the path, and what will not do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.verify.cuts import cut_line
from detente.verify.globe import great_circle_m
from tests.unit.verify.example import Part, northward


def test_a_short_stretch_is_one_cut() -> None:
    (only,) = cut_line(northward(1, step_km=0.5))
    assert (only.id, only.stretch, only.bearing) == ("part-0", 0, 0.0)
    assert only.length_m == pytest.approx(500, rel=1e-6)


def test_a_long_one_is_several_of_equal_length() -> None:
    found = cut_line(northward(2, step_km=2.5), cell_km=1.0)
    assert [cut.id for cut in found] == [f"part-{at}.{part}" for at in range(2) for part in (1, 2, 3)]
    assert [cut.stretch for cut in found] == [0, 0, 0, 1, 1, 1]
    middles = np.array([cut.middle for cut in found])
    assert great_circle_m(middles[:-1], middles[1:]) == pytest.approx([2500 / 3] * 5, rel=1e-5)


def test_it_follows_the_path_and_not_the_chord() -> None:
    corner = Part(id="corner", path=((30.0, 0.0), (30.0, 0.01), (30.01, 0.01)))
    found = cut_line([corner], cell_km=1.2)
    assert [cut.bearing for cut in found] == pytest.approx([0, 90], abs=1e-3)
    assert found[0].middle == pytest.approx((30.0, 0.005), abs=1e-6)
    assert found[1].middle == pytest.approx((30.005, 0.01), abs=1e-6)


def test_it_crosses_the_antimeridian() -> None:
    edge = Part(id="edge", path=((179.99, 0.0), (-179.99, 0.0)))
    found = cut_line([edge], cell_km=1.2)
    assert [round(cut.middle[0], 3) for cut in found] == [179.995, -179.995]
    assert {round(cut.bearing) for cut in found} == {90}


def test_a_stretch_of_no_length_is_a_point() -> None:
    (only,) = cut_line([Part(id="dot", path=((30.0, 1.0), (30.0, 1.0)))])
    assert (only.middle, only.length_m) == ((30.0, 1.0), 0.0)


@given(st.lists(st.floats(0.1, 30), min_size=1, max_size=4), st.floats(0.3, 40))
def test_cuts_are_no_longer_than_asked_and_lose_nothing(lengths: list[float], cell: float) -> None:
    line = [
        Part(id=f"p{at}", path=((10.0, 0.0), (10.0, length / 111.19508))) for at, length in enumerate(lengths)
    ]
    found = cut_line(line, cell_km=cell)
    assert max(cut.length_m for cut in found) <= 1000 * cell * (1 + 1e-6)
    assert sum(cut.length_m for cut in found) == pytest.approx(1000 * sum(lengths), rel=1e-5)


@pytest.mark.parametrize(
    ("line", "cell", "message"),
    [
        ((), 1.0, "there is no stretch"),
        ((Part(id="a", path=((0.0, 0.0), (200.0, 0.0))),), 1.0, "(200.0, 0.0) is no position"),
        ((Part(id="a", path=((0.0, 0.0),)),), 1.0, "fewer than two positions"),
        (northward(1) * 2, 1.0, "the id 'part-0' stands twice"),
        (northward(1), 0.0, "0.0 km is no length of a cut"),
        (northward(1), float("nan"), "nan km is no length of a cut"),
        (northward(1), 1e-6, "cuts of 1e-06 km, more than 200000"),
    ],
)
def test_what_will_not_do_is_named(line: tuple[Part, ...], cell: float, message: str) -> None:
    with pytest.raises(InputError) as caught:
        cut_line(line, cell_km=cell)
    assert message in str(caught.value)
