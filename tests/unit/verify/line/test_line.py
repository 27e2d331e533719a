"""The line on land whose measures are known in closed form, and what hangs on it."""

from dataclasses import replace
from pathlib import Path

import pytest

import detente.verify.line as room
from detente.errors import InputError
from detente.verify.extra import naming_geo
from detente.verify.line import (
    ContactLine,
    Land,
    Side,
    SideNames,
    Territory,
    contact_line,
    control_shares,
    land_of,
    movement,
    named,
    points_beside,
    read_contact_line,
    read_layer,
    segments,
    side_of,
    territory,
    total_share,
    zones,
)
from detente.verify.line.plane import path_km
from tests.maps import Box, belt_share, box, box_km2, boxes, feature, meridian_km, parallel_km, written

LAND: Box = (30.0, 48.0, 32.0, 49.0)


def land_from(folder: Path, *bounds: Box) -> Land:
    """Land made up of rectangles."""
    return land_of(read_layer(boxes(folder, "land.geojson", bounds or (LAND,)), role="regions"))


def covered(folder: Path, *bounds: Box, land: Land | None = None, **about: object) -> Territory:
    """What rectangles of control cover of the land."""
    layer = read_layer(boxes(folder, "control.geojson", bounds, **about), role="control")
    return territory(layer, land or land_from(folder))


@pytest.fixture
def halves(tmp_path: Path) -> Territory:
    """The western half of the land."""
    return covered(tmp_path, (30, 48, 31, 49), date="2025-03-15")


def test_a_line_along_a_meridian(halves: Territory) -> None:
    line = contact_line(halves, eps_km=2)
    (piece,) = line.pieces
    assert line.length_km == pytest.approx(meridian_km(48, 49) - 4, rel=2e-4)
    assert (line.on, line.eps_km, line.simplify_km, piece.closed) == ("2025-03-15", 2, 0, False)
    assert piece.path[0][1] < piece.path[-1][1]  # northwards, so that the west lies to the left
    assert total_share(halves).share == pytest.approx(0.5, abs=1e-9)


def test_a_line_along_a_parallel_is_not_the_chord(tmp_path: Path) -> None:
    ground = covered(tmp_path, (30, 48, 32, 48.4))
    assert total_share(ground).share == pytest.approx(belt_share(48, 48.4, 49), abs=1e-5)
    assert contact_line(ground, eps_km=1).length_km == pytest.approx(parallel_km(48.4, 30, 32) - 2, rel=2e-4)


def test_an_island_of_control_is_a_closed_piece(tmp_path: Path) -> None:
    ground = covered(tmp_path, (30.5, 48.4, 30.7, 48.6))
    (piece,) = contact_line(ground).pieces
    assert piece.closed
    sides = 2 * meridian_km(48.4, 48.6) + parallel_km(48.4, 30.5, 30.7) + parallel_km(48.6, 30.5, 30.7)
    assert piece.length_km == pytest.approx(sides, rel=1e-4)


def test_no_line_where_control_ends_with_the_land(tmp_path: Path) -> None:
    whole = covered(tmp_path, (29, 47, 33, 50))
    assert contact_line(whole).pieces == ()
    assert zones(whole, contact_line(whole), ()) == ()
    assert segments(contact_line(whole)) == ()
    assert named(()) == ()
    assert total_share(whole).share == pytest.approx(1)
    assert whole.outside.is_empty


def test_generalising_leaves_out_short_pieces_and_bends(tmp_path: Path) -> None:
    steps = [(30.0, 48 + number / 10, 31 + 0.01 * (number % 2), 48.1 + number / 10) for number in range(10)]
    ground = covered(tmp_path, *steps, (31.5, 48.5, 31.52, 48.52))
    fine, coarse = contact_line(ground), contact_line(ground, simplify_km=2)
    assert len(fine.pieces) == 2
    assert (len(coarse.pieces), coarse.left_out[0]) == (1, 1)
    assert coarse.left_out[1] == pytest.approx(fine.pieces[1].length_km)
    assert coarse.length_km < fine.length_km - coarse.left_out[1]
    assert contact_line(ground, simplify_km=2, shortest_km=0).left_out == (0, 0)


