"""The words by which speakers, parties, issues and stances are found, and what they find."""

from __future__ import annotations

from detente.record.lexicon.issues import IssueFound, issues_of
from detente.record.lexicon.model import Lexicon
from detente.record.lexicon.named import parties_named
from detente.record.lexicon.of_case import case_lexicon
from detente.record.lexicon.reading import LexiconError, lexicon_beside, read_lexicon, standard_lexicon
from detente.record.lexicon.remarks import remarks_on_lexicon
from detente.record.lexicon.stances import StanceFound, stance_of
from detente.record.lexicon.topics import Topical, Topics
from detente.record.lexicon.who import Who, who

__all__ = [
    "IssueFound",
    "Lexicon",
    "LexiconError",
    "StanceFound",
    "Topical",
    "Topics",
    "Who",
    "case_lexicon",
    "issues_of",
    "lexicon_beside",
    "parties_named",
    "read_lexicon",
    "remarks_on_lexicon",
    "stance_of",
    "standard_lexicon",
    "who",
]
