"""A stretch of a text, by code points."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CUT_BEFORE = re.compile(r"(?:[^\W_]+[-\u2010\u2011])+$")
_CUT_BEHIND = re.compile(r"(?:[-\u2010\u2011][^\W_]+)+")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open stretch ``[start, end)`` of a text.

    Attributes:
        start: The first code point, counted from 0.
        end: The code point after the last one.

    Raises:
        ValueError: if the stretch is empty or begins before the text.

    >>> Span(4, 9).of("and said so")
    'said '
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"a span begins at 0 or later and is not empty, not [{self.start}, {self.end})"
            raise ValueError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of the text that the span covers, verbatim."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> float:
        """Return the code points in both spans over those in either (Jaccard 1901): 1 for the same span.

        >>> Span(0, 4).overlap(Span(2, 6)) == 2 / 6
        True
        """
        both = min(self.end, other.end) - max(self.start, other.start)
        return both / (len(self) + len(other) - both) if both > 0 else 0.0

    def whole_words(self, text: str) -> Span:
        """Return the span with the words that it cuts at a hyphen made whole.

        >>> Span(4, 7).whole_words("his non-negotiables stand").of("his non-negotiables stand")
        'non-negotiables'
        """
        start, end = self.start, self.end
        before = _CUT_BEFORE.search(text[max(0, start - 40) : start]) if text[start].isalnum() else None
        behind = _CUT_BEHIND.match(text[end : end + 40]) if text[end - 1].isalnum() else None
        return Span(start - len(before[0]) if before else start, end + len(behind[0]) if behind else end)
