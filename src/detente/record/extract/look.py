"""What a rule looks at, and how it says what it has found."""

from __future__ import annotations

from dataclasses import dataclass

from detente.record.extract.cues import Cues
from detente.record.extract.found import Found, Mention
from detente.record.extract.speakers import mention as mention_of
from detente.record.extract.stretches import extended, to_span, trimmed, without_circumstance
from detente.record.extract.tree import Sentence
from detente.record.statement import Kind


@dataclass(frozen=True, slots=True)
class Look:
    """A sentence, the cue words, and the article that the sentence stands in."""

    sentence: Sentence
    cues: Cues
    text: str


def find(
    look: Look,
    *,
    rule: str,
    kind: Kind,
    content: tuple[int, int] | None,
    verb: int,
    cue: tuple[int, int],
    speaker: int | Mention | None,
) -> tuple[Found, ...]:
    """Return a find with its spans; nothing where the content is empty or a word that says nothing.

    Args:
        look: What is looked at.
        rule: Name of the rule.
        kind: How the text hands the content on.
        content: First and last word of what is said.
        verb: The cue's main word.
        cue: First and last word of the cue.
        speaker: The noun that names the speaker, or its mention.
    """
    sentence = look.sentence
    if content is None or (content[0] == content[1] and sentence.words[content[0]].lower in look.cues.empty):
        return ()
    named = mention_of(sentence, speaker) if isinstance(speaker, int) else speaker
    return (
        Found(
            content=to_span(sentence, content, look.text),
            kind=kind,
            rule=rule,
            cue=sentence.stretch(*cue),
            cue_words=" ".join(word.lemma for word in sentence.words[cue[0] : cue[1] + 1]),
            mention=named,
            sentence=sentence.span,
            paragraph=sentence.paragraph,
            verb=verb,
        ),
    )


def cue_of(sentence: Sentence, verb: int, last: int | None = None) -> tuple[int, int]:
    """Return the stretch of a cue: the verb, what negates or repeats it, and its particle or preposition."""
    left = right = verb
    if sentence.child(verb, "neg") is not None:
        left = min((kid for kid in sentence.kids(verb, "aux", "neg") if kid < verb), default=verb)
    head = sentence.words[verb].head
    if sentence.words[verb].dep == "xcomp" and head < verb and verb - head <= 3:
        left = head
    if last is not None and 0 < last - right <= 4:
        right = last
    return left, right


def whole(look: Look, verb: int, stretch: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return a stretch with what hangs on the verb behind it, without what dates the report."""
    if stretch is None:
        return None
    left, right = stretch
    right = extended(look.sentence, verb, right, look.cues)
    return trimmed(look.sentence, left, without_circumstance(look.sentence, left, right, look.cues))
