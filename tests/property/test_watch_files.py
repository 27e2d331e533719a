"""Files that say how a deal is watched: anything is read or refused, and what is read is written again."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.broken_files import cut_or_stuffed, entries_of, read_with, with_another_value
from tests.unit.case.watch_example import WATCH, write_watched

VALUES = [
    "3", "-1", "1e400", "nan", "true", '"x"', '"fires"', "[]", "[1, 2, 3]", "[0.1, 0.2, 0.3]", "{}", "[[1]]",
    '["a", 1]', "2025-03-15", "2025-03-15T00:00:00Z", "2025-03-15T00:00:00", "00:01:02", '{ title = "T" }',
    "0001-01-01T00:00:00+14:00", '"9999-12-31T23:59-14:00"', '["../../x"]', '"\\u0000"', "[1, 2, 3, 4]",
]  # fmt: skip
KEYS = [
    "summary", "level", "seed", "baseline", "baseline.first", "baseline.last", "baseline.ordinary", "cells",
    "cells.segment_km", "cells.bands_km", "cells.raster_km", "cells.box", "cells.inside", "exposure",
    "exposure.cloud", "exposure.coverage", "exposure.coverage.s.file",
    "placebo.before_days", "placebo.other_years", "placebo", "windows",
    "windows.a",
    "windows.a.start",
    "windows.a.end", "sensors.s.satellites", "sensors.s", "detections.d.files", "detections.d.columns",
    "detections.d", "obligations.no-shots", "obligations.x.chance", "fixed_heat", "x",
]  # fmt: skip


def bare(folder: Path) -> Path:
    return write_watched(folder, watch=None)


@given(entries_of(KEYS, VALUES))
def test_known_keys_and_any_values(data: bytes) -> None:
    read_with(data, "watch.toml", bare)


@given(with_another_value(WATCH, VALUES))
def test_a_good_file_with_another_value(data: bytes) -> None:
    read_with(data, "watch.toml", bare)


@given(st.data())
def test_a_good_file_with_a_piece_cut_out_or_put_in(data: st.DataObject) -> None:
    read_with(cut_or_stuffed(data, WATCH), "watch.toml", bare)
