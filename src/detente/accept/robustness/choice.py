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
    return {
        "nash": _best(_nash_rough(units), gains, inside, lambda own, _: _nash(own)),
        "kalai_smorodinsky": _best(
            _kalai_smorodinsky_rough(gains, ideal),
            gains,
            inside,
            lambda own, draw: _shares(own, ideal[:, draw].tolist()),
        ),
        "egalitarian": _best(
            units.min(axis=0), gains, inside, lambda own, _: sorted(map(int.__mul__, own, factors))
        ),
    }


def _nash_rough(units: Floats) -> Floats:
    """Number of strict gainers, then the product of their gains in proportion to the greatest."""
    positive = units > 0
    greatest = units.max(axis=1, keepdims=True, initial=np.finfo(float).tiny)
    product = np.where(positive, units / greatest, 1.0).prod(axis=0)
    rough: Floats = 2.0 * positive.sum(axis=0) + product
    return rough


def _nash(own: list[int]) -> tuple[int, int]:
    gaining = [gain for gain in own if gain > 0]
    return len(gaining), prod(gaining)


def _kalai_smorodinsky_rough(gains: Whole, ideal: Whole) -> Floats:
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
