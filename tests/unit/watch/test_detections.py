"""Reading files of detections: what each format gives, and where every row of it went."""

from __future__ import annotations

import csv
import hashlib
from datetime import date, datetime
from math import hypot
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.watch import detections
from detente.watch.detections.model import Columns, Source
from detente.watch.detections.precision import ANY_FIRE_KM, MODIS_KM, VIIRS_KM
from detente.watch.detections.reasons import REASONS
from detente.watch.detections.telling import told
from tests.detection_files import MODIS, VIIRS, modis, read, reasons, rows, viirs, written

PLAIN = "latitude,longitude,acq_date"


def test_a_pixel_of_viirs_keeps_its_time_size_and_source(tmp_path: Path) -> None:
    file = written(tmp_path, "viirs.csv", VIIRS, viirs(48.1, 37.2, clock="0010", scan=0.5, track=0.4))
    found = read(tmp_path, file)
    assert rows(found, "time_utc", "time_certainty", "lon", "lat", "kind", "sensor", "strength") == [
        (datetime(2025, 3, 15, 0, 10), "instant", 37.2, 48.1, "fire", "VIIRS S-NPP", 2.5)  # noqa: DTZ001 - the table's UTC
    ]
    ((error, name, digest, row),) = rows(found, "position_error_km", "file", "sha256", "row")
    assert error == pytest.approx(hypot(0.5, 0.4) / 2)
    assert (name, row) == (str(file), 1)
    assert digest == hashlib.sha256(file.read_bytes()).hexdigest() == found.readings[0].sha256
    assert found.sha256 == hashlib.sha256(found.file.read_bytes()).hexdigest()
    assert (found.first, found.last, found.rejected, found.rejected_file) == (
        date(2025, 3, 15),
        date(2025, 3, 15),
        0,
        None,
    )


@pytest.mark.parametrize(
    ("satellite", "sensor"),
    [
        ("N", "VIIRS S-NPP"),
        ("1", "VIIRS NOAA-20"),
        ("N20", "VIIRS NOAA-20"),
        ("n21", "VIIRS NOAA-21"),
        ("", "VIIRS"),
    ],
)
def test_a_satellite_has_one_name(tmp_path: Path, satellite: str, sensor: str) -> None:
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, viirs(48, 37, satellite=satellite)))
    assert rows(found, "sensor") == [(sensor,)]


def test_the_archive_of_modis_says_what_a_pixel_is_taken_for(tmp_path: Path) -> None:
    file = written(
        tmp_path, "m.csv.gz", MODIS, modis(48, 37, type=2), modis(49, 38, clock="2350", satellite="A")
    )
    found = read(tmp_path, file)
    assert rows(found, "sensor", "label") == [
        ("MODIS Terra", "fixed source on land"),
        ("MODIS Aqua", "vegetation"),
    ]


@pytest.mark.parametrize(
    ("clock", "minute"), [("826", 506), ("0826", 506), ("8:26", 506), ("0", 0), ("2359", 1439)]
)
def test_a_time_of_day_is_read_as_firms_writes_it(tmp_path: Path, clock: str, minute: int) -> None:
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, viirs(48, 37, clock=clock)))
    assert rows(found, "hour(time_utc) * 60 + minute(time_utc)", "time_certainty") == [(minute, "instant")]


def test_without_time_size_and_sensor_the_most_is_assumed(tmp_path: Path) -> None:
    found = read(tmp_path, written(tmp_path, "plain.csv", PLAIN, "48.1,37.2,2020-07-27"))
    assert rows(found, "time_certainty", "sensor", "position_error_km") == [("day", "not known", ANY_FIRE_KM)]
    assert [note.split(":")[0] for note in found.readings[0].notes] == [
        "Credit",
        "1 of 1 rows are known to the day alone.",
        "The sensor of 1 of 1 rows is not stated",
        "1 of 1 pixels state no size or no time",
    ]


