"""What a reader finds on its way: faults, which are raised together, and notes for the user."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from detente.case.interop.files import DataFile
from detente.errors import Fault, InputError, unknown_name_hint

T = TypeVar("T")
P = TypeVar("P")

FAULTS_SHOWN = 50
"""More faults than this are counted, not listed."""

NAMES_SEARCHED = 500
USUAL_LENGTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The faults of one file, and what had to be decided about it, in the order found."""

    file: str
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, place: str, message: str, hint: str, *, code: str = "bad-input") -> None:
        """Add a fault of this file."""
        self.faults.append(Fault(file=self.file, place=place, message=message, hint=hint, code=code))

    def unknown(self, place: str, message: str, name: str, names: Sequence[str]) -> None:
        """Add the fault of a name that is none of ``names``, with the nearest of them.

        The search takes time, so it is made for faults that will be shown, among names of a usual length.
        """
        usual = [known for known in names[:NAMES_SEARCHED] if len(known) <= USUAL_LENGTH]
        hint = unknown_name_hint(name, usual) if len(self.faults) < FAULTS_SHOWN else ""
        self.fault(place, message, hint or "a name of the domain", code="unknown-name")


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


def parse_all(files: Sequence[DataFile], parse: Callable[[DataFile], T]) -> list[tuple[DataFile, T]]:
    """Each file with what ``parse`` makes of it.

    Raises:
        InputError: the faults of all files that cannot be parsed.
    """
    parsed: list[tuple[DataFile, T]] = []
    faults: list[Fault] = []
    for file in files:
        try:
            parsed.append((file, parse(file)))
        except InputError as error:
            faults += error.faults
    if faults:
        raise refusal(faults)
    return parsed


def read_all(
    parsed: Sequence[tuple[DataFile, T]], read: Callable[[DataFile, T, Findings], P | None]
) -> tuple[list[P], list[str]]:
    """What ``read`` makes of each file, and the notes.

    Raises:
        InputError: the faults of all files.
    """
    results: list[P] = []
    faults: list[Fault] = []
    notes: list[str] = []
    for file, content in parsed:
        findings = Findings(file=file.where)
        result = read(file, content, findings)
        faults += findings.faults
        notes += findings.notes
        if result is not None:
            results.append(result)
    if faults:
        raise refusal(faults)
    return results, notes


def refusal(faults: Sequence[Fault]) -> InputError:
    """The error that has all faults; past the first ones they are counted."""
    shown = list(faults[:FAULTS_SHOWN])
    if len(faults) > FAULTS_SHOWN:
        message = f"and {len(faults) - FAULTS_SHOWN} more faults"
        shown.append(Fault(message=message, hint="these first", code="more-faults"))
    return InputError(*shown)
