"""Phrases that are looked for in words: all of them at once, the longest where several begin.

A phrase is a line of words. Each matches all forms of its word; ``demilitari*`` matches any ending; ``...``
stands for at most four words between; a word of two to four capital letters (``US``, ``EU``) matches in
capitals only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from detente.record.lexicon.words import Word, fold, stem, words

GAP = 4
"""Words that ``...`` may stand for, at most."""

PREFIX = 3
"""Letters that a word with ``*`` has before it, at least; they are the key to find it by."""

_ELEMENT = re.compile(r"\.\.\.|[^\s*]+\*|[^\s*]+")


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a phrase: a stem, the beginning of a word, or capitals."""

    kind: str
    text: str
    gap: bool = False

    def fits(self, word: Word) -> bool:
        """Whether this word of a text is a form of it."""
        if self.kind == "stem":
            return word.stem == self.text
        if self.kind == "exact":
            return word.low == self.text
        if self.kind == "start":
            return word.low.startswith(self.text)
        return word.low == self.text.lower() and word.text.replace(".", "").isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A phrase met in a text: words ``[first, last)``, the phrase and what it was filed under."""

    first: int
    last: int
    phrase: str
    key: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    elements: tuple[Element, ...]
    phrase: str
    key: str
    weight: float


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Phrases, each filed under a key with a weight, compiled for :meth:`find`."""

    _first: dict[str, list[_Entry]] = field(default_factory=dict)
    _starts: dict[str, list[_Entry]] = field(default_factory=dict)

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, str, float]]) -> PhraseBook:
        """Compile (phrase, key, weight); a phrase without a word in it is left out."""
        book = cls()
        for phrase, key, weight in phrases:
            elements = parse_phrase(phrase)
            if not elements:
                continue
            entry = _Entry(elements=elements, phrase=phrase, key=key, weight=weight)
            head = elements[0]
            shelf, at = (
                (book._starts, head.text[:PREFIX])
                if head.kind == "start"
                else (book._first, head.text if head.kind == "stem" else stem(head.text.lower()))
            )
            shelf.setdefault(at, []).append(entry)
        return book

    def find(self, text: Sequence[Word]) -> list[Found]:
        """All phrases in these words, in the order of their first word; shorter ones are not left out."""
        found = []
        for number, word in enumerate(text):
            entries = [*self._first.get(word.stem, ()), *self._starts.get(word.low[:PREFIX], ())]
            for entry in entries:
                last = _end(entry.elements, text, number)
                if last:
                    found.append(
                        Found(
                            first=number, last=last, phrase=entry.phrase, key=entry.key, weight=entry.weight
                        )
                    )
        return found


def parse_phrase(phrase: str) -> tuple[Element, ...]:
    """The words of a phrase; ``()`` if it has none.

    >>> [(element.kind, element.text) for element in parse_phrase("demilitari* ... zones")]
    [('start', 'demilitari'), ('stem', 'zon')]
    """
    elements: list[Element] = []
    gap = False
    for token in _ELEMENT.findall(phrase):
        if token == "...":  # noqa: S105 - a mark between words, no secret
            gap = bool(elements)
            continue
        if token.endswith("*"):
            start = fold(token[:-1])
            found = [Element("start", start, gap)] if len(start) >= PREFIX else []
        else:
            found = [Element(*_kind(word), gap and number == 0) for number, word in enumerate(words(token))]
        elements += found
        gap = gap and not found
    return tuple(elements)


def longest(found: Iterable[Found]) -> list[Found]:
    """Without those that lie inside a longer one; of two with the same words both stay.

    >>> book = PhraseBook.of([("flight", "a", 1.0), ("direct flight", "b", 1.0)])
    >>> [each.key for each in longest(book.find(words("direct flights to the coast")))]
    ['b']
    """
    ranked = sorted(found, key=lambda each: (each.first, -each.last))
    kept: list[Found] = []
    reach = -1, -1
    for each in ranked:
        if each.last > reach[1] or (each.first, each.last) == reach:
            kept.append(each)
            reach = each.first, each.last
    return kept


def _kind(word: Word) -> tuple[str, str]:
    letters = word.text.replace(".", "")
    if 2 <= len(letters) <= 4 and letters.isupper():
        return "capitals", letters
    return "stem", word.stem


def _end(elements: tuple[Element, ...], text: Sequence[Word], first: int) -> int:
    """The word after the phrase if it begins at ``first``, else 0."""
    at = first
    for number, element in enumerate(elements):
        stop = min(at + (GAP if element.gap else 0) + 1, len(text))
        while at < stop and not element.fits(text[at]):
            at += 1
            if at < stop and text[at].breaks == ".":
                return 0
        if at >= stop:
            return 0
        at += 1
        if number + 1 < len(elements) and at < len(text) and text[at].breaks == ".":
            return 0
    return at