def test_the_largest_pixel_of_a_sensor_stands_in_for_its_size(tmp_path: Path) -> None:
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, viirs(48, 37, scan="", track="")))
    assert rows(found, "position_error_km") == [(pytest.approx(VIIRS_KM),)]
    found = read(tmp_path, written(tmp_path, "m.csv", MODIS, modis(48, 37, scan="", track="")))
    assert rows(found, "position_error_km") == [(pytest.approx(MODIS_KM),)]


def test_near_real_time_and_archive_are_one_detection(tmp_path: Path) -> None:
    nrt = written(tmp_path, "nrt.csv", MODIS.removesuffix(",type"), modis(48.12341, 37).rpartition(",")[0])
    archive = written(tmp_path, "sp.csv", MODIS, modis(48.12342, 37, frp=13.1))
    found = read(tmp_path, nrt, archive)
    assert (found.rows, found.duplicates) == (1, 1)
    assert rows(found, "label", "strength", "file", "also") == [
        ("vegetation", 13.1, str(archive), f"{nrt}#1")
    ]


def test_pixels_that_touch_in_one_pass_are_one_fire(tmp_path: Path) -> None:
    step = 0.4 / 111.2
    pixels = [
        viirs(48, 37, frp=1),
        viirs(48 + step, 37, frp=3),
        viirs(48 + 2 * step, 37, clock="0016", frp=4),
        viirs(48 + 5 * step, 37),
        viirs(48, 37, clock="0030"),
        viirs(48, 37, satellite="N20"),
        viirs(48, 37, day="2025-03-16"),
    ]
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, *pixels))
    assert (found.rows, found.pixels_joined) == (5, 2)
    fire = rows(found, "lat", "strength", "pixels", "also", "row", "position_error_km", "scan_km")
    lat, strength, count, also, row, error, scan = next(one for one in fire if one[2] == 3)
    assert lat == pytest.approx(48 + step * (3 + 8) / 8, abs=1e-4)
    file = tmp_path / "v.csv"
    assert (strength, count, also, row, scan) == (8.0, 3, f"{file}#2; {file}#3", 1, None)
    assert error == pytest.approx(0.4 * 11 / 8 + hypot(0.4, 0.4) / 2, rel=1e-2)
    assert read(tmp_path, file, join_pixels=False).rows == 7


def test_a_fire_without_power_has_none(tmp_path: Path) -> None:
    pixels = [viirs(48, 37, frp=""), viirs(48.0036, 37, frp=3)]
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, *pixels))
    assert rows(found, "strength", "pixels") == [(None, 2)]


def test_a_copy_of_a_pixel_of_a_fire_stands_behind_the_fire(tmp_path: Path) -> None:
    pixels = [viirs(48, 37), viirs(48.0036, 37), viirs(48.0036, 37)]
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, *pixels))
    assert (found.rows, found.duplicates, found.pixels_joined) == (1, 1, 1)
    assert rows(found, "also") == [(f"{tmp_path}/v.csv#2; {tmp_path}/v.csv#3",)]


EVENTS = "datetime,lat,lon,place_name,event_type"


def test_events_of_news_have_a_day_or_a_moment_if_their_zone_is_named(tmp_path: Path) -> None:
    file = written(
        tmp_path, "e.csv", EVENTS, "2025-03-15 00:00:00,48,37,Ф,artillery", "2025-03-15 07:30:00,48,37,Ф,uav"
    )
    assert rows(read(tmp_path, file), "time_certainty", "time_utc::DATE") == [("day", date(2025, 3, 15))] * 2
    kyiv = read(tmp_path, file, zone="Europe/Kyiv")
    assert rows(kyiv, "time_certainty", "hour(time_utc)", "label", "place") == [
        ("day", 0, "artillery", "Ф"),
        ("instant", 5, "uav", "Ф"),
    ]


def test_equal_reports_of_one_file_stay_and_overlapping_files_join(tmp_path: Path) -> None:
    same = "2025-03-15 00:00:00,48,37,F,artillery"
    first = written(tmp_path, "a.csv", EVENTS, same, same)
    second = written(tmp_path, "b.csv", EVENTS, same, same, same)
    assert read(tmp_path, first).rows == 2
    both = read(tmp_path, first, second)
    assert (both.rows, both.duplicates) == (3, 2)


