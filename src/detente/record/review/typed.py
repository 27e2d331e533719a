"""What a reader types: a line as a command, with its fields and its reason."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.case.faults import shown
from detente.errors import Fault, unknown_name_hint
from detente.record.decision import FLAGS, LISTS, Value
from detente.record.review.session import EDITABLE, ReviewError

COMMANDS = {
    "accept": "a",
    "correct": "c",
    "reject": "r",
    "merge": "m",
    "doubt": "d",
    "add": "+",
    "undo": "u",
    "skip": "s",
    "show": "v",
    "help": "?",
    "quit": "q",
}
"""What can be asked for, each with its key."""
TOLD = {
    "accept": "it is right as it stands",
    "correct": "change fields (party, issue, stance, quote ...), and confirm it so",
    "reject": "no statement, or none that belongs here; a reason may follow",
    "merge": "it is one statement with the one before (or another that is named)",
    "doubt": "leave it in the record as doubtful: it makes no red line; a reason may follow",
    "add": "a statement that was missed: its words, letter for letter, then fields",
    "undo": "take the last decision back",
    "skip": "put it off",
    "show": "show it once more",
    "help": "this list",
    "quit": "stop here; all decisions are kept",
}
YES_NO = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}

_ID = re.compile(r"[ad]\d+:?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One line of a reader.

    Attributes:
        name: One of ``COMMANDS``.
        draft: The draft that it is about; ``""`` for the current one.
        changed: New values by field; a new quote stands under ``quote`` as it was typed.
        why: The reason.
        words: What else was typed: the id to merge into, or the words to add.
    """

    name: str
    draft: str = ""
    changed: dict[str, Value] = field(default_factory=dict)
    why: str = ""
    words: str = ""


def command_of(line: str) -> Command:
    """The command in a line such as ``accept``, ``d7 reject not a statement``, ``correct party=north``.

    Raises:
        ReviewError: if it is none; all that is wrong with it at once.

    >>> command_of("d7 correct party=north conditional=yes").changed
    {'party': 'north', 'conditional': True}
    """
    head, _, rest = line.strip().partition(" ")
    draft = ""
    if _ID.fullmatch(head):
        draft = head.rstrip(":")
        head, _, rest = rest.strip().partition(" ")
    name = next((name for name, key in COMMANDS.items() if head in (name, key)), "")
    if not name:
        message = f"there is no command {shown(head)}" if head else "no command is given"
        hint = unknown_name_hint(head, tuple(COMMANDS)) or ", ".join(COMMANDS)
        raise ReviewError(Fault(message=message, hint=hint, code="unknown-name"))
    rest = rest.strip()
    if name in ("reject", "doubt"):
        return Command(name=name, draft=draft, why=rest)
    words = _words(rest)
    if name == "merge":
        return Command(name=name, draft=draft, words=" ".join(words))
    if name == "show":
        return Command(name=name, draft=draft or " ".join(words))
    if name == "add":
        return Command(name=name, words=words[0] if words else "", changed=fields_of(words[1:]))
    changed = fields_of(words) if name == "correct" else {}
    if name == "correct" and not changed:
        raise ReviewError(Fault(message="no field is given", hint="correct party=ID stance=reject"))
    return Command(name=name, draft=draft, changed=changed)


def fields_of(words: Sequence[str]) -> dict[str, Value]:
    """New values from words such as ``party=north`` and ``note="..."``.

    Raises:
        ReviewError: for a word that is none, or a field that does not exist.
    """
    changed: dict[str, Value] = {}
    faults = []
    known = (*EDITABLE, "quote")
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or name not in known:
            message = f"there is no field {shown(name)}" if sign else f"{shown(word)} is no FIELD=VALUE"
            hint = unknown_name_hint(name, known, shown=len(known))
            faults.append(Fault(message=message, hint=hint, code="unknown-name"))
        else:
            changed[name] = value_of(name, value)
    if faults:
        raise ReviewError(*faults)
    return changed


def value_of(name: str, text: str) -> Value:
    """The value that a text stands for in a field; one that is none is left as it is, to be refused."""
    if name in FLAGS:
        return YES_NO.get(text.strip().lower(), text)
    if name in LISTS:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    return text.strip()


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        message = f"a quotation mark is not closed in {shown(text)}"
        raise ReviewError(Fault(message=message, hint='note="..."')) from None
