"""The characters that a parser is shown: the article's, with odd ones made plain, and the way back.

Blanks of any width become a blank, what has no width is left out, quotation marks and apostrophes become
straight. Each character keeps its place in the article, so that a span found here is a span of the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_PLAIN = (
    dict.fromkeys((*range(32), *range(127, 160), 160, 5760, *range(8192, 8203)), " ")
    | dict.fromkeys((8232, 8233, 8239, 8287, 12288), " ")
    | {ord(mark): "'" for mark in "’‘ʼ‛´`′＇"}
    | {ord(mark): '"' for mark in "“”„‟″＂"}
    | {ord("‐"): "-", ord("‑"): "-"}
)
_LONGEST_WORD = 80
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Text for the parser and the place of each of its characters in the article.

    Attributes:
        text: The text shown to the parser.
        places: For each character, its place in the article; for one that stands for several, the first of
            them.
        ends: For each character, the place after the last one that it stands for.
        masks: Stretches of ``text`` that stand for a whole quotation each.
    """

    text: str
    places: tuple[int, ...]
    ends: tuple[int, ...]
    masks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of the article that the parser sees as other words."""

    start: int
    end: int
    shown: str


def plain_character(character: str) -> str:
    r"""Return the plain twin of one character, of length 1.

    >>> plain_character("’"), plain_character(chr(0xA0))
    ("'", ' ')
    """
    return "\ufffd" if _SURROGATE.match(character) else character.translate(_PLAIN)


def plain(
    text: str, start: int, end: int, *, masks: tuple[Mask, ...] = (), marks: Mapping[int, str] | None = None
) -> Plain:
    """Make the stretch ``[start, end)`` of an article plain.

    Args:
        text: The article.
        start: First code point of the stretch.
        end: Code point after its last one.
        masks: Quotations that are shown as other words, in order, without overlap.
        marks: Places of single characters shown as others (quotation marks that look like apostrophes).
    """
    shown: list[str] = []
    places: list[int] = []
    ends: list[int] = []
    spots: list[tuple[int, int]] = []
    at = start
    run = 0
    for mask in (*masks, None):
        for index in range(at, mask.start if mask else end):
            run = 0 if text[index].isspace() else run + 1
            if run % _LONGEST_WORD == 0 and run:
                shown.append(" ")
                places.append(index)
                ends.append(index + 1)
            if not INVISIBLE.match(text[index]):
                shown.append((marks or {}).get(index) or plain_character(text[index]))
                places.append(index)
                ends.append(index + 1)
        if mask:
            spots.append((len(shown), len(shown) + len(mask.shown)))
            shown.extend(mask.shown)
            places.extend([mask.start] * len(mask.shown))
            ends.extend([mask.end] * len(mask.shown))
            at = mask.end
    return Plain(text="".join(shown), places=tuple(places), ends=tuple(ends), masks=tuple(spots))
