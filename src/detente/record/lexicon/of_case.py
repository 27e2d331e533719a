"""The lexicon of a case: its parties, its issues under their own ids, the speakers of its statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from detente.case.model import Case, Issue, Party
from detente.case.names import slug
from detente.record.lexicon.grammar import listed
from detente.record.lexicon.issues import issues_of
from detente.record.lexicon.joining import both
from detente.record.lexicon.model import Actor, Cue, Lexicon, Person, Term, Topic
from detente.record.lexicon.names import name_book
from detente.record.lexicon.reading import standard_lexicon
from detente.record.lexicon.words import Word, fold, words

_PLAIN = frozenset(listed("plain"))
OWN = 2.0
"""Weight of a word that stands in the title of one issue only; half of it without a capital."""


def case_lexicon(case: Case, base: Lexicon | None = None) -> Lexicon:
    """The lexicon for texts about a case.

    Its parties are the only ones: a state that a party speaks for is that party, any other is ``other``.
    Its issues
    stand in the place of the general ones: each takes over the words of the general issues that its title
    speaks of,
    and the words of its title that no other issue has.

    Args:
        case: The case.
        base: The general lexicon, or one with files read into it; the standard lexicon if None.
    """
    lexicon = standard_lexicon() if base is None else base
    return replace(
        lexicon,
        actors=_actors(case.parties, lexicon.actors),
        people=_people(case, lexicon.people),
        topics=_topics(case.issues, lexicon),
        closed=tuple(party.id for party in case.parties),
    )


def _actors(parties: Iterable[Party], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The parties of a case first, with the words of the actors that they are; then all others."""
    by_name = {fold(name): actor for actor in reversed(actors) for name in (actor.title, *actor.names)}
    by_id = {actor.id: actor for actor in actors}
    found: dict[str, Actor] = {}
    for party in parties:
        actor = by_id.pop(party.id, None) or by_name.get(fold(party.title.removeprefix("The ")))
        if actor is None:
            found[party.id] = Actor(id=party.id, title=party.title)
            continue
        by_id.pop(actor.id, None)
        names = both((actor.title,), actor.names)
        found[party.id] = replace(actor, id=party.id, title=party.title or actor.title, names=names)
    return (*found.values(), *(actor for name, actor in by_id.items() if name not in found))


def _people(case: Case, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """People who speak in the statements of a case, where their names are names and no lexicon has them."""
    known = {fold(name) for person in people for name in (person.name, *person.names)}
    taken = {person.id for person in people}
    parties = {party.id for party in case.parties}
    found: dict[str, Person] = {}
    for statement in case.statements:
        name = fold(statement.speaker)
        if (
            statement.party not in parties
            or name in known
            or name in found
            or not _is_name(words(statement.speaker))
        ):
            continue
        terms = (Term(statement.speaker_role),) if statement.speaker_role else ()
        entry = slug(statement.speaker, taken=taken)
        taken.add(entry)
        found[name] = Person(id=entry, name=statement.speaker, party=statement.party, terms=terms)
    titles = {fold(party.title) for party in case.parties}
    return (*people, *(person for name, person in found.items() if name not in titles))


def _is_name(text: tuple[Word, ...]) -> bool:
    return 2 <= len(text) <= 4 and all(word.capital and not word.breaks and not word.owns for word in text)


def _topics(issues: tuple[Issue, ...], lexicon: Lexicon) -> tuple[Topic, ...]:
    general = {topic.id: topic for topic in lexicon.topics}
    counts = Counter(stem for issue in issues for stem in {word.stem for word in _title(issue)})
    return tuple(_topic(issue, general, lexicon, counts) for issue in issues)


def _topic(issue: Issue, general: Mapping[str, Topic], lexicon: Lexicon, counts: Counter[str]) -> Topic:
    """An issue of a case: with its entry in the lexicon, or else with the words of what its title names."""
    if issue.id in general:
        return Topic(issue.id, issue.title, general[issue.id].cues)
    met = issues_of(lexicon, issue.title, around=issue.id.replace("-", " "))
    cues = [cue for found in met if found.score == met[0].score for cue in general[found.issue].cues]
    taken = {fold(cue.phrase) for cue in cues} | _places_in(lexicon, issue)
    own = [
        Cue(word.low, OWN if word.capital and number else OWN / 2)
        for number, word in enumerate(_title(issue))
        if counts[word.stem] == 1 and len(word.low) > 3 and word.low not in _PLAIN | taken
    ]
    weights = {cue.phrase: cue for cue in (*own, *cues)}
    return Topic(issue.id, issue.title, tuple(weights.values()))


def _places_in(lexicon: Lexicon, issue: Issue) -> set[str]:
    """Capitals and institutions in the title of an issue: they name who is meant, not what."""
    text = _title(issue)
    return {
        word.low
        for found in name_book(lexicon).stretches(text)
        if found.sort in {"seat", "institution"}
        for word in text[found.first : found.last]
    }


def _title(issue: Issue) -> tuple[Word, ...]:
    return words(issue.title)
