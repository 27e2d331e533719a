"""Names that no lexicon has: a party from the words alone, the same for the same words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Literal

from detente.case.names import slug
from detente.record.lexicon.mention import Mention, Run
from detente.record.lexicon.model import Lexicon
from detente.record.lexicon.owners import LINKS
from detente.record.lexicon.words import fold

Kind = Literal["person", "state", "institution", "outlet", "unknown"]

_DEMONYMS = (("ian", "ia"), ("ean", "ea"), ("an", ""), ("ese", ""), ("ish", ""), ("ite", ""), ("i", ""))
"""Endings of adjectives of places, and what the name has in their stead: a guess."""
_ADDED = frozenset(
    {"n", "ns", "an", "ans", "ian", "ians", "ese", "ish", "ite", "ites", "i", "is", "er", "ers"}
)
"""What makes an adjective or a people of a whole name."""
COMPASS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower"}
    | {"new", "saint", "great", "greater", "central", "inner", "outer"}
)
"""Words before the name of a place that are part of it."""
_ENDS_HARD = re.compile(r"[bcdfgkpstvz][lrmnw]$")
"""An end on which no name ends: ``galdr`` is short of a vowel."""
SHORTEST = 4
"""Letters that a name and its adjective have in common, at least."""


def unknown_who(lexicon: Lexicon, read: Mention, among: tuple[str, ...]) -> tuple[str, str, str, Kind]:
    """Name, role, party and kind of a mention in which the lexicon knows no party and no person.

    The party is, in this order: the possessor ("Arvania's president"), what stands behind ``of`` ("president
    of Arvania"), the word before an office or an institution ("the Belmaran army"), the whole name of a group
    ("the Free Valley Front"), one word alone. Two words alone are read as a person of a party not told.
    """
    runs = _without_acronym(read, read.runs)
    if not runs:
        return read.person_name, read.plain, "", "person" if read.has_office else "unknown"
    if read.person_name and read.is_outside:
        return read.person_name, read.role, "other", "unknown"
    return _of_runs(lexicon, read, runs, among)


def _of_runs(
    lexicon: Lexicon, read: Mention, runs: Sequence[Run], among: tuple[str, ...]
) -> tuple[str, str, str, Kind]:
    if _is_outlet(lexicon, read, runs):
        return read.text_at(runs[0]), "", "media", "outlet"
    groups = {fold(group) for group in lexicon.groups}
    owner = _owner(read, runs, groups)
    if owner:
        return _owned(read, owner, runs, among, groups)
    run = runs[-1]
    text = read.text_at(run)
    if is_group([read.words[at].low for at in run], groups):
        return text, read.role, among_of(slug(fold(text)), among), "institution"
    if read.has_office or "title" in read.sorts() or (len(run) > 1 and read.words[run[0]].low not in COMPASS):
        return text, read.role, "", "person"
    return text, "", _alone(text, among), "unknown"


def party_of_adjective(text: str, among: Sequence[str]) -> str:
    """The party of a place or its adjective: one among those named that begins alike, else a guess.

    >>> party_of_adjective("Belmaran", ()), party_of_adjective("Galdran", ["galdra"])
    ('belmar', 'galdra')
    """
    low = slug(fold(text))
    if low in among:
        return low
    near = [name for name in among if begins_alike(low, name)]
    if near:
        return max(near, key=len)
    for ending, instead in _DEMONYMS:
        if low.endswith(ending) and len(low) - len(ending) >= SHORTEST:
            base = low.removesuffix(ending) + instead
            return f"{base}a" if _ENDS_HARD.search(base) else base
    return among_of(low, among)


def among_of(name: str, among: Sequence[str]) -> str:
    """The one party among those named that a short form means ("union" or "fvf"), else the name itself."""
    if name in among:
        return name
    longer = [each for each in among if each.endswith(f"-{name}") or name in initials(each)]
    return longer[0] if len(longer) == 1 else name


def _owned(
    read: Mention, owner: Run, runs: Sequence[Run], among: tuple[str, ...], groups: set[str]
) -> tuple[str, str, str, Kind]:
    """What belongs to a party that no lexicon knows: an office with or without a name, or an institution."""
    name = read.person_name
    whole = owner
    lows = [read.words[at].low for at in owner]
    if len(owner) > 2 and read.before(owner) in {"of", "from"} and not is_group(lows, groups):
        whole, name = owner[:1], read.text_at(owner[1:])  # president of Arvania Ilse Koren
    elif _is_army(read, owner, groups):
        whole = (*owner, owner[-1] + 1)  # the Karsk People's Army
    rest = [run for run in runs if run != owner and not read.before(run) and run[0] > owner[-1]]
    name = name or (read.text_at(rest[-1]) if rest else "")
    text = read.text_at(whole)
    last = read.words[whole[-1]]
    behind = whole[-1] + 1
    adjective = any(
        each.first == behind and each.sort in {"office", "body", "unnamed"} for each in read.stretches
    )
    named = last.owns or len(whole) > 1 or (read.before(whole) in {"of", "from"} and not adjective)
    party = among_of(slug(fold(text)), among) if named else party_of_adjective(text, among)
    return name, read.role, party, "person" if read.has_office or name else "institution"


def _alone(text: str, among: tuple[str, ...]) -> str:
    """One word alone is a name; with an ``s`` behind an adjective it is the people of a place."""
    low = slug(fold(text))
    people = low.endswith("s") and any(low[:-1].endswith(ending) for ending, _ in _DEMONYMS[:3])
    return party_of_adjective(text[:-1], among) if people and low not in among else among_of(low, among)


def _owner(read: Mention, runs: Sequence[Run], groups: set[str]) -> Run | None:
    for run in runs:
        if read.words[run[-1]].owns and run[-1] + 1 < len(read.words) and not _is_army(read, run, groups):
            return run
    for run in runs:
        if read.before(run) in {"of", "from"} or (read.before(run) == "for" and read.has_office):
            return run
    after = {
        each.first for each in read.stretches if each.sort in {"office", "body", "unnamed", "media", "title"}
    }
    after |= read.of_titles()
    for run in runs:
        behind = run[-1] + 1
        if behind in after and not read.words[behind].breaks and not read.before(run):
            return run
    return None


def is_group(lows: Sequence[str], groups: Collection[str]) -> bool:
    """Whether words with capitals are the name of a group: the last of them is, or the last before ``of``."""
    head = lows[: lows.index("of")] if "of" in lows else lows
    return bool(head) and head[-1] in groups


def _is_army(read: Mention, run: Run, groups: set[str]) -> bool:
    """``Karen National Army``: words with capitals that end in a word for a group are one name."""
    behind = run[-1] + 1
    if behind >= len(read.words) or len(run) < 2:
        return False
    word = read.words[behind]
    return word.capital and not word.breaks and word.low in groups


def _is_outlet(lexicon: Lexicon, read: Mention, runs: Sequence[Run]) -> bool:
    """``The Harbour Post``: two words or more that end in a word for a paper; or a name beside one."""
    if read.has_office or read.has_body:
        return False
    last = runs[-1]
    heads = {fold(word) for word in lexicon.mastheads}
    return read.is_media or (len(last) > 1 and read.words[last[-1]].low in heads)


def _without_acronym(read: Mention, runs: Sequence[Run]) -> list[Run]:
    """Without short forms that a bracket introduces behind the name: ``the Free Valley Front (FVF)``."""
    full = {short for run in runs if len(run) > 1 for short in initials(slug(fold(read.text_at(run))))}
    return [run for run in runs if not (len(run) == 1 and read.words[run[0]].low in full)]


def initials(name: str) -> frozenset[str]:
    """The short forms of a name of several words: all first letters, and those without the small words.

    >>> sorted(initials("council-of-orre-freedom"))
    ['cof', 'coof']
    """
    parts = [part for part in name.split("-") if part]
    if len(parts) < 2:
        return frozenset()
    return frozenset(
        "".join(part[0] for part in kept)
        for kept in (parts, [part for part in parts if part not in LINKS])
        if len(kept) > 1
    )


def begins_alike(low: str, name: str) -> bool:
    """Whether a word may be an adjective or a people made from a name ("vessian" from "vessia")."""
    if len(name) >= SHORTEST and low.startswith(name) and low.removeprefix(name) in _ADDED:
        return True
    stem = name.removesuffix("a").removesuffix("e").removesuffix("o").removesuffix("i")
    return len(stem) >= SHORTEST and low.startswith(stem) and len(low) - len(name) <= 4 and low != name
