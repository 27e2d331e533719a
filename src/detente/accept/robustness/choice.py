"""What the solution concepts select among packages, in many draws at once, exactly, ties included.

The definitions are those of :mod:`~detente.accept.solutions`. Gains are integers; floating point sorts out
what is far from the best, integers of any size decide among the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import lcm, prod
from typing import TYPE_CHECKING, Literal

import numpy as np

from detente.accept.solutions import TOLERANCE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

Selection = Literal["nash", "kalai_smorodinsky", "egalitarian"]
SELECTIONS: tuple[Selection, ...] = ("nash", "kalai_smorodinsky", "egalitarian")


def selected(gains: Whole, inside: Truths, scales: Sequence[int]) -> dict[Selection, Whole]:
    """What each concept selects in each draw.

    Args:
        gains: What each party gains by each package, shape (parties, packages, draws).
        inside: Which packages are in the space, shape (packages, draws): at least one in each draw.
        scales: A party's gain is its number over this.

    Returns:
        For each concept draw and package of each selection, sorted: shape (selections, 2).
    """
    units = gains / np.array(scales, dtype=float)[:, np.newaxis, np.newaxis]
    ideal = np.where(inside, gains, 0).max(axis=1)
    common = lcm(*scales)
    factors = [common // scale for scale in scales]

    def comparable(own: list[int]) -> list[int]:
        return [gain * factor for gain, factor in zip(own, factors, strict=True)]

    most = _most_gainers(gains, inside)
    shares = _least_shares(gains, ideal)
    return {
        "nash": _best(_products(units, most), gains, most, lambda own, _: _product(comparable(own))),
        "kalai_smorodinsky": _best(
            shares, gains, inside, lambda own, draw: _shares(own, ideal[:, draw].tolist())
        ),
        "egalitarian": _best(units.min(axis=0), gains, inside, lambda own, _: sorted(comparable(own))),
    }


def _most_gainers(gains: Whole, inside: Truths) -> Truths:
    """The packages by which most parties gain."""
    gainers = np.where(inside, np.count_nonzero(gains > 0, axis=0), -1)
    most: Truths = inside & (gainers == gainers.max(axis=0))
    return most


def _products(units: Floats, most: Truths) -> Floats:
    """Products of gains in proportion to the greatest product of the draw."""
    products = np.where(units > 0, units, 1.0).prod(axis=0)
    greatest = np.where(most, products, 0.0).max(axis=0)
    rough: Floats = products / np.maximum(greatest, np.finfo(float).tiny)
    return rough


def _product(own: list[int]) -> int:
    return prod(gain for gain in own if gain > 0)


def _least_shares(gains: Whole, ideal: Whole) -> Floats:
    """The least share of its ideal gain that any party has; who can gain nothing is left out."""
    least = np.full(gains.shape[1:], np.inf)
    for own, best in zip(gains, ideal, strict=True):
        np.minimum(least, np.where(best > 0, own / np.maximum(best, 1), np.inf), out=least)
    return np.where(np.isinf(least), 0.0, least)


def _shares(own: list[int], ideal: list[int]) -> list[int]:
    """Gains by ideal gains over one denominator, from least to greatest."""
    kept = [(gain, best) for gain, best in zip(own, ideal, strict=True) if best > 0]
    common = lcm(*(best for _, best in kept))
    return sorted(gain * (common // best) for gain, best in kept)


def _best(rough: Floats, gains: Whole, inside: Truths, worth: Callable[[list[int], int], object]) -> Whole:
    """The best packages of each draw: near the best in floating point, then exactly."""
    known = np.where(inside, rough, -np.inf)
    highest = known.max(axis=0)
    near = known >= highest - TOLERANCE * np.maximum(1.0, np.abs(highest))
    draws, packages = np.nonzero(near.T)
    alone = np.bincount(draws, minlength=near.shape[1])[draws] == 1
    kept = alone.copy()
    close = np.flatnonzero(~alone)
    values = [
        worth(gains[:, package, draw].tolist(), draw)
        for draw, package in zip(draws[close].tolist(), packages[close].tolist(), strict=True)
    ]
    best: dict[int, object] = {}
    for draw, value in zip(draws[close].tolist(), values, strict=True):
        if draw not in best or value > best[draw]:  # type: ignore[operator]  # integers, or sequences of them
            best[draw] = value
    kept[close] = [value == best[draw] for draw, value in zip(draws[close].tolist(), values, strict=True)]
    return np.stack([draws[kept], packages[kept]], axis=1)
