"""The words that name a speaker, taken apart: who owns the office, what the office is, what the name is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.record.lexicon.grammar import listed
from detente.record.lexicon.model import Lexicon
from detente.record.lexicon.names import Stretch, name_book
from detente.record.lexicon.owners import (
    LINKS,
    covered_by,
    is_surname,
    opponents_in,
    owner_in,
    parties_beside,
)
from detente.record.lexicon.words import Word, words

LONGEST = 40
"""Words of a mention that are read; the name of a speaker is never longer."""

_BEFORE = frozenset({"of", "from", "for", "to", "in", "on", "at", "with", "against", "near", "by", "between"})

_DEPARTMENTS = frozenset(listed("departments"))
_OF_OFFICES = frozenset(listed("of_offices"))
_OWN_GROUPS = frozenset(listed("own_groups"))
_OF_NO_PARTY = frozenset(listed("of_no_party"))

Run = tuple[int, ...]
"""Places of unknown words with capitals that stand together."""


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
        both: Whether the words name several parties at once, without their names.
        opponents: What those who stand against a state are called, as a slug; ``""`` if none are named.
        also: Ids of further parties that the words name beside the owner ("Russian and Ukrainian officials").
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
    opponents: str = ""
    also: tuple[str, ...] = ()

    @property
    def runs(self) -> list[Run]:
        """Unknown words with capitals that stand together."""
        runs: list[Run] = []
        for at in self.unknown():
            joins = (
                runs and runs[-1][-1] == at - 1 and not self.words[at].breaks and not self.words[at - 1].owns
            )
            if joins:
                runs[-1] = (*runs[-1], at)
            elif runs and runs[-1][-1] == at - 2 and goes_on_with_of(self.words, runs[-1]):
                runs[-1] = (*runs[-1], at - 1, at)
            else:
                runs.append((at,))
        return runs

    def before(self, run: Run) -> str:
        """The preposition before a run, ``the`` passed over; ``""`` if there is none."""
        lows = [word.low for word in self.words[max(run[0] - 2, 0) : run[0]] if word.low != "the"]
        return lows[-1] if lows and lows[-1] in _BEFORE else ""

    def text_at(self, run: Run) -> str:
        """The words of a run as they stand."""
        return " ".join(self.words[at].text for at in run)

    def text_of(self, stretch: Stretch) -> str:
        """The words of a stretch as they stand."""
        return " ".join(word.text for word in self._at(stretch))

    def _at(self, stretch: Stretch) -> tuple[Word, ...]:
        return self.words[stretch.first : stretch.last]

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
        offices = {word.low for each in self.stretches if each.sort == "office" for word in self._at(each)}
        return (
            "outside" in self.sorts()
            and not self.sorts() & {"body", "institution"}
            and offices <= _OF_NO_PARTY
        )

    @property
    def has_unknown(self) -> bool:
        """Whether it has a word with a capital letter, past its first, that the lexicon does not know."""
        return bool(self.unknown())

    def unknown(self) -> list[int]:
        """The places of words with a capital letter that no stretch covers; no words of an office's title."""
        covered = {at for stretch in self.stretches for at in range(stretch.first, stretch.last)}
        covered |= self.of_titles()
        return [
            at
            for at, word in enumerate(self.words)
            if at not in covered and word.capital and word.low not in LINKS
        ]

    def of_titles(self) -> set[int]:
        """The places of words that belong to an office's title."""
        return _of_titles(self.words, self.stretches)

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
        first, titles = parts[0].first, self.of_titles()
        while first - 1 in titles:
            first -= 1
        return " ".join(word.text for word in self.words[first : parts[-1].last])


def goes_on_with_of(text: Sequence[Word], run: Run) -> bool:
    """Whether ``of`` behind a run belongs to the name of a group: ``National Liberation Council of Orre``."""
    last = run[-1]
    return (
        len(run) > 1
        and text[last].low in _OWN_GROUPS
        and not text[last].owns
        and last + 1 < len(text)
        and text[last + 1].low == "of"
        and not text[last + 1].breaks
    )


def _of_titles(text: Sequence[Word], stretches: Sequence[Stretch]) -> set[int]:
    """The places of words that belong to an office's title: ``Trade Minister``, ``Coast Guard Commander``.

    A word that ends the names of groups belongs to the name before it: ``Vale Militia captain``.
    """
    places: set[int] = set()
    offices = {each.first for each in stretches if each.sort in {"office", "body"}}
    for at in reversed(range(len(text) - 1)):
        word, after = text[at], text[at + 1]
        if word.owns or after.breaks or word.low not in _DEPARTMENTS | _OF_OFFICES:
            continue
        if at + 1 in offices | places and not _ends_name(text, at):
            places.add(at)
    ends = {each.last for each in stretches if each.sort in {"office", "body"}}
    for at, word in enumerate(text):
        linked = at > 0 and text[at - 1].low in {"of", "for", "and"} and not word.breaks
        if word.low in _DEPARTMENTS and not word.owns and linked and {at - 1, at - 2} & (ends | places):
            places.add(at)
    return places


def _ends_name(text: Sequence[Word], at: int) -> bool:
    before = text[at - 1] if at > 0 and not text[at].breaks else None
    if before is None or not before.capital or before.owns or text[at].low not in _OWN_GROUPS:
        return False
    return before.low not in _DEPARTMENTS | _OF_OFFICES | LINKS


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
    owner = owner_in(text, stretches, person)
    outlet = _outlet(text, stretches)
    kept = _kept(text, stretches, person, outlet)
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
        opponents=opponents_in(lexicon, text),
        also=parties_beside(text, stretches, owner),
    )


def _kept(
    text: Sequence[Word], stretches: Sequence[Stretch], person: Stretch | None, outlet: str
) -> tuple[Stretch, ...]:
    """Without names that the words do not mean: other people, half names, papers that do not speak."""
    covered = covered_by(stretches)
    return tuple(
        each
        for each in stretches
        if (each.sort not in {"person", "surname"} or each == person)
        and (each.sort != "outlet" or outlet)
        and (each.sort != "unnamed" or each.first == 0 or not text[each.first].capital)
        and not (person is None and is_surname(text, each, covered))
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
        at for at, word in enumerate(text) if at not in covered and word.capital and word.low not in LINKS
    ]
    if beside or loose or (text[outlet.last - 1].owns and outlet.last < len(text)):
        return ""
    return " ".join(word.text for word in text[outlet.first : outlet.last])


def _unknown_person(text: Sequence[Word], read: Mention) -> str:
    """The last run of unknown words behind an office, a title, a party or a comma, and no preposition."""
    if not (read.has_office or read.owner or read.sorts() & {"title", "outside", "media"}):
        return ""
    covered = {at for each in read.stretches for at in range(each.first, each.last)}
    for run in reversed(read.runs):
        behind = run[-1] + 1
        after_known = run[0] - 1 in covered or bool(text[run[0]].breaks)
        opens = (
            run[0] == 0
            and behind < len(text)
            and (bool(text[behind].breaks) or text[behind].low in {"of", "at"})
        )
        if read.before(run) or (text[run[-1]].owns and behind < len(text)) or not (after_known or opens):
            continue
        return read.text_at(run)
    return ""
