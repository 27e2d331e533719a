"""The least forfeit over a box of figures where a side can frame the other, too: a sound outer range.

With ``A = (1 - alpha)(1 - alpha_o)`` and ``B = (1 - beta)(1 - phi)`` the gain of violating and framing at
once (:mod:`detente.enforce.compliance.holding`), times ``W``, is ``n - L m``::

    n = W (g + p) - d D (A - B) (b + r)            p = (phi - alpha_o) share K_o - f, at once by framing
    m = (beta - alpha)(1 - d + d D) - d D (beta A - alpha B)

Both are affine in each variable taken alone, so that over a box they are largest and smallest at vertices
(``d`` and ``D`` let loose from each other within a cell, as in :mod:`detente.enforce.compliance.bounds`).
Where ``m > 0`` throughout, so is the loss that is enough, ``L = n / m``. Where ``m`` may be 0 or below, a
larger loss may raise the gain: there the range reaches to infinity unless doing both never pays. Framing
alone has ``g = 0, beta = alpha`` and, with ``phi >= alpha_o``, an ``m`` that is never above 0: no forfeit
stops it, so that it asks for none or makes the least forfeit infinite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from detente.enforce.compliance.bounds import CELLS, INFINITE, Box, Interval, rectangles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class FramingBox:
    """What framing does, each figure known within an interval.

    Attributes:
        success: ``phi``.
        pay: ``p``, what is paid over by a framed alarm beyond a false one, less the cost of framing.
        sanction: ``S``, what an alarm costs the side besides its forfeit.
    """

    success: Interval
    pay: Interval
    sanction: Interval


def framed_forfeit_range(box: Box, framing: FramingBox, *, cells: int = CELLS) -> Interval:
    """The least forfeit that stops a violation together with framing; ``box.loss`` is not looked at."""
    named = (box.gain, box.flow, box.detection, box.false_alarm, box.other_alarm)
    d, share, (gain, flow, seen, alarm, other, success, pay, sanction) = _vertices(box, cells, named, framing)
    quiet, bold = (1 - alarm) * (1 - other), (1 - seen) * (1 - success)
    n = (1 - d + (1 - quiet) * d * share) * (gain + pay) - d * share * (quiet - bold) * flow
    m = (seen - alarm) * (1 - d + d * share) - d * share * (seen * quiet - alarm * bold)
    found = [_of_cell(*lines) for lines in zip(m, n - sanction * m, strict=True)]
    return Interval(min(low for low, _ in found), max(high for _, high in found))


def framing_forfeit_range(box: Box, framing: FramingBox, *, cells: int = CELLS) -> Interval:
    """The same for framing alone: 0 where it never pays, infinite where it may.

    ``alpha``, which stands in it twice, is let loose from itself.
    """
    named = (box.flow, box.false_alarm, box.false_alarm, box.other_alarm)
    d, share, (flow, alarm, once, other, success, pay, sanction) = _vertices(box, cells, named, framing)
    full = 1 - d + (1 - (1 - alarm) * (1 - other)) * d * share
    pays = full * pay - d * share * (1 - alarm) * (success - other) * (flow - once * sanction)
    always = bool(pays.min() > 0) and framing.success.low >= box.other_alarm.high
    return Interval(INFINITE if always else 0.0, INFINITE if pays.max() > 0 else 0.0)


def _vertices(
    box: Box, cells: int, named: Sequence[Interval], framing: FramingBox
) -> tuple[Floats, Floats, list[Floats]]:
    """``d`` and ``D`` with shape (cells, 4, 1), and each other variable with shape (vertices,)."""
    import numpy as np

    points = np.array(list(rectangles(box, cells)))[:, :, :, None]
    intervals = (*named, framing.success, framing.pay, framing.sanction)
    rest = np.array(list(product(*(interval.ends for interval in intervals))))
    return points[:, :, 0], points[:, :, 1], list(rest.T)


def _of_cell(m: Floats, pays: Floats) -> tuple[float, float]:
    """The least and the most forfeit that is asked for within a cell; ``pays`` is the gain without one."""
    if m.min() > 0:
        needed = pays / m
        return max(0.0, float(needed.min())), max(0.0, float(needed.max()))
    always = bool(m.max() <= 0) and bool(pays.min() > 0)
    return INFINITE if always else 0.0, INFINITE if pays.max() > 0 else 0.0
