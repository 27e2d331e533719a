"""What cloud takes of what satellites see: measured on fires along the front, winter of 2022 to 2023."""

import csv
import gzip
import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely

from detente.watch.exposure import Hiding, read_cloud
from detente.watch.span import Span

FRONT = ("UA-09", "UA-14", "UA-23", "UA-63", "UA-65")
SPAN = Span.between(date(2022, 11, 1), date(2023, 2, 28))
HEAT = [(47.87, 35.16), (47.87, 33.43), (48.46, 38.76), (48.53, 34.64), (48.06, 37.95), (47.83, 38.48)]
"""Industrial sites near the front that are hot whoever fights."""


def files(oracles: Path, *names: str) -> list[Path]:
    found = [oracles.parent / "data" / name for name in names]
    for file in found:
        if not file.is_file():
            pytest.skip(f"the data on fires and cloud are not here ({file})")
    return found


def fires_by_day(regions: Path, tables: list[Path]) -> np.ndarray:
    """Fires by oblast and day."""
    shapes = json.loads(gzip.decompress(regions.read_bytes()))["features"]
    by_id = {one["properties"]["shapeISO"]: shapely.geometry.shape(one["geometry"]) for one in shapes}
    found = np.zeros((len(FRONT), SPAN.days))
    for table in tables:
        with gzip.open(table, "rt") as stream:
            rows = [
                row
                for row in csv.DictReader(stream)
                if SPAN.index(date.fromisoformat(row["acq_date"])) is not None
            ]
        lat, lon = (np.array([float(row[name]) for row in rows]) for name in ("latitude", "longitude"))
        cold = np.all([np.hypot(lat - y, 0.66 * (lon - x)) > 0.06 for y, x in HEAT], axis=0)
        days = np.array([(date.fromisoformat(row["acq_date"]) - SPAN.first).days for row in rows])
        for number, name in enumerate(FRONT):
            within = shapely.contains_xy(by_id[name], lon, lat) & cold
            found[number] += np.bincount(days[within], minlength=SPAN.days)
    return found


def test_fires_fall_in_proportion_to_the_clear_sky(oracles: Path) -> None:
    weather, regions, *tables = files(
        oracles, "weather_oblast_daily.csv.gz", "oblasts_land_simplified.geojson.gz",
        "firms_all_sensors_ukraine_2022.csv.gz", "firms_all_sensors_ukraine_2023.csv.gz",
    )  # fmt: skip
    columns = {"region": "oblast", "day": "date", "cloud": "cloud_pct"}
    table = read_cloud(weather, columns=columns, unit="percent")
    cloud = table.by_cell([name.replace("-", "") for name in FRONT], SPAN)
    counts = fires_by_day(regions, tables)
    assert np.isfinite(cloud).all()
    clear, closed = counts[cloud < 0.1].mean(), counts[cloud >= 0.98].mean()
    assert clear > 50 * closed

    block = np.arange(len(FRONT))[:, None] * 100 + np.arange(SPAN.days)[None, :] // 10
    _, block = np.unique(block, return_inverse=True)
    taken = np.linspace(0, 1, 101)
    likely = [_likelihood(share, counts.ravel(), cloud.ravel(), block.ravel()) for share in taken]
    best = taken[int(np.argmax(likely))]
    assert best == pytest.approx(0.99, abs=0.011)
    usual = Hiding()
    assert usual.few < usual.mid < best <= usual.many


def _likelihood(share: float, counts: np.ndarray, cloud: np.ndarray, block: np.ndarray) -> float:
    """Of Poisson counts with a rate for each oblast and ten days, thinned by cloud."""
    left = np.maximum(1 - share * cloud, 1e-3)
    rate = np.bincount(block, counts) / np.bincount(block, left)
    mean = np.maximum(rate[block] * left, 1e-12)
    return float((counts * np.log(mean) - mean).sum())
