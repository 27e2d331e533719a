"""Which issues the statements of one text speak of: each by its words, by those around it, and by the text.

Much of what is said names no issue ("it is premature", "we will not sign"): it goes on with what was said
before it, and with what the text is about. Both weigh less than the words themselves; where nothing else
tells, the issue is a guess, and is marked as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.record.lexicon.issues import IssueFound, by_score, cue_weights, issues_of
from detente.record.lexicon.model import Lexicon

OF_TEXT = 0.25
"""Weight of the issue that a text has most cues of; that of another is by its share of those."""

OF_LAST = 0.95
"""Weight of the issue of the statement right before."""

FADES = 300.0
"""Code points behind the last statement at which its issue weighs half."""

CLEAR = 3.0
"""Score of a statement's own words from which what the rest of the text tells weighs least."""

PLAIN = 0.1
"""Share of its weight that the rest of the text has there; it falls to that in a line from 1."""

TEXT = 300_000
"""Code points of a text that are looked at for what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topical:
    """The issues of a statement, the best first.

    Attributes:
        found: With their scores and cues.
        guessed: Whether no word of the statement or around it tells them, only the rest of the text.
    """

    found: tuple[IssueFound, ...]
    guessed: bool = False


class Topics:
    """What one text speaks of, with the issue of the statement that was asked for last."""

    def __init__(self, lexicon: Lexicon, shares: Mapping[str, float]) -> None:
        """Begin before the first statement.

        Args:
            lexicon: Whose issues.
            shares: By issue, its cues in the text against those of the issue that has most, 0 to 1.
        """
        self._lexicon, self._shares = lexicon, shares
        self._last, self._end = "", 0

    @classmethod
    def of(cls, lexicon: Lexicon, text: str) -> Topics:
        """The topics of a text."""
        weights = cue_weights(lexicon, text[:TEXT])
        most = max(weights.values(), default=0.0)
        return cls(lexicon, {issue: weight / most for issue, weight in weights.items()})

    def issues(self, quote: str, *, around: str = "", at: int = 0) -> Topical:
        """The issues of a statement; statements are asked for in the order of the text.

        Args:
            quote: Its words.
            around: Words around it: the sentence, the paragraph, a heading.
            at: Its first code point in the text.

        >>> from detente.record.lexicon import standard_lexicon
        >>> topics = Topics.of(standard_lexicon(), "The dam stays shut. It is absurd.")
        >>> topics.issues("It is absurd").guessed, topics.issues("It is absurd").found[0].issue
        (True, 'water')
        """
        told = issues_of(self._lexicon, quote, around=around)
        scores = {each.issue: each.score for each in told}
        own = issues_of(self._lexicon, quote)
        part = max(1.0 - own[0].score / CLEAR, PLAIN) if own else 1.0
        for issue, share in self._shares.items():
            scores[issue] = scores.get(issue, 0.0) + part * OF_TEXT * share
        if self._last:
            gap = max(at - self._end, 0)
            scores[self._last] = scores.get(self._last, 0.0) + part * OF_LAST / (1.0 + gap / FADES)
        cues = {each.issue: each.cues for each in told}
        found = by_score(
            self._lexicon,
            (IssueFound(issue, round(score, 6), cues.get(issue, ())) for issue, score in scores.items()),
        )
        kept = tuple(each for number, each in enumerate(found) if number == 0 or each.cues)
        if kept:
            self._last, self._end = kept[0].issue, at + len(quote)
        return Topical(found=kept, guessed=bool(kept) and not kept[0].cues)
