"""The shipped table of instruments, and which table a case goes by."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from detente.case import keys
from detente.case.faults import CaseError, Faults
from detente.case.folder.instruments import Terms, read_instruments
from detente.case.folder.rows import read_rows
from detente.case.standard import STANDARD_STATES, STANDARD_VIOLATIONS
from detente.case.verification import Certainty, Instrument, Verification

CAVEAT = (
    "No public source has calibrated detection probabilities for these instruments on such a line. The "
    "ranges and probabilities marked as guesses are judgements; the plan runs at their low, middle and "
    "high values."
)
"""What the first page of each plan says."""

TABLE = "instruments.csv"


@cache
def default_instruments() -> tuple[Instrument, ...]:
    """The shipped table, which stands in where a case has none of its own.

    Raises:
        CaseError: if the installed table has been changed so that it cannot be read.
    """
    faults = Faults(TABLE)
    text = default_text()
    columns, required = keys.INSTRUMENT_COLUMNS, keys.INSTRUMENT_REQUIRED
    rows = read_rows(text, columns=columns, required=required, faults=faults)
    terms = Terms(violations=list(STANDARD_VIOLATIONS), states=list(STANDARD_STATES))
    instruments = read_instruments(rows or (), terms)
    if faults.count:
        raise CaseError(*faults.all_found())
    return instruments


def default_text() -> str:
    """The shipped table as it stands in its file, to start one's own from."""
    return files(__name__.rpartition(".")[0]).joinpath(TABLE).read_text(encoding="utf-8")


def instruments_of(verification: Verification) -> tuple[Instrument, ...]:
    """The instruments that a case goes by: its own table whole, else the shipped one."""
    own = verification.instruments
    return default_instruments() if own is None else own


def default_notes(instruments: tuple[Instrument, ...]) -> tuple[str, ...]:
    """What a plan's first page says of its figures: the caveat, and how many rest on what."""
    figures = [row.value.certainty for instrument in instruments for row in instrument.figures]
    counts = {certainty: figures.count(certainty) for certainty in Certainty}
    said = ", ".join(f"{count} {certainty}" for certainty, count in counts.items() if count)
    return (CAVEAT, f"Of {len(figures)} figures of {len(instruments)} instruments: {said or 'none'}.")
