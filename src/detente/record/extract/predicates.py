"""Acts of speech that call one thing another: "called the plan a trap", "views the truce as a first step"."""

from __future__ import annotations

from detente.record.extract.found import Found
from detente.record.extract.look import Look, cue_of, find, whole
from detente.record.extract.stretches import trimmed, under
from detente.record.extract.tree import Sentence
from detente.record.statement import Kind

_BELIEF_AS = frozenset(
    [
        "see",
        "view",
        "regard",
        "consider",
        "perceive",
        "deem",
        "interpret",
        "think",
        "find",
        "recognize",
        "recognise",
    ]
)


_NAMING = frozenset({"call", "brand", "label", "dub", "term", "deem"})


def second_object(look: Look, verb: int, speaker: int) -> tuple[Found, ...]:
    """Find "X called the plan a trap"; in a relative clause with the noun that it hangs on."""
    sentence, cues = look.sentence, look.cues
    lemma = sentence.words[verb].lemma
    if lemma not in cues.as_:
        return ()
    content = _named_as(look, verb)
    if content is None:
        return ()
    kind = Kind.ATTRIBUTED_BELIEF if lemma in _BELIEF_AS else Kind.REPORTED_ACT
    return find(
        look,
        rule="as",
        kind=kind,
        content=whole(look, verb, content),
        verb=verb,
        cue=cue_of(sentence, verb),
        speaker=speaker,
    )


def _named_as(look: Look, verb: int) -> tuple[int, int] | None:
    """Return the thing with what it is called, in the order of the text."""
    sentence, cues = look.sentence, look.cues
    behind = [kid for kid in sentence.children[verb] if kid > verb]
    second = next((kid for kid in behind if _is_predicate(sentence, kid)), None)
    first = next((kid for kid in behind if sentence.words[kid].dep == "dobj"), None)
    small = next((kid for kid in behind if sentence.words[kid].dep == "ccomp"), None)
    if second is not None:
        if first is None and second == verb + 1 and sentence.words[verb].dep != "relcl":
            return _turned_round(look, second)
        relative = sentence.words[verb].dep == "relcl"
        return _with_predicate(look, verb, first, second) if first is not None or relative else None
    if small is not None and sentence.words[small].tag.startswith(("NN", "JJ")):
        return under(sentence, small, cues, clause=False, avoid=verb)
    if first is not None and any(sentence.words[kid].lower == "as" for kid in sentence.kids(first, "prep")):
        return under(sentence, first, cues, clause=False)
    if first is not None and sentence.words[verb].lemma in _NAMING:
        return under(sentence, first, cues, clause=False)
    return None


def _turned_round(look: Look, second: int) -> tuple[int, int] | None:
    """Return what stands behind "rejected as unworkable a plan for patrols"."""
    goal = look.sentence.child(second, "pobj")
    return None if goal is None else under(look.sentence, goal, look.cues, clause=False)


def _is_predicate(sentence: Sentence, kid: int) -> bool:
    word = sentence.words[kid]
    return word.dep == "oprd" or (word.dep == "prep" and word.lower == "as" and bool(sentence.children[kid]))


def _with_predicate(look: Look, verb: int, first: int | None, second: int) -> tuple[int, int] | None:
    sentence = look.sentence
    right = under(sentence, second, look.cues, clause=False)
    if right is None:
        return None
    if first is None or sentence.words[first].tag in {"WDT", "WP"} or first < verb:
        if sentence.words[verb].dep != "relcl":
            return None
        return trimmed(sentence, sentence.edges[_outermost(sentence, sentence.words[verb].head)][0], right[1])
    return trimmed(sentence, sentence.edges[first][0], right[1])


def _outermost(sentence: Sentence, noun: int) -> int:
    """Return the noun at the top of a chain of prepositions.

    "the presence" of "the presence of forces in the valley".
    """
    while sentence.words[noun].dep == "pobj":
        prep = sentence.words[noun].head
        above = sentence.words[prep].head
        if sentence.words[prep].dep != "prep" or not sentence.words[above].tag.startswith("NN"):
            break
        noun = above
    return noun


def what_called(look: Look, verb: int, speaker: int) -> tuple[Found, ...]:
    """Find "what X called 'a trap'": the name that X gives to a thing."""
    sentence, cues = look.sentence, look.cues
    thing = sentence.child(verb, "dobj", "nsubj", "pobj")
    name = sentence.child(verb, "oprd", "attr", "prep", "ccomp")
    if thing is None or name is None or sentence.words[verb].lemma not in cues.as_ or name < verb:
        return ()
    if not any(word.lower in {"what", "whatever"} for word in sentence.words[sentence.edges[verb][0] : verb]):
        return ()
    content = under(sentence, name, cues, clause=False, avoid=verb)
    return find(
        look,
        rule="what-called",
        kind=Kind.REPORTED_ACT,
        content=content,
        verb=verb,
        cue=cue_of(sentence, verb),
        speaker=speaker,
    )
