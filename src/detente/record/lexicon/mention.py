"""The words that name a speaker, taken apart: who owns the office, what the office is, what the name is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.record.lexicon.model import Lexicon
from detente.record.lexicon.names import ACTORS, Stretch, name_book
from detente.record.lexicon.words import Word, words

LONGEST = 40
"""Words of a mention that are read; the name of a speaker is never longer."""

_ELSEWHERE = frozenset(
    {
        "to",
        "in",
        "on",
        "with",
        "against",
        "near",
        "into",
        "at",
        "over",
        "about",
        "towards",
        "toward",
        "after",
        "since",
        "between",
    }
)
_SENT = frozenset(
    {"envoy", "ambassador", "representative", "rapporteur", "coordinator", "mission", "delegate", "mediator"}
)
_RESIDENT = frozenset(
    {
        "officials",
        "official",
        "authorities",
        "leaders",
        "government",
        "leadership",
        "ministers",
        "lawmakers",
        "administration",
    }
)
_LINKS = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "a",
        "an",
        "s",
        "from",
        "by",
        "two",
        "three",
        "some",
        "several",
        "many",
        "other",
        "one",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mention taken apart.

    Attributes:
        words: Its words.
        plain: It as it stands, on one line, without an article before it.
        stretches: What the lexicon knows of it.
        owner: The party's name in it, if there is one: of several the one whose office it is.
        person: A person whom the lexicon knows, if there is one.
        person_owns: Whether that person stands in the possessive, before what speaks.
        person_name: The name of a person whom the lexicon does not know; ``""`` if there is none.
        outlet: The outlet that the words name; ``""`` if they name none or more than it.
        both: Whether the words name several parties at once.
    """

    words: tuple[Word, ...]
    plain: str
    stretches: tuple[Stretch, ...]
    owner: Stretch | None = None
    person: Stretch | None = None
    person_owns: bool = False
    person_name: str = ""
    outlet: str = ""
    both: bool = False

    def text_of(self, stretch: Stretch) -> str:
        """The words of a stretch as they stand."""
        return " ".join(word.text for word in self.words[stretch.first : stretch.last])

    def sorts(self) -> frozenset[str]:
        """What is known of its stretches."""
        return frozenset(stretch.sort for stretch in self.stretches)

    @property
    def has_office(self) -> bool:
        """Whether it has a word for an office, or for somebody who speaks."""
        return bool(self.sorts() & {"office", "unnamed"})

    @property
    def has_body(self) -> bool:
        """Whether it has a word for an institution that several parties have."""
        return "body" in self.sorts()

    @property
    def is_media(self) -> bool:
        """Whether it speaks of outlets or of people who write for them."""
        return "media" in self.sorts() and not self.sorts() & {"office", "body"}

    @property
    def is_outside(self) -> bool:
        """Whether it speaks of people who speak for no party."""
        return "outside" in self.sorts() and not self.sorts() & {"office", "body", "institution"}

    @property
    def has_unknown(self) -> bool:
        """Whether it has a word with a capital letter, past its first, that the lexicon does not know."""
        return bool(self.unknown())

    def unknown(self) -> list[int]:
        """The places of words with a capital letter that no stretch covers."""
        covered = {at for stretch in self.stretches for at in range(stretch.first, stretch.last)}
        return [
            at
            for at, word in enumerate(self.words)
            if at not in covered and word.capital and word.low not in _LINKS
        ]

    @property
    def role(self) -> str:
        """The words of the office as they stand, from the first to the last; ``""`` if there are none."""
        parts = [
            each
            for each in self.stretches
            if each.sort in {"office", "body", "unnamed", "outside", "media", "institution"}
        ]
        if not parts or (len(parts) == 1 and parts[0] == self.owner):
            return ""
        return " ".join(word.text for word in self.words[parts[0].first : parts[-1].last])


