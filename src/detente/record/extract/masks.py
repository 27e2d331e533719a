"""Which quotations the parser sees as a stand-in: whole sentences between marks.

A quotation of several sentences tears the sentence that hands it on. Each whole one is shown to the parser
as ``It works``, whose place in the article is the quotation; quoted fragments ("a first step") stay,
because they are part of the sentence around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.record.extract.blocks import Block
from detente.record.extract.characters import Mask
from detente.record.extract.quotes import Quotation

SHOWN = "It works"
_SENTENCE_INSIDE = re.compile(r"[.?!…][\"'”’»]?\s+[\"'“‘«]?[^\W\d_a-zß-ÿ]")
_CUE_SOON = re.compile(
    r"\s*(?:[^\s.!?]+\s+){0,12}?(?:said|says|asked|asks|added|told|wrote|warned|replied|insisted|demanded|wondered|cried|shouted|declared)\b"
)


_CUE_LATELY = re.compile(
    r"\b(?:said|says|told|added|asked|wrote|warned|replied|insisted|declared|argued|explained|stressed|noted)\b"
)


def masks(text: str, block: Block, quotations: Sequence[Quotation]) -> tuple[Mask, ...]:
    """Return the stand-ins of a block's whole quotations, in order."""
    found: list[Mask] = []
    for quotation in quotations:
        inside = block.start <= quotation.outer.start and quotation.outer.end <= block.end
        if inside and quotation.depth == 0 and _is_whole(text, block, quotation):
            start, end = quotation.inner.start, quotation.inner.end
            if not found or found[-1].end <= start:
                found.append(Mask(start, end, SHOWN + _ending(text, block, quotation)))
    return tuple(found)


def marks(block: Block, quotations: Sequence[Quotation]) -> dict[int, str]:
    """Return the quotation marks of a block, each shown as a straight double one."""
    shown: dict[int, str] = {}
    for quotation in quotations:
        if block.start <= quotation.outer.start < block.end:
            shown[quotation.outer.start] = '"'
            if not quotation.runs_on:
                shown[quotation.outer.end - 1] = '"'
    return shown


def _is_whole(text: str, block: Block, quotation: Quotation) -> bool:
    inner = quotation.inner.of(text)
    before = text[block.start : quotation.outer.start].rstrip()
    closing = (
        text[quotation.inner.end : quotation.outer.end] + text[quotation.outer.end : quotation.outer.end + 1]
    )
    first = next((letter for letter in inner if letter.isalnum()), "")
    if quotation.runs_on or _SENTENCE_INSIDE.search(inner):
        return True
    ends = inner[-1] in ".?!…—-" or "," in closing or "." in closing
    set_off = not before or before[-1] in ".?!:,;—–…”\"’'»)-"
    words = len(inner.split())
    if first.isupper() or first.isdigit():
        return set_off and (ends or (words >= 3 and before[-1:] in {":", ","}))
    return before[-1:] in {",", "—", "–"} and ends and words >= 4 and bool(_CUE_LATELY.search(before[-60:]))


def _ending(text: str, block: Block, quotation: Quotation) -> str:
    """Return the mark that the stand-in needs at its end, because the quotation's own is inside the mask."""
    last = quotation.inner.of(text)[-1]
    after = text[quotation.outer.end : block.end]
    if last not in ".?!…":
        return ""
    if last != "." and _CUE_SOON.match(after):
        return ","
    return "," if after.lstrip()[:1].islower() else "."
