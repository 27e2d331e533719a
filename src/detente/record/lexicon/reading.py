"""Lexicons from plain files, and the one that comes with this library."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from detente.case import keys
from detente.case.faults import Faults
from detente.case.folder.text import decode, parse_toml, read_bytes
from detente.errors import Fault, InputError
from detente.record.lexicon.entries import read_entries
from detente.record.lexicon.joining import joined
from detente.record.lexicon.model import Lexicon

STANDARD = ("offices", "states", "blocs", "outlets", "people", "issues", "stances")
"""The files of the standard lexicon, in the order in which they are joined."""


class LexiconError(InputError):
    """Files of a lexicon cannot be read; ``faults`` lists everything that is wrong with them."""

    code = "bad-lexicon"


@cache
def standard_lexicon() -> Lexicon:
    """The lexicon that comes with this library: states, organisations, offices, outlets, issues, stances.

    >>> len(standard_lexicon().actors) > 200
    True
    """
    lexicon = Lexicon()
    for name in STANDARD:
        text = (files("detente.record.lexicon") / "data" / f"{name}.toml").read_text(encoding="utf-8")
        faults = Faults(f"{name}.toml")
        document = parse_toml(text, faults)
        lexicon = joined(lexicon, read_entries(document or {}, lexicon, faults))
        if faults.count:
            raise LexiconError(*faults.all_found())
    return lexicon


def read_lexicon(*paths: Path, base: Lexicon | None = None) -> Lexicon:
    """A lexicon with what plain files add to it.

    Args:
        paths: TOML files, read in this order; a later one sees the entries of an earlier one.
        base: What they add to; the standard lexicon if None.

    Raises:
        LexiconError: naming everything that is wrong in all of the files, each with file, place and a way
            out.
    """
    lexicon = standard_lexicon() if base is None else base
    wrong: list[Fault] = []
    for path in paths:
        faults = Faults(str(path))
        document = _document(path, faults)
        if document is not None:
            lexicon = joined(lexicon, read_entries(document, lexicon, faults))
        wrong += faults.all_found()
    if wrong:
        raise LexiconError(*wrong)
    return lexicon


def _document(path: Path, faults: Faults) -> Mapping[str, object] | None:
    data = read_bytes(path, limit=keys.CASE_BYTES_LIMIT, faults=faults)
    text = None if data is None else decode(data, faults)
    return None if text is None else parse_toml(text, faults)
