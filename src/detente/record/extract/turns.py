"""Turns of a transcript.

What stands behind a speaker's label is that speaker's, sentence by sentence; questions are nobody's
position.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from detente.record.extract.blocks import Block
from detente.record.extract.found import Found, Mention
from detente.record.extract.tree import Sentence
from detente.record.span import Span
from detente.record.statement import Kind

_ASKS = frozenset(
    [
        "q",
        "question",
        "questions",
        "interviewer",
        "reporter",
        "moderator",
        "host",
        "journalist",
        "presenter",
        "correspondent",
        "operator",
        "chair",
    ]
)
_ASIDE = re.compile(
    r"\s\((?:[Tt]he )?(?:(?:Republic|Kingdom|State|Government|Federation) of )?([A-Z][^()\n]{0,59})\)"
)


def speaking_labels(text: str, blocks: Sequence[Block]) -> frozenset[str]:
    """Return the labels that name speakers.

    In capitals, or more than once at the beginning of a paragraph.
    """
    times = Counter(text[slice(*block.label)] for block in blocks if block.label)
    return frozenset(
        label for label, count in times.items() if count > 1 or (label.isupper() and len(label) > 2)
    )


def asking_labels(text: str, blocks: Sequence[Block]) -> frozenset[str]:
    """Return the labels under which most turns end with a question: whoever asks takes no position."""
    turns: dict[str, list[bool]] = {}
    for block in blocks:
        if block.label:
            ends = text[block.start : block.end].rstrip().rstrip("\"'”’)").endswith("?")
            turns.setdefault(text[slice(*block.label)], []).append(ends)
    return frozenset(label for label, asked in turns.items() if sum(asked) * 2 > len(asked))


def turn(text: str, label: tuple[int, int], sentence: Sentence) -> tuple[Found, ...]:
    """Return what one sentence of a turn says; nothing for a question and for a few words."""
    name = text[slice(*label)]
    if name.split()[0].lower().strip(".") in _ASKS:
        return ()
    span = sentence.span
    words = [word for word in sentence.words if not word.is_mark]
    if len(words) < 5 or "?" in span.of(text) or not any(word.tag.startswith(("VB", "MD")) for word in words):
        return ()
    mention = Mention(
        span=Span(*label),
        words=_as_name(name) + _side(text, label[1]),
        head=name.split()[-1].lower(),
        name=True,
    )
    return (
        Found(
            content=span,
            kind=Kind.DIRECT,
            rule="turn",
            sentence=span,
            paragraph=sentence.paragraph,
            mention=mention,
        ),
    )


def _side(text: str, end: int) -> str:
    """Return the side that stands in brackets behind a label: " of Sundar" for "AMARI (State of Sundar)"."""
    side = _ASIDE.match(text, end)
    return f" of {side[1]}" if side else ""


def _as_name(label: str) -> str:
    """Return a label in capitals as a name is written: "MINISTER REHN" as "Minister Rehn"."""
    if not label.isupper():
        return label
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), label)
