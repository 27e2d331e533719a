"""What somebody has made clear: "X has made clear that ...", "X made it plain that ..."."""

from __future__ import annotations

from detente.record.extract.found import Found
from detente.record.extract.look import Look, find
from detente.record.extract.speakers import speaks, subject
from detente.record.extract.stretches import trimmed
from detente.record.statement import Kind

_PLAIN = frozenset({"clear", "plain", "known"})


def made_clear(look: Look, verb: int) -> tuple[Found, ...]:
    """Find "X has made clear that ...", "X made it clear that ..."."""
    sentence = look.sentence
    clear = next(
        (
            index
            for index in range(verb + 1, min(verb + 4, len(sentence.words)))
            if sentence.words[index].lower in _PLAIN
        ),
        None,
    )
    speaker = subject(sentence, verb)
    if (
        sentence.words[verb].lemma != "make"
        or clear is None
        or clear + 1 >= len(sentence.words)
        or speaker is None
    ):
        return ()
    that = sentence.words[clear + 1]
    if that.lower != "that" or that.head <= clear or not speaks(sentence, speaker, look.cues):
        return ()
    content = trimmed(sentence, clear + 2, max(sentence.edges[that.head][1], that.head))
    return find(
        look,
        rule="made-clear",
        kind=Kind.INDIRECT,
        content=content,
        verb=verb,
        cue=(verb, clear),
        speaker=speaker,
    )
