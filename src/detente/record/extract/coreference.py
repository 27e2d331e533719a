"""Who a mention means, in the light of what the article has named before.

Surnames, pronouns, "the minister".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.record.extract.cues import Cues
from detente.record.extract.found import Mention
from detente.record.extract.speakers import mention as mention_of
from detente.record.extract.tree import Sentence
from detente.record.lexicon import Lexicon, Who, who

_PERSONAL = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_BODILY = frozenset({"it", "its", "they", "their", "them", "both", "one"})
_OWN = frozenset({"we", "i", "our", "my"})
_LONGEST_NAME = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A mention with the speaker that it means.

    Attributes:
        name: The speaker's name; ``""`` if unknown.
        role: The office; ``""`` if unknown.
        party: The party's id, ``media``, ``other`` or ``""``.
        candidates: Ids of all parties that the words fit.
        what: ``person``, ``state``, ``institution``, ``outlet`` or ``unknown``.
        by_pronoun: Whether the text names the speaker by a pronoun or an office alone.
    """

    name: str = ""
    role: str = ""
    party: str = ""
    candidates: tuple[str, ...] = ()
    what: str = "unknown"
    by_pronoun: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What one article has named so far, in the order of reading.

    Attributes:
        lexicon: The words that name parties and offices.
        cues: The lists of nouns that speak.
        on: The article's date, for offices with dates.
    """

    lexicon: Lexicon
    cues: Cues
    on: str = ""
    _full: dict[str, str] = field(default_factory=dict)
    _known: dict[str, Who] = field(default_factory=dict)
    _persons: list[Resolved] = field(default_factory=list)
    _bodies: list[Resolved] = field(default_factory=list)
    _spoken: dict[str, Resolved] = field(default_factory=dict)

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
            top = (
                word.head if word.dep == "appos" and sentence.words[word.head].tag.startswith("NN") else index
            )
            if sentence.child(top, "conj") is not None:
                continue
            words = mention_of(sentence, top).words
            known = self._full.get(word.lower)
            longer = known is None or len(words.split()) > len(known.split())
            if len(words.split()) <= _LONGEST_NAME and longer:
                self._full[word.lower] = words

    def subjects(self, sentence: Sentence, before: int | None = None) -> None:
        """Take note of who acts in a sentence: pronouns that follow mean them."""
        for index, word in enumerate(sentence.words):
            if before is not None and word.start >= before:
                return
            if word.dep in {"nsubj", "nsubjpass"} and word.tag in {"NNP", "NNPS"}:
                self._remember(self._named(mention_of(sentence, index)))

    def resolve(self, mention: Mention | None) -> Resolved:
        """Return who a mention means."""
        if mention is None:
            return Resolved()
        head = mention.head
        if head in _PERSONAL and len(mention.words.split()) == 1:
            return _by_pronoun(self._persons)
        if head in _BODILY and len(mention.words.split()) == 1:
            return _by_pronoun(self._bodies)
        if head in _OWN:
            return Resolved(by_pronoun=True)
        found = self._office(mention) or self._named(mention)
        self._remember(found)
        return found

    def is_outlet(self, mention: Mention) -> bool:
        """Return whether a mention names an outlet."""
        return mention.head in self.cues.media or self.resolve(mention).what == "outlet"

    def party(self, mention: Mention) -> str:
        """Return the party of a mention."""
        return self.resolve(mention).party

    def _named(self, mention: Mention) -> Resolved:
        words = mention.words
        if words in self._spoken:
            return self._spoken[words]
        found = self._who(words)
        full = self._full.get(mention.head) or self._full.get(words.split()[-1].lower() if words else "")
        if (
            full
            and full != words
            and (found.party == "" or found.what == "unknown" or len(words.split()) == 1)
        ):
            fuller = self._who(full)
            if fuller.party or not found.party:
                found = fuller
        if not found.party:
            found = self._expanded(words) or found
        resolved = Resolved(
            name=found.name or words,
            role=found.role,
            party=found.party,
            candidates=found.candidates,
            what=self._what(found, mention),
        )
        self._spoken[words] = resolved
        return resolved

    def _what(self, found: Who, mention: Mention) -> str:
        if found.what != "unknown":
            return found.what
        if mention.head in self.cues.persons:
            return "person"
        if mention.head in self.cues.institutions:
            return "institution"
        return "person" if mention.name and found.role else "unknown"

    def _expanded(self, words: str) -> Who | None:
        """Return who is meant once a short name is written in full ("the Lake Union's envoy")."""
        for short in words.replace("'s", " ").replace("'", " ").split():
            full = self._full.get(short.lower())
            if full and short[0].isupper() and len(full.split()) <= 5 and full != words:
                found = self._who(words.replace(short, full.removeprefix("the ").removeprefix("The "), 1))
                if found.party:
                    return found
        return None

    def _office(self, mention: Mention) -> Resolved | None:
        """Return the last one of whom "the minister", "the ministry" can be said."""
        words = mention.words.lower().split()
        if mention.name or not words or words[0] not in {"the", "this", "that"} or len(words) > 3:
            return None
        pool = (
            self._persons
            if mention.head in self.cues.persons
            else self._bodies
            if mention.head in self.cues.institutions
            else []
        )
        for one in reversed(pool):
            if mention.head in f"{one.role} {one.name}".lower():
                return _again(one)
        known = self._who(mention.words)
        if known.party or len(words) > 2 or mention.head not in self.cues.persons or not pool:
            return None
        return _again(pool[-1])

    def _who(self, words: str) -> Who:
        if words not in self._known:
            self._known[words] = who(self.lexicon, words, on=self.on)
        return self._known[words]

    def _remember(self, one: Resolved) -> None:
        if one.by_pronoun or not one.name:
            return
        pool = self._bodies if one.what in {"state", "institution", "outlet"} else self._persons
        pool.append(one)
        if len(pool) > 50:
            del pool[:25]


def _by_pronoun(pool: list[Resolved]) -> Resolved:
    return _again(pool[-1]) if pool else Resolved(by_pronoun=True)


def _again(one: Resolved) -> Resolved:
    return Resolved(
        name=one.name,
        role=one.role,
        party=one.party,
        candidates=one.candidates,
        what=one.what,
        by_pronoun=True,
    )
