"""What somebody is reported not to have said.

"did not comment on sanctions", "declined to say", "made no mention of".
"""

from __future__ import annotations

from detente.record.extract.found import Found
from detente.record.extract.gate import negated
from detente.record.extract.look import Look, find
from detente.record.extract.speakers import speaks, subject
from detente.record.extract.stretches import trimmed
from detente.record.extract.tree import Sentence
from detente.record.statement import Kind

_ASKED = frozenset({"whether", "when", "why", "how", "where", "who", "what", "if"})
_TALK = frozenset(["comment", "say", "elaborate", "answer", "respond", "reply", "discuss", "specify"])
_GIVE = frozenset(["make", "give", "offer", "provide", "have", "issue"])
_NEEDS_NOUN = frozenset(["give", "provide", "detail", "name", "return", "make", "issue", "offer"])
_SILENT = frozenset({"silent", "quiet", "mum", "tight-lipped"})


def silence(look: Look, verb: int) -> tuple[Found, ...]:
    """Find a reported silence; its content begins with what denies the speech."""
    sentence = look.sentence
    speaker = _absent_speaker(look, verb)
    if speaker is None:
        speaker = subject(sentence, verb)
        if speaker is None or not speaks(sentence, speaker, look.cues) or not _is_silent(look, verb):
            return ()
    left = min(
        (kid for kid in sentence.kids(verb, "preconj", "aux", "neg", "auxpass", "expl") if kid < verb),
        default=verb,
    )
    right = _end(sentence, verb)
    asked = sentence.child(verb, "ccomp", "advcl")
    if asked is not None and asked < left and sentence.words[sentence.edges[asked][0]].lower in _ASKED:
        left = sentence.edges[asked][0]
    content = trimmed(sentence, left, right)
    return find(
        look, rule="silence", kind=Kind.SILENCE, content=content, verb=verb, cue=(left, verb), speaker=speaker
    )


def _is_silent(look: Look, verb: int) -> bool:
    sentence, cues = look.sentence, look.cues
    lemma = sentence.words[verb].lemma
    if _unreached(sentence, verb) or _denies_speech(look, verb) or _says_nothing(sentence, verb):
        return True
    if lemma == "confirm" and any(
        sentence.words[kid].lower == "neither" for kid in sentence.kids(verb, "preconj", "cc")
    ):
        return True
    infinitive = sentence.child(verb, "xcomp")
    if lemma in cues.silence_verbs and infinitive is not None:
        unsaid = cues.silence if lemma == "decline" else _TALK - {"discuss"}
        gives = sentence.words[infinitive].lemma in _GIVE and _noun_of_speech(look, infinitive, denied=False)
        return gives or sentence.words[infinitive].lemma in unsaid
    if lemma in _GIVE:
        return not _modal(look, verb) and _noun_of_speech(look, verb, denied=True)
    state = sentence.child(verb, "acomp", "oprd")
    silent = state is not None and sentence.words[state].lower in _SILENT
    return silent and lemma in {"remain", "stay", "keep", "be"}


def _says_nothing(sentence: Sentence, verb: int) -> bool:
    """Return whether somebody "said nothing about" a thing."""
    goal = sentence.child(verb, "dobj")
    said = sentence.words[verb].lemma in {"say", "reveal", "disclose"}
    return said and goal is not None and goal > verb and sentence.words[goal].lower in {"nothing", "little"}


def _modal(look: Look, verb: int) -> bool:
    sentence = look.sentence
    return any(sentence.words[kid].lower in look.cues.modals for kid in sentence.kids(verb, "aux"))


def _denies_speech(look: Look, verb: int) -> bool:
    """Return whether a verb of speech is denied: "did not comment", "neither side replied"."""
    sentence = look.sentence
    lemma = sentence.words[verb].lemma
    denied = negated(sentence, verb) or _nobody(sentence, verb)
    if not denied or lemma not in look.cues.silence | _GIVE - {"have"} or sentence.words[verb].dep == "xcomp":
        return False
    if lemma in _NEEDS_NOUN:
        return not _modal(look, verb) and _noun_of_speech(look, verb, denied=False)
    refuses = any(sentence.words[kid].lower in {"would", "could"} for kid in sentence.kids(verb, "aux"))
    return not _modal(look, verb) or (refuses and lemma in _TALK and sentence.words[verb].dep == "ROOT")


def _unreached(sentence: Sentence, verb: int) -> bool:
    """Return whether somebody "could not be reached for comment" or "was not available for comment"."""
    if not negated(sentence, verb) or sentence.words[verb].lemma not in {"reach", "be"}:
        return False
    near = [word.lower for word in sentence.words[verb : sentence.edges[verb][1] + 1]]
    about = "comment" in near and "for" in near
    return about and (sentence.words[verb].lemma == "reach" or "available" in near)


def _nobody(sentence: Sentence, verb: int) -> bool:
    """Return whether the subject is nobody: "neither side", "neither the army nor the rebels"."""
    actor = subject(sentence, verb)
    if actor is None:
        return False
    return any(
        sentence.words[kid].lower in {"neither", "no"} for kid in sentence.kids(actor, "det", "preconj", "cc")
    )


def _noun_of_speech(look: Look, verb: int, *, denied: bool) -> bool:
    sentence = look.sentence
    goal = sentence.child(verb, "dobj")
    if goal is None or sentence.words[goal].lemma not in look.cues.silence_nouns:
        return False
    return not denied or any(sentence.words[kid].lower == "no" for kid in sentence.kids(goal, "det"))


def _absent_speaker(look: Look, verb: int) -> int | None:
    """Return who is behind "There was no comment from X"."""
    sentence = look.sentence
    noun = sentence.child(verb, "attr", "nsubj")
    if (
        sentence.words[verb].lemma != "be"
        or noun is None
        or sentence.words[noun].lemma not in look.cues.silence_nouns
    ):
        return None
    if not any(sentence.words[kid].lower == "no" for kid in sentence.kids(noun, "det")):
        return None
    return next(
        (
            goal
            for top in (noun, verb)
            for kid in sentence.kids(top, "prep")
            if sentence.words[kid].lower == "from" and (goal := sentence.child(kid, "pobj")) is not None
        ),
        None,
    )


def _end(sentence: Sentence, verb: int) -> int:
    """Return the last word of the clause, before what is coordinated with it or follows a comma."""
    right = sentence.edges[verb][1]
    if any(sentence.words[kid].lower == "neither" for kid in sentence.kids(verb, "preconj", "cc")):
        return right
    for kid in sentence.children[verb]:
        word = sentence.words[kid]
        if kid > verb and (
            word.dep in {"conj", "cc"} or (word.dep == "punct" and word.text in {",", ";", "—", "–"})
        ):
            right = min(right, kid - 1 if word.dep != "conj" else sentence.edges[kid][0] - 1)
    return right
