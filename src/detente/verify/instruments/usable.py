"""Which instruments a package, or a red line while it is held, leaves for use, and why not the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from detente.case.formula import holds
from detente.case.model import Case
from detente.case.verification import Exclusion, Instrument
from detente.errors import Fault, InputError, unknown_name_hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why an instrument cannot be used.

    Attributes:
        exclusion: Id of the exclusion.
        red_line: Id of the red line that it would cross; ``""`` where the package alone rules it out.
    """

    instrument: str
    exclusion: str
    why: str
    red_line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usable:
    """The instruments that may be used, in the order of the table, and the refusals of the others."""

    instruments: tuple[Instrument, ...]
    refusals: tuple[Refusal, ...]


def usable(
    instruments: Sequence[Instrument],
    package: Mapping[str, str],
    case: Case,
    *,
    relaxed: Collection[str] = (),
) -> Usable:
    """Which of the instruments a package leaves for use.

    An exclusion of the case applies where the package meets its rule, or has none to meet, and where its red
    line, if it names one, is not among those that gave way. It rules out the instruments that it names, and
    those that people of a nationality that it names staff; where nobody has said who does, it does not.

    Args:
        instruments: The table, as from ``instruments_of``.
        package: One option's id for each issue of the case.
        case: The case, with its exclusions.
        relaxed: Ids of red lines that gave way.

    Raises:
        InputError: if the package leaves out an issue or names an unknown option, if an exclusion names an
            instrument that the table does not have, or if a red line is not of the case.
    """
    chosen = package_numbers(case, package)
    _refuse_unknown_lines(case, relaxed)
    exclusions = () if case.verification is None else case.verification.exclusions
    _refuse_unknown(exclusions, instruments)
    refusals = [
        Refusal(instrument=name, exclusion=item.id, why=item.why, red_line=item.red_line)
        for item in exclusions
        if (item.formula is None or holds(item.formula, chosen)) and item.red_line not in relaxed
        for name in _named(item, instruments)
    ]
    refused = {refusal.instrument for refusal in refusals}
    kept = tuple(instrument for instrument in instruments if instrument.id not in refused)
    return Usable(instruments=kept, refusals=tuple(refusals))


def _named(item: Exclusion, instruments: Sequence[Instrument]) -> list[str]:
    """Ids of the instruments that an exclusion rules out: those it lists, then those by who staffs them."""
    staffed = [each.id for each in instruments if item.names(each)]
    return list(dict.fromkeys((*item.instruments, *staffed)))


def package_numbers(case: Case, package: Mapping[str, str]) -> tuple[int, ...]:
    """The package as one option number for each issue.

    Raises:
        InputError: naming every issue that it leaves out and every option that there is not.
    """
    faults, numbers = [], []
    for issue in case.issues:
        options = [option.id for option in issue.options]
        name = package.get(issue.id)
        if name in options:
            numbers.append(options.index(name))
            continue
        said = f"has no option '{name}'" if name is not None else "is not in the package"
        hint = unknown_name_hint(name or "", options) or "one of its options"
        place = f"package.{issue.id}"
        message = f"the issue '{issue.id}' {said}"
        faults.append(Fault(place=place, message=message, hint=hint, code="unknown-name"))
    if faults:
        raise InputError(*faults)
    return tuple(numbers)


def _refuse_unknown(exclusions: Sequence[Exclusion], instruments: Sequence[Instrument]) -> None:
    known = [instrument.id for instrument in instruments]
    faults = [
        Fault(
            file="verification.toml",
            place=f"exclusions.{item.id}.instruments",
            message=f"no instrument '{name}'",
            hint=unknown_name_hint(name, known) or "a row of instruments.csv",
            code="unknown-name",
        )
        for item in exclusions
        for name in item.instruments
        if name not in known
    ]
    if faults:
        raise InputError(*faults)


def _refuse_unknown_lines(case: Case, relaxed: Collection[str]) -> None:
    known = [line.id for line in case.red_lines]
    faults = [
        Fault(
            place="relaxed",
            message=f"no red line '{name}'",
            hint=unknown_name_hint(name, known) or "a red line of the case",
            code="unknown-name",
        )
        for name in relaxed
        if name not in known
    ]
    if faults:
        raise InputError(*faults)
