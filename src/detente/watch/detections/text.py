"""What a file of rows is made of: packing, encoding, separator, header; and its records one by one.

Records are read one by one only where DuckDB's reader meets a fault: it would then leave open which row of
the file a row of its answer is.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from detente.errors import Fault, InputError, shown_value

SEPARATORS = (",", ";", "\t", "|")
NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
BOM = b"\xef\xbb\xbf"
HEADER_BYTES = 65_536
CHUNK = 1 << 20
LONGEST_RECORD = 20
"""Lines that a quoted value may go on for."""
SHOWN = 200
"""Characters of a row that are kept where it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What stands at the top of a file of rows.

    Attributes:
        file: The file.
        sha256: Digest of its bytes.
        packed: Whether it is packed (gzip).
        separator: What stands between its columns.
        header: The names of its columns.
        plain: Whether the header is the first line, and lines end as they do today (not in a bare CR).
    """

    file: Path
    sha256: str
    packed: bool
    separator: str
    header: tuple[str, ...]
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its columns, or the reason why it has none and the start of its text."""

    fields: Sequence[str]
    reason: str = ""
    text: str = ""


def shape_of(file: Path) -> Shape:
    """Look at the top of a file.

    Raises:
        InputError: if it is not there or not whole, is empty, is no text in UTF-8, or has no header.
    """
    if not file.is_file():
        kind = "is a folder" if file.is_dir() else "does not exist"
        raise _refusal(file, f"this file of detections {kind}", "a file", code="no-file")
    try:
        with file.open("rb") as raw:
            digest = hashlib.file_digest(raw, "sha256").hexdigest()
            raw.seek(0)
            packed = raw.read(2) == b"\x1f\x8b"
        with unpacked(file, packed=packed) as stream:
            top = stream.read(HEADER_BYTES)
            while packed and stream.read(CHUNK):
                pass  # to its end: what is packed carries a check of its own
    except (OSError, EOFError, zlib.error) as error:
        raise _refusal(file, f"cannot be read ({error})", "a whole copy of the file", code="file") from None
    line = _first_line(file, top)
    separator = max(SEPARATORS, key=line.count)
    header = tuple(name.strip() for name in next(csv.reader([line], delimiter=separator), []))
    _refuse_header(file, header)
    plain = b"\n" in top and bool(top.removeprefix(BOM).partition(b"\n")[0].strip())
    return Shape(file=file, sha256=digest, packed=packed, separator=separator, header=header, plain=plain)


@contextmanager
def unpacked(file: Path, *, packed: bool) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked where it is packed."""
    with file.open("rb") as raw:
        if not packed:
            yield raw
            return
        with gzip.open(raw) as stream:
            yield io.BufferedReader(stream)


def records(shape: Shape) -> Iterator[Record]:
    """The rows after the header, in order; blank lines are none, and no row takes others with it."""
    with unpacked(shape.file, packed=shape.packed) as stream:
        yield from _records(stream, shape)


def _records(stream: IO[bytes], shape: Shape) -> Iterator[Record]:
    lines = iter(stream) if shape.plain else _any_lines(stream)
    next((line for line in lines if line.removeprefix(BOM).strip()), b"")  # the header, after blank lines
    ahead: list[bytes] = []
    while True:
        line = ahead.pop(0) if ahead else next(lines, b"")
        if not line:
            return
        if not line.strip():
            continue
        if line.count(b'"') % 2 == 0:
            yield _record(line, shape)
            continue
        whole, taken = _closed(line, lines, ahead)
        if whole is None:
            ahead[:0] = taken
            yield Record((), "quote", _shown(line))
        else:
            yield _record(whole, shape)


def _any_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines that may end in a bare carriage return."""
    text = io.TextIOWrapper(stream, encoding="latin-1", newline=None)
    try:
        for line in text:
            yield line.encode("latin-1")
    finally:
        text.detach()


def _closed(first: bytes, lines: Iterator[bytes], ahead: list[bytes]) -> tuple[bytes | None, list[bytes]]:
    """A record whose quotes go on over several lines; None where they are not closed soon."""
    taken: list[bytes] = []
    quotes = first.count(b'"')
    while len(taken) < LONGEST_RECORD:
        line = ahead.pop(0) if ahead else next(lines, b"")
        if not line:
            break
        taken.append(line)
        quotes += line.count(b'"')
        if quotes % 2 == 0:
            return first + b"".join(taken), taken
    return None, taken


def _record(line: bytes, shape: Shape) -> Record:
    try:
        text = line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        return Record((), "encoding", _shown(line))
    columns = len(shape.header)
    fields = _split(text, shape.separator)
    if len(fields) == columns:
        return Record([field.strip() for field in fields])
    others = (sign for sign in SEPARATORS if sign != shape.separator)
    split_otherwise = any(len(_split(text, sign)) == columns for sign in others)
    return Record((), "separator" if split_otherwise and columns > 1 else "columns", text[:SHOWN])


def _split(text: str, separator: str) -> Sequence[str]:
    if '"' not in text:
        return text.split(separator)
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error:
        return []


def _shown(line: bytes) -> str:
    return line.decode("utf-8", "replace").rstrip("\r\n")[:SHOWN]


def _first_line(file: Path, top: bytes) -> str:
    """The header's line.

    Raises:
        InputError: if the file is empty or no text.
    """
    if top[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in top[:4096]:
        kind = "is UTF-16" if top[:2] in (b"\xff\xfe", b"\xfe\xff") else "is no text"
        raise _refusal(file, kind, "CSV in UTF-8", code="encoding")
    lines = (line for line in top.removeprefix(BOM).splitlines() if line.strip())
    first = next(lines, None)
    if first is None:
        raise _refusal(file, "is empty", "a file with a header and rows", code="empty")
    try:
        return first.decode("utf-8")
    except UnicodeDecodeError:
        raise _refusal(file, "has a header that is not UTF-8", "CSV in UTF-8", code="encoding") from None


def _refuse_header(file: Path, header: Sequence[str]) -> None:
    lowered = [name.lower() for name in header]
    twice = sorted({name for name in lowered if lowered.count(name) > 1 and name})
    if twice:
        message = f"has the column {shown_value(twice[0])} twice"
        raise _refusal(file, message, "each column once", code="columns")
    if lowered and all(name.replace(".", "").replace("-", "").isdigit() for name in lowered):
        message = f"has no header: it begins with {shown_value(','.join(header))}"
        raise _refusal(file, message, "the names of the columns in the first line", code="columns")


def _refusal(file: Path, message: str, hint: str, *, code: str) -> InputError:
    return InputError(Fault(file=str(file), message=message, hint=hint, code=code))
