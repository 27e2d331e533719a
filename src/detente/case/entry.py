"""One door for every case: a case folder, or a domain folder of another program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError

if TYPE_CHECKING:
    from detente.case.model import Case


def open_case(path: Path | str, *, overlays: Sequence[str] = ()) -> Case:
    """Read a case.

    Args:
        path: A case folder (with a ``case.toml``), or a Genius, GeniusWeb or NegMAS domain folder.
        overlays: Ids of other readings in the case's ``overlays`` folder, applied in this order.

    Returns:
        The case, checked.

    Raises:
        InputError: naming every problem of the folder at once, each with file, place, value and a way out.
    """
    from detente.case.folder import read_case
    from detente.case.interop import read_domain
    from detente.case.interop.detect import is_conflict_file

    folder = Path(path)
    if is_conflict_file(folder):
        message = "a file, not a case folder; it ends as a conflict in the GMCR format does"
        hint = f"'detente stable {folder}' for such a conflict, or the folder that holds case.toml"
        raise InputError(Fault(file=str(folder), message=message, hint=hint, code="not-a-case"))
    if not _is_foreign(folder):
        return read_case(folder, overlays)
    if overlays:
        message = f"overlays belong to a case folder; {folder.name} is a domain of another program"
        hint = f"'detente convert {folder} NEW-FOLDER --to case' first"
        raise InputError(Fault(file=str(folder), message=message, hint=hint))
    return read_domain(folder)


def _is_foreign(folder: Path) -> bool:
    """Whether this is a folder of another program's files, and not of a case."""
    from detente.case.interop.detect import SUFFIXES
    from detente.case.interop.files import list_files

    if not folder.is_dir() or (folder / "case.toml").exists():
        return False
    return any(list_files(folder, suffixes) for suffixes in SUFFIXES.values())
