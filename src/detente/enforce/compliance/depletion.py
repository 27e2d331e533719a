"""Collateral that is not put up for ever: the pact with so many stakes of each side left.

With stakes that are always put up anew, the closed forms of :mod:`detente.enforce.compliance.forms` hold.
With ``n_1`` and ``n_2`` stakes left, each alarm on a side takes one of its stakes until none is left; an
alarm then costs the sanction alone. The value of the pact depends on what is left, and so does whether it
is kept::

    V(n) = b + r(n) - alpha L(n) + d (sum over alarms x of P(x) d^(T if any) V(n - x))

which is solved from no stakes upwards; alarms that take nothing lead back to ``n`` itself. Where some
deviation pays at ``n``, the pact ends there, and what follows is conflict, worth 0: a stake is worth less
if breaking pays as soon as it is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

from detente.enforce.compliance.forms import Number
from detente.enforce.compliance.holding import Deviation, deviations, parts
from detente.enforce.compliance.sides import Pact, Side
from detente.errors import Fault, InputError, shown_value

Left = tuple[int, int]
"""Stakes that each side has left, the one that stands now included."""
Values = tuple[Number, Number]
ALARMS: tuple[Left, ...] = ((0, 0), (1, 0), (0, 1), (1, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Depletion:
    """The pact for each number of stakes left.

    Attributes:
        values: What it is worth to the two sides; 0 where it is not kept.
        worst: The largest excess of a deviation of each side, while both would go on complying.
        kept: Whether no deviation pays with so many stakes left.
    """

    values: Mapping[Left, Values]
    worst: Mapping[Left, Values]
    kept: Mapping[Left, bool]


def depletion(pact: Pact, stakes: Left) -> Depletion:
    """The pact with up to so many stakes of each side, each as large as the side's ``forfeit``.

    Raises:
        InputError: a negative number of stakes.
    """
    if min(stakes) < 0:
        raise InputError(
            Fault(place="stakes", message=f"{shown_value(stakes)} is below 0", hint="numbers from 0 on")
        )
    values: dict[Left, Values] = {}
    worst: dict[Left, Values] = {}
    kept: dict[Left, bool] = {}
    for left in product(range(stakes[0] + 1), range(stakes[1] + 1)):
        now = _as_it_stands(pact, left)
        worth = (_value(now, 0, left, values), _value(now, 1, left, values))
        reached = {**values, left: worth}
        worst[left] = (_worst(now, 0, left, reached), _worst(now, 1, left, reached))
        kept[left] = max(worst[left]) <= 0
        values[left] = worth if kept[left] else (0, 0)
    return Depletion(values=values, worst=worst, kept=kept)


def _as_it_stands(pact: Pact, left: Left) -> Pact:
    """The pact with no forfeit for a side that has no stake left."""
    first, second = (
        side if count else replace(side, forfeit=0) for side, count in zip(pact.sides, left, strict=True)
    )
    return replace(pact, sides=(first, second))


def _value(pact: Pact, number: int, left: Left, values: Mapping[Left, Values]) -> Number:
    """What the pact is worth to a side while both comply."""
    side = pact.sides[number]
    chances = (pact.sides[0].false_alarm, pact.sides[1].false_alarm)
    other = pact.other(side)
    worth: Number = side.flow + side.share * other.false_alarm * other.forfeit - side.false_alarm * side.loss
    stays: Number = 0
    for alarms in ALARMS:
        weight = _chance(chances, alarms) * _delay(pact, alarms)
        after = _after(left, alarms)
        if after == left:
            stays += weight
        else:
            worth += weight * values[after][number]
    return worth / (1 - stays)


def _worst(pact: Pact, number: int, left: Left, values: Mapping[Left, Values]) -> Number:
    """The largest excess of a side's deviations; below 0 where each costs it something, or 0 for none."""
    side = pact.sides[number]
    excesses = [_excess(pact, number, left, values, deviation) for deviation in deviations(side)]
    return max(excesses, default=0)


def _excess(
    pact: Pact, number: int, left: Left, values: Mapping[Left, Values], deviation: Deviation
) -> Number:
    side: Side = pact.sides[number]
    other = pact.other(side)
    gain, seen, framed, cost = parts(side, other, deviation)
    pair = (seen, framed) if number == 0 else (framed, seen)
    honest = (pact.sides[0].false_alarm, pact.sides[1].false_alarm)
    later = sum(
        (_chance(pair, alarms) - _chance(honest, alarms))
        * _delay(pact, alarms)
        * values[_after(left, alarms)][number]
        for alarms in ALARMS
    )
    paid = (framed - other.false_alarm) * side.share * other.forfeit
    return gain + paid - cost - (seen - side.false_alarm) * side.loss + later


def _chance(chances: tuple[Number, Number], alarms: Left) -> Number:
    first, second = (chance if alarm else 1 - chance for chance, alarm in zip(chances, alarms, strict=True))
    return first * second


def _delay(pact: Pact, alarms: Left) -> Number:
    """What the next value counts for now: one period on, and the conflict phase if there is an alarm."""
    if alarms == (0, 0):
        return pact.discount
    return 0 if pact.conflict is None else pact.discount ** (1 + pact.conflict)


def _after(left: Left, alarms: Left) -> Left:
    return max(0, left[0] - alarms[0]), max(0, left[1] - alarms[1])
