"""The faults of a case folder, collected so that all of them are reported at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal

from detente.case.names import is_id
from detente.errors import Fault, InputError, unknown_name_hint

Place = tuple[str | int, ...]
"""Where in a document: keys, and positions (from 1) in arrays. ``("parties", "north", "title")``."""

Origins = Mapping[Place, tuple[str, Place]]
"""For places of a merged document that a file of its own has set: the file, and the place there."""

LISTED_FAULTS = 200
"""Faults that are listed; what goes beyond is counted."""

COMPARED_NAMES = 1_000
"""Names that an unknown one is compared with by spelling, at most."""

_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff]")


class CaseError(InputError):
    """A case folder cannot be read; ``faults`` lists everything that is wrong with it."""

    code = "bad-case"


class Faults:
    """Collects what is wrong with one file, or with a document merged from several.

    Args:
        file: The file that a place belongs to, unless :meth:`set_by` says otherwise.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Fault] = []
        self._origins: Origins = {}
        self._unlisted = 0

    @property
    def count(self) -> int:
        """How many faults were noted, listed or not."""
        return len(self.found) + self._unlisted

    def add(
        self,
        place: Place | str,
        message: str,
        *,
        hint: str | Callable[[], str] = "",
        code: str = "bad-input",
        file: str = "",
    ) -> None:
        """Note one fault at ``place``, a path of keys or words such as ``row 7, column stance``.

        A hint that has to be looked for is given as a function: it is not called for what is not listed.
        """
        if len(self.found) >= LISTED_FAULTS:
            self._unlisted += 1
            return
        home, path = (self.file, ()) if isinstance(place, str) else self._home(place)
        self.found.append(
            Fault(
                file=one_line(file or home),
                place=place if isinstance(place, str) else shown_place(place if file else path),
                message=one_line(message),
                hint=one_line(hint if isinstance(hint, str) else hint()),
                code=code,
            )
        )

    def set_by(self, origins: Origins) -> None:
        """From here on, ``origins`` says whose a place is: the longest one that it starts with counts."""
        self._origins = dict(origins)

    def all_found(self) -> tuple[Fault, ...]:
        """The faults in the order in which they were found, with a count of those not listed."""
        if not self._unlisted:
            return tuple(self.found)
        rest = Fault(file=self.file, message=f"{self._unlisted} more faults are not listed", code="more")
        return (*self.found, rest)

    def _home(self, place: Place) -> tuple[str, Place]:
        """The file of a place of the document, and the place in that file."""
        for length in range(len(place), 0, -1):
            if place[:length] in self._origins:
                file, start = self._origins[place[:length]]
                return file, (*start, *place[length:])
        return self.file, place


def shown_place(place: Place) -> str:
    """A place for readers: ``parties.north.weights.well``, ``red_lines[2].rule``."""
    text = ""
    for part in place:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            plain = part.replace("_", "-").replace("-", "").isalnum() and part.isascii()
            text += f".{part if plain and len(part) <= 80 else shown(part)}"
    return text.removeprefix(".")


def shown(value: object) -> str:
    """A value as it stands in a message, in the words of the file: short and on one line.

    >>> shown(True), shown("well"), shown([1, 2]), shown(Decimal("0.50"))
    ('true', "'well'", 'a list of 2', '0.50')
    """
    match value:
        case bool():
            text = str(value).lower()
        case int() if value.bit_length() > 200:
            text = f"an integer of {value.bit_length()} bits"
        case int() | Decimal() | date():
            text = shortened(str(value))
        case str():
            text = repr(shortened(value))
        case Mapping():
            text = "a table"
        case list() | tuple():
            text = f"a list of {len(value)}"
        case _:
            text = f"a {type(value).__name__}"
    return text


def shortened(text: str, *, limit: int = 60) -> str:
    """``text``, cut past ``limit`` characters with a sign that it was."""
    return text if len(text) <= limit else f"{text[: limit - 3]}..."


def one_line(text: str) -> str:
    """``text`` with line breaks and other unprintable characters escaped."""
    return text if text.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def way_to(name: str, known: Collection[str], kind: str) -> Callable[[], str]:
    """A way out for an unknown name of a kind: the nearest, or all, or to do without if there is none."""

    def look() -> str:
        if len(known) > COMPARED_NAMES:
            return f"the id of a {kind} of the case"
        return unknown_name_hint(name, list(known)) or f"do without it: there is no {kind} yet"

    return look


def control_in(text: str) -> str:
    """The first character that has no place in a text (controls but newline and tab, separators), or ""."""
    found = _CONTROL.search(text)
    return found[0] if found else ""


def id_fault(name: str) -> str:
    """What is wrong with ``name`` as an id, or ``""`` if it is one."""
    if is_id(name):
        return ""
    if name in {"and", "in", "not", "or"}:
        return f"{shown(name)} is a word of the rule language, not an id"
    return f"{shown(name)} is not an id"


ID_HINT = "small letters, digits and '-', a letter first and no '-' last"
