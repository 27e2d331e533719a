"""What a statement depends on: the stretch of its condition, and the conditions of an offer one by one."""

from __future__ import annotations

import re

from detente.record.extract.cues import Cues
from detente.record.extract.speakers import speaks
from detente.record.extract.tree import Sentence
from detente.record.span import Span

_MARKS = frozenset({"if", "unless", "provided", "providing"})
_LOOSE = frozenset(
    {"after", "once", "when", "until", "without", "should", "pending", "in principle", "but only"}
)
_FUTURE = re.compile(
    r"\b(?:would|will|could|can|shall|may|might|ready|willing|prepared|open|offer\w*|propos\w*|\w+ing|to)\b"
)


def condition_span(text: str, content: Span, cues: Cues) -> Span | None:
    """Return the stretch of a statement that states a dependence, None without one.

    Args:
        text: The article.
        content: What is said.
        cues: The lists; ``conditions`` has the phrases, longest first.
    """
    words = content.of(text)
    best: tuple[int, int] | None = None
    for phrase in cues.conditions:
        found = re.search(rf"\b{re.escape(phrase)}\b", words, re.IGNORECASE)
        if found is None or (phrase in _LOOSE and not _depends(words, phrase, found.start())):
            continue
        if best is None or found.start() < best[0]:
            best = found.start(), found.end()
    if best is None:
        return None
    start = best[0]
    rest = words[start:]
    comma = re.search(r"[,;](?=\s)", rest) if start < 3 else re.search(r";(?=\s)", rest)
    end = start + (comma.start() if comma else len(rest))
    return Span(content.start + start, content.start + len(words[:end].rstrip(" .,;”\"’'")))


def _depends(words: str, phrase: str, place: int) -> bool:
    """Return whether a word that may also tell a time states a dependence here.

    Beside a modal, an offer or a deed to come.
    """
    if phrase == "should":
        return place == 0
    if phrase in {"in principle", "without", "when", "until"}:
        return False
    return bool(_FUTURE.search(words[:place] or words))


def conditions_apart(sentence: Sentence, content: Span, cues: Cues) -> tuple[Span, ...]:
    """Return the conditions in a statement that name somebody's act, each on its own, without "if"."""
    found: list[Span] = []
    for index, word in enumerate(sentence.words):
        if not _opens_condition(sentence, index) or not (
            content.start <= word.start and word.end <= content.end
        ):
            continue
        verb = word.head
        subject = sentence.child(verb, "nsubj")
        if verb > index and subject is not None and speaks(sentence, subject, cues):
            found.extend(_conjuncts(sentence, index + 1, verb, content))
    return tuple(found)


def _opens_condition(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    before = sentence.words[index - 1].lower if index else ""
    if word.dep != "mark":
        return False
    return word.lower in _MARKS or (word.lower == "that" and before in {"condition", "provided", "providing"})


def _conjuncts(sentence: Sentence, left: int, verb: int, content: Span) -> list[Span]:
    spans: list[Span] = []
    right = sentence.edges[verb][1]
    others = [kid for kid in sentence.kids(verb, "conj") if sentence.words[kid].tag.startswith("VB")]
    starts = [sentence.edges[kid][0] for kid in others]
    for start, end in zip([left, *starts], [*(start - 1 for start in starts), right], strict=True):
        last = end
        while last > start and (sentence.words[last].is_mark or sentence.words[last].dep == "cc"):
            last -= 1
        if start <= last:
            span = sentence.stretch(start, last)
            if span.start < content.end:
                spans.append(Span(span.start, max(span.start + 1, min(span.end, content.end))))
    return spans
