"""Which obligations a package brings with it, and which instruments are a means for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.case.formula import holds
from detente.case.model import Case
from detente.case.verification import FigureKey, Instrument, Obligation
from detente.verify.instruments.usable import package_numbers


def active(case: Case, package: Mapping[str, str]) -> tuple[Obligation, ...]:
    """The obligations of the case that a package brings with it: those whose rule it meets.

    Raises:
        InputError: if the package leaves out an issue or names an unknown option.
    """
    chosen = package_numbers(case, package)
    listed = () if case.verification is None else case.verification.obligations
    return tuple(item for item in listed if item.formula is None or holds(item.formula, chosen))


def means(
    obligation: Obligation, instruments: Sequence[Instrument]
) -> tuple[tuple[Instrument, tuple[str, ...]], ...]:
    """The instruments for the obligation's kind, each with those of its violations that it is known to see.

    An instrument of the right kind that is known to see none of them stands with an empty tuple: not known is
    not the same as blind.
    """
    return tuple(
        (instrument, tuple(name for name in obligation.violations if _sees(instrument, name)))
        for instrument in instruments
        if obligation.kind in instrument.sees
    )


def _sees(instrument: Instrument, violation: str) -> bool:
    seen = instrument.figure(FigureKey.DETECTION, violation=violation)
    return seen is not None and seen.high > 0
