"""Merkle trees over the entries of a ledger, as Certificate Transparency has them (RFC 6962, section 2.1).

A leaf is SHA-256(0x00 || entry), a node SHA-256(0x01 || left || right): the two can never be taken for each
other. A tree of n > 1 leaves splits at the largest power of two below n. The root of no leaves is SHA-256
of nothing.

>>> leaves = [leaf_hash(bytes([number])) for number in range(7)]
>>> root = merkle_root(leaves)
>>> proof = inclusion_path(leaves, 3)
>>> len(proof), is_included(leaves[3], 3, 7, proof, root), is_included(leaves[2], 3, 7, proof, root)
(3, True, False)
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

Peaks = tuple[tuple[int, bytes], ...]
"""Sizes and roots of the full trees that stand for the leaves so far, the largest first."""


def leaf_hash(entry: bytes) -> bytes:
    """The leaf of an entry."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The node above two others."""
    return sha256(b"\x01" + left + right).digest()


def grown(peaks: Peaks, leaf: bytes) -> Peaks:
    """The peaks with one more leaf."""
    size, right = 1, leaf
    kept = list(peaks)
    while kept and kept[-1][0] == size:
        _, left = kept.pop()
        size, right = 2 * size, node_hash(left, right)
    return (*kept, (size, right))


def peaks_root(peaks: Peaks) -> bytes:
    """The root over all leaves that the peaks stand for."""
    if not peaks:
        return sha256().digest()
    *others, (_, root) = peaks
    for _, left in reversed(others):
        root = node_hash(left, root)
    return root


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes (RFC 6962, 2.1)."""
    peaks: Peaks = ()
    for leaf in leaves:
        peaks = grown(peaks, leaf)
    return peaks_root(peaks)


def inclusion_path(leaves: Sequence[bytes], place: int) -> list[bytes]:
    """The audit path of the leaf at ``place`` (RFC 6962, 2.1.1), lowest node first.

    Raises:
        IndexError: if there is no such leaf.
    """
    if not 0 <= place < len(leaves):
        raise IndexError(place)
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if place < split:
        return [*inclusion_path(leaves[:split], place), merkle_root(leaves[split:])]
    return [*inclusion_path(leaves[split:], place - split), merkle_root(leaves[:split])]


def growth_path(leaves: Sequence[bytes], old: int) -> list[bytes]:
    """The proof that the tree of all leaves continues that of the first ``old`` (RFC 6962, 2.1.2).

    Raises:
        IndexError: unless ``old`` is from 1 to the number of leaves.
    """
    if not 1 <= old <= len(leaves):
        raise IndexError(old)
    return _growth(leaves, old, is_whole=True)


def is_included(leaf: bytes, place: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether a path leads from a leaf to a root (RFC 9162, 2.1.3.2)."""
    if not 0 <= place < size:
        return False
    at, last, found = place, size - 1, leaf
    for node in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(node, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, node)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def is_grown(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether a path shows that a tree continues an older one (RFC 9162, 2.1.4.2)."""
    if not 1 <= old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    nodes = [old_root, *path] if old & (old - 1) == 0 else [*path]
    if not nodes:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node_hash(node, before), node_hash(node, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, node)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def _growth(leaves: Sequence[bytes], old: int, *, is_whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962, 2.1.2; ``is_whole`` as long as the older root itself need not be told."""
    if old == len(leaves):
        return [] if is_whole else [merkle_root(leaves)]
    split = _split(len(leaves))
    if old <= split:
        return [*_growth(leaves[:split], old, is_whole=is_whole), merkle_root(leaves[split:])]
    return [*_growth(leaves[split:], old - split, is_whole=False), merkle_root(leaves[:split])]


def _split(size: int) -> int:
    """The largest power of two below ``size``, which is at least 2."""
    return 1 << ((size - 1).bit_length() - 1)
