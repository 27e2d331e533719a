"""Mends of parses that go wrong in the same way again and again in reports."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from detente.record.extract.cues import Cues
from detente.record.extract.tree import Sentence, Word, sentence_of

_NOMINAL = frozenset({"nsubj", "nsubjpass", "pobj", "poss", "conj", "appos", "dobj", "attr", "dep", "ROOT"})
_WOULD = frozenset({"would", "will", "could", "can", "might", "may", "must", "should", "shall"})


def mended(sentence: Sentence, cues: Cues, names: Set[str]) -> Sentence:
    """Return a sentence with names tagged as names and predicates given back to the one who reports them.

    Args:
        sentence: The sentence as parsed.
        cues: The lists.
        names: Words that the article writes with a capital in the middle of sentences.
    """
    words = [_named(word, names) for word in sentence.words]
    if words and _opens_as_name(sentence, cues):
        words[0] = replace(words[0], tag="NNP")
    for index, word in enumerate(words):
        if word.dep == "conj" and _shift_of_voice(sentence_of(tuple(words)), index, cues):
            words[index] = replace(word, head=words[word.head].head)
    return sentence if tuple(words) == sentence.words else sentence_of(tuple(words), sentence.paragraph)


def _named(word: Word, names: Set[str]) -> Word:
    if (
        word.tag in {"NN", "NNS", "JJ", "JJR", "VB", "RB", "FW", "IN", "UH"}
        and word.dep in _NOMINAL
        and word.text in names
    ):
        return replace(word, tag="NNP")
    return word


def _opens_as_name(sentence: Sentence, cues: Cues) -> bool:
    """Return whether the first word is a name the parser does not know: the bare subject of a cue."""
    word = sentence.words[0]
    bare = word.tag in {"NN", "JJ", "NNS", "RB", "FW"} and word.dep == "nsubj" and not sentence.children[0]
    return (
        bare
        and word.text[:1].isupper()
        and word.lower not in cues.speakers | cues.empty | {"others", "rain", "snow"}
        and sentence.words[word.head].lemma in cues.heads
    )


def _shift_of_voice(sentence: Sentence, index: int, cues: Cues) -> bool:
    """Return whether a conjunct of a clause tells again in the reporter's voice.

    "She said that her country would not yield but has shifted to ...": what was said has a modal, the
    second verb has none, no subject of its own, and is a cue.
    """
    word = sentence.words[index]
    said = sentence.words[word.head]
    bare = sentence.child(index, "nsubj", "nsubjpass", "mark") is None and word.lemma in cues.heads
    if said.dep == "xcomp" and said.tag == "VB" and word.tag in {"VBD", "VBZ"}:
        return bare
    if said.dep != "ccomp" or not bare:
        return False
    modal = any(sentence.words[kid].lower in _WOULD for kid in sentence.kids(word.head, "aux"))
    own = {sentence.words[kid].lower for kid in sentence.kids(index, "aux")}
    if modal:
        return not own & _WOULD and (word.tag == "VBD" or bool(own & {"has", "have", "had"}))
    had = any(sentence.words[kid].lower == "had" for kid in sentence.kids(word.head, "aux"))
    joined = max((kid for kid in sentence.kids(word.head, "cc") if kid < index), default=0)
    return had and not own and word.tag == "VBD" and joined > 0 and sentence.words[joined - 1].text == ","
