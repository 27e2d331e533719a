"""Over draws: how often the deal is kept if figures are anywhere in their intervals, and what loss it takes.

Figures are drawn evenly from the intervals of a :class:`~detente.enforce.compliance.bounds.Box`, each for
itself; ``T`` evenly from its whole numbers, or, where it may be for good, ``D`` evenly from what it can be.
The range over the box says what is possible, the draws how much of the box says so: a share of a box, no
probability of an event.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.enforce.compliance.bounds import INFINITE, Box, Interval
from detente.enforce.compliance.forms import conflict_share, least_loss, most_gain
from detente.errors import Fault, InputError

if TYPE_CHECKING:
    from numpy.random import Generator


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """What the draws show.

    Attributes:
        number: How many there were.
        seed: What they were made from.
        kept: Share of draws in which the violation does not pay at the loss drawn.
        least_losses: What an alarm has to cost at once, in each draw, ascending; infinite where no loss is
            enough.
    """

    number: int
    seed: int
    kept: float
    least_losses: tuple[float, ...]

    def deterred_by(self, loss: float) -> float:
        """Share of draws in which so large a loss is enough."""
        return bisect_right(self.least_losses, loss) / self.number

    def enough_in(self, share: float) -> float:
        """The least loss that is enough in at least this share of the draws, above 0 and at most 1."""
        place = max(1, -int(-share * self.number // 1))
        return self.least_losses[min(place, self.number) - 1]


def drawn_compliance(box: Box, *, seed: int, number: int = 10_000) -> Draws:
    """Draw figures from a box; the same seed gives the same draws.

    Raises:
        InputError: no draws, or a negative seed.
    """
    if number < 1 or seed < 0:
        message = f"{number} draws from seed {seed}"
        raise InputError(Fault(place="draws", message=message, hint="one draw at least, a seed from 0 on"))
    import numpy as np

    generator = np.random.default_rng(seed)
    found = [_draw(box, generator) for _ in range(number)]
    return Draws(
        number=number,
        seed=seed,
        kept=sum(kept for kept, _ in found) / number,
        least_losses=tuple(sorted(loss for _, loss in found)),
    )


def _draw(box: Box, generator: Generator) -> tuple[bool, float]:
    """Whether the violation does not pay in one draw, and the least loss with which it would not."""
    flow, loss, gain, detection, false_alarm, other_alarm, discount = (
        _even(interval, generator)
        for interval in (
            box.flow, box.loss, box.gain, box.detection, box.false_alarm, box.other_alarm, box.discount,
        )
    )  # fmt: skip
    shortest, longest = box.conflict
    if longest is None:
        taken = Interval(float(conflict_share(discount, shortest)), 1.0)
        share = _even(taken, generator)
    else:
        share = float(conflict_share(discount, int(generator.integers(shortest or 0, longest + 1))))
    alarms = (detection, false_alarm, other_alarm)
    kept = gain <= most_gain(discount, share, alarms, flow=flow, loss=loss)
    if detection <= false_alarm:
        return kept, INFINITE
    return kept, max(0.0, float(least_loss(discount, share, alarms, gain=gain, flow=flow)))


def _even(interval: Interval, generator: Generator) -> float:
    return interval.low + (interval.high - interval.low) * float(generator.random())
