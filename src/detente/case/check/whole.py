"""All remarks on a case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from detente.case.check.enforcement import remarks_on_enforcement
from detente.case.check.parties import remarks_on_parties
from detente.case.check.record import remarks_on_record
from detente.case.check.rules import remarks_on_rules
from detente.case.check.verification import remarks_on_verification
from detente.case.check.watching import remarks_on_watching
from detente.case.faults import one_line
from detente.case.model import Case
from detente.errors import Fault


def check_case(case: Case, *, folder: str = "") -> tuple[Fault, ...]:
    """Everything about a case that is allowed and still worth a look.

    Args:
        case: The case.
        folder: The folder that it was read from, for the file names in the remarks.
    """
    remarks = (
        *remarks_on_parties(case),
        *remarks_on_rules(case),
        *remarks_on_record(case),
        *remarks_on_verification(case),
        *remarks_on_watching(case),
        *remarks_on_enforcement(case),
    )
    return tuple(replace(item, file=one_line(str(PurePath(folder) / item.file))) for item in remarks)
