"""Plain data as JSON and YAML files have it, and a cursor that knows its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from detente.case.exact import decimal_text
from detente.case.interop.decimals import exact
from detente.case.interop.findings import Findings, Names
from detente.errors import shown_value

NODES_LIMIT = 500_000
"""Most values that one file may hold."""

LENGTH_SHOWN = 60
"""Most characters of a name in a place."""

Scalar: TypeAlias = bool | str | Fraction | float | None
"""A single value. Numbers are exact; a float is one that is not finite."""

Data: TypeAlias = "Scalar | list[Data] | dict[str, Data]"
"""Values, lists and mappings; the keys of a mapping are text, as written or as :func:`scalar_text` has it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A value with its place in the file; one of the wrong kind gives a fault and an empty value."""

    data: Data
    place: str
    findings: Findings

    def at(self, key: str) -> Spot:
        """The value under ``key`` of a mapping; an absent one has the data None."""
        data = self.data.get(key) if isinstance(self.data, dict) else None
        name = _shortened(key)
        return Spot(data, f"{self.place}.{name}" if self.place else name, self.findings)

    def __contains__(self, key: str) -> bool:
        return isinstance(self.data, dict) and key in self.data

    def mapping(self) -> dict[str, Data]:
        """The value as a mapping."""
        if isinstance(self.data, dict):
            return self.data
        self._wrong("a mapping", "names with their values")
        return {}

    def numbered(self, titles: Sequence[str], kind: str) -> dict[int, Spot]:
        """The values of a mapping by the numbers of ``titles``; another name, and one twice, are faults.

        Args:
            titles: The names that may stand here.
            kind: What they name, as faults call it: ``issue``.
        """
        names = Names.of(titles)
        found: dict[int, Spot] = {}
        for key in self.mapping():
            number = names.find(key)
            if number is None:
                self.unknown(f"{kind} {shown_value(key)} is not in the domain", key, titles)
            elif number in found:
                self.fault(f"{kind} {shown_value(key)} stands twice", f"each {kind} once")
            else:
                found[number] = self.at(key)
        return found

    def members(self) -> Iterator[Spot]:
        """The values of a list."""
        if isinstance(self.data, list):
            for number, data in enumerate(self.data, start=1):
                yield Spot(data, f"{self.place} ({number})".strip(), self.findings)
        else:
            self._wrong("a list", "a list")

    def text(self) -> str:
        """The value as a name: text as it is, a number or truth value as it is written."""
        if isinstance(self.data, str | bool | Fraction):
            return scalar_text(self.data)
        self._wrong("a name", "a text")
        return ""

    def number(self) -> Fraction:
        """The value as a finite number; text that is one is taken too."""
        data = self.data
        if isinstance(data, Fraction):
            return data
        value = exact(data) if isinstance(data, str) else None
        if value is None:
            self._wrong("a number", "a finite number such as 0.5")
            return Fraction(0)
        return value

    def fault(self, message: str, hint: str, *, code: str = "bad-input") -> None:
        """Add a fault at this place."""
        self.findings.fault(self.place, message, hint, code=code)

    def unknown(self, message: str, name: str, names: Sequence[str]) -> None:
        """Add the fault of a name that is none of ``names``, with the nearest of them."""
        self.findings.unknown(self.place, message, name, names)

    def _wrong(self, kind: str, hint: str) -> None:
        if self.data is None:
            self.fault(f"no value where {kind} is needed", hint)
        else:
            self.fault(f"{_brief(self.data)} is not {kind}", hint)


def scalar_text(value: Scalar) -> str:
    """A single value as text: the shortest decimals of a number, YAML's words for the others."""
    match value:
        case str():
            return value
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case Fraction():
            return decimal_text(value)
        case _:
            return str(value)


def _shortened(name: str) -> str:
    return name if len(name) <= LENGTH_SHOWN else f"{name[: LENGTH_SHOWN - 3]}..."


def _brief(data: Data) -> str:
    if isinstance(data, list | dict):
        return f"a {'list' if isinstance(data, list) else 'mapping'} of {len(data)}"
    return shown_value(scalar_text(data)) if not isinstance(data, str) else shown_value(data)
