"""Detection by distance and condition: the declared shapes, worked by hand, and what is not known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case.verification import LEVELS, Level, Placing, Shape
from detente.verify.instruments import Scenario, curve, detection, scenarios, sight
from detente.verify.instruments.detection import CUT, Sight, furthest_m
from tests.unit.verify.example import LIGHT, SKY, figure, instrument

DAY, NIGHT = (
    next(item for item in scenarios([LIGHT, SKY]) if item.states == (light, "clear"))
    for light in ("day", "night")
)
ANY = scenarios([])[0]


@pytest.mark.parametrize(
    ("shape", "at", "left"),
    [
        (Shape.STEP, [0, 999, 1000, 1000.1, 5000], [1, 1, 1, 0, 0]),
        (Shape.EXPONENTIAL, [0, 1000, 2000, 3000], [1, 0.5, 0.25, 0.125]),
        (Shape.LOG_LOGISTIC, [0, 500, 1000, 2000], [1, 16 / 17, 0.5, 1 / 17]),
    ],
)
def test_shapes_worked_by_hand(shape: Shape, at: list[float], left: list[float]) -> None:
    assert curve(at, range_m=1000, shape=shape, steepness=4).tolist() == pytest.approx(left)


@pytest.mark.parametrize("shape", [Shape.EXPONENTIAL, Shape.LOG_LOGISTIC])
def test_a_tail_below_the_cut_counts_as_nothing(shape: Shape) -> None:
    left = curve(np.linspace(0, 20_000, 400), range_m=1000, shape=shape)
    assert set(np.flatnonzero(left == 0)) == set(range(int(np.argmax(left == 0)), 400))
    assert left[left > 0].min() >= CUT


@given(
    st.sampled_from(Shape),
    st.lists(st.floats(0, 1e7), min_size=2, max_size=8),
    st.floats(1e-3, 1e6),
    st.floats(0.5, 12),
)
def test_nothing_is_seen_better_from_further_off(
    shape: Shape, at: list[float], reach: float, steepness: float
) -> None:
    left = curve(sorted(at), range_m=reach, shape=shape, steepness=steepness)
    assert ((left >= 0) & (left <= 1)).all()
    assert (np.diff(left) <= 1e-15).all()


@given(st.sampled_from(Shape), st.floats(1, 1e5), st.floats(0.5, 12))
def test_beyond_the_furthest_nothing_is_seen(shape: Shape, reach: float, steepness: float) -> None:
    far = furthest_m(Sight(peak=1.0, range_m=reach, shape=shape, steepness=steepness))
    left = curve([far * 0.999, far * 1.001], range_m=reach, shape=shape, steepness=steepness)
    assert left[0] > 0
    assert left[1] == 0


def test_what_needs_no_place_sees_everywhere() -> None:
    assert furthest_m(Sight(peak=1.0, range_m=None, shape=Shape.STEP, steepness=4.0)) == float("inf")


def test_a_range_of_nothing_sees_what_is_at_hand() -> None:
    for shape in Shape:
        assert curve([0, 1], range_m=0, shape=shape).tolist() == [1, 0]


@pytest.mark.parametrize(("at", "reach"), [([-1.0], 10.0), ([1.0], -10.0), ([float("nan")], 10.0)])
def test_a_distance_below_nothing_is_refused(at: list[float], reach: float) -> None:
    with pytest.raises(ValueError, match="numbers from 0, in metres"):
        curve(at, range_m=reach, shape=Shape.STEP)


def test_factors_of_a_state_multiply_what_is_seen_and_how_far() -> None:
    camera = instrument(
        "camera",
        figure("detection", "0.8"),
        figure("detection", "0.6", violation="shot"),
        figure("range-m", 1000),
        figure("detection-factor", "0.5", state="night"),
        figure("detection-factor", 2, state="night", violation="shot"),
        figure("range-factor", "0.25", state="night"),
    )
    day, night = (detection(camera, "walk", light, [0, 250, 500]) for light in (DAY, NIGHT))
    assert day is not None
    assert night is not None
    assert day.tolist() == pytest.approx([0.8, 0.8, 0.8])
    assert night.tolist() == pytest.approx([0.4, 0.4, 0])
    shot = detection(camera, "shot", NIGHT, [0])
    assert shot is not None
    assert shot.tolist() == [1.0], "a product above 1 is 1"


def test_the_levels_take_all_figures_at_one_end() -> None:
    ear = instrument("ear", figure("detection", "0.2", "0.4", "0.6"), figure("range-m", 100, 200, 400))
    for level, peak, reach in zip(LEVELS, (0.2, 0.4, 0.6), (100, 200, 400), strict=True):
        seen = sight(ear, "shot", ANY, level)
        assert seen is not None
        assert (seen.peak, seen.range_m) == (peak, reach)


def test_what_is_not_known_is_not_nought() -> None:
    blind = instrument("blind", figure("range-m", 100))
    placeless = instrument("placeless", figure("detection", "0.5"))
    above = instrument("above", figure("detection", "0.5"), placing=Placing.NONE)
    assert sight(blind, "shot", ANY) is None
    assert detection(placeless, "shot", ANY, [0]) is None
    seen = detection(above, "shot", ANY, [[0, 1e6]])
    assert seen is not None
    assert seen.tolist() == [[0.5, 0.5]]


def test_an_outage_takes_a_whole_class_of_sensors() -> None:
    satellite = instrument("s", figure("detection", "0.5"), sensor="satellite", placing=Placing.NONE)
    camera = instrument("c", figure("detection", "0.5"), figure("range-m", 100))
    for scenario in scenarios([LIGHT, SKY]):
        for item in (satellite, camera):
            seen = sight(item, "shot", scenario)
            assert seen is not None
            out = item is satellite and "overcast" in scenario.states
            assert seen.peak == (0.0 if out else 0.5)


@given(
    st.lists(st.fractions(0, 1, max_denominator=50), min_size=3, max_size=3).map(sorted),
    st.lists(st.integers(1, 9000), min_size=3, max_size=3).map(sorted),
    st.sampled_from(Shape),
)
def test_the_low_run_never_sees_more_than_the_high_one(
    chances: list[object], ranges: list[int], shape: Shape
) -> None:
    ear = instrument(
        "ear", figure("detection", *map(_text, chances)), figure("range-m", *ranges), shape=shape
    )
    at = np.linspace(0, 20_000, 50)
    seen = [detection(ear, "shot", ANY, at, _level(place)) for place in range(3)]
    low, mid, high = (part for part in seen if part is not None)
    assert (low <= mid + 1e-12).all()
    assert (mid <= high + 1e-12).all()


def _text(value: object) -> str:
    return str(value)


def _level(place: int) -> Level:
    return LEVELS[place]


def test_a_scenario_has_an_id() -> None:
    assert (ANY.id, NIGHT.id) == ("any", "night+clear")
    assert Scenario(states=(), chosen=(), weight=1.0, disabled=frozenset()) == ANY
