"""A stretch of a text with marks around parts of it, wrapped to a width of the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from detente.record.span import Span

AROUND = 400
"""Code points of context on each side at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A part to be marked: by signs around it, and by a style where the terminal has one."""

    span: Span
    opens: str
    closes: str
    style: Callable[[str], str] = str


def sentences_around(text: str, parts: Sequence[Span]) -> Span:
    """The whole sentences that hold these stretches, of one paragraph, cut where they are very long.

    >>> sentences_around("One. Two is here. Three.", [Span(5, 8)]).of("One. Two is here. Three.")
    'Two is here.'
    """
    first, last = min(part.start for part in parts), max(part.end for part in parts)
    return Span(_sentence_start(text, first), _sentence_end(text, last))


def marked_lines(text: str, whole: Span, marks: Sequence[Mark], *, width: int) -> Iterator[str]:
    """The lines of a stretch with its marks. Characters that would steer a terminal are shown as ``·``.

    Args:
        text: The text.
        whole: The stretch of it.
        marks: What is marked; parts outside the stretch are passed over.
        width: Columns to fill.
    """
    cells = _cells(text, whole, marks)
    line: list[tuple[str, Mark | None]] = []
    for word in _words(cells):
        if line and _width(line) + 1 + _width(word) > width:
            yield _styled(line)
            line = []
        line += [(" ", _shared(line, word)), *word] if line else word
        while _width(line) > width:
            cut = _fitting(line, width)
            yield _styled(line[:cut])
            line = line[cut:]
    if line:
        yield _styled(line)


def _cells(text: str, whole: Span, marks: Sequence[Mark]) -> list[tuple[str, Mark | None]]:
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    inside = [mark for mark in marks if whole.start <= mark.span.start and mark.span.end <= whole.end]
    for mark in inside:
        opening.setdefault(mark.span.start, []).append(mark)
        closing.setdefault(mark.span.end, []).append(mark)
    cells: list[tuple[str, Mark | None]] = []
    for place in range(whole.start, whole.end + 1):
        for mark in sorted(closing.get(place, ()), key=lambda mark: -mark.span.start):
            cells += [(sign, mark) for sign in mark.closes]
        if place == whole.end:
            break
        for mark in sorted(opening.get(place, ()), key=lambda mark: -mark.span.end):
            cells += [(sign, mark) for sign in mark.opens]
        holders = [mark for mark in inside if mark.span.start <= place < mark.span.end]
        cells.append((_shown(text[place]), min(holders, key=lambda mark: len(mark.span), default=None)))
    return cells


def _words(cells: list[tuple[str, Mark | None]]) -> Iterator[list[tuple[str, Mark | None]]]:
    word: list[tuple[str, Mark | None]] = []
    for sign, mark in cells:
        if sign != " ":
            word.append((sign, mark))
        elif word:
            yield word
            word = []
    if word:
        yield word


def _shared(line: list[tuple[str, Mark | None]], word: list[tuple[str, Mark | None]]) -> Mark | None:
    return line[-1][1] if line[-1][1] is word[0][1] else None


def _styled(line: list[tuple[str, Mark | None]]) -> str:
    said, place = "", 0
    while place < len(line):
        mark, end = line[place][1], place
        while end < len(line) and line[end][1] is mark:
            end += 1
        piece = "".join(sign for sign, _ in line[place:end])
        said += mark.style(piece) if mark else piece
        place = end
    return said


def _width(cells: list[tuple[str, Mark | None]]) -> int:
    return sum(columns(sign) for sign, _ in cells)


def columns(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def _fitting(line: list[tuple[str, Mark | None]], width: int) -> int:
    used = 0
    for place, (sign, _) in enumerate(line):
        used += columns(sign)
        if used > width:
            return max(place, 1)
    return len(line)


def _shown(sign: str) -> str:
    return " " if sign.isspace() else sign if sign.isprintable() else "·"


def _sentence_start(text: str, place: int) -> int:
    start = max(text.rfind("\n", 0, place) + 1, place - AROUND, 0)
    for end in range(place - 1, start, -1):
        if text[end].isspace() and _ends(text, start, end):
            return end + 1
    return start


def _sentence_end(text: str, place: int) -> int:
    stop = text.find("\n", place)
    stop = min(len(text) if stop < 0 else stop, place + AROUND)
    for end in range(place, stop + 1):
        if (end == stop or text[end].isspace()) and _ends(text, 0, end):
            return end
    return stop


def _ends(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends before a place: a full stop, with closing quotation marks behind it or not."""
    place = end - 1
    while place > start and text[place] in "\"'”’»)]":
        place -= 1
    return place >= start and text[place] in ".!?…"
