"""Which issue words speak of: cues with weights, in the words themselves and around them.

A cue inside a longer one is left out ("NATO forces" speaks of foreign troops, not of the alliance). A cue
counts once however often it is met. Words in a condition ("if", "as part of") weigh less than half: they are
about the condition. The words around a quote weigh the less the farther they stand from it: they fill in
where the quote has no cue.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.record.lexicon.conditions import in_conditions
from detente.record.lexicon.grammar import listed
from detente.record.lexicon.model import Lexicon
from detente.record.lexicon.phrases import Found, PhraseBook, longest
from detente.record.lexicon.words import Word, words

AROUND = 0.4
"""Weight of a cue right beside the quote, against one in it."""

MOST_AROUND = 0.9
"""What the words around may add to an issue where the quote has cues of its own."""

FADES = 150.0
"""Code points from the quote at which a cue around weighs half of that; a sentence between counts as many."""

BEHIND = 0.4
"""Weight of a cue in a condition or behind a reason, against one outside."""

LEAST = 0.2
"""Share of the best score that an issue has to reach to be named beside it."""

_STOP = re.compile(r"[.!?](?=\s|$)|\n")
_REASONS = PhraseBook.of((phrase, "reason", 1.0) for phrase in listed("reasons"))


@dataclass(frozen=True, slots=True)
class IssueFound:
    """An issue that words speak of.

    Attributes:
        issue: Its id.
        score: Sum of the weights of its cues; only its order means anything.
        cues: The phrases of the lexicon that were met, heaviest first.
    """

    issue: str
    score: float
    cues: tuple[str, ...]


def issues_of(lexicon: Lexicon, quote: str, *, around: str = "") -> tuple[IssueFound, ...]:
    """The issues that a quote speaks of, the best first; ``()`` if no cue is met.

    Args:
        lexicon: Whose issues.
        quote: The words.
        around: Words around them (the sentence, the paragraph, a heading), at a lower weight.

    >>> from detente.record.lexicon import standard_lexicon
    >>> [found.issue for found in issues_of(standard_lexicon(), "NATO troops on Arvanian soil")][:1]
    ['foreign-troops']
    """
    book, _order = _compiled(lexicon)
    own = _scores(book, words(quote), _whole)
    beside = _scores(book, words(around), _fading(quote, around)) if around else {}
    most = MOST_AROUND if own else float("inf")
    found = []
    for issue in own.keys() | beside.keys():
        inside, outside = own.get(issue, {}), beside.get(issue, {})
        score = sum(inside.values()) + min(sum(outside[cue] for cue in outside if cue not in inside), most)
        cues = {**outside, **inside}
        found.append(
            IssueFound(issue, round(score, 6), tuple(sorted(cues, key=lambda cue: (-cues[cue], cue))))
        )
    return by_score(lexicon, found)


def by_score(lexicon: Lexicon, found: Iterable[IssueFound]) -> tuple[IssueFound, ...]:
    """Issues by their score, without those far behind the best; of equals the lexicon's first."""
    order = _compiled(lexicon)[1]
    ranked = sorted(found, key=lambda each: (-each.score, order[each.issue]))
    return tuple(each for each in ranked if each.score >= LEAST * ranked[0].score)


def cue_weights(lexicon: Lexicon, text: str) -> dict[str, float]:
    """By issue the weights of all its cues in a text, each as often as it is met."""
    weights: dict[str, float] = {}
    for found in longest(_compiled(lexicon)[0].find(words(text))):
        weights[found.key] = weights.get(found.key, 0.0) + found.weight
    return weights


def _scores(
    book: PhraseBook, text: Sequence[Word], weight: Callable[[Found, Sequence[Word]], float]
) -> dict[str, dict[str, float]]:
    """The cues of each issue in a text; the heaviest of a phrase's places counts."""
    scores: dict[str, dict[str, float]] = {}
    behind = _behind(text)
    for found in longest(book.find(text)):
        value = weight(found, text) * found.weight * (BEHIND if found.first in behind else 1.0)
        cues = scores.setdefault(found.key, {})
        cues[found.phrase] = max(cues.get(found.phrase, 0.0), value)
    return scores


def _whole(_found: Found, _text: Sequence[Word]) -> float:
    """The weight of a cue in the quote itself."""
    return 1.0


def _fading(quote: str, around: str) -> Callable[[Found, Sequence[Word]], float]:
    """The weight of a cue by its distance from the quote; half if the quote does not stand there."""
    start = around.find(quote) if quote else -1
    stops = [match.start() for match in _STOP.finditer(around)] if start >= 0 else []

    def weight(found: Found, text: Sequence[Word]) -> float:
        if start < 0:
            return AROUND / 2
        first, last = text[found.first].start, text[found.last - 1].end
        between = (last, start) if last <= start else (start + len(quote), first)
        sentences = max(bisect_left(stops, between[1]) - bisect_left(stops, between[0]), 0)
        return AROUND / (1.0 + max(between[1] - between[0], 0) / FADES + sentences)

    return weight


def _behind(text: Sequence[Word]) -> frozenset[int]:
    """The places of words that stand in a condition, or behind a reason up to the end of the sentence."""
    places = set(in_conditions(text))
    for found in _REASONS.find(text):
        at = found.first
        while at < len(text) and at not in places and (at == found.first or text[at].breaks != "."):
            places.add(at)
            at += 1
    return frozenset(places)


@lru_cache(maxsize=32)
def _compiled(lexicon: Lexicon) -> tuple[PhraseBook, dict[str, int]]:
    book = PhraseBook.of((cue.phrase, topic.id, cue.weight) for topic in lexicon.topics for cue in topic.cues)
    return book, {topic.id: number for number, topic in enumerate(lexicon.topics)}
