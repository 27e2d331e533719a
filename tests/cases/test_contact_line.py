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
    read_layer,
    territory,
    total_share,
)

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


def test_movement_is_the_difference_of_the_areas(days: Mapping[str, Known]) -> None:
    before, after = days["2024-07-08"], days["2025-03-15"]
    moved = movement(before.ground, after.ground)
    areas = [float(str(known.answer["occupied_km2"])) for known in (before, after)]
    assert moved.net_km2 == pytest.approx(areas[1] - areas[0], abs=0.5)
    assert moved.days == 250
    assert moved.per_month(moved.net_km2) == pytest.approx(moved.net_km2 / 250 * 30.4375)
