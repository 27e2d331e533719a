"""Who tampers with a ledger is found: thousands of changes of a byte or a line, and every cut of the tail."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.watch.ledger import Held, read_ledger, root_of, verify
from tests.ledgers import written

Change = Callable[[list[bytes], np.random.Generator], list[bytes]]
TIMES = 400


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    path = written(tmp_path_factory.mktemp("ledger") / "ledger.jsonl", 12)
    return path.read_bytes().splitlines(keepends=True)


def is_found(path: Path, data: bytes, *roots: Held) -> bool:
    path.write_bytes(data)
    return not verify(path, roots=roots).is_whole


def any_byte(random: np.random.Generator) -> bytes:
    return bytes([int(random.integers(256))])


def changed_byte(lines: list[bytes], random: np.random.Generator) -> list[bytes]:
    data = b"".join(lines)
    at = int(random.integers(len(data)))
    other = bytes([(data[at] + int(random.integers(1, 256))) % 256])
    return [data[:at] + other + data[at + 1 :]]


def removed_bytes(lines: list[bytes], random: np.random.Generator) -> list[bytes]:
    data = b"".join(lines)
    at, most = int(random.integers(len(data))), int(random.integers(1, 40))
    return [data[:at] + data[at + most :]]


def put_in_byte(lines: list[bytes], random: np.random.Generator) -> list[bytes]:
    data = b"".join(lines)
    at = int(random.integers(len(data) + 1))
    return [data[:at] + any_byte(random) + data[at:]]


def flipped_case(lines: list[bytes], random: np.random.Generator) -> list[bytes]:
    data = b"".join(lines)
    letters = [at for at, byte in enumerate(data) if chr(byte).isalpha()]
    at = letters[int(random.integers(len(letters)))]
    return [data[:at] + bytes([data[at] ^ 0x20]) + data[at + 1 :]]


def removed_line(lines: list[bytes], random: np.random.Generator) -> list[bytes]:
    at = int(random.integers(len(lines) - 1))
    return lines[:at] + lines[at + 1 :]


def swapped_lines(lines: list[bytes], random: np.random.Generator) -> list[bytes]:
    one, other = random.choice(len(lines), 2, replace=False)
    mixed = [*lines]
    mixed[one], mixed[other] = mixed[other], mixed[one]
    return mixed


def doubled_line(lines: list[bytes], random: np.random.Generator) -> list[bytes]:
    at, to = int(random.integers(len(lines))), int(random.integers(len(lines) + 1))
    return [*lines[:to], lines[at], *lines[to:]]


def foreign_line(lines: list[bytes], random: np.random.Generator) -> list[bytes]:
    at = int(random.integers(len(lines) + 1))
    other = (b"\n", b"{}\n", b"null\n", b" \n", b"\xef\xbb\xbf\n", lines[0][:-1] + b" \n", b"x" * 300 + b"\n")
    return [*lines[:at], other[int(random.integers(len(other)))], *lines[at:]]


def appended_bytes(lines: list[bytes], random: np.random.Generator) -> list[bytes]:
    return [*lines, random.bytes(int(random.integers(1, 60)))]


CHANGES: list[Change] = [
    changed_byte, removed_bytes, put_in_byte, flipped_case, removed_line, swapped_lines, doubled_line,
    foreign_line, appended_bytes,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_found(change: Change, lines: list[bytes], tmp_path: Path) -> None:
    random = np.random.default_rng(2025)
    tried = 0
    whole = b"".join(lines)
    beginnings = {b"".join(lines[:count]) for count in range(1, len(lines))}
    while tried < TIMES:
        data = b"".join(change([*lines], random))
        if data == whole or data in beginnings:  # a cut at the end of a line is another matter
            continue
        tried += 1
        assert is_found(tmp_path / "changed.jsonl", data), data


def test_every_single_byte_that_is_changed_or_missing_is_found_where_it_is(
    lines: list[bytes], tmp_path: Path
) -> None:
    path, at = tmp_path / "changed.jsonl", 0
    data = b"".join(lines[:3])
    for number, line in enumerate(lines[:3], 1):
        for _ in range(len(line)):
            for other in (data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], data[:at] + data[at + 1 :]):
                path.write_bytes(other)
                broken = verify(path).broken
                assert broken is not None
                assert broken.line == number
            at += 1


def cuts(lines: list[bytes]) -> Iterator[bytes]:
    for count in range(len(lines)):
        yield b"".join(lines[:count])


@pytest.mark.parametrize("counted", [True, False])
def test_a_cut_tail_is_found_with_a_root_held_elsewhere(
    counted: bool, lines: list[bytes], tmp_path: Path
) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b"".join(lines))
    held = Held(root_of(read_ledger(path)), len(lines) if counted else None)
    assert not is_found(path, b"".join(lines), held)
    for data in cuts(lines):
        assert is_found(path, data, held)
        assert is_found(path, data) == (data == b"")  # the file alone does not show it


@settings(max_examples=60)
@given(data=st.data())
def test_a_ledger_written_anew_is_found_with_a_root_held_elsewhere(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("anew")
    true = written(folder / "true.jsonl", 6)
    other = written(folder / "other.jsonl", data.draw(st.integers(1, 9)), about="another truce")
    count = data.draw(st.integers(1, 6))
    held = Held(root_of(read_ledger(true), count), count)
    assert verify(true, roots=[held]).is_whole
    assert verify(other).is_whole
    (check,) = verify(other, roots=[held]).roots
    assert check.verdict == ("rewritten" if len(read_ledger(other)) >= count else "cut")
    (check,) = verify(other, roots=[Held(held.hash)]).roots
    assert check.verdict == "not-found"
