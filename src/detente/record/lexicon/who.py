"""Who speaks: from the words that name a speaker to a name, an office and a party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from detente.record.lexicon.mention import Mention, read_mention
from detente.record.lexicon.model import Actor, Lexicon, Person
from detente.record.lexicon.names import Stretch
from detente.record.lexicon.unknown import unknown_who

MEDIA = "media"
OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A speaker as the words name them.

    Attributes:
        name: The name as the lexicon has it, or as it stands; ``""`` if the words give an office alone.
        role: The office, from the lexicon at the day asked for or else as it stands; ``""`` if there is none.
        party: The id of the party, ``media``, ``other`` (who speaks for no party) or ``""`` (not known).
        candidates: Ids of all parties that the words fit, where they fit several; then ``party`` is ``""``.
        what: What the words name.
    """

    name: str
    role: str = ""
    party: str = ""
    candidates: tuple[str, ...] = ()
    what: Literal["person", "state", "institution", "outlet", "unknown"] = "unknown"


NOBODY = Who(name="")


def who(lexicon: Lexicon, mention: str, *, on: str = "", among: Sequence[str] = ()) -> Who:
    """Who a mention names.

    Args:
        lexicon: The names.
        mention: The words that name the speaker.
        on: ISO day for offices that people held for a time; the latest office if ``""``.
        among: Ids of the parties that the text has named so far: they are the candidates for ``the Foreign
            Ministry``
            and ``both sides``, and short forms ("the Union") are looked up in them.

    >>> from detente.record.lexicon import standard_lexicon
    >>> found = who(standard_lexicon(), "Arvania’s president, Ilse Koren")
    >>> found.name, found.role, found.party
    ('Ilse Koren', 'president', 'arvania')
    >>> who(standard_lexicon(), "the Kremlin").party
    'russia'
    """
    read = read_mention(lexicon, mention)
    if not read.words:
        return NOBODY
    found = _known(lexicon, read, on=on, among=tuple(among))
    if found is None:
        name, role, party, what = unknown_who(lexicon, read, tuple(among))
        found = Who(name=name, role=role, party=party, what=what)
    return _settled(lexicon, found)


def _known(lexicon: Lexicon, read: Mention, *, on: str, among: tuple[str, ...]) -> Who | None:
    """What the lexicon itself can say; None if it has no name for a word of the mention."""
    if read.both:
        return Who(name="", role=read.plain, candidates=lexicon.closed or among)
    if read.outlet:
        return Who(name=read.outlet, party=MEDIA, what="outlet")
    if read.person:
        return _person(lexicon, read, read.person, on)
    if read.owner:
        return _owned(lexicon, read, read.owner)
    return _without_owner(lexicon, read, among)


def _without_owner(lexicon: Lexicon, read: Mention, among: tuple[str, ...]) -> Who | None:
    """Somebody of no party that the words name."""
    if read.is_outside:
        return Who(name=read.person_name, role=read.role, party=OTHER)
    if read.is_media:
        return Who(name=read.person_name, role=read.role, party=MEDIA, what="outlet")
    if read.has_body and not read.has_unknown:
        return Who(name="", role=read.plain, candidates=lexicon.closed or among, what="institution")
    return None


def _person(lexicon: Lexicon, read: Mention, at: Stretch, on: str) -> Who:
    """Somebody whom the lexicon knows; several parties if the name fits several or the words differ."""
    people = [_people(lexicon)[name] for name in at.ids]
    parties = tuple(dict.fromkeys(person.party for person in people))
    if read.person_owns:
        party = parties[0] if len(parties) == 1 else ""
        return Who(
            name="",
            role=" ".join(word.text for word in read.words[at.last :]),
            party=party,
            candidates=() if party else parties,
            what="person" if read.has_office else "institution",
        )
    owner = read.owner
    if owner:
        agreeing = [person for person in people if person.party in owner.ids]
        if agreeing:
            people, parties = agreeing, (agreeing[0].party,)
        else:
            parties = tuple(dict.fromkeys((*owner.ids, *parties)))
    if len(parties) > 1 or len(people) > 1:
        party = parties[0] if len(parties) == 1 else ""
        return Who(
            name=read.text_of(at),
            role=read.role,
            party=party,
            candidates=() if party else parties,
            what="person",
        )
    return Who(name=people[0].name, role=_office(people[0], on) or read.role, party=parties[0], what="person")


def _office(person: Person, on: str) -> str:
    """The office held on a day; the latest if no day is given; ``""`` if none was held then."""
    if not on:
        return person.terms[-1].role if person.terms else ""
    held = [
        term
        for term in person.terms
        if (not term.since or term.since <= on) and (not term.until or on < term.until)
    ]
    return held[-1].role if held else ""


def _owned(lexicon: Lexicon, read: Mention, owner: Stretch) -> Who:
    """Somebody or something of a party that the lexicon knows."""
    ids = tuple(dict.fromkeys((*owner.ids, *read.also)))
    party = _against(lexicon, read, ids[0]) if len(ids) == 1 else ""
    candidates = () if party else ids
    if read.is_outside:
        return Who(name=read.person_name, role=read.role, party=OTHER)
    if read.is_media:
        return Who(name=read.person_name, role=read.role, party=MEDIA, what="outlet")
    if read.person_name or read.has_office:
        return Who(name=read.person_name, role=read.role, party=party, candidates=candidates, what="person")
    house = next((each for each in read.stretches if each.sort == "institution"), None)
    if house or read.has_body or party not in ("", *owner.ids):
        name = read.text_of(house) if house else ""
        return Who(name=name, role=read.role, party=party, candidates=candidates, what="institution")
    actor = _actors(lexicon).get(party)
    return Who(
        name=actor.title if actor else read.text_of(owner),
        role=read.role,
        party=party,
        candidates=candidates,
        what="institution" if actor and actor.what in {"bloc", "group"} else "state",
    )


def _against(lexicon: Lexicon, read: Mention, party: str) -> str:
    """``South Sudanese rebels`` are no voice of the state: a party of their own, named after it."""
    actor = _actors(lexicon).get(party)
    if not read.opponents or actor is None or actor.what != "state":
        return party
    return f"{party}-{read.opponents}"


def _settled(lexicon: Lexicon, found: Who) -> Who:
    """Where the parties are closed, one outside is the party that speaks for it, or ``other``."""
    if not lexicon.closed:
        return found
    if found.what == "unknown" and found.party not in {*lexicon.closed, *_actors(lexicon), MEDIA, OTHER}:
        return replace(found, party="")
    inside = tuple(
        dict.fromkeys(party for name in (found.party, *found.candidates) for party in _closed(lexicon, name))
    )
    party = inside[0] if len(inside) == 1 else ""
    return Who(
        name=found.name,
        role=found.role,
        party=party,
        candidates=inside if len(inside) > 1 else (),
        what=found.what,
    )


def _closed(lexicon: Lexicon, name: str) -> tuple[str, ...]:
    if name in {"", MEDIA, OTHER}:
        return (name,) if name else ()
    if name in lexicon.closed:
        return (name,)
    actors = _actors(lexicon)
    of = tuple(party for party in lexicon.closed if party in actors and name in actors[party].members)
    return of or (OTHER,)


@lru_cache(maxsize=32)
def _actors(lexicon: Lexicon) -> dict[str, Actor]:
    return {actor.id: actor for actor in lexicon.actors}


@lru_cache(maxsize=32)
def _people(lexicon: Lexicon) -> dict[str, Person]:
    return {person.id: person for person in lexicon.people}
