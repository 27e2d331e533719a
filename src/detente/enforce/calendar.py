"""Calendars of inspections, drawn from the optimal schedule of :mod:`detente.enforce.inspection`.

The optimal chance of a visit depends on the days and inspections that are left, and on nothing that the
inspectee does. A whole calendar can therefore be drawn beforehand, sealed, and handed to the inspectors: its
guarantee against an inspectee who sees each visit and knows how calendars are drawn is the game's value.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from detente.enforce.inspection import InspectionGame
from detente.errors import Fault, InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """One drawn calendar.

    Attributes:
        days: How many days it covers.
        visits: The days on which to inspect, counted from 1.
        seed: The seed that it was drawn with.
        number: Which of the calendars drawn with that seed it is, counted from 0.
    """

    days: int
    visits: tuple[int, ...]
    seed: int
    number: int


def draw_calendars(game: InspectionGame, *, seed: int, number: int = 1) -> tuple[Calendar, ...]:
    """Draw calendars from the optimal schedule; the same seed gives the same calendars.

    Raises:
        InputError: a negative number or seed.
    """
    faults = [
        Fault(place=name, message=f"{given} is below 0", hint="a whole number from 0 on")
        for name, given in (("seed", seed), ("number", number))
        if given < 0
    ]
    if faults:
        raise InputError(*faults)
    import numpy as np

    drawn = np.random.default_rng(seed).random((number, game.days))
    chances = {state: float(rate) for state, rate in game.rates.items()}
    return tuple(
        Calendar(days=game.days, visits=_visits(game, chances, row.tolist()), seed=seed, number=index)
        for index, row in enumerate(drawn)
    )


def visit_chances(game: InspectionGame) -> tuple[Fraction, ...]:
    """The chance of a visit on each day, as it stands before the first."""
    reached = {game.inspections: Fraction(1)}
    chances = []
    for day in range(game.days, 0, -1):
        after: dict[int, Fraction] = {}
        today = Fraction(0)
        for left, weight in reached.items():
            rate = game.rates[day, left]
            today += weight * rate
            if rate > 0:
                after[left - 1] = after.get(left - 1, Fraction(0)) + weight * rate
            if rate < 1:
                stays = min(left, day - 1)
                after[stays] = after.get(stays, Fraction(0)) + weight * (1 - rate)
        chances.append(today)
        reached = after
    return tuple(chances)


def _visits(
    game: InspectionGame, chances: dict[tuple[int, int], float], drawn: list[float]
) -> tuple[int, ...]:
    visits: list[int] = []
    left = game.inspections
    for day, number in enumerate(drawn, 1):
        ahead = game.days - day + 1
        left = min(left, ahead)
        if number < chances[ahead, left]:
            visits.append(day)
            left -= 1
    return tuple(visits)
