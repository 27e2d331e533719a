"""The names of one article: persons and bodies by their last word, each in its fullest form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from detente.record.extract.cues import Cues
from detente.record.extract.speakers import mention as mention_of
from detente.record.extract.tree import Sentence

_LONGEST_NAME = 16
REPUBLIC = re.compile(
    r"\bof (?:the )?(?:Republic|Kingdom|State|Commonwealth|Federation|Government) of (?=[A-Z])"
)


RELATIONS = frozenset({"rival", "neighbour", "neighbor", "ally", "enemy", "foe", "adversary", "partner"})
"""Nouns behind an owner that name somebody else: "Ost's rival, Verra" is not of Ost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names as read so far.

    Attributes:
        text: The article: a body named in short is looked for in full in it.
        cues: The lists of nouns that speak.
    """

    text: str
    cues: Cues
    _full: dict[str, str] = field(default_factory=dict)
    _searched: dict[str, str] = field(default_factory=dict)

    def read(self, sentence: Sentence) -> None:
        """Take note of the names of a sentence with their titles."""
        for index, word in enumerate(sentence.words):
            if (
                word.tag not in {"NNP", "NNPS"}
                or word.dep == "compound"
                or not word.text[0].isupper()
                or word.quoted
            ):
                continue
            top = _top(sentence, index)
            if sentence.child(top, "conj") is not None:
                continue
            words = _for_key(mention_of(sentence, top).words, word.text)
            known = self._full.get(word.lower)
            longer = known is None or len(words.split()) > len(known.split())
            if len(words.split()) <= _LONGEST_NAME and longer:
                self._full[word.lower] = words

    def full(self, last_word: str) -> str:
        """Return the fullest form of a name by its last word, ``""`` if it was not read."""
        return self._full.get(last_word.lower(), "")

    def of_country(self, body: str) -> str:
        """Return a body's name with its country, if the article has both: "Ministry of Trade of Corvane"."""
        bare = re.sub(r"^[Tt]he ", "", body)
        if bare not in self._searched:
            found = re.search(re.escape(bare) + r" of (?:the )?(?:[A-Z][\w-]+ of )?[A-Z][\w-]+", self.text)
            self._searched[bare] = REPUBLIC.sub("of ", found.group()) if found else ""
        return self._searched[bare]


def _top(sentence: Sentence, index: int) -> int:
    """Return the noun of the whole name: "the president" of "The president of Lorra, Milo Sand"."""
    word = sentence.words[index]
    top = word.head if word.dep == "appos" and sentence.words[word.head].tag.startswith("NN") else index
    if sentence.words[top].lemma in RELATIONS:
        return index
    if top != index and sentence.words[top].dep == "pobj":
        above = sentence.words[sentence.words[top].head].head
        top = above if sentence.words[above].tag == "NN" else top
    return top


def _for_key(words: str, last_word: str) -> str:
    """Return the part of a name that ends with a word; behind a comma, an office but no other name."""
    before, comma, behind = words.partition(", ")
    if comma and before.endswith(last_word) and behind[:1].isupper():
        return before
    return words
