"""Maps of a line: everything within the frame, a scale bar that measures right, the same map twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyproj import Geod

from detente.verify.line.model import Piece, SideNames
from detente.verify.line.plane import Plane
from detente.verify.monitoring.model import MonitoringPlan
from detente.views.coverage import aimed, classes_of, least, share_watched, stretches, target_of
from detente.views.coverage_chart import LOOKS, POINTS, look, money_curve, profile
from detente.views.line_map import WIDTHS, kinds_of, level_of, line_map
from detente.views.map_frame import WIDTH, Frame, frame_of, graticule, plane_m
from tests.hand_plan import LENGTHS, contact_line, hand_plan, watch

LINES = {
    "by hand": ((36.0, 48.0), (37.0, 48.0), (37.0, 49.0)),
    "west to east": ((20.0, 10.0), (30.0, 10.2)),
    "south to north": ((-70.0, -40.0), (-70.1, -20.0)),
    "antimeridian": ((179.0, -17.0), (-179.0, -16.0)),
    "short": ((7.0, 46.0), (7.001, 46.001)),
}


def framed(path: tuple[tuple[float, float], ...]) -> Frame:
    line = contact_line()
    centre = (round(path[0][0]), round(path[0][1]))
    method = replace(line.method, centre=centre, crs=Plane(*centre).crs)
    return frame_of(replace(line, pieces=(Piece(path=path, length_km=1.0, closed=False),), method=method))


@pytest.mark.parametrize("path", LINES.values(), ids=LINES)
def test_the_scale_bar_measures_right(path: tuple[tuple[float, float], ...]) -> None:
    frame = framed(path)
    km, units = frame.bar
    y = frame.height / 2
    start, end = (frame.degrees((frame.width / 2 + sign * units / 2, y)) for sign in (-1, 1))
    metres = Geod(ellps="WGS84").inv(*start, *end)[2]
    assert metres / 1000 == pytest.approx(km, rel=0.01)
    assert units <= frame.width / 4 + 1e-9


@pytest.mark.parametrize("path", LINES.values(), ids=LINES)
def test_the_line_lies_within_the_frame_and_back(path: tuple[tuple[float, float], ...]) -> None:
    frame = framed(path)
    assert frame.width == WIDTH
    assert all(frame.holds(point) for point in frame.points(path))
    for position in path:
        back = frame.degrees(frame.points([position])[0])
        assert (back[0] - position[0] + 180) % 360 - 180 == pytest.approx(0, abs=1e-6)
        assert back[1] == pytest.approx(position[1], abs=1e-6)


def test_degrees_are_drawn_where_they_are() -> None:
    frame = frame_of(contact_line())
    labels = dict(graticule(frame))
    assert "37° E" in labels
    assert "48.5° N" in labels
    for longitude, _ in map(frame.degrees, labels["37° E"]):
        assert longitude == pytest.approx(37, abs=1e-6)
    assert frame.north_deg == pytest.approx(0, abs=1)
    assert plane_m((37.0, 48.5), []) == []


@pytest.mark.parametrize(("value", "label"), [((-0.4, 0.0), "0°"), ((-0.3, -0.1), "0.2° E")])
def test_the_equator_and_the_first_meridian_have_no_letter(value: tuple[float, float], label: str) -> None:
    assert label in dict(graticule(framed((value, (0.4, 0.3)))))


def test_what_is_least_likely_seen_stands_for_a_segment() -> None:
    plan = hand_plan()
    known = stretches(plan)
    assert [(part.from_km, part.to_km) for part in known][-1] == pytest.approx(
        (sum(LENGTHS[:2]), sum(LENGTHS))
    )
    assert least(known, "night") == 0.0
    assert least(known, "day", attributed=True) == 0.1
    assert share_watched(known, "day") == pytest.approx(sum(LENGTHS[:2]) / sum(LENGTHS))
    assert share_watched(known, "night") == pytest.approx(LENGTHS[0] / sum(LENGTHS))
    assert [part.reachable for part in known] == [True, True, False]
    assert target_of(plan) == 0.5
    assert classes_of(plan) == (0.25, 0.5, 0.75)


def test_without_targets_what_something_sees_counts_as_watched() -> None:
    plan = replace(hand_plan(), watches=tuple(watch(number, target=None) for number in range(3)))
    assert len(aimed(plan)) == 3
    assert target_of(plan) is None
    assert share_watched(stretches(plan), "night") == pytest.approx(sum(LENGTHS[:2]) / sum(LENGTHS))
    assert not any(part.short for part in stretches(plan))


def test_attribution_is_measured_against_the_target_where_it_is_aimed_at() -> None:
    plan = replace(hand_plan(), channel="attribution")
    assert [part.short["day"] for part in stretches(plan)] == [False, True, True]


def test_nothing_is_left_where_nothing_is_watched() -> None:
    plan = replace(hand_plan(), watches=())
    assert stretches(plan) == []
    assert share_watched([], "day") is None
    assert least([], "day") is None


def test_signs_stand_on_their_side_in_the_row_of_their_kind() -> None:
    drawn = line_map(hand_plan())
    assert drawn is not None
    assert kinds_of(hand_plan()) == {"camera": 0, "radar": 1}
    assert sorted((sign.kind, sign.copies) for sign in drawn.signs) == [(0, 1), (0, 2), (1, 1)]
    row = drawn.frame.points([(36.5, 48.0)])[0][1]
    inside = [sign for sign in drawn.signs if sign.at[1] < row]
    assert len(inside) == 2
    assert all(drawn.frame.holds(sign.at) for sign in drawn.signs)


def test_a_side_or_segment_that_is_not_known_leaves_the_sign_in_its_place() -> None:
    plan = hand_plan()
    lost = replace(plan.sites[0], side="")
    drawn = line_map(replace(plan, sites=(lost,)))
    assert drawn is not None
    assert drawn.signs[0].at == pytest.approx(drawn.frame.points([(36.5, 48.01)])[0])


def test_strands_have_their_class_and_break_between_pieces() -> None:
    drawn = line_map(hand_plan())
    assert drawn is not None
    assert [(strand.level, strand.short) for strand in drawn.strands["day"]] == [(4, False), (2, True)]
    assert [strand.level for strand in drawn.strands["night"]] == [3, 2, 0]
    assert "km 0 to 186: P 0.80 to 0.90" in drawn.strands["day"][0].told
    assert [level_of(hand_plan(), seen) for seen in (0, 0.1, 0.25, 0.5, 0.9)] == list(range(len(WIDTHS)))


def test_strands_name_the_places_that_a_layer_names() -> None:
    plan = hand_plan()
    named = tuple(replace(part, name=f"Place {number}") for number, part in enumerate(plan.segments))
    drawn = line_map(replace(plan, segments=named))
    assert drawn is not None
    assert drawn.strands["day"][0].told.startswith("Place 0 to Place 1, km 0")
    assert drawn.strands["day"][1].told.startswith("Place 2, km 186")


def test_names_of_sides_say_who_controls_and_stand_on_their_side() -> None:
    drawn = line_map(hand_plan())
    assert drawn is not None
    assert [name for name, _ in drawn.sides] == ["control: North <side>", "control: South"]
    assert all(drawn.frame.holds(at) for _, at in drawn.sides)


def test_the_same_plan_gives_the_same_map() -> None:
    assert line_map(hand_plan()) == line_map(hand_plan())


def test_no_line_no_map() -> None:
    plan = hand_plan()
    assert line_map(replace(plan, line=replace(plan.line, pieces=()))) is None


def test_the_profile_has_a_line_for_each_hour_and_channel() -> None:
    spec = profile(hand_plan())
    layers = spec["layer"]
    assert isinstance(layers, list)
    assert len(layers) == 1 + 2 * 2
    untargeted = replace(hand_plan(), watches=tuple(watch(number, target=None) for number in range(3)))
    bare = profile(untargeted)["layer"]
    assert isinstance(bare, list)
    assert len(bare) == 4
    assert look(99) == LOOKS[-1]


def test_long_lines_share_steps() -> None:
    plan: MonitoringPlan = hand_plan()
    many = tuple(replace(plan.segments[0], id=f"t{number}") for number in range(3 * POINTS))
    watches = tuple(replace(watch(0), segment=part.id) for part in many)
    layers = profile(replace(plan, segments=many, watches=watches))["layer"]
    assert isinstance(layers, list)
    assert len(layers[-1]["data"]["values"]) == 2 * POINTS


def test_the_curve_has_the_worst_and_the_mean() -> None:
    layers = money_curve(hand_plan())["layer"]
    assert isinstance(layers, list)
    assert [row["y"] for row in layers[0]["data"]["values"]] == [0.3, 0.5]
    assert layers[4]["data"]["values"][0]["told"] == "1.0 million a year: worst P 0.10"


def test_a_name_that_has_no_room_is_left_out() -> None:
    plan = hand_plan()
    long = SideNames("Nobody has room for this name" * 9, "South")
    drawn = line_map(replace(plan, line=replace(plan.line, sides=long)))
    assert drawn is not None
    assert [name for name, _ in drawn.sides] == ["control: South"]


def test_borders_are_drawn_within_the_frame_and_never_where_there_are_none() -> None:
    plan = hand_plan()
    bare = line_map(plan)
    assert bare is not None
    assert bare.borders == ()
    across = ((35.0, 48.5), (40.0, 48.5))
    away = ((10.0, 10.0), (11.0, 10.0))
    drawn = line_map(replace(plan, line=replace(plan.line, borders=(across, away))))
    assert drawn is not None
    (border,) = drawn.borders
    assert all(-1e-6 <= x <= drawn.frame.width + 1e-6 for x, _ in border)
    assert all(-1e-6 <= y <= drawn.frame.height + 1e-6 for _, y in border)


def test_meridians_and_parallels_reach_both_edges() -> None:
    drawn = line_map(hand_plan())
    assert drawn is not None
    for label, path in drawn.grid:
        low, high = sorted(point[0 if label[-1] in "NS" else 1] for point in (path[0], path[-1]))
        assert low <= 0
        assert high >= (drawn.frame.width if label[-1] in "NS" else drawn.frame.height)
