"""A review by keys: one key for each decision, no Enter but behind words that are typed."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from detente.case.keys import SPEAKERS_OUTSIDE
from detente.case.statements import Stance
from detente.cli.review_desk import Desk
from detente.cli.review_lines import Say, help_lines, show
from detente.errors import DetenteError
from detente.record.decision import FLAGS, Value
from detente.record.review.outcome import names_in, outcomes
from detente.record.review.session import outcome_of
from detente.record.review.typed import COMMANDS, Command, fields_of, value_of
from detente.record.statement import DraftStatement, Kind
from detente.views.review_text import Looks, progress

FIELDS = {
    "p": "party",
    "i": "issue",
    "s": "stance",
    "w": "speaker",
    "o": "speaker_role",
    "q": "quote",
    "c": "conditional",
    "y": "yes_but",
    "j": "issues_other",
    "d": "said_on",
    "t": "addressee",
    "v": "via",
    "k": "kind",
    "g": "reading",
    "n": "note",
}
"""The key of each field that can be corrected."""
REASONS = {
    "1": "no statement of anybody",
    "2": "told by the author as a fact",
    "3": "the same as another",
    "4": "not about this conflict",
}
"""Reasons for a rejection that take one key."""
PICKS = "123456789abcdefghijklmnoprstuvwxyz"
"""Keys of the values to choose from; q leaves the choice."""
ENTER, ESCAPE, LEAVE = ("\r", "\n"), "\x1b", "\x04"
NO_SUCH_KEY = "No such key here: one of those listed, Enter, or Esc."


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyboard:
    """Where keys and lines come from.

    Attributes:
        key: Waits for one key.
        line: Asks for a line, with words that the terminal may complete.
        say: Takes each line for the reader.
        width: Columns of the terminal.
    """

    key: Callable[[], str]
    line: Callable[[str, Sequence[str]], str]
    say: Say
    width: int = 100

    def tell(self, text: str) -> None:
        """Say a text in lines that fit."""
        for line in textwrap.wrap(text, max(self.width, 20), subsequent_indent="  ", break_on_hyphens=False):
            self.say(line)


def review_keys(desk: Desk, board: Keyboard, looks: Looks) -> None:
    """Show what waits, and do what each key asks for, until nothing waits or the reader quits."""
    board.tell("Keys: " + _bar() + ". Every decision is saved at once.")
    shown = ""
    while True:
        current = desk.session.queue[0] if desk.session.queue else ""
        if not current:
            board.say("")
            board.tell(f"Nothing waits any more: {progress(desk.session)}.")
            _leave_word(desk, board)
            return
        if current != shown:
            board.say("")
            show(desk, current, board.say, looks)
            board.say("")
            board.tell(_bar())
        shown = current
        key = board.key()
        if key in ("q", LEAVE):
            board.tell(
                f"{progress(desk.session)}. All decisions are kept; the same command goes on from here."
            )
            return
        if key == "v":
            shown = ""
            continue
        _pressed(desk, board, key, current)


def _leave_word(desk: Desk, board: Keyboard) -> None:
    if desk.session.skipped:
        board.tell(f"Put off: {', '.join(desk.session.skipped)}. The same command shows them again.")


def _bar() -> str:
    return "  ".join(f"[{key}]{name}" for name, key in COMMANDS.items())


def _pressed(desk: Desk, board: Keyboard, key: str, current: str) -> None:
    name = next((name for name, known in COMMANDS.items() if known == key), "")
    if not name:
        board.say("? shows the keys.")
        return
    try:
        command = _command(desk, board, name, current)
        if command is not None:
            board.say(desk.carry_out(command))
    except DetenteError as error:
        for fault in error.faults:
            board.tell(str(fault))


def _command(desk: Desk, board: Keyboard, name: str, current: str) -> Command | None:
    """The command that a key stands for, with what it asks besides; None if the reader lets it be."""
    match name:
        case "help":
            for line in help_lines():
                board.say(line)
            return None
        case "reject":
            return _with_reason(board, name)
        case "doubt":
            return Command(name=name, why=board.line("Why (Enter: no reason)? ", ()).strip())
        case "correct":
            changed = _corrections(desk, board, outcome_of(desk.session.file, current).draft)
            return None if changed is None else Command(name=name, changed=changed)
        case "add":
            return _addition(desk, board)
    return Command(name=name)


def _with_reason(board: Keyboard, name: str) -> Command | None:
    listed = "  ".join(f"[{key}]{reason}" for key, reason in REASONS.items())
    board.tell(f"Why? {listed}  [t]type it  [Enter]no reason  [Esc]do not reject")
    while (key := board.key()) not in (*ENTER, ESCAPE, LEAVE, "t", *REASONS):
        board.tell(NO_SUCH_KEY)
    if key in ENTER:
        return Command(name=name)
    if key == "t":
        return Command(name=name, why=board.line("Why? ", ()).strip())
    return Command(name=name, why=REASONS[key]) if key in REASONS else None


def _addition(desk: Desk, board: Keyboard) -> Command | None:
    words = board.line("Words of the text, letter for letter (Enter: none): ", ()).strip()
    if not words:
        return None
    changed: dict[str, Value] = {}
    for field in ("party", "issue", "stance", "speaker"):
        value = _picked(desk, board, field)
        if value is not None:
            changed[field] = value
    return Command(name="add", words=words, changed=changed)


def _corrections(desk: Desk, board: Keyboard, draft: DraftStatement) -> dict[str, Value] | None:
    """New values, field by field; None if the reader leaves without any."""
    changed: dict[str, Value] = {}
    listed = "  ".join(f"[{key}]{field}" for key, field in FIELDS.items())
    while True:
        said = ", ".join(f"{field}={_told(value)}" for field, value in changed.items())
        board.tell(f"Correct: {listed}  [Enter]confirm so  [Esc]leave it")
        if said:
            board.tell(f"  {said}")
        key = board.key()
        if key in ENTER:
            return changed
        if key in (ESCAPE, LEAVE):
            return None
        if key not in FIELDS:
            board.tell(NO_SUCH_KEY)
            continue
        field = FIELDS[key]
        if field in FLAGS:
            changed[field] = not changed.get(field, getattr(draft, field))
            continue
        old = changed.get(field, getattr(draft, field, ""))
        value = _picked(desk, board, field, old)
        if value is not None:
            changed[field] = value


def _picked(desk: Desk, board: Keyboard, field: str, old: Value = "") -> Value | None:
    """The value that the reader picks or types; None for no other."""
    choices = values_of(desk, field)
    if choices:
        keys = dict(zip(PICKS, choices, strict=False))
        board.tell(f"{field}: " + "  ".join(f"[{key}]{name}" for key, name in keys.items()))
        board.tell(
            "  [0]none  [/]type it  [Esc]as it is" if field not in ("stance", "kind") else "  [Esc]as it is"
        )
        key = board.key()
        if key in keys:
            return value_of(field, keys[key])
        if key == "0" and field not in ("stance", "kind"):
            return value_of(field, "")
        if key != "/":
            return None
    typed = board.line(f"{field} (now: {_told(old) or 'none'}; Enter: as it is): ", choices)
    return fields_of([f"{field}={typed}"])[field] if typed.strip() else None


def values_of(desk: Desk, field: str) -> tuple[str, ...]:
    """What a field may be chosen from; empty where it is typed."""
    known = desk.material.known
    found = outcomes(desk.session.file)
    match field:
        case "stance":
            return tuple(stance.value for stance in Stance)
        case "kind":
            return tuple(kind.value for kind in Kind)
        case "party":
            names = (*known.parties, *names_in(found, "party"), *SPEAKERS_OUTSIDE)
        case "issue" | "issues_other":
            names = (*known.issues, *names_in(found, "issue"), *names_in(found, "issues_other"))
        case "speaker" | "speaker_role":
            names = names_in(found, field)
        case _:
            names = ()
    return tuple(dict.fromkeys(names))[: len(PICKS)]


def _told(value: Value) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
