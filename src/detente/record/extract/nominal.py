"""Nouns that carry a statement.

"X's demand is", "among its terms are", "its rejection of", "a proposal by X to".
"""

from __future__ import annotations

from detente.record.extract.found import Found
from detente.record.extract.look import Look, find
from detente.record.extract.speakers import possessor, speaks, subject
from detente.record.extract.stretches import trimmed, under, without_circumstance
from detente.record.extract.tree import Sentence
from detente.record.statement import Kind

_GRIEVANCES = frozenset({"complaint", "grievance", "misgiving"})
_OWN = frozenset({"his", "her", "its", "their", "our"})
_LINKS = {"of", "to", "for", "on", "about", "over", "against", "in", "with"}
_VERDICTS = frozenset(
    [
        "point",
        "issue",
        "problem",
        "obstacle",
        "mistake",
        "sign",
        "part",
        "step",
        "reason",
        "matter",
        "concern",
        "one",
    ]
)
_THINGS = frozenset(
    [
        "line",
        "priority",
        "position",
        "stance",
        "view",
        "goal",
        "aim",
        "objective",
        "argument",
        "determination",
        "bid",
        "plan",
    ]
)


def nominal(look: Look, noun: int) -> tuple[Found, ...]:
    """Find what a noun of speech is about, where the text says whose it is."""
    sentence, cues = look.sentence, look.cues
    word = sentence.words[noun]
    if not word.tag.startswith("NN") or word.lemma not in cues.speech | cues.among:
        return ()
    speaker, beside = _owner(look, noun)
    if speaker is None and word.lemma in _GRIEVANCES:
        speaker = _actor(look, noun)
    if speaker is None:
        return ()
    return _copula(look, noun, speaker) or _complement(look, noun, speaker, beside)


def _actor(look: Look, noun: int) -> int | None:
    """Return who acts in the clause of a grievance that is told without its owner ("to air complaints")."""
    sentence = look.sentence
    if not any(sentence.words[kid].lower in {"about", "over"} for kid in sentence.kids(noun, "prep")):
        return None
    verb = next(
        (above for above in sentence.ancestors(noun) if sentence.words[above].tag.startswith("VB")), None
    )
    actor = None if verb is None else subject(sentence, verb)
    return actor if actor is not None and speaks(sentence, actor, look.cues, strict=True) else None


def _owner(look: Look, noun: int) -> tuple[int | None, int | None]:
    """Return who the noun belongs to, and the phrase ("by X", "from X") that says so, if one does."""
    sentence, cues = look.sentence, look.cues
    owner = possessor(sentence, noun)
    if owner is not None:
        own = sentence.words[owner]
        return (owner if own.lower in _OWN or speaks(sentence, owner, cues) else None), None
    for kid in sentence.kids(noun, "prep", "agent"):
        goal = sentence.child(kid, "pobj")
        if goal is not None and sentence.words[kid].lower in {"by", "from"} and speaks(sentence, goal, cues):
            return goal, kid
    for kid in sentence.kids(noun, "prep"):
        goal = sentence.child(kid, "pobj")
        if (
            goal is not None
            and sentence.words[kid].lower == "of"
            and sentence.words[goal].tag in {"NNP", "NNPS"}
            and (_is_listed(sentence, noun) or _for_a_deed(sentence, noun))
        ):
            return goal, kid
    return None, None


def _for_a_deed(sentence: Sentence, noun: int) -> bool:
    """Return whether an infinitive follows: "the proposal of the union to send observers"."""
    right = sentence.edges[noun][1]
    inside = any(sentence.words[kid].tag == "VB" for kid in sentence.kids(noun, "acl", "relcl"))
    return inside or (right + 1 < len(sentence.words) and sentence.words[right + 1].tag == "TO")


