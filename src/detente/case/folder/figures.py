"""Figures of a case file: a number, an interval, or a table with its why and its statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from detente.case import keys
from detente.case.exact import DIGITS_LIMIT, decimal_text, is_exact
from detente.case.faults import Faults, Place, shown
from detente.case.folder.table import Table
from detente.case.model import Figure, Statement

FIGURE_HINT = '0.5, [0.2, 0.8] or { value = ..., why = "..." }'


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a figure may lie between; None is no bound."""

    low: Fraction | None = None
    high: Fraction | None = None

    def admit(self, value: Fraction) -> bool:
        """Whether ``value`` lies within."""
        return not (
            (self.low is not None and value < self.low) or (self.high is not None and value > self.high)
        )

    def __str__(self) -> str:
        low = "" if self.low is None else f"at least {decimal_text(self.low)}"
        high = "" if self.high is None else f"at most {decimal_text(self.high)}"
        return " and ".join(part for part in (low, high) if part)


ANY = Bounds()
SHARE = Bounds(low=Fraction(0), high=Fraction(1))
NOT_NEGATIVE = Bounds(low=Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """The statements that may be cited, and whether there is a file of them at all."""

    statements: Mapping[str, Statement] = field(default_factory=dict)
    file_exists: bool = False
    complete: bool = True
    """False where rows could not be read: then an unknown id is not held against the one who cites it."""

    def cited(self, table: Table, key: str = "statements") -> tuple[str, ...]:
        """The statements that a table cites; unknown ones are noted and left out."""
        if not self.complete:
            return tuple(name for name in table.texts(key) if name in self.statements)
        hint = "" if self.file_exists else "a statements.csv in the folder, with a row for it"
        return table.names(key, self.statements, "statement", hint=hint)


def read_number(value: object, place: Place, faults: Faults) -> Fraction | None:
    """An exact number; None, with a fault, for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        faults.add(place, f"{shown(value)} is not a number", hint="a number", code="wrong-type")
        return None
    if not is_exact(value):
        finite = isinstance(value, int) or value.is_finite()
        wrong = f"has more than {DIGITS_LIMIT} digits" if finite else "is not a finite number"
        faults.add(place, f"{shown(value)} {wrong}", hint="a finite number", code="bad-number")
        return None
    return Fraction(value)


def read_figure(
    value: object, place: Place, faults: Faults, *, bounds: Bounds, citations: Citations
) -> Figure | None:
    """A figure within ``bounds``; None, with a fault, for anything else."""
    if isinstance(value, Mapping):
        table = Table(value, place, faults, known=keys.FIGURE)
        why, statements = table.line("why"), citations.cited(table)
        if "value" not in table:
            table.fault("value", "'value' is missing", hint="value = 0.5", code="missing")
            return None
        ends = _ends(table.entries["value"], (*place, "value"), faults, bounds)
        return ends and Figure(low=ends[0], high=ends[1], why=why, statements=statements)
    ends = _ends(value, place, faults, bounds)
    return ends and Figure(low=ends[0], high=ends[1])


def _ends(value: object, place: Place, faults: Faults, bounds: Bounds) -> tuple[Fraction, Fraction] | None:
    if isinstance(value, list | tuple):
        if len(value) != 2:
            message = f"an interval has two ends, this list has {len(value)}"
            faults.add(place, message, hint="[low, high]", code="bad-number")
            return None
        low = read_number(value[0], (*place, 1), faults)
        high = read_number(value[1], (*place, 2), faults)
    else:
        if isinstance(value, str | Mapping):
            faults.add(place, f"{shown(value)} is not a number", hint=FIGURE_HINT, code="wrong-type")
            return None
        low = high = read_number(value, place, faults)
    if low is None or high is None:
        return None
    if low > high:
        ends = f"[{decimal_text(low)}, {decimal_text(high)}]"
        turned = f"[{decimal_text(high)}, {decimal_text(low)}]"
        faults.add(place, f"the interval {ends} is reversed", hint=turned, code="reversed")
        return None
    if not (bounds.admit(low) and bounds.admit(high)):
        faults.add(place, f"{_interval(low, high)} is not {bounds}", hint=f"a number {bounds}", code="bounds")
        return None
    return low, high


def _interval(low: Fraction, high: Fraction) -> str:
    return decimal_text(low) if low == high else f"[{decimal_text(low)}, {decimal_text(high)}]"
