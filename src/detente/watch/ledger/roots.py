"""What to publish of a ledger, and proofs for whoever holds no more of it than a root."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.errors import Fault, InputError, shown_value
from detente.watch.ledger.entry import Entry
from detente.watch.ledger.merkle import (
    Peaks,
    grown,
    growth_path,
    inclusion_path,
    is_grown,
    is_included,
    leaf_hash,
    merkle_root,
    peaks_root,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRoot:
    """The root at the end of a UTC day, over all entries from the first on, to be published or countersigned.

    Attributes:
        day: The day, ISO.
        entries: How many entries were written on it.
        count: How many there are up to its end.
        root: The Merkle root over these, in hex.
    """

    day: str
    entries: int
    count: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """A proof that an entry is among those that a root is over.

    Attributes:
        seq: The entry's number.
        leaf: Its leaf hash, in hex.
        count: How many entries the root is over.
        root: The root, in hex.
        path: The nodes from the leaf to the root, in hex, lowest first.
    """

    seq: int
    leaf: str
    count: int
    root: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A proof that a root continues an older one: that its entries begin with those of the older one.

    Attributes:
        old_count, old_root: The older root, in hex, and how many entries it is over.
        count, root: The newer one.
        path: The nodes that show it, in hex.
    """

    old_count: int
    old_root: str
    count: int
    root: str
    path: tuple[str, ...]


def day_roots(entries: Sequence[Entry]) -> tuple[DayRoot, ...]:
    """The root at the end of each day on which something was written; the last of them may still grow."""
    peaks: Peaks = ()
    found: list[DayRoot] = []
    on_day = 0
    for place, entry in enumerate(entries, 1):
        peaks, on_day = grown(peaks, leaf_hash(entry.text)), on_day + 1
        if place == len(entries) or entries[place].day != entry.day:
            root = peaks_root(peaks).hex()
            found.append(DayRoot(day=entry.day, entries=on_day, count=place, root=root))
            on_day = 0
    return tuple(found)


def root_of(entries: Sequence[Entry], count: int | None = None) -> str:
    """The root over the first ``count`` entries, by default all of them.

    Raises:
        InputError: if there are not so many.
    """
    return merkle_root(_leaves(entries, count)).hex()


def prove_entry(entries: Sequence[Entry], seq: int, *, count: int | None = None) -> Inclusion:
    """The proof that entry ``seq`` is among the first ``count``, by default among all.

    Raises:
        InputError: if there are not so many entries, or this one is not among them.
    """
    leaves = _leaves(entries, count)
    if not 0 <= seq < len(leaves):
        message = f"entry {shown_value(seq)} is not among the first {len(leaves)}"
        raise InputError(Fault(message=message, hint=f"0 to {len(leaves) - 1}"))
    path = tuple(node.hex() for node in inclusion_path(leaves, seq))
    root = merkle_root(leaves).hex()
    return Inclusion(seq=seq, leaf=leaves[seq].hex(), count=len(leaves), root=root, path=path)


def prove_growth(entries: Sequence[Entry], old_count: int, *, count: int | None = None) -> Growth:
    """The proof that the first ``count`` entries, by default all, begin with the first ``old_count``.

    Raises:
        InputError: if there are not so many entries.
    """
    leaves = _leaves(entries, count)
    if not 1 <= old_count <= len(leaves):
        message = f"an older root over {shown_value(old_count)} entries is none of the first {len(leaves)}"
        raise InputError(Fault(message=message, hint=f"1 to {len(leaves)}"))
    return Growth(
        old_count=old_count,
        old_root=merkle_root(leaves[:old_count]).hex(),
        count=len(leaves),
        root=merkle_root(leaves).hex(),
        path=tuple(node.hex() for node in growth_path(leaves, old_count)),
    )


def check_entry(proof: Inclusion, entry: bytes, root: str) -> bool:
    """Whether a proof shows that an entry, by its canonical text, is under a root held elsewhere."""
    leaf, path, held = leaf_hash(entry), _bytes(proof.path), _bytes((root,))
    if path is None or held is None:
        return False
    return is_included(leaf, proof.seq, proof.count, path, held[0])


def check_growth(proof: Growth, old_root: str, root: str) -> bool:
    """Whether a proof shows that a root continues an older one, both held elsewhere."""
    path, held = _bytes(proof.path), _bytes((old_root, root))
    if path is None or held is None:
        return False
    return is_grown(proof.old_count, held[0], proof.count, held[1], path)


def _leaves(entries: Sequence[Entry], count: int | None) -> list[bytes]:
    wanted = len(entries) if count is None else count
    if not 0 <= wanted <= len(entries):
        message = f"there are {len(entries)} entries, not {shown_value(wanted)}"
        raise InputError(Fault(message=message, hint=f"0 to {len(entries)}"))
    return [leaf_hash(entry.text) for entry in entries[:wanted]]


def _bytes(texts: Sequence[str]) -> list[bytes] | None:
    try:
        return [bytes.fromhex(text) for text in texts]
    except ValueError:
        return None
