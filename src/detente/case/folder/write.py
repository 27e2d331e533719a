"""Writing a case folder that reads as the same case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from detente.case.faults import CaseError
from detente.case.folder.compose import case_text
from detente.case.folder.compose_enforcement import enforcement_text
from detente.case.folder.compose_tables import sources_text, statements_text
from detente.case.folder.compose_verification import instruments_text, verification_text
from detente.case.folder.compose_watching import watch_text
from detente.case.folder.inputs import (
    CASE_FILE,
    ENFORCEMENT_FILE,
    INSTRUMENTS_FILE,
    SOURCES_FILE,
    STATEMENTS_FILE,
    VERIFICATION_FILE,
    WATCH_FILE,
)
from detente.case.folder.place import put_folder, refusal
from detente.case.folder.read import read_case
from detente.case.model import Case


def write_case(case: Case, folder: Path | str, *, overwrite: bool = False) -> Path:
    """Write ``case`` as a case folder, and make sure that reading it gives the same case.

    What is written is the case as it stands, with the overlays that were laid over it, private ones included;
    overlay files are not written. The folder appears whole or not at all.

    Args:
        case: The case.
        folder: The folder to make. It may exist if it is empty.
        overwrite: Whether an existing folder's case.toml and the files beside it that make a case may be
            replaced.

    Returns:
        The folder.

    Raises:
        CaseError: if the folder is not empty or cannot be written, or if the case holds what a case folder
            cannot (a number without a finite decimal, a control character). Nothing is written then.
    """
    target = Path(folder)
    try:
        files = _texts(case)
    except ValueError as error:
        raise refusal(target, str(error), "a decimal in its place", "not-decimal") from None
    put_folder(
        target,
        files,
        overwrite=overwrite,
        stale=(
            STATEMENTS_FILE,
            SOURCES_FILE,
            VERIFICATION_FILE,
            INSTRUMENTS_FILE,
            WATCH_FILE,
            ENFORCEMENT_FILE,
        ),
        check=lambda draft: _refuse_other(case, draft, target),
    )
    return target


def _texts(case: Case) -> dict[str, str]:
    """The files of a case; ``case.toml`` last, as it is put in place last."""
    files: dict[str, str] = {}
    if case.statements:
        files[STATEMENTS_FILE] = statements_text(case.statements)
    if case.sources:
        files[SOURCES_FILE] = sources_text(case.sources)
    if case.verification is not None:
        if case.verification.instruments is not None:
            files[INSTRUMENTS_FILE] = instruments_text(case.verification.instruments)
        files[VERIFICATION_FILE] = verification_text(case.verification)
    if case.watching is not None:
        files[WATCH_FILE] = watch_text(case.watching)
    if case.enforcement is not None:
        files[ENFORCEMENT_FILE] = enforcement_text(case.enforcement)
    files[CASE_FILE] = case_text(case)
    return files


def essence(case: Case) -> Case:
    """A case without what depends on where and how it was read: id, digest, overlays, format and notes."""
    return replace(case, id="", digest="", overlays=(), format="case", notes=())


def _refuse_other(case: Case, draft: Path, target: Path) -> None:
    try:
        written = read_case(draft)
    except CaseError as error:
        files = (fault.file.replace(str(draft), str(target), 1) for fault in error.faults)
        faults = (replace(fault, file=file) for fault, file in zip(error.faults, files, strict=True))
        raise CaseError(*faults) from None
    if essence(written) != essence(case):
        message = "the case cannot be written so that it reads the same"
        hint = "ids, titles and texts as a case file takes them"
        raise refusal(target, message, hint, "not-writable")
