"""Rows of integers as 64-bit words in which "at least as large in every column" is one subtraction.

Each column is a field of the word with a guard bit above it. With all guard bits set in ``q`` and clear in
``p``, no field of ``q - p`` borrows from the next one, and a guard bit survives exactly where the field of
``q`` is at least that of ``p`` (Lamport 1975, "Multiple byte processing with full-word instructions",
Communications of the ACM 18:471-475). So ``((q | guard) - p) & guard == guard`` says that ``q`` is at least
as large as ``p`` in every column, whatever their number, and a vector unit puts the question to eight rows at
a time.

Fields hold values above the column's minimum, or ranks where values are too wide: both keep order and ties.
Rows that do not fit one word get several: the first holds the leading bits of the columns, a necessary
condition that turns nearly all pairs away; the others hold the columns in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WORD_BITS = 64
MOST_FIELDS = 12
WIDEST = 2**63 - 1

Codes = tuple[NDArray[np.int64], int]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Rows packed for comparison.

    Attributes:
        words: Shape (words per row, rows). Row q is at least row p in every column if and only if it passes
            in every word; failing in the first is enough to say no.
        guards: The guard bits of each word.
        fields: The bits of each field of the first word, its guard bit included.
    """

    words: NDArray[np.uint64]
    guards: NDArray[np.uint64]
    fields: NDArray[np.uint64]


def pack(columns: NDArray[np.int64]) -> Words:
    """Pack rows, shape (rows, columns) with at least one of each, into words."""
    codes = [codes_of(columns[:, index]) for index in range(columns.shape[1])]
    if _width(codes) > WORD_BITS:
        codes = [dense(code) for code in codes]
    layouts = [codes] if _width(codes) <= WORD_BITS else [_leading(codes), *_shares(codes)]
    packed = [_word(layout) for layout in layouts]
    return Words(
        words=np.stack([word for word, _ in packed]),
        guards=np.array([sum(1 << guard for _, guard in places) for _, places in packed], dtype=np.uint64),
        fields=np.array([(2 << guard) - (1 << low) for low, guard in packed[0][1]], dtype=np.uint64),
    )


def codes_of(column: NDArray[np.int64]) -> Codes:
    """Integers from 0 that keep a column's order and ties, and a bound (below 2^63) that they stay below."""
    lowest, highest = int(column.min()), int(column.max())
    if highest - lowest < WIDEST:
        return column - lowest, highest - lowest + 1
    return _ranks(column, np.argsort(column))


def dense(codes: Codes) -> Codes:
    """The same order and ties in no more codes than there are rows."""
    values, size = codes
    return codes if size <= len(values) else _ranks(values, ascending(codes)[0])


def ascending(codes: Codes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The stable ascending order of codes, and the codes in it.

    With the row's number as its last digit a plain sort of the codes, which is many times as fast as a stable
    one, is stable.
    """
    values, size = codes
    tail = (len(values) - 1).bit_length()
    if size << tail > WIDEST:
        values, size = _ranks(values, np.argsort(values))
    numbered = np.sort(values << tail | np.arange(len(values)))
    return numbered & ((1 << tail) - 1), numbered >> tail


def run_starts(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where a run of equal values begins."""
    starts = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=starts[1:])
    return starts


def _ranks(values: NDArray[np.int64], order: NDArray[np.int64]) -> Codes:
    """The rank of each value among the distinct ones, and their number, from an ascending order."""
    rising = np.cumsum(run_starts(values[order])) - 1
    ranks = np.empty(len(values), dtype=np.int64)
    ranks[order] = rising
    return ranks, int(rising[-1]) + 1


def _width(codes: Sequence[Codes]) -> int:
    """The bits of a word with these fields and their guard bits."""
    return sum((size - 1).bit_length() + 1 for _, size in codes)


def _leading(codes: Sequence[Codes]) -> list[Codes]:
    """The leading bits of the columns, cut where they are widest until all fit one word."""
    leading = list(codes[:MOST_FIELDS])
    while _width(leading) > WORD_BITS:
        widest = max(range(len(leading)), key=lambda index: leading[index][1])
        values, size = leading[widest]
        leading[widest] = values >> 1, (size + 1) >> 1
    return leading


def _shares(codes: Sequence[Codes]) -> list[list[Codes]]:
    """The columns in full, as many to a word as fit."""
    shares: list[list[Codes]] = [[]]
    for code in codes:
        if _width([*shares[-1], code]) > WORD_BITS:
            shares.append([])
        shares[-1].append(code)
    return shares


def _word(codes: Sequence[Codes]) -> tuple[NDArray[np.uint64], list[tuple[int, int]]]:
    """One word for each row, and the places of the lowest and the guard bit of each field."""
    word = np.zeros(len(codes[0][0]), dtype=np.uint64)
    places: list[tuple[int, int]] = []
    low = 0
    for values, size in codes:
        guard = low + (size - 1).bit_length()
        word |= values.astype(np.uint64) << np.uint64(low)
        places.append((low, guard))
        low = guard + 1
    return word, places
