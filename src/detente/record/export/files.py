"""The files of each format that statements are written in, and the full texts that a folder holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from detente.case.folder.inputs import TEXT_SUFFIXES, TEXTS_FOLDER
from detente.record.export.annotation import annotations_text
from detente.record.export.dna_script import dna_files
from detente.record.export.event_list import event_list_text
from detente.record.export.prov import prov_text

if TYPE_CHECKING:
    from detente.case.model import Case

FORMATS = ("web-annotation", "prov", "dna")


def held_texts(folder: Path, case: Case) -> dict[str, str]:
    """The full texts in a case's ``sources`` folder, by source; none for a folder of another program.

    The reader of the case has checked them: each is UTF-8, and each quote stands where the table says.
    """
    texts: dict[str, str] = {}
    for source in case.sources:
        for suffix in TEXT_SUFFIXES:
            file = folder / TEXTS_FOLDER / f"{source.id}{suffix}"
            if file.is_file():
                texts[source.id] = file.read_bytes().decode("utf-8-sig")
    return texts


def export_files(case: Case, texts: Mapping[str, str], wanted: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The files of a format by name, and what was left out or settled, in sentences.

    Args:
        case: The case.
        texts: The full texts that are held, by source.
        wanted: One of :data:`FORMATS`.

    Raises:
        KeyError: there is no such format.
    """
    if wanted == "web-annotation":
        without = [source.id for source in case.sources if source.id not in texts]
        note = f"Without what stands around the words, as the text is not held: {', '.join(without)}."
        return {"annotations.jsonld": annotations_text(case, texts)}, (note,) if without else ()
    if wanted == "prov":
        return {"prov.json": prov_text(case)}, ()
    if wanted != "dna":
        raise KeyError(wanted)
    events, notes = event_list_text(case)
    files, more = dna_files(case, texts)
    return {"events.csv": events, **files}, (*notes, *more)
