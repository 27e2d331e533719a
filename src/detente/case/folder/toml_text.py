"""Values as TOML 1.0 text: what a reader would write by hand, exact numbers, inline tables on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from detente.case.exact import decimal_text
from detente.case.model import Figure

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def key_text(name: str) -> str:
    """A key: bare where TOML allows it, else quoted."""
    return name if _BARE.fullmatch(name) else text_text(name)


def path_text(*names: str) -> str:
    """A dotted key."""
    return ".".join(key_text(name) for name in names)


def text_text(value: str) -> str:
    """A text on one line, in double quotes.

    >>> text_text("the well")
    '"the well"'
    """
    return f'"{"".join(_escaped(character) for character in value)}"'


def prose_text(value: str) -> str:
    """A text that may have several lines: in three quotes if it has."""
    if "\n" not in value:
        return text_text(value)
    lines = "\n".join(text_text(line)[1:-1] for line in value.split("\n"))
    return f'"""\n{lines}"""'


def block_text(header: str, entries: Iterable[tuple[str, str]]) -> str:
    """A table: its header, then a line for each key with a value that is TOML text already."""
    return "\n".join([header, *(f"{key} = {value}" for key, value in entries)])


def list_text(values: Iterable[str]) -> str:
    """A list of texts."""
    return f"[{', '.join(text_text(value) for value in values)}]"


def inline_text(entries: Mapping[str, str]) -> str:
    """An inline table of values that are TOML text already."""
    return f"{{ {', '.join(f'{key_text(key)} = {value}' for key, value in entries.items())} }}"


def figure_text(figure: Figure) -> str:
    """A figure: a number, an interval, or a table where it has a why or statements.

    Raises:
        ValueError: if an end has no finite decimal.
    """
    low, high = decimal_text(figure.low), decimal_text(figure.high)
    value = low if low == high else f"[{low}, {high}]"
    basis = basis_entries(figure.why, figure.statements)
    return inline_text({"value": value, **basis}) if basis else value


def basis_entries(why: str, statements: tuple[str, ...]) -> dict[str, str]:
    """The entries that say what something rests on; none where it rests on nothing."""
    entries: dict[str, str] = {}
    if why:
        entries["why"] = text_text(why)
    if statements:
        entries["statements"] = list_text(statements)
    return entries


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if ord(character) < 0x20 or ord(character) == 0x7F:
        return f"\\u{ord(character):04X}"
    return character
