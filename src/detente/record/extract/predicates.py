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


def second_object(look: Look, verb: int, speaker: int) -> tuple[Found, ...]:
    """The words "X called the plan a trap"; in a relative clause with the noun that it hangs on."""
    sentence, cues = look.sentence, look.cues
    lemma = sentence.words[verb].lemma
    if lemma not in cues.as_:
        return ()
    second = next(
        (kid for kid in sentence.children[verb] if kid > verb and _is_predicate(sentence, kid)), None
    )
    first = (
        sentence.child(verb, "dobj", "nsubj")
        if second is None
        else next((kid for kid in sentence.kids(verb, "dobj") if kid < second), None)
    )
    small = sentence.child(verb, "ccomp")
    if (
        second is None
        and small is not None
        and small > verb
        and sentence.words[small].tag.startswith(("NN", "JJ"))
    ):
        content = under(sentence, small, cues, clause=False, avoid=verb)
    elif second is not None and (first is not None or sentence.words[verb].dep == "relcl"):
        content = _with_predicate(look, verb, first, second)
    elif (
        first is not None
        and first > verb
        and any(sentence.words[kid].lower == "as" for kid in sentence.kids(first, "prep"))
    ):
        content = under(sentence, first, cues, clause=False)
    else:
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
    """The words "what X called 'a trap'": the name that X gives to a thing."""
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
