"""Counting detections by cell and day, beside a twin that asks Shapely about every row."""

from __future__ import annotations

from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import duckdb
import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from detente.errors import InputError
from detente.verify.line.ready import read_contact_line
from detente.watch.assign import Assignment, assign
from detente.watch.cells import Cells, area_cells, raster_cells
from detente.watch.detections.model import Columns, Source
from detente.watch.detections.rows import NEEDED, Which
from detente.watch.line_cells import line_cells
from detente.watch.span import Span
from tests.detection_files import MODIS, VIIRS, modis, read, viirs, written
from tests.maps import feature
from tests.maps import written as map_written

SPAN = Span(date(2025, 3, 10), 10)
BENT = [[30.0, 48.0], [30.3, 48.2], [30.35, 47.9], [30.7, 48.05], [30.72, 48.3]]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three thousand pixels about a bent line, half of them of MODIS."""
    folder = tmp_path_factory.mktemp("table")
    generator = np.random.default_rng(11)
    places = generator.uniform((47.6, 29.7), (48.6, 31.0), (3000, 2)).round(5)
    days = generator.integers(5, 25, 3000)
    pixels = [
        viirs(lat, lon, day=f"2025-03-{day:02}", scan=0.4 + (day % 5) / 2)
        for (lat, lon), day in zip(places[:1500], days, strict=False)
    ]
    coarse = [
        modis(lat, lon, day=f"2025-03-{day:02}", type=day % 3)
        for (lat, lon), day in zip(places[1500:], days[1500:], strict=True)
    ]
    files = [written(folder, "v.csv", VIIRS, *pixels), written(folder, "m.csv", MODIS, *coarse)]
    return read(folder, *files).file


def about_the_line(folder: Path) -> Cells:
    """The cells of a bent line."""
    rows = [feature({"type": "LineString", "coordinates": BENT})]
    return line_cells(
        read_contact_line(map_written(folder, "line.geojson", *rows)), segment_km=4, bands_km=(3, 12)
    )


def cells_of(kind: str, folder: Path) -> Cells:
    """Cells of one kind over the place."""
    if kind == "line":
        return about_the_line(folder)
    if kind == "raster":
        return raster_cells((29.8, 47.7, 30.9, 48.5), km=7)
    west = shapely.Point(30.2, 48).buffer(0.3).difference(shapely.Point(30.2, 48).buffer(0.1))
    return area_cells(["ring", "box"], [west, shapely.box(30.55, 47.8, 30.8, 48.4)])


def twin(
    table: Path, cells: Cells, which: str = "true", weight: str = "1"
) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """Counts, doubtful counts and rows elsewhere, asked row by row."""
    rows = duckdb.sql(
        f"SELECT lon, lat, (time_utc::DATE - DATE '{SPAN.first}')::INT, position_error_km, {weight} "
        f"FROM '{table}' WHERE {which}"
    ).fetchall()
    counts, doubtful = (
        np.zeros((len(cells), SPAN.days), np.int64),
        np.zeros((len(cells), SPAN.days), np.int64),
    )
    elsewhere = 0
    drawn = shapely.union_all([cells.plane.line(segment.path) for segment in cells.segments])
    for lon, lat, day, error, amount in rows:
        if not 0 <= day < SPAN.days:
            continue
        point = cells.plane.point((lon, lat))
        holding = np.flatnonzero(shapely.intersects(cells.shapes, point))
        if not holding.size:
            elsewhere += amount
            continue
        counts[holding[0], day] += amount
        if cells.segments and point.distance(drawn) <= error * 1000:
            doubtful[holding[0], day] += amount
    return counts, doubtful, elsewhere


@pytest.mark.parametrize("kind", ["line", "raster", "areas"])
def test_every_row_is_counted_where_it_lies(table: Path, tmp_path: Path, kind: str) -> None:
    cells = cells_of(kind, tmp_path)
    found = assign(table, cells, SPAN)
    counts, doubtful, elsewhere = twin(table, cells)
    assert counts.sum() > 200
    assert np.array_equal(found.counts, counts)
    assert np.array_equal(found.doubtful, doubtful)
    assert (doubtful.sum() > 0) == (kind == "line")
    assert found.elsewhere == elsewhere
    assert found.total == duckdb.sql(f"SELECT count(*) FROM '{table}'").fetchall()[0][0]
    assert found.other_days > 0


@pytest.mark.parametrize(
    ("which", "condition", "weight"),
    [
        (Which(kinds=("event",)), "kind = 'event'", "1"),
        (Which(sensors=("MODIS Terra", "OLI")), "sensor = 'MODIS Terra'", "1"),
        (Which(without_labels=("volcano",)), "label IS DISTINCT FROM 'volcano'", "1"),
        (Which(kinds=("fire",), pixels=True), "true", "pixels"),
    ],
)
def test_rows_are_chosen_by_kind_sensor_and_label(
    table: Path, which: Which, condition: str, weight: str
) -> None:
    cells = cells_of("raster", table.parent)
    found = assign(table, cells, SPAN, which=which)
    assert np.array_equal(found.counts, twin(table, cells, condition, weight)[0])


def same(one: Assignment, other: Assignment) -> bool:
    """Whether two assignments hold the same numbers."""
    pairs = [(one.counts, other.counts), (one.doubtful, other.doubtful)]
    sums = [(found.elsewhere, found.other_days, found.without_position) for found in (one, other)]
    return all(np.array_equal(mine, its) for mine, its in pairs) and sums[0] == sums[1]


def test_parts_threads_and_processes_give_the_same_numbers(table: Path, tmp_path: Path) -> None:
    cells = about_the_line(tmp_path)
    alone = assign(table, cells, SPAN)
    assert same(assign(table, cells, SPAN, parts=4), alone)
    assert same(assign(table, cells, SPAN, parts=99), alone)
    executor: Executor
    with ThreadPoolExecutor(2) as executor:
        assert same(assign(table, cells, SPAN, executor=executor, parts=3), alone)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        assert same(assign(table, cells, SPAN, executor=executor, parts=2), alone)


def test_partitions_of_a_table_add_up(table: Path, tmp_path: Path) -> None:
    cells = about_the_line(tmp_path)
    for name, condition in (("early", "<"), ("late", ">=")):
        duckdb.sql(
            f"COPY (FROM '{table}' WHERE time_utc {condition} TIMESTAMP '2025-03-14 12:00') "
            f"TO '{tmp_path}/{name}.parquet'"
        )
    parts = [tmp_path / "early.parquet", tmp_path / "late.parquet"]
    assert same(assign(parts, cells, SPAN), assign(table, cells, SPAN))


def test_rows_without_a_position_are_told(tmp_path: Path) -> None:
    file = written(tmp_path, "deaths.csv", "day,killed", "2025-03-11,4", "2025-03-12,5", "2025-04-12,5")
    series = Source(file=file, columns=Columns(kind="count", time="day", strength="killed"))
    found = assign(read(tmp_path, series).file, cells_of("raster", tmp_path), SPAN)
    assert (found.without_position, found.other_days, found.total) == (2, 1, 3)


def test_a_row_whose_error_is_not_known_is_doubtful(tmp_path: Path) -> None:
    own = Columns(kind="event", time="day", lat="lat", lon="lon")
    file = written(tmp_path, "own.csv", "day,lat,lon", "2025-03-11,48.1,30.1")
    found = assign(read(tmp_path, file, columns=own).file, about_the_line(tmp_path), SPAN)
    assert (found.counts.sum(), found.doubtful.sum()) == (1, 1)


def test_cells_across_the_date_line_are_found(tmp_path: Path) -> None:
    cells = area_cells(["rim"], [shapely.Polygon([(179, 50), (181, 50), (181, 51), (179, 51)])])
    file = written(
        tmp_path,
        "v.csv",
        VIIRS,
        viirs(50.5, 179.5, "2025-03-11"),
        viirs(50.5, -179.5, "2025-03-11"),
        viirs(50.5, 178, "2025-03-11"),
    )
    found = assign(read(tmp_path, file).file, cells, SPAN)
    assert (found.counts.sum(), found.elsewhere) == (2, 1)


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.parquet").write_text("no")
    duckdb.sql(f"COPY (SELECT 1 AS a) TO '{tmp_path}/other.parquet'")
    cells = cells_of("raster", tmp_path)
    files = [tmp_path / name for name in ("none.parquet", "text.parquet", "other.parquet")]
    with pytest.raises(InputError) as caught:
        assign(files, cells, SPAN, parts=0)
    assert [fault.message for fault in caught.value.faults] == [
        "does not exist",
        "is no Parquet",
        f"is no table of detections: it lacks {', '.join(NEEDED)}",
        "0 parts are none",
    ]
    with pytest.raises(InputError, match="no table of detections"):
        assign([], cells, SPAN)


def test_cells_at_a_pole_are_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "v.csv", VIIRS, viirs(50.5, 179.5))
    cells = area_cells(["pole"], [shapely.box(0, 85, 10, 89)])
    with pytest.raises(InputError, match="beyond 88 degrees"):
        assign(read(tmp_path, file).file, cells, SPAN)
