"""Putting files into a folder: all of them, or none."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from detente.case.faults import CaseError, Faults


def put_folder(
    folder: Path,
    files: Mapping[str, str],
    *,
    overwrite: bool = False,
    stale: Sequence[str] = (),
    check: Callable[[Path], None] | None = None,
) -> None:
    """Write texts into ``folder`` so that it never holds a part of them.

    They go into a folder beside the target (in it, if it exists) and moved once ``check`` has passed.

    Args:
        folder: The target; made if it does not exist.
        files: Texts by name; the last one is put in place last.
        overwrite: Whether the target may hold files already; those of the same names are replaced.
        stale: Names of files that are removed from an existing target unless they are written.
        check: Called with the folder that the texts were written into; what it raises goes to the caller.

    Raises:
        CaseError: if the target is a file, holds something and must not be overwritten, or cannot be written.
    """
    _refuse_occupied(folder, overwrite=overwrite)
    try:
        exists = folder.exists()
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = (folder if exists else folder.parent) / f".detente-{secrets.token_hex(6)}"
        draft.mkdir()
        try:
            _write(draft, files)
            if check is not None:
                check(draft)
            if exists:
                _move_into(folder, draft, list(files), [name for name in stale if name not in files])
            else:
                draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise _unwritable(folder, error) from None


def refuse_unwritable(folder: Path) -> None:
    """Refuse a folder that could not be written, before any work is done for it.

    Raises:
        CaseError: if it is no path, or if what it would stand in is a file or may not be written.
    """
    if "\0" in str(folder):
        raise refusal(folder, "no path: it holds a NUL character", "another folder", "unwritable")
    try:
        ground = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        is_folder, is_open = ground.is_dir(), os.access(ground, os.W_OK)
    except OSError as error:
        raise _unwritable(folder, error) from None
    if not is_folder and ground != folder:
        message, hint = f"cannot be written: '{ground}' is a file", "another folder"
        raise refusal(folder, message, hint, "unwritable")
    if is_folder and not is_open:
        raise refusal(folder, "cannot be written (permission denied)", "another folder", "unwritable")


def refusal(folder: Path, message: str, hint: str, code: str) -> CaseError:
    """The error for a folder that will not do."""
    faults = Faults(str(folder))
    faults.add("", message, hint=hint, code=code)
    return CaseError(*faults.all_found())


def _unwritable(folder: Path, error: OSError) -> CaseError:
    reason = (error.strerror or type(error).__name__).lower()
    return refusal(folder, f"cannot be written ({reason})", "another folder", "unwritable")


def _refuse_occupied(folder: Path, *, overwrite: bool) -> None:
    refuse_unwritable(folder)
    try:
        is_folder, exists = folder.is_dir(), folder.exists() or folder.is_symlink()
        occupied = is_folder and any(folder.iterdir())
    except OSError as error:
        raise _unwritable(folder, error) from None
    if exists and not is_folder:
        raise refusal(folder, "a file, not a folder", "a new folder", "occupied")
    if occupied and not overwrite:
        message = "the folder is not empty, and nothing in it is overwritten"
        raise refusal(folder, message, "a new folder", "occupied")


def _write(draft: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))


def _move_into(folder: Path, draft: Path, names: Sequence[str], stale: Sequence[str]) -> None:
    """Move files from ``draft`` into ``folder``; where one fails, put back what was there."""
    kept = draft / "replaced"
    moved: list[str] = []
    try:
        for name in (*stale, *names):
            if (folder / name).exists():
                (kept / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).replace(kept / name)
            moved.append(name)
            if name in names:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (draft / name).replace(folder / name)
    except OSError:
        for name in moved:
            (folder / name).unlink(missing_ok=True)
            if (kept / name).exists():
                (kept / name).replace(folder / name)
        raise
