"""When satellites pass: known hours and rates, drift, and a twin that flies the orbit step by step."""

import csv
import gzip
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from detente.errors import UnknownNameError
from detente.watch.exposure import KNOWN_OUTAGES, ORBITS, Orbit, looks_between, orbit_of, passes_of, timetable

VIIRS = ORBITS["viirs-snpp"]
EARTH_KM = 6371.0088


def test_a_timetable_says_hours_by_the_clock_and_by_the_sun() -> None:
    north, south = timetable(VIIRS, 48.0, 37.8, date(2025, 4, 19))
    assert str(south).startswith("southward 22:13 to 01:04 UTC (00:45 to 03:35 mean solar time), 1.7 a day")
    assert str(north).startswith("northward 08:50 to 11:41 UTC (11:21 to 14:12 mean solar time), 1.7 a day")
    (day,) = timetable(ORBITS["landsat-9"], 48.0, 37.8, date(2025, 4, 19))
    assert (day.way, round(day.solar[0])) == ("southward", 11)
    assert timetable(ORBITS["landsat-9"], 89.0, 0.0, date(2025, 4, 19)) == ()
    early, late = (
        timetable(ORBITS["modis-terra"], 0, 0, date(year, 4, 1))[1].utc[0] for year in (2019, 2025)
    )
    assert early - late == pytest.approx(1.14, abs=0.02)


def utc_hours(orbit: Orbit, latitude: float, longitude: float, day: date) -> list[tuple[float, float]]:
    """From when to when each way of passing comes, UTC."""
    passes = passes_of(orbit, np.array([latitude]))
    half = passes.looks.shape[1] // 2
    zero = orbit.crossing_hour(day) - longitude / 15
    ways = (slice(0, half), slice(half, None))
    return [(zero + passes.first_hour[0, way].min(), zero + passes.last_hour[0, way].max()) for way in ways]


def test_viirs_looks_at_ukraine_around_midnight_and_noon() -> None:
    """Seen in its detections: 22:15 to 01:55 and 08:55 to 12:25 UTC, within what the swath allows."""
    east, west = 40.2, 22.1
    for latitude in (44.4, 52.4):
        noon, night = utc_hours(VIIRS, latitude, east, date(2025, 4, 19))
        noon_west, night_west = utc_hours(VIIRS, latitude, west, date(2025, 4, 19))
        assert 8.2 < noon[0] % 24 < 8.92
        assert 12.42 < noon_west[1] % 24 < 12.9
        assert 22.0 < night[0] % 24 < 22.25
        assert 1.9 < night_west[1] % 24 < 2.5


@pytest.mark.parametrize(
    ("name", "latitude", "looks"),
    [
        ("viirs-snpp", 0.0, 2.22),  # twice a day and more everywhere: no gaps between swaths
        ("viirs-noaa20", 48.0, 3.406),
        ("modis-terra", 0.0, 1.73),  # gaps at the equator
        ("modis-aqua", 48.0, 2.64),
        ("sentinel-2a", 0.0, 0.106),  # about once in ten days
        ("landsat-8", 0.0, 0.0687),  # about once in sixteen days, 7 % of the swath twice
        ("viirs-snpp", 90.0, 227 / 16),  # at the pole once each orbit
        ("viirs-snpp", -90.0, 227 / 16),
        ("landsat-8", 89.0, 0.0),  # beyond the swath
    ],
)
def test_looks_a_day_are_those_of_the_cycle(name: str, latitude: float, looks: float) -> None:
    assert passes_of(ORBITS[name], np.array([latitude])).per_day[0] == pytest.approx(
        looks, rel=0.01, abs=1e-6
    )


def test_the_sidelap_of_landsat_at_the_equator_is_the_published_one() -> None:
    """USGS: 7.3 % of a swath of 185 km; its tracks lie 172 km apart along the equator."""
    looks = passes_of(ORBITS["landsat-8"], np.array([0.0])).per_day[0]
    assert looks * 16 - 1 == pytest.approx(0.073, abs=0.03)


def flown(orbit: Orbit, latitude: float, places: int = 36) -> tuple[float, list[float]]:
    """Looks a day at a latitude, and their mean solar hours after the node's, from flying one whole cycle."""
    step_s = 10.0
    seconds = np.arange(0, orbit.days * 86_400, step_s)
    along = 2 * np.pi * orbit.orbits * seconds / (orbit.days * 86_400)
    tilt = np.radians(orbit.inclination)
    turn = 2 * np.pi * seconds / 86_400  # of the earth against the mean sun, to which the plane is tied
    count, hours = 0, []
    for longitude in 2 * np.pi * (np.arange(places) + 0.5) / places:
        phi, lam = np.arctan(0.99330562 * np.tan(np.radians(latitude))), longitude + turn
        place = np.array(
            [np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.full(len(lam), np.sin(phi))]
        )
        normal = np.array([0.0, -np.sin(tilt), np.cos(tilt)])
        across = np.degrees(np.arcsin(normal @ place)) * np.pi / 180 * EARTH_KM
        ahead = np.array([-np.sin(along), np.cos(along) * np.cos(tilt), np.cos(along) * np.sin(tilt)])
        above = np.array([np.cos(along), np.sin(along) * np.cos(tilt), np.sin(along) * np.sin(tilt)])
        front = (ahead * place).sum(axis=0)
        is_abeam = (front[:-1] > 0) & (front[1:] <= 0) & ((above * place).sum(axis=0)[1:] > 0)
        seen = is_abeam & (across[1:] >= orbit.swath_km[0]) & (across[1:] <= orbit.swath_km[1])
        count += int(seen.sum())
        hours += list(np.degrees(lam[1:][seen]) / 15 % 24)
    return count / places / orbit.days, hours


