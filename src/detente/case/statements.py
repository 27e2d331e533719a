"""What was said, by whom, where: statements and their sources."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Review(StrEnum):
    """What a human reader has said of a statement. Only confirmed ones carry a red line."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    DOUBTFUL = "doubtful"
    REJECTED = "rejected"


class Stance(StrEnum):
    """What a statement does with its issue."""

    DEMAND = "demand"
    OFFER = "offer"
    ACCEPT = "accept"
    ACCEPT_WITH_CONDITIONS = "accept-with-conditions"
    CONDITION = "condition"
    REJECT = "reject"
    RED_LINE = "red-line"
    THREAT = "threat"
    SUPPORT = "support"
    JUSTIFICATION = "justification"
    CLAIM = "claim"
    ASSESSMENT = "assessment"
    REPORTED_SHIFT = "reported-shift"
    SILENCE = "silence"
    UNCLEAR = "unclear"


LINE_STANCES = frozenset({Stance.REJECT, Stance.RED_LINE})
"""Stances that carry a red line by themselves; any other needs an analyst's why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where statements were published."""

    id: str
    outlet: str
    title: str = ""
    author: str = ""
    published_on: str = ""
    url: str = ""
    licence: str = ""
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that somebody said, as a verbatim span of a source.

    Attributes:
        via: The chain of reports between the speaker and the source, nearest to the speaker first.
        start: First code point of the quote in the source's text, None where the text is not held.
        end: Code point after the last one.
        quote: The words, verbatim.
        reading: The corrected sense where the text is garbled or mistranslated, with who says so and why.
        party: A party's id, ``media``, ``other`` or ``""``.
        issue: The issue (or subject) that it is about.
        condition_of: Ids of the statements that this one is a condition of.
        said_on: ISO date, month, or interval ``a/b``; ``""`` if unknown.
    """

    id: str
    source_id: str
    quote: str
    stance: Stance
    review: Review
    via: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    reading: str = ""
    speaker: str = ""
    speaker_role: str = ""
    addressee: str = ""
    party: str = ""
    issue: str = ""
    issues_other: tuple[str, ...] = ()
    cue: str = ""
    condition_of: tuple[str, ...] = ()
    yes_but: bool = False
    said_on: str = ""
    reported_on: str = ""
    date_basis: str = ""
    coder: str = ""
    note: str = ""
