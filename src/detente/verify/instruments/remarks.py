"""Remarks on a case with the instruments that it goes by: names that are not there, what nothing sees."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.check.remark import listed, remark
from detente.case.model import Case
from detente.case.verification import Instrument, Obligation, Verification
from detente.errors import Fault, unknown_name_hint
from detente.verify.instruments.means import means
from detente.verify.instruments.table import instruments_of

FILE = "verification.toml"


def remarks_on_instruments(case: Case) -> Iterator[Fault]:
    """What is worth saying of a case's verification, given its own instruments or the shipped ones."""
    verification = case.verification
    if verification is None:
        return
    instruments = instruments_of(verification)
    yield from _on_names(verification, instruments)
    for obligation in verification.obligations:
        yield from _on_sight(obligation, instruments)


def _on_names(verification: Verification, instruments: tuple[Instrument, ...]) -> Iterator[Fault]:
    known = [instrument.id for instrument in instruments]
    for exclusion in verification.exclusions:
        for name in exclusion.instruments:
            if name not in known:
                place, message = ("exclusions", exclusion.id, "instruments"), f"no instrument '{name}'"
                hint = unknown_name_hint(name, known) or "a row of instruments.csv"
                yield remark(place, message, hint=hint, code="unknown-name", file=FILE)
    yield from _on_nationalities(verification, instruments)
    sensors = list(dict.fromkeys(instrument.sensor for instrument in instruments))
    for condition in verification.conditions:
        for state in condition.states:
            for name in state.disables:
                if name not in sensors:
                    where = ("conditions", condition.id, "states", state.id, "disables")
                    message = f"no instrument has the sensor class '{name}'"
                    hint = unknown_name_hint(name, sensors) or "a sensor class of instruments.csv"
                    yield remark(where, message, hint=hint, code="unknown-name", file=FILE)


def _on_nationalities(verification: Verification, instruments: tuple[Instrument, ...]) -> Iterator[Fault]:
    """Exclusions by nationality that can rule out nothing as the table stands."""
    known = list(dict.fromkeys(name for item in instruments for name in item.nationalities))
    folded = {name.casefold() for name in known}
    for exclusion in verification.exclusions:
        for name in exclusion.nationalities:
            if name.casefold() not in folded:
                place = ("exclusions", exclusion.id, "nationalities")
                message = f"no instrument is said to be staffed from '{name}'"
                hint = unknown_name_hint(name, known) or "a row 'nationality' in instruments.csv"
                yield remark(place, message, hint=hint, code="unknown-name", file=FILE)


def _on_sight(obligation: Obligation, instruments: tuple[Instrument, ...]) -> Iterator[Fault]:
    seen = {name for _, names in means(obligation, instruments) for name in names}
    unseen = [name for name in obligation.violations if name not in seen]
    if unseen:
        place = ("obligations", obligation.id, "violations")
        message = f"no instrument for the kind '{obligation.kind}' is known to see {listed(unseen)}"
        hint = "a row 'detection' in instruments.csv, or another kind"
        yield remark(place, message, hint=hint, code="unseen", file=FILE)
