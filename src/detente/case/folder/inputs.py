"""The files of one case folder: read once each, with their faults and their part in the digest."""

from __future__ import annotations

import hashlib
from pathlib import Path

from detente.case import keys
from detente.case.faults import CaseError, Faults
from detente.case.folder.rows import Row, read_rows
from detente.case.folder.text import decode, parse_toml, read_bytes
from detente.errors import Fault, nearest

CASE_FILE, STATEMENTS_FILE, SOURCES_FILE = "case.toml", "statements.csv", "sources.csv"
VERIFICATION_FILE, INSTRUMENTS_FILE = "verification.toml", "instruments.csv"
WATCH_FILE = "watch.toml"
ENFORCEMENT_FILE = "enforcement.toml"
OVERLAYS_FOLDER, TEXTS_FOLDER = "overlays", "sources"
TEXT_SUFFIXES = (".txt", ".md")


class Inputs:
    """Reads files of ``folder`` by name and keeps what it read and what was wrong.

    Attributes:
        faults: The faults of each file, in the order in which files were first asked for.
        data: The bytes of each file that could be read; of a sealed one its SHA-256 in hex.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: dict[str, Faults] = {}
        self.data: dict[str, bytes] = {}

    def faults_of(self, name: str) -> Faults:
        """The faults of one file."""
        return self.faults.setdefault(name, Faults(str(self.folder / name)))

    def has(self, name: str) -> bool:
        """Whether there is an entry of this name, readable or not."""
        path = self.folder / name
        try:
            return path.exists() or path.is_symlink()
        except OSError:
            return True

    def text(self, name: str, limit: int) -> str | None:
        """The text of a file; None, with a fault, where it cannot be read."""
        faults = self.faults_of(name)
        data = read_bytes(self.folder / name, limit=limit, faults=faults)
        if data is None:
            return None
        self.data[name] = data
        return decode(data, faults)

    def seal(self, name: str) -> bool:
        """Take a file into the digest by its SHA-256, however large it is; False, with a fault, if unread."""
        try:
            with (self.folder / name).open("rb") as file:
                self.data[name] = hashlib.file_digest(file, "sha256").hexdigest().encode()
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            hint = "check the path and its rights"
            self.faults_of(name).add("", f"cannot be read ({reason})", hint=hint, code="unreadable")
            return False
        return True

    def toml(self, name: str) -> dict[str, object] | None:
        """A TOML file; None, with a fault, where it cannot be read."""
        text = self.text(name, keys.CASE_BYTES_LIMIT)
        return None if text is None else parse_toml(text, self.faults_of(name))

    def rows(self, name: str, columns: tuple[str, ...], required: tuple[str, ...]) -> tuple[Row, ...] | None:
        """The rows of a table; None where the file is absent, or cannot be read (then with a fault)."""
        if not self.has(name):
            return None
        text = self.text(name, keys.TABLE_BYTES_LIMIT)
        if text is None:
            return None
        return read_rows(text, columns=columns, required=required, faults=self.faults_of(name))

    def names_in(self, subfolder: str, suffixes: tuple[str, ...]) -> list[str]:
        """Names of the files in a subfolder that end in one of ``suffixes``, sorted; none if it is absent."""
        if not self.has(subfolder):
            return []
        try:
            names = sorted(entry.name for entry in (self.folder / subfolder).iterdir())
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            hint = "a folder in its place, or none"
            self.faults_of(subfolder).add("", f"cannot be listed ({reason})", hint=hint, code="unreadable")
            return []
        return [name for name in names if name.endswith(suffixes) and not name.startswith(".")]

    def all_faults(self) -> tuple[Fault, ...]:
        """The faults of all files, file by file in the order in which they were first read."""
        return tuple(fault for faults in self.faults.values() for fault in faults.all_found())

    def digest(self, names: list[str]) -> str:
        """SHA-256 in hex over those of the named files that were read: name, length and bytes, in order."""
        total = hashlib.sha256()
        for name in names:
            if name in self.data:
                total.update(f"{name}\0{len(self.data[name])}\0".encode("utf-8", "surrogateescape"))
                total.update(self.data[name])
        return total.hexdigest()


def refuse_no_case(folder: Path) -> None:
    """Raise a CaseError unless ``folder`` is a folder that holds a ``case.toml``."""
    new = f"'detente new {folder}' for a commented example"
    try:
        exists, is_folder = folder.exists(), folder.is_dir()
        names = sorted(entry.name for entry in folder.iterdir()) if is_folder else []
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise _refusal(folder, f"cannot be read ({reason})", "check the path and its rights") from None
    if not exists:
        raise _refusal(folder, "there is no such folder", f"the path of a case folder, or {new}")
    if not is_folder:
        raise _refusal(folder, "a file, not a case folder", "the folder that holds case.toml")
    if not names:
        raise _refusal(folder, "the folder is empty", new)
    if CASE_FILE not in names:
        close = nearest(CASE_FILE, names)
        hint = (
            f"rename '{close}' to '{CASE_FILE}'"
            if close
            else f"a folder with a {CASE_FILE}, or 'detente new NEW-FOLDER' for a commented example"
        )
        raise _refusal(folder, f"there is no {CASE_FILE} in it", hint)


def _refusal(folder: Path, message: str, hint: str) -> CaseError:
    faults = Faults(str(folder))
    faults.add("", message, hint=hint, code="no-case")
    return CaseError(*faults.all_found())
