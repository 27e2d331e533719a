"""Intervals in, intervals out: sound ranges of the closed forms, and how much wider they are than need be.

``V``, ``g_max`` and ``L_min`` of :mod:`detente.enforce.compliance.forms` are ratios of two expressions that
are affine in each variable taken alone, with a denominator above 0. Such a ratio is monotone in each variable
whatever the others are, so over a box it is largest and smallest at vertices. The discount factor occurs
twice, as ``d`` and in ``D = 1 - d^T``: the range of ``d`` is cut into cells, and within a cell ``d`` and
``D`` are let loose from each other. What is found holds for all points (*outer*); the same vertices with
``D`` as ``d`` makes it are points themselves (*met*). The gap between the two is the price of letting
loose.

``L_min`` falls in ``beta``, in the flow and rises in ``alpha`` and ``g``: its extremes are at known ends of
these. Where ``beta`` may be no larger than ``alpha``, no loss is enough in the worst case: the range ends at
infinity. A deal that is worth less than conflict (a flow below 0) turns some of this round: what ends the
deal is then no punishment, and alarms on those who comply may ask for none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import product
from typing import TypeAlias

from detente.enforce.compliance.forms import least_loss, most_gain, value
from detente.errors import Fault, InputError

CELLS = 64
INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``."""

    low: float
    high: float

    @property
    def ends(self) -> tuple[float, ...]:
        """The two ends, or the one number."""
        return (self.low,) if self.low == self.high else (self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A side's figures, each known within an interval.

    Attributes:
        flow: ``b``, with what is received from the other side's forfeits.
        loss: ``L``, what an alarm costs at once.
        gain: ``g``, of one violation.
        detection: ``beta``, of that violation.
        false_alarm: ``alpha``.
        other_alarm: ``alpha_o``.
        discount: ``d``, below 1.
        conflict: ``T``, least and most; ``None`` for conflict for good.

    Raises:
        InputError: an interval whose ends are the wrong way round or out of range; all at once.
    """

    flow: Interval
    loss: Interval
    gain: Interval
    detection: Interval
    false_alarm: Interval
    other_alarm: Interval
    discount: Interval
    conflict: tuple[int | None, int | None]

    def __post_init__(self) -> None:
        faults = []
        most = {"flow": INFINITE, "loss": INFINITE, "gain": INFINITE}
        for field in fields(self)[:-1]:
            interval: Interval = getattr(self, field.name)
            least = -INFINITE if field.name == "flow" else 0.0
            if not least <= interval.low <= interval.high <= most.get(field.name, 1.0):
                faults.append(_wrong(field.name, f"[{interval.low}, {interval.high}]"))
        if not self.discount.high < 1:
            faults.append(_wrong("discount", f"{self.discount.high}, not below 1,"))
        low, high = (INFINITE if periods is None else periods for periods in self.conflict)
        if not 0 <= low <= high:
            faults.append(_wrong("conflict", f"{self.conflict}"))
        if faults:
            raise InputError(*faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What a quantity can be over a box.

    Attributes:
        outer: Holds every value.
        met: Its ends are values at points of the box.
    """

    outer: Interval
    met: Interval

    @property
    def gap(self) -> float:
        """How much further the outer range may reach than it has to."""
        below, above = self.met.low - self.outer.low, self.outer.high - self.met.high
        return max(0.0 if self.outer.high == self.met.high else above, below)


Point: TypeAlias = tuple[float, float]
"""``d`` and ``D``."""
Formula: TypeAlias = Callable[[Point, tuple[float, ...]], float]


def value_range(box: Box, *, cells: int = CELLS) -> Range:
    """``V`` over the box."""
    return _values(box, lambda _: 1.0, cells)


def worth_range(box: Box, *, cells: int = CELLS) -> Range:
    """``V (1 - d)``, what the deal is worth per period, over the box."""
    return _values(box, lambda discount: 1.0 - discount, cells)


def _values(box: Box, times: Callable[[float], float], cells: int) -> Range:
    def formula(point: Point, at: tuple[float, ...]) -> float:
        flow, loss, false_alarm, other_alarm = at
        return times(point[0]) * float(value(*point, false_alarm, other_alarm, flow=flow, loss=loss))

    vertices = list(product(*(i.ends for i in (box.flow, box.loss, box.false_alarm, box.other_alarm))))
    return _range(box, formula, (vertices, vertices), cells)


def most_gain_range(box: Box, *, cells: int = CELLS) -> Range:
    """``g_max`` over the box."""

    def formula(point: Point, at: tuple[float, ...]) -> float:
        flow, loss, *alarms = at
        return float(most_gain(*point, (alarms[0], alarms[1], alarms[2]), flow=flow, loss=loss))

    taken = (box.flow, box.loss, box.detection, box.false_alarm, box.other_alarm)
    vertices = list(product(*(interval.ends for interval in taken)))
    return _range(box, formula, (vertices, vertices), cells)


def least_loss_range(box: Box, *, cells: int = CELLS) -> Range:
    """``max(0, L_min)`` over the box: what an alarm has to cost at once."""
    named = (box.gain, box.flow, box.detection, box.false_alarm, box.other_alarm)
    told = box.detection.low > box.false_alarm.high
    if not told:
        vertices = list(product(*(interval.ends for interval in named)))
        found = _range(box, _needed, (vertices, vertices), cells)
        return Range(outer=_let_loose(box, found.outer), met=found.met)
    best = (box.gain.low, box.flow.high, box.detection.high, box.false_alarm.low)
    worst = (box.gain.high, box.flow.low, box.detection.low, box.false_alarm.high)
    lows, highs = ([(*ends, other) for other in box.other_alarm.ends] for ends in (best, worst))
    return _range(box, _needed, (lows, highs), cells)


def _needed(point: Point, at: tuple[float, ...]) -> float:
    """The least loss from 0 on with which a violation does not pay; infinite where none is."""
    gain, flow, detection, false_alarm, other_alarm = at
    alarms = (detection, false_alarm, other_alarm)
    if detection > false_alarm:
        return max(0.0, float(least_loss(*point, alarms, gain=gain, flow=flow)))
    return 0.0 if gain <= most_gain(*point, alarms, flow=flow, loss=0.0) else INFINITE


def _let_loose(box: Box, found: Interval) -> Interval:
    """What is between the vertices of a box in which alarms may not tell breaking from keeping."""
    astray = box.detection.low < box.false_alarm.high
    low = 0.0 if astray and box.flow.low < 0 else found.low
    free = box.gain.high == 0 and not astray
    return Interval(low, found.high if free else INFINITE)


def _range(
    box: Box,
    formula: Formula,
    vertices: tuple[Sequence[tuple[float, ...]], Sequence[tuple[float, ...]]],
    cells: int,
) -> Range:
    loose = [point for corners in rectangles(box, cells) for point in corners]
    met = list(_met(box, cells))
    lows, highs = vertices
    return Range(
        outer=Interval(
            min(formula(point, at) for point in loose for at in lows),
            max(formula(point, at) for point in loose for at in highs),
        ),
        met=Interval(
            min(formula(point, at) for point in met for at in lows),
            max(formula(point, at) for point in met for at in highs),
        ),
    )


def _cuts(box: Box, cells: int) -> list[float]:
    low, high = box.discount.low, box.discount.high
    if low == high:
        return [low]
    return [low + (high - low) * cell / cells for cell in range(cells)] + [high]


def _taken(discount: float, conflict: int | None) -> float:
    return 1.0 if conflict is None else 1.0 - discount**conflict


def _met(box: Box, cells: int) -> Iterator[Point]:
    """Pairs of ``d`` and ``D`` that belong together."""
    for discount in _cuts(box, cells):
        for conflict in dict.fromkeys(box.conflict):
            yield discount, _taken(discount, conflict)


def rectangles(box: Box, cells: int) -> Iterator[tuple[Point, ...]]:
    """Rectangles, by their corners, that cover all pairs of ``d`` and ``D``.

    ``D`` falls in ``d`` and rises in ``T``.
    """
    cuts = _cuts(box, cells)
    shortest, longest = box.conflict
    for low, high in zip(cuts, cuts[1:] or cuts, strict=False):
        yield tuple(product((low, high), (_taken(high, shortest), _taken(low, longest))))


def _wrong(name: str, what: str) -> Fault:
    return Fault(
        place=name, message=f"{what} is no interval within its range", hint="low end first, both in range"
    )
