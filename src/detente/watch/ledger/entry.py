"""An entry of a ledger, and the line that keeps it.

A line is ``{"entry":E,"hash":"H"}`` and a line feed, without any other space. E is the canonical JSON of
the entry and H the SHA-256 of E's bytes, in lower-case hex. So E is what stands between the first 9 and the
last 76
bytes of the line: whoever checks H needs no JSON for it. E has six members, in this order:

    at        when it was written, UTC to the second, never before the entry above it
    body      what it says: a table
    corrects  null, or the number and hash of the older entry that it corrects: {"hash":"...","seq":3}
    kind      what sort of entry it is: a word
    prev      H of the entry above it; sixty-four zeros in the first
    seq       its number, from 0
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from detente.errors import DetenteError, Fault
from detente.watch.ledger.canonical import DEEPEST, GREATEST, Json, canonical

FORMAT = 1
OPENING = "opening"
"""The kind of the first entry; its body says which format the ledger has, and what it is about."""
NOTHING_BEFORE = "0" * 64
"""What the first entry has for the hash of the entry above it."""
LONGEST_LINE = 1 << 24
"""Bytes of a line, at most: a file without line breaks is not read into memory whole."""

HEAD, MIDDLE, END = b'{"entry":', b',"hash":"', b'"}'
KEYS = ("at", "body", "corrects", "kind", "prev", "seq")
_HASH = re.compile(r"[0-9a-f]{64}")
_KIND = re.compile(r"[a-z][a-z0-9-]{0,39}")
_BEYOND = re.compile(rb"[\xf0-\xff]")
_encode = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, check_circular=False, separators=(",", ":")
).encode
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


@dataclass(frozen=True, slots=True)
class Pointer:
    """An older entry, by number and hash."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be written.

    Attributes:
        kind: A word such as ``incident``: lower-case letters, digits and dashes.
        body: What it says; fractions as text (see :func:`~detente.watch.ledger.canonical.decided`).
        corrects: The number of the entry that it corrects; its body then says ``why``.
    """

    kind: str
    body: Mapping[str, Json]
    corrects: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as it stands in a ledger.

    Attributes:
        seq: Its number, from 0.
        at: When it was written: UTC to the second, as text.
        kind: What sort of entry it is.
        body: What it says.
        corrects: The older entry that it corrects, if any.
        prev: The hash of the entry above it.
        text: Its canonical JSON: what is hashed, and the leaf of the Merkle tree.
        hash: SHA-256 of ``text``, in hex.
    """

    seq: int
    at: str
    kind: str
    body: Mapping[str, Json]
    corrects: Pointer | None
    prev: str
    text: bytes
    hash: str

    @property
    def day(self) -> str:
        """The UTC day on which it was written."""
        return self.at[:10]

    @property
    def line(self) -> bytes:
        """The line that keeps it."""
        return b"".join((HEAD, self.text, MIDDLE, self.hash.encode("ascii"), END, b"\n"))


class BrokenLineError(DetenteError, ValueError):
    """A line that no ledger has: the code of what is wrong, and what it is."""

    code = "broken-ledger"

    def __init__(self, code: str, message: str) -> None:
        """Keep the code and the message."""
        self.kind = code
        self.message = message
        super().__init__(Fault(message=message, code=code))


def sealed(draft: Draft, *, seq: int, at: str, prev: str, corrects: Pointer | None) -> Entry:
    """The entry of a draft, with its hash.

    Raises:
        InputError: if its body has no canonical text.
    """
    pointer: Json = None if corrects is None else {"hash": corrects.hash, "seq": corrects.seq}
    text = canonical(
        {"at": at, "body": draft.body, "corrects": pointer, "kind": draft.kind, "prev": prev, "seq": seq}
    )
    return Entry(
        seq=seq,
        at=at,
        kind=draft.kind,
        body=draft.body,
        corrects=corrects,
        prev=prev,
        text=text,
        hash=sha256(text).hexdigest(),
    )


def is_kind(word: str) -> bool:
    """Whether a word may be the kind of an entry."""
    return _KIND.fullmatch(word) is not None


def read_line(line: bytes) -> Entry:
    """The entry of a line, checked by itself: what stands above and below it is not looked at.

    Args:
        line: Without its line feed.

    Raises:
        BrokenLineError: with what is wrong first.
    """
    text, found = _parts(line)
    if sha256(text).hexdigest() != found:
        raise BrokenLineError("hash", "its hash is not that of its entry: something in the line was changed")
    return _entry(_members(text), text, found)


def _parts(line: bytes) -> tuple[bytes, str]:
    tail = len(MIDDLE) + 64 + len(END)
    middle = line[-tail : len(line) - 64 - len(END)]
    found = line[-64 - len(END) : -len(END)].decode("ascii", "replace")
    is_framed = line.startswith(HEAD) and line.endswith(END) and middle == MIDDLE
    if not is_framed or len(line) < len(HEAD) + tail or not _HASH.fullmatch(found):
        message = 'it is not of the form {"entry":...,"hash":"..."} with 64 hex digits'
        raise BrokenLineError("form", message)
    return line[len(HEAD) : -tail], found


def _members(text: bytes) -> dict[str, Json]:
    try:
        value: Json = json.loads(
            text.decode("utf-8"), parse_constant=_refuse, parse_float=_refuse, parse_int=_whole_number
        )
        is_canonical = _again(value, text) == text
    except (ValueError, RecursionError):
        value, is_canonical = None, False
    if not is_canonical:
        message = "its entry is no canonical JSON: spaces, order, a fraction or a key twice"
        raise BrokenLineError("canonical", message)
    if not isinstance(value, dict) or tuple(value) != KEYS:
        raise BrokenLineError("members", f"its entry does not have the members {', '.join(KEYS)}")
    return value


def _again(value: Json, text: bytes) -> bytes:
    """The canonical text of what was read from a text; the plain encoder writes the same where it is safe.

    That is where nothing is nested too deeply, and where no character lies beyond the basic plane, so that
    the order of code units is that of characters. Numbers have been looked at while they were read.
    """
    is_plain = text.count(b"{") + text.count(b"[") <= DEEPEST and not _BEYOND.search(text)
    return _encode(value).encode("utf-8") if is_plain else canonical(value)


def _whole_number(text: str) -> int:
    number = int(text)
    if abs(number) > GREATEST:
        raise ValueError(text)
    return number


def _refuse(text: str) -> None:
    raise ValueError(text)


def _entry(members: Mapping[str, Json], text: bytes, found: str) -> Entry:
    match members:
        case {"at": str(at), "body": dict(body), "kind": str(kind), "prev": str(prev), "seq": int(seq)}:
            is_sound = is_kind(kind) and _HASH.fullmatch(prev) and _is_time(at) and _is_whole(seq)
        case _:
            at, body, kind, prev, seq, is_sound = "", {}, "", "", 0, None
    if not is_sound:
        raise BrokenLineError("members", "a member of its entry is not what it has to be")
    past = _pointer(members["corrects"])
    return Entry(seq=seq, at=at, kind=kind, body=body, corrects=past, prev=prev, text=text, hash=found)


def _pointer(past: Json) -> Pointer | None:
    match past:
        case None:
            return None
        case {"hash": str(found), "seq": int(seq), **others} if not others and _is_whole(seq):
            return Pointer(seq, found)
    raise BrokenLineError("corrects", 'its "corrects" is neither null nor the number and hash of an entry')


def _is_whole(number: int) -> bool:
    """Whether it is a number; true and false pass for 1 and 0 elsewhere."""
    return not isinstance(number, bool)


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
