"""Is it the right speaker, and the right party?

A draft names the right speaker where

- the annotation names a **person**: the last words of the two names are alike, and no given name speaks
  against it;
- it names a **state, ministry or other body** (also an office whose holder it does not name): the party is
  right, or the names are the same;
- it names an **outlet, an analyst or somebody without a name**: the party is right and the names share a
  word;
- it names **nobody** ("it was claimed"): the draft names nobody either.

That the draft points at the same words of the text counts for nothing by itself: a pronoun has to be
resolved. Where the annotation gives no name at all, the party decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from detente.record.score.annotations import Annotation
from detente.record.statement import Doubt, DraftStatement

NOBODYS_SIDE = {
    "media": frozenset({"media"}),
    "thirdparty": frozenset({"media", "other", ""}),
    "unnamed": frozenset({"other", "unnamed", "unspecified", ""}),
    "unspecified": frozenset({"other", "unspecified", ""}),
    "other": frozenset({"other", ""}),
}
"""Labels for those who speak for no party, each with what a draft may say of them."""

NO_NAME = frozenset({"", "unspecified", "unnamed", "unknown"})

_OFFICE = re.compile(
    r"\b(?:president|premier|chancellor|minister|secretary|spokes(?:man|woman|person)|envoy|delegate|commander"
    r"|ambassador|representative|general|colonel|negotiator|leader|speaker|governor|mayor|chief|chair\w*|judge"
    r"|king|queen|emir|pope|lawyer|analyst|head|director|commissioner|mediator|member|adviser|diplomat)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[^\W_]+")
_TITLES = frozenset({"dame", "dr", "lady", "lord", "mr", "mrs", "ms", "prof", "professor", "sir"})
_SMALL = frozenset(
    {"a", "an", "and", "of", "the", "two", "three", "several", "some", "for", "in", "on", "to"}
)


def same_party(draft: DraftStatement, gold: Annotation, others: Collection[str] = ()) -> bool:
    """Whether the draft puts the speaker on the side that the annotation says.

    Args:
        draft: The draft.
        gold: The annotation.
        others: Further names and ids of the annotated party.
    """
    label = plain(gold.party)
    if label == "ambiguous":
        return Doubt.AMBIGUOUS_PARTY in draft.doubts
    said = plain(draft.party)
    if label in NOBODYS_SIDE:
        return said in NOBODYS_SIDE[label]
    return said != "" and said in {label, *(plain(name) for name in others)}


def right_speaker(draft: DraftStatement, gold: Annotation, others: Collection[str] = ()) -> bool:
    """Whether the draft names the speaker that the annotation names, as the module defines it."""
    sided = same_party(draft, gold, others)
    if plain(gold.party) == "ambiguous" or (not gold.speaker and gold.party):
        return sided
    if is_person(gold):
        return same_name(draft.speaker, gold.speaker)
    if plain(gold.speaker) in NO_NAME:
        return sided and plain(draft.speaker) in NO_NAME
    if plain(gold.party) in NOBODYS_SIDE:
        return sided and bool(_words(draft.speaker) & (_words(gold.speaker) | _words(gold.mention)))
    return sided or plain(draft.speaker) == plain(gold.speaker)


def is_person(gold: Annotation) -> bool:
    """Whether an annotation names a person: a name that is no office, of somebody who has one."""
    names = len(gold.speaker.split()) <= 4 and gold.speaker[:1].isupper() and " of " not in gold.speaker
    office = bool(_OFFICE.search(gold.speaker_role)) and not _OFFICE.search(gold.speaker)
    return names and office and plain(gold.speaker) != plain(gold.party)


def same_name(one: str, other: str) -> bool:
    """Whether two names are alike up to titles, given names, accents and doubled letters.

    >>> same_name("President Zelensky", "Volodymyr Zelenskyy"), same_name("Ana Koren", "Ilse Koren")
    (True, False)
    """
    parts, others = (_name(words) for words in (one, other))
    if not parts or not others or _folded(parts[-1]) != _folded(others[-1]):
        return False
    given, given_too = (_given(name) for name in (parts, others))
    alike = any(here.startswith(there) or there.startswith(here) for here in given for there in given_too)
    return alike or not given or not given_too


def plain(name: str) -> str:
    """A name as letters and digits alone, in small letters, without a "the" before it.

    >>> plain("the People’s Union"), plain("peoples-union")
    ('peoplesunion', 'peoplesunion')
    """
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in folded.removeprefix("the ") if c.isalnum())


def _name(words: str) -> list[str]:
    """The parts of a person's name: what stands before a comma, a bracket or an "of"."""
    head = re.split(r",|\(| of | for ", words.strip(), maxsplit=1)[0]
    head = re.sub(r"[’']s?$", "", head)
    return _PARTS.findall(head)


def _given(parts: list[str]) -> list[str]:
    """The given names: what stands between the last title and the last part."""
    given: list[str] = []
    for part in reversed(parts[:-1]):
        if _OFFICE.search(part) or plain(part) in _TITLES:
            break
        given.append(plain(part))
    return given


def _folded(part: str) -> str:
    return re.sub(r"(.)\1+", r"\1", plain(part))


def _words(name: str) -> set[str]:
    return {plain(part) for part in _PARTS.findall(name)} - _SMALL
