"""The tables of a lexicon's file, each read to the end with all its faults noted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from detente.case.faults import ID_HINT, Faults, control_in, id_fault, shown, way_to
from detente.case.folder.table import Table
from detente.case.statements import Stance
from detente.errors import unknown_name_hint
from detente.record.lexicon.model import Act, Actor, Cue, Lexicon, Person, Term, Topic, What
from detente.record.lexicon.phrases import parse_phrase

FORMAT = 1
TOP = ("format", "parties", "people", "outlets", "speakers", "issues", "stances")
PARTY = ("title", "what", "names", "adjectives", "seats", "institutions", "members")
PERSON = ("name", "party", "names", "terms")
OUTLETS = ("names", "generic", "mastheads")
SPEAKERS = ("offices", "titles", "institutions", "groups", "outside", "unnamed", "opponents", "both")
ISSUE = ("title", "strong", "cues", "weak", "faint", "like")
STANCE = ("cue", "said")
WEIGHTS: Mapping[str, float] = {"strong": 3.0, "cues": 2.0, "weak": 1.0, "faint": 0.4}
"""What a phrase weighs by the list that it stands in."""

KINDS: tuple[What, ...] = ("state", "bloc", "group", "party")
ENTRIES_LIMIT = 20_000
WORDS_LIMIT = 2_000
LETTERS_LIMIT = 200

_DAY = re.compile(r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)?", re.ASCII)


def read_entries(document: Mapping[str, object], base: Lexicon, faults: Faults) -> Lexicon:
    """What one document adds to ``base``; with faults it is incomplete and must not be used."""
    top = Table(document, (), faults, known=TOP)
    _format(top)
    outlets, speakers = top.table("outlets", known=OUTLETS), top.table("speakers", known=SPEAKERS)
    titles = {actor.id for actor in base.actors}
    names = {person.id for person in base.people}
    return Lexicon(
        actors=tuple(
            _actor(name, entry, new=name not in titles) for name, entry in _named(top, "parties", PARTY)
        ),
        people=tuple(
            _person(name, entry, new=name not in names) for name, entry in _named(top, "people", PERSON)
        ),
        topics=_topics(top, base),
        acts=_acts(top),
        outlets=_words(outlets, "names"),
        media=_words(outlets, "generic"),
        mastheads=_words(outlets, "mastheads"),
        offices=_words(speakers, "offices"),
        institutions=_words(speakers, "institutions"),
        groups=_words(speakers, "groups"),
        titles=_words(speakers, "titles"),
        outside=_words(speakers, "outside"),
        unnamed=_words(speakers, "unnamed"),
        opponents=_words(speakers, "opponents"),
        both=_words(speakers, "both"),
    )


def _format(top: Table) -> None:
    value = top.entries.get("format")
    if value is None:
        top.fault(
            "format", "'format' is missing", hint=f"format = {FORMAT} as the first line", code="missing"
        )
    elif isinstance(value, bool) or value != FORMAT:
        message = f"format {shown(value)} is not known to this version"
        top.fault("format", message, hint=f"format = {FORMAT}", code="format")


def _named(top: Table, key: str, known: Sequence[str]) -> list[tuple[str, Table]]:
    """The tables under ``key`` by id; what is no table, or has no good id, is noted and left out."""
    section = top.table(key)
    if section is None:
        return []
    if len(section.entries) > ENTRIES_LIMIT:
        message = f"{len(section.entries)} entries, more than {ENTRIES_LIMIT}"
        top.fault(key, message, hint="fewer", code="too-large")
        return []
    kept = []
    for name in section.entries:
        fault = id_fault(name)
        if fault:
            section.fault(name, fault, hint=ID_HINT, code="bad-id")
            continue
        entry = section.table(name, known=known)
        if entry is not None:
            kept.append((name, entry))
    return kept


def _actor(name: str, entry: Table, *, new: bool) -> Actor:
    what = entry.line("what") or "party"
    kind: What = "party"
    for known in KINDS:
        if what == known:
            kind = known
    if what not in KINDS:
        hint = unknown_name_hint(what, KINDS)
        entry.fault("what", f"{shown(what)} is no kind of party", hint=hint, code="unknown-name")
    return Actor(
        id=name,
        title=_title(entry, "title", required=new),
        what=kind,
        names=_words(entry, "names"),
        adjectives=_words(entry, "adjectives"),
        seats=_words(entry, "seats"),
        institutions=_words(entry, "institutions"),
        members=tuple(member for member in _words(entry, "members") if _is_id(entry, "members", member)),
    )


def _person(name: str, entry: Table, *, new: bool) -> Person:
    party = entry.line("party", required=new)
    if party:
        _is_id(entry, "party", party)
    return Person(
        id=name,
        name=_title(entry, "name", required=new),
        party=party,
        names=_words(entry, "names"),
        terms=_terms(entry),
    )


def _terms(entry: Table) -> tuple[Term, ...]:
    value = entry.entries.get("terms", [])
    hint = 'terms = [["Prime Minister", "2024-07-05", ""]]: the office, and two days or nothing'
    if not isinstance(value, list):
        entry.fault("terms", f"{shown(value)} is not a list of terms", hint=hint, code="wrong-type")
        return ()
    kept = []
    for number, row in enumerate(value, start=1):
        texts = [part for part in row if isinstance(part, str)] if isinstance(row, list) else []
        place = (*entry.place, "terms", number)
        if not isinstance(row, list) or len(texts) != len(row) or not 1 <= len(texts) <= 3:
            entry.faults.add(place, f"{shown(row)} is no term of office", hint=hint, code="wrong-type")
            continue
        role, since, until = (*texts, "", "")[:3]
        bad = next((day for day in (since, until) if not _DAY.fullmatch(day)), "")
        if bad or (since and until and until < since):
            message = f"{shown(bad)} is no day" if bad else f"ends on {until}, before {since}"
            entry.faults.add(
                place, message, hint="days like 2024-07-05, the earlier one first", code="bad-date"
            )
        elif _clean(entry, place, role):
            kept.append(Term(role.strip(), since, until))
    return tuple(kept)


def _topics(top: Table, base: Lexicon) -> tuple[Topic, ...]:
    """The issues of a document; each may be like one of the base, or like one before it."""
    known = {topic.id: topic for topic in base.topics}
    found: dict[str, Topic] = {}
    for name, entry in _named(top, "issues", ISSUE):
        found[name] = _topic(name, entry, known | found)
    return tuple(found.values())


def _topic(name: str, entry: Table, topics: Mapping[str, Topic]) -> Topic:
    cues: dict[str, Cue] = {}
    for number, other in enumerate(entry.texts("like"), start=1):
        if other in topics:
            cues |= {cue.phrase: cue for cue in topics[other].cues}
        else:
            place = (*entry.place, "like", number)
            hint = way_to(other, topics, "issue")
            entry.faults.add(place, f"no issue {shown(other)} to be like", hint=hint, code="unknown-name")
    for key, weight in WEIGHTS.items():
        for number, phrase in enumerate(_words(entry, key), start=1):
            if parse_phrase(phrase):
                cues[phrase] = Cue(phrase, weight)
                continue
            place = (*entry.place, key, number)
            entry.faults.add(
                place, f"{shown(phrase)} has no word in it", hint="a word or more", code="bad-text"
            )
    return Topic(name, _title(entry, "title", required=name not in topics), tuple(cues.values()))


def _acts(top: Table) -> tuple[Act, ...]:
    section = top.table("stances", known=[str(stance) for stance in Stance])
    if section is None:
        return ()
    found = []
    for stance in Stance:
        entry = section.table(str(stance), known=STANCE)
        if entry is not None:
            found.append(Act(stance, _words(entry, "cue"), _words(entry, "said")))
    return tuple(found)


def _words(entry: Table | None, key: str) -> tuple[str, ...]:
    """A list of words or phrases, each a short text on one line."""
    if entry is None:
        return ()
    given = entry.texts(key)
    if len(given) > WORDS_LIMIT:
        entry.fault(key, f"{len(given)} words, more than {WORDS_LIMIT}", hint="fewer", code="too-large")
        return ()
    place = (*entry.place, key)
    kept = (
        text.strip() for number, text in enumerate(given, start=1) if _clean(entry, (*place, number), text)
    )
    return tuple(dict.fromkeys(kept))


def _title(entry: Table, key: str, *, required: bool) -> str:
    text = entry.line(key, required=required)
    return text if not text or _clean(entry, (*entry.place, key), text) else ""


def _clean(entry: Table, place: tuple[str | int, ...], text: str) -> bool:
    if not text.strip():
        entry.faults.add(place, "a text without a word", hint="a word or more", code="bad-text")
    elif len(text) > LETTERS_LIMIT:
        message = f"{len(text)} characters, more than {LETTERS_LIMIT}"
        entry.faults.add(place, message, hint="a shorter one", code="too-large")
    elif control_in(text) or "\n" in text or "\t" in text:
        entry.faults.add(
            place, f"{shown(text)} holds a control character", hint="the text without it", code="bad-text"
        )
    else:
        return True
    return False


def _is_id(entry: Table, key: str, name: str) -> bool:
    fault = id_fault(name)
    if fault:
        entry.fault(key, fault, hint=ID_HINT, code="bad-id")
    return not fault
