"""Writes the data of cases/quiet-river: ``python -m docs.quiet_river``. All of it is invented, from one seed.

The place is no place: a line across open ocean. What is planted stands in :data:`PLANTED`; a test holds the
files to what this writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from math import cos, radians, sin
from pathlib import Path

import click
import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "quiet-river"
SEED = 20190501
FIRST, START, LAST = date(2018, 11, 1), date(2019, 5, 1), date(2019, 5, 30)
"""First day of the data, first and last day of the truce."""
WEST, SOUTH = -30.0, 40.0
LENGTH_KM, SEGMENT_KM = 80.0, 10.0
NAMES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel")
"""Names for the eight segments, from west to east."""
UP, DOWN = range(4), range(4, 6)
"""Segments with listening posts, upstream and downstream; the last two have none."""
PLANTED = (date(2019, 5, 11), date(2019, 5, 12))
"""Two nights on which shots are fired from the north bank at Cedar."""
STUBBLE = (date(2019, 5, 20), date(2019, 5, 21), date(2019, 5, 22))
"""Days on which stubble burns on both banks, near the river and far from it."""
OUTAGE = (datetime(2019, 5, 6, tzinfo=UTC), datetime(2019, 5, 10, tzinfo=UTC))
"""When the posts downstream were down."""
MISSING = (date(2019, 5, 15), date(2019, 5, 16))
"""Days of which there is no file of fires."""
KM_NORTH = 111.2
KM_EAST = KM_NORTH * cos(radians(SOUTH))

Rows = list[list[object]]
"""Rows of a table."""


def river(km: float) -> tuple[float, float]:
    """Longitude and latitude of the river so many kilometres from its western end."""
    return WEST + km / KM_EAST, SOUTH + 4 * sin(km / 13) / KM_NORTH


def beside(km: float, north_km: float) -> tuple[float, float]:
    """A position so far north of the river."""
    longitude, latitude = river(km)
    return longitude, latitude + north_km / KM_NORTH


def line() -> str:
    """The contact line, from east to west: the north bank lies on its right."""
    path = [[round(value, 5) for value in river(km)] for km in np.linspace(LENGTH_KM, 0, 41)]
    shape = {
        "type": "FeatureCollection",
        "as_of": str(LAST + timedelta(days=1)),
        "inside": "south bank",
        "outside": "north bank",
        "eps_km": 0,
        "simplify_km": 0,
        "credit": "invented",
        "features": [
            {
                "type": "Feature",
                "properties": {"kind": "contact-line"},
                "geometry": {"type": "LineString", "coordinates": path},
            }
        ],
    }
    return json.dumps(shape) + "\n"


def places() -> str:
    """Villages that give segments their names, one for each, on the south bank."""
    features = []
    for number, name in enumerate(NAMES):
        longitude, latitude = beside(SEGMENT_KM * (number + 0.5), -1.0)
        point = {"type": "Point", "coordinates": [round(longitude, 4), round(latitude, 4)]}
        features.append({"type": "Feature", "properties": {"name": name}, "geometry": point})
    return json.dumps({"type": "FeatureCollection", "credit": "invented", "features": features}) + "\n"


def days() -> Iterator[date]:
    """All days of the data."""
    for number in range((LAST - FIRST).days + 1):
        yield FIRST + timedelta(days=number)


def shots(draws: np.random.Generator, segments: range, planted: tuple[date, ...]) -> Rows:
    """Shots that listening posts heard: hunters now and then, and what is planted."""
    rows: Rows = []
    for day in days():
        for segment in segments:
            for _ in range(int(draws.poisson(0.04))):
                rows.append(_shot(draws, day, segment, float(draws.uniform(-4, 4))))
        if day in planted:
            rows += [_shot(draws, day, 2, float(draws.uniform(1.5, 3.5))) for _ in range(6)]
    return rows


def _shot(draws: np.random.Generator, day: date, segment: int, north_km: float) -> list[object]:
    longitude, latitude = beside(SEGMENT_KM * (segment + float(draws.uniform(0.05, 0.95))), north_km)
    hour, minute = int(draws.integers(24)), int(draws.integers(60))
    return [f"{day}T{hour:02}:{minute:02}:00Z", f"{latitude:.4f}", f"{longitude:.4f}", "shot"]


def fires(draws: np.random.Generator, cloud: dict[date, int]) -> Rows:
    """Fires that satellites saw: fewer under clouds, none without a file, many when stubble burns."""
    rows: Rows = []
    for day in days():
        if day in MISSING:
            continue
        clear = 1 - 0.98 * cloud[day] / 100
        mean = 40.0 if day in STUBBLE else 0.8
        for _ in range(int(draws.poisson(mean * clear))):
            longitude, latitude = beside(float(draws.uniform(1, 79)), float(draws.uniform(-24, 24)))
            clock = int(draws.choice([130, 148, 1310, 1412]))
            power = float(draws.lognormal(1.5, 0.6))
            rows.append(
                [f"{latitude:.4f}", f"{longitude:.4f}", str(day), f"{clock:04}", "0.45", "0.41", "N", "VIIRS",
                 f"{power:.1f}"]
            )  # fmt: skip
    return rows


def files(*, seed: int = SEED, planted: tuple[date, ...] = PLANTED) -> dict[str, str]:
    """Each file of data by its path; with another seed, or another violation or none, another world."""
    draws = np.random.default_rng(seed)
    cloud = {day: int(min(100, max(0, draws.normal(35, 30)))) for day in days()}
    covered: Rows = [[str(day), 0 if day in MISSING else 1] for day in days()]
    outage: Rows = [["posts-down", *(f"{end:%Y-%m-%dT%H:%M:%SZ}" for end in OUTAGE), "power cut", "invented"]]
    firms = [
        "latitude",
        "longitude",
        "acq_date",
        "acq_time",
        "scan",
        "track",
        "satellite",
        "instrument",
        "frp",
    ]
    return {
        "layers/contact-line.geojson": line(),
        "layers/places.geojson": places(),
        "detections/shots-upstream.csv": _csv(["time", "lat", "lon", "what"], shots(draws, UP, planted)),
        "detections/shots-downstream.csv": _csv(["time", "lat", "lon", "what"], shots(draws, DOWN, ())),
        "detections/fires.csv": _csv(firms, fires(draws, cloud)),
        "exposure/cloud.csv": _csv(["day", "cloud"], [[str(day), value] for day, value in cloud.items()]),
        "exposure/files.csv": _csv(["time", "there"], covered),
        "exposure/posts.csv": _csv(["time", "there"], [[str(day), 1] for day in days()]),
        "exposure/outages.csv": _csv(["sensor", "start", "end", "why", "source"], outage),
    }


def _csv(heads: list[str], rows: Rows) -> str:
    lines = [",".join(heads), *(",".join(str(cell) for cell in row) for row in rows)]
    return "\n".join(lines) + "\n"


@click.command()
def main() -> None:
    """Write the files."""
    for name, text in files().items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        click.echo(path)


if __name__ == "__main__":
    main()
