"""CSV tables of a case folder: rows with their number, checked cell by cell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from detente.case.faults import ID_HINT, Faults, control_in, id_fault, shown
from detente.errors import unknown_name_hint

Choice = TypeVar("Choice", bound=StrEnum)

DATE_HINT = "an ISO date such as 2025-03-15, a month 2025-03, or a span 2025-03-01/2025-03-15"
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table.

    Attributes:
        number: Its number as a spreadsheet shows it; the header is row 1.
        cells: Text by column.
    """

    number: int
    cells: Mapping[str, str]
    faults: Faults

    def fault(
        self, column: str, message: str, *, hint: str | Callable[[], str] = "", code: str = "bad-input"
    ) -> None:
        """Note a fault in one cell."""
        self.faults.add(f"row {self.number}, column {column}", message, hint=hint, code=code)

    def text(self, column: str, *, required: bool = False) -> str:
        """The text of a cell without blanks around it."""
        value = self.cells.get(column, "").strip()
        if required and not value:
            self.fault(column, "the cell is empty", hint=f"a value for '{column}'", code="missing")
        return value

    def names(self, column: str) -> tuple[str, ...]:
        """The members of a list in a cell, separated by ``;``."""
        members = (member.strip() for member in self.cells.get(column, "").split(";"))
        return tuple(member for member in members if member)

    def id(self, taken: set[str]) -> str:
        """The id of the row: a good one, and no other row's."""
        name = self.text("id", required=True)
        wrong = id_fault(name) if name else ""
        if wrong:
            self.fault("id", wrong, hint=ID_HINT, code="bad-id")
        elif name and name in taken:
            self.fault("id", f"the id {shown(name)} stands twice", hint="each id once", code="duplicate")
        taken.add(name)
        return name

    def choice(self, column: str, default: Choice) -> Choice:
        """One of the words of an enumeration."""
        words = [str(word) for word in type(default)]
        value = self.text(column, required=True)
        if value in words:
            return type(default)(value)
        if value:
            self.fault(
                column,
                f"{shown(value)} is no {column}",
                hint=lambda: unknown_name_hint(value, words, shown=len(words)),
                code="unknown-name",
            )
        return default

    def whole(self, column: str) -> int | None:
        """A whole number from 0, or None where the cell is empty."""
        value = self.text(column)
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and len(value) <= 12):
            message = f"{shown(value)} is not a whole number"
            self.fault(column, message, hint="a count of characters from 0", code="wrong-type")
            return None
        return int(value)

    def flag(self, column: str) -> bool:
        """True or false; an empty cell is false."""
        value = self.text(column)
        if value not in {"", "true", "false"}:
            message = f"{shown(value)} is not true or false"
            self.fault(column, message, hint="true, false or an empty cell", code="wrong-type")
        return value == "true"

    def date(self, column: str) -> str:
        """An ISO date, month, year, or a span of two; "" where the cell is empty."""
        value = self.text(column)
        if value and not is_iso(value):
            self.fault(column, f"{shown(value)} is no ISO date", hint=DATE_HINT, code="bad-date")
            return ""
        return value


def is_iso(text: str) -> bool:
    """Whether a text is a date, a month or a year in ISO form, or a span ``a/b`` of two in order."""
    parts = text.split("/")
    if len(parts) > 2 or not all(_is_date(part) for part in parts):
        return False
    first, last = parts[0], parts[-1]
    common = min(len(first), len(last))
    return first[:common] <= last[:common]


def read_rows(
    text: str, *, columns: Sequence[str], required: Sequence[str], faults: Faults
) -> tuple[Row, ...] | None:
    """The rows of a CSV text; empty lines are skipped. None, with a fault, where the header will not do."""
    kind = _other_separator(text, columns)
    if kind:
        hint = "commas between them: 'CSV UTF-8 (comma delimited)' in a spreadsheet"
        faults.add("row 1", f"the cells are separated by {kind}", hint=hint, code="csv")
        return None
    lines = _lines(text, faults)
    header = next(lines, None)
    if header is None:
        faults.add("row 1", "the header is missing", hint=",".join(columns), code="missing")
        return None
    names = [name.strip() for name in header[1]]
    if not _header_fits(names, columns, required, faults):
        return None
    rows = []
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            message = f"{len(cells)} cells, and the header has {len(names)}"
            faults.add(f"row {number}", message, hint="quotes around a cell with a comma", code="bad-row")
            continue
        rows.append(Row(number=number, cells=dict(zip(names, cells, strict=True)), faults=faults))
        _refuse_controls(rows[-1])
    return tuple(rows)


def _other_separator(text: str, columns: Sequence[str]) -> str:
    """What parts the cells of the header where that is no comma, in words; "" where nothing says so."""
    header = text.partition("\n")[0]
    for sign, kind in {";": "semicolons", "\t": "tabs", "|": "bars"}.items():
        names = {name.strip(' "\r') for name in header.split(sign)}
        if len(names) > 1 and "," not in header and not names.isdisjoint(columns):
            return kind
    return ""


def _lines(text: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            hint = 'each quote inside a quoted cell doubled: ""'
            faults.add(f"row {number}", f"not valid CSV: {error}", hint=hint, code="csv")
            return


def _header_fits(
    names: Sequence[str], columns: Sequence[str], required: Sequence[str], faults: Faults
) -> bool:
    fits = True
    for number, name in enumerate(names, start=1):
        place = f"row 1, column {number}"
        if name not in columns:
            hint = unknown_name_hint(name, list(columns))
            faults.add(place, f"unknown column {shown(name)}", hint=hint, code="unknown-key")
            fits = False
        elif name in names[: number - 1]:
            faults.add(place, f"column {shown(name)} stands twice", hint="each column once", code="duplicate")
            fits = False
    for name in required:
        if name not in names:
            faults.add("row 1", f"column '{name}' is missing", hint=f"a column '{name}'", code="missing")
            fits = False
    return fits


def _refuse_controls(row: Row) -> None:
    for column, cell in row.cells.items():
        strange = control_in(cell.replace("\r\n", "\n"))
        if strange:
            message = f"{shown(cell)} holds the control character U+{ord(strange):04X}"
            row.fault(column, message, hint="the text without it", code="bad-text")


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if not found or not text.isascii():
        return False
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
