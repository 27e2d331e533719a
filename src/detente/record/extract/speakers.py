"""Who the grammar makes the speaker of a verb.

Its subject, through coordination, relative clauses and participles.
"""

from __future__ import annotations

from detente.record.extract.cues import Cues
from detente.record.extract.found import Mention
from detente.record.extract.tree import Sentence

PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "one", "both", "who"])
_RELATIVE = frozenset({"WDT", "WP"})
_NAME = ("NNP", "NNPS")
_CLOSED = frozenset({"relcl", "advcl", "acl", "parataxis", "ccomp"})


def subject(sentence: Sentence, verb: int) -> int | None:
    """Return the word that is the subject of a verb, None without one.

    A relative pronoun stands for the noun before its clause; a conjunct, an infinitive and a participle
    take the subject of the verb that they hang on.
    """
    for _ in range(len(sentence.words)):
        own = sentence.kids(verb, "nsubj", "nsubjpass")
        if own:
            named = [kid for kid in own if sentence.words[kid].tag not in _RELATIVE]
            return named[0] if named else _antecedent(sentence, verb)
        word = sentence.words[verb]
        if word.dep in {"conj", "xcomp", "advcl", "parataxis", "dep"} and word.head != verb:
            verb = word.head
        elif word.dep == "pcomp" and (said := _quoted_one(sentence, word.head)) is not None:
            return said
        elif word.dep in {"acl", "pcomp", "prep", "relcl"} and word.head != verb:
            above = _above_noun(sentence, word.head)
            if above is None:
                return None
            verb = above
        else:
            return None
    return None


def _quoted_one(sentence: Sentence, prep: int) -> int | None:
    """Return who is quoted in "The Herald quoted a diplomat as saying"."""
    verb = sentence.words[prep].head
    if sentence.words[prep].lower != "as" or sentence.words[verb].lemma not in {"quote", "cite", "describe"}:
        return None
    return sentence.child(verb, "dobj")


def _antecedent(sentence: Sentence, verb: int) -> int | None:
    while sentence.words[verb].dep == "conj":
        verb = sentence.words[verb].head
    return sentence.words[verb].head if sentence.words[verb].dep == "relcl" else None


def _above_noun(sentence: Sentence, index: int) -> int | None:
    """Return the verb above a noun or preposition, None at the root."""
    if sentence.words[index].tag.startswith("VB"):
        return index
    return next(
        (above for above in sentence.ancestors(index) if sentence.words[above].tag.startswith("VB")), None
    )


def mention(sentence: Sentence, head: int, *, limit: int | None = None) -> Mention:
    """Return the words that name a speaker, from its noun.

    Titles, possessors and appositions, without relative clauses.
    """
    left, right = sentence.edges[head]
    word = sentence.words[head]
    stop = right if limit is None else min(right, limit)
    for kid in sentence.children[head]:
        relation = sentence.words[kid].dep
        far = kid > head and (
            relation in _CLOSED
            or (relation == "punct" and sentence.words[kid].text in {"–", "—", "(", '"'})
            or (sentence.words[kid].text == "-" and sentence.words[kid - 1].end < sentence.words[kid].start)
        )
        far = far or sentence.words[kid].dep == "case"
        if far or (kid > head and relation == "appos" and not _is_name_or_office(sentence, kid)):
            stop = min(stop, sentence.edges[kid][0] - 1)
    for kid in sentence.children[head]:
        if (
            kid < head
            and sentence.words[kid].text != "-"
            and sentence.words[kid].dep
            in {
                "advmod",
                "cc",
                "preconj",
                "mark",
                "advcl",
                "punct",
                "prep",
                "npadvmod",
                "intj",
            }
        ):
            left = max(left, min(sentence.edges[kid][1] + 1, head))
    while stop > head and sentence.words[stop].is_mark and sentence.words[stop].text not in {")", "."}:
        stop -= 1
    while left < head and (sentence.words[left].is_mark or sentence.words[left].quoted):
        left += 1
    return Mention(
        span=sentence.stretch(left, stop),
        words=sentence.plain(left, stop).strip("\"' "),
        head=word.lower,
        pronoun=word.tag in {"PRP", "PRP$", "DT", "WP"} and word.lower != "some",
        name=word.tag in _NAME,
    )


def _is_name_or_office(sentence: Sentence, index: int) -> bool:
    return sentence.words[index].tag.startswith("NN")


def speaks(sentence: Sentence, head: int, cues: Cues, *, strict: bool = False) -> bool:
    """Return whether a noun can speak: a name, a personal pronoun, or a noun of the list.

    Args:
        sentence: The sentence.
        head: The noun.
        cues: The lists.
        strict: For verbs that plans and events are subjects of, too: a thing ("it") does not do.
    """
    word = sentence.words[head]
    if word.quoted or word.dep == "expl":
        return False
    if word.tag in _NAME:
        return True
    if word.tag in {"PRP", "WP"}:
        return word.lower in PRONOUNS and not (
            strict and word.lower in {"it", "i"} and not _refers(sentence, head)
        )
    return word.lemma in cues.speakers or word.lower in cues.speakers


def _refers(sentence: Sentence, head: int) -> bool:
    """Return whether an "it" is more than a placeholder: the subject of a verb in the active."""
    return sentence.words[head].dep == "nsubj"


def possessor(sentence: Sentence, noun: int) -> int | None:
    """Return the word that a noun belongs to ("Belmar's refusal", "its refusal"), None without one."""
    return sentence.child(noun, "poss")
