"""Names that no lexicon has: a party from the words alone, the same for the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from detente.case.names import slug
from detente.record.lexicon.mention import Mention
from detente.record.lexicon.model import Lexicon
from detente.record.lexicon.words import Word, fold

Kind = Literal["person", "state", "institution", "outlet", "unknown"]

_DEMONYMS = (("ian", "ia"), ("ean", "ea"), ("an", ""), ("ese", ""), ("ish", ""), ("ite", ""), ("i", ""))
_COMPASS = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "upper",
        "lower",
        "new",
        "saint",
        "great",
        "greater",
    }
)


def unknown_who(lexicon: Lexicon, read: Mention, among: tuple[str, ...]) -> tuple[str, str, str, Kind]:
    """Name, role, party and kind of a mention in which the lexicon knows no party and no person.

    The party is, in this order: the possessor ("Arvania's president"), what stands behind ``of``
    ("president of
    Arvania"), the word before an office or institution ("the Belmaran army"), the whole name of a group
    ("the Free
    Valley Front"), one word alone. Two words alone are read as a person, whose party the words do not tell.
    """
    runs = _runs(read)
    if not runs:
        return read.person_name, read.plain, "", "person" if read.has_office else "unknown"
    if _is_outlet(lexicon, read, runs):
        return _text(read, runs[0]), "", "media", "outlet"
    owner = _owner(read, runs)
    if owner:
        party = _party(read, owner, among)
        rest = [run for run in runs if run != owner]
        name = _text(read, rest[-1]) if rest else ""
        what: Kind = "person" if read.has_office or name else "institution"
        return name, read.role, party, what
    run = runs[-1]
    text = _text(read, run)
    if read.words[run[-1]].low in {fold(group) for group in lexicon.groups}:
        return text, read.role, _among(slug(text), among), "institution"
    if (
        read.has_office
        or "title" in read.sorts()
        or (len(run) > 1 and read.words[run[0]].low not in _COMPASS)
    ):
        return text, read.role, "", "person"
    return text, "", _demonym(text, among), "unknown"


def _runs(read: Mention) -> list[tuple[int, ...]]:
    """Unknown words with capitals that stand together."""
    runs: list[tuple[int, ...]] = []
    for at in read.unknown():
        joins = runs and runs[-1][-1] == at - 1 and not read.words[at].breaks and not read.words[at - 1].owns
        if joins:
            runs[-1] = (*runs[-1], at)
        else:
            runs.append((at,))
    return runs


def _owner(read: Mention, runs: Sequence[tuple[int, ...]]) -> tuple[int, ...] | None:
    after = {
        each.first for each in read.stretches if each.sort in {"office", "body", "unnamed", "media", "title"}
    }
    for run in runs:
        if read.words[run[-1]].owns and run[-1] + 1 < len(read.words):
            return run
    for run in runs:
        before = [word.low for word in read.words[max(run[0] - 2, 0) : run[0]] if word.low != "the"]
        if before and before[-1] in {"of", "from"}:
            return run
    for run in runs:
        if run[-1] + 1 in after and not (run[-1] + 1 < len(read.words) and read.words[run[-1] + 1].breaks):
            return run
    return None


def _party(read: Mention, run: Sequence[int], among: tuple[str, ...]) -> str:
    text = _text(read, run)
    owns = read.words[run[-1]].owns
    return _among(slug(fold(text)), among) if owns or len(run) > 1 else _demonym(text, among)


def _demonym(text: str, among: tuple[str, ...]) -> str:
    """The party of one word, a name or a demonym: one among those named that begins alike, else a guess."""
    low = slug(fold(text))
    if low in among:
        return low
    for name in among:
        common = len(name) >= 4 and (low.startswith(name) or (low.startswith(name[:-1]) and len(name) > 4))
        if common and len(low) - len(name) <= 4:
            return name
    for ending, instead in _DEMONYMS:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low.removesuffix(ending) + instead
    return _among(low, among)


def _among(name: str, among: tuple[str, ...]) -> str:
    """The one party among those named that ends with this name ("union", "lake-union"), else the name."""
    if name in among:
        return name
    longer = [each for each in among if each.endswith(f"-{name}")]
    return longer[0] if len(longer) == 1 else name


def _is_outlet(lexicon: Lexicon, read: Mention, runs: Sequence[tuple[int, ...]]) -> bool:
    """``The Harbour Post``: two words or more that end in a word for a paper; or a name beside one."""
    if read.has_office or read.has_body:
        return False
    last = runs[-1]
    heads = {fold(word) for word in lexicon.mastheads}
    return read.is_media or (len(last) > 1 and read.words[last[-1]].low in heads)


def _text(read: Mention, run: Sequence[int]) -> str:
    return re.sub(r"\s+", " ", " ".join(_bare(read.words[at]) for at in run))


def _bare(word: Word) -> str:
    return word.text