@pytest.mark.parametrize(
    "wrong",
    [{"eps_km": 0}, {"eps_km": -1}, {"eps_km": float("nan")}, {"simplify_km": -1}, {"shortest_km": -2}],
)
def test_distances_that_are_none_are_refused(halves: Territory, wrong: dict[str, float]) -> None:
    with pytest.raises(InputError, match="is no such distance"):
        contact_line(halves, **wrong)


def test_shares_have_their_denominators(tmp_path: Path) -> None:
    land = land_from(tmp_path, (30, 48, 31, 49), (31, 48, 32, 49))
    ground = covered(tmp_path, (30, 48, 31.25, 49), land=land)
    first, second = control_shares(ground)
    assert (first.id, second.id) == ("r1", "r2")
    assert first.share == pytest.approx(1)
    assert second.share == pytest.approx(0.25, abs=1e-6)
    whole = total_share(ground)
    assert whole.area_km2 == pytest.approx(box_km2(LAND), rel=1e-6)
    assert whole.inside_km2 == pytest.approx(first.inside_km2 + second.inside_km2)
    assert whole.area_km2 == pytest.approx(first.area_km2 + second.area_km2)


def test_zones_are_as_wide_as_they_say(halves: Territory) -> None:
    line = contact_line(halves, eps_km=0.1)
    inside, outside, *_ = found = zones(halves, line, (10, 7.5))
    assert [(zone.side, zone.distance_km) for zone in found[:2]] == [(Side.INSIDE, 7.5), (Side.OUTSIDE, 7.5)]
    assert (inside.weapons != "", found[2].weapons) == (True, "")
    assert inside.area_km2 == pytest.approx(7.5 * meridian_km(48, 49), rel=2e-3)
    assert outside.area_km2 == pytest.approx(inside.area_km2, rel=1e-6)
    assert max(position[0] for position in inside.polygons[0][0]) == pytest.approx(31)
    with pytest.raises(InputError) as caught:
        zones(halves, line, (0, 7.5, -3, 2000))
    assert len(caught.value.faults) == 3


def test_movement_goes_both_ways(tmp_path: Path) -> None:
    land = land_from(tmp_path)
    bands: list[Box] = [(30, 48, 31, 48.5), (30, 48.5, 31, 49)]
    rows = [feature(box(bound), dates=["2025-01-01"]) for bound in bands]
    rows += [
        feature(box((30, 48, 31.2, 48.5)), date="2025-03-02"),
        feature(box((30, 48.5, 30.9, 49)), date="2025-03-02"),
    ]
    layer = read_layer(written(tmp_path, "control.geojson", *rows), role="control")
    before, after = (territory(layer, land, on=day) for day in ("2025-01-01", "2025-03-02"))
    moved = movement(before, after)
    areas = [share.area_km2 for share in (total_share(before),)]
    south = belt_share(48, 48.5, 49)
    assert moved.days == 60
    assert moved.to_inside_km2 == pytest.approx(areas[0] * 0.1 * south, rel=1e-4)
    assert moved.to_outside_km2 == pytest.approx(areas[0] * 0.05 * (1 - south), rel=1e-4)
    assert moved.per_month(60) == pytest.approx(30.4375)
    net = total_share(after).inside_km2 - total_share(before).inside_km2
    assert moved.net_km2 == pytest.approx(net, rel=1e-4)
    with pytest.raises(InputError, match="is not before"):
        movement(after, before)
    with pytest.raises(InputError, match="needs two days"):
        movement(replace(before, on=None), after)
    with pytest.raises(InputError, match="different land"):
        movement(replace(before, land=land_from(tmp_path, (30, 48, 33, 49))), after)


def test_sides_are_called_as_they_are_named(halves: Territory) -> None:
    assert SideNames().of(Side.INSIDE) == "inside"
    assert SideNames("North", "South").of(Side.OUTSIDE) == "South"
    assert contact_line(replace(halves, sides=SideNames("North", "South"))).sides.inside == "North"


@pytest.fixture
def line(halves: Territory) -> ContactLine:
    return contact_line(halves)


