"""A plan as arrays of whole numbers, for both engines.

Exposures are fractions; times their common denominator they are whole numbers, so that ties between
orders are ties. Where these would not fit 64 bits, they are rounded to a grid first, which the answer
then names.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.enforce.sequence.exposure import Term
from detente.enforce.sequence.lattice import Lattice

BITS = 52
NEVER = np.iinfo(np.int64).max
PRIME = (1 << 61) - 1
WORD = 1 << 64


class Table(NamedTuple):
    """What an engine reads; places count steps chain by chain.

    Attributes:
        lengths: Steps of each chain.
        strides: What a step of each chain adds to a set's number.
        starts: The place of each chain's first step.
        need_from: Where in ``need_chain`` the needs of each place begin; one more entry closes the last.
        need_chain: A chain that is waited for.
        need_digit: Its least digit.
        bases: Of each term.
        weights: Of each term and place.
        pair_chain: For each pair of a step and what sees it the chains of the two, shape (pairs, 2).
        pair_digit: Their least digits, the same.
        pair_weights: Of each term and pair.
        objective: How many of the terms, from the first, make the exposure; the others have a cap.
        cap: What those may not exceed.
    """

    lengths: NDArray[np.int64]
    strides: NDArray[np.int64]
    starts: NDArray[np.int64]
    need_from: NDArray[np.int64]
    need_chain: NDArray[np.int64]
    need_digit: NDArray[np.int64]
    bases: NDArray[np.int64]
    weights: NDArray[np.int64]
    pair_chain: NDArray[np.int64]
    pair_digit: NDArray[np.int64]
    pair_weights: NDArray[np.int64]
    objective: int
    cap: int


class Answer(NamedTuple):
    """What an engine finds.

    Attributes:
        worst: The least worst exposure of any order; ``NEVER`` if the caps allow none.
        best: For each set the least worst exposure of the orders that lead to it; ``NEVER`` where none does.
        total: For each set the least sum of exposures along orders whose worst is ``worst``; ``NEVER``
            elsewhere.
        orders: How many orders have that worst exposure.
    """

    worst: int
    best: NDArray[np.int64]
    total: NDArray[np.int64]
    orders: int


def unit_of(found: Sequence[Term], cap: Fraction) -> tuple[Fraction, bool]:
    """What one whole number stands for, and whether all figures are multiples of it."""
    rows = [(term.base, *term.weights, *(weight for _, weight in term.pairs)) for term in found]
    unit = Fraction(1, lcm(cap.denominator, *(number.denominator for row in rows for number in row)))
    largest = max([abs(cap), *(sum(map(abs, row), Fraction(0)) for row in rows)])
    largest *= max([1, *(len(term.weights) for term in found)])
    if largest / unit < 1 << BITS:
        return unit, True
    return largest / (1 << BITS), False


def table_of(
    lattice: Lattice, objective: Sequence[Term], capped: Sequence[Term], cap: Fraction, unit: Fraction
) -> Table:
    """The arrays for a lattice, terms whose largest is the exposure, and terms that may not exceed a cap."""
    places = [step for chain in lattice.chains for step in chain]
    lengths = np.array([len(chain) for chain in lattice.chains], dtype=np.int64)
    needs = [lattice.needs[step] for step in places]
    flat = [pair for pairs in needs for pair in pairs]
    rows = [*objective, *capped]
    pairs = list(dict.fromkeys(pair for term in rows for pair, _ in term.pairs))
    digit = {step: (c, d) for c, chain in enumerate(lattice.chains) for d, step in enumerate(chain, 1)}
    met = np.array([[digit[step] for step in pair] for pair in pairs], dtype=np.int64).reshape(-1, 2, 2)
    return Table(
        lengths=lengths,
        strides=np.array(lattice.strides, dtype=np.int64),
        starts=np.cumsum(lengths) - lengths,
        need_from=np.cumsum([0, *map(len, needs)], dtype=np.int64),
        need_chain=np.array([chain for chain, _ in flat], dtype=np.int64),
        need_digit=np.array([digit for _, digit in flat], dtype=np.int64),
        bases=np.array([round(term.base / unit) for term in rows], dtype=np.int64),
        weights=np.array(
            [round(term.weights[step] / unit) for term in rows for step in places], dtype=np.int64
        ).reshape(len(rows), len(places)),
        pair_chain=met[:, :, 0],
        pair_digit=met[:, :, 1],
        pair_weights=np.array(
            [round(dict(term.pairs).get(pair, Fraction(0)) / unit) for term in rows for pair in pairs],
            dtype=np.int64,
        ).reshape(len(rows), len(pairs)),
        objective=len(objective),
        cap=round(cap / unit),
    )


def count_from(low: int, high: int) -> int:
    """The count below ``2^64 (2^61 - 1)`` with these remainders by ``2^64`` and by the prime ``2^61 - 1``."""
    return low + WORD * ((high - low) * pow(WORD, -1, PRIME) % PRIME)
