"""When to inspect, if inspections are fewer than days: the inspection game of Dresher.

An inspector has ``m`` inspections for ``n`` days. An inspectee, who sees each visit and can count, breaks the
rules on at most one day. Where that day is inspected, the inspection catches it with chance ``P`` (1 in
Dresher's game). The inspector loses 1 to a violation that is not caught, gains ``b`` by one that is, and
neither gains nor loses where there is none; the game is zero-sum. On each day both choose at once::

                    violate               keep to the rules
    inspect         P b - (1 - P)         v(n - 1, m - 1)
    do not          -1                    v(n - 1, m)

``v(n, m)`` is the value to the inspector, ``v(0, m) = 0``. With ``P = 1`` and ``m < n``::

    v(n, m) = - C(n - 1, m) / sum over i = 0..m of C(n, i) b^(m - i)

Dresher 1962 ("A sampling inspection problem in arms control agreements", RAND RM-2972) for ``b = 1``; von
Stengel 2016 (Mathematics of Operations Research 41:935-952) for the general form. With ``P < 1`` the same
form holds with ``P (1 + b) - 1`` in place of ``b`` where that is not negative; where it is, a violation pays
even on an inspected day, and only the recursion holds. All arithmetic is in fractions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from detente.errors import Fault, InputError, shown_value

State = tuple[int, int]
"""Days left and inspections left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionGame:
    """The game solved: what it is worth and how often to inspect, in each state.

    Attributes:
        days: ``n``, days in all.
        inspections: ``m``, inspections in all; more than ``days`` serve no purpose and are cut.
        caught: ``b``, what a caught violation is worth to the inspector; one that is not caught costs 1.
        chance: ``P``, how often an inspection catches a violation of its day.
        values: ``v`` by days left and inspections left, for each state that can be reached.
        rates: The inspector's probability of inspecting today, for each such state with a day left.
    """

    days: int
    inspections: int
    caught: Fraction
    chance: Fraction
    values: Mapping[State, Fraction]
    rates: Mapping[State, Fraction]

    @property
    def value(self) -> Fraction:
        """What the game is worth to the inspector: 0 where violating does not pay, -1 where none is seen."""
        return self.values[self.days, self.inspections]


def closed_form(days: int, inspections: int, *, caught: Fraction | int = 1) -> Fraction:
    """``v(n, m)`` for inspections that always catch, by von Stengel's formula.

    Args:
        days: ``n``, at least 0.
        inspections: ``m``, at least 0; from ``n`` on the value is 0.
        caught: ``b``, at least 0.

    Raises:
        InputError: a number below 0.
    """
    _check(days, inspections, Fraction(caught), Fraction(1))
    if inspections >= days:
        return Fraction(0)
    b = Fraction(caught)
    below = sum((comb(days, i) * b ** (inspections - i) for i in range(inspections + 1)), Fraction(0))
    return -comb(days - 1, inspections) / below


def inspection_game(
    days: int, inspections: int, *, caught: Fraction | int = 1, chance: Fraction | int = 1
) -> InspectionGame:
    """Solve the game by recursion, day by day from the last.

    Args:
        days: ``n``, at least 0.
        inspections: ``m``, at least 0.
        caught: ``b``, at least 0.
        chance: ``P``, in [0, 1].

    Raises:
        InputError: a number out of its range.
    """
    b, p = Fraction(caught), Fraction(chance)
    _check(days, inspections, b, p)
    most = min(days, inspections)
    seen = p * b - (1 - p)
    values: dict[State, Fraction] = {(0, left): Fraction(0) for left in range(most + 1)}
    rates: dict[State, Fraction] = {}
    for day in range(1, days + 1):
        for left in range(min(day, most) + 1):
            unused = values[day - 1, min(left, day - 1)]
            if left == 0:
                rates[day, 0], values[day, 0] = Fraction(0), min(Fraction(-1), unused)
                continue
            inspect, wait = (seen, values[day - 1, left - 1]), (Fraction(-1), unused)
            rates[day, left], values[day, left] = _row_player(inspect, wait)
    return InspectionGame(days=days, inspections=most, caught=b, chance=p, values=values, rates=rates)


def best_reply(game: InspectionGame, rates: Mapping[State, Fraction]) -> Fraction:
    """What the inspector gets if it inspects at ``rates`` and the inspectee knows them and replies best.

    With the game's own rates this is the game's value: the guarantee. With any others it is no more.
    """
    seen = game.chance * game.caught - (1 - game.chance)
    worth: dict[State, Fraction] = {}
    for day in range(game.days + 1):
        for left in range(min(day, game.inspections) + 1):
            if day == 0:
                worth[0, 0] = Fraction(0)
                continue
            rate = rates[day, left] if left else Fraction(0)
            wait = worth[day - 1, min(left, day - 1)]
            go_on = rate * worth[day - 1, left - 1] + (1 - rate) * wait if left else wait
            worth[day, left] = min(rate * seen - (1 - rate), go_on)
    return worth[game.days, game.inspections]


def _row_player(first: tuple[Fraction, Fraction], second: tuple[Fraction, Fraction]) -> tuple[Fraction, ...]:
    """The weight on the first row with the largest smaller column (ties: most weight), and that column."""
    slopes = first[0] - second[0], first[1] - second[1]
    weights = [Fraction(1), Fraction(0)]
    if slopes[0] != slopes[1]:
        crossing = (second[1] - second[0]) / (slopes[0] - slopes[1])
        weights += [crossing] if 0 < crossing < 1 else []

    def least(weight: Fraction) -> Fraction:
        return min(second[0] + weight * slopes[0], second[1] + weight * slopes[1])

    best = max(weights, key=lambda weight: (least(weight), weight))
    return best, least(best)


def _check(days: int, inspections: int, caught: Fraction, chance: Fraction) -> None:
    faults = [
        Fault(place=name, message=f"{shown_value(number)} is below 0", hint="a number from 0 on")
        for name, number in (("days", days), ("inspections", inspections), ("caught", caught))
        if number < 0
    ]
    if not 0 <= chance <= 1:
        faults.append(
            Fault(place="chance", message=f"{chance} is no chance", hint="a number between 0 and 1")
        )
    if faults:
        raise InputError(*faults)
