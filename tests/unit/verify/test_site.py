"""Points beside a line and the distances between them: the globe worked by hand, and a brute-force twin."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.verify.cuts import Cut
from detente.verify.globe import RADIUS_M, bearing_deg, great_circle_m, moved
from detente.verify.site import Points, beside, line_cells, pairs_within
from tests.unit.verify.example import cuts


def points(*positions: tuple[float, float]) -> Points:
    ids = tuple(f"p{number}" for number in range(len(positions)))
    return Points(
        ids=ids,
        positions=np.array(positions, dtype=np.float64).reshape(-1, 2),
        sides=("",) * len(ids),
        stretches=tuple(range(len(ids))),
    )


def test_distances_on_the_globe() -> None:
    start = np.array([[0.0, 0.0], [30.0, 0.0], [10.0, 90.0], [179.5, 0.0]])
    end = np.array([[1.0, 0.0], [30.0, 1.0], [10.0, 0.0], [-179.5, 0.0]])
    degree = np.pi * RADIUS_M / 180
    assert great_circle_m(start, end) == pytest.approx([degree, degree, 90 * degree, degree])


def test_kyiv_to_kharkiv() -> None:
    """The geodesic on WGS 84 between these two positions is 410.3 km (GeographicLib, by way of PROJ)."""
    found = great_circle_m(np.array([30.5234, 50.4501]), np.array([36.2304, 49.9935]))
    assert float(found) == pytest.approx(410_332, rel=0.006)


def test_a_cell_for_each_stretch() -> None:
    line = cuts(3)
    cells = line_cells(line)
    assert cells.ids == ("part-0", "part-1", "part-2")
    assert [tuple(position) for position in cells.positions] == [part.middle for part in line]
    assert len(cells) == 3


def test_points_lie_on_both_sides_at_right_angles() -> None:
    line = cuts(3)
    found = beside(line, [500, 2000])
    assert found.ids[:4] == (
        "part-0-inside-500", "part-0-outside-500", "part-0-inside-2000", "part-0-outside-2000",
    )  # fmt: skip
    assert len(found) == 12
    middles = np.array([line[place].middle for place in found.stretches])
    assert great_circle_m(middles, found.positions) == pytest.approx([500, 500, 2000, 2000] * 3)
    left = found.positions[:, 0] < middles[:, 0]
    assert [side == "inside" for side in found.sides] == left.tolist(), "inside is to the left, going north"


def test_an_offset_of_nothing_is_one_point_on_the_line() -> None:
    found = beside(cuts(2), [0, 100])
    assert found.ids == (
        "part-0", "part-0-inside-100", "part-0-outside-100",
        "part-1", "part-1-inside-100", "part-1-outside-100",
    )  # fmt: skip
    assert found.sides[0] == ""


@pytest.mark.parametrize(
    ("count", "every", "kept"), [(7, 3, [1, 4]), (8, 3, [1, 4, 7]), (2, 9, [1]), (1, 2, [0])]
)
def test_every_so_many_th_stretch(count: int, every: int, kept: list[int]) -> None:
    assert list(beside(cuts(count), [0], every=every).stretches) == kept


def test_across_the_antimeridian() -> None:
    part = Cut(id="edge", stretch=0, middle=(179.999, 0.0), bearing=0.0, length_m=1.0)
    found = beside([part], [1000])
    assert found.positions[1, 0] == pytest.approx(-179.992, abs=1e-3)
    assert great_circle_m(np.array(part.middle), found.positions) == pytest.approx([1000, 1000])


places = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(
    st.lists(places, min_size=1, max_size=8), st.lists(places, min_size=1, max_size=8), st.floats(0, 2.5e7)
)
def test_pairs_are_what_looking_at_all_gives(
    cells: list[tuple[float, float]], sites: list[tuple[float, float]], reach: float
) -> None:
    some, others = points(*cells), points(*sites)
    found = pairs_within(some, others, reach)
    every = great_circle_m(some.positions[:, None, :], others.positions[None, :, :])
    pairs = set(zip(found.cell.tolist(), found.site.tolist(), strict=True))
    for cell in range(len(cells)):
        for site in range(len(sites)):
            near = every[cell, site]
            if abs(near - reach) > 1e-3 + 1e-7 * reach:
                assert ((cell, site) in pairs) == (near < reach)
    assert found.distance_m.tolist() == [every[cell, site] for cell, site in sorted(pairs)]


@pytest.mark.parametrize(
    ("offsets", "every"), [([], 1), ([-1], 1), ([float("nan")], 1), ([1e9], 1), ([1], 0)]
)
def test_offsets_that_will_not_do(offsets: list[float], every: int) -> None:
    with pytest.raises(InputError, match="will not do"):
        beside(cuts(1), offsets, every=every)


def test_bearings_and_where_they_lead() -> None:
    start = np.array([[30.0, 0.0], [30.0, 50.0], [179.9, 10.0]])
    end = np.array([[31.0, 0.0], [30.0, 49.0], [-179.9, 10.2]])
    found = bearing_deg(start, end)
    assert found[:2] == pytest.approx([90, 180])
    assert moved(start, found, great_circle_m(start, end)) == pytest.approx(end)


def test_no_points_make_no_pairs() -> None:
    nothing, something = points(), points((0.0, 0.0))
    for cells, sites in ((nothing, something), (something, nothing)):
        found = pairs_within(cells, sites, 1e6)
        assert (len(found.cell), len(found.site), len(found.distance_m)) == (0, 0, 0)
