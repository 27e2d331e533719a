"""One lexicon added to another: entries with the same id become one, words are kept once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from detente.record.lexicon.model import Act, Actor, Lexicon, Person, Topic


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Entry = TypeVar("Entry", bound=_Named)


def joined(base: Lexicon, added: Lexicon) -> Lexicon:
    """``base`` with what ``added`` has besides; for what both name, the words of ``added`` come first."""
    return replace(
        base,
        actors=_by_id(base.actors, added.actors, _actor),
        people=_by_id(base.people, added.people, _person),
        topics=_by_id(base.topics, added.topics, _topic),
        acts=_acts(base.acts, added.acts),
        outlets=both(base.outlets, added.outlets),
        media=both(base.media, added.media),
        mastheads=both(base.mastheads, added.mastheads),
        offices=both(base.offices, added.offices),
        institutions=both(base.institutions, added.institutions),
        groups=both(base.groups, added.groups),
        titles=both(base.titles, added.titles),
        outside=both(base.outside, added.outside),
        unnamed=both(base.unnamed, added.unnamed),
        opponents=both(base.opponents, added.opponents),
        both=both(base.both, added.both),
        closed=both(base.closed, added.closed),
    )


def both(base: Iterable[str], added: Iterable[str]) -> tuple[str, ...]:
    """The words of both, each once."""
    return tuple(dict.fromkeys((*base, *added)))


def _by_id(base: tuple[Entry, ...], added: tuple[Entry, ...], join: _Join[Entry]) -> tuple[Entry, ...]:
    entries = {entry.id: entry for entry in base}
    for entry in added:
        entries[entry.id] = join(entries[entry.id], entry) if entry.id in entries else entry
    return tuple(entries.values())


class _Join(Protocol[Entry]):
    def __call__(self, old: Entry, new: Entry, /) -> Entry: ...


def _actor(old: Actor, new: Actor) -> Actor:
    return Actor(
        id=old.id,
        title=new.title or old.title,
        what=old.what if new.what == "party" else new.what,
        names=both(new.names, old.names if new.title in {"", old.title} else (old.title, *old.names)),
        adjectives=both(new.adjectives, old.adjectives),
        seats=both(new.seats, old.seats),
        institutions=both(new.institutions, old.institutions),
        members=both(new.members, old.members),
    )


def _person(old: Person, new: Person) -> Person:
    return Person(
        id=old.id,
        name=new.name or old.name,
        party=new.party or old.party,
        names=both(new.names, old.names),
        terms=tuple(dict.fromkeys((*new.terms, *old.terms))),
    )


def _topic(old: Topic, new: Topic) -> Topic:
    weights = {cue.phrase: cue for cue in (*old.cues, *new.cues)}
    return Topic(old.id, new.title or old.title, tuple(weights.values()))


def _acts(base: tuple[Act, ...], added: tuple[Act, ...]) -> tuple[Act, ...]:
    acts = {act.stance: act for act in base}
    for act in added:
        old = acts.get(act.stance, Act(act.stance))
        acts[act.stance] = Act(act.stance, both(old.cue, act.cue), both(old.said, act.said))
    return tuple(acts.values())
