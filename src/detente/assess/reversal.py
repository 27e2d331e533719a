"""What turns a conclusion round: figures that are moved, or red lines that give way; and its replay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Literal

from detente.assess.preferences import with_figure

if TYPE_CHECKING:
    from detente.accept.robustness.named import Package
    from detente.assess.conclusions import Conclusion
    from detente.assess.inputs import Input
    from detente.case.model import Case

HALVINGS = 12
"""A bracket is this often halved: it is 1/4096 of the way from the middle to an end."""

Found = Literal["one", "run", "pair", "all", "outside", "lines", "none", "nothing-open"]


@dataclass(frozen=True, slots=True)
class Move:
    """A figure, and where it is moved to."""

    input: Input
    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """A change of inputs that turns a conclusion round, replayed.

    Attributes:
        moves: Figures that are moved.
        lines: Red lines that are given up.
        size: The part of the way from the middles to the ends; 1 for lines.
        keeps: The largest part of the way found that keeps the conclusion: it turns between the two. Where
            both are 0 it turns once the figures are known to be at their middles, as it hangs on what is not
            known of them.
        margin: The least of the margins after it.
        instead: The package that is selected after it, where the conclusion is about that.
        run: ``cautious`` or ``hopeful`` where it is the plan's instruments that are so, all of them: it is
            replayed by ``Conclusion.runs``.
    """

    moves: tuple[Move, ...]
    lines: tuple[str, ...]
    size: Fraction
    keeps: Fraction
    margin: Fraction | float
    instead: Package | None = None
    run: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenged:
    """A conclusion and what turns it.

    Attributes:
        margin: The least of its margins at middle figures.
        found: What turns it: ``one`` figure, the ``run`` of the plan at other figures of all its
            instruments, a ``pair``, ``all`` together, a chance that a line is held ``outside`` of what the
            case says, ``lines`` that give way, ``none``, or ``nothing-open``.
        reversals: The smallest first, each replayed.
        tried: How many cases were computed.
        package: The package that it is about, where it is about what is selected.
    """

    conclusion: Conclusion
    margin: Fraction | float
    found: Found
    reversals: tuple[Reversal, ...]
    tried: int
    package: Package | None = None


def replayed(case: Case, reversal: Reversal) -> Case:
    """The case after a change."""
    for move in reversal.moves:
        case = with_figure(case, move.input, move.value)
    kept = tuple(line for line in case.red_lines if line.id not in reversal.lines)
    return replace(case, red_lines=kept)


def along(known: Input, end: Fraction, part: Fraction) -> Fraction:
    """A part of the way from where a figure stands to an end; whole numbers are passed one by one."""
    middle = known.middle
    value = middle + part * (end - middle)
    if not known.whole:
        return value
    return Fraction(floor(value) if end > middle else ceil(value))
