"""Which overlay has brought a fault to a place that the case file itself has set.

An overlay may change what another place rests on: a range, and a rule of the case names an amount that is no
more; the party of a red line, and its statements are another's. Such a fault is not there before the overlay
is laid over the case, so it is filed under the first overlay with which it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from detente.case.faults import Faults, one_line
from detente.case.folder.document import read_document
from detente.case.folder.figures import Citations
from detente.errors import Fault

_POSITION = re.compile(r"\[\d+\]")


def file_under_overlays(
    faults: Faults, stages: Sequence[tuple[str, Mapping[str, object]]], citations: Citations
) -> None:
    """File each fault of the case file under the overlay that brings it.

    Args:
        faults: What was found in the document with all overlays; changed in place.
        stages: The case file with its document, then each overlay with the document that it leads to.
        citations: The statements that may be cited.
    """
    brought: dict[tuple[str, str], str] = {}
    for file, document in stages:
        trial = Faults(faults.file)
        read_document(document, citations, trial)
        for fault in trial.found:
            brought.setdefault(_mark(fault), file)
    faults.found = [_filed(fault, faults.file, brought) for fault in faults.found]


def _mark(fault: Fault) -> tuple[str, str]:
    """What makes two faults the same; entries without an id move up where an overlay removes one."""
    return _POSITION.sub("[]", fault.place), fault.message


def _filed(fault: Fault, case_file: str, brought: Mapping[tuple[str, str], str]) -> Fault:
    file = brought.get(_mark(fault), case_file)
    if fault.file != one_line(case_file) or file == case_file:
        return fault
    return replace(fault, file=one_line(file), message=f"with this overlay, {fault.message}")
