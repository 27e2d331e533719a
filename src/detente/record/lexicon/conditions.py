"""Dependences that words state: conditions, reservations, and whether a stretch stands inside a condition."""

from __future__ import annotations

from collections.abc import Sequence

from detente.record.lexicon.phrases import Found, PhraseBook
from detente.record.lexicon.words import Word, words

FIRM = "firm"
"""Words that state a dependence whatever the stance: if, unless, provided that."""
TIMED = "timed"
"""Words that state one where something is still to be done: after, once, until."""
ORDER = "order"
"""Words that state one together with an obligation: before."""

_BOOK = PhraseBook.of(
    [
        *((phrase, FIRM, 1.0) for phrase in (
            "if", "unless", "provided", "providing that", "provided that", "on condition that",
            "on the condition that", "as long as", "so long as",
            "in case of", "in the event of", "in the event that", "as part of", "in exchange for",
            "in return for", "subject to",
            "conditional on", "conditional upon", "contingent on", "contingent upon", "depend on",
            "dependent on", "hinge on", "assuming that",
            "on the understanding that", "only when", "only after", "only once", "not before", "not until",
            "as soon as", "without prior", "pending",
            "in the context of", "in the framework of", "within the framework of", "only in", "only with",
            "should it", "should they", "otherwise", "or else",
        )),
        *((phrase, TIMED, 1.0) for phrase in (
            "after", "once", "until", "following", "when", "till", "without",
        )),
        *((phrase, ORDER, 1.0) for phrase in ("before", "prior to", "first")),
    ]
)  # fmt: skip
_NOT_IF = frozenset(
    {"as", "even", "what", "ask", "asked", "see", "wonder", "unclear", "know", "sure", "doubt", "question"}
)
_DUTY = frozenset({"must", "should", "need", "needs", "has", "have", "only"})
_CLAUSE = frozenset({"if", "unless", "provided", "once", "until", "only"})
_RESERVES = PhraseBook.of(
    (phrase, "but", 1.0)
    for phrase in (
        "but", "however", "although", "though", "yet", "with reservations", "with caveats",
        "with conditions", "in principle", "with one condition",
        "conditionally", "on one condition", "under certain conditions", "under conditions",
        "with the proviso", "except", "albeit", "in general", "provisionally",
        "nonetheless", "nevertheless", "at least in principle", "partially", "in part", "cautiously",
    )
)  # fmt: skip


def dependences(text: Sequence[Word]) -> list[Found]:
    """The words in a text that state a dependence, in order; ``even if`` and ``as if`` state none.

    >>> [found.phrase for found in dependences(words("We leave once they leave, even if it rains."))]
    ['once']
    """
    found = _BOOK.find(text)
    kept = []
    for each in found:
        before = text[each.first - 1].low if each.first else ""
        if each.phrase == "if" and before in _NOT_IF:
            continue
        if each.phrase == "once" and before in {"at", "more", "all", "for"}:
            continue
        if each.phrase == "once" and each.last < len(text) and text[each.last].low in {"again", "more"}:
            continue
        kept.append(each)
    return kept


def states_dependence(text: Sequence[Word], *, open_matter: bool) -> bool:
    """Whether a text states a dependence.

    Args:
        text: Its words.
        open_matter: Whether it speaks of what is still to be done; only then do ``after`` and ``before``
            state one.
    """
    low = {word.low for word in text}
    for found in dependences(text):
        if found.key == FIRM or (found.key == TIMED and open_matter and found.phrase != "without"):
            return True
        if found.key == ORDER and open_matter and _DUTY & low:
            return True
    return False


def reserves(text: Sequence[Word]) -> bool:
    """Whether a text has a word that takes back part of a yes: but, however, in principle."""
    return bool(_RESERVES.find(text))


def first_condition(text: Sequence[Word]) -> int:
    """The word at which a condition begins; the number of words if there is none or it opens the text."""
    firm = [found.first for found in dependences(text) if found.key == FIRM and found.first > 0]
    return min(firm, default=len(text))


def inside_condition(quote: str, sentence: str, cue: str) -> bool:
    """Whether the quote is the if-clause, or a part of it, of its sentence.

    It is if it begins with ``if`` and has no main clause, or if an ``if`` stands between the cue and the
    quote
    with no comma behind it.
    """
    own = words(quote)
    if own and own[0].low in {"if", "unless"} and not any(word.breaks for word in own[1:]):
        return True
    at = sentence.find(quote) if quote else -1
    if at <= 0:
        return False
    told = sentence.rfind(cue, 0, at) if cue else -1
    before = words(sentence[told + len(cue) if told >= 0 else 0 : at])
    opened = [
        found
        for found in dependences(before)
        if found.phrase in {"if", "unless", "provided that", "on condition that"}
    ]
    return bool(opened) and not any(word.breaks for word in before[opened[-1].last :])


def after_quote(quote: str, sentence: str) -> tuple[Word, ...]:
    """The words of the sentence behind the quote; ``()`` if the sentence does not hold it."""
    at = sentence.find(quote) if quote else -1
    return words(sentence[at + len(quote) :]) if at >= 0 else ()
