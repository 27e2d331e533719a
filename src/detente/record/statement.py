"""Draft statements: what a program proposes that somebody said, until a reader has confirmed it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from detente.case.statements import Source, Stance
from detente.record.span import Span


class Kind(StrEnum):
    """How the text hands on what was said."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    REPORTED_ACT = "reported-act"
    ATTRIBUTED_BELIEF = "attributed-belief"
    ATTRIBUTED_INTENT = "attributed-intent"
    SILENCE = "silence"


class Doubt(StrEnum):
    """What a reviewer has to look at first. The order is the order of risk, highest first."""

    AMBIGUOUS_PARTY = "ambiguous-party"
    CONTRADICTION = "contradiction"
    MISTRANSLATION = "mistranslation"
    CONDITIONAL = "conditional"
    YES_BUT = "yes-but"
    NESTED = "nested"
    PRONOUN = "pronoun"
    UNKNOWN_SPEAKER = "unknown-speaker"
    NO_ISSUE = "no-issue"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStatement:
    """One statement as the extractor proposes it. Nothing counts until a reader has confirmed it.

    Attributes:
        id: ``d1``, ``d2``, ... in the order of the text.
        content: What is said, accepted or offered; the cue stays outside.
        quote: The words of ``content``, verbatim.
        cue: The words that hand the content on ("said", "among X's demands is"), if there are any.
        mention: The words that name the speaker, if the text names one.
        speaker: The speaker's name as resolved; ``""`` if unknown.
        speaker_role: The office, as the text or the lexicon gives it; ``""`` if unknown.
        party: A party's id, ``media``, ``other`` or ``""`` (unknown).
        addressee: Whom it was said to; ``""`` if the text does not tell.
        issue: The issue's id; ``""`` if none was found. Where only the rest of the article tells
            it, it comes with the doubt ``no-issue``.
        issues_other: Further issues that the words touch.
        stance: What the statement does with its issue.
        kind: How the text hands it on.
        conditional: Whether the text states a dependence ("if", "unless", "after").
        condition: The words of the condition, where they are a stretch of their own.
        condition_of: Ids of the drafts that this one is a condition of.
        yes_but: Whether it is a yes in principle followed by a reservation.
        via: The chain of reports between the speaker and this text, nearest to the speaker first.
        said_on: ISO date, month, or interval ``a/b``; ``""`` if the text gives none.
        date_basis: The words that the date rests on.
        rule: The rule that fired.
        confidence: Share of this rule's drafts that were right in the texts it was tuned on, in [0, 1]; None
            where that was never measured.
        doubts: What the reviewer has to look at, the riskiest first.
        cue_words: The words of ``cue``, verbatim, for those who do not hold the text; see :func:`with_words`.
        mention_words: The words of ``mention``.
        condition_words: The words of ``condition``.
    """

    id: str
    content: Span
    quote: str
    stance: Stance
    kind: Kind
    rule: str
    confidence: float | None
    cue: Span | None = None
    mention: Span | None = None
    speaker: str = ""
    speaker_role: str = ""
    party: str = ""
    addressee: str = ""
    issue: str = ""
    issues_other: tuple[str, ...] = ()
    conditional: bool = False
    condition: Span | None = None
    condition_of: tuple[str, ...] = ()
    yes_but: bool = False
    via: tuple[str, ...] = ()
    said_on: str = ""
    date_basis: str = ""
    doubts: tuple[Doubt, ...] = ()
    cue_words: str = ""
    mention_words: str = ""
    condition_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article, read by a program.

    Attributes:
        source: Where the article was published; its ``sha256`` is of the text's UTF-8 bytes.
        characters: Length of the text in code points.
        extractor: What read it, with the versions that decide the result.
        lexicon: SHA-256 of the lexicon that was used.
        drafts: The draft statements, in the order of their content.
    """

    source: Source
    characters: int
    extractor: str
    lexicon: str
    drafts: tuple[DraftStatement, ...]


def with_words(reading: Reading, text: str) -> Reading:
    """The reading with the words of every cue, mention and condition beside its span.

    Args:
        reading: A reading of ``text``.
        text: The article's text.
    """

    def of(span: Span | None) -> str:
        return "" if span is None else span.of(text)

    drafts = (
        replace(
            draft,
            cue_words=of(draft.cue),
            mention_words=of(draft.mention),
            condition_words=of(draft.condition),
        )
        for draft in reading.drafts
    )
    return replace(reading, drafts=tuple(drafts))
