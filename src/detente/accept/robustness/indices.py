"""How much of an outcome's variance goes back to one group of inputs: closed and total indices.

For independent groups of inputs the *closed* index of group g is ``Var(E[Y | X_g]) / Var(Y)``, the share of
the variance that would go if g were known; its *total* index is ``E[Var(Y | X_~g)] / Var(Y)``, the share
that would stay if all but g were known (Sobol' 2001, Mathematics and Computers in Simulation 55:271-280;
Homma and Saltelli 1996, Reliability Engineering and System Safety 52:1-17). Both are estimated by
pick-freeze: two independent samples A and B, and C equal to A but for group g, taken from B. The outcomes of
B and C share g alone, those of A and C all but g. So over all draws

* the closed index is the correlation r(B, C), the total index 1 - r(A, C), while r(A, B) is 0;
* in a sample r(A, B) is not 0, and that error is taken out: the closed index is the coefficient of f(B), the
  total index 1 less that of f(A), where f(C) is regressed on both, ``(r(B, C) - r(A, C) r(A, B)) / (1 -
  r(A, B)^2)`` and ``1 - (r(A, C) - r(B, C) r(A, B)) / (1 - r(A, B)^2)``.

Each correlation takes mean and variance from its own two samples, which have one law (Janon, Klein, Lagnoux,
Nodet and Prieur 2014, ESAIM: Probability and Statistics 18:342-364); r(A, B) serves as a control variate.
A group without any influence in the sample has indices of exactly 0, one that alone has any exactly 1. Others
are not clipped: an estimate may fall a little below 0 or above 1. The bars are percentile intervals over
resamples of the draws (Efron 1979, Annals of Statistics 7:1-26; for these indices Archer, Saltelli and
Sobol' 1997, Journal of Statistical Computation and Simulation 58:99-120).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEAST_VARIANCE = 1e-12
"""A resample in which the outcome varies less, against its mean square, has no index and is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An estimate with its bar.

    Attributes:
        low: Lower end of the 95 % bootstrap interval. high: Its upper end.
        standard_error: Standard deviation over the resamples.
    """

    value: float
    low: float
    high: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class Index:
    """The closed and the total index of one group."""

    closed: Estimate
    total: Estimate


def group_index(
    base: Floats, other: Floats, crossed: Floats, *, random: Generator, resamples: int
) -> Index | None:
    """The indices of one group of inputs.

    Args:
        base: The outcome f(A), shape (draws,).
        other: f(B).
        crossed: f(C), with C equal to A but for the group, which is taken from B.
        random: What the bootstrap draws from.
        resamples: How many resamples it takes.

    Returns:
        None where the outcome does not vary over A and B.
    """
    kinds, counts = np.unique(np.stack([base, other, crossed], axis=1), axis=0, return_counts=True)
    whole = _both(kinds, counts[np.newaxis].astype(float))
    if not len(whole):
        return None
    times = random.multinomial(len(base), counts / len(base), size=resamples).astype(float)
    again = _both(kinds, times)
    return Index(closed=_estimate(whole[0, 0], again[:, 0]), total=_estimate(whole[0, 1], again[:, 1]))


def _both(kinds: Floats, times: Floats) -> Floats:
    """Closed and total index in each sample where the outcome varies: shape (samples, 2).

    Draws with the same outcomes are of one kind; ``times`` says how often each kind is in each sample.
    """
    base, other, crossed = kinds.T
    share = times / times[0].sum()
    error, kept, taken = (
        _correlation(share, *pair) for pair in ((base, other), (base, crossed), (other, crossed))
    )
    rest = 1 - error**2
    # Where A and B are one, or opposite, in every draw, there are too few of them to take the error out.
    error, rest = np.where(rest > LEAST_VARIANCE, (error, rest), ([0.0], [1.0]))
    both: Floats = np.stack([(taken - kept * error) / rest, 1 - (kept - taken * error) / rest], axis=1)
    return both[_varies(share, base, other)]


def _moments(share: Floats, one: Floats, two: Floats) -> tuple[Floats, Floats]:
    """Mean and mean square over two samples of one law, in each resample."""
    return share @ (one + two) / 2, share @ (one**2 + two**2) / 2


def _varies(share: Floats, one: Floats, two: Floats) -> NDArray[np.bool_]:
    mean, square = _moments(share, one, two)
    varies: NDArray[np.bool_] = square - mean**2 > LEAST_VARIANCE * np.maximum(square, 1e-300)
    return varies


def _correlation(share: Floats, one: Floats, two: Floats) -> Floats:
    """Correlation of two samples of one law in each resample; 1 where they are one constant."""
    mean, square = _moments(share, one, two)
    varies = _varies(share, one, two)
    variance = np.where(varies, square - mean**2, 1.0)
    correlation: Floats = np.where(varies, (share @ (one * two) - mean**2) / variance, 1.0)
    return correlation


def _estimate(value: float, again: Floats) -> Estimate:
    known = again if len(again) else np.array([value])
    low, high = np.quantile(known, [0.025, 0.975])
    return Estimate(value=float(value), low=float(low), high=float(high), standard_error=float(known.std()))
