"""Does breaking the deal pay? Each side's value, each deviation's gain, and whether the deal is worth having.

A deviation is done in one period and not again. If the other side keeps the pact, a side faces a discounted
decision problem, in which a plan that no single change improves is best (Blackwell 1965, Annals of
Mathematical Statistics 36:226-235): the pact holds against all plans of violations if it holds against each
deviation in one period. A side may violate, frame the other side, or do both at once; for a
violation with ``(g, beta)`` and framing with success ``phi`` and cost ``f``, the gain over complying is::

    g + (phi - alpha_o) share K_o - f - (beta - alpha) L
      - d D V [(1 - alpha)(1 - alpha_o) - (1 - beta)(1 - phi)]

with ``g = 0, beta = alpha`` for no violation and ``phi = alpha_o, f = 0`` for no framing. Violating and
framing at once is worth ``(beta - alpha)(phi - alpha_o) d D V`` more than the two gains taken apart, since
a conflict that comes anyhow need not be feared twice: it is a test of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.enforce.compliance.forms import Number, conflict_share, most_gain, value
from detente.enforce.compliance.sides import Framing, Pact, Side, Violation


@dataclass(frozen=True, slots=True)
class Deviation:
    """What a side may do in one period instead of complying: violate, frame the other side, or both."""

    violation: Violation | None
    framing: Framing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Temptation:
    """A deviation and what it brings.

    Attributes:
        deviation: What is done.
        excess: Its gain over complying; the pact holds against it where this is not above 0.
        most_gain: For a violation without framing ``g_max``, the largest gain that would not pay; else None.
    """

    deviation: Deviation
    excess: Number
    most_gain: Number | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance:
    """Whether one side keeps the pact if the other does.

    Attributes:
        side: Whose.
        value: ``V``, the present value of the pact to it.
        participation: ``V (1 - d) - o``; the deal is worth having where this is not below 0.
        temptations: All deviations, the largest excess first.
    """

    side: Side
    value: Number
    participation: Number
    temptations: tuple[Temptation, ...]

    @property
    def complies(self) -> bool:
        """No deviation pays."""
        return all(temptation.excess <= 0 for temptation in self.temptations)

    @property
    def takes_part(self) -> bool:
        """The pact is worth at least what there is without it."""
        return self.participation >= 0

    @property
    def holds(self) -> bool:
        """The side takes part and complies."""
        return self.takes_part and self.complies


def compliance(pact: Pact) -> tuple[Compliance, Compliance]:
    """Both sides at once: a value depends on both false alarm rates and on what the other side forfeits."""
    first, second = pact.sides
    return _compliance(pact, first), _compliance(pact, second)


def side_value(pact: Pact, side: Side) -> Number:
    """``V``: what the pact is worth to a side while both comply."""
    other = pact.other(side)
    share = conflict_share(pact.discount, pact.conflict)
    return value(
        pact.discount,
        share,
        side.false_alarm,
        other.false_alarm,
        flow=side.flow + received(pact, side),
        loss=side.loss,
    )


def received(pact: Pact, side: Side) -> Number:
    """What a side receives per period from the other's false alarms."""
    other = pact.other(side)
    return side.share * other.false_alarm * other.forfeit


def deviations(side: Side) -> tuple[Deviation, ...]:
    """All that a side may do instead of complying."""
    violations = [*side.violations, None]
    framings = [None] if side.framing is None else [None, side.framing]
    return tuple(
        Deviation(violation, framing) for framing in framings for violation in violations
        if violation is not None or framing is not None
    )  # fmt: skip


def excess(pact: Pact, side: Side, deviation: Deviation) -> Number:
    """What a deviation brings a side over complying."""
    other = pact.other(side)
    future = pact.discount * conflict_share(pact.discount, pact.conflict) * side_value(pact, side)
    gain, seen, framed, cost = parts(side, other, deviation)
    quiet = (1 - side.false_alarm) * (1 - other.false_alarm)
    paid = (framed - other.false_alarm) * side.share * other.forfeit
    at_once = gain + paid - cost - (seen - side.false_alarm) * side.loss
    return at_once - future * (quiet - (1 - seen) * (1 - framed))


def parts(side: Side, other: Side, deviation: Deviation) -> tuple[Number, Number, Number, Number]:
    """Gain, chance of an alarm on the side, chance of one on the other, and the cost of framing."""
    violation, framing = deviation.violation, deviation.framing
    gain, seen = (0, side.false_alarm) if violation is None else (violation.gain, violation.detection)
    framed, cost = (other.false_alarm, 0) if framing is None else (framing.success, framing.cost)
    return gain, seen, framed, cost


def _compliance(pact: Pact, side: Side) -> Compliance:
    worth = side_value(pact, side)
    found = [_temptation(pact, side, deviation) for deviation in deviations(side)]
    return Compliance(
        side=side,
        value=worth,
        participation=worth * (1 - pact.discount) - side.outside,
        temptations=tuple(sorted(found, key=lambda temptation: -temptation.excess)),
    )


def _temptation(pact: Pact, side: Side, deviation: Deviation) -> Temptation:
    limit = None
    if deviation.violation is not None and deviation.framing is None:
        alarms = (deviation.violation.detection, side.false_alarm, pact.other(side).false_alarm)
        share = conflict_share(pact.discount, pact.conflict)
        flow = side.flow + received(pact, side)
        limit = most_gain(pact.discount, share, alarms, flow=flow, loss=side.loss)
    return Temptation(deviation=deviation, excess=excess(pact, side, deviation), most_gain=limit)
