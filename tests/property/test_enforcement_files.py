"""Files that say what breaking a deal brings: all are read or refused, what is read is written again."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.broken_files import cut_or_stuffed, entries_of, read_with, with_another_value
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


def bare(folder: Path) -> Path:
    return write_enforced(folder, enforcement=None)


@given(entries_of(KEYS, VALUES))
def test_known_keys_and_any_values(data: bytes) -> None:
    read_with(data, "enforcement.toml", bare)


@given(with_another_value(ENFORCEMENT, VALUES))
def test_a_good_file_with_another_value(data: bytes) -> None:
    read_with(data, "enforcement.toml", bare)


@given(st.data())
def test_a_good_file_with_a_piece_cut_out_or_put_in(data: st.DataObject) -> None:
    read_with(cut_or_stuffed(data, ENFORCEMENT), "enforcement.toml", bare)
