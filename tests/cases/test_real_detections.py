"""Files as their sources publish them: every row is accounted for. Skipped where the files are absent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.watch.detections.model import Columns, Source
from detente.watch.detections.read import Work, read_detections


def table_of(oracles: Path, folder: Path, pattern: str, **given: object) -> dict[str, object]:
    """What some files of the folder of real data give."""
    files = sorted((oracles.parent / "data").glob(pattern))
    if not files:
        pytest.skip(f"no files {pattern} beside the folder of known answers")
    sources = [Source(file=file, **given) for file in files]  # type: ignore[arg-type]  # what a test asks for
    found = read_detections(sources, folder / "t.parquet", Work(until=date(2026, 11, 23)))
    records = sum(reading.records for reading in found.readings)
    assert records == found.rows + found.duplicates + found.pixels_joined + found.rejected
    return {
        "rows": found.rows,
        "duplicates": found.duplicates,
        "joined": found.pixels_joined,
        "rejected": found.rejected,
        "first": found.first,
    }


def test_fires_of_four_years_about_the_line_of_minsk(oracles: Path, tmp_path: Path) -> None:
    found = table_of(oracles, tmp_path, "firms_all_sensors_donbas_*.csv.gz")
    assert found == {"rows": 101_290, "duplicates": 6, "joined": 0, "rejected": 0, "first": date(2018, 1, 8)}


def test_pixels_of_modis_become_fires(oracles: Path, tmp_path: Path) -> None:
    found = table_of(oracles, tmp_path, "firms_datadesk_ukraine.csv.gz")
    assert found == {
        "rows": 1_735,
        "duplicates": 0,
        "joined": 1_022,
        "rejected": 0,
        "first": date(2022, 1, 1),
    }


@pytest.mark.parametrize("zone", [None, "UTC"])
def test_events_of_news(oracles: Path, tmp_path: Path, zone: str | None) -> None:
    found = table_of(oracles, tmp_path, "viina_events_*.csv.gz", zone=zone)
    assert (found["rows"], found["rejected"]) == (56_876, 0)


def test_air_alerts(oracles: Path, tmp_path: Path) -> None:
    found = table_of(oracles, tmp_path, "air_alerts_*.csv.gz")
    assert (found["rows"], found["rejected"]) == (20_226, 0)


def test_reported_deaths_that_are_missing_are_not_zero(oracles: Path, tmp_path: Path) -> None:
    series = Columns(kind="count", time="report_date", strength="killed")
    found = table_of(oracles, tmp_path, "gaza_casualties_daily.csv.gz", columns=series)
    assert (found["rows"], found["rejected"], found["first"]) == (1_013, 38, date(2023, 10, 7))