def test_acled_has_ids_precision_and_days(tmp_path: Path) -> None:
    header = (
        "event_id_cnty,event_date,time_precision,sub_event_type,location,latitude,longitude,geo_precision,"
        "fatalities"
    )
    file = written(
        tmp_path,
        "acled.csv",
        header,
        'UKR1,08 March 2025,1,Shelling/artillery,"Bakhmut, city",48.6,38.0,1,0',
        "UKR2,2025-03-09,1,Shelling/artillery,Somewhere,48.6,38.0,3,2",
        "UKR2,2025-03-09,1,Shelling/artillery,Somewhere,48.6,38.0,3,2",
        "UKR3,2025-03-10,2,Shelling/artillery,Somewhere,48.6,38.0,2,2",
    )
    found = read(tmp_path, file)
    assert rows(found, "time_utc::DATE", "place", "position_error_km", "source_id", "strength") == [
        (date(2025, 3, 8), "Bakhmut, city", 5.0, "UKR1", 0.0),
        (date(2025, 3, 9), "Somewhere", 100.0, "UKR2", 2.0),
    ]
    assert (found.duplicates, reasons(found)) == (1, {"coarse-time time_precision": 1})


def test_viina_has_codes_of_precision(tmp_path: Path) -> None:
    header = "event_id,date,time,longitude,latitude,GEO_PRECISION,location"
    found = read(
        tmp_path,
        written(tmp_path, "v.csv", header, "9,20250315,10:00,37,48,ADM3,F", "10,20250315,,37,48,ADM1,O"),
    )
    assert sorted(rows(found, "position_error_km", "time_certainty", "source_id")) == [
        (5.0, "day", "9"),
        (150.0, "day", "10"),
    ]


def test_alerts_have_a_region_and_an_end(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "alerts.csv",
        "region,started_at,finished_at,naive",
        "Kyivska oblast,2025-01-01 00:20:18+00:00,2025-01-01 00:47:01+00:00,False",
        "Kyivska oblast,2025-01-02 03:20:18+02:00,,True",
        "Kyivska oblast,2025-01-03 03:20:18+02:00,2025-01-03 00:00:00+00:00,True",
    )
    found = read(tmp_path, file)
    assert rows(found, "hour(time_utc)", "epoch(end_utc - time_utc)", "place", "lon", "label") == [
        (0, 1603.0, "Kyivska oblast", None, None),
        (1, None, "Kyivska oblast", None, "end assumed"),
    ]
    assert reasons(found) == {"end finished_at": 1}


def test_a_series_without_geometry_keeps_unknown_apart_from_none(tmp_path: Path) -> None:
    file = written(tmp_path, "deaths.csv", "day;killed", "01/02/2025;12", "02/02/2025;", "03/02/2025;0")
    series = Columns(kind="count", time="day", strength="killed", day_format="%d/%m/%Y")
    found = read(tmp_path, file, columns=series)
    assert rows(found, "time_utc::DATE", "strength", "lon", "kind") == [
        (date(2025, 2, 1), 12.0, None, "count"),
        (date(2025, 2, 3), 0.0, None, "count"),
    ]
    assert reasons(found) == {"no-value killed": 1}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    pixels = [viirs(48 + i / 1000, 37 - i / 700, day=f"2025-03-{i % 28 + 1:02}") for i in range(2000)]
    file = written(tmp_path, "v.csv", VIIRS, *pixels)
    digests = {read(tmp_path, file, threads=threads).sha256 for threads in (1, 2, 4)}
    assert len(digests) == 1


def test_rows_stand_where_the_file_has_them(tmp_path: Path) -> None:
    pixels = [viirs(40 + i / 2000, 20 + i / 1000) for i in range(20_000)]
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, *pixels), join_pixels=False)
    assert rows(found, "count(*)", "max(abs(lat - 40 - (row - 1) / 2000))") == [
        (20_000, pytest.approx(0, abs=1e-9))
    ]


