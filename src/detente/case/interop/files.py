"""The files of a foreign domain's folder: read at once and within limits, written all or nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.errors import Fault, InputError

BYTES_LIMIT = 20_000_000
"""How much the files of one domain may hold together."""

FILES_LIMIT = 500
"""How many files of one format a folder may have: the domain and one per party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """One file as read.

    Attributes:
        name: Its name in the folder.
        where: Its path as the user gave it, for messages.
    """

    name: str
    where: str
    data: bytes

    @property
    def stem(self) -> str:
        """The name without its last suffix."""
        return Path(self.name).stem


def list_files(folder: Path, suffixes: Sequence[str]) -> tuple[Path, ...]:
    """The visible regular files of ``folder`` with one of ``suffixes`` (any case), in name order.

    Raises:
        InputError: the folder cannot be listed.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        return tuple(
            entry
            for entry in entries
            if entry.suffix.lower() in suffixes and not entry.name.startswith(".") and entry.is_file()
        )
    except (OSError, ValueError) as error:
        hint = "the path of a folder that holds a domain and its profiles"
        raise InputError(
            Fault(
                file=str(folder),
                message=f"cannot be read as a folder ({_reason(error)})",
                hint=hint,
                code="no-folder",
            )
        ) from None


def read_files(folder: Path, suffixes: Sequence[str]) -> tuple[DataFile, ...]:
    """The contents of :func:`list_files`.

    Raises:
        InputError: too many or too large files, or one that cannot be read.
    """
    paths = list_files(folder, suffixes)
    if len(paths) > FILES_LIMIT:
        message = f"holds {len(paths)} files {'/'.join(suffixes)}, more than {FILES_LIMIT}"
        raise InputError(
            Fault(file=str(folder), message=message, hint="one domain per folder", code="too-large")
        )
    files: list[DataFile] = []
    left = BYTES_LIMIT
    for path in paths:
        data = _read(path, left)
        left -= len(data)
        files.append(DataFile(name=path.name, where=str(path), data=data))
    return tuple(files)


def read_file(path: Path) -> DataFile:
    """The contents of one file.

    Raises:
        InputError: it is no regular file, too large, or cannot be read.
    """
    try:
        is_file = path.is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file:
        hint = "the path of a file"
        raise InputError(Fault(file=str(path), message="is no file", hint=hint, code="not-readable"))
    return DataFile(name=path.name, where=str(path), data=_read(path, BYTES_LIMIT))


def digest(files: Sequence[DataFile]) -> str:
    """SHA-256 over the files' names and contents in the order given, in hex."""
    total = hashlib.sha256()
    for file in files:
        total.update(os.fsencode(file.name) + b"\0" + hashlib.sha256(file.data).digest())
    return total.hexdigest()


def write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Write a new folder with one UTF-8 file for each name; either all of it appears or nothing.

    Raises:
        InputError: ``folder`` exists and is not an empty folder, or cannot be written.
    """
    try:
        blocked = folder.is_symlink() or (folder.exists() and not _is_empty_folder(folder))
        if not blocked:
            _publish(folder, texts)
    except (OSError, ValueError) as error:
        message = f"cannot be written ({_reason(error)})"
        hint = "a folder that can be written"
        raise InputError(Fault(file=str(folder), message=message, hint=hint, code="not-writable")) from None
    if blocked:
        message = "exists and is not an empty folder, so nothing was written"
        raise InputError(Fault(file=str(folder), message=message, hint="a new folder", code="target-exists"))


def _publish(folder: Path, texts: Mapping[str, str]) -> None:
    """Write all files beside the target, then give them its name in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = folder.parent / f".{folder.name}-{os.getpid()}"
    stage.mkdir()
    try:
        for name, text in texts.items():
            (stage / name).write_bytes(text.encode())
        if folder.exists():
            folder.rmdir()
        stage.rename(folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _read(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise InputError(
            Fault(
                file=str(path),
                message=f"cannot be read ({_reason(error)})",
                hint="a file that can be read",
                code="not-readable",
            )
        ) from None
    if len(data) > limit:
        megabytes = BYTES_LIMIT // 1_000_000
        message = f"the files of the folder hold more than {megabytes} MB up to this one"
        raise InputError(
            Fault(file=str(path), message=message, hint="the domain and its profiles alone", code="too-large")
        )
    return data


def _is_empty_folder(folder: Path) -> bool:
    return folder.is_dir() and next(folder.iterdir(), None) is None


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
