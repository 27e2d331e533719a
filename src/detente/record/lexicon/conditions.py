"""Dependences that words state: conditions, reservations, and whether a stretch stands inside a condition."""

from __future__ import annotations

from collections.abc import Sequence

from detente.record.lexicon.grammar import listed
from detente.record.lexicon.phrases import Found, PhraseBook
from detente.record.lexicon.words import Word, words

FIRM = "firm"
"""Words that state a dependence whatever the stance: if, unless, provided that."""
TIMED = "timed"
"""Words that state one where something is still to be done: after, once, until."""
ORDER = "order"
"""Words that state one together with an obligation: before."""

_BOOK = PhraseBook.of((phrase, key, 1.0) for key in (FIRM, TIMED, ORDER) for phrase in listed(key))
_RESERVES = PhraseBook.of((phrase, "but", 1.0) for phrase in listed("reserves"))
_NOT_IF = frozenset(
    {"as", "even", "what", "ask", "asked", "see", "wonder", "wondered", "know", "sure", "doubt"}
)
_NOT_ONCE = frozenset({"at", "more", "all", "for", "only"})
_DUTY = frozenset({"must", "should", "need", "needs", "has", "have"})
_NO = frozenset({"no", "not", "never", "nothing"})
_TIMES = frozenset(listed("times"))
_MOMENTS = frozenset({"after", "until", "till", "following", "when", "before"})
_IDLY_WITHOUT = frozenset({"delay", "further", "exception", "precondition", "preconditions", "any", "doubt"})
_INVERTED = frozenset({"should", "were", "had"})
_BARE = frozenset({"in return", "in exchange", "otherwise", "or else"})
"""Words that open what is asked in return, or what follows: no clause of a condition."""
_OPENERS = frozenset({"if", "unless", "provided that", "on condition that", "on the condition that"})


def dependences(text: Sequence[Word]) -> list[Found]:
    """The words in a text that state a dependence, in order; ``even if`` and ``as if`` state none.

    >>> [found.phrase for found in dependences(words("We leave once they leave, even if it rains."))]
    ['once']
    >>> [found.phrase for found in dependences(words("Were they to fire, we would; until spring we wait."))]
    ['were']
    """
    kept = [found for found in _BOOK.find(text) if _depends(text, found)]
    if (
        len(text) > 3
        and text[0].low in _INVERTED
        and text[0].capital
        and any(word.breaks == "," for word in text)
    ):
        kept.insert(0, Found(places=(0,), phrase=text[0].low, key=FIRM, weight=1.0))
    return kept


def states_dependence(text: Sequence[Word], *, open_matter: bool) -> bool:
    """Whether a text states a dependence.

    Args:
        text: Its words.
        open_matter: Whether it speaks of what is still to be done; ``after`` and ``before`` count only then.
    """
    low = {word.low for word in text}
    for found in dependences(text):
        if found.key == FIRM or (found.key == TIMED and open_matter and found.phrase != "without"):
            return True
        if open_matter and found.key == ORDER and (_DUTY & low or (found.phrase != "first" and _NO & low)):
            return True
        if open_matter and found.phrase == "without" and _NO & low:
            return True
    return False


def reserves(text: Sequence[Word]) -> bool:
    """Whether a text has a word that takes back part of a yes: but, however, in principle."""
    return bool(_RESERVES.find(text))


def obliges(text: Sequence[Word]) -> bool:
    """Whether a text has a word for a duty: must, should, need."""
    return any(word.low in _DUTY for word in text)


def in_conditions(text: Sequence[Word]) -> frozenset[int]:
    """The places of the words that stand inside a condition.

    A condition at the beginning of a sentence ends at a comma, any other at the end of the sentence.
    """
    places: set[int] = set()
    for found in dependences(text):
        if found.key != FIRM and not (found.key == TIMED and found.phrase in {"until", "once", "after"}):
            continue
        if found.phrase in _BARE and (found.first == 0 or text[found.first].breaks == "."):
            continue
        opens = found.first == 0 or text[found.first].breaks == "."
        ends = {",", "."} if opens else {"."}
        at = found.first
        while at < len(text) and at not in places and (at == found.first or text[at].breaks not in ends):
            if opens and at > found.first + 1 and _main_clause(text, at):
                break
            places.add(at)
            at += 1
    return frozenset(places)


def _main_clause(text: Sequence[Word], at: int) -> bool:
    """``If they leave we will leave``: a pronoun and a modal verb open the main clause without a comma."""
    subject = text[at].low in {"we", "i", "they", "he", "she", "it"}
    return (
        subject
        and at + 1 < len(text)
        and text[at + 1].low in {"will", "would", "can", "could", "shall", "must"}
    )


def inside_condition(quote: str, sentence: str, cue: str) -> bool:
    """Whether the quote is the if-clause, or a part of it, of its sentence.

    It is if it begins with ``if`` and has no main clause, or if an ``if`` stands between the cue and the
    quote with no comma behind it.
    """
    own = words(quote)
    if own and own[0].low in {"if", "unless"} and not any(word.breaks for word in own[1:]):
        return True
    at = sentence.find(quote) if quote else -1
    if at <= 0:
        return False
    told = sentence.rfind(cue, 0, at) if cue else -1
    before = words(sentence[told + len(cue) if told >= 0 else 0 : at])
    opened = [found for found in dependences(before) if found.phrase in _OPENERS]
    return bool(opened) and not any(word.breaks for word in before[opened[-1].last :])


def after_quote(quote: str, sentence: str) -> tuple[Word, ...]:
    """The words of the sentence behind the quote; ``()`` if the sentence does not hold it."""
    at = sentence.find(quote) if quote else -1
    return words(sentence[at + len(quote) :]) if at >= 0 else ()


def _depends(text: Sequence[Word], found: Found) -> bool:
    """Whether a word for a dependence states one where it stands."""
    before = text[found.first - 1].low if found.first else ""
    after = [word.low for word in text[found.last : found.last + 6]]
    stated = True
    if found.phrase == "if":
        stated = before not in _NOT_IF and after[:1] != ["not"]
    elif found.phrase == "once":
        stated = before not in _NOT_ONCE and after[:1] not in (["again"], ["more"])
    elif found.phrase == "without":
        stated = not _IDLY_WITHOUT & set(after[:2])
    elif found.phrase == "while":
        stated = found.first > 0 and not text[found.first].breaks
    elif found.phrase == "provided":
        stated = after[:1] != ["by"] and before not in {"was", "were", "be", "is", "are", "has", "have"}
    elif found.phrase in _MOMENTS:
        stated = (
            not (_TIMES & set(after)) and not any(low.isdigit() for low in after) and after[:1] != ["that"]
        )
    elif found.phrase == "on condition that":
        stated = "anonymity" not in after
    return stated
