"""Reads the public data of the real cases of "watch": counts by day, and what could have been seen.

The data is not part of the repository. ``DETENTE_ORACLES`` names a folder beside which ``data/`` lies; each
file is described, with its source and licence, in docs/background/watch-real.md.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.watch.baseline.fixed_heat import FixedHeat, fixed_heat, masked

CENTRE_LAT, CENTRE_LON = 48.45, 38.3
KM_PER_DEGREE = 111.195
"""Of latitude, on a sphere of 6,371 km; a plane about the centre is off by less than 1 % within the box."""

LINE = (
    (47.10, 37.82), (47.19, 37.84), (47.45, 37.87), (47.53, 37.77), (47.70, 37.62), (47.94, 37.50),
    (48.07, 37.66), (48.13, 37.80), (48.35, 37.97), (48.42, 38.05), (48.43, 38.25), (48.62, 38.45),
    (48.69, 38.52), (48.72, 38.65), (48.77, 38.85), (48.65, 39.47), (48.60, 39.85),
)  # fmt: skip
"""The line of contact of 2015-2022 by hand through settlements on it: Shyrokyne, Hranitne, Dokuchaievsk,
Marinka, Avdiivka, Zaitseve, Popasna, Zolote, Sokilnyky, Stanytsia Luhanska; good to about 5 km."""
NEAR_KM, FAR_KM = 10.0, 30.0
FIRE_KM = 2.0
"""Pixels of one day in one square of this side are one fire."""
FIRST, LAST = date(2018, 1, 1), date(2021, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fires:
    """Fires in the box around Donetsk and Luhansk, without fixed heat.

    Attributes:
        x_km: Places in a plane about the centre: the middle of a square of FIRE_KM.
        y_km: The same.
        days: Proleptic ordinal of each.
        line_km: Distance of each to the line of contact.
        fixed: The fixed heat that was found before the truce and taken out.
        hidden: How many pixels it took out.
    """

    x_km: NDArray[np.float64]
    y_km: NDArray[np.float64]
    days: NDArray[np.int64]
    line_km: NDArray[np.float64]
    fixed: tuple[FixedHeat, ...]
    hidden: int


def folder() -> Path | None:
    """Where the data lies, or None if it is not here."""
    named = os.environ.get("DETENTE_ORACLES")
    root = Path(__file__).resolve().parent.parent
    found = (Path(named) if named else root.parent / "shared" / "oracles").parent / "data"
    return found if found.is_dir() else None


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, packed or not."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    yield from csv.DictReader(io.StringIO(text, newline=""))


def plane(
    lat: NDArray[np.float64], lon: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Kilometres east and north of the centre (sinusoidal, which keeps areas)."""
    x = (lon - CENTRE_LON) * KM_PER_DEGREE * np.cos(np.radians(lat))
    return x, (lat - CENTRE_LAT) * KM_PER_DEGREE


def to_line(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Distance to the line of contact in kilometres."""
    line = np.array(LINE)
    ends = np.column_stack(plane(line[:, 0], line[:, 1]))
    nearest = np.full(len(x), np.inf)
    for (ax, ay), (bx, by) in pairwise(ends):
        length = (bx - ax) ** 2 + (by - ay) ** 2
        share = np.clip(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length, 0, 1)
        nearest = np.minimum(nearest, np.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay)))
    return nearest


FURNACES = ((47.87, 35.16), (47.87, 33.43), (48.46, 38.76), (48.53, 34.64), (48.06, 37.95), (47.83, 38.48))
"""Steelworks and other fixed heat along the line in 2023, latitude and longitude: a user's list."""


def listed_heat() -> tuple[FixedHeat, ...]:
    """The user's list as places in the plane, masked within 5 km."""
    table = np.array(FURNACES)
    x, y = plane(table[:, 0], table[:, 1])
    return tuple(
        FixedHeat(x_km=float(a), y_km=float(b), radius_km=5.0, why="known industry")
        for a, b in zip(x, y, strict=True)
    )


def donbas(data: Path, *, until: date = date(2020, 7, 1)) -> Fires:
    """Fires of 2018 to 2021; fixed heat is found in the days before ``until``."""
    found = [
        (float(row["latitude"]), float(row["longitude"]), date.fromisoformat(row["acq_date"]).toordinal())
        for year in range(2018, 2022)
        for row in rows(data / f"firms_all_sensors_donbas_{year}.csv.gz")
    ]
    table = np.array(found)
    x, y = plane(table[:, 0], table[:, 1])
    days = table[:, 2].astype(np.int64)
    early = days < until.toordinal()
    sites = fixed_heat(x[early], y[early], days[early])
    hidden = masked(x, y, sites)
    fires = joined(x[~hidden], y[~hidden], days[~hidden])
    x, y = (fires[:, :2].T.astype(np.float64) + 0.5) * FIRE_KM
    return Fires(
        x_km=x,
        y_km=y,
        days=fires[:, 2],
        line_km=to_line(x, y),
        fixed=sites,
        hidden=int(hidden.sum()),
    )


def joined(x: NDArray[np.float64], y: NDArray[np.float64], days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Column, row and day of each square with fire on a day: the pixels of one burning field are one fire."""
    squares = [np.floor(values / FIRE_KM).astype(np.int64) for values in (x, y)]
    return np.unique(np.column_stack([*squares, days]), axis=0)


def daily(days: NDArray[np.int64], first: date, last: date) -> NDArray[np.int64]:
    """Counts of each day from the first to the last."""
    start, end = first.toordinal(), last.toordinal()
    inside = days[(days >= start) & (days <= end)] - start
    return np.bincount(inside, minlength=end - start + 1).astype(np.int64)


def numbers(first: date, last: date) -> NDArray[np.int64]:
    """Proleptic ordinals of the days from the first to the last."""
    return np.arange(first.toordinal(), last.toordinal() + 1)


def by_day(data: Path, name: str, column: str) -> NDArray[np.int64]:
    """Proleptic ordinal of each row of a file by a column that begins with an ISO date."""
    found = [date.fromisoformat(row[column][:10]).toordinal() for row in rows(data / name)]
    return np.array(found, dtype=np.int64)
