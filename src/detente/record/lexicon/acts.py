"""Which stance words speak for: the act that a cue names, and the votes of the words of a content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.case.statements import Stance
from detente.record.lexicon.grammar import listed
from detente.record.lexicon.model import Lexicon
from detente.record.lexicon.negation import FLIPPED, TOLERATES, ended, left_open, negated, twice
from detente.record.lexicon.phrases import Found, PhraseBook, longest
from detente.record.lexicon.words import Word, stem

LEANS = frozenset(listed("leans"))
"""Cues that lean to a stance but may hand on any content."""

JUDGED = 5
"""Words behind a content that may still judge it."""

_LINKS = frozenset({"for", "on", "against"})
_PARTICLES = frozenset({"down", "away", "aside", "off", "out"})
_ENDS = frozenset({Stance.DEMAND, Stance.REJECT, Stance.OFFER, Stance.SUPPORT, Stance.ACCEPT})
_JUDGES = frozenset(stem(verb) for verb in listed("judges"))
_READY = frozenset(listed("ready"))
_PUT_FORWARD = frozenset(stem(verb) for verb in listed("put_forward"))
_BLAME = PhraseBook.of((phrase, "blame", 1.0) for phrase in listed("blame"))
_PRAISE = PhraseBook.of((phrase, "praise", 1.0) for phrase in listed("praise"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFound:
    """A stance that a cue names, and whether the content may still decide against it."""

    stance: Stance
    why: str
    cues: tuple[str, ...]
    leaning: bool = False


def act_of(
    lexicon: Lexicon, cue: Sequence[Word], quote: Sequence[Word], tail: Sequence[Word] = ()
) -> ActFound | None:
    """The act that a cue names, under its negation; None if it only hands a content on.

    Args:
        lexicon: Whose words.
        cue: The words that hand the content on.
        quote: Those of the content; ``called | for a truce`` and ``turned | the plan | down`` are one.
        tail: Those behind it in its sentence; ``called | the plan | a trick`` judges by them.
    """
    judged = _judged(cue, (*quote, *tail[:JUDGED]))
    if cue and quote[:1] and quote[0].low in _LINKS:
        cue = (*cue, quote[0])
    if cue and tail[:1] and tail[0].low in _PARTICLES:
        cue = (*cue, tail[0])
    found = [each for each in longest(books(lexicon)[0].find(cue)) if each.key != Stance.SILENCE]
    if not found:
        return judged
    each = max(found, key=lambda one: (one.phrase not in LEANS, one.last - one.first, -one.first))
    stance, phrases = Stance(each.key), (each.phrase,)
    denied = _denied(cue, each, stance)
    if denied:
        return denied
    if judged and stance is Stance.ASSESSMENT:
        return judged
    if stance is Stance.REJECT:
        stance = _refused(lexicon, each, quote)
    return ActFound(stance=stance, why="the-cue", cues=phrases, leaning=each.phrase in LEANS)


def votes_of(lexicon: Lexicon, quote: Sequence[Word]) -> dict[Stance, list[str]]:
    """The stances that the words of a content speak for, each with the phrases that do."""
    if _never_yet(quote):
        return {Stance.CLAIM: ["never"]}
    votes: dict[Stance, list[str]] = {}
    for each in longest(books(lexicon)[1].find(quote)):
        stance = Stance(each.key)
        if stance is Stance.SILENCE or _another_word(quote, each):
            continue
        if not each.phrase.startswith(("not ", "no ", "never")) and negated(quote, each.first):
            stance = Stance.UNCLEAR if twice(quote, each.first) else flipped(stance, each)
        votes.setdefault(stance, []).append(each.phrase)
    return votes


def flipped(stance: Stance, each: Found) -> Stance:
    """The stance of a phrase under a negation."""
    if stance is Stance.REJECT and each.phrase in TOLERATES:
        return Stance.ACCEPT
    return FLIPPED.get(stance, stance)


@lru_cache(maxsize=32)
def books(lexicon: Lexicon) -> tuple[PhraseBook, PhraseBook]:
    """The phrases of the stances: those of cues, and those of contents."""
    cue = PhraseBook.of((phrase, str(act.stance), 1.0) for act in lexicon.acts for phrase in act.cue)
    said = PhraseBook.of((phrase, str(act.stance), 1.0) for act in lexicon.acts for phrase in act.said)
    return cue, said


def _denied(cue: Sequence[Word], each: Found, stance: Stance) -> ActFound | None:
    """The act that is left of a cue where a negation governs it; None if none does."""
    phrases = (each.phrase,)
    if stance in _ENDS and ended(cue, each.first):
        return ActFound(stance=Stance.REPORTED_SHIFT, why="no-longer", cues=phrases)
    if left_open(cue, each.first) or twice(cue, each.first):
        return ActFound(stance=Stance.UNCLEAR, why="left-open", cues=phrases)
    if not negated(cue, each.first):
        return None
    if stance is Stance.OFFER and each.phrase in _READY:
        return ActFound(stance=Stance.RED_LINE, why="not-ready", cues=phrases)
    return ActFound(stance=flipped(stance, each), why="negated-cue", cues=phrases)


def _judged(cue: Sequence[Word], quote: Sequence[Word]) -> ActFound | None:
    """``called the plan premature`` turns it down, ``called it a first step`` speaks for it."""
    lows = {word.low for word in cue}
    if not any(word.stem in _JUDGES for word in cue) or lows & {"for", "on", "upon", "little", "few", "no"}:
        return None
    for book, stance in ((_BLAME, Stance.REJECT), (_PRAISE, Stance.SUPPORT)):
        found = book.find(quote)
        if found:
            against = negated(quote, found[0].first)
            other = Stance.SUPPORT if stance is Stance.REJECT else Stance.REJECT
            return ActFound(stance=other if against else stance, why="calls-it", cues=(found[0].phrase,))
    return None


def _refused(lexicon: Lexicon, each: Found, quote: Sequence[Word]) -> Stance:
    """A refusal without exception, or of an act of one's own, is a limit; any other a rejection."""
    if any(one.key == Stance.RED_LINE for one in books(lexicon)[1].find(quote)):
        return Stance.RED_LINE
    to = len(quote) > 1 and quote[0].low == "to" and each.phrase in {"refuse", "decline", "refusal"}
    return Stance.RED_LINE if to and quote[1].stem not in _PUT_FORWARD else Stance.REJECT


def _never_yet(quote: Sequence[Word]) -> bool:
    """``has never attacked`` tells a fact and draws no line."""
    return any(
        word.low == "never" and at and quote[at - 1].low in {"has", "have", "had", "was", "were"}
        for at, word in enumerate(quote)
    )


def _another_word(quote: Sequence[Word], each: Found) -> bool:
    """The month of May, which is no modal verb."""
    month = each.phrase == "may" and quote[each.first].text == "May"
    return month and (each.first > 0 or quote[1:2] == () or quote[1].low.isdigit())
