"""``verification.toml`` and ``instruments.csv`` of a folder, read against its case."""

from __future__ import annotations

from detente.case import keys
from detente.case.folder.figures import Citations
from detente.case.folder.frame import frame_of
from detente.case.folder.inputs import CASE_FILE, INSTRUMENTS_FILE, VERIFICATION_FILE, Inputs
from detente.case.folder.instruments import Terms, read_instruments
from detente.case.folder.table import Table
from detente.case.folder.verification import Ground, read_verification, state_ids, violation_ids
from detente.case.model import Case
from detente.case.standard import STANDARD_STATES, STANDARD_VIOLATIONS
from detente.case.verification import Instrument, Verification


def read_verifying(inputs: Inputs, case: Case | None, citations: Citations) -> Verification | None:
    """What the folder says of verification; None where it says nothing, or nothing that can be read.

    Faults go to the files that they are in. Where the case itself has faults, what the verification says of
    its issues is not judged a second time.
    """
    if not inputs.has(VERIFICATION_FILE):
        if inputs.has(INSTRUMENTS_FILE):
            message = f"there are instruments, and no {VERIFICATION_FILE} that says what they are for"
            hint = f"a {VERIFICATION_FILE} beside it"
            inputs.faults_of(INSTRUMENTS_FILE).add("", message, hint=hint, code="missing")
        return None
    document = inputs.toml(VERIFICATION_FILE)
    instruments = _instruments(inputs, document)
    if document is None or case is None:
        return None
    sound = inputs.faults_of(CASE_FILE).count == 0
    ground = Ground(
        frame=frame_of(
            tuple(party.id for party in case.parties),
            case.issues,
            frozenset() if sound else frozenset(issue.id for issue in case.issues),
            citations,
        ),
        red_lines=[line.id for line in case.red_lines] if sound else None,
        instruments=instruments,
        instruments_read=inputs.faults_of(INSTRUMENTS_FILE).count == 0,
    )
    faults = inputs.faults_of(VERIFICATION_FILE)
    return read_verification(Table(document, (), faults, known=keys.VERIFICATION_TOP), ground)


def _instruments(inputs: Inputs, document: dict[str, object] | None) -> tuple[Instrument, ...] | None:
    """The case's own instruments; None where there is no table of them."""
    rows = inputs.rows(INSTRUMENTS_FILE, keys.INSTRUMENT_COLUMNS, keys.INSTRUMENT_REQUIRED)
    if rows is None:
        return None
    if document is None:
        return read_instruments(rows, Terms())
    terms = Terms(
        violations=list(dict.fromkeys((*violation_ids(document), *STANDARD_VIOLATIONS))),
        states=list(dict.fromkeys((*state_ids(document), *STANDARD_STATES))),
    )
    return read_instruments(rows, terms)
