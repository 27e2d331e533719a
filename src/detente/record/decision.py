"""What a reader has decided about a draft: an entry of the append-only list of a reading file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from detente.case.faults import ID_HINT, id_fault, shown
from detente.case.folder.rows import DATE_HINT, is_iso
from detente.case.keys import SPEAKERS_OUTSIDE
from detente.case.statements import Stance
from detente.errors import unknown_name_hint
from detente.record.statement import Kind

Value: TypeAlias = str | bool | int | tuple[str, ...]
"""What a field of a statement may be changed to."""


class Verb(StrEnum):
    """What a reader did with a draft."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    DOUBT = "doubt"
    ADD = "add"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision. Nothing is ever taken back in the list: an ``undo`` is an entry of its own.

    Attributes:
        draft: The draft that it is about; for ``add`` the id of the statement that the reader adds.
        verb: What was done.
        changed: New values by field: of the draft, or for ``merge`` of the one that it is merged into.
        into: For ``merge``: the id of the draft that it is merged into.
        by: Who decided.
        at: When, in UTC, as ``2025-03-15T09:30:00Z``.
        why: The reason given; ``""`` if none was.
    """

    draft: str
    verb: Verb
    changed: Mapping[str, Value] = field(default_factory=dict)
    into: str = ""
    by: str = ""
    at: str = ""
    why: str = ""


TEXTS = ("speaker", "speaker_role", "addressee", "date_basis", "reading", "note")
"""Fields that take any text on one line. ``reading`` is the corrected sense of a garbled quote."""
LISTS = ("issues_other", "condition_of", "via")
FLAGS = ("conditional", "yes_but")
SPAN = ("start", "end", "quote")
"""These change together: another stretch of the same text."""
CHANGEABLE = ("party", "issue", "stance", "kind", "said_on", *TEXTS, *LISTS, *FLAGS, *SPAN)

_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def is_time(text: str) -> bool:
    """Whether a text is a time in UTC as a decision has it."""
    return text.isascii() and _AT.fullmatch(text) is not None


def refused(name: str, value: Value) -> tuple[str, str]:
    """What is wrong with a new value of a field, and a way out; two empty texts if nothing is.

    >>> refused("stance", "rejekt")
    ("'rejekt' is no stance", "'reject'")
    """
    if name not in CHANGEABLE:
        return f"no field {shown(name)}", unknown_name_hint(name, CHANGEABLE)
    if name in FLAGS or name in ("start", "end"):
        wanted = bool if name in FLAGS else int
        hint = "true or false" if name in FLAGS else "a count of characters from 0"
        fits = isinstance(value, wanted) and not (wanted is int and (isinstance(value, bool) or value < 0))
        return ("", "") if fits else (f"{shown(value)} is no value of {name}", hint)
    if name in LISTS:
        members = value if isinstance(value, tuple) else (value,)
        fits = isinstance(value, tuple) and all(_is_member(member) for member in members)
        return ("", "") if fits else (f"{shown(value)} is no list of names", "names without ';'")
    if not isinstance(value, str):
        return f"{shown(value)} is not a text", "a text"
    return _refused_text(name, value)


def _is_member(member: object) -> bool:
    return isinstance(member, str) and bool(member.strip()) and ";" not in member and member.isprintable()


def _refused_text(name: str, value: str) -> tuple[str, str]:
    wrong, hint = "", ""
    match name:
        case "stance" | "kind":
            known = [str(word) for word in (Stance if name == "stance" else Kind)]
            if value not in known:
                wrong, hint = (
                    f"{shown(value)} is no {name}",
                    unknown_name_hint(value, known, shown=len(known)),
                )
        case "party" if value and value not in SPEAKERS_OUTSIDE and id_fault(value):
            wrong, hint = id_fault(value), f"the id of a party: {ID_HINT}; or media, other"
        case "issue" if value and id_fault(value):
            wrong, hint = id_fault(value), f"the id of an issue: {ID_HINT}"
        case "said_on" if value and not is_iso(value):
            wrong, hint = f"{shown(value)} is no ISO date", DATE_HINT
        case "quote" if not value.strip():
            wrong, hint = "the quote is empty", "words of the text, verbatim"
        case _ if name in TEXTS and value and not value.isprintable():
            wrong, hint = f"{shown(value)} has a line break or a control character", "one line"
    return wrong, hint
