"""Which format is this folder? By its files' endings and, where that leaves several, by words in them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from detente.case.interop.files import list_files
from detente.errors import Fault, InputError

SNIFFED_BYTES = 65_536


class Format(StrEnum):
    """The foreign formats that can be read."""

    GENIUS = "genius"
    GENIUSWEB = "geniusweb"
    NEGMAS = "negmas"


SUFFIXES: Mapping[Format, tuple[str, ...]] = {
    Format.GENIUS: (".xml",),
    Format.GENIUSWEB: (".json",),
    Format.NEGMAS: (".yml", ".yaml"),
}

CONFLICT_SUFFIXES = (".gmcr", ".json")
"""How the file of a conflict ends, in the format of gmcr-py."""

_SIGNS: Mapping[Format, tuple[bytes, ...]] = {
    Format.GENIUS: (b"<negotiation_template", b"<utility_space"),
    Format.GENIUSWEB: (b'"issuesValues"',),
    Format.NEGMAS: (b"OutcomeSpace", b"issues:"),
}


def is_conflict_file(path: Path) -> bool:
    """Whether this is a file, and ends as that of a conflict in the GMCR format does."""
    try:
        return path.is_file() and path.suffix.lower() in CONFLICT_SUFFIXES
    except (OSError, ValueError):  # a NUL, or a name too long: no path to anything
        return False


def detect_format(folder: Path) -> Format:
    """The format of the domain in ``folder``.

    Raises:
        InputError: no file of any format, or signs of several.
    """
    listed = {kind: list_files(folder, suffixes) for kind, suffixes in SUFFIXES.items()}
    found = [kind for kind, paths in listed.items() if paths]
    if len(found) > 1:
        found = [kind for kind in found if any(_shows(path, _SIGNS[kind]) for path in listed[kind])] or found
    if len(found) == 1:
        return found[0]
    if found:
        message = f"files of several formats: {', '.join(found)}"
        hint = "a folder for each"
    else:
        message = "no domain: no file ends in .xml, .json, .yml or .yaml"
        hint = "the folder of a case (with case.toml) or of a Genius, GeniusWeb or NegMAS domain"
    raise InputError(Fault(file=str(folder), message=message, hint=hint, code="no-domain"))


def _shows(path: Path, signs: tuple[bytes, ...]) -> bool:
    try:
        with path.open("rb") as stream:
            start = stream.read(SNIFFED_BYTES)
    except OSError:
        return False
    return any(sign in start for sign in signs)
