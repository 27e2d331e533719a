"""What somebody is ready, willing or opposed to do.

"X is prepared to receive observers", "X remains committed to the treaty".
"""

from __future__ import annotations

from detente.record.extract.found import Found
from detente.record.extract.look import Look, find
from detente.record.extract.speakers import speaks, subject
from detente.record.extract.stretches import trimmed, under, without_circumstance
from detente.record.statement import Kind


def disposition(look: Look, verb: int) -> tuple[Found, ...]:
    """Find what an adjective of will behind "is" or "remains" is about."""
    sentence, cues = look.sentence, look.cues
    speaker = subject(sentence, verb)
    state = sentence.child(verb, "acomp", "oprd", "attr")
    if speaker is None or state is None or not speaks(sentence, speaker, cues, strict=True):
        return ()
    if state < verb:
        return ()
    for kid in (*sentence.kids(state, "xcomp", "prep"), *sentence.kids(verb, "xcomp", "prep")):
        word = sentence.words[kid]
        link = word.lower if word.dep == "prep" else "to"
        if kid < state or f"{sentence.words[state].lower}-{link}" not in cues.disposition:
            continue
        goal = sentence.child(kid, "pobj", "pcomp") if word.dep == "prep" else kid
        stretch = None if goal is None else under(sentence, goal, cues, clause=False, avoid=state)
        if stretch is not None:
            content = trimmed(sentence, stretch[0], without_circumstance(sentence, *stretch, cues))
            cue = verb, state
            return find(
                look,
                rule="disposition",
                kind=Kind.ATTRIBUTED_INTENT,
                content=content,
                verb=verb,
                cue=cue,
                speaker=speaker,
            )
    return ()
