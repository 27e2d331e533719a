"""Reports without a speaker of their own: "It was claimed that ...", "X is said to ..."."""

from __future__ import annotations

from dataclasses import replace

from detente.record.extract.acts import act
from detente.record.extract.clauses import is_question
from detente.record.extract.found import Found
from detente.record.extract.gate import is_passive, negated, reports
from detente.record.extract.look import Look, cue_of, find
from detente.record.extract.speakers import speaks
from detente.record.extract.stretches import trimmed, under
from detente.record.statement import Kind


def impersonal(look: Look, verb: int) -> tuple[Found, ...]:
    """Find "It was claimed that ..." and "X is said to ...".

    A report without a speaker, or with one behind "by".
    """
    sentence, cues = look.sentence, look.cues
    word = sentence.words[verb]
    if (
        word.lemma not in cues.clause | cues.belief
        or not is_passive(sentence, verb)
        or not reports(sentence, verb, cues)
    ):
        return ()
    agent = _agent(look, verb)
    clause_of = sentence.child(verb, "ccomp")
    infinitive = sentence.child(verb, "xcomp")
    receiver = sentence.child(verb, "nsubjpass")
    placeholder = receiver is None or sentence.words[receiver].lower in {"it", "what"}
    if negated(sentence, verb):
        return ()
    if (
        clause_of is not None
        and placeholder
        and not sentence.words[clause_of].quoted
        and not is_question(look, verb, clause_of)
    ):
        content = under(sentence, clause_of, cues, clause=True, avoid=verb)
    elif infinitive is not None and receiver is not None and word.lemma in _HEARSAY and agent is None:
        return _hearsay(look, verb, receiver, infinitive)
    else:
        return ()
    return find(
        look,
        rule="impersonal",
        kind=Kind.INDIRECT,
        content=content,
        verb=verb,
        cue=cue_of(sentence, verb),
        speaker=agent,
    )


_HEARSAY = frozenset(
    ["say", "report", "believe", "think", "understand", "allege", "rumor", "rumour", "know", "claim"]
)


def _hearsay(look: Look, verb: int, receiver: int, infinitive: int) -> tuple[Found, ...]:
    """Find what "X is said to have assured Y that ..." hands on: X's words or will, or a rumour about X."""
    sentence, cues = look.sentence, look.cues
    told = act(look, infinitive) if sentence.words[infinitive].lemma not in cues.clause else ()
    if told:
        return tuple(replace(one, rule="hearsay") for one in told)
    said = sentence.child(infinitive, "ccomp") if sentence.words[infinitive].lemma in cues.clause else None
    willing = sentence.child(infinitive, "acomp")
    deed = None if willing is None else sentence.child(willing, "xcomp")
    content = trimmed(sentence, sentence.edges[receiver][0], sentence.edges[infinitive][1])
    speaker: int | None = None
    cue = cue_of(sentence, verb)
    if speaks(sentence, receiver, cues) and said is not None:
        content, speaker = under(sentence, said, cues, clause=True, avoid=infinitive), receiver
        cue = cue_of(sentence, infinitive)
    elif (
        speaks(sentence, receiver, cues)
        and willing is not None
        and deed is not None
        and f"{sentence.words[willing].lower}-to" in cues.disposition
    ):
        content, speaker, cue = under(sentence, deed, cues, clause=False), receiver, (verb, willing)
    return find(
        look, rule="hearsay", kind=Kind.INDIRECT, content=content, verb=verb, cue=cue, speaker=speaker
    )


def _agent(look: Look, verb: int) -> int | None:
    by = look.sentence.child(verb, "agent")
    return None if by is None else look.sentence.child(by, "pobj")
