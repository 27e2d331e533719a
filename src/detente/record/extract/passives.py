"""Acts told in the passive with their agent.

"a truce proposed by the union", "which was also accepted by Belmar".
"""

from __future__ import annotations

from detente.record.extract.found import Found
from detente.record.extract.gate import is_passive
from detente.record.extract.look import Look, cue_of, find
from detente.record.extract.speakers import speaks
from detente.record.extract.stretches import trimmed, under
from detente.record.extract.tree import Sentence
from detente.record.statement import Kind


def passive(look: Look, verb: int) -> tuple[Found, ...]:
    """Find what was proposed, accepted or rejected by an agent."""
    sentence, cues = look.sentence, look.cues
    by = sentence.child(verb, "agent")
    speaker = None if by is None else sentence.child(by, "pobj")
    if (
        by is None
        or speaker is None
        or sentence.words[verb].lemma not in cues.participle | cues.object
        or not is_passive(sentence, verb)
    ):
        return ()
    participle = _clause_verb(sentence, verb)
    bare = sentence.words[participle].dep == "acl"
    if not speaks(sentence, speaker, cues, strict=True) or (
        bare and sentence.words[verb].lemma not in cues.participle
    ):
        return ()
    deed = sentence.child(verb, "xcomp")
    urged = deed is not None and sentence.words[verb].lemma in cues.infinitive
    content = (
        under(sentence, deed, cues, clause=False, avoid=by) if urged and deed else _goal(look, participle)
    )
    return find(
        look,
        rule="passive",
        kind=Kind.REPORTED_ACT,
        content=content,
        verb=verb,
        cue=cue_of(sentence, verb, by),
        speaker=speaker,
    )


def _clause_verb(sentence: Sentence, verb: int) -> int:
    """Return the first verb of a coordination: the one that the noun belongs to."""
    while sentence.words[verb].dep == "conj" and sentence.child(verb, "nsubjpass") is None:
        verb = sentence.words[verb].head
    return verb


def _goal(look: Look, verb: int) -> tuple[int, int] | None:
    sentence = look.sentence
    word = sentence.words[verb]
    own = sentence.child(verb, "nsubjpass")
    if own is not None and sentence.words[own].tag not in {"WDT", "WP"}:
        return under(sentence, own, look.cues, clause=False)
    if word.dep not in {"acl", "relcl"}:
        return None
    noun = word.head
    start = sentence.edges[verb][0]
    if (
        word.dep == "relcl"
        and sentence.words[noun].dep == "pobj"
        and sentence.words[sentence.words[noun].head].dep == "agent"
    ):
        participle = sentence.words[sentence.words[noun].head].head
        if sentence.words[participle].dep == "acl":
            noun = sentence.words[participle].head
    if sentence.words[noun].lemma in look.cues.persons:
        return None
    return trimmed(sentence, sentence.edges[noun][0], start - 1)
