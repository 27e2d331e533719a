"""Putting stubs where an analyst works on them: a new folder, one beside a case, or its own tables."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from detente.case.faults import CaseError, control_in, shown
from detente.case.folder.compose_tables import sources_text, statements_text
from detente.case.folder.place import put_folder
from detente.case.folder.read import read_case
from detente.case.keys import SPEAKERS_OUTSIDE
from detente.case.model import Case
from detente.case.statements import Statement
from detente.errors import Fault
from detente.record.reading_file import ReadingFile
from detente.record.stubs.additions import additions_text, tables_with
from detente.record.stubs.case_file import case_file_text
from detente.record.stubs.gathered import Gathered, gather
from detente.record.stubs.skeleton import Skeleton, skeleton_of

PIECES = ("*.toml", "*.csv", "overlays/*.toml", "sources/*")
"""Files of a case that its record is checked with."""
ADDITIONS = "additions.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Stubs as texts of files.

    Attributes:
        gathered: The statements and sources behind them.
        skeleton: What they leave to be decided.
        files: Texts by the name of the file.
    """

    gathered: Gathered
    skeleton: Skeleton
    files: Mapping[str, str]


def stubs_of(files: Sequence[ReadingFile], *, title: str, titles: Mapping[str, str]) -> Made:
    """The files of a new case folder. Its parties are those that speak in confirmed statements.

    Args:
        files: Readings with their decisions.
        title: The title of the case.
        titles: Titles of parties and issues by id.

    Raises:
        CaseError: if nothing is confirmed that a case could be made of, or the title is none.
    """
    if not title.strip() or control_in(title) or "\n" in title or "\t" in title:
        message, hint = f"{shown(title)} is no title", "a text on one line"
        raise CaseError(Fault(place="title", message=message, hint=hint, code="bad-text"))
    gathered = gather(files)
    skeleton = skeleton_of(gathered.confirmed)
    if not skeleton.issues:
        message = "no confirmed statement has a party, an issue, and a demand, offer, acceptance or refusal"
        hint = "'detente review' first: what is doubtful, rejected or not reviewed makes no case"
        raise CaseError(Fault(message=message, hint=hint, code="nothing-confirmed"))
    days = [
        source.published_on for source in gathered.sources if len(source.published_on) == len("2025-03-15")
    ]
    text = case_file_text(
        skeleton,
        title=title.strip(),
        as_of=max(days, default=""),
        titles=titles,
        conditions=gathered.conditions,
    )
    gathered = _within(gathered, skeleton.parties)
    tables = {
        "sources.csv": sources_text(gathered.sources),
        "statements.csv": statements_text(gathered.statements),
    }
    return Made(gathered=gathered, skeleton=skeleton, files={**tables, "case.toml": text})


def additions_to(
    case: Case, files: Sequence[ReadingFile], *, titles: Mapping[str, str], tables: Mapping[str, str]
) -> Made:
    """What readings add to a case: its two tables with the new rows, and stubs for its case file.

    A party that the case does not have stands as ``other`` in the table, with a note.

    Args:
        case: The case.
        files: Readings with their decisions.
        titles: Titles of parties and issues by id.
        tables: The texts of the case's tables by file name, if there are any; their rows stay as they are.
    """
    gathered = gather(files, statements=case.statements, sources=case.sources)
    skeleton = skeleton_of(gathered.confirmed)
    gathered = _within(gathered, [party.id for party in case.parties])
    titles = {**titles, **{party.id: party.title for party in case.parties}}
    return Made(
        gathered=gathered,
        skeleton=skeleton,
        files={
            **tables_with(case, gathered, tables),
            ADDITIONS: additions_text(skeleton, case, titles=titles, conditions=gathered.conditions),
        },
    )


def put_case(made: Made, folder: Path) -> None:
    """Write a new case folder that `detente check` accepts, whole or not at all.

    Raises:
        CaseError: if the folder is not empty or cannot be written.
    """
    put_folder(folder, made.files, check=_refuse_faulty)


def put_additions(made: Made, folder: Path) -> None:
    """Write the tables and stubs for a case that exists into a folder of their own.

    Raises:
        CaseError: if the folder is not empty or cannot be written.
    """
    put_folder(folder, made.files)


def add_to(case_folder: Path, made: Made) -> None:
    """Put the new rows into the case's own tables, once the case was read with them.

    Raises:
        CaseError: if the case cannot be read with them, or its tables cannot be written; nothing changed.
    """
    tables = {name: text for name, text in made.files.items() if name != ADDITIONS}
    with tempfile.TemporaryDirectory() as place:
        trial = Path(place) / "case"
        for pattern in PIECES:
            for path in sorted(case_folder.glob(pattern)):
                copy = trial / path.relative_to(case_folder)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
        for name, text in tables.items():
            (trial / name).write_text(text, encoding="utf-8", newline="")
        try:
            read_case(trial)
        except CaseError as error:
            faults = (
                replace(one, file=one.file.replace(str(trial), str(case_folder), 1)) for one in error.faults
            )
            raise CaseError(*faults) from None
    put_folder(case_folder, tables, overwrite=True)


def _within(gathered: Gathered, parties: Sequence[str]) -> Gathered:
    """The same rows; a party that the case does not have stands as ``other``, with a note."""
    known = {*parties, *SPEAKERS_OUTSIDE, ""}
    return replace(gathered, statements=tuple(_with_known_party(one, known) for one in gathered.statements))


def _with_known_party(one: Statement, known: set[str]) -> Statement:
    if one.party in known:
        return one
    note = f"party {one.party} is none of this case"
    return replace(one, party="other", note="; ".join(part for part in (one.note, note) if part))


def _refuse_faulty(draft: Path) -> None:
    read_case(draft)
