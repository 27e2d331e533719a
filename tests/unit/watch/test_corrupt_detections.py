"""Corrupt files of detections: a count, examples and a way out; the good rows are kept."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.watch.detections.model import Columns
from detente.watch.detections.reasons import REASONS
from tests.detection_files import VIIRS, read, reasons, rows, viirs, written

GOOD = [viirs(48 + i, 37) for i in range(3)]
PLAIN = "latitude,longitude,acq_date"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("48.1,37.2", "columns"),
        (viirs(48, 37) + ",more", "columns"),
        (viirs(48, 37).replace(",", ";"), "separator"),
        (viirs(48, 37).replace("2.0NRT", '"2.0NRT'), "quote"),
        (b"48.1,37.2," + b"\xff\xfe" * 20, "encoding"),
        (viirs(48, 37).replace("48", "", 1), "no-position latitude"),
        (viirs(48, 37).replace("48", "48,5".replace(",", "°"), 1), "position latitude"),
        (viirs(48, 37).replace("48", "nan", 1), "position latitude"),
        (viirs(48, 237), "range longitude"),
        (viirs(148, 37), "changed-over latitude, longitude"),
        (viirs(48, 37, day=""), "no-time acq_date"),
        (viirs(48, 37, day="15/03/2025"), "time acq_date"),
        (viirs(48, 37, day="2025-02-30"), "time acq_date"),
        (viirs(48, 37, clock="2460"), "time acq_time"),
        (viirs(48, 37, clock="noon"), "time acq_time"),
        (viirs(48, 37, day="2025-06-02"), "future acq_date"),
        (viirs(48, 37, day="1999-03-15"), "early acq_date"),
        (viirs(48, 37, frp="strong"), "value frp"),
        (viirs(48, 37, frp="inf"), "value frp"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_kept(tmp_path: Path, bad: str | bytes, reason: str) -> None:
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, GOOD[0], bad, *GOOD[1:]))
    assert reasons(found) == {reason: 1}
    assert found.readings[0].rejected[0].examples[0].row == 2
    assert sorted(rows(found, "row")) == [(1,), (3,), (4,)]
    assert (found.readings[0].records, found.readings[0].kept) == (4, 3)
    assert reason.partition(" ")[0] in REASONS


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, *GOOD, start=b"\xef\xbb\xbf"))
    assert found.rows == 3
    dirty = read(tmp_path, written(tmp_path, "v.csv", VIIRS, *GOOD, "x", start=b"\xef\xbb\xbf"))
    assert (dirty.rows, reasons(dirty)) == (3, {"columns": 1})


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_any_one_separator_will_do(tmp_path: Path, separator: str) -> None:
    lines = [line.replace(",", separator) for line in (VIIRS, *GOOD)]
    assert read(tmp_path, written(tmp_path, "v.csv", *lines)).rows == 3


def test_windows_lines_and_blank_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_bytes("\r\n".join([VIIRS, GOOD[0], "", GOOD[1], "", ""]).encode())
    assert rows(read(tmp_path, path), "row") == [(1,), (2,)]
    path.write_bytes(path.read_bytes() + b"bad\r\n")
    assert (rows(read(tmp_path, path), "row"), reasons(read(tmp_path, path))) == (
        [(1,), (2,)],
        {"columns": 1},
    )


def test_lines_may_end_in_a_bare_return(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_bytes("\r".join([VIIRS, GOOD[0], "bad", GOOD[1], ""]).encode())
    found = read(tmp_path, path)
    assert (rows(found, "row"), reasons(found)) == ([(1,), (3,)], {"columns": 1})


@pytest.mark.parametrize("start", [b"\n\n", b"  \r\n", b"\xef\xbb\xbf\n"])
def test_blank_lines_before_the_header_are_none(tmp_path: Path, start: bytes) -> None:
    for bad in ([], ["bad"]):
        found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, *GOOD, *bad, start=start))
        assert rows(found, "row") == [(1,), (2,), (3,)]
        assert found.rejected == len(bad)


def test_a_name_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(bytes(tmp_path) + b"/\xff.csv"))
    odd.write_text(f"{VIIRS}\n{GOOD[0]}\n")
    with pytest.raises(InputError, match="is not UTF-8"):
        read(tmp_path, odd)


def test_a_value_of_any_length_is_one_bad_value(tmp_path: Path) -> None:
    long = viirs(48, 37).replace("48", '"' + "4" * 200_000 + '"', 1)
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, *GOOD, long, "bad"))
    assert (found.rows, found.rejected) == (3, 2)
    endless = viirs(48, 37).replace("VIIRS", "V" * 3_000_000)
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, *GOOD, endless))
    assert (found.readings[0].records, found.readings[0].kept) == (4, 4)


def test_an_open_quote_takes_no_other_row_with_it(tmp_path: Path) -> None:
    many = [viirs(48, 30 + i / 100) for i in range(100)]
    many[50] = many[50].replace("VIIRS", '"VIIRS')
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS, *many))
    assert (found.rows, reasons(found)) == (99, {"quote": 1})


def test_a_quoted_value_may_go_on_for_lines(tmp_path: Path) -> None:
    own = Columns(kind="event", time="day", label="note")
    file = written(
        tmp_path, "own.csv", "day,note", '2025-01-01,"two\nlines, one ""row"""', "x", "2025-01-02,plain"
    )
    found = read(tmp_path, file, columns=own)
    assert rows(found, "label", "row") == [('two\nlines, one "row"', 1), ("plain", 3)]
    assert reasons(found) == {"columns": 1}


