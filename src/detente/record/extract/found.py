"""What a rule finds in a sentence, before speakers are resolved and overlaps are settled."""

from __future__ import annotations

from dataclasses import dataclass

from detente.record.span import Span
from detente.record.statement import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The words that name a speaker.

    Attributes:
        span: Where they stand.
        words: The words as parsed, without their article's quotation marks.
        head: The noun, name or pronoun that they turn on, in lower case.
        pronoun: Whether that is a pronoun.
        name: Whether it is a proper name.
    """

    span: Span
    words: str
    head: str
    pronoun: bool = False
    name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stretch that a rule takes for a statement.

    Attributes:
        content: What is said.
        kind: How the text hands it on.
        rule: The rule.
        cue: The words that hand it on.
        cue_words: The same, as lemmas: the lexicon reads the stance off them.
        mention: The speaker's mention; None where the text names none.
        sentence: The sentence that it stands in.
        paragraph: Index of the paragraph.
        verb: Place of the cue's main word in its sentence; -1 where there is none.
        via: Mentions of those who report it, nearest to the speaker first.
        condition: A stretch of the content, or beside it, that states a dependence.
        part: Whether it is a condition of the draft found before it.
    """

    content: Span
    kind: Kind
    rule: str
    sentence: Span
    paragraph: int
    cue: Span | None = None
    cue_words: str = ""
    mention: Mention | None = None
    verb: int = -1
    via: tuple[Mention, ...] = ()
    condition: Span | None = None
    part: bool = False
