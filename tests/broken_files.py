"""A file of a case in any state: it is read or refused, and what is read is written again as the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from detente.case.check import check_folder
from detente.case.folder import CaseError, essence, read_case, write_case
from detente.case.model import Case
from detente.errors import Fault


def read_with(data: bytes, file: str, write: Callable[[Path], Path]) -> None:
    """Read a case with these bytes as one of its files; check and write what was read.

    Args:
        data: The bytes.
        file: The name of the file.
        write: Writes the case without that file into a new folder.
    """
    with tempfile.TemporaryDirectory() as parent:
        place = write(Path(parent) / "case")
        (place / file).write_bytes(data)
        case, faults = _read_or_refused(place)
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


def cut_or_stuffed(draw: st.DataObject, text: str) -> bytes:
    """A text with a piece cut out, and another put in its place."""
    good = text.encode("utf-8")
    start = draw.draw(st.integers(0, len(good)))
    end = draw.draw(st.integers(start, min(start + 40, len(good))))
    piece = draw.draw(st.binary(max_size=4) | st.text(max_size=6).map(str.encode))
    return good[:start] + piece + good[end:]


def entries_of(keys: list[str], values: list[str]) -> st.SearchStrategy[bytes]:
    """Documents of some of these keys with any of these values."""
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from(values))
    listed = st.lists(pairs, max_size=5, unique_by=lambda entry: entry[0])
    return listed.map(
        lambda entries: ("format = 1\n" + "".join(f"{key} = {value}\n" for key, value in entries)).encode()
    )


def with_another_value(text: str, values: list[str]) -> st.SearchStrategy[bytes]:
    """A good document with another value in one of its lines."""
    lines = [line for line in text.splitlines() if " = " in line]
    return st.builds(
        lambda line, value: text.replace(line, f"{line.split(' = ', 1)[0]} = {value}", 1).encode(),
        st.sampled_from(lines),
        st.sampled_from(values),
    )


def _read_or_refused(place: Path) -> tuple[Case | None, tuple[Fault, ...]]:
    try:
        return read_case(place), ()
    except CaseError as error:
        return None, error.faults