def test_positions_that_are_changed_over_are_known_by_the_region(tmp_path: Path) -> None:
    swapped = viirs(37.2, 48.1)
    file = written(tmp_path, "v.csv", VIIRS, *GOOD, swapped, viirs(10, 10))
    assert read(tmp_path, file).rows == 5
    found = read(tmp_path, file, region=(22.0, 44.0, 41.0, 53.0))
    assert (found.rows, reasons(found)) == (4, {"changed-over latitude, longitude": 1})
    assert found.readings[0].rejected[0].examples[0].value == "37.2, 48.1"


def test_a_million_bad_rows_are_counted_and_the_good_ones_kept(tmp_path: Path) -> None:
    lines = [PLAIN, *["48.1,37.2"] * 100_000, "48.1,37.2,2025-03-01", *["x,y,z"] * 100_000]
    (tmp_path / "v.csv").write_text("\n".join(lines))
    found = read(tmp_path, tmp_path / "v.csv")
    assert (found.rows, found.rejected) == (1, 200_000)
    assert reasons(found) == {"columns": 100_000, "position latitude": 100_000}
    assert rows(found, "row") == [(100_001,)]


def test_naive_times_are_days_unless_a_zone_is_named(tmp_path: Path) -> None:
    file = written(
        tmp_path, "own.csv", "t", "2025-03-15T23:30", "2025-03-15T23:30+02:00", "2025-03-15T23:30:10.5Z"
    )
    own = Columns(kind="event", time="t")
    found = read(tmp_path, file, columns=own)
    assert [(str(time), certainty) for time, certainty in rows(found, "time_utc", "time_certainty")] == [
        ("2025-03-15 00:00:00", "day"),
        ("2025-03-15 21:30:00", "instant"),
        ("2025-03-15 23:30:10.500000", "instant"),
    ]
    assert "without a zone" in found.readings[0].notes[0]
    kyiv = read(tmp_path, file, columns=own, zone="Europe/Kyiv")
    assert str(rows(kyiv, "time_utc")[0][0]) == "2025-03-15 21:30:00"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        ("latitude,longitude,acq_date\n".encode("utf-16"), "is UTF-16"),
        (b"PK\x03\x04\0\0\0", "is no text"),
        ("широта\n".encode("cp1251"), "a header that is not UTF-8"),
        (b"latitude,Latitude\n", "has the column 'latitude' twice"),
        (b"48.1,37.2,20250315\n48.1,37.2,20250316\n", "has no header"),
        (b"lat,lon,day\n", "no format has these columns: lat, lon, day"),
        (gzip.compress(b"latitude,longitude,acq_date\n48,37,2025-01-01\n", mtime=0)[:-9], "cannot be read"),
        (b"\x1f\x8b rubbish", "cannot be read"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "v.csv").write_bytes(data)
    with pytest.raises(InputError, match=said):
        read(tmp_path, tmp_path / "v.csv")


def test_a_packed_file_that_is_cut_short_late_is_refused(tmp_path: Path) -> None:
    short = written(tmp_path, "short.csv.gz", VIIRS, *GOOD)
    short.write_bytes(short.read_bytes()[:-8])  # every row is there, and the check at the end is not
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path, short)
    pixels = [viirs(48 + i / 1e4, 37 + i * 7 % 1000 / 1e3) for i in range(20_000)]
    whole = written(tmp_path, "v.csv.gz", VIIRS, *pixels)
    whole.write_bytes(whole.read_bytes()[:-2000])
    with pytest.raises(InputError, match="ended before"):
        read(tmp_path, whole)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        read(tmp_path, tmp_path)


def test_the_name_of_a_file_is_no_pattern(tmp_path: Path) -> None:
    odd = written(tmp_path, "a[1]*?'b.csv", VIIRS, *GOOD)
    written(tmp_path, "a1xx'b.csv", VIIRS, *GOOD * 2)
    assert read(tmp_path, odd).readings[0].records == 3


def test_a_file_with_a_header_alone_gives_an_empty_table(tmp_path: Path) -> None:
    found = read(tmp_path, written(tmp_path, "v.csv", VIIRS))
    assert (found.rows, found.first, found.last) == (0, None, None)
    assert rows(found, "count(*)") == [(0,)]
