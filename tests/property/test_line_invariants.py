"""What holds for the contact line of any control layer cut out of a rectangle of land."""

import json
import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.verify.line import (
    Side,
    Territory,
    contact_line,
    control_shares,
    land_of,
    points_beside,
    read_layer,
    segments,
    side_of,
    territory,
    total_share,
    zones,
)
from detente.verify.line.plane import path_km
from tests.maps import Box, belt_share, box, collection, feature, meridian_km, parallel_km

FEW = settings(max_examples=25)
LATITUDES = st.floats(-60, 60)


def drawn(land: list[Box], control: object) -> Territory:
    """The ground of made-up layers."""
    with tempfile.TemporaryDirectory() as folder:
        regions, held = Path(folder, "regions.geojson"), Path(folder, "control.geojson")
        regions.write_text(json.dumps(collection(*(feature(box(bounds)) for bounds in land))))
        held.write_text(json.dumps(collection(feature(control))))
        return territory(read_layer(held, role="control"), land_of(read_layer(regions, role="regions")))


@FEW
@given(st.floats(-179, 177), LATITUDES, st.floats(0.2, 0.8))
def test_a_meridian_cuts_in_proportion(west: float, south: float, cut: float) -> None:
    middle = west + 2 * cut
    ground = drawn([(west, south, west + 2, south + 1)], box((west, south, middle, south + 1)))
    assert total_share(ground).share == pytest.approx(cut, abs=1e-6)
    line = contact_line(ground, eps_km=1)
    assert line.length_km == pytest.approx(meridian_km(south, south + 1) - 2, rel=1e-3)


@FEW
@given(st.floats(-179, 177), LATITUDES, st.floats(0.2, 0.8))
def test_a_parallel_cuts_by_the_area_of_belts(west: float, south: float, cut: float) -> None:
    ground = drawn([(west, south, west + 2, south + 1)], box((west, south, west + 2, south + cut)))
    assert total_share(ground).share == pytest.approx(belt_share(south, south + cut, south + 1), abs=1e-4)
    line = contact_line(ground, eps_km=1)
    assert line.length_km == pytest.approx(parallel_km(south + cut, west, west + 2) - 2, rel=1e-3)


LAND: list[Box] = [(30, 48, 31, 49), (31, 48, 32, 49), (30, 49, 32, 49.5)]
FRONTS = st.lists(st.floats(30.3, 31.7), min_size=3, max_size=8)


def behind(front: list[float], edge: float = 29) -> dict[str, object]:
    """The land from a meridian to a front through these longitudes, from south to north."""
    step = 1.5 / (len(front) - 1)
    bends = [[longitude, 48 + step * number] for number, longitude in enumerate(front)]
    ring = [[edge, 47], [front[0], 47], *bends, [front[-1], 50], [edge, 50], [edge, 47]]
    return {"type": "Polygon", "coordinates": [ring]}


@FEW
@given(FRONTS)
def test_shares_add_up_and_stay_within_their_bounds(front: list[float]) -> None:
    ground = drawn(LAND, behind(front))
    shares, whole = control_shares(ground), total_share(ground)
    assert all(0 <= share.share <= 1 + 1e-9 for share in shares)
    assert sum(share.inside_km2 for share in shares) == pytest.approx(whole.inside_km2, rel=1e-5)
    assert sum(share.area_km2 for share in shares) == pytest.approx(whole.area_km2)


@FEW
@given(FRONTS, st.floats(1, 30))
def test_segments_are_equal_and_sum_to_the_line(front: list[float], length: float) -> None:
    line = contact_line(drawn(LAND, behind(front)))
    parts = segments(line, length_km=length)
    assert sum(part.length_km for part in parts) == pytest.approx(line.length_km, rel=1e-4)
    assert len({part.id for part in parts}) == len(parts)
    for number, piece in enumerate(line.pieces):
        mine = [part for part in parts if part.piece == number]
        assert [part.length_km for part in mine] == pytest.approx(
            [piece.length_km / len(mine)] * len(mine), rel=1e-3
        )
        assert all(first.end == second.start for first, second in pairwise(mine))
        assert len(mine) == max(1, round(piece.length_km / length))


@FEW
@given(FRONTS)
def test_inside_lies_to_the_left(front: list[float]) -> None:
    ground = drawn(LAND, behind(front))
    line = contact_line(ground)
    for piece in line.pieces:
        longest = max(pairwise(piece.path), key=path_km)
        edge = replace(line, pieces=(replace(piece, path=longest),))
        (part,) = segments(edge, length_km=1000)
        for side, position in points_beside(part, 0.05).items():
            assert side_of(ground, position) is side


@FEW
@given(FRONTS, st.floats(2, 60))
def test_zones_grow_and_stay_on_their_side(front: list[float], distance: float) -> None:
    ground = drawn(LAND, behind(front))
    line = contact_line(ground)
    found = zones(ground, line, (distance, distance * 1.5))
    room = {Side.INSIDE: ground.inside.area / 1e6, Side.OUTSIDE: ground.outside.area / 1e6}
    for near, far in zip(found[:2], found[2:], strict=True):
        assert near.side is far.side
        assert 0 < near.area_km2 <= far.area_km2 <= room[near.side] * (1 + 1e-9)


@FEW
@given(FRONTS)
def test_turning_the_control_layer_round_turns_the_sides_round(front: list[float]) -> None:
    """The same line, read from the other side: equal length, zones exchanged."""
    west, east = (drawn(LAND, behind(front, edge)) for edge in (29, 33))
    lines = [contact_line(ground) for ground in (west, east)]
    assert lines[0].length_km == pytest.approx(lines[1].length_km, rel=1e-6)
    assert total_share(west).share + total_share(east).share == pytest.approx(1, abs=1e-5)
    one, other = (zones(ground, line, (10,)) for ground, line in zip((west, east), lines, strict=True))
    assert one[0].area_km2 == pytest.approx(other[1].area_km2, rel=1e-4)
    assert one[1].area_km2 == pytest.approx(other[0].area_km2, rel=1e-4)
