"""All that can be said of a case folder in one go: faults, or else remarks, over all its overlays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.case.check.remark import remark
from detente.case.check.watching import remarks_on_watched_files
from detente.case.check.whole import check_case
from detente.case.faults import CaseError
from detente.case.folder import read_case
from detente.case.folder.inputs import OVERLAYS_FOLDER, TEXT_SUFFIXES, TEXTS_FOLDER
from detente.case.folder.layers import LAYERS_FOLDER
from detente.case.model import Case
from detente.errors import Fault, nearest

FILES = (
    "case.toml",
    "statements.csv",
    "sources.csv",
    "verification.toml",
    "instruments.csv",
    "watch.toml",
    "enforcement.toml",
    "lexicon.toml",
)
FOLDERS = (TEXTS_FOLDER, OVERLAYS_FOLDER, LAYERS_FOLDER, "detections", "exposure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found in a folder.

    Attributes:
        case: The case, or None if there are faults that keep it from being read.
        faults: What is wrong, in the case itself or in one of its overlays.
        remarks: What is allowed and still worth a look.
    """

    case: Case | None
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()


def check_folder(path: Path | str, overlays: Sequence[str] = ()) -> Findings:
    """Read a folder with these overlays, and once more with each other overlay that is not private."""
    try:
        case = read_case(path, overlays)
    except CaseError as error:
        return Findings(case=None, faults=error.faults)
    faults: dict[Fault, None] = {}
    for overlay in case.overlays:
        if overlay.applied or overlay.private:
            continue
        try:
            read_case(path, (*overlays, overlay.id))
        except CaseError as error:
            faults.update(dict.fromkeys(error.faults))
    remarks = (*check_case(case, folder=str(path)), *_on_files(Path(path), case))
    return Findings(case=case, faults=tuple(faults), remarks=remarks)


def _on_files(folder: Path, case: Case) -> Iterator[Fault]:
    """Files that look as if they were meant to be read and are not."""
    known = (*FILES, *FOLDERS)
    for entry in sorted(folder.iterdir()):
        close = nearest(entry.name, known)
        if entry.name not in known and close and not (folder / close).exists():
            message = "this file is not read"
            yield remark("", message, hint=f"the name '{close}'", code="unread", file=str(entry))
    yield from remarks_on_watched_files(folder, case)
    texts = folder / TEXTS_FOLDER
    sources = {source.id for source in case.sources}
    for entry in sorted(texts.iterdir()) if texts.is_dir() else ():
        if entry.suffix in TEXT_SUFFIXES and entry.stem not in sources:
            hint = nearest(entry.stem, sorted(sources)) or "the id of a source, with .txt"
            yield remark("", "no source has this name", hint=hint, code="unread", file=str(entry))
