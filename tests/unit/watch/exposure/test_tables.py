"""Tables of cloud, files, outages: blanks are unknown, absent files cover nothing, no row is lost unsaid."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from detente.errors import InputError
from detente.watch.exposure.tables import read_cloud, read_files, read_outages
from detente.watch.span import Span

CLOUD = """oblast,date,tmin_c,cloud_pct
UA14,2025-04-18,3.5,40
UA14,2025-04-20,2.5,
UA14,2025-04-21,2.5,100
UA09,2025-04-19,1.0,0
UA09,2025-04-19,1.0,0.0
"""
COLUMNS = {"region": "oblast", "day": "date", "cloud": "cloud_pct"}


def written(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode("utf-8-sig"))
    return path


@pytest.mark.parametrize("name", ["cloud.csv", "cloud.csv.gz"])
def test_cloud_by_region_and_day(tmp_path: Path, name: str) -> None:
    table = read_cloud(written(tmp_path, CLOUD, name), columns=COLUMNS, unit="percent")
    assert table.regions == ("UA09", "UA14")
    assert table.span == Span(date(2025, 4, 18), 4)
    nan = np.nan
    np.testing.assert_array_equal(table.share, [[nan, 0, nan, nan], [0.4, nan, nan, 1]])


def test_cloud_of_cells_is_unknown_where_the_table_does_not_reach(tmp_path: Path) -> None:
    table = read_cloud(written(tmp_path, CLOUD), columns=COLUMNS, unit="percent")
    nan = np.nan
    found = table.by_cell(["UA14", None, "UA09", "UA14"], Span(date(2025, 4, 17), 3))
    np.testing.assert_array_equal(found, [[nan, 0.4, nan], [nan] * 3, [nan, nan, 0], [nan, 0.4, nan]])
    found = table.by_cell(["UA14"], Span(date(2025, 4, 20), 4))
    np.testing.assert_array_equal(found, [[nan, 1, nan, nan]])
    assert np.isnan(table.by_cell(["UA14"], Span(date(2024, 1, 1), 9))).all()
    with pytest.raises(InputError) as caught:
        table.by_cell(["UA15", "Lviv", None, "UA14"], Span(date(2025, 4, 18), 1))
    assert [fault.hint for fault in caught.value.faults][1] == "one of UA09, UA14"


def test_a_table_without_regions_is_one_region(tmp_path: Path) -> None:
    text = "date,share\n2025-04-18,0.5\n"
    table = read_cloud(written(tmp_path, text), columns={"day": "date", "cloud": "share"}, unit="share")
    assert table.by_cell(["", ""], Span(date(2025, 4, 18), 1)).tolist() == [[0.5], [0.5]]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("UA14,2025-04-31,0,50", "row 6: day: '2025-04-31' cannot be read"),
        ("UA14,2025-04-22,0,101", "row 6: cloud: '101' cannot be read"),
        ("UA14,2025-04-22,0,-1", "row 6: cloud: '-1'"),
        ("UA14,2025-04-22,0,nan", "row 6: cloud: 'nan'"),
        ("UA14,2025-04-22,0,cloudy", "row 6: cloud: 'cloudy'"),
        ("UA14,2025-04-18,0,41", "row 6: cloud: 2025-04-18 stands twice for 'UA14' with different cloud"),
        ("UA14,2025-04-22", "row 6: it cannot be read"),
    ],
)
def test_a_row_that_cannot_be_read_is_an_error_with_its_number(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_cloud(written(tmp_path, f"{CLOUD}{row}\n"), columns=COLUMNS, unit="percent")
    assert said in str(caught.value)


def test_many_bad_rows_are_counted(tmp_path: Path) -> None:
    text = CLOUD + "UA14,x,0,50\n" * 5000
    with pytest.raises(InputError) as caught:
        read_cloud(written(tmp_path, text), columns=COLUMNS, unit="percent")
    assert len(caught.value.faults) == 21
    assert "4,980 more rows cannot be read" in str(caught.value)


def test_percent_given_for_shares_is_found(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="0 to 1, or nothing"):
        read_cloud(written(tmp_path, CLOUD), columns=COLUMNS, unit="share")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({**COLUMNS, "cloud": "cloud_pc"}, "there is no column 'cloud_pc'. Try: 'cloud_pct'"),
        ({**COLUMNS, "region": "region"}, "columns.region: there is no column 'region'"),
        ({**COLUMNS, "wind": "tmin_c"}, "'wind' is nothing that is asked for"),
        ({"region": "oblast"}, "columns.cloud: there is no column 'cloud'"),
    ],
)
def test_columns_that_are_not_there_are_named(tmp_path: Path, columns: dict[str, str], said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_cloud(written(tmp_path, CLOUD), columns=columns, unit="percent")
    assert said in str(caught.value)


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no row"):
        read_cloud(written(tmp_path, CLOUD.splitlines()[0] + "\n"), columns=COLUMNS, unit="percent")
    with pytest.raises(InputError, match="does not exist"):
        read_cloud(tmp_path / "nothing.csv", columns=COLUMNS, unit="percent")


FILES = """snapshot_utc,file,content_available
2025-04-19T06:00:00+00:00,a,1
2025-04-20T06:00:00+00:00,b,0
2025-04-21T09:00:00+03:00,c,214
2025-04-22T06:00:00Z,d,
"""
WHICH = {"time": "snapshot_utc", "there": "content_available"}


def test_a_snapshot_covers_the_hours_before_it_and_an_empty_one_nothing(tmp_path: Path) -> None:
    found = read_files(written(tmp_path, FILES), columns=WHICH)
    assert [(one.start, one.end) for one in found] == [
        (datetime(2025, 4, 18, 6, tzinfo=UTC), datetime(2025, 4, 19, 6, tzinfo=UTC)),
        (datetime(2025, 4, 20, 6, tzinfo=UTC), datetime(2025, 4, 21, 6, tzinfo=UTC)),
    ]
    short = read_files(written(tmp_path, FILES), columns=WHICH, hours=3)
    assert short[0].start == datetime(2025, 4, 19, 3, tzinfo=UTC)
    late = read_files(written(tmp_path, FILES), columns=WHICH, lag=3)
    assert late[0].end == datetime(2025, 4, 19, 3, tzinfo=UTC)
    with pytest.raises(InputError, match="cannot end 24 hours before"):
        read_files(written(tmp_path, FILES), columns=WHICH, lag=24)
    days = read_files(
        written(tmp_path, "day,n\n2025-04-19,3\n2025-04-20,no\n"),
        columns={"time": "day", "there": "n"},
        covers="day",
    )
    assert [(one.start, one.end) for one in days] == [
        (datetime(2025, 4, 19, tzinfo=UTC), datetime(2025, 4, 20, tzinfo=UTC))
    ]


def test_a_file_that_is_taken_a_little_late_leaves_no_gap(tmp_path: Path) -> None:
    text = "t,n\n2025-04-19T06:01:49Z,1\n2025-04-20T06:01:53Z,1\n2025-04-21T06:20:00Z,1\n"
    one, other, third = read_files(written(tmp_path, text), columns={"time": "t", "there": "n"})
    assert other.start == one.end
    assert third.start == datetime(2025, 4, 20, 6, 20, tzinfo=UTC)  # a quarter of an hour is a gap


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2025-04-22T06:00:00,e,1", "row 5: time: '2025-04-22T06:00:00' cannot be read"),
        ("yesterday,e,1", "row 5: time"),
        ("2025-04-22T06:00:00Z,e,-1", "row 5: there: '-1'"),
        ("2025-04-22T06:00:00Z,e,maybe", "row 5: there: 'maybe'"),
        ("2025-04-22T06:00:00Z,e,inf", "row 5: there: 'inf'"),
    ],
)
def test_a_file_that_is_told_of_unclearly_is_an_error(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_files(written(tmp_path, f"{FILES}{row}\n"), columns=WHICH)
    assert said in str(caught.value)


def test_outages_are_read(tmp_path: Path) -> None:
    text = "sensor,start,end,why,source\nviirs-snpp,2025-04-18,2025-04-20T12:00Z,safe mode,a notice\n"
    (found,) = read_outages(written(tmp_path, text))
    assert (found.sensor, found.why, found.source) == ("viirs-snpp", "safe mode", "a notice")
    assert found.time.end == datetime(2025, 4, 20, 12, tzinfo=UTC)
    with pytest.raises(InputError, match=r"ends .2025-04-18 00:00. before it begins"):
        read_outages(written(tmp_path, text + "x,2025-04-19,2025-04-18,,\n"))
    with pytest.raises(InputError, match="row 2: start"):
        read_outages(written(tmp_path, text + "x,soon,2025-04-18,,\n"))
    bare = read_outages(
        written(tmp_path, "which,from,to\nx,2025-04-18,2025-04-19\n"),
        columns={"sensor": "which", "start": "from", "end": "to"},
    )
    assert bare[0].why == ""
