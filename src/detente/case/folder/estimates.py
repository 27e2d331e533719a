"""Estimates of a verification file: low, middle and high with what they rest on; and whole numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from detente.case import keys
from detente.case.exact import DIGITS_LIMIT, decimal_text
from detente.case.faults import Faults, Place, shown
from detente.case.folder.figures import Bounds, read_number
from detente.case.folder.rows import Row
from detente.case.folder.table import Table
from detente.case.verification import Certainty, Estimate

ESTIMATE_HINT = '{ value = [0.2, 0.3, 0.5], certainty = "estimate", source = "..." }'
ENDS = 3
"""An estimate is one number, or this many: low, middle, high."""

_DECIMAL = re.compile(rf"-?\d{{1,{DIGITS_LIMIT}}}(?:\.\d{{1,{DIGITS_LIMIT}}})?", re.ASCII)


def read_estimate(table: Table, key: str, *, bounds: Bounds) -> Estimate | None:
    """The estimate at a key of a table; None where there is none, or with a fault where it is none."""
    if key not in table:
        return None
    value, place = table.entries[key], (*table.place, key)
    if not isinstance(value, Mapping):
        ends = _ends(value, place, table.faults, bounds)
        return ends and Estimate(low=ends[0], mid=ends[1], high=ends[2])
    inner = Table(value, place, table.faults, known=keys.ESTIMATE)
    certainty, source = inner.choice("certainty", Certainty.UNSTATED), inner.line("source")
    if certainty is Certainty.SOURCED and not source:
        inner.fault("source", "a sourced figure names its source", hint='source = "..."', code="missing")
    if "value" not in inner:
        inner.fault("value", "'value' is missing", hint=ESTIMATE_HINT, code="missing")
        return None
    ends = _ends(inner.entries["value"], (*place, "value"), table.faults, bounds)
    return ends and Estimate(low=ends[0], mid=ends[1], high=ends[2], certainty=certainty, source=source)


def cell_estimate(row: Row, *, bounds: Bounds) -> Estimate | None:
    """The estimate in the cells ``low``, ``mid`` and ``high`` of a row; one in ``mid`` stands for all."""
    found = {column: _cell_number(row, column) for column in ("low", "mid", "high") if row.text(column)}
    certainty = row.choice("certainty", Certainty.UNSTATED) if row.text("certainty") else Certainty.UNSTATED
    source = row.text("source")
    if certainty is Certainty.SOURCED and not source:
        row.fault(
            "source", "a sourced figure names its source", hint="where it was published", code="missing"
        )
    if "mid" not in found or len(found) not in {1, ENDS}:
        hint = "all of low, mid and high, or mid alone"
        row.fault("mid", f"{len(found)} of the three cells have a number", hint=hint, code="missing")
        return None
    mid = found["mid"]
    low, high = found.get("low", mid), found.get("high", mid)
    if low is None or mid is None or high is None:
        return None
    wrong = _out_of_order(low, mid, high, bounds)
    if wrong:
        row.fault("low", wrong[0], hint=wrong[1], code=wrong[2])
        return None
    return Estimate(low=low, mid=mid, high=high, certainty=certainty, source=source)


def whole_number(table: Table, key: str, *, least: int, most: int, required: bool = False) -> int | None:
    """A whole number between two bounds; None where there is none, or with a fault where it is none."""
    if key not in table:
        if required:
            table.fault(key, f"'{key}' is missing", hint=f"{key} = {least}", code="missing")
        return None
    value = table.entries[key]
    if isinstance(value, bool) or not isinstance(value, int):
        table.fault(key, f"{shown(value)} is not a whole number", hint=f"{key} = {least}", code="wrong-type")
        return None
    if not least <= value <= most:
        hint = f"a whole number from {least} to {most}"
        table.fault(key, f"{shown(value)} is out of bounds", hint=hint, code="bounds")
        return None
    return value


def plain_number(table: Table, key: str, *, bounds: Bounds) -> Fraction | None:
    """A number within bounds; None where there is none, or with a fault where it is none."""
    if key not in table:
        return None
    value = read_number(table.entries[key], (*table.place, key), table.faults)
    if value is not None and not bounds.admit(value):
        message = f"{decimal_text(value)} is not {bounds}"
        table.fault(key, message, hint=f"a number {bounds}", code="bounds")
        return None
    return value


def _ends(
    value: object, place: Place, faults: Faults, bounds: Bounds
) -> tuple[Fraction, Fraction, Fraction] | None:
    if isinstance(value, str | Mapping):
        faults.add(place, f"{shown(value)} is not a number", hint=ESTIMATE_HINT, code="wrong-type")
        return None
    members = list(value) if isinstance(value, list | tuple) else [value] * ENDS
    if len(members) != ENDS:
        message = f"an estimate has a low, a middle and a high, this list has {len(members)}"
        faults.add(place, message, hint="[low, mid, high]", code="bad-number")
        return None
    if isinstance(value, list | tuple):
        numbers = [read_number(member, (*place, at), faults) for at, member in enumerate(members, start=1)]
    else:
        numbers = [read_number(value, place, faults)] * ENDS
    low, mid, high = numbers
    if low is None or mid is None or high is None:
        return None
    wrong = _out_of_order(low, mid, high, bounds)
    if wrong:
        faults.add(place, wrong[0], hint=wrong[1], code=wrong[2])
        return None
    return low, mid, high


def _out_of_order(
    low: Fraction, mid: Fraction, high: Fraction, bounds: Bounds
) -> tuple[str, str, str] | None:
    """What is wrong with the three of an estimate: message, way out and code; None if nothing is."""
    said = ", ".join(decimal_text(end) for end in (low, mid, high))
    if not all(bounds.admit(end) for end in (low, mid, high)):
        return f"[{said}] is not {bounds}", f"numbers {bounds}", "bounds"
    if not low <= mid <= high:
        ordered = ", ".join(decimal_text(end) for end in sorted((low, mid, high)))
        return f"[{said}] is not in order", f"[{ordered}]", "reversed"
    return None


def _cell_number(row: Row, column: str) -> Fraction | None:
    value = row.text(column)
    if not _DECIMAL.fullmatch(value):
        message = f"{shown(value)} is not a number"
        row.fault(column, message, hint="digits and a point, such as 0.35 or 1200", code="wrong-type")
        return None
    return Fraction(Decimal(value))
