"""Which issue words speak of: cues with weights, in the words themselves and around them.

A cue inside a longer one is left out ("NATO forces" speaks of foreign troops, not of the alliance). A cue
counts once however often it is met. Words behind a condition ("if", "as part of") weigh half: they are about
the condition. The words around count for little: they fill in where the quote has no cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.record.lexicon.model import Lexicon
from detente.record.lexicon.phrases import Found, PhraseBook, longest
from detente.record.lexicon.words import Word, words

AROUND = 0.25
"""Weight of a cue in the words around, against one in the quote."""

BEHIND = 0.5
"""Weight of a cue behind a condition, against one before it."""

_CONDITIONS = PhraseBook.of(
    (phrase, "condition", 1.0)
    for phrase in (
        "if", "unless", "provided that", "as long as", "so long as", "in case of", "as part of",
        "in exchange for", "in return for",
        "until", "once", "after", "before", "without", "despite", "subject to", "on condition that",
        "because of", "due to", "in order to",
    )
)  # fmt: skip


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
    book, order = _compiled(lexicon)
    scores: dict[str, dict[str, float]] = {}
    for text, weight in ((quote, 1.0), (around, AROUND)):
        if text:
            _add(scores, book, words(text), weight)
    found = [
        IssueFound(
            issue, round(sum(cues.values()), 6), tuple(sorted(cues, key=lambda cue: (-cues[cue], cue)))
        )
        for issue, cues in scores.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.score, order[each.issue])))


def _add(scores: dict[str, dict[str, float]], book: PhraseBook, text: Sequence[Word], weight: float) -> None:
    """Add the cues of a text; the heaviest of a phrase's places counts."""
    behind = _behind(text)
    for found in longest(book.find(text)):
        value = weight * found.weight * (BEHIND if found.first >= behind else 1.0)
        cues = scores.setdefault(found.key, {})
        cues[found.phrase] = max(cues.get(found.phrase, 0.0), value)


def _behind(text: Sequence[Word]) -> int:
    """The word from which on a condition speaks; one that opens the text is left out of account."""
    return next((found.first for found in _CONDITIONS.find(text) if found.first > 0), len(text))


@lru_cache(maxsize=32)
def _compiled(lexicon: Lexicon) -> tuple[PhraseBook, dict[str, int]]:
    book = PhraseBook.of((cue.phrase, topic.id, cue.weight) for topic in lexicon.topics for cue in topic.cues)
    return book, {topic.id: number for number, topic in enumerate(lexicon.topics)}


__all__ = ["AROUND", "BEHIND", "Found", "IssueFound", "issues_of"]
