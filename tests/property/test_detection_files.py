"""What holds for any file of detections: every row is accounted for; twins agree with the clever ways."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.verify.globe import great_circle_m
from detente.watch.detections.fires import PASS_S, ROUNDING, Pixels, fires_of
from detente.watch.detections.model import Columns, Detections, Source
from detente.watch.detections.read import Work, read_detections
from detente.watch.detections.reasons import REASONS
from tests.detection_files import UNTIL, VIIRS, read, rows, viirs, written

FEW = settings(max_examples=40)
ODD = st.text(alphabet="0123456789.,;-:\"' \tTZ+nNaAeE\n\rл\0", max_size=40)
CELL = st.one_of(
    st.sampled_from(["48.1", "37.2", "2025-03-15", "0826", "", "x", "-1", "1e9", "200", "nan"]), ODD
)


def tried(file: Path, target: Path) -> Detections | InputError:
    """The table of a file, or why there is none."""
    try:
        return read_detections([Source(file=file)], target, Work(until=UNTIL, threads=1))
    except InputError as error:
        return error


def accounted(folder: Path, data: bytes) -> None:
    """A file gives a table in which every row is found again, or it is refused with a way out."""
    file = folder / "odd.csv"
    file.write_bytes(data)
    found = tried(file, folder / "t.parquet")
    if isinstance(found, InputError):
        assert all(fault.hint for fault in found.faults)
        assert not (folder / "t.parquet").exists()
        return
    (reading,) = found.readings
    assert reading.records == reading.kept + found.rejected
    assert reading.kept == found.rows + found.duplicates + found.pixels_joined
    assert {part.reason for part in reading.rejected} <= REASONS.keys()
    listed = [number for (number,) in rows(found, "row")]
    if found.rejected_file is not None:
        with found.rejected_file.open(encoding="utf-8", newline="") as stream:
            listed += [int(row["row"]) for row in csv.DictReader(stream)]
    assert len(set(listed)) == len(listed)
    assert set(listed) <= set(range(1, reading.records + 1))


@FEW
@given(st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=6))
def test_any_rows_are_accounted_for(lines: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows(lines)
    with tempfile.TemporaryDirectory() as folder:
        accounted(Path(folder), b"latitude,longitude,acq_date,acq_time\n" + stream.getvalue().encode())


@FEW
@given(st.binary(max_size=200))
def test_any_bytes_are_accounted_for(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        accounted(Path(folder), b"latitude,longitude,acq_date\n48.1,37.2,2025-03-15\n" + data)


@FEW
@given(st.data())
def test_a_bad_row_changes_nothing_of_the_good_ones(data: st.DataObject) -> None:
    good = [viirs(48 + number, 37 + number, scan=0.4 + number / 10) for number in range(5)]
    place = data.draw(st.integers(0, 5))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = ("time_utc", "lon", "lat", "position_error_km", "sensor", "strength", "row")
        before = rows(read(folder, written(folder, "v.csv", VIIRS, *good)), *names)
        dirty = read(folder, written(folder, "v.csv", VIIRS, *good[:place], "bad", *good[place:]))
        after = [(*row[:-1], row[-1] - (row[-1] > place)) for row in rows(dirty, *names)]  # type: ignore[operator]  # a number
        assert before == after


@FEW
@given(
    st.datetimes(datetime(2000, 3, 1), datetime(2025, 5, 30)),  # noqa: DTZ001 - the zone is drawn apart
    st.sampled_from(["", "Z", "+00:00", "+03", "+0530", "-04:00"]),
    st.sampled_from([" ", "T"]),
    st.booleans(),
)
def test_times_are_read_as_python_reads_them(
    moment: datetime, offset: str, between: str, seconds: bool
) -> None:
    moment = moment.replace(microsecond=0) if seconds else moment.replace(second=0, microsecond=0)
    text = moment.strftime(f"%Y-%m-%d{between}%H:%M{':%S' if seconds else ''}") + offset
    away = {"": 0, "Z": 0, "+00:00": 0, "+03": 180, "+0530": 330, "-04:00": -240}[offset]
    own = Columns(kind="event", time="t", zone="UTC")
    with tempfile.TemporaryDirectory() as name:
        found = read(Path(name), written(Path(name), "own.csv", "t,a", f"{text},1"), columns=own)
        ((said, certainty),) = rows(found, "time_utc", "time_certainty")
    assert said == moment - timedelta(minutes=away)
    assert certainty == "instant"


def brute(pixels: Pixels) -> list[int]:
    """The fire of each pixel, by merging pairs until nothing changes."""
    fire = list(range(len(pixels.time_s)))
    places = np.column_stack([pixels.lon, pixels.lat])
    for first, second in combinations(fire, 2):
        if pixels.sensor[first] != pixels.sensor[second]:
            continue
        apart = float(great_circle_m(places[first], places[second])) / 1000
        reach = (pixels.diagonal_km[first] + pixels.diagonal_km[second]) / 2 * ROUNDING
        if apart <= reach and abs(pixels.time_s[first] - pixels.time_s[second]) <= PASS_S:
            old, new = max(fire[first], fire[second]), min(fire[first], fire[second])
            fire = [new if one == old else one for one in fire]
    return fire


@given(st.integers(0, 10_000), st.integers(1, 40), st.sampled_from([1, 7, 1000]))
def test_fires_are_what_pairs_that_touch_make(seed: int, count: int, chunk: int) -> None:
    generator = np.random.default_rng(seed)
    pixels = Pixels(
        sensor=generator.integers(0, 2, count),
        time_s=(generator.integers(0, 8, count) * 300).astype(np.float64),
        lon=(180 + generator.uniform(-0.015, 0.015, count) + 180) % 360 - 180,
        lat=48 + generator.uniform(-0.01, 0.01, count),
        diagonal_km=generator.uniform(0.3, 0.8, count),
    )
    assert fires_of(pixels, chunk=chunk).tolist() == brute(pixels)


def test_no_pixels_make_no_fires() -> None:
    none = np.empty(0)
    empty = Pixels(sensor=none.astype(np.int64), time_s=none, lon=none, lat=none, diagonal_km=none)
    assert fires_of(empty).tolist() == []


@pytest.mark.parametrize("packed", [False, True])
def test_both_ways_of_reading_give_the_same_table(tmp_path: Path, packed: bool) -> None:
    generator = np.random.default_rng(5)
    pixels = [viirs(round(44 + 8 * a, 5), round(22 + 18 * b, 5)) for a, b in generator.random((500, 2))]
    name = "v.csv.gz" if packed else "v.csv"
    clean = read(tmp_path, written(tmp_path, name, VIIRS, *pixels))
    names = ("time_utc", "lon", "lat", "position_error_km", "sensor", "strength", "row", "pixels")
    at_once = rows(clean, *names)
    by_record = read(tmp_path, written(tmp_path, name, VIIRS, *pixels, "the last row is bad"))
    assert rows(by_record, *names) == at_once
