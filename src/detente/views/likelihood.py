"""Shares of draws in words: in percent, with the error of drawing."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from detente.accept.robustness.share import Share
from detente.views.numbers import decimal
from detente.views.robust_words import percent


def share_text(share: Share) -> str:
    """A share with half the width of its 95 % interval; none and all of the draws stand without one.

    >>> from detente.accept.robustness.share import Share
    >>> share_text(Share(1559, 10_000)), share_text(Share(0, 10_000)), share_text(Share(100, 100))
    ('15.6 ± 0.7 %', '0 %', '100 %')
    >>> share_text(Share(3, 10_000)), share_text(Share(999_990, 1_000_000))
    ('under 0.1 %', 'over 99.9 %')
    """
    words = percent(share.value)
    if words.removesuffix(" %") != f"{100 * share.value:.1f}":
        return words
    low, high = share.interval
    return f"{100 * share.value:.1f} ± {max(50 * (high - low), 0.1):.1f} %"


def draws_told(draws: int, seed: int | None) -> str:
    """What the shares rest on, and what none and all of the draws are worth."""
    if seed is None:
        return "No draws were made: how likely each package is acceptable was not computed."
    most = ceil(10_000 * Share(0, draws).interval[1])
    return (
        f"How likely a party accepts is its share of {draws:,} draws (seed {seed}) of everything that the "
        "case leaves open, with half the width of the 95 % interval: the error of drawing, which says "
        "nothing of whether the ranges in the case are right. 0 % is none of the draws and 100 % all of "
        f"them: the interval then ends at {decimal(Fraction(most, 100), 2)} %, or begins at "
        f"{decimal(100 - Fraction(most, 100), 2)} %."
    )
