"""An article as paragraphs: lines that belong together, without headings, datelines and labels of speakers.

A heading in capitals that has run into the text is cut off ("TALKS STALL Despite the truce, ..."), because
it would break the parse and because nobody says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

LONGEST = 3_000
"""Characters of a block handed to the parser at once; longer paragraphs are cut at the end of a sentence."""

_BLANKS = r"[^\S\n]"
_FINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
_CAPS_WORD = r"[“\"‘'«(]?[A-Z0-9][A-Z0-9.&’'/-]*+[,:?!”\"’'»)]*+(?=\s|$)"
_CAPS = re.compile(rf"(?:(?<=^)|(?<=[.!?…”\"»])\s+){_CAPS_WORD}(?:\s+(?:{_CAPS_WORD}|–|—|-))+")
_DATELINE = re.compile(
    r"[A-Z][\w.’' -]{1,40}(?:,\s[A-Z][\w. ]{1,30}){0,2}(?:,?\s\d{1,2}(?:\s[A-Z][a-z]+)?)?\s?"
    r"(?:\([A-Z][\w ./]{1,30}\))?\s[-–—]{1,2}\s"
)
_LABEL = re.compile(
    r"((?:[A-Z][\w.’'-]*|of|the|for|and|[A-Z]\.)(?:,?\s(?:[A-Z][\w.’'-]*|of|the|for|and)){0,7})"
    r"(?:\s\([^()\n]{1,60}\))?:\s+(?=\S)"
)
_SIDED = re.compile(r"\s\([^()\n]{1,60}\):\s")
_NO_LABEL = frozenset(
    [
        "update",
        "note",
        "correction",
        "photo",
        "picture",
        "video",
        "source",
        "sources",
        "read",
        "more",
        "related",
        "editor's",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of running text.

    Attributes:
        start: First code point.
        end: Code point after the last one.
        paragraph: Index of its paragraph; blocks cut from one paragraph share it.
        label: Where the name of the speaker stands before the words, as in a transcript ("REHN: We ...").
        heading: The heading that stands over the block, as a stretch of the article.
    """

    start: int
    end: int
    paragraph: int
    label: tuple[int, int] | None = None
    heading: tuple[int, int] | None = None


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of an article in order; headings are not among them."""
    heading: tuple[int, int] | None = None
    number = 0
    for first, end in paragraphs(text):
        start = _behind_dateline(text, first, end)
        if is_heading(text[start:end]):
            heading = (start, end)
            continue
        for piece_start, piece_end, run_in in _pieces(text, start, end):
            heading = run_in or heading
            block = Block(start=piece_start, end=piece_end, paragraph=number, heading=heading)
            yield from _cut(text, _labelled(text, block))
        number += 1


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between blank lines, and between lines where a line ends a sentence or a heading.

    A line that stops in the middle of a sentence is joined to the next one: copy wrapped at a column stays
    one paragraph.
    """
    start: int | None = None
    end = 0
    for line in re.finditer(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+", text):
        words = line.group()
        if not words.strip():
            continue
        first = line.start() + len(words) - len(words.lstrip())
        last = line.start() + len(words.rstrip())
        if start is not None and _breaks(text, start, end, first):
            yield start, end
            start = None
        start = first if start is None else start
        end = last
    if start is not None:
        yield start, end


def _breaks(text: str, start: int, end: int, first: int) -> bool:
    between = text[end:first]
    if between.count("\n") > 1 or "\u2029" in between or "\r\r" in between or "\r\n\r\n" in between:
        return True
    line_start = max(start, text.rfind("\n", start, end) + 1)
    last_line = text[line_start:end]
    if _FINAL.search(last_line[-20:]):
        return True
    return (text[first].isupper() and len(last_line) < 55) or (
        not text[first].isalnum() and len(last_line) < 55
    )


def is_heading(paragraph: str) -> bool:
    """Return whether a paragraph is a heading, a caption or a remnant of a web page.

    Short, and no sentence ends in it.
    """
    words = paragraph.split()
    if len(paragraph) > 120 or len(words) > 16:
        return False
    letters = [letter for letter in paragraph if letter.isalpha()]
    if letters and all(letter.isupper() for letter in letters) and len(words) > 1:
        return True
    return not re.search(r"[.!?…;,:][\"'”’»)\]]*$", paragraph.strip()) and not _LABEL.match(paragraph)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, tuple[int, int] | None]]:
    """Cut a paragraph at headings in capitals; yield each running stretch with the heading before it."""
    paragraph = text[start:end]
    at = 0
    heading: tuple[int, int] | None = None
    for found in _CAPS.finditer(paragraph):
        left, right = _heading_in(paragraph, found.start(), found.end())
        if right <= left or (left == 0 and _SIDED.match(paragraph, right)):
            continue
        if paragraph[at:left].strip():
            yield (*_stripped(text, start + at, start + left), heading)
        heading = (start + left, start + right)
        at = right
    if paragraph[at:].strip():
        yield (*_stripped(text, start + at, end), heading)


def _heading_in(paragraph: str, left: int, right: int) -> tuple[int, int]:
    """Return the stretch of a run of capitals that is a heading; empty if it is none."""
    while left < right and paragraph[left].isspace():
        left += 1
    words = list(re.finditer(r"\S+", paragraph[left:right]))
    after = re.match(r"\s+([“\"‘'«(]?)(\w)", paragraph[right:])
    if words and after and after[2].islower():
        words = words[:-1]
    if words and words[-1].group() in {"A", "I"} and after:
        words = words[:-1]
    if len(words) < 2 or not any(len(re.sub(r"[^A-Z]", "", word.group())) >= 4 for word in words):
        return left, left
    if words[-1].group().endswith(":") or not any(letter.islower() for letter in paragraph):
        return left, left
    return left, left + words[-1].end()


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _labelled(text: str, block: Block) -> Block:
    """Take the label of a speaker off a block's beginning."""
    piece = text[block.start : min(block.end, block.start + 160)]
    label = _LABEL.match(piece)
    if label and label[1].split()[0].lower() not in _NO_LABEL and block.start + label.end() < block.end:
        return replace(
            block, start=block.start + label.end(), label=(block.start, block.start + label.end(1))
        )
    return block


def _behind_dateline(text: str, start: int, end: int) -> int:
    """Return where a paragraph's words begin: behind "KARST, Belmar (Wire) - ", if it begins so."""
    found = _DATELINE.match(text[start : min(end, start + 160)])
    return (
        start + found.end() if found and start + found.end() < end and _is_dateline(found.group()) else start
    )


def _is_dateline(words: str) -> bool:
    place = re.split(r"[,(–—-]", words)[0].strip()
    return place.isupper() or "(" in words


def _cut(text: str, block: Block) -> Iterator[Block]:
    """Cut a block that is too long for the parser, at the end of a sentence if there is one."""
    start = block.start
    while block.end - start > LONGEST:
        window = text[start : start + LONGEST]
        ends = [found.end() for found in re.finditer(r"[.!?…][\"'”’»)\]]*\s", window)]
        cut = ends[-1] if ends else (window.rfind(" ") + 1 or LONGEST)
        if window[:cut].strip():
            yield replace(block, start=start, end=start + cut)
        start += cut
    if text[start : block.end].strip():
        yield replace(block, start=start)
