"""What a reader finds on its way: faults, which are raised together, and notes for the user."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from detente.errors import Fault, InputError

FAULTS_SHOWN = 50
"""More faults than this are counted, not listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The faults of one file, and what had to be decided about it, in the order found."""

    file: str
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, place: str, message: str, hint: str, *, code: str = "bad-input") -> None:
        """Add a fault of this file."""
        self.faults.append(Fault(file=self.file, place=place, message=message, hint=hint, code=code))


@dataclass(frozen=True, slots=True)
class Names:
    """Names of a file with their numbers: found as written, else with the blanks around them taken off."""

    exact: Mapping[str, int]
    stripped: Mapping[str, int]

    @classmethod
    def of(cls, names: Sequence[str]) -> Names:
        """Number ``names`` from 0; names that differ in blanks only are found as written alone."""
        exact = {name: number for number, name in enumerate(names)}
        stripped: dict[str, int] = {}
        for name, number in exact.items():
            key = name.strip()
            stripped[key] = -1 if key in stripped else number
        return cls(exact, {key: number for key, number in stripped.items() if number >= 0})

    def find(self, name: str) -> int | None:
        """The number of ``name``, None where there is no such name."""
        number = self.exact.get(name)
        return self.stripped.get(name.strip()) if number is None else number


def refuse(faults: Sequence[Fault]) -> NoReturn:
    """Raise all faults together; past the first ones they are counted.

    Raises:
        InputError: always.
    """
    shown = list(faults[:FAULTS_SHOWN])
    if len(faults) > FAULTS_SHOWN:
        message = f"and {len(faults) - FAULTS_SHOWN} more faults"
        shown.append(Fault(message=message, hint="these first", code="more-faults"))
    raise InputError(*shown)
