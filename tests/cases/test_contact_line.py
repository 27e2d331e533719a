"""The contact line in Ukraine on three days: shares and lengths as another program found them.

The figures were computed apart, from DeepStateMap's layer and geoBoundaries, in a plane about 49 N 32 E.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from detente.verify.line import (
    Land,
    Territory,
    contact_line,
    control_shares,
    land_of,
    movement,
    read_contact_line,
    read_layer,
    territory,
    total_share,
)
from tests.command import detente

DAYS = ("2024-07-08", "2025-03-15", "2025-03-18")
SHARE_POINTS = 0.02
LENGTH = 0.005


@dataclass(frozen=True)
class Known:
    """A day with what is known of it."""

    ground: Territory
    answer: Mapping[str, object]

    def lengths(self, key: str) -> dict[str, float]:
        """Lengths in kilometres by a distance in metres."""
        found = self.answer[key]
        assert isinstance(found, dict)
        return found


@pytest.fixture(scope="module")
def days(oracles: Path) -> Mapping[str, Known]:
    answers = json.loads((oracles / "contact_line.json").read_text(encoding="utf-8"))
    control, regions = (
        oracles.parent / "data" / name
        for name in ("deepstate_occupied.geojson.gz", "oblasts_land.geojson.gz")
    )
    for path in (control, regions):
        if not path.is_file():
            pytest.skip(f"the layer is not here ({path})")
    land: Land = land_of(read_layer(regions, role="regions"))
    layer = read_layer(control, role="control")
    return {day: Known(territory(layer, land, on=day), answers[day.replace("-", "")]) for day in DAYS}


@pytest.mark.parametrize("day", DAYS)
def test_shares_are_within_two_hundredths_of_a_point(days: Mapping[str, Known], day: str) -> None:
    known = days[day]
    whole = total_share(known.ground)
    assert 100 * whole.share == pytest.approx(known.answer["share_pct"], abs=SHARE_POINTS)
    assert whole.area_km2 == pytest.approx(known.answer["ukraine_land_km2"], rel=1e-4)
    found = {share.id: share for share in control_shares(known.ground)}
    assert len(found) == 27
    regions = known.answer["regions"]
    assert isinstance(regions, dict)
    for region, (_, area, _, percent) in regions.items():
        assert 100 * found[region].share == pytest.approx(percent, abs=SHARE_POINTS)
        assert found[region].area_km2 == pytest.approx(area, rel=1e-3)
    assert {region for region, share in found.items() if share.share > 0.003} == set(regions)


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_lengths_for_every_eps(days: Mapping[str, Known], day: str) -> None:
    for metres, length_km in days[day].lengths("front_km").items():
        line = contact_line(days[day].ground, eps_km=int(metres) / 1000)
        assert line.length_km == pytest.approx(length_km, rel=LENGTH), metres


@pytest.mark.parametrize("day", DAYS)
def test_lengths_for_every_generalisation(days: Mapping[str, Known], day: str) -> None:
    for metres, length_km in days[day].lengths("front_km_simplified").items():
        line = contact_line(days[day].ground, simplify_km=int(metres) / 1000)
        assert line.length_km == pytest.approx(length_km, rel=LENGTH), metres
        assert line.left_out[0] == int(str(days[day].answer["n_parts"])) - len(line.pieces)


def test_the_pieces_are_those_that_are_known(days: Mapping[str, Known]) -> None:
    known = days["2025-03-15"]
    found = [piece.length_km for piece in contact_line(known.ground).pieces]
    assert found == pytest.approx(known.answer["front_parts_eps2km"], rel=LENGTH, abs=0.06)


def test_the_line_that_ships_is_the_one_of_these_layers(root: Path, days: Mapping[str, Known]) -> None:
    shipped = read_contact_line(root / "cases/ukraine-2025-03/layers/contact-line.geojson")
    drawn = contact_line(days["2025-03-15"].ground, simplify_km=5)
    assert (shipped.on, shipped.eps_km, shipped.simplify_km) == (drawn.on, drawn.eps_km, drawn.simplify_km)
    for ready, fresh in zip(shipped.pieces, drawn.pieces, strict=True):
        assert ready.length_km == pytest.approx(fresh.length_km, abs=0.01)
        for one, other in zip(ready.path, fresh.path, strict=True):
            assert one == pytest.approx(other, abs=1e-5)


def test_a_plane_about_another_centre_gives_the_same(oracles: Path, days: Mapping[str, Known]) -> None:
    """The centre of the program that found the figures; simplifying hangs on it a little."""
    path = oracles.parent / "data" / "oblasts_land_simplified.geojson.gz"
    if not path.is_file():
        pytest.skip(f"the layer is not here ({path})")
    control = read_layer(oracles.parent / "data" / "deepstate_occupied.geojson.gz", role="control")
    rough = land_of(read_layer(path, role="regions"), centre=(32.0, 49.0))
    ground = territory(control, rough, on="2025-03-15")
    known = days["2025-03-15"]
    assert 100 * total_share(ground).share == pytest.approx(known.answer["share_pct"], abs=0.05)
    lengths = known.lengths("front_km_simplified")
    assert contact_line(ground, simplify_km=2).length_km == pytest.approx(lengths["2000"], rel=LENGTH)
    assert contact_line(ground, simplify_km=10).length_km == pytest.approx(lengths["10000"], rel=LENGTH)


def test_the_verb_finds_the_same(oracles: Path, days: Mapping[str, Known]) -> None:
    data = oracles.parent / "data"
    control, land_layer = (
        data / name for name in ("deepstate_occupied.geojson.gz", "oblasts_land.geojson.gz")
    )
    days_asked = ["--on", "2025-03-18", "--since", "2025-03-15"]
    ran = detente(
        "line", "--control", control, "--regions", land_layer, *days_asked, "--zones", "7.5", "--json"
    )
    assert (ran.code, ran.err) == (0, "")
    land, line, moved = (ran.json[key] for key in ("land", "line", "movement"))
    assert isinstance(land, dict)
    assert isinstance(line, dict)
    assert isinstance(moved, dict)
    known = days["2025-03-18"]
    assert 100 * land["share"] == pytest.approx(known.answer["share_pct"], abs=SHARE_POINTS)
    assert line["length_km"] == pytest.approx(known.lengths("front_km")["2000"], rel=LENGTH)
    assert moved["km2"]["net_to_inside"] == pytest.approx(22.1, abs=0.1)
    regions = ran.json["regions"]
    assert isinstance(regions, list)
    assert {row["id"] for row in regions} >= {"UA-43", "UA-40"}  # Crimea and Sevastopol are in the land


def test_movement_is_the_difference_of_the_areas(days: Mapping[str, Known]) -> None:
    before, after = days["2024-07-08"], days["2025-03-15"]
    moved = movement(before.ground, after.ground)
    areas = [float(str(known.answer["occupied_km2"])) for known in (before, after)]
    assert moved.net_km2 == pytest.approx(areas[1] - areas[0], abs=0.5)
    assert moved.days == 250
    assert moved.per_month(moved.net_km2) == pytest.approx(moved.net_km2 / 250 * 30.4375)
