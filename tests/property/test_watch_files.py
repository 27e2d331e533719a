"""Files that say how a deal is watched: anything is read or refused, and what is read is written again."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from detente.case.check import check_folder
from detente.case.folder import CaseError, essence, read_case, write_case
from detente.case.model import Case
from detente.errors import Fault
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


def read_or_refused(place: Path) -> tuple[Case | None, tuple[Fault, ...]]:
    try:
        return read_case(place), ()
    except CaseError as error:
        return None, error.faults


def read_with(data: bytes) -> None:
    """Read the example with another watch.toml; check and write what was read."""
    with tempfile.TemporaryDirectory() as parent:
        place = write_watched(Path(parent) / "case", watch=None)
        (place / "watch.toml").write_bytes(data)
        case, faults = read_or_refused(place)
        for fault in faults:
            assert fault.file
            assert fault.message
            assert fault.hint or fault.code == "more"
            assert len(str(fault).splitlines()) == 1
        if case is None:
            assert faults
            return
        assert not check_folder(place).faults
        assert essence(read_case(write_case(case, Path(parent) / "again"))) == essence(case)


@given(
    st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), max_size=5, unique_by=lambda e: e[0])
)
def test_known_keys_and_any_values(entries: list[tuple[str, str]]) -> None:
    text = "format = 1\n" + "".join(f"{key} = {value}\n" for key, value in entries)
    read_with(text.encode("utf-8"))


LINES = [line for line in WATCH.splitlines() if " = " in line]


@given(st.sampled_from(LINES), st.sampled_from(VALUES))
def test_a_good_file_with_another_value(line: str, value: str) -> None:
    key = line.split(" = ", 1)[0]
    read_with(WATCH.replace(line, f"{key} = {value}", 1).encode("utf-8"))


@given(st.data())
def test_a_good_file_with_a_piece_cut_out_or_put_in(data: st.DataObject) -> None:
    good = WATCH.encode("utf-8")
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, min(start + 40, len(good))))
    piece = data.draw(st.binary(max_size=4) | st.text(max_size=6).map(str.encode))
    read_with(good[:start] + piece + good[end:])
