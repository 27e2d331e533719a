"""The names of a lexicon, found in the words of a mention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from detente.record.lexicon.model import Lexicon
from detente.record.lexicon.words import Word, words

Sort = Literal[
    "name", "adjective", "seat", "institution", "person", "surname", "outlet", "media", "office", "body",
    "outside", "unnamed", "title",
]  # fmt: skip
"""What a stretch of a mention is; ``body`` is a word for an institution that several parties have."""

ACTORS = frozenset({"name", "adjective", "seat", "institution"})

_SMALL = frozenset({"of", "the", "and", "for", "de", "la", "du", "da", "al", "el", "bin", "von", "der"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words ``[first, last)`` of a mention that the lexicon knows, with all that they may be."""

    first: int
    last: int
    sort: Sort
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    lows: tuple[str, ...]
    sort: Sort
    id: str
    capital: bool
    capitals: bool


class NameBook:
    """The names of a lexicon by their first words."""

    def __init__(self, names: Iterable[_Name]) -> None:
        self._by_first: dict[str, list[_Name]] = {}
        for name in names:
            self._by_first.setdefault(name.lows[0], []).append(name)
        for shelf in self._by_first.values():
            shelf.sort(key=lambda name: -len(name.lows))

    def stretches(self, text: Sequence[Word]) -> list[Stretch]:
        """The known stretches of a mention from left to right, the longest at each place."""
        found: list[Stretch] = []
        at = 0
        while at < len(text):
            here = self._at(text, at)
            found += here
            at = here[0].last if here else at + 1
        return found

    def _at(self, text: Sequence[Word], at: int) -> list[Stretch]:
        """The longest names that begin here, one stretch for each sort."""
        kept: dict[Sort, list[str]] = {}
        length = 0
        for low in (text[at].low, text[at].low.removesuffix("s")):
            for name in self._by_first.get(low, ()):
                if len(name.lows) >= length and _fits(name, text, at):
                    if len(name.lows) > length:
                        kept, length = {}, len(name.lows)
                    kept.setdefault(name.sort, []).append(name.id)
        return [
            Stretch(first=at, last=at + length, sort=sort, ids=tuple(dict.fromkeys(ids)))
            for sort, ids in kept.items()
        ]


@lru_cache(maxsize=32)
def name_book(lexicon: Lexicon) -> NameBook:
    """The names of a lexicon, compiled once."""
    return NameBook(_names(lexicon))


def _names(lexicon: Lexicon) -> Iterable[_Name]:
    for actor in lexicon.actors:
        yield from _each((actor.title, *actor.names), "name", actor.id)
        yield from _each(actor.adjectives, "adjective", actor.id)
        yield from _each(actor.seats, "seat", actor.id)
        yield from _each(actor.institutions, "institution", actor.id)
    for person in lexicon.people:
        yield from _each((person.name, *person.names), "person", person.id)
        surname = words(person.name)[-1:]
        if surname and len(surname[0].low) > 2:
            yield _Name((surname[0].low,), "surname", person.id, capital=True, capitals=False)
    yield from _each(lexicon.outlets, "outlet", "media")
    listed: tuple[tuple[tuple[str, ...], Sort], ...] = (
        (lexicon.media, "media"),
        (lexicon.offices, "office"),
        (lexicon.institutions, "body"),
        (lexicon.outside, "outside"),
        (lexicon.unnamed, "unnamed"),
        (lexicon.titles, "title"),
        (lexicon.opponents, "title"),
    )
    for texts, sort in listed:
        yield from _each(texts, sort, "", capital=False)


def _each(texts: Iterable[str], sort: Sort, name: str, *, capital: bool = True) -> Iterable[_Name]:
    for text in texts:
        parts = words(text)
        lows = tuple(part.low for part in parts)
        if lows[:1] == ("the",):
            parts, lows = parts[1:], lows[1:]
        if not lows:
            continue
        letters = parts[0].text.replace(".", "")
        named = capital and parts[0].capital
        short = named and len(lows) == 1 and 2 <= len(letters) <= 4 and letters.isupper()
        yield _Name(lows, sort, name, capital=named, capitals=short)


def _fits(name: _Name, text: Sequence[Word], at: int) -> bool:
    if at + len(name.lows) > len(text):
        return False
    for number, low in enumerate(name.lows):
        word = text[at + number]
        last = number + 1 == len(name.lows)
        if word.low != low and not (last and word.low == f"{low}s"):
            return False
        if name.capital and not word.capital and low not in _SMALL and not low[0].isdigit():
            return False
        if number and word.breaks == ".":
            return False
    return not name.capitals or text[at].text.replace(".", "").rstrip("s").isupper()
