"""Nothing was seen: how many acts can there have been?

If N acts took place and each would have been seen with chance P_c under condition c (cloud, night, an outage:
nature draws one c, with weight pi_c), nothing is seen with chance sum_c pi_c (1 - P_c)^N. The bound is the N
that makes this 5 %; more acts than that would have been seen with more than 95 %. Where conditions under
which nothing can be seen weigh 5 % or more, no number of acts is excluded: no bound. (For one condition: the
rule of three, N = 3.0 / P for small P; Hanley and Lippman-Hand 1983, JAMA 249:1743-1745.) The acts share the
condition, which is the careful case.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from detente.errors import Fault, InputError

RISK = 0.05
SLACK = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceBound:
    """What follows from having seen nothing.

    Attributes:
        acts: The N that solves the equation, a real number; None where there is no bound.
        at_most: Most whole acts that are not excluded: N rounded down; None where there is no bound.
        unseen_weight: Weight of the conditions under which nothing can be seen.
        risk: Chance that is accepted of having seen nothing although there were more acts.
    """

    acts: float | None
    at_most: int | None
    unseen_weight: float
    risk: float


def bound_after_silence(
    chances: Sequence[float], weights: Sequence[float], *, risk: float = RISK
) -> SilenceBound:
    """Upper bound on acts where none was seen.

    Args:
        chances: P_c, the chance that one act is seen under each condition.
        weights: pi_c, summing to 1.
        risk: Accepted chance of silence above the bound.

    Raises:
        InputError: if a chance or weight is not in [0, 1], the weights don't sum to 1, the two differ in
            length, or the risk is not between 0 and 1.
    """
    _refuse(chances, weights, risk)
    blind = math.fsum(weight for chance, weight in zip(chances, weights, strict=True) if chance == 0)
    if blind >= risk - 1e-12:
        return SilenceBound(acts=None, at_most=None, unseen_weight=blind, risk=risk)
    low, high = 0.0, 1.0
    while silence(chances, weights, high) > risk:
        low, high = high, 2 * high
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if silence(chances, weights, middle) > risk else (low, middle)
    return SilenceBound(
        acts=high, at_most=_whole(chances, weights, high, risk), unseen_weight=blind, risk=risk
    )


def silence(chances: Sequence[float], weights: Sequence[float], acts: float) -> float:
    """Chance that nothing is seen of so many acts: sum_c pi_c (1 - P_c)^N."""
    return math.fsum(
        weight
        * (0.0 if chance == 1 and acts > 0 else math.exp(acts * math.log1p(-chance)) if chance < 1 else 1.0)
        for chance, weight in zip(chances, weights, strict=True)
    )


def _whole(chances: Sequence[float], weights: Sequence[float], acts: float, risk: float) -> int:
    """The most whole acts whose silence is still likelier than the risk."""
    number = math.floor(acts)
    return number if silence(chances, weights, number) > risk else number - 1


def _refuse(chances: Sequence[float], weights: Sequence[float], risk: float) -> None:
    faults = []
    if len(chances) != len(weights) or not chances:
        message = f"there are {len(chances)} chances for {len(weights)} weights"
        faults.append(Fault(message=message, hint="one of each for a condition", code="shape"))
    for name, values in (("chance", chances), ("weight", weights)):
        faults += [
            Fault(
                place=f"condition {number}", message=f"a {name} has to lie in 0 to 1, not {value}", code=name
            )
            for number, value in enumerate(values)
            if not 0 <= value <= 1
        ]
    if not faults and abs(math.fsum(weights) - 1) > SLACK:
        message = f"the weights sum to {math.fsum(weights)}"
        faults.append(Fault(message=message, hint="weights that sum to 1", code="weight"))
    if not 0 < risk < 1:
        faults.append(
            Fault(message=f"a risk has to lie between 0 and 1, not {risk}", hint="0.05", code="risk")
        )
    if faults:
        raise InputError(*faults)
