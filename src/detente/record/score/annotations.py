"""Annotations of a text: who says what in it, as a person has found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.case.statements import Stance
from detente.record.span import Span
from detente.record.statement import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One annotated statement.

    Attributes:
        id: Its id in the file.
        content: What is said.
        sentence: The sentence that it stands in; its content where the file does not tell.
        cue: The words that hand it on, ``""`` if there are none.
        mention: The words that name the speaker.
        speaker: The speaker's name as the annotator knows it; ``""`` where the file does not tell.
        speaker_role: The office or sort of speaker, ``""`` if not told.
        party: The side that the speaker speaks for, in the annotator's words.
        issue: The annotator's label of the issue, ``""`` if there is none.
        issues_other: Labels of further issues.
        optional: Whether nothing is lost without it: chains of sources, and what needs a review.
    """

    id: str
    content: Span
    stance: Stance
    sentence: Span
    kind: Kind | None = None
    cue: str = ""
    mention: str = ""
    speaker: str = ""
    speaker_role: str = ""
    party: str = ""
    issue: str = ""
    issues_other: tuple[str, ...] = ()
    conditional: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """The annotated statements of one text.

    Attributes:
        file: Where they were read.
        text: The text itself, if it is in the file or beside it; None where it is neither.
        sha256: SHA-256 of the text as UTF-8, in hex; ``""`` where there is neither text nor digest.
        characters: Length of the text in code points, None where the file does not tell.
        statements: The statements in the order of the file.
        nobodys: Stretches that nobody says: headings, background, boilerplate.
        parties: Other names of a party, by the annotator's label.
        issues: Ids of a lexicon that an issue's label stands for.
    """

    file: str
    text: str | None
    statements: tuple[Annotation, ...]
    sha256: str = ""
    characters: int | None = None
    nobodys: tuple[Span, ...] = ()
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    issues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