@pytest.mark.parametrize(
    ("name", "latitude"), [("viirs-snpp", 48.0), ("modis-aqua", -5.0), ("sentinel-1a", 60.0)]
)
def test_a_twin_that_flies_the_orbit_sees_as_often_at_the_same_hours(name: str, latitude: float) -> None:
    orbit = ORBITS[name]
    passes = passes_of(orbit, np.array([latitude]))
    looks, hours = flown(orbit, latitude)
    assert passes.per_day[0] == pytest.approx(looks, rel=0.01)
    for start in range(0, 24, 2):
        share = np.mean([start <= hour < start + 2 for hour in hours])
        found = looks_between(passes, np.array([float(start)]), np.array([start + 2.0]))[0]
        assert found / looks == pytest.approx(share, abs=0.012)


def test_hours_of_a_day_add_up_wherever_it_begins() -> None:
    passes = passes_of(VIIRS, np.array([-33.0, 0.0, 48.0, 70.0, 81.0]))
    zero = np.array([-40.0, 0.3, 7.0, 23.9, 100.0])
    cuts = [0, 3.3, 9.1, 17, 24]
    parts = [looks_between(passes, zero + a, zero + b) for a, b in pairwise(cuts)]
    assert sum(parts) == pytest.approx(passes.per_day)
    assert looks_between(passes, zero, zero) == pytest.approx(0)


def test_the_crossing_times_of_terra_and_aqua_drift_as_published() -> None:
    terra, aqua = ORBITS["modis-terra"], ORBITS["modis-aqua"]
    assert terra.crossing_hour(date(2019, 7, 1)) == 22.5
    for day, hour in ((date(2022, 10, 12), 22.25), (date(2025, 12, 15), 21.0), (date(2026, 11, 15), 20.5)):
        assert terra.crossing_hour(day) == pytest.approx(hour, abs=0.08)
    for day, hour in ((date(2023, 2, 1), 13.75), (date(2026, 8, 15), 15.83)):
        assert aqua.crossing_hour(day) == pytest.approx(hour, abs=0.06)


def test_satellites_are_found_by_id_and_by_the_name_of_their_detections() -> None:
    assert orbit_of("viirs-noaa21") is orbit_of("VIIRS NOAA-21")
    with pytest.raises(UnknownNameError, match="Try: 'modis-terra'"):
        orbit_of("modis-tera")


@pytest.fixture(scope="module")
def fires(oracles: Path) -> list[dict[str, str]]:
    """Detections of MODIS over Ukraine with their times, 2022 to 2025."""
    file = oracles.parent / "data" / "firms_datadesk_ukraine.csv.gz"
    if not file.is_file():
        pytest.skip(f"the detections with times are not here ({file})")
    with gzip.open(file, "rt") as stream:
        return [row for row in csv.DictReader(stream) if row["instrument"] == "MODIS"]


def test_fires_were_seen_when_the_satellites_passed(fires: list[dict[str, str]]) -> None:
    """All within ten minutes of the hours computed; without the drift of the orbits half would not be."""
    off, still = list[float](), list[float]()
    for row in fires[::7]:
        orbit = ORBITS["modis-terra" if row["satellite"] == "T" else "modis-aqua"]
        seen = int(row["acq_time"][:-2] or 0) + int(row["acq_time"][-2:]) / 60
        day = date.fromisoformat(row["acq_date"])
        for found, on in ((off, day), (still, date(2019, 1, 1))):
            hours = utc_hours(orbit, float(row["latitude"]), float(row["longitude"]), on)
            found.append(min(_outside(seen + shift, span) for span in hours for shift in (-24, 0, 24)))
    assert len(off) > 380
    assert max(off) < 1 / 6
    assert np.mean([gap == 0 for gap in off]) > 0.97
    assert np.mean([gap == 0 for gap in still]) < 0.8  # without drift they do not fit


def test_no_fire_was_seen_in_an_outage(fires: list[dict[str, str]]) -> None:
    (lost,) = [out for out in KNOWN_OUTAGES if out.sensor == "modis-aqua" and out.time.start.year == 2022]
    seen = {"A": 0, "T": 0}
    for row in fires:
        time = datetime.strptime(f"{row['acq_date']} {row['acq_time']:0>4}", "%Y-%m-%d %H%M").replace(
            tzinfo=UTC
        )
        seen[row["satellite"]] += lost.time.start <= time < lost.time.end
    assert seen == {"A": 0, "T": 335}


def _outside(hour: float, span: tuple[float, float]) -> float:
    return max(0.0, span[0] - hour, hour - span[1])
