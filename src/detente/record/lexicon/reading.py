"""Lexicons from plain files, and the one that comes with this library."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from detente.case import keys
from detente.case.faults import Faults, shown, way_to
from detente.case.folder.text import decode, parse_toml, read_bytes
from detente.errors import Fault, InputError
from detente.record.lexicon.entries import read_entries
from detente.record.lexicon.joining import joined
from detente.record.lexicon.model import Lexicon

FILE = "lexicon.toml"
"""The file of a case folder that adds words to the standard lexicon."""

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


def read_lexicon(*paths: Path, base: Lexicon | None = None, parties: Collection[str] = ()) -> Lexicon:
    """A lexicon with what plain files add to it.

    Args:
        paths: TOML files, read in this order; a later one sees the entries of an earlier one.
        base: What they add to; the standard lexicon if None.
        parties: Ids of further parties, such as those of a case, that people may speak for.

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
            added = read_entries(document, lexicon, faults)
            lexicon = joined(lexicon, added)
            _loose_ends(lexicon, faults, added, parties)
        wrong += faults.all_found()
    if wrong:
        raise LexiconError(*wrong)
    return lexicon


def lexicon_beside(case: Path | str) -> tuple[Path, ...]:
    """The file ``lexicon.toml`` of a case folder, as :func:`read_lexicon` takes it; ``()`` if it has none."""
    file = Path(case) / FILE
    return (file,) if file.exists() or file.is_symlink() else ()


def ids_named(path: Path, section: str) -> tuple[str, ...]:
    """The ids under ``parties``, ``people`` or ``issues`` of a file; ``()`` if it cannot be read."""
    entries = (_document(path, Faults(str(path))) or {}).get(section)
    return tuple(entries) if isinstance(entries, Mapping) else ()


def _loose_ends(lexicon: Lexicon, faults: Faults, added: Lexicon, further: Collection[str]) -> None:
    """Note the parties that people are said to be of, and that nobody has named."""
    parties = [*further, *(actor.id for actor in lexicon.actors)]
    known = {*parties, *(member for actor in lexicon.actors for member in actor.members)}
    for person in added.people:
        if person.party and person.party not in known:
            message = f"no party {shown(person.party)}"
            hint = way_to(person.party, parties, "party")
            faults.add(("people", person.id, "party"), message, hint=hint, code="unknown-name")


def _document(path: Path, faults: Faults) -> Mapping[str, object] | None:
    data = read_bytes(path, limit=keys.CASE_BYTES_LIMIT, faults=faults)
    text = None if data is None else decode(data, faults)
    return None if text is None else parse_toml(text, faults)
