"""Reports inside reports: which is kept, and through whom it came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from detente.record.extract.found import Found, Mention

_OWN_VOICE = frozenset({"passive", "relative", "as", "nominal"})
_CLAUSES = frozenset({"clause", "belief", "impersonal", "according", "clause-loose"})
_REPORTERS = frozenset({"report", "reveal", "disclose", "quote", "write"})


def nested(
    found: Sequence[Found], is_outlet: Callable[[Mention], bool], party: Callable[[Mention], str]
) -> tuple[Found, ...]:
    """Settle the finds of one sentence that stand inside each other.

    An outlet's report of what somebody said is that person's statement, through the outlet. Inside what a
    party says, its own further verbs ("said that it rejects the plan") are no statements of their own;
    another's are, through the first.

    Args:
        found: The finds of a sentence.
        is_outlet: Tells whether a mention names an outlet.
        party: Tells the party of a mention.
    """
    dropped: set[int] = set()
    kept: dict[int, Found] = dict(enumerate(found))
    for index, inner in sorted(enumerate(found), key=lambda pair: len(pair[1].content), reverse=True):
        outer = _around(found, index, dropped)
        if outer is None:
            continue
        if (
            _same_speaker(found[outer], inner)
            or not _told(inner, found[outer])
            or _same_party(found[outer], inner, party)
        ):
            dropped.add(index)
        elif inner.rule in _CLAUSES:
            kept[index] = replace(inner, via=(*_speaker(found[outer]), *kept[outer].via))
            if _relays(found[outer], is_outlet):
                dropped.add(outer)
        elif inner.rule not in _OWN_VOICE:
            kept[index] = replace(inner, via=_speaker(found[outer]))
    return _once(tuple(kept[index] for index in range(len(found)) if index not in dropped))


def _around(found: Sequence[Found], index: int, dropped: set[int]) -> int | None:
    """Return the smallest find that holds the cue of another one; one that only relays it counts, too."""
    inner = found[index]
    around = [
        place
        for place, outer in enumerate(found)
        if place != index
        and inner.cue is not None
        and outer.content.start <= inner.cue.start
        and inner.cue.end <= outer.content.end
        and (place not in dropped or outer.rule in _CLAUSES)
        and outer.verb != inner.verb
    ]
    return min(around, key=lambda place: len(found[place].content), default=None)


def _speaker(one: Found) -> tuple[Mention, ...]:
    return () if one.mention is None else (one.mention,)


def _same_speaker(outer: Found, inner: Found) -> bool:
    if inner.mention is None or outer.mention is None:
        return inner.rule != "impersonal"
    if inner.mention.pronoun or inner.mention.head in {"his", "her", "its", "their"}:
        return True
    return (
        inner.mention.head == outer.mention.head
        or inner.mention.words.lower() in outer.mention.words.lower().split()
    )


def _same_party(outer: Found, inner: Found, party: Callable[[Mention], str]) -> bool:
    """Return whether somebody tells of an act of the own side: what is said is one statement."""
    if outer.mention is None or inner.mention is None or inner.rule in {"passive", "relative"}:
        return False
    side = party(inner.mention)
    return bool(side) and side == party(outer.mention)


def _told(inner: Found, outer: Found) -> bool:
    """Return whether an inner find is told as a fact, by a name and not in passing."""
    if inner.rule in _OWN_VOICE or inner.rule in _CLAUSES:
        return True
    return inner.mention is not None and inner.mention.name and outer.rule in _CLAUSES


def _relays(outer: Found, is_outlet: Callable[[Mention], bool]) -> bool:
    verb = outer.cue_words.split()[-1] if outer.cue_words else ""
    return verb in _REPORTERS or (outer.mention is not None and is_outlet(outer.mention))


def _once(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Drop finds that repeat another one of the same speaker with nearly the same words."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.content.start, -one.content.end, one.rule)):
        words = one.mention.words if one.mention else ""
        if not any(
            other.content.overlap(one.content) > 0.6
            and (other.mention.words if other.mention else "") == words
            for other in kept
        ):
            kept.append(one)
    return tuple(kept)
