"""Snapback: sanctions that an alarm brings back, and whether their sender imposes them.

The sanctioned side loses ``loss`` per period for so many periods, from the period of the alarm or the next
one. To the sender they cost something, too. A sender has a pact of its own (with its allies, its lenders,
its voters), and not imposing is a violation of that pact: its gain is the cost saved, its detection how
surely the omission is seen. The sanction counts for nothing where that test fails.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from detente.enforce.compliance.forms import Number
from detente.enforce.compliance.holding import Compliance, compliance
from detente.enforce.compliance.sides import Pact, Violation
from detente.errors import Fault, InputError, shown_value, unknown_name_hint

Start = Literal["at once", "next period"]
NOT_IMPOSING = "does-not-impose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapback:
    """A sanction and who sends it.

    Attributes:
        loss: What it costs the sanctioned side per period, in that side's unit.
        cost: What it costs the sender per period, in the sender's unit.
        periods: For how long; ``None``: for good.
        start: In the period of the alarm, or the one after.
        seen: Chance that not imposing it is seen by those with whom the sender has its pact.
        credibility: Chance that it is imposed where the sender's test is passed (a veto, a court).
    """

    loss: Number
    cost: Number
    periods: int | None
    start: Start
    seen: Number = 1
    credibility: Number = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapbackTest:
    """What a snapback is worth as a deterrent.

    Attributes:
        sanction: ``S``: its present value to the sanctioned side at the alarm; 0 where it is not imposed.
        sender: The sender's own compliance, with not imposing among its violations.
    """

    sanction: Number
    sender: Compliance

    @property
    def imposed(self) -> bool:
        """The sender keeps its own pact by imposing."""
        return self.sender.holds


def present_value(per_period: Number, snapback: Snapback, discount: Number) -> Number:
    """A constant amount per period for as long as the sanction lasts, valued at the alarm."""
    periods = snapback.periods
    lasting = 1 if periods is None else 1 - discount**periods
    later = discount if snapback.start == "next period" else 1
    return later * per_period * lasting / (1 - discount)


def weigh_snapback(snapback: Snapback, *, discount: Number, pact: Pact, sender: str) -> SnapbackTest:
    """Ask whether the sender imposes the sanction, and what it is worth then.

    Args:
        snapback: The sanction.
        discount: The sanctioned side's discount factor.
        pact: The sender's own pact, in the sender's unit; its discount factor values the sender's cost.
        sender: The sender's id in that pact.

    Raises:
        InputError: a number out of its range, or a sender who is no side of the pact.
    """
    _check(snapback, discount, pact, sender)
    saved = present_value(snapback.cost, snapback, pact.discount)
    omission = Violation(id=NOT_IMPOSING, gain=saved, detection=snapback.seen)
    sides = [
        replace(side, violations=(*side.violations, omission)) if side.party == sender else side
        for side in pact.sides
    ]
    found = compliance(replace(pact, sides=(sides[0], sides[1])))
    verdict = next(one for one in found if one.side.party == sender)
    sanction = snapback.credibility * present_value(snapback.loss, snapback, discount)
    return SnapbackTest(sanction=sanction if verdict.holds else 0, sender=verdict)


def _check(snapback: Snapback, discount: Number, pact: Pact, sender: str) -> None:
    names = [side.party for side in pact.sides]
    limits: list[tuple[str, Number, bool]] = [
        ("loss", snapback.loss, snapback.loss >= 0),
        ("cost", snapback.cost, snapback.cost >= 0),
        ("periods", snapback.periods or 0, (snapback.periods or 0) >= 0),
        ("credibility", snapback.credibility, 0 <= snapback.credibility <= 1),
        ("discount", discount, 0 <= discount < 1),
    ]
    faults = [
        Fault(
            place=place,
            message=f"{shown_value(number)} is out of range",
            hint="amounts and periods from 0 on, chances to 1, a discount below 1",
        )
        for place, number, fine in limits
        if not fine
    ]
    if sender not in names:
        faults.append(
            Fault(
                place="sender",
                message=f"'{sender}' is no side of the pact",
                hint=unknown_name_hint(sender, names),
                code="unknown-name",
            )
        )
    if faults:
        raise InputError(*faults)