def test_segments_are_equal_and_make_up_the_line(line: ContactLine) -> None:
    parts = segments(line, length_km=5)
    assert len(parts) == round(line.length_km / 5)
    lengths = [part.length_km for part in parts]
    assert lengths == pytest.approx([line.length_km / len(parts)] * len(parts), abs=1e-4)
    assert [part.end for part in parts[:-1]] == [part.start for part in parts[1:]]
    assert (parts[0].start, parts[-1].end) == (line.pieces[0].path[0], line.pieces[0].path[-1])
    assert parts[3].from_km == pytest.approx(sum(lengths[:3]), abs=1e-3)
    assert all(
        path_km((part.start, part.middle)) == pytest.approx(part.length_km / 2, abs=1e-3) for part in parts
    )


def test_segments_point_along_the_line_and_away_from_it(halves: Territory, line: ContactLine) -> None:
    for part in segments(line):
        assert min(part.bearing, 360 - part.bearing) < 0.1
        assert part.normal(Side.INSIDE) == pytest.approx(270, abs=0.1)
        assert part.normal(Side.OUTSIDE) == pytest.approx(90, abs=0.1)
        beside = points_beside(part, 3)
        for side in Side:
            assert path_km((part.middle, beside[side])) == pytest.approx(3, abs=1e-3)
            assert side_of(halves, beside[side]) is side
    assert side_of(halves, (20.0, 40.0)) is None


def test_ids_name_places_and_repeat(line: ContactLine) -> None:
    parts = segments(line)
    ids = [part.id for part in parts]
    assert ids == [part.id for part in segments(line)]
    assert len(set(ids)) == len(ids)
    for part in parts:
        assert part.id.startswith("n4")
        south, west = int(part.id[1:5]) / 100, int(part.id[6:11]) / 100
        assert south <= part.middle[1] < south + 0.05
        assert west <= part.middle[0] + 1e-9 < west + 0.05


def test_ids_on_the_other_half_of_the_globe(tmp_path: Path) -> None:
    land = land_from(tmp_path, (-71, -34, -69, -33))
    parts = segments(contact_line(covered(tmp_path, (-71, -34, -70, -33), land=land)), length_km=20)
    assert {part.id[0] + part.id[5] for part in parts} == {"sw"}


def test_a_second_middle_in_a_cell_gets_a_number(tmp_path: Path) -> None:
    ground = covered(tmp_path, (30.51, 48.41, 30.515, 48.415))
    ids = [part.id for part in segments(contact_line(ground), length_km=0.5)]
    assert len(set(ids)) == len(ids) > 2
    assert any(name.endswith("-2") for name in ids)


def test_ids_of_the_day_before_live_on(tmp_path: Path) -> None:
    land = land_from(tmp_path)
    before = segments(contact_line(covered(tmp_path, (30, 48, 31, 49), land=land)))
    moved = contact_line(covered(tmp_path, (30, 48, 31.02, 48.97), (30, 48.97, 31, 49), land=land))
    after = segments(moved, kept=before)
    inherited = {part.id for part in after} & {part.id for part in before}
    assert len(inherited) == len(before)
    assert {part.id for part in segments(moved)} & inherited != inherited
    assert len({part.id for part in after}) == len(after)
    finer = segments(moved, length_km=2, kept=before)
    assert len({part.id for part in finer}) == len(finer) > 2 * len(before)
    coarser = segments(moved, length_km=15, kept=before)
    assert len({part.id for part in coarser}) == len(coarser)
    assert {part.id for part in coarser} <= {part.id for part in before}
    far = contact_line(covered(tmp_path, (30, 48, 31.5, 49), land=land))
    assert not {part.id for part in segments(far, kept=before)} & {part.id for part in before}


def test_a_segment_that_turns_back_points_along_its_middle(tmp_path: Path) -> None:
    ground = covered(tmp_path, (30.5, 48.4, 30.52, 48.42))
    (part,) = segments(contact_line(ground), length_km=50)
    assert part.start == part.end
    assert round(part.bearing) % 90 == 0


@pytest.mark.parametrize("length", [0, 0.05, -3, float("nan"), 1e6])
def test_lengths_that_are_none_are_refused(line: ContactLine, length: float) -> None:
    with pytest.raises(InputError, match="is no length of a segment"):
        segments(line, length_km=length)


