"""What the parts of ``enforcement.toml`` are read with: figures with bounds, units, packages, names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, overload

from detente.case import keys
from detente.case.enforcement import ALWAYS, Lasting, Unit, When
from detente.case.faults import shown, way_to
from detente.case.folder.figures import ANY, NOT_NEGATIVE, SHARE, Bounds, read_figure
from detente.case.folder.frame import Frame
from detente.case.folder.table import Table
from detente.case.preference import Figure

NOTHING = Figure(low=Fraction(0), high=Fraction(0))
"""Stands in for a figure that is missing, in what must not be used."""
SURE = Figure(low=Fraction(1), high=Fraction(1))
FOR_GOOD = "for-good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What an enforcement file refers to in the rest of its case.

    Attributes:
        obligations: Their violations by obligation of ``verification.toml``; None where that has none,
            or none that could be read.
    """

    frame: Frame
    obligations: dict[str, tuple[str, ...]] | None

    def party(self, table: Table, key: str) -> str:
        """A party of the case that has to be named; ``""``, with a fault, for anything else."""
        name = table.line(key, required=True)
        if name and name not in self.frame.parties:
            hint = way_to(name, self.frame.parties, "party")
            table.fault(key, f"no party {shown(name)}", hint=hint, code="unknown-name")
        return name

    def parties(self, table: Table) -> list[str]:
        """The keys of a table, which are parties; others are noted and left out."""
        kept = []
        for name in table.entries:
            if name in self.frame.parties:
                kept.append(name)
            else:
                hint = way_to(name, self.frame.parties, "party")
                table.fault(name, f"no party {shown(name)}", hint=hint, code="unknown-name")
        return kept

    def when(self, table: Table) -> When:
        """The packages in which something holds."""
        if "when" not in table:
            return ALWAYS
        found = self.frame.rule(table, "when")
        return ALWAYS if found is None else When(text=found[0], formula=found[1])

    def obligation(self, table: Table) -> str:
        """The obligation that a table names, if it names one."""
        name = table.line("obligation")
        if name and self.obligations is not None and name not in self.obligations:
            hint = way_to(name, self.obligations, "obligation")
            table.fault("obligation", f"no obligation {shown(name)}", hint=hint, code="unknown-name")
        return name

    def cited(self, table: Table) -> tuple[str, ...]:
        """The statements that a table cites."""
        return self.frame.citations.cited(table)

    @overload
    def figure(self, table: Table, key: str, bounds: Bounds, default: Literal[None]) -> Figure | None: ...
    @overload
    def figure(self, table: Table, key: str, bounds: Bounds, default: Figure | str = ...) -> Figure: ...
    def figure(
        self, table: Table, key: str, bounds: Bounds, default: Figure | str | None = ""
    ) -> Figure | None:
        """The figure at a key; if there is none, the default, or a fault where that is a text."""
        if key not in table:
            if isinstance(default, str):
                hint = f'{key} = {{ value = [0.2, 0.5], why = "..." }}'
                table.fault(key, f"'{key}' is missing", hint=hint, code="missing")
                return NOTHING
            return default
        place = (*table.place, key)
        citations = self.frame.citations
        found = read_figure(table.entries[key], place, table.faults, bounds=bounds, citations=citations)
        return NOTHING if found is None else found

    def figures(self, table: Table, key: str, bounds: Bounds) -> dict[str, Figure]:
        """A table of figures by party."""
        inner = table.table(key)
        return (
            {} if inner is None else {name: self.figure(inner, name, bounds) for name in self.parties(inner)}
        )


def members(top: Table, key: str, known: Sequence[str], limit: int) -> list[tuple[str, Table]]:
    """The tables of a section by id; what is no table is noted and left out."""
    section = top.table(key)
    if section is None:
        return []
    named = ((name, section.table(name, known=known)) for name in section.ids(key, limit=limit))
    return [(name, table) for name, table in named if table is not None]


def unit_of(table: Table, key: str = "unit", default: Unit = Unit.UTILITY) -> Unit:
    """What amounts of a table are in."""
    return table.choice(key, default)


def lasting(table: Table, key: str, why: str = "") -> Lasting:
    """Periods: a whole number, the fewest and the most, or for good."""
    value = table.entries.get(key)
    hint = f'{key} = 6, {key} = [3, 12] or {key} = "{FOR_GOOD}"'
    if key not in table:
        table.fault(key, f"'{key}' is missing", hint=hint, code="missing")
        return Lasting(least=0, most=None, why=why)
    ends = list(value) if isinstance(value, list | tuple) else [value, value]
    if len(ends) != len(("least", "most")) or not all(_is_periods(end) for end in ends):
        table.fault(key, f"{_told(value)} is no number of periods", hint=hint, code="bad-number")
        return Lasting(least=0, most=None, why=why)
    least, most = (end if isinstance(end, int) else None for end in ends)
    if (most is not None) and (least is None or least > most):
        table.fault(
            key,
            f"{_told(value)} is reversed",
            hint=f"{key} = [{_toml(most)}, {_toml(least)}]",
            code="reversed",
        )
    return Lasting(least=least, most=most, why=why)


def _toml(end: int | None) -> str:
    return f'"{FOR_GOOD}"' if end is None else str(end)


def _told(value: object) -> str:
    """A value in a message; a list of two with both of them."""
    if isinstance(value, list | tuple) and len(value) == len(("least", "most")):
        return f"[{', '.join(shown(end) for end in value)}]"
    return shown(value)


def _is_periods(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int):
        return value == FOR_GOOD
    return 0 <= value <= keys.PERIODS_LIMIT


def one_of(table: Table, key: str, known: Collection[str], kind: str) -> str:
    """A name out of ``known`` that may be absent; ``""``, with a fault, for another one."""
    name = table.line(key)
    if name and name not in known:
        table.fault(key, f"no {kind} {shown(name)}", hint=way_to(name, known, kind), code="unknown-name")
        return ""
    return name


__all__ = ["ANY", "NOT_NEGATIVE", "SHARE", "SURE", "Ground", "lasting", "members", "one_of", "unit_of"]
