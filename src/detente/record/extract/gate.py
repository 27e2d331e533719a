"""Which verbs report an act at all: not the possible, the conditional, the avoided."""

from __future__ import annotations

from detente.record.extract.cues import Cues
from detente.record.extract.tree import Sentence

_AWAY = frozenset(["without", "instead", "than", "of", "from", "before", "for", "against"])
_WISHED = frozenset({"like", "prefer"})
_IF = frozenset({"if", "unless", "whether", "lest"})


def reports(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """Return whether a verb tells of an act that took or takes place.

    "would reject", "if it rejects", "is expected to reject", "without rejecting", "a plan to reject" do not.
    """
    word = sentence.words[verb]
    if (
        not word.tag.startswith("VB")
        or word.dep in {"amod", "compound", "aux", "auxpass", "csubj", "csubjpass", "nmod"}
        or word.quoted
    ):
        return False
    if _modal(sentence, verb, cues) or _supposed(sentence, verb):
        return False
    if word.dep == "conj" and sentence.child(verb, "nsubj", "nsubjpass", "aux") is None:
        return reports(sentence, word.head, cues) or sentence.words[word.head].tag != word.tag
    return _stands_for_itself(sentence, verb, cues)


def _stands_for_itself(sentence: Sentence, verb: int, cues: Cues) -> bool:
    word = sentence.words[verb]
    if word.dep == "xcomp":
        return _after_raising(sentence, verb, cues)
    if word.dep == "pcomp":
        return sentence.words[word.head].lower not in _AWAY
    if word.dep == "advcl" and word.tag in {"VBG", "VBN"} and _modal(sentence, word.head, cues):
        return False
    return not _infinitive(sentence, verb) or _of_purpose(sentence, verb, cues)


def _modal(sentence: Sentence, verb: int, cues: Cues) -> bool:
    if sentence.words[verb].lemma in _WISHED:
        return False
    return any(sentence.words[kid].lower in cues.modals for kid in sentence.kids(verb, "aux"))


def _supposed(sentence: Sentence, verb: int) -> bool:
    at = verb
    while True:
        if any(sentence.words[kid].lower in _IF for kid in sentence.kids(at, "mark", "advmod")):
            return True
        if sentence.words[at].dep != "conj":
            return False
        at = sentence.words[at].head


def _after_raising(sentence: Sentence, verb: int, cues: Cues) -> bool:
    head = sentence.words[verb].head
    return sentence.words[head].lemma in cues.raising and reports(sentence, head, cues)


def _infinitive(sentence: Sentence, verb: int) -> bool:
    return any(sentence.words[kid].tag == "TO" for kid in sentence.kids(verb, "aux"))


def _of_purpose(sentence: Sentence, verb: int, cues: Cues) -> bool:
    word = sentence.words[verb]
    return word.dep in {"advcl", "xcomp"} and sentence.words[word.head].lemma in cues.purpose


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Return whether a verb is in the passive, or a conjunct without a subject of one that is."""
    while True:
        if sentence.child(verb, "nsubjpass", "auxpass", "agent") is not None:
            return True
        word = sentence.words[verb]
        if (
            sentence.child(verb, "nsubj", "dobj") is not None
            or word.dep != "conj"
            or word.tag != "VBN"
            or word.head == verb
        ):
            return (
                word.tag == "VBN"
                and word.dep in {"acl", "advcl"}
                and sentence.child(verb, "aux", "nsubj", "dobj") is None
            )
        if sentence.child(verb, "aux") is not None:
            return False
        verb = word.head


def negated(sentence: Sentence, verb: int) -> bool:
    """Return whether a verb is negated."""
    return sentence.child(verb, "neg") is not None or any(
        sentence.words[kid].lower in {"never", "no", "nor"}
        for kid in sentence.kids(verb, "advmod", "cc")
        if kid < verb
    )
