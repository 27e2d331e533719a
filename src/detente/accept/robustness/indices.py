"""How much of an outcome's variance goes back to one group of inputs: closed and total indices.

For independent groups of inputs the *closed* index of group g is ``Var(E[Y | X_g]) / Var(Y)``, the share of
the variance that would go if g were known; its *total* index is ``E[Var(Y | X_~g)] / Var(Y)``, the share
that would stay if all but g were known (Sobol' 2001, Mathematics and Computers in Simulation 55:271-280;
Homma and Saltelli 1996, Reliability Engineering and System Safety 52:1-17). Both are estimated by
pick-freeze: with two independent samples A and B, and C equal to A but for group g, taken from B,

* closed: mean of ``(f(B) - m) (f(C) - f(A))``, with m the mean of the outcome (Saltelli et al. 2010,
  Computer Physics Communications 181:259-270, table 2 (b), centred);
* total: half the mean of ``(f(A) - f(C))^2`` (Jansen 1999, Computer Physics Communications 117:35-43),

each divided by the variance over A and B. Both are exactly 0 for a group without any influence in the
sample. They are not clipped: an estimate may fall a little below 0 or above 1. The bars are percentile
intervals over resamples of the draws (Efron 1979, Annals of Statistics 7:1-26; for these indices Archer,
Saltelli and Sobol' 1997, Journal of Statistical Computation and Simulation 58:99-120).
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
"""A resample in which the outcome varies less has no index and is left out."""


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
    moved = crossed - base
    columns = np.stack([base + other, base**2 + other**2, other * moved, moved, moved**2], axis=1)
    sums, squares, products, moves, distances = (times @ columns).T / times[0].sum()
    mean = sums / 2
    variance = squares / 2 - mean**2
    varies = np.flatnonzero(variance > LEAST_VARIANCE * np.maximum(squares / 2, 1e-300))
    both = np.stack([products - mean * moves, distances / 2], axis=1)
    indices: Floats = both[varies] / variance[varies, np.newaxis]
    return indices


def _estimate(value: float, again: Floats) -> Estimate:
    known = again if len(again) else np.array([value])
    low, high = np.quantile(known, [0.025, 0.975])
    return Estimate(value=float(value), low=float(low), high=float(high), standard_error=float(known.std()))
