"""The reader's terminal: single keys, lines with completion, and the styles of a card."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

import click

from detente.cli.review_keys import ESCAPE, LEAVE, Keyboard
from detente.cli.review_lines import Say

UNKNOWN = "unknown"
"""A key that stands for nothing."""

STYLES: Mapping[str, Callable[[str], str]] = {
    "quote": partial(click.style, bold=True),
    "mention": partial(click.style, underline=True),
    "cue": partial(click.style, fg="cyan"),
    "condition": partial(click.style, fg="yellow"),
    "head": partial(click.style, fg="bright_black"),
}
"""How the parts of a card stand out where the terminal has styles; the signs around them are there always."""


@contextmanager
def terminal_keyboard(say: Say, *, width: int) -> Iterator[Keyboard]:
    """The keyboard of this terminal; while this holds, keys come without Enter and are not shown."""
    try:
        import termios
        import tty
    except ImportError:  # Windows reads its keys in another way
        yield Keyboard(key=click.getchar, line=_line, say=say, width=width)
        return
    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)

    def line(prompt: str, words: Sequence[str]) -> str:
        termios.tcsetattr(number, termios.TCSADRAIN, before)
        try:
            return _line(prompt, words)
        finally:
            tty.setcbreak(number, termios.TCSADRAIN)  # what was typed ahead stays

    tty.setcbreak(number, termios.TCSADRAIN)
    try:
        yield Keyboard(key=partial(_key, number), line=line, say=say, width=width)
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)


def _key(number: int) -> str:
    """The next key; one that sends several bytes (an arrow, a letter beyond ASCII) means nothing."""
    first = os.read(number, 1)
    if not first:
        return LEAVE
    if first == b"\x1b":
        return _escaped(number)
    if first >= b"\x80":  # the first byte of a letter: how many follow stands in it
        for _ in range(1 if first < b"\xe0" else 2 if first < b"\xf0" else 3):
            os.read(number, 1)
        return UNKNOWN
    return first.decode("ascii")


def _escaped(number: int) -> str:
    """The escape key; or, where more follows at once, a key that sends a sequence, read to its end."""
    last = b""
    while select.select([number], [], [], 0.02)[0]:
        before, last = last, os.read(number, 1)
        if before and b"@" <= last <= b"~":
            break
        if not before and last not in b"[O":
            break
    return UNKNOWN if last else ESCAPE


def _line(prompt: str, words: Sequence[str]) -> str:
    """A line that is typed; Tab completes it where the terminal's library can."""
    try:
        import readline
    except ImportError:  # Windows has none
        return _asked(prompt)
    readline.set_completer(partial(_completed, words))
    readline.set_completer_delims(";")
    readline.parse_and_bind("tab: complete")
    try:
        return _asked(prompt)
    finally:
        readline.set_completer(None)


def _asked(prompt: str) -> str:
    try:
        return input(prompt)
    except EOFError:
        return ""


def _completed(words: Sequence[str], typed: str, number: int) -> str | None:
    fitting = [word for word in words if word.startswith(typed.strip().lower())]
    return fitting[number] if number < len(fitting) else None
