"""A page of plain text: headings, paragraphs, lists and tables, wrapped to a width.

Views build pages from these parts; :func:`page_lines` lays them out. Characters that would steer a terminal
are written as escapes, whatever file they came from.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

NARROWEST = 10
"""The least width of a column of a table; where there is less room a table is written as a list."""
WIDEST_TEXT = 100
"""Lines of running text are not longer than this, however wide the terminal is."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part of the page."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, set in by ``indent`` columns, with a ``mark`` such as ``1.`` before it."""

    text: str
    indent: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: names of the columns, rows of as many cells, and the columns that stand to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A line to be copied: a command or a rule. It is set in and never broken."""

    text: str


Part = Heading | Text | Grid | Code
Style = Callable[[str], str]


def page_lines(parts: Sequence[Part], *, width: int, bold: Style = str) -> Iterator[str]:
    """The lines of a page.

    Args:
        parts: What is on it.
        width: Columns of the terminal; 20 at least are used.
        bold: How headings are made to stand out; plain text by default.
    """
    room, first = max(width, 20), True
    for part in parts:
        match part:
            case Heading(text):
                if not first:
                    yield ""
                yield from (bold(line) for line in _wrapped(text, room))
            case Text(text, indent, mark):
                yield from _paragraph(text, room, indent, mark)
            case Grid():
                yield from _table(part, room, bold)
            case Code(text):
                yield "  " + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
        first = False


def printable(text: str) -> str:
    """``text`` with line breaks as spaces and other characters that are no text written as escapes."""
    flat = " ".join(text.split()) if any(character.isspace() for character in text) else text
    return flat if flat.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in flat)


def _paragraph(text: str, room: int, indent: int, mark: str) -> Iterator[str]:
    before = " " * indent + (f"{mark} " if mark else "")
    yield from _wrapped(text, min(room, WIDEST_TEXT), first=before, rest=" " * len(before))


def _wrapped(text: str, room: int, *, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        printable(text), room, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def _table(grid: Grid, room: int, bold: Style) -> Iterator[str]:
    widths = _widths(grid, room - 2 * (len(grid.heads) - 1))
    if widths is None:
        yield from _as_list(grid, room)
        return
    if any(grid.heads):
        yield from (bold(line) for line in _row(grid, grid.heads, widths))
    for row in grid.rows:
        yield from _row(grid, row, widths)


def _row(grid: Grid, row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    cells = [textwrap.wrap(printable(cell), width) or [""] for cell, width in zip(row, widths, strict=True)]
    for level in range(max(len(cell) for cell in cells)):
        words = [cell[level] if level < len(cell) else "" for cell in cells]
        set_out = [
            word.rjust(width) if place in grid.right else word.ljust(width)
            for place, (word, width) in enumerate(zip(words, widths, strict=True))
        ]
        yield "  ".join(set_out).rstrip()


def _widths(grid: Grid, room: int) -> list[int] | None:
    """Widths of the columns: what they want, else the widest give way; None if there is too little room."""
    columns = zip(grid.heads, *grid.rows, strict=True)
    widths = [max(1, *(len(printable(cell)) for cell in column)) for column in columns]
    while sum(widths) > room:
        widest = max(range(len(widths)), key=widths.__getitem__)
        if widths[widest] <= NARROWEST:
            return None
        widths[widest] -= 1
    return widths


def _as_list(grid: Grid, room: int) -> Iterator[str]:
    for row in grid.rows:
        yield from _paragraph(row[0], room, 0, "")
        for head, cell in zip(grid.heads[1:], row[1:], strict=True):
            if cell:
                yield from _paragraph(f"{head}: {cell}" if head else cell, room, 2, "")
