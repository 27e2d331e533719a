"""Quotation marks and what they enclose.

Marks of any kind are paired with a stack, so that a quotation in a quotation stays inside it. An apostrophe
is told from a single mark by what stands around it. A paragraph that is opened and not closed runs on if
the next one opens again (the mark is repeated at each paragraph of a long quotation and closed in the
last).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.record.span import Span

_OPENS = {"“": "”", "„": "“”‟", "‟": "”", "«": "»", "‹": "›", "「": "」", "『": "』", "＂": "＂"}
_CLOSES = frozenset("”»›」』")
_SINGLE = "'’‘‚"
_DEEPEST = 4
_FUNCTION = re.compile(
    r"\s(?:and|but|or|in|on|at|for|to|of|with|as|is|was|were|are|has|had|will|would|said|told|he|she|it|they|which|who"
    r"|when|while|after|before|by|from|that|the|a|an)\b"
)
_LINK = re.compile(r"[\s([{—–\-/“\"«„]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One quotation: the stretch with its marks and the words between them.

    Attributes:
        outer: With the marks.
        inner: Between the marks, without blanks and without a comma at its end.
        depth: 0 for a quotation that is in no other one.
        runs_on: Whether it is not closed in its paragraph and goes on in the next.
    """

    outer: Span
    inner: Span
    depth: int = 0
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    place: int
    depth: int


def quotations(text: str, stretches: Sequence[tuple[int, int]]) -> tuple[Quotation, ...]:
    """Return the quotations of an article, paragraph by paragraph, in order.

    Args:
        text: The article.
        stretches: Its paragraphs.
    """
    found: list[Quotation] = []
    for index, (start, end) in enumerate(stretches):
        pairs, left_open = _pairs(text, start, end)
        after = text[slice(*stretches[index + 1])][:1] if index + 1 < len(stretches) else ""
        if left_open and left_open.mark == after:
            pairs.append((left_open.place, end, 0, True))
        found.extend(_made(text, sorted(pairs)))
    return tuple(found)


def _pairs(text: str, start: int, end: int) -> tuple[list[tuple[int, int, int, bool]], _Open | None]:
    stack: list[_Open] = []
    pairs: list[tuple[int, int, int, bool]] = []
    for place in range(start, end):
        mark = text[place]
        if mark not in _OPENS and mark not in _CLOSES and mark not in _SINGLE and mark != '"':
            continue
        closing = _closes(text, place, start, end, stack)
        if closing is not None:
            for lost in stack[closing + 1 :]:
                stack.remove(lost)
            opened = stack.pop()
            pairs.append((opened.place, place + 1, len(stack), False))
        elif _opens(text, place, start, end):
            del stack[:-_DEEPEST]
            stack.append(_Open(mark, place, len(stack)))
    double = next((opened for opened in stack if opened.mark not in _SINGLE), None)
    return [pair for pair in pairs if not double or pair[0] < double.place or pair[2] == 0], double


def _closes(text: str, place: int, start: int, end: int, stack: list[_Open]) -> int | None:
    """Return which opened mark this one closes, None if it closes none."""
    mark = text[place]
    for index in range(len(stack) - 1, -1, -1):
        opened = stack[index].mark
        if mark in _SINGLE and opened in _SINGLE:
            if mark != "‘" and _single_closes(text, place, end):
                return index
        elif mark == '"' and opened in {'"', "“"}:
            before = text[place - 1] if place > start else " "
            after = text[place + 1] if place + 1 < end else " "
            if not (before.isspace() and after.isalnum()):
                return index
        elif mark in _OPENS.get(opened, "") or (mark == "”" and opened == '"'):
            return index
    return None


def _single_closes(text: str, place: int, end: int) -> bool:
    before = text[place - 1]
    after = text[place + 1] if place + 1 < end else " "
    if after.isalnum() or before.isspace():
        return False
    if before in "sS" and after == " ":
        rest = text[place + 1 : min(end, place + 250)]
        return bool(_FUNCTION.match(rest)) or not re.search(r"[^\s][’'](?:[\s.,;:!?)]|$)", rest)
    return True


def _opens(text: str, place: int, start: int, end: int) -> bool:
    mark = text[place]
    before = text[place - 1] if place > start else " "
    after = text[place + 1] if place + 1 < end else " "
    if mark in _OPENS:
        return True
    if mark in _CLOSES or mark == "’":
        return False
    return (
        bool(_LINK.match(before))
        and not after.isspace()
        and (mark == '"' or after.isalpha() or after in '…[“"')
    )


def _made(text: str, pairs: list[tuple[int, int, int, bool]]) -> Iterator[Quotation]:
    for place, end, depth, runs_on in pairs:
        left, right = place + 1, end if runs_on else end - 1
        while right > left and (text[right - 1].isspace() or text[right - 1] in ",，"):
            right -= 1
        while left < right and text[left].isspace():
            left += 1
        if left < right:
            yield Quotation(outer=Span(place, end), inner=Span(left, right), depth=depth, runs_on=runs_on)
