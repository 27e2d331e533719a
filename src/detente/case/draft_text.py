"""The text of a draft file: TOML or JSON, read on past its mistakes so that all of them can be told at once.

A draft is a flat list of lines, so a line that cannot be read, or that says a second time what an earlier one
says, is told and left out, and the rest is read all the same. Where it is not one line that is wrong (a list
or a text that is never closed), reading ends there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from detente.case import keys
from detente.case.exact import decimal_text
from detente.case.faults import Faults, shortened, shown
from detente.case.folder.text import decode, parse_toml, read_bytes
from detente.errors import InputError

MISTAKES = 50
"""Most lines of a TOML file that are told and left out."""

_LINE = re.compile(r"line (\d+)")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftText:
    """What a draft file says.

    Attributes:
        document: The table that it holds.
        unread: Keys of lines that could not be read: they are not missing.
    """

    document: Mapping[str, object]
    unread: frozenset[str] = frozenset()


def read_draft_text(file: Path, faults: Faults) -> DraftText | None:
    """Read a ``.toml`` or ``.json`` file; None, with a fault, where it holds no table."""
    suffix = file.suffix.lower()
    if "\0" in str(file) or suffix not in {".toml", ".json"}:
        message = f"a draft is a TOML or JSON file; {shown(file.name)} ends in neither .toml nor .json"
        faults.add("", message, hint="a file DRAFT.toml with a table [package]", code="unreadable")
        return None
    data = read_bytes(file, limit=keys.CASE_BYTES_LIMIT, faults=faults)
    if data is None:
        return None
    if suffix == ".json":
        return _json(file, data, faults)
    text = decode(data, faults)
    return None if text is None else _toml(text, faults)


def plain(value: object) -> object:
    """A fraction as the integer or decimal that it is, as files have them; anything else as it stands."""
    if isinstance(value, Mapping):
        return {key: plain(member) for key, member in value.items()}
    if not isinstance(value, Fraction):
        return value
    if value.denominator == 1:
        return value.numerator
    try:
        return Decimal(decimal_text(value))
    except ValueError:
        return value


# ---------------------------------------------------------------- TOML


def _toml(text: str, faults: Faults) -> DraftText | None:
    lines, unread = text.replace("\r\n", "\n").split("\n"), set[str]()
    for _ in range(MISTAKES):
        trial = Faults(faults.file)
        document = parse_toml("\n".join(lines), trial)
        if document is not None:
            return DraftText(document=document, unread=frozenset(unread))
        number = _wrong_line(lines, trial)
        if number is None:
            faults.found += trial.found
            return None
        key = _KEY.match(lines[number])
        unread |= {key[1]} if key else set()
        _tell(lines[number], number, trial, faults)
        lines[number] = ""
    return None


def _wrong_line(lines: list[str], trial: Faults) -> int | None:
    """The line that is wrong by itself or says something twice; None where it is not one line."""
    found = _LINE.match(trial.found[0].place)
    last = max((number for number, line in enumerate(lines) if _KEY.match(line)), default=0)
    number = int(found[1]) - 1 if found else last  # else it says: at the end of the document
    if number >= len(lines) or not lines[number].strip():
        return None
    return number if _is_twice(trial) or parse_toml(lines[number], Faults("")) is None else None


def _is_twice(trial: Faults) -> bool:
    """Whether the parser stopped at a key or a table that is there already."""
    message = trial.found[0].message
    return "Cannot overwrite" in message or "Cannot declare" in message


def _tell(line: str, number: int, trial: Faults, faults: Faults) -> None:
    said = shortened(line.strip())
    if _is_twice(trial):
        message = f"says a second time what an earlier line says: {said}"
        faults.add(f"line {number + 1}", message, hint="one line for each issue", code="twice")
    else:
        fault = trial.found[0]
        message = f"{fault.message}, in: {said}"
        faults.add(fault.place, message, hint='ISSUE = "OPTION" on a line of its own', code="toml")


# ---------------------------------------------------------------- JSON


def _json(file: Path, data: bytes, faults: Faults) -> DraftText | None:
    from detente.case.interop.files import DataFile
    from detente.case.interop.json_tree import parse_json

    twice: list[str] = []
    try:
        tree = parse_json(DataFile(name=file.name, where=str(file), data=data), twice=twice)
    except InputError as error:
        faults.found += error.faults
        return None
    for name in twice:
        message = f"the name {shown(name)} stands twice in one object"
        faults.add("", message, hint="one entry for each issue", code="twice")
    if not isinstance(tree, dict):
        faults.add(
            "", f"{shown(tree)} is no package", hint='{"package": {"ISSUE": "OPTION"}}', code="missing"
        )
        return None
    return DraftText(document={key: plain(value) for key, value in tree.items()})