def _is_listed(sentence: Sentence, noun: int) -> bool:
    """Return whether the sentence tells what a noun is or includes: "among the expectations of X are"."""
    word = sentence.words[noun]
    return word.dep == "nsubj" or (
        word.dep == "pobj" and sentence.words[word.head].lower in {"among", "amongst"}
    )


def _copula(look: Look, noun: int, speaker: int) -> tuple[Found, ...]:
    """Find "X's first demand is that ...", "Among X's demands is ..."."""
    sentence, cues = look.sentence, look.cues
    word = sentence.words[noun]
    among = word.dep == "pobj" and sentence.words[word.head].lower in {"among", "amongst"}
    one_of = word.dep == "pobj" and sentence.words[sentence.words[word.head].head].lower == "one"
    verb = sentence.words[word.head].head if among or one_of else word.head
    verb = sentence.words[verb].head if one_of else verb
    if sentence.words[verb].lemma not in {"be", "include", "remain", "involve", "comprise"} or (
        not among and not one_of and word.dep != "nsubj"
    ):
        return ()
    goal = next(
        (kid for kid in sentence.kids(verb, "attr", "ccomp", "xcomp", "nsubj", "dobj") if kid > verb), None
    )
    if goal is None or sentence.words[goal].tag == "JJ" or sentence.words[goal].lemma in _VERDICTS:
        return ()
    content = under(sentence, goal, cues, clause=sentence.words[goal].dep == "ccomp", avoid=verb)
    rule = "among" if among else "copula"
    return find(
        look, rule=rule, kind=Kind.REPORTED_ACT, content=content, verb=noun, cue=(noun, noun), speaker=speaker
    )


def _complement(look: Look, noun: int, speaker: int, beside: int | None) -> tuple[Found, ...]:
    """Find "X's refusal to withdraw", "its rejection of the plan", "a call by X for a truce"."""
    sentence, cues = look.sentence, look.cues
    word = sentence.words[noun]
    if word.lemma in _THINGS or word.lemma not in cues.speech:
        return ()
    for kid in sentence.kids(noun, "acl", "relcl", "ccomp", "prep"):
        inner = sentence.words[kid]
        if kid == beside or kid < noun:
            continue
        goal: int | None = kid
        if inner.dep == "prep":
            goal = sentence.child(kid, "pobj", "pcomp") if inner.lower in _LINKS else None
        elif not _says(sentence, kid):
            goal = None
        if goal is None:
            continue
        stretch = under(
            sentence, goal, cues, clause=inner.dep != "prep", avoid=beside if beside is not None else noun
        )
        if stretch is not None:
            stretch = trimmed(sentence, stretch[0], without_circumstance(sentence, *stretch, cues))
        return find(
            look,
            rule="nominal",
            kind=Kind.REPORTED_ACT,
            content=stretch,
            verb=noun,
            cue=(noun, noun),
            speaker=speaker,
        )
    return _deed_behind(look, noun, speaker) if beside is not None else ()


def _deed_behind(look: Look, noun: int, speaker: int) -> tuple[Found, ...]:
    """Find an infinitive hung elsewhere: "the proposal of the union to send observers"."""
    sentence = look.sentence
    start = sentence.edges[noun][1] + 1
    if start >= len(sentence.words) or sentence.words[start].tag != "TO":
        return ()
    end = max(start, sentence.edges[sentence.words[start].head][1])
    content = trimmed(sentence, start, without_circumstance(sentence, start, end, look.cues))
    return find(
        look,
        rule="nominal",
        kind=Kind.REPORTED_ACT,
        content=content,
        verb=noun,
        cue=(noun, noun),
        speaker=speaker,
    )


def _says(sentence: Sentence, kid: int) -> bool:
    """Return whether a clause behind a noun is its content ("to withdraw"), not a description of it."""
    marks = {sentence.words[mark].lower for mark in sentence.kids(kid, "mark", "aux")}
    tagged = {sentence.words[mark].tag for mark in sentence.kids(kid, "aux")}
    return "that" in marks or "TO" in tagged
