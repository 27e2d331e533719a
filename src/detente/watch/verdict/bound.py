"""How many acts there can have been, if no more than so many were seen.

If N acts took place and nature drew the condition c that they shared (a stretch of ground and a day, with
weight pi_c), at most k of them are seen with chance

    sum_c pi_c F(k; N, P_c),        F the binomial distribution function, P_c the chance that one act is seen.

The bound is the largest N for which that is still above the risk. For k = 0 it is the rule for silence,
sum_c pi_c (1 - P_c)^N (see :mod:`detente.watch.silence`). Each of the k detections counts as an act: what is
ordinary is not taken off, which is the careful case. Where conditions under which nothing is seen weigh as
much as the risk, no number is excluded: no bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_ACTS = 10**9
"""A bound beyond this says nothing; it is given as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActsBound:
    """The upper bound on acts.

    Attributes:
        at_most: The largest number of acts that is not excluded; None where there is no bound.
        unseen: Weight of the conditions under which nothing can be seen.
    """

    at_most: int | None
    unseen: float


def acts_bound(
    seen: int, chances: NDArray[np.float64], weights: NDArray[np.float64], *, risk: float
) -> ActsBound:
    """Upper bound on the number of acts.

    Args:
        seen: k, the detections that may have been acts.
        chances: P_c of each condition, 0 to 1.
        weights: pi_c, not negative; they are taken in proportion.
        risk: Accepted chance of seeing so few although there were more acts, above 0 and below 1.

    Raises:
        InputError: if a chance is not in [0, 1], a weight is negative, none is positive, the two differ in
            length,
            or the risk or the count is none.
    """
    import numpy as np
    from scipy.stats import binom

    chance, weight = np.asarray(chances, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    _refuse(seen, chance, weight, risk)
    shares, levels = _merged(chance, weight / weight.sum())
    unseen = float(shares[levels == 0].sum())
    if unseen >= risk - 1e-12:
        return ActsBound(at_most=None, unseen=unseen)

    def likely(acts: int) -> bool:
        return float((shares * binom.cdf(seen, acts, levels)).sum()) > risk

    low, high = seen, 2 * seen + 1
    while likely(high):
        low, high = high, 2 * high
        if high > MOST_ACTS:
            return ActsBound(at_most=None, unseen=unseen)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if likely(middle) else (low, middle)
    return ActsBound(at_most=low, unseen=unseen)


def _merged(
    chance: NDArray[np.float64], weight: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights and chances with equal chances added up."""
    import numpy as np

    levels, where = np.unique(chance, return_inverse=True)
    shares = np.bincount(where.ravel(), weight, minlength=len(levels)).astype(np.float64)
    return shares, levels


def _refuse(seen: int, chance: NDArray[np.float64], weight: NDArray[np.float64], risk: float) -> None:
    faults = []
    if chance.shape != weight.shape or chance.ndim != 1 or not chance.size:
        message = f"chances have the shape {chance.shape}, weights {weight.shape}"
        faults.append(Fault(message=message, hint="one of each for a condition", code="shape"))
    if not ((chance >= 0) & (chance <= 1)).all():
        message = "a chance has to lie between 0 and 1"
        faults.append(Fault(message=message, hint="0.2", code="chance"))
    if not (weight >= 0).all() or not weight.sum() > 0:
        message = "weights have to be at least 0, and one of them more"
        faults.append(Fault(message=message, hint="the area of each cell", code="weight"))
    if seen < 0:
        faults.append(Fault(message=f"{seen} is no count", hint="0 or more", code="count"))
    if not 0 < risk < 1:
        faults.append(
            Fault(message=f"a risk has to lie between 0 and 1, not {risk}", hint="0.05", code="risk")
        )
    if faults:
        raise InputError(*faults)
