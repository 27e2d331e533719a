"""Files that say what breaking a deal brings: all are read or refused, what is read is written again."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from detente.case.check import check_folder
from detente.case.folder import CaseError, essence, read_case, write_case
from detente.case.model import Case
from detente.errors import Fault
from tests.unit.case.enforcement_example import ENFORCEMENT, write_enforced

VALUES = [
    "3", "-1", "1e400", "nan", "true", '"x"', '"north"', "[]", "[1, 2]", "[0.1, 0.2, 0.3]", "{}", "[[1]]",
    "0.5", '["a", 1]', "2025-03-15", '"for-good"', '["for-good", 1]', '[1, "for-good"]', '{ title = "T" }',
    "[{}]", "{ north = 1, south = [2, 1] }", '"\\u0000"', '"money"', '{ value = [0.1, 0.2], why = "so" }',
]  # fmt: skip
KEYS = [
    "summary", "currency", "period", "period.days", "period.discount", "period.conflict", "sides",
    "sides.north", "sides.north.flow", "sides.north.unit", "sides.north.breaches",
    "sides.north.breaches.a", "sides.north.framing", "sides.east", "collateral", "snapbacks", "senders",
    "senders.south.flow", "inspections.a", "inspections.a.days", "steps", "scales", "scales.north",
    "pledges", "x",
]  # fmt: skip


def read_or_refused(place: Path) -> tuple[Case | None, tuple[Fault, ...]]:
    try:
        return read_case(place), ()
    except CaseError as error:
        return None, error.faults


def read_with(data: bytes) -> None:
    """Read the example with another enforcement.toml; check and write what was read."""
    with tempfile.TemporaryDirectory() as parent:
        place = write_enforced(Path(parent) / "case", enforcement=None)
        (place / "enforcement.toml").write_bytes(data)
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


LINES = [line for line in ENFORCEMENT.splitlines() if " = " in line]


@given(st.sampled_from(LINES), st.sampled_from(VALUES))
def test_a_good_file_with_another_value(line: str, value: str) -> None:
    key = line.split(" = ", 1)[0]
    read_with(ENFORCEMENT.replace(line, f"{key} = {value}", 1).encode("utf-8"))


@given(st.data())
def test_a_good_file_with_a_piece_cut_out_or_put_in(data: st.DataObject) -> None:
    good = ENFORCEMENT.encode("utf-8")
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, min(start + 40, len(good))))
    piece = data.draw(st.binary(max_size=4) | st.text(max_size=6).map(str.encode))
    read_with(good[:start] + piece + good[end:])
