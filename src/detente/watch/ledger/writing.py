"""Writing to a ledger: at its end, whole or not at all, by one writer at a time.

Before anything is written the whole ledger is verified: nothing is built on a broken one, and a torn last
line is named, never mended. What is written is on the disk (fsync) before the receipt is given.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from detente.errors import Fault, InputError, shown_value
from detente.watch.ledger.canonical import instant_text
from detente.watch.ledger.chain import Walk
from detente.watch.ledger.entry import (
    FORMAT,
    LONGEST_LINE,
    NOTHING_BEFORE,
    OPENING,
    Draft,
    Entry,
    Pointer,
    is_kind,
    sealed,
)
from detente.watch.ledger.lock import locked
from detente.watch.ledger.merkle import leaf_hash, merkle_root
from detente.watch.ledger.verification import broken_fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was written, with the root to publish.

    Attributes:
        entries: The entries that were written, the opening one included where there is one.
        opened: Whether there was no ledger before.
        count: How many entries the ledger has now.
        root: The Merkle root over all of them, in hex.
    """

    entries: tuple[Entry, ...]
    opened: bool
    count: int
    root: str


def append(path: Path, drafts: Sequence[Draft], *, at: datetime, about: str = "") -> Receipt:
    """Write entries at the end of a ledger; a ledger that is not there is begun.

    Args:
        path: Its file.
        drafts: What to write, in this order. A correction names an older entry, in the ledger or above it
            here.
        at: The time of writing, aware; the entries have it to the second.
        about: What a new ledger is about, in a few words; a ledger that is there keeps its own.

    Raises:
        InputError: naming every draft that cannot be written; or if the ledger is broken, if ``at`` is
            before its last entry, or if the file cannot be written. Nothing is written then.
    """
    moment = instant_text(at)
    faults = [fault for place, draft in enumerate(drafts) for fault in _faults(draft, place)]
    if faults:
        raise InputError(*faults)
    with _held(path) as stream:
        walk = Walk(stream)
        past = list(walk)
        if walk.broken is not None and walk.broken.code != "empty":
            raise InputError(broken_fault(path, walk.broken))
        opening = [] if past else [Draft(OPENING, {"about": about, "format": FORMAT})]
        written = _sealed(path, past, [*opening, *drafts], moment)
        _write(stream, b"".join(entry.line for entry in written))
        if opening:
            _settle_folder(path)
    leaves = [leaf_hash(entry.text) for entry in (*past, *written)]
    return Receipt(
        entries=tuple(written), opened=bool(opening), count=len(leaves), root=merkle_root(leaves).hex()
    )


def _faults(draft: Draft, place: int) -> Iterator[Fault]:
    where = f"drafts[{place}]"
    if not is_kind(draft.kind) or draft.kind == OPENING:
        message = f"{shown_value(draft.kind)} is no kind of entry"
        hint = f"lower-case letters, digits and dashes, and not '{OPENING}'"
        yield Fault(place=where, message=message, hint=hint)
    why = draft.body.get("why")
    if draft.corrects is not None and not (isinstance(why, str) and why.strip()):
        yield Fault(
            place=where, message="a correction does not say why", hint="a text under 'why' in its body"
        )
    try:
        sealed(draft, seq=0, at="", prev="", corrects=None)
    except InputError as error:
        for fault in error.faults:
            yield Fault(place=f"{where}.{fault.place}", message=fault.message, hint=fault.hint)


def _sealed(path: Path, past: Sequence[Entry], drafts: Sequence[Draft], at: str) -> list[Entry]:
    if past and at < past[-1].at:
        message = f"the time {at} is before that of its last entry, {past[-1].at}"
        raise InputError(Fault(file=str(path), message=message, hint="a clock that is right", code="clock"))
    known, written = list(past), list[Entry]()
    for place, draft in enumerate(drafts, len(past)):
        pointer = None
        if draft.corrects is not None:
            if not 0 <= draft.corrects < len(known):
                message = f"there is no entry {draft.corrects} to correct above entry {place}"
                raise InputError(Fault(file=str(path), message=message, hint=f"0 to {len(known) - 1}"))
            pointer = Pointer(draft.corrects, known[draft.corrects].hash)
        prev = known[-1].hash if known else NOTHING_BEFORE
        entry = sealed(draft, seq=place, at=at, prev=prev, corrects=pointer)
        if len(entry.line) >= LONGEST_LINE:
            message = f"entry {place} would be longer than {LONGEST_LINE:,} bytes"
            raise InputError(Fault(file=str(path), message=message, hint="several entries"))
        known.append(entry)
        written.append(entry)
    return written


@contextmanager
def _held(path: Path) -> Iterator[BinaryIO]:
    """The file at this path, open at its start and locked for writing.

    Raises:
        InputError: if it cannot be opened, locked or written.
    """
    try:
        stream = path.open("a+b")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InputError(_unwritable(path, error)) from None
    try:
        with stream, locked(stream, to_write=True):
            _refuse_other(path, stream)
            stream.seek(0)
            yield stream
    except OSError as error:
        raise InputError(_unwritable(path, error)) from None


def _refuse_other(path: Path, stream: BinaryIO) -> None:
    """Refuse what keeps nothing, and a file that is no longer the one at the path.

    Raises:
        OSError: if it is a device or a pipe, or was moved or replaced while we waited for the lock.
    """
    ours, found = os.fstat(stream.fileno()), path.stat()
    if not stat.S_ISREG(ours.st_mode):
        raise OSError(0, "it is no file that keeps what is written")
    if (ours.st_dev, ours.st_ino) != (found.st_dev, found.st_ino):
        raise OSError(0, "it was moved or replaced while we waited for it")


def _write(stream: BinaryIO, data: bytes) -> None:
    """Write all of it to the disk, or leave the file as it was."""
    number = stream.fileno()
    before, is_done = os.fstat(number).st_size, False
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(number, rest) :]
        os.fsync(number)
        is_done = True
    finally:
        if not is_done:
            with suppress(OSError):
                os.ftruncate(number, before)


def _settle_folder(path: Path) -> None:
    """Have the name of a new file on the disk, too, where the system can do that."""
    with suppress(OSError):
        number = os.open(path.resolve().parent, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _unwritable(path: Path, error: OSError | ValueError) -> Fault:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    hint = "a file in a place where you may write"
    return Fault(file=str(path), message=f"cannot be written ({reason})", hint=hint, code="unwritable")
