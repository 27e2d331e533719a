"""Phrases that name a speaker: "according to X", "for X, ...", "in X's view"."""

from __future__ import annotations

from detente.record.extract.found import Found
from detente.record.extract.look import Look, find
from detente.record.extract.speakers import mention, possessor, speaks
from detente.record.extract.stretches import trimmed
from detente.record.extract.tree import Sentence
from detente.record.statement import Kind

_VIEWS = frozenset(
    [
        "view",
        "eye",
        "opinion",
        "perspective",
        "word",
        "telling",
        "account",
        "judgment",
        "judgement",
        "assessment",
        "estimate",
    ]
)
_MEANS = frozenset(["be", "mean", "represent", "remain", "constitute", "amount", "matter"])


def phrase(look: Look, prep: int) -> tuple[Found, ...]:
    """Find the clause that a phrase at its edge ascribes to a speaker."""
    sentence = look.sentence
    word = sentence.words[prep]
    if (
        word.lower == "according"
        and prep + 1 < len(sentence.words)
        and sentence.words[prep + 1].lower == "to"
    ):
        return _clause(look, prep, sentence.child(prep + 1, "pobj"), "according", Kind.INDIRECT)
    goal = sentence.child(prep, "pobj")
    if word.dep != "prep" or goal is None or not _set_off(sentence, prep):
        return ()
    if word.lower == "for":
        return _for(look, prep, goal)
    owner = _viewer(look, goal) if word.lower in {"in", "from"} else None
    return () if owner is None else _clause(look, prep, owner, "view", Kind.ATTRIBUTED_BELIEF)


def _for(look: Look, prep: int, goal: int) -> tuple[Found, ...]:
    """Find "For X, the truce is a trap"."""
    sentence = look.sentence
    verb = sentence.words[sentence.words[prep].head]
    if sentence.words[goal].tag == "NNP" and verb.lemma in _MEANS and sentence.edges[prep][0] == 0:
        return _clause(look, prep, goal, "for", Kind.ATTRIBUTED_BELIEF)
    return ()


def _viewer(look: Look, view: int) -> int | None:
    """Return whose view it is: "in X's view", "in the assessment of X"."""
    sentence = look.sentence
    if sentence.words[view].lemma not in _VIEWS:
        return None
    owner = possessor(sentence, view)
    of = next((kid for kid in sentence.kids(view, "prep") if sentence.words[kid].lower == "of"), None)
    return owner if owner is not None or of is None else sentence.child(of, "pobj")


def _set_off(sentence: Sentence, prep: int) -> bool:
    left, right = sentence.edges[prep]
    after = right + 1 < len(sentence.words) and sentence.words[right + 1].text == ","
    return (left == 0 and after) or (left > 0 and sentence.words[left - 1].text == ",")


def _clause(look: Look, prep: int, speaker: int | None, rule: str, kind: Kind) -> tuple[Found, ...]:
    sentence = look.sentence
    if speaker is None or not (
        speaks(sentence, speaker, look.cues)
        or (
            rule == "according"
            and sentence.words[speaker].tag in {"NN", "NNS"}
            and sentence.children[speaker]
        )
        or sentence.words[speaker].lower in {"his", "her", "their", "its", "him", "them"}
    ):
        return ()
    left, right = sentence.edges[prep]
    top = sentence.words[prep].head
    while not sentence.words[top].tag.startswith(("VB", "MD")) and sentence.words[top].head != top:
        top = sentence.words[top].head
    start, end = sentence.edges[top]
    if left > 1 and sentence.words[left - 1].text == "," and right >= len(sentence.words) - 3:
        start, end = 0, len(sentence.words) - 1
    named = mention(sentence, speaker)
    if left <= start + 1:
        right = _own_end(sentence, speaker, right)
        content = trimmed(sentence, right + 1, end)
        named = mention(sentence, speaker, limit=right)
    elif right >= end - 2:
        content = trimmed(sentence, start, left - 1)
    else:
        content = trimmed(sentence, start, end)
    if content is None or any(sentence.words[index].quoted for index in range(content[0], content[1] + 1)):
        return ()
    return find(
        look,
        rule=rule,
        kind=kind,
        content=content,
        verb=prep,
        cue=(prep, prep + (rule == "according")),
        speaker=named,
    )


def _own_end(sentence: Sentence, speaker: int, right: int) -> int:
    """Return where the phrase ends.

    At its last comma, if the parser has drawn the subject of the clause into it.
    """
    if right + 1 < len(sentence.words) and sentence.words[right + 1].text == ",":
        return right
    commas = [index for index in range(speaker + 1, right + 1) if sentence.words[index].text == ","]
    return commas[-1] if commas else right
