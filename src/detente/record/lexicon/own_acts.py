"""What a party says of its own acts: what it will do, what it will not, what it does not rule out or mind."""

from __future__ import annotations

from collections.abc import Sequence

from detente.record.lexicon.grammar import listed
from detente.record.lexicon.words import Word, stem

_MODALS = frozenset({"will", "would", "shall", "can", "could"})
_TO_BE = frozenset({"is", "are", "am", "do", "does"})
_NO_ACTS = frozenset(stem(verb) for verb in listed("states"))
"""Verbs whose denial draws no line: a state, a forecast, a silence."""
_THINGS = frozenset(listed("things"))
"""Subjects that speak of no act of the speaker's own, where a forecast is nearer."""
_GIVES = frozenset(stem(verb) for verb in listed("gives"))
"""Verbs whose promise gives something that another side may want."""
_GIVEN = _GIVES - {stem(verb) for verb in listed("not_given")}
_PRESSURES = frozenset(stem(verb) for verb in listed("pressures"))
_LEAVES_OPEN = frozenset(stem(verb) for verb in listed("leaves_open"))
_MINDS = frozenset(stem(verb) for verb in listed("minds"))
_BETWEEN = 3
_ADVERBS = frozenset(
    {
        "also",
        "immediately",
        "soon",
        "then",
        "now",
        "gladly",
        "only",
        "first",
        "unilaterally",
        "fully",
        "temporarily",
        "at",
        "once",
    }
)


def refusal_of_own(text: Sequence[Word]) -> bool:
    """Whether the words say that somebody will not do something that a deal could ask for.

    >>> from detente.record.lexicon.words import words
    >>> refusal_of_own(words("it would not relinquish the hills"))
    True
    >>> refusal_of_own(words("this will not last")), refusal_of_own(words("talks will not resume"))
    (False, False)
    """
    for at in _denials(text, _MODALS):
        verb = next((word for word in text[at + 1 : at + 1 + _BETWEEN] if not word.low.endswith("ly")), None)
        if verb is None or verb.breaks or verb.low in {"be", "have"}:
            if verb is not None and verb.low == "be" and _passive(text, at + 2):
                return True
            continue
        if verb.stem not in _NO_ACTS and _subject(text, at - 1) not in (_THINGS - {"it", "they", "forces"}):
            return True
    return _no_readiness(text)


def promise_of_own(text: Sequence[Word]) -> bool:
    """Whether the words say that somebody will, would or could give something.

    >>> from detente.record.lexicon.words import words
    >>> promise_of_own(words("we would lift the blockade"))
    True
    >>> promise_of_own(words("prisoners could be exchanged"))
    True
    """
    for at, word in enumerate(text):
        if word.low not in _MODALS:
            continue
        after = [each for each in text[at + 1 : at + 5] if each.low not in _ADVERBS]
        if not after or after[0].breaks:
            continue
        if after[0].low == "be":
            if len(after) > 1 and after[1].stem in _GIVEN and not after[1].breaks:
                return True
        elif (
            after[0].stem in _GIVES
            and word.low != "can"
            and _subject(text, at) not in _THINGS - {"it", "forces", "they"}
        ):
            return True
    return False


def unrefused(text: Sequence[Word]) -> bool:
    """Whether the words say that something is not ruled out."""
    return _denied(text, _LEAVES_OPEN)


def tolerance(text: Sequence[Word]) -> bool:
    """Whether the words say that somebody would not mind."""
    return _denied(text, _MINDS)


def _denied(text: Sequence[Word], verbs: frozenset[str]) -> bool:
    before = _MODALS | _TO_BE | {"has", "have", "had", "did"}
    return any(
        any(verb.stem in verbs and not verb.breaks for verb in text[at + 1 : at + 1 + _BETWEEN])
        for at in _denials(text, before)
    )


def _denials(text: Sequence[Word], before: frozenset[str]) -> list[int]:
    """The places of ``not`` and ``never`` right behind one of these words."""
    return [
        at
        for at, word in enumerate(text)
        if at
        and (word.low == "not" or (word.low == "never" and text[at - 1].low in _MODALS))
        and text[at - 1].low in before
        and not word.breaks
    ]


def _passive(text: Sequence[Word], at: int) -> bool:
    """``will not be returned``: what is denied is an act."""
    return at < len(text) and text[at].stem in _GIVEN | _PRESSURES and not text[at].breaks


def _subject(text: Sequence[Word], modal: int) -> str:
    """The word before the modal verb, small letters."""
    return text[modal - 1].low if modal > 0 else ""


def nothing_without(text: Sequence[Word]) -> bool:
    """Whether the words rule something out but for a condition: ``no talks until they leave``."""
    lows = [word.low for word in text]
    if lows[:1] == ["not"] and lows[1:2] in (["one"], ["a"], ["an"]) and _MODALS & set(lows[2:8]):
        return True
    if "no" not in lows:
        return False
    depends = bool({"without", "until", "unless", "before"} & set(lows))
    there = any(
        low == "there" and lows[at + 1 : at + 2] and lows[at + 1] in _MODALS and "no" in lows[at + 2 : at + 5]
        for at, low in enumerate(lows)
    )
    return there or (depends and lows[0] == "no")


def _no_readiness(text: Sequence[Word]) -> bool:
    """``not ready to``, ``not prepared to``, ``no intention of``."""
    for at, word in enumerate(text):
        if (
            word.low == "not"
            and at + 2 < len(text)
            and text[at + 1].low in {"ready", "prepared", "willing", "going"}
        ):
            return text[at + 2].low == "to" and not _yes_before(text, at)
        if word.low == "no" and at + 1 < len(text) and text[at + 1].stem in {"intention", "plan", "desir"}:
            return True
    return False


def _yes_before(text: Sequence[Word], at: int) -> bool:
    """Whether a readiness was stated before: then the denial is its reservation."""
    return any(word.low in {"ready", "prepared", "willing"} for word in text[:at])
