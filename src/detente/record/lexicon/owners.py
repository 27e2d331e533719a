"""Whose office a mention names: of the parties in it, the one that speaks."""

from __future__ import annotations

from collections.abc import Sequence

from detente.case.names import slug
from detente.record.lexicon.grammar import listed
from detente.record.lexicon.model import Lexicon
from detente.record.lexicon.names import ACTORS, Stretch
from detente.record.lexicon.words import Word, words

LINKS = frozenset(listed("no_names"))
"""Words that are no names, with a capital or without."""

_ELSEWHERE = frozenset(listed("elsewhere"))
_SENT = frozenset(listed("sent"))
_RESIDENT = frozenset(listed("resident"))
_PLACES = frozenset(listed("kinds_of_place"))
_GROUP_OF = {"rebel": "rebels", "separatist": "separatists"}


def owner_in(text: Sequence[Word], stretches: Sequence[Stretch], person: Stretch | None) -> Stretch | None:
    """The party whose office it is: the first that is not only the place or the addressee."""
    actors = [each for each in stretches if each.sort in ACTORS]
    covered = covered_by(stretches)
    for each in actors:
        if person and person.first <= each.first < person.last:
            continue
        if not _elsewhere(text, each) and not is_surname(text, each, covered):
            return each
    return None


def is_surname(text: Sequence[Word], each: Stretch, covered: frozenset[int]) -> bool:
    """``Michael Jordan``, ``Paris Hilton``: a place that is half of the name of somebody unknown."""
    if each.sort not in {"name", "seat"} or each.last - each.first > 1 or text[each.first].owns:
        return False
    before, after = each.first - 1, each.last
    given = before >= 0 and before not in covered and text[before].capital and not text[each.first].breaks
    family = each.first == 0 and after == len(text) - 1 and after not in covered and text[after].capital
    known = given and (text[before].low in LINKS or text[before].owns or text[before].low in _PLACES)
    return (given and not known) or (family and not text[after].breaks)


def _elsewhere(text: Sequence[Word], each: Stretch) -> bool:
    before = [word.low for word in text[max(each.first - 2, 0) : each.first] if word.low != "the"]
    if not before:
        return False
    link = before[-1]
    head = [word.low for word in text[: each.first]]
    if link == "for":
        return bool(_SENT & set(head))
    if link == "in" and (_RESIDENT & set(head) or each.sort == "adjective"):
        return False
    return link in _ELSEWHERE


def parties_beside(
    text: Sequence[Word], stretches: Sequence[Stretch], owner: Stretch | None
) -> tuple[str, ...]:
    """The parties in a line of names with ``and``: the owner's first, each joined to the one before it."""
    ids: list[str] = []
    end = owner.last if owner else 0
    for each in stretches:
        between = [word.low for word in text[end : each.first]] if owner and each.first >= end else ["?"]
        listed = set(between) <= {"and", "the"} and (bool(between) or text[each.first].breaks == ",")
        if each.sort in ACTORS and listed:
            ids += each.ids
            end = each.last
    return tuple(ids)


def opponents_in(lexicon: Lexicon, text: Sequence[Word]) -> str:
    """The first word for those who stand against a state, in the plural."""
    lows = [word.low for word in text]
    for phrase in lexicon.opponents:
        named = [word.low for word in words(phrase)]
        if any(lows[at : at + len(named)] == named for at in range(len(lows))):
            return slug(_GROUP_OF.get(named[0], named[0]))
    return ""


def covered_by(stretches: Sequence[Stretch]) -> frozenset[int]:
    """The places of words that are known as more than a family name."""
    return frozenset(
        at for each in stretches if each.sort != "surname" for at in range(each.first, each.last)
    )
