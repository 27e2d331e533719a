"""Preventive war: does a side whose power declines fight now?

Two sides divide 1 per period, discounted by ``d``. War ends the game: the declining side wins all that
follows with chance ``1 - p1`` now and ``1 - p2`` later (``p2 > p1`` are the rising side's chances) and
pays ``c`` once. The rising side cannot bind itself: from the next period on it leaves the other no more
than war would give it. The most that it can offer now is all of this period. The declining side fights
iff::

    (1 - p1) / (1 - d) - c  >  1 + d max(0, (1 - p2) / (1 - d) - c)

Where a later war would be worth something to it, this is Fearon's ``d p2 - p1 > c (1 - d)^2`` (1995,
International Organization 49:379-414); a later war that is worth less than nothing is not fought, and the
value then is 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.enforce.compliance.forms import Number
from detente.errors import Fault, InputError, shown_value


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerShift:
    """What the declining side compares.

    Attributes:
        war_now: What war now is worth to it.
        war_later: What war is worth to it next period, in that period; may be below 0.
        peace: The most that peace can be worth to it: all of this period, then what war would give, at
            least 0.
    """

    war_now: Number
    war_later: Number
    peace: Number

    @property
    def fights(self) -> bool:
        """War now is worth more than the most that peace can give."""
        return self.war_now > self.peace

    @property
    def short(self) -> Number:
        """What would have to be guaranteed beyond that, in present value, to keep the peace; at least 0."""
        return max(0, self.war_now - self.peace)


def power_shift(*, discount: Number, now: Number, later: Number, cost: Number) -> PowerShift:
    """Compare war now with the best peace for the declining side.

    Args:
        discount: ``d``, in [0, 1).
        now: ``p1``, the rising side's chance of winning a war now.
        later: ``p2``, its chance from the next period on.
        cost: ``c``, what war costs the declining side, once; in units of a period's whole pie.

    Raises:
        InputError: a number out of its range; all at once.
    """
    limits = [
        ("discount", discount, 0 <= discount < 1, "a number from 0 on that is below 1"),
        ("now", now, 0 <= now <= 1, "a number between 0 and 1"),
        ("later", later, 0 <= later <= 1, "a number between 0 and 1"),
        ("cost", cost, cost >= 0, "a number from 0 on"),
    ]
    faults = [
        Fault(place=place, message=f"{shown_value(number)} is out of range", hint=hint)
        for place, number, fine, hint in limits
        if not fine
    ]
    if faults:
        raise InputError(*faults)
    war_now, war_later = ((1 - chance) / (1 - discount) - cost for chance in (now, later))
    return PowerShift(war_now=war_now, war_later=war_later, peace=1 + discount * max(0, war_later))