def read_mention(lexicon: Lexicon, mention: str) -> Mention:
    """Take a mention apart."""
    text = words(mention[:2_000])[:LONGEST]
    while text and text[0].low in {"the", "a", "an"}:
        text = text[1:]
    plain = " ".join(word.text for word in text)
    if _names_both(lexicon, text):
        return Mention(words=text, plain=plain, stretches=(), both=True)
    stretches = tuple(name_book(lexicon).stretches(text))
    person = _person(text, stretches)
    owner = _owner(text, [each for each in stretches if each.sort in ACTORS], person)
    outlet = _outlet(text, stretches)
    kept = tuple(each for each in stretches if each.sort not in {"person", "surname"} or each == person)
    read = Mention(words=text, plain=plain, stretches=kept, owner=owner, person=person, outlet=outlet)
    owns = person is not None and text[person.last - 1].owns and person.last < len(text)
    return Mention(
        words=text,
        plain=plain,
        stretches=kept,
        owner=owner,
        person=person,
        person_owns=owns,
        person_name="" if person else _unknown_person(text, read),
        outlet=outlet,
    )


def _names_both(lexicon: Lexicon, text: Sequence[Word]) -> bool:
    lows = [word.low for word in text]
    return any(lows == [word.low for word in words(each) if word.low != "the"] for each in lexicon.both)


def _person(text: Sequence[Word], stretches: Sequence[Stretch]) -> Stretch | None:
    """The last full name, or else a family name before which no unknown first name stands."""
    full = [each for each in stretches if each.sort == "person"]
    if full:
        return full[-1]
    covered = {at for each in stretches if each.sort != "surname" for at in range(each.first, each.last)}
    for each in reversed(stretches):
        before = each.first - 1
        alone = (
            before < 0
            or before in covered
            or not text[before].capital
            or text[before].owns
            or bool(text[each.first].breaks)
        )
        if (
            each.sort == "surname"
            and each.first not in covered
            and alone
            and not _goes_on(text, each, covered)
        ):
            return each
    return None


def _goes_on(text: Sequence[Word], each: Stretch, covered: set[int]) -> bool:
    """Whether another unknown name stands right behind, so that this is a first name."""
    after = each.last
    return (
        after < len(text)
        and after not in covered
        and text[after].capital
        and not text[after].breaks
        and not text[after - 1].owns
    )


def _owner(text: Sequence[Word], actors: Sequence[Stretch], person: Stretch | None) -> Stretch | None:
    """The party whose office it is: the first that is not only the place or the addressee."""
    for each in actors:
        if person and person.first <= each.first < person.last:
            continue
        if not _elsewhere(text, each):
            return each
    return None


def _elsewhere(text: Sequence[Word], each: Stretch) -> bool:
    before = [word.low for word in text[max(each.first - 2, 0) : each.first] if word.low != "the"]
    if not before:
        return False
    link = before[-1]
    head = [word.low for word in text[: each.first]]
    if link == "for":
        return bool(_SENT & set(head))
    if link == "in" and _RESIDENT & set(head):
        return False
    return link in _ELSEWHERE


def _outlet(text: Sequence[Word], stretches: Sequence[Stretch]) -> str:
    """The outlet, if nothing but words about outlets and an adjective stand beside it."""
    found = [each for each in stretches if each.sort == "outlet"]
    if not found:
        return ""
    outlet = found[-1]
    beside = [
        each
        for each in stretches
        if each.sort not in {"outlet", "media", "adjective", "name", "title"} and each.first != outlet.first
    ]
    covered = {at for each in stretches for at in range(each.first, each.last)}
    loose = [
        at for at, word in enumerate(text) if at not in covered and word.capital and word.low not in _LINKS
    ]
    if beside or loose or (text[outlet.last - 1].owns and outlet.last < len(text)):
        return ""
    return " ".join(word.text for word in text[outlet.first : outlet.last])


def _unknown_person(text: Sequence[Word], read: Mention) -> str:
    """The last run of unknown words with capitals that stands behind an office, a title or a comma."""
    unknown = read.unknown()
    if not unknown or not (
        read.has_office or read.owner or "title" in read.sorts() or "outside" in read.sorts()
    ):
        return ""
    run = [unknown[-1]]
    for at in reversed(unknown[:-1]):
        if at != run[0] - 1 or text[run[0]].breaks or text[at].owns:
            break
        run.insert(0, at)
    if text[run[-1]].owns and run[-1] + 1 < len(text):
        return ""
    return " ".join(text[at].text for at in run)
