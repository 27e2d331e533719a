"""Acts of speech with a particle or a preposition: "insisted on", "ruled out", "accused of"."""

from __future__ import annotations

from detente.record.extract.cues import Cues
from detente.record.extract.found import Found
from detente.record.extract.look import Look, cue_of, find, whole
from detente.record.extract.stretches import under
from detente.record.extract.tree import Sentence
from detente.record.statement import Kind


def idiom(look: Look, verb: int, speaker: int) -> tuple[Found, ...]:
    """Find "X drew attention to the lack of guarantees"."""
    sentence, cues = look.sentence, look.cues
    noun = sentence.child(verb, "dobj")
    if noun is None:
        return ()
    states = sentence.kids(noun, "amod", "acomp")
    for kid in (link for top in (verb, noun, *states) for link in sentence.kids(top, "prep")):
        if (
            f"{sentence.words[verb].lemma}-{sentence.words[noun].lower}-{sentence.words[kid].lower}"
            in cues.idiom
        ):
            goal = sentence.child(kid, "pobj", "pcomp")
            if goal is not None:
                content = whole(look, verb, under(sentence, goal, cues, clause=False))
                return find(
                    look,
                    rule="idiom",
                    kind=Kind.REPORTED_ACT,
                    content=content,
                    verb=verb,
                    cue=(verb, kid),
                    speaker=speaker,
                )
    return ()


def particle(look: Look, verb: int, speaker: int) -> tuple[Found, ...]:
    """Find what follows a verb with a particle: "X ruled out sending troops"."""
    sentence, cues = look.sentence, look.cues
    for kid in sentence.kids(verb, "prt", "prep", "advmod"):
        if f"{sentence.words[verb].lemma}-{sentence.words[kid].lower}" not in cues.particle:
            continue
        goal = (
            sentence.child(verb, "dobj", "xcomp")
            if sentence.words[kid].dep != "prep"
            else sentence.child(kid, "pobj", "pcomp")
        )
        if goal is None or goal < verb:
            continue
        if sentence.words[goal].tag == "PRP":
            continue
        content = whole(look, verb, under(sentence, goal, cues, clause=False))
        return find(
            look,
            rule="particle",
            kind=Kind.REPORTED_ACT,
            content=content,
            verb=verb,
            cue=cue_of(sentence, verb, kid),
            speaker=speaker,
        )
    return ()


def preposition(look: Look, verb: int, speaker: int) -> tuple[Found, ...]:
    """Find what follows a preposition: "X insisted on a corridor", "X shifted from A to B"."""
    sentence, cues = look.sentence, look.cues
    for kid in _links(sentence, verb, cues):
        goal = sentence.child(kid, "pobj", "pcomp")
        dated = sentence.words[kid].lower in {"on", "for", "at"}
        if goal is None or (dated and sentence.words[goal].lemma in cues.times):
            continue
        stretch = under(sentence, goal, cues, clause=False)
        if stretch is None:
            continue
        moved = sentence.child(verb, "dobj")
        if moved is not None and verb < moved < kid and sentence.words[verb].lemma in {"shift", "move"}:
            stretch = sentence.edges[moved][0], stretch[1]
        deed = sentence.child(verb, "xcomp", "advcl")
        if (
            deed is not None
            and deed == stretch[1] + 1 + (sentence.edges[deed][0] < deed)
            and sentence.words[deed].tag == "VB"
        ):
            stretch = stretch[0], sentence.edges[deed][1]
        return find(
            look,
            rule="preposition",
            kind=Kind.REPORTED_ACT,
            content=whole(look, verb, stretch),
            verb=verb,
            cue=cue_of(sentence, verb, kid),
            speaker=speaker,
        )
    return ()


def _links(sentence: Sentence, verb: int, cues: Cues) -> list[int]:
    """Return the prepositions of a verb that the lists know: "insist on", "give up on", "step back from"."""
    near = [kid for kid in sentence.kids(verb, "prep", "prt", "advmod") if kid > verb]
    chains: list[tuple[int, ...]] = [(kid,) for kid in near]
    chains += [
        (kid, inner) for kid in near for inner in (*sentence.kids(kid, "prep"), *near) if inner == kid + 1
    ]
    lemma = sentence.words[verb].lemma
    return [
        chain[-1]
        for chain in sorted(chains, key=len, reverse=True)
        if "-".join((lemma, *(sentence.words[link].lower for link in chain))) in cues.preposition
    ]


def pair(look: Look, verb: int, speaker: int) -> tuple[Found, ...]:
    """Find "X accused Y of Z": both objects are what is said."""
    sentence, cues = look.sentence, look.cues
    first = sentence.child(verb, "dobj", "dative")
    if first is None:
        return ()
    for kid in (*sentence.kids(verb, "prep"), *sentence.kids(first, "prep")):
        if kid > first and f"{sentence.words[verb].lemma}-{sentence.words[kid].lower}" in cues.pair:
            stretch = under(sentence, kid, cues, clause=False)
            if stretch is not None:
                content = sentence.edges[first][0], stretch[1]
                return find(
                    look,
                    rule="pair",
                    kind=Kind.REPORTED_ACT,
                    content=content,
                    verb=verb,
                    cue=cue_of(sentence, verb),
                    speaker=speaker,
                )
    return ()
