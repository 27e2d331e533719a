"""Sequences of cells whose beginnings are zones: how they end, and which sets of cells are new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.errors import Fault, InputError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Keep = Literal["nearest", "first"]

SAME = 1e-9
"""Two distances are one if they differ by no more than this share of the larger."""
MOST_MEMBERS = 150_000_000
"""So many cells of all chains take some four gigabytes while they are sorted out."""


class Chain(NamedTuple):
    """Cells in the order in which they enter.

    Attributes:
        members: Their numbers.
        reach: How far a zone reaches that ends with this cell.
        ends: Whether a zone may end with it: none parts cells that are as near as each other.
    """

    members: NDArray[np.int32]
    reach: Floats
    ends: Flags


class Packed(NamedTuple):
    """All chains in one array each, as :class:`detente.watch.scan.zones.Zones` has them.

    Attributes:
        starts, members, ends, reach: As there.
        kept: The numbers of the chains that have any cell.
    """

    starts: Integers
    members: NDArray[np.int32]
    ends: Flags
    reach: Floats
    kept: tuple[int, ...]


def chain_of(cells: Integers, reach: Floats, allowed: Flags, most_cells: int | None = None) -> Chain:
    """The first cells of a sequence that the limits allow, without parting cells at the same reach."""
    count = len(allowed) if allowed.all() else int(np.argmin(allowed))
    count = count if most_cells is None else min(count, most_cells)
    while 0 < count < len(reach) and reach[count] - reach[count - 1] <= SAME * reach[count]:
        count -= 1
    ends = np.ones(count, dtype=np.bool_)
    if count > 1:
        ends[:-1] = np.diff(reach[:count]) > SAME * reach[1:count]
    return Chain(cells[:count].astype(np.int32), reach[:count], ends)


def packed(cells: int, chains: Iterable[Chain], *, keep: Keep) -> Packed:
    """The chains in one array each; of equal sets of cells only one place counts as an end.

    Args:
        cells: How many cells there are.
        chains: In order.
        keep: Which of equal sets: the one of least reach (then the first), or the first.

    Raises:
        InputError: more members than fit into memory.
    """
    held: list[Chain] = []
    total = 0
    for chain in chains:
        total += len(chain.members)
        if total > MOST_MEMBERS:
            message = f"the zones of {cells} cells have more than {MOST_MEMBERS:,} members"
            hint = "a limit on the radius or on the number of cells or segments"
            raise InputError(Fault(place="zones", message=message, hint=hint, code="too-large"))
        held.append(chain)
    kept = tuple(number for number, chain in enumerate(held) if len(chain.members))
    starts = np.cumsum([0, *(len(held[number].members) for number in kept)], dtype=np.int64)
    if not kept:
        nothing = np.empty(0)
        return Packed(starts, nothing.astype(np.int32), nothing.astype(np.bool_), nothing, kept)
    members, reach, ends = (np.concatenate([held[number][part] for number in kept]) for part in range(3))
    prefer = reach if keep == "nearest" else np.zeros(len(reach))
    return Packed(starts, members, _one_of_a_kind(cells, starts, members, ends, prefer), reach, kept)


def _one_of_a_kind(
    cells: int, starts: Integers, members: NDArray[np.int32], ends: Flags, prefer: Floats
) -> Flags:
    """One end for each distinct set of cells, told by two 64-bit fingerprints; the least of ``prefer``.

    Each cell has two random words and a set their exclusive or. That two sets among a million share both has
    a chance below 1e-26; where sets share the first alone, one of them may be looked at twice.
    """
    keys = np.random.default_rng(20250315).integers(0, 2**64, (2, cells), dtype=np.uint64)
    length, places = np.diff(starts), np.flatnonzero(ends)
    first, second = (_fingerprints(key, starts, length, members)[places] for key in keys)
    order = np.argsort(first)
    first, second = first[order], second[order]
    new = np.ones(len(places), dtype=np.bool_)
    new[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    groups = np.flatnonzero(new)
    places = places[order]
    reach = prefer[places]
    least = np.repeat(np.minimum.reduceat(reach, groups), np.diff(groups, append=len(places)))
    chosen = np.minimum.reduceat(np.where(reach == least, places, len(ends)), groups)
    answer = np.zeros(len(ends), dtype=np.bool_)
    answer[chosen] = True
    return answer


def _fingerprints(
    key: NDArray[np.uint64], starts: Integers, length: Integers, members: NDArray[np.int32]
) -> NDArray[np.uint64]:
    """The exclusive or of the keys of each chain's cells up to each place."""
    running = np.bitwise_xor.accumulate(key[members])
    before = np.concatenate((np.zeros(1, dtype=np.uint64), running))[starts[:-1]]
    running ^= np.repeat(before, length)
    return running