def test_segments_are_named_after_the_nearest_settlement_or_the_region(tmp_path: Path) -> None:
    land = land_from(tmp_path, (30, 48, 32, 48.5), (30, 48.5, 32, 49))
    parts = segments(contact_line(covered(tmp_path, (30, 48, 31, 49), land=land)), length_km=20)
    assert {part.name for part in named(parts)} == {""}
    in_regions = named(parts, land=land)
    assert [part.region for part in in_regions] == [part.name for part in in_regions]
    assert (in_regions[0].region, in_regions[-1].region) == ("r1", "r2")
    spots = [
        feature({"type": "Point", "coordinates": place}, name=name)
        for name, place in (("Southtown", [31.1, 48.1]), ("Northtown", [30.9, 48.9]))
    ]
    places = read_layer(written(tmp_path, "places.geojson", *spots), role="places")
    assert [part.name for part in named(parts, places=places)][::4] == ["Southtown", "Northtown"]
    both = named(parts, land=land, places=places)
    assert (both[0].name, both[0].region) == ("Southtown", "r1")
    wrong = read_layer(boxes(tmp_path, "boxes.geojson", [LAND]), role="places")
    with pytest.raises(InputError, match="is a Polygon, and a point is wanted"):
        named(parts, places=wrong)


@pytest.mark.parametrize("border", [31.0, 30.7, 179.3])
def test_a_line_along_a_border_of_regions_is_in_the_first_of_them(tmp_path: Path, border: float) -> None:
    for west_first in (True, False):
        west, east = (border - 1, 48.0, border, 49.0), (border, 48.0, border + 0.5, 49.0)
        land = land_from(tmp_path, *((west, east) if west_first else (east, west)))
        parts = segments(contact_line(covered(tmp_path, west, land=land)), length_km=5)
        assert len(parts) > 20
        assert {part.region for part in named(parts, land=land)} == {"r1"}


def test_a_chosen_centre_is_kept(tmp_path: Path) -> None:
    path = boxes(tmp_path, "land.geojson", [LAND])
    chosen = land_of(read_layer(path, role="regions"), centre=(32.0, 49.0))
    assert chosen.method.centre == (32.0, 49.0)
    assert "+lat_0=49 +lon_0=32" in chosen.method.crs
    assert chosen.area.area == pytest.approx(land_from(tmp_path).area.area, rel=1e-6)


def test_a_place_outside_its_coordinate_system_is_refused(tmp_path: Path) -> None:
    far = {"type": "Polygon", "coordinates": [[[1e300, 0], [1e300, 1e9], [0, 1e9], [1e300, 0]]]}
    stated = {"type": "name", "properties": {"name": "EPSG:32636"}}
    path = written(tmp_path, "far.geojson", feature(far, "far"), crs=stated)
    with pytest.raises(InputError, match=r"feature far: lies where its coordinate system does not reach"):
        land_of(read_layer(path, role="regions"))


def test_a_line_across_the_antimeridian_is_read_on_past_it(tmp_path: Path) -> None:
    crossing = {"type": "LineString", "coordinates": [[179, 50], [-179, 50]]}
    beside = {"type": "LineString", "coordinates": [[178, 51], [179, 51]]}
    both = {"type": "MultiLineString", "coordinates": [crossing["coordinates"], beside["coordinates"]]}
    line = read_contact_line(written(tmp_path, "line.geojson", feature(both, "l"), as_of=" 2025-03-15 "))
    assert [round(piece.length_km) for piece in line.pieces] == [143, 70]
    assert (line.on, line.eps_km, line.simplify_km) == ("2025-03-15", None, None)
    assert "180th meridian" in " ".join(line.method.notes)
    assert sum(part.length_km for part in segments(line)) == pytest.approx(line.length_km, rel=1e-6)


def test_the_room_says_what_it_has() -> None:
    assert "contact_line" in dir(room)
    with pytest.raises(AttributeError, match="has no attribute 'frontline'"):
        room.frontline  # noqa: B018 - the access is the test
    with pytest.raises(ModuleNotFoundError, match="other"), naming_geo():
        raise ModuleNotFoundError("other", name="other")
    assert path_km(((30.0, 48.0),)) == 0
