"""Walking the chain of a ledger from its first line to the first that is broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from detente.watch.ledger.entry import (
    FORMAT,
    LONGEST_LINE,
    NOTHING_BEFORE,
    OPENING,
    BrokenLineError,
    Entry,
    read_line,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The first line that breaks a ledger.

    Attributes:
        line: Its number, from 1.
        code: ``torn`` (the last line has no end), ``form``, ``hash``, ``canonical`` or ``members`` (the line
            by itself), ``opening``, ``sequence``, ``previous``, ``time`` or ``corrects`` (the line beside the
            others), ``empty`` (there is no line).
        message: What is wrong.
        hint: A way out.
    """

    line: int
    code: str
    message: str
    hint: str


class Walk:
    """The entries of a ledger, one by one; afterwards ``broken`` is the first break, or None."""

    def __init__(self, stream: BinaryIO) -> None:
        self.broken: Break | None = None
        self._stream = stream
        self._hashes: list[bytes] = []

    def __iter__(self) -> Iterator[Entry]:
        above: Entry | None = None
        while line := self._stream.readline(LONGEST_LINE):
            try:
                entry = _whole(line)
                _beside(entry, above, self._hashes)
            except BrokenLineError as error:
                self.broken = _break(len(self._hashes) + 1, error)
                return
            self._hashes.append(bytes.fromhex(entry.hash))
            above = entry
            yield entry
        if above is None:
            message = "there is no entry; a ledger has at least the one that opens it"
            self.broken = _break(1, BrokenLineError("empty", message))


def _whole(line: bytes) -> Entry:
    if line.endswith(b"\n"):
        return read_line(line[:-1])
    size = len(line)
    if size == LONGEST_LINE:
        raise BrokenLineError("form", f"it is longer than {LONGEST_LINE:,} bytes")
    message = f"it is torn: after {size:,} byte{'' if size == 1 else 's'} the file ends without a line break"
    raise BrokenLineError("torn", message)


def _beside(entry: Entry, above: Entry | None, hashes: list[bytes]) -> None:
    """Refuse an entry that does not follow the one above it.

    Raises:
        BrokenLineError: with what does not follow.
    """
    expected, prev = len(hashes), NOTHING_BEFORE if above is None else above.hash
    if entry.seq != expected:
        message = (
            f"its number is {entry.seq} where {expected} follows: entries are missing, twice or out of order"
        )
        raise BrokenLineError("sequence", message)
    if entry.prev != prev:
        message = "it was not written after the line above it: the hash that it has of that line is another"
        raise BrokenLineError("previous", message)
    if above is None and not _opens(entry):
        raise BrokenLineError("opening", f"it opens no ledger of format {FORMAT}")
    if above is not None and entry.kind == OPENING:
        raise BrokenLineError("opening", "it opens a ledger in the middle of one")
    if above is not None and entry.at < above.at:
        raise BrokenLineError("time", f"its time {entry.at} is before that of the line above it, {above.at}")
    past = entry.corrects
    if past is not None and not (0 <= past.seq < expected and hashes[past.seq].hex() == past.hash):
        message = f"it corrects entry {past.seq}, which is not above it with that hash"
        raise BrokenLineError("corrects", message)


def _opens(entry: Entry) -> bool:
    found = entry.body.get("format")
    return entry.kind == OPENING and not isinstance(found, bool) and found == FORMAT


def _break(line: int, error: BrokenLineError) -> Break:
    keep = "keep this file as it is: it is evidence"
    match error.kind:
        case "torn":
            hint = (
                f"{keep}; a crash while writing leaves such a line. Go on in a copy of the lines above it, "
            )
            hint += f"as 'head -n {line - 1} FILE > COPY' makes one"
        case "empty":
            hint = "the copy of somebody else, or a backup"
        case "form" if line == 1:
            hint = f"the file of a ledger; if this was one, {keep}, and compare it with another copy"
        case _:
            hint = f"{keep}, and compare it with the copy of somebody else from line {line} on"
    return Break(line=line, code=error.kind, message=error.message, hint=hint)
