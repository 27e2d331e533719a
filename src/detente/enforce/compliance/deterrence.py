"""One side, one stake: how much has to be put up, whether there is that much, and what the stock deters.

:mod:`detente.enforce.compliance.stakes` speaks of effective forfeits. Here they are turned into what is put
up, given how surely it comes back, and measured against the stock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from detente.enforce.compliance.forms import Number
from detente.enforce.compliance.holding import compliance
from detente.enforce.compliance.sides import Pact, Side, Violation
from detente.enforce.compliance.stakes import Stake, StakeStatus, StakeWindow, stake_window, yield_of
from detente.errors import Fault, InputError

Posted = Literal["for the deal", "in hand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deterrence:
    """What a stake can do.

    Attributes:
        status: Whether some amount within the stock makes the side keep the pact, and if not, why not.
        amount: The least to put up, in the stake's unit; None where no amount is enough.
        stock: The most that there is; None for no limit.
        window: The same as effective forfeits, with the deviations that bind.
        most_gains: ``g_max`` of each violation with the whole stock put up (with ``amount``, or else with the
            stake as it is, where there is no limit).
    """

    status: StakeStatus
    amount: Number | None
    stock: Number | None
    window: StakeWindow
    most_gains: tuple[tuple[Violation, Number], ...]

    @property
    def achievable(self) -> bool:
        """Some amount within the stock is enough."""
        return self.status is StakeStatus.ACHIEVABLE


def deterrence(
    pact: Pact, side: Side, stake: Stake, *, stock: Number | None = None, posted: Posted = "for the deal"
) -> Deterrence:
    """What a stake can do for one side of a pact, all amounts in the side's unit.

    Args:
        pact: The pact; the side's own ``forfeit`` in it is replaced.
        side: The side of it that puts the stake up.
        stake: How surely the stake comes back, when, and how much of it there is now.
        stock: The most that could be put up; None: no limit.
        posted: Whether the stake is put up for the deal, so that what does not come back to a side that
            complies costs it something, or is in the holder's hand with or without a deal.

    Raises:
        InputError: a negative stock, or a side that is not in the pact.
    """
    if stock is not None and stock < 0:
        raise InputError(Fault(place="stock", message=f"{stock} is below 0", hint="a number from 0 on"))
    if not any(one is side for one in pact.sides):
        names = " and ".join(one.party for one in pact.sides)
        message = f"'{side.party}' as given is no side of the pact of {names}"
        raise InputError(Fault(place="side", message=message, hint="one of pact.sides"))
    taken = yield_of(stake, pact.discount)
    if taken <= 0:
        window = stake_window(pact, side)
        amount, status = (0, window.status) if window.least == 0 else (None, StakeStatus.NOT_TAKEN)
        status = window.status if window.least is None else status
        return Deterrence(
            status=status, amount=amount, stock=stock, window=window, most_gains=_most_gains(pact, side, 0)
        )
    posting = (1 - stake.returned_if_complied) / taken if posted == "for the deal" else 0
    most = None if stock is None else stock * taken
    window = stake_window(pact, side, stock=most, posting=posting)
    all_of_it = (
        most if most is not None else window.least if window.least is not None else stake.amount * taken
    )
    return Deterrence(
        status=window.status,
        amount=None if window.least is None else window.least / taken,
        stock=stock,
        window=window,
        most_gains=_most_gains(pact, side, all_of_it),
    )


def _most_gains(pact: Pact, side: Side, forfeit: Number) -> tuple[tuple[Violation, Number], ...]:
    """``g_max`` of each violation with a forfeit, in the side's order."""
    first, second = (replace(one, forfeit=forfeit) if one is side else one for one in pact.sides)
    verdicts = compliance(replace(pact, sides=(first, second)))
    (verdict,) = (verdict for verdict in verdicts if verdict.side.party == side.party)
    limits = {
        temptation.deviation.violation: temptation.most_gain
        for temptation in verdict.temptations
        if temptation.most_gain is not None
    }
    return tuple((violation, limits[violation]) for violation in side.violations)
