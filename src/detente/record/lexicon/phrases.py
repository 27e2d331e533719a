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
    """A phrase met in a text: the places of its words, the phrase, and what it was filed under."""

    places: tuple[int, ...]
    phrase: str
    key: str
    weight: float

    @property
    def first(self) -> int:
        """The place of its first word."""
        return self.places[0]

    @property
    def last(self) -> int:
        """The place behind its last word."""
        return self.places[-1] + 1


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
        """Compile (phrase, key, weight).

        A phrase without a word in it is left out, and so is another form of a phrase with the same key.
        """
        book = cls()
        met: set[tuple[str, tuple[Element, ...]]] = set()
        for phrase, key, weight in sorted(phrases, key=lambda entry: -entry[2]):
            elements = parse_phrase(phrase)
            if not elements or (key, elements) in met:
                continue
            met.add((key, elements))
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
                places = _places(entry.elements, text, number)
                if places:
                    kept = Found(places=places, phrase=entry.phrase, key=entry.key, weight=entry.weight)
                    found.append(kept)
        return found


def parse_phrase(phrase: str) -> tuple[Element, ...]:
    """The words of a phrase; ``()`` if it has none.

    >>> [(element.kind, element.text) for element in parse_phrase("demilitari* ... zones")]
    [('start', 'demilitari'), ('stem', 'zone')]
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
    """Without those whose words are all words of a longer one; of two with the same words both stay.

    >>> book = PhraseBook.of([("flight", "a", 1.0), ("direct flight", "b", 1.0)])
    >>> [each.key for each in longest(book.find(words("direct flights to the coast")))]
    ['b']
    """
    met = list(found)
    over: dict[int, list[set[int]]] = {}
    for each in met:
        places = set(each.places)
        for place in places:
            over.setdefault(place, []).append(places)
    return [each for each in met if not any(set(each.places) < places for places in over[each.first])]


def _kind(word: Word) -> tuple[str, str]:
    letters = word.text.replace(".", "")
    if 2 <= len(letters) <= 4 and letters.isupper():
        return "capitals", letters
    return "stem", word.stem


def _places(elements: tuple[Element, ...], text: Sequence[Word], first: int) -> tuple[int, ...]:
    """The places of the words of a phrase that begins at ``first``, or ``()``; none crosses a stop."""
    places: list[int] = []
    at = first
    for element in elements:
        stop = min(at + (GAP if element.gap else 0) + 1, len(text))
        while at < stop and not (places and text[at].breaks == ".") and not element.fits(text[at]):
            at += 1
        if at >= stop or (places and text[at].breaks == "."):
            return ()
        places.append(at)
        at += 1
    return tuple(places)
