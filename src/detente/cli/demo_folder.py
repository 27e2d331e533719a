"""The folder that ``detente demo`` writes: it knows what it wrote, and touches nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from detente.case.folder.place import put_folder, refuse_unwritable
from detente.errors import Fault, InputError

MARK = ".detente-demo.json"
"""The list of what the demo wrote, with the SHA-256 of each file."""


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that holds what the demo did not write, or what was changed since; or that cannot be.

    Raises:
        InputError: naming the folder, or each file that was changed.
    """
    refuse_unwritable(folder)
    try:
        is_free = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
        known = {} if is_free else _known(folder)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(
            _fault(folder, f"cannot be used ({reason})", "another folder", "unwritable")
        ) from None
    if known is None:
        message = "there is something here that the demo did not write, and nothing of it is overwritten"
        raise InputError(_fault(folder, message, "a new folder: 'detente demo FOLDER'", "occupied"))
    changed = [
        name
        for name, digest in known.items()
        if (folder / name).is_file() and _digest(folder / name) != digest
    ]
    if changed:
        message = "was changed since the demo wrote it, and is not overwritten"
        hint = "another folder, or 'detente brief' on the changed case"
        raise InputError(*(_fault(folder / name, message, hint, "changed") for name in changed))


def write_demo(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files of the demo, and the list of them; all of it or nothing.

    Raises:
        InputError: if a file that the demo did not write stands in the way, or nothing can be written.
    """
    refuse_foreign(folder)
    known = (_known(folder) if folder.exists() else {}) or {}
    in_the_way = [name for name in files if name not in known and (folder / name).exists()]
    if in_the_way:
        message = "was not written by the demo, and is not overwritten"
        raise InputError(
            *(_fault(folder / name, message, "another folder", "occupied") for name in in_the_way)
        )
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    mark = json.dumps({"format": 1, "files": digests}, indent=2) + "\n"
    put_folder(
        folder, {**files, MARK: mark}, overwrite=True, stale=[name for name in known if name not in files]
    )


def _known(folder: Path) -> dict[str, str] | None:
    """What the demo wrote into this folder; None if it did not write it."""
    try:
        found = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    files = found.get("files") if isinstance(found, dict) else None
    if not isinstance(files, dict):
        return None
    inside = {str(name): str(digest) for name, digest in files.items()}
    return None if any(_leaves(name) for name in inside) else inside


def _leaves(name: str) -> bool:
    """Whether a name would lead out of the folder."""
    path = Path(name)
    return path.is_absolute() or ".." in path.parts


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _fault(path: Path, message: str, hint: str, code: str) -> Fault:
    return Fault(file=str(path), message=message, hint=hint, code=code)
