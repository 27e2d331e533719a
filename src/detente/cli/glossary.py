"""The terms that ``detente explain`` knows, read from the file beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.errors import Fault, UnknownNameError, unknown_name_hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term.

    Attributes:
        aka: Other names that find it.
        plain: One plain sentence, or two.
        art: The term of art.
        more: What else a reader should know; lines that start with an example keep their breaks.
        source: Where it comes from.
        see: Related terms.
    """

    name: str
    aka: tuple[str, ...]
    plain: str
    art: str
    more: str
    source: str
    see: tuple[str, ...]


@cache
def glossary() -> Mapping[str, Term]:
    """All terms by name, in alphabetical order."""
    text = files("detente.cli").joinpath("glossary.toml").read_text(encoding="utf-8")
    terms = [
        Term(
            name=row["name"],
            aka=tuple(row.get("aka", ())),
            plain=row["plain"],
            art=row["art"],
            more=row.get("more", "").strip(),
            source=row["source"],
            see=tuple(row.get("see", ())),
        )
        for row in tomllib.loads(text)["term"]
    ]
    return {term.name: term for term in sorted(terms, key=lambda term: term.name)}


def find_term(words: str) -> Term:
    """The term with this name or other name; case, hyphens and underscores make no difference.

    Raises:
        UnknownNameError: if there is none, with the nearest.
    """
    names = {_plain(name): term for term in glossary().values() for name in (*term.aka, term.name)}
    found = names.get(_plain(words))
    if found is None:
        hint = unknown_name_hint(_plain(words), list(names), shown=0)
        hint = hint if hint.startswith("'") else "'detente explain' for the list"
        message = f"there is no term {words!r}"
        raise UnknownNameError(
            Fault(place="detente explain", message=message, hint=hint, code="unknown-term")
        )
    return found


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").replace("_", " ").split())
