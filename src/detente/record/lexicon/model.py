"""What a lexicon holds: parties, people, offices, issues and the words of stances."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Literal

from detente.case.statements import Stance

What = Literal["state", "bloc", "group", "party"]
"""What an actor is: a state, an organisation of states, a movement or force, a party of a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who can be a party, with the words that name it.

    Attributes:
        id: Its slug; a case's own id in the lexicon of a case.
        names: Names and abbreviations besides the title.
        adjectives: Words like ``Danish``.
        seats: Capitals and other cities that stand for it.
        institutions: Its own institutions and the buildings that stand for them.
        members: Ids of the actors that it speaks for where they are no parties themselves.
    """

    id: str
    title: str
    what: What = "party"
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An office held from one day to another; ``""`` where the end is open or not known."""

    role: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who speaks for a party. The last word of the name names them too."""

    id: str
    name: str
    party: str
    names: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase and what it weighs."""

    phrase: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Topic:
    """An issue with the phrases that speak of it."""

    id: str
    title: str
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """Words that make a stance: in those that hand a content on (``cue``) or in the content (``said``)."""

    stance: Stance
    cue: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words by which speakers, parties, issues and stances are found.

    Attributes:
        outlets: Names of papers, agencies and broadcasters.
        media: Words for such outlets (``newspaper``).
        mastheads: Last words of names of outlets (``Herald``).
        offices: Words for offices (``foreign minister``) and for people who speak (``official``).
        institutions: Words for institutions that more than one party has (``foreign ministry``).
        groups: Last words of names of groups (``Front``, ``Union``).
        titles: Words before a name or an office that are neither (``Mr``, ``acting``).
        outside: Words for people who speak for no party (``analyst``).
        unnamed: Words for sources without a name (``diplomat``).
        opponents: Words for those who stand against the state that is named before them (``rebels``).
        both: Words for more than one party at once (``both sides``).
        closed: Whether only the parties named here are parties; all others are ``other``.
        digest: SHA-256 over the content.
    """

    actors: tuple[Actor, ...] = ()
    people: tuple[Person, ...] = ()
    topics: tuple[Topic, ...] = ()
    acts: tuple[Act, ...] = ()
    outlets: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    mastheads: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    opponents: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    digest: str = field(init=False, default="")

    def __post_init__(self) -> None:
        content = {name: value for name, value in asdict(self).items() if name != "digest"}
        text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        object.__setattr__(self, "digest", hashlib.sha256(text.encode()).hexdigest())

    def __hash__(self) -> int:
        return hash(self.digest)
