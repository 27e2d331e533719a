"""The statistics: how much more likely a window's count is under a rate of its own.

With ``c`` seen in a window and ``b`` its baseline, and ``C`` seen in all:

excess
    c ln(c/b) + b - c. The baseline says how many to expect, in absolute numbers (the expectation-based
    Poisson statistic: Neill 2009, "Expectation-based scan statistics for monitoring spatial time series
    data", International Journal of Forecasting 25:498-517; Kulldorff's, as all outside grows).
poisson
    c ln(c/b) + (C - c) ln((C - c)/(C - b)), baselines scaled to sum to ``C``: is the rate within another one
    than outside? (Kulldorff 1997, Communications in Statistics: Theory and Methods 26:1481-1496.)
bernoulli
    With ``b`` the cases and controls of the window and ``N`` all of them: the log-likelihood of one rate of
    cases inside and another outside, less that of one rate everywhere (Kulldorff 1997, the same).

0 ln 0 is 0. With ``d = c - b`` (``c - b C/N`` for bernoulli) each is at most ``d^2 / (k b (1 - b/T))``, as a
divergence of Kullback and Leibler is at most that of Pearson. Most windows fail that test and need no
logarithm.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rates = Literal["high", "low", "both"]

EXCESS, POISSON, BERNOULLI = 0, 1, 2


class Law(NamedTuple):
    """A statistic with its totals, in a form that compiled code takes.

    Attributes:
        kind: :data:`EXCESS`, :data:`POISSON` or :data:`BERNOULLI`.
        cases: ``C``.
        total: The sum of the baseline; for bernoulli of cases and controls.
        share: What of a window's baseline is expected to be cases: 1, for bernoulli ``C/N``.
        spread: ``k`` of the bound.
        inverse: ``1/T`` of the bound; 0 for excess.
        high, low: Whether windows with more, with fewer than expected count.
        least: A window of a high rate has at least so many.
    """

    kind: int
    cases: float
    total: float
    share: float
    spread: float
    inverse: float
    high: bool
    low: bool
    least: float


def law(kind: int, *, cases: float, total: float, rates: Rates = "high", least: int = 1) -> Law:
    """A statistic for given totals."""
    share = cases / total if kind == BERNOULLI and total > 0 else 1.0
    spread = share * (1 - share) if kind == BERNOULLI else 1.0
    inverse = 0.0 if kind == EXCESS or total <= 0 else 1 / total
    high, low = rates in {"high", "both"}, rates in {"low", "both"}
    return Law(kind, cases, total, share, spread, inverse, high, low, float(max(least, 1)))


def scores(form: Law, seen: Floats, base: Floats) -> Floats:
    """The statistic of windows that the law counts; 0 for others."""
    apart = seen - base * form.share
    counted = ((apart > 0) & form.high & (seen >= form.least)) | ((apart < 0) & form.low)
    c, b = seen[counted], base[counted]
    answer = np.zeros(seen.shape)
    if form.kind == EXCESS:
        found = _term(c, b) + b - c
    elif form.kind == POISSON:
        found = _term(c, b) + _term(form.cases - c, form.total - b)
    else:
        rest, others = form.cases - c, form.total - b
        found = _term(c, b) + _term(b - c, b) + _term(rest, others) + _term(others - rest, others)
        found -= form.cases * np.log(form.share) + (form.total - form.cases) * np.log1p(-form.share)
    answer[counted] = np.maximum(found, 0.0)
    return answer


def could_exceed(form: Law, seen: Floats, base: Floats, floor: float) -> NDArray[np.bool_]:
    """Whether the bound lets a window's statistic exceed ``floor``."""
    apart = seen - base * form.share
    limit = floor * form.spread * base * (1 - base * form.inverse)
    might: NDArray[np.bool_] = apart * apart > limit
    return might


def _term(seen: Floats, base: Floats) -> Floats:
    """Such as ``x ln(x/y)``; 0 where x is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(seen > 0, seen * np.log(seen / base), 0.0)
    return found
