"""Shares of draws in words: in percent, with the error of drawing."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from detente.views.numbers import decimal

if TYPE_CHECKING:
    from detente.accept.robustness.share import Share


def share_text(share: Share) -> str:
    """A share with half the width of its 95 % interval; at the ends the bound that the interval gives.

    >>> from detente.accept.robustness.share import Share
    >>> share_text(Share(1559, 10_000)), share_text(Share(0, 10_000)), share_text(Share(100, 100))
    ('15.6 ± 0.7 %', 'under 0.1 %', 'over 96.3 %')
    """
    low, high = share.interval
    if share.count == 0:
        return f"under {decimal(Fraction(ceil(1000 * high), 10), 1)} %"
    if share.count == share.draws:
        return f"over {decimal(Fraction(floor(1000 * low), 10), 1)} %"
    return f"{decimal(100 * share.value, 1)} ± {decimal(50 * (high - low), 1)} %"


def draws_told(draws: int, seed: int | None) -> str:
    """What the shares rest on."""
    if seed is None:
        return "No draws were made: how likely each package is acceptable was not computed."
    return (
        f"How likely a party accepts is its share of {draws:,} draws (seed {seed}) of everything that the "
        "case leaves open, with half the width of the 95 % interval: the error of drawing, which says "
        "nothing of whether the ranges in the case are right."
    )
