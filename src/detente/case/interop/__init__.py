"""Foreign domains: Genius XML, GeniusWeb JSON and NegMAS YAML read as cases, the latter two written."""

from __future__ import annotations

from pathlib import Path

from detente.case.interop.detect import Format, detect_format
from detente.case.interop.export import export
from detente.case.interop.files import write_files
from detente.case.interop.genius import read_genius
from detente.case.interop.geniusweb import read_geniusweb
from detente.case.interop.geniusweb_write import geniusweb_files
from detente.case.interop.negmas import read_negmas
from detente.case.interop.negmas_write import negmas_files
from detente.case.model import Case
from detente.errors import Fault, UnknownNameError, unknown_name_hint

__all__ = ["Format", "detect_format", "read_domain", "write_domain"]

_READERS = {
    Format.GENIUS: read_genius,
    Format.GENIUSWEB: read_geniusweb,
    Format.NEGMAS: read_negmas,
}
_WRITERS = {Format.GENIUSWEB: geniusweb_files, Format.NEGMAS: negmas_files}


def read_domain(path: Path | str) -> Case:
    """Read a folder with a domain and its profiles, in whichever of the formats it is.

    Names stay as titles and get ids made from them; utilities are as written, without normalisation.

    Raises:
        InputError: all that is wrong with the folder's files, each with file and place.
    """
    folder = Path(path)
    return _READERS[detect_format(folder)](folder)


def write_domain(case: Case, folder: Path | str, format: str) -> tuple[str, ...]:  # noqa: A002 - the word for it
    """Write ``case`` as a new folder in the format ``geniusweb`` or ``negmas``; all of it appears or nothing.

    Utilities are those that ``solve`` computes with: what is open is written at its centroid. Red lines,
    rules, interactions, statements and discounts are left out.

    Returns:
        What was left out or settled, one sentence each.

    Raises:
        UnknownNameError: no such format.
        InputError: a party without any preference, or a folder that exists and is not empty.
    """
    names = [kind.value for kind in _WRITERS]
    if format not in names:
        hint = unknown_name_hint(format, names)
        raise UnknownNameError(
            Fault(message=f"no format {format!r} that can be written", hint=hint, code="unknown-name")
        )
    written = export(case)
    files, notes = _WRITERS[Format(format)](written)
    write_files(Path(folder), files)
    return (*written.notes, *notes)
