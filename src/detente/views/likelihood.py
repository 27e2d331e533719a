"""Shares of draws in words: in percent, with the error of drawing."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from detente.accept.robustness.share import Share
from detente.views.numbers import decimal
from detente.views.robust_words import percent


def share_text(share: Share) -> str:
    """A share with how far its 95 % interval goes to the further side; none and all stand without one.

    >>> from detente.accept.robustness.share import Share
    >>> share_text(Share(1559, 10_000)), share_text(Share(0, 10_000)), share_text(Share(100, 100))
    ('15.6 ± 0.7 %', '0 %', '100 %')
    >>> share_text(Share(1, 100))  # 0.2 to 5.4 %
    '1.0 ± 4.4 %'
    >>> share_text(Share(3, 10_000)), share_text(Share(999_990, 1_000_000))
    ('under 0.1 %', 'over 99.9 %')
    """
    words = percent(share.value)
    if words.removesuffix(" %") != f"{100 * share.value:.1f}":
        return words
    low, high = share.interval
    further = 100 * max(high - share.value, share.value - low)
    return f"{100 * share.value:.1f} ± {max(further, 0.1):.1f} %"


def draws_told(draws: int, seed: int | None) -> str:
    """What the shares rest on, and what none and all of the draws are worth."""
    if seed is None:
        return "No draws were made: how likely each package is acceptable was not computed."
    most = ceil(10_000 * Share(0, draws).interval[1])
    return (
        f"How likely a party accepts is its share of {draws:,} draws (seed {seed}) of everything that the "
        "case leaves open, with how far its 95 % interval goes to the further side: the error of drawing, "
        "which says nothing of whether the ranges in the case are right. 0 % is none of the draws and 100 % "
        f"all of them: the interval then ends at {decimal(Fraction(most, 100), 2)} %, or begins at "
        f"{decimal(100 - Fraction(most, 100), 2)} %."
    )
