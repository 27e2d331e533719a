"""The closed forms of compliance, on plain numbers; derived in docs/background/enforce.md.

Each period a party that complies receives ``b`` over conflict, which is 0. An alarm falls on it with chance
``beta`` if it violates (true attribution) and ``alpha`` if it does not (false alarm); on the other side,
which complies, with chance ``alpha_o``. An alarm on a party costs it ``L`` at once (collateral and
sanctions). Any alarm starts ``T`` periods of conflict, after which the deal is in force again. With discount
factor ``d`` per period write::

    D     = 1 - d^T                               what of the future a conflict takes
    all   = 1 - (1 - alpha)(1 - alpha_o)          chance of any alarm while both comply
    W     = 1 - d + all d D
    M     = 1 - d + alpha_o d D                   = W - alpha (1 - alpha_o) d D
    V     = (b + r - alpha L) / W                 value of the deal; r: received from the other's forfeits
    g_max = (beta - alpha) (L + (1 - alpha_o) d D V)
    L_min = [g W / (beta - alpha) - (1 - alpha_o) d D (b + r)] / M

Each is a ratio of two expressions that are affine in each of ``b``, ``r``, ``L``, ``g``, ``beta``, ``alpha``,
``alpha_o``, ``d`` and ``D`` taken alone (``V``, ``g_max``), which :mod:`detente.enforce.compliance.bounds`
builds on.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

Number: TypeAlias = float | Fraction


def conflict_share(discount: Number, conflict: int | None) -> Number:
    """``D = 1 - d^T``: 0 for no conflict phase, 1 for conflict for good (``None``)."""
    return 1 if conflict is None else 1 - discount**conflict


def weight(discount: Number, share: Number, false_alarm: Number, other_alarm: Number) -> Number:
    """``W``: by what a constant flow is divided to give its value. Above 0 for ``d < 1``."""
    either = 1 - (1 - false_alarm) * (1 - other_alarm)
    return 1 - discount + either * discount * share


def own_weight(discount: Number, share: Number, other_alarm: Number) -> Number:
    """``M``: as ``W``, but with the other side's false alarms alone."""
    return 1 - discount + other_alarm * discount * share


def value(
    discount: Number, share: Number, false_alarm: Number, other_alarm: Number, *, flow: Number, loss: Number
) -> Number:
    """``V`` while both comply; ``flow`` includes what is received, ``loss`` is ``L``."""
    return (flow - false_alarm * loss) / weight(discount, share, false_alarm, other_alarm)


def most_gain(
    discount: Number,
    share: Number,
    alarms: tuple[Number, Number, Number],
    *,
    flow: Number,
    loss: Number,
) -> Number:
    """``g_max``, the largest gain that does not pay.

    ``alarms`` are ``beta``, ``alpha`` and ``alpha_o``. Computed as
    ``(beta - alpha) (L M + (1 - alpha_o) d D b) / W``, in which ``L`` and ``alpha`` meet once only.
    """
    detection, false_alarm, other_alarm = alarms
    lost = loss * own_weight(discount, share, other_alarm) + (1 - other_alarm) * discount * share * flow
    return (detection - false_alarm) * lost / weight(discount, share, false_alarm, other_alarm)


def least_loss(
    discount: Number,
    share: Number,
    alarms: tuple[Number, Number, Number],
    *,
    gain: Number,
    flow: Number,
) -> Number:
    """``L_min``, what an alarm has to cost at once so that a gain does not pay; may be negative.

    ``alarms`` are ``beta``, ``alpha`` and ``alpha_o``, with ``beta > alpha``.
    """
    detection, false_alarm, other_alarm = alarms
    price = gain / (detection - false_alarm)
    wanted = price * weight(discount, share, false_alarm, other_alarm)
    kept = (1 - other_alarm) * discount * share * flow
    return (wanted - kept) / own_weight(discount, share, other_alarm)