def test_detections_are_public_by_name() -> None:
    assert set(detections.__all__) <= set(dir(detections))
    assert all(getattr(detections, name) is not None for name in detections.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        _ = detections.nothing


def test_every_rejected_row_is_listed(tmp_path: Path) -> None:
    bad = [
        viirs(48, 37, day="2025-03-15"),
        *(viirs(99, 137) for _ in range(20)),
        viirs(48, 37, day="2031-01-01"),
    ]
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, *bad))
    assert reasons(found) == {"range latitude": 20, "future acq_date": 1}
    part = found.readings[0].rejected[0]
    assert [example.row for example in part.examples] == [2, 3, 4, 5, 6]
    assert part.examples[0].value == "99"
    assert found.rejected_file is not None
    with found.rejected_file.open(encoding="utf-8", newline="") as stream:
        listed = list(csv.DictReader(stream))
    assert [int(row["row"]) for row in listed] == list(range(2, 23))
    assert listed[-1] == {
        "file": str(tmp_path / "v.csv"),
        "row": "22",
        "reason": "future",
        "column": "acq_date",
        "value": "2031-01-01",
    }
    assert read(tmp_path, written(tmp_path, "v.csv", VIIRS, viirs(48, 37))).rejected_file is None
    assert not found.rejected_file.exists()


def test_what_became_of_a_file_is_told(tmp_path: Path) -> None:
    pixels = [viirs(48, 37), viirs(48.0036, 37), viirs(48, 37), *(viirs(99, 137) for _ in range(1200)), "bad"]
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, *pixels))
    file, seen = tmp_path / "v.csv", "row 4: '99'; row 5: '99'; row 6: '99'"
    range_, columns = REASONS["range"], REASONS["columns"]
    assert told(found) == (
        f"{file}: 3 of 1,204 rows kept, read as firms.",
        f"{file}: 1,200 rows not used, as each {range_[0]} (column latitude): {seen}. Try: {range_[1]}.",
        f"{file}: 1 row not used, as each {columns[0]}: row 1204: 'bad'. Try: {columns[1]}.",
        f"{file}: {found.readings[0].notes[0]}",
        "3 rows kept make 1 detection: 1 row for one that was there, 1 row for a fire beside it.",
        f"Every row that is not used is listed with its reason in {tmp_path}/table.parquet.rejected.csv.",
    )
    assert len(told(read(tmp_path, written(tmp_path, "v.csv", VIIRS, viirs(48, 37))))) == 3


def test_files_that_cannot_be_read_are_named_together(tmp_path: Path) -> None:
    other = written(tmp_path, "other.csv", "a,b", "1,2")
    with pytest.raises(InputError) as caught:
        read(tmp_path, tmp_path / "none.csv", other)
    assert [fault.code for fault in caught.value.faults] == ["no-file", "columns"]
    assert not (tmp_path / "table.parquet").exists()
    with pytest.raises(InputError, match="there is no file of detections"):
        read(tmp_path)


def test_a_column_map_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "own.csv", "day,lat,lon", "2025-01-01,48,37")
    with pytest.raises(InputError) as caught:
        read(tmp_path, file, columns=Columns(kind="event", time="dey", lat="lat"))
    assert [str(fault).partition(": ")[2] for fault in caught.value.faults] == [
        "time: there is no column 'dey'. Try: 'day'.",
        "columns: only one of lat and lon is named. Try: both, or none.",
    ]


@pytest.mark.parametrize(
    ("zone", "day_format", "said"),
    [
        ("Mars/Olympus", "", "the time zone 'Mars/Olympus' is not known"),
        (None, "%Q", "the format of days '%Q' cannot be used"),
    ],
)
def test_a_zone_or_format_that_is_none_is_refused(
    tmp_path: Path, zone: str | None, day_format: str, said: str
) -> None:
    file = written(tmp_path, "own.csv", "day", "2025-01-01 10:00")
    with pytest.raises(InputError, match=said):
        read(
            tmp_path,
            Source(file=file, columns=Columns(kind="event", time="day", zone=zone, day_format=day_format)),
        )


def test_a_table_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    file = written(tmp_path, "v.csv", VIIRS, viirs(48, 37))
    with pytest.raises(InputError, match="cannot be written"):
        read(tmp_path / "nowhere", file)
