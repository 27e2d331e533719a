"""Errors: one root, few children, each also a builtin.

Every error that a user can cause says what is wrong, where, with which value, and a way out. A mistake is a
:class:`Fault`; a reader collects all faults of its input and raises them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong with an input.

    Attributes:
        file: Path of the file as the user gave it, or ``""`` where there is none.
        place: Where in the file: a key path, a row and column, a rule and column.
        message: What is wrong, with the value.
        hint: A way out, in the imperative; ``""`` where none is known.
        code: A short stable word for programs, such as ``unknown-name``.
    """

    file: str = ""
    place: str = ""
    message: str
    hint: str = ""
    code: str = "bad-input"

    @property
    def where(self) -> str:
        """File and place, joined for reading."""
        return ": ".join(part for part in (self.file, self.place) if part)

    def __str__(self) -> str:
        """``file: place: message. Try: hint.`` in one line."""
        head = f"{self.where}: " if self.where else ""
        text = head + _sentence(self.message)
        return f"{text} Try: {_sentence(self.hint)}" if self.hint else text


class DetenteError(Exception):
    """Root of all errors that Detente raises on purpose."""

    code = "error"

    def __init__(self, *faults: Fault) -> None:
        """Keep the faults; the message of the exception is one line for each."""
        self.faults: tuple[Fault, ...] = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class InputError(DetenteError, ValueError):
    """An input (a case, a rule, an option, a file) is not what it has to be."""

    code = "bad-input"


class UnknownNameError(InputError, LookupError):
    """A name was given that the case does not have."""

    code = "unknown-name"


class MissingExtraError(DetenteError, ImportError):
    """A verb needs an optional part of Detente that is not installed."""

    code = "missing-extra"


def nearest(name: str, names: Sequence[str]) -> str:
    """The closest of ``names`` to ``name`` by spelling, or ``""`` if none is close."""
    found = get_close_matches(name[:200].lower(), list(names), n=1, cutoff=0.6)
    return found[0] if found else ""


def unknown_name_hint(name: str, names: Sequence[str], *, shown: int = 12) -> str:
    """A way out for an unknown name: the nearest valid one, or the list of valid ones."""
    close = nearest(name, names)
    if close:
        return f"'{close}'"
    if not names:
        return ""
    listed = ", ".join(names[:shown])
    return f"one of {listed}{', ...' if len(names) > shown else ''}"


def shown_value(value: object, *, limit: int = 60) -> str:
    """A value as it stands in a message: quoted, on one line, shortened past ``limit`` characters."""
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit - 3]}..."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
