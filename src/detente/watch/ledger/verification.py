"""Whether a ledger is whole: each line by itself, the chain, and roots that are held elsewhere.

The chain alone shows that nothing inside was changed, taken out, put in or moved. It cannot show that the
last lines were cut off, nor that all of it was written anew from some line on: both leave a chain that is
whole. For that a root has to be held by somebody else: then the first COUNT entries are the same as they
were when it was taken, or they are not. What was written after the last root that anybody holds is not
proven.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from detente.errors import Fault, InputError, shown_value
from detente.watch.ledger.chain import Break, Walk
from detente.watch.ledger.entry import Entry
from detente.watch.ledger.lock import locked
from detente.watch.ledger.merkle import Peaks, grown, leaf_hash, peaks_root

_ROOT = re.compile(r"([0-9a-f]{64})(?:@([1-9][0-9]{0,14}))?")


@dataclass(frozen=True, slots=True)
class Held:
    """A root that was published, or is held by somebody else.

    Attributes:
        hash: The Merkle root, in hex.
        count: How many entries it is over; None if not told.
    """

    hash: str
    count: int | None = None

    def __str__(self) -> str:
        """``HASH@COUNT``, or ``HASH`` alone."""
        return self.hash if self.count is None else f"{self.hash}@{self.count}"


@dataclass(frozen=True, slots=True)
class RootCheck:
    """What became of a root.

    Attributes:
        held: The root.
        verdict: ``kept``: the ledger begins with the entries that it is over. ``cut``: it has fewer whole
            entries than that. ``rewritten``: it has as many, and they are others. ``not-found``: no beginning
            of the ledger has it, and without a count cut and rewritten cannot be told apart.
        count: How many entries it is over, where known.
    """

    held: Held
    verdict: Literal["kept", "cut", "rewritten", "not-found"]
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was found in a ledger.

    Attributes:
        entries: How many entries are whole, from the first on.
        head: Hash of the last of them; ``""`` if there is none.
        root: The Merkle root over them, in hex.
        first, last: Times of the first and the last of them; ``""`` if there is none.
        broken: The first line that is not whole, if any; nothing below it was read.
        roots: What became of the roots held elsewhere.
    """

    entries: int
    head: str
    root: str
    first: str
    last: str
    broken: Break | None
    roots: tuple[RootCheck, ...]

    @property
    def is_whole(self) -> bool:
        """Whether no line is broken and every root is kept."""
        return self.broken is None and all(check.verdict == "kept" for check in self.roots)


def held_root(text: str) -> Held:
    """The root of ``HASH`` or ``HASH@COUNT``.

    Raises:
        InputError: if it is neither.
    """
    found = _ROOT.fullmatch(text.strip().lower())
    if found is None:
        hint = "64 hex digits, or these with @ and a count, as 'detente ledger root' prints them"
        raise InputError(Fault(message=f"{shown_value(text, limit=90)} is no root", hint=hint))
    return Held(found[1], int(found[2]) if found[2] else None)


def verify(path: Path, *, roots: Sequence[Held] = ()) -> Verification:
    """Read a ledger to its end, or to the first line that is broken.

    Args:
        path: Its file.
        roots: Roots that are held elsewhere.

    Raises:
        InputError: if the file cannot be read.
    """
    first, last = None, None
    peaks: Peaks = ()
    found: dict[Held, int] = {}
    with reading(path) as stream:
        walk = Walk(stream)
        for entry in walk:
            first, last = first or entry, entry
            peaks = grown(peaks, leaf_hash(entry.text))
            if roots:
                found = _matched(roots, entry.seq + 1, peaks, found)
    count = 0 if last is None else last.seq + 1
    return Verification(
        entries=count,
        head=last.hash if last else "",
        root=peaks_root(peaks).hex(),
        first=first.at if first else "",
        last=last.at if last else "",
        broken=walk.broken,
        roots=tuple(_checked(held, found.get(held), count) for held in roots),
    )


def read_ledger(path: Path) -> tuple[Entry, ...]:
    """All entries of a ledger.

    Raises:
        InputError: if the file cannot be read, or a line is broken.
    """
    entries, broken = read_whole_part(path)
    if broken is not None:
        raise InputError(broken_fault(path, broken))
    return entries


def read_whole_part(path: Path) -> tuple[tuple[Entry, ...], Break | None]:
    """The entries above the first broken line, and that line; None if there is none.

    Raises:
        InputError: if the file cannot be read.
    """
    with reading(path) as stream:
        walk = Walk(stream)
        entries = tuple(walk)
    return entries, walk.broken


def broken_fault(path: Path, broken: Break) -> Fault:
    """A break as the fault of whoever wants to use the ledger."""
    return Fault(
        file=str(path),
        place=f"line {broken.line}",
        message=f"the ledger is broken here: {broken.message}",
        hint=broken.hint,
        code=f"ledger-{broken.code}",
    )


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """The file of a ledger, while no writer is in the middle of a line.

    Raises:
        InputError: if it cannot be read.
    """
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InputError(_unreadable(path, error)) from None
    try:
        with stream, locked(stream, to_write=False):
            yield stream
    except OSError as error:
        raise InputError(_unreadable(path, error)) from None


def _unreadable(path: Path, error: OSError | ValueError) -> Fault:
    """Why a file cannot be read."""
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    hint = "the path of a ledger, as 'detente watch' writes it"
    return Fault(file=str(path), message=f"cannot be read ({reason})", hint=hint, code="unreadable")


def _matched(roots: Sequence[Held], count: int, peaks: Peaks, found: dict[Held, int]) -> dict[Held, int]:
    """The counts of roots that are met, with those that the first ``count`` entries have."""
    waiting = [held for held in roots if held not in found and held.count in (None, count)]
    if not waiting:
        return found
    root = peaks_root(peaks).hex()
    return found | {held: count for held in waiting if held.hash == root}


def _checked(held: Held, met: int | None, entries: int) -> RootCheck:
    if met is not None:
        return RootCheck(held, "kept", met)
    if held.count is None:
        return RootCheck(held, "not-found", None)
    return RootCheck(held, "cut" if held.count > entries else "rewritten", held.count)
