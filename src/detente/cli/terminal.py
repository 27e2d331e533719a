"""Pages for people: as wide as the terminal, bold where there is one, plain everywhere else."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence

import click

from detente.views.page import Part, page_lines

PLAIN_WIDTH = 100
"""Width of a page that goes to a file or another program."""


def is_terminal() -> bool:
    """Whether standard output is a terminal; it is none where it is closed."""
    return sys.stdout is not None and sys.stdout.isatty()


def page_of(parts: Sequence[Part], *, to_terminal: bool) -> Iterator[str]:
    """The text of a page, line by line; bold on terminals only, and not where NO_COLOR is set."""
    width = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns if to_terminal else PLAIN_WIDTH
    is_styled = to_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    lines = page_lines(parts, width=width, bold=_bold if is_styled else str)
    return (f"{line}\n" for line in lines)


def _bold(text: str) -> str:
    return click.style(text, bold=True)
