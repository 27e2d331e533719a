"""Clauses that somebody is reported to have said or believed.

"X said that ...", "..., X said", "X, who believes ...".
"""

from __future__ import annotations

from detente.record.extract.found import Found
from detente.record.extract.gate import is_passive, negated
from detente.record.extract.look import Look, cue_of, find
from detente.record.extract.speakers import speaks, subject
from detente.record.extract.stretches import trimmed, under
from detente.record.extract.tree import Sentence
from detente.record.statement import Kind

_ASKING = frozenset({"ask", "wonder", "decide", "determine", "know", "see", "discuss", "question"})
_OF_WHETHER = frozenset({"whether", "if", "how", "why", "when", "where", "who", "what", "which"})


def clause(look: Look, verb: int) -> tuple[Found, ...]:
    """Find the clause that a verb of saying or believing governs."""
    sentence, cues = look.sentence, look.cues
    lemma = sentence.words[verb].lemma
    goes_on = lemma == "go" and any(sentence.words[kid].lower == "on" for kid in sentence.kids(verb, "prt"))
    if (lemma not in cues.clause | cues.belief and not goes_on) or (
        negated(sentence, verb) and lemma in cues.silence
    ):
        return ()
    turned = None if is_passive(sentence, verb) else _turned(sentence, verb)
    speaker = turned or (None if is_passive(sentence, verb) else _speaking_subject(look, verb))
    if speaker is None or not (speaks(sentence, speaker, cues) or _may_say(look, speaker, lemma)):
        return ()
    kind = Kind.INDIRECT if lemma in cues.clause or goes_on else Kind.ATTRIBUTED_BELIEF
    for kid in sentence.kids(verb, "ccomp"):
        if sentence.words[kid].quoted or is_question(look, verb, kid) or _not_said_so(sentence, verb, kid):
            continue
        rule = "clause" if kind is Kind.INDIRECT else "belief"
        return tuple(
            one
            for content in _parts(look, verb, kid, speaker)
            for one in find(
                look,
                rule=rule,
                kind=kind,
                content=content,
                verb=verb,
                cue=cue_of(sentence, verb),
                speaker=speaker,
            )
        )
    return parenthesis(look, verb, speaker) or _loose(look, verb, speaker, kind)


def _not_said_so(sentence: Sentence, verb: int, kid: int) -> bool:
    """Return whether a clause before a verb is another sentence, and not what the verb hands on."""
    if kid > verb:
        return False
    parted = any(kid < mark < verb for mark in sentence.kids(verb, "mark"))
    return (
        parted
        or sentence.words[verb].lemma in {"deny", "dispute", "reject"}
        or any(word.text == ";" for word in sentence.words[kid:verb])
    )


def is_question(look: Look, verb: int, kid: int) -> bool:
    """Return whether a clause is what was asked and not what was said."""
    sentence = look.sentence
    first = sentence.words[sentence.edges[kid][0]].lower
    marks = {sentence.words[mark].lower for mark in sentence.kids(kid, "mark", "advmod")}
    return sentence.words[verb].lemma in _ASKING and (first in _OF_WHETHER or bool(marks & {"whether", "if"}))


_GOING_ON = frozenset(
    {"say", "add", "note", "warn", "stress", "argue", "insist", "caution", "explain", "claim"}
)


def _speaking_subject(look: Look, verb: int) -> int | None:
    """Return the subject; of a participle (", noting that ..."), the nearest above that speaks."""
    sentence = look.sentence
    found = subject(sentence, verb)
    own = found is not None and speaks(sentence, found, look.cues)
    if sentence.words[verb].dep == "pcomp":
        return found
    if sentence.words[verb].tag != "VBG" or (own and sentence.words[verb].lemma not in _GOING_ON):
        return found
    for above in sentence.ancestors(verb):
        if sentence.words[above].lemma in look.cues.clause:
            return subject(sentence, above)
    return found


def _may_say(look: Look, speaker: int, lemma: str) -> bool:
    """Return whether a noun that is on no list may say something all the same: "the ship's owner said"."""
    word = look.sentence.words[speaker]
    return lemma in look.cues.saying and word.tag in {"NN", "NNS"} and not word.quoted


def _turned(sentence: Sentence, verb: int) -> int | None:
    """Return the name behind a cue between commas: "The rebels, said Pane, were ready"."""
    if verb + 2 >= len(sentence.words) or verb < 2 or sentence.words[verb - 1].text != ",":
        return None
    near = next(
        (
            index
            for index in range(verb + 1, min(verb + 6, len(sentence.words)))
            if sentence.words[index].text == ","
        ),
        None,
    )
    if near is None or not sentence.words[verb + 1].text[:1].isupper():
        return None
    return near - 1 if sentence.words[near - 1].tag in {"NNP", "NN"} else None


def _parts(look: Look, verb: int, kid: int, speaker: int) -> tuple[tuple[int, int], ...]:
    """Return what was said, in parts.

    "that A, and that B" says two things, and so does "A, X said, but B".
    """
    sentence = look.sentence
    whole = _content(look, verb, kid, speaker)
    if whole is None:
        return ()
    left, right = whole
    for other in sentence.kids(kid, "conj"):
        start = sentence.edges[other][0]
        again = sentence.child(other, "mark")
        joined = any(
            sentence.words[kid].lower == "and" for kid in sentence.kids(sentence.words[other].head, "cc")
        )
        if again is not None and sentence.words[again].lower == "that" and left < start <= right and joined:
            first, second = trimmed(sentence, left, start - 1), trimmed(sentence, again + 1, right)
            return tuple(_without_and(sentence, part) for part in (first, second) if part is not None)
    return whole, *_said_on(look, verb, kid)


def _without_and(sentence: Sentence, part: tuple[int, int]) -> tuple[int, int]:
    left, right = part
    while right > left and (sentence.words[right].dep == "cc" or sentence.words[right].is_mark):
        right -= 1
    return left, right


def _said_on(look: Look, verb: int, kid: int) -> tuple[tuple[int, int], ...]:
    """Return a clause that goes on with what was said behind "..., X said, but ..."."""
    sentence = look.sentence
    if kid > verb:
        return ()
    for other in sentence.kids(verb, "conj"):
        own = sentence.child(other, "nsubj", "nsubjpass", "expl")
        modal = any(sentence.words[aux].tag == "MD" for aux in sentence.kids(other, "aux"))
        if own is not None and modal and sentence.child(other, "ccomp") is None:
            content = trimmed(sentence, *sentence.edges[other])
            return () if content is None else (content,)
    return ()


def _loose(look: Look, verb: int, speaker: int, kind: Kind) -> tuple[Found, ...]:
    """Find a clause that the parser has torn from its cue: "accepted, for the first time, that ..."."""
    sentence = look.sentence
    if sentence.child(verb, "dobj", "xcomp", "prt") is not None or sentence.words[verb].tag not in {
        "VBD",
        "VBZ",
        "VBP",
        "VBN",
    }:
        return ()
    for index in range(verb + 1, min(verb + 12, len(sentence.words))):
        word = sentence.words[index]
        if (
            word.lower == "that"
            and word.dep == "mark"
            and (index == verb + 1 or sentence.words[index - 1].text == ",")
        ):
            content = trimmed(sentence, index + 1, max(sentence.edges[word.head][1], word.head))
            return find(
                look,
                rule="clause-loose",
                kind=kind,
                content=content,
                verb=verb,
                cue=cue_of(sentence, verb),
                speaker=speaker,
            )
        if word.tag.startswith("VB"):
            break
    return ()


def _content(look: Look, verb: int, kid: int, speaker: int) -> tuple[int, int] | None:
    """Return the words of a clause, with those hung on the cue that go on with what was said."""
    sentence = look.sentence
    content = under(sentence, kid, look.cues, clause=True, avoid=verb)
    if content is None or kid < verb:
        return _before_speaker(look, content, verb, speaker)
    left, right = _behind_date(look, verb, content[0]), content[1]
    for other in sentence.kids(verb, "conj", "advcl", "ccomp", "prep"):
        start, end = sentence.edges[other]
        goes_on = any(sentence.words[mark].lower == "that" for mark in sentence.kids(other, "mark"))
        conditional = any(
            sentence.words[mark].lower in {"if", "unless", "because", "once", "until"}
            for mark in sentence.kids(other, "mark")
        )
        conditional = conditional or sentence.words[start].lower in {
            "provided",
            "unless",
            "if",
            "once",
            "until",
        }
        if start > right and start - right <= 4 and (goes_on or conditional):
            right = max(right, end)
    if sentence.words[verb].dep == "relcl" and sentence.child(kid, "nsubj", "nsubjpass", "expl") is None:
        return _with_antecedent(look, verb, left, right)
    return trimmed(sentence, left, _before_agent(sentence, kid, left, right))


def _behind_date(look: Look, verb: int, left: int) -> int:
    """Return where a clause begins behind a date that belongs to its cue: "said on Monday it would"."""
    sentence = look.sentence
    if left != verb + 1:
        return left
    dated = sentence.words[left].tag == "IN" and any(
        sentence.words[kid].lemma in look.cues.times for kid in sentence.kids(left, "pobj")
    )
    if dated or (sentence.words[left].dep == "npadvmod" and sentence.words[left].lemma in look.cues.times):
        return sentence.edges[left][1] + 1
    return left


def _before_agent(sentence: Sentence, head: int, left: int, right: int) -> int:
    """Cut before ", which was welcomed by Y" at the end of a clause: that is told of Y, not said."""
    for index in range(head + 1, right + 1):
        start, end = sentence.edges[index]
        told = sentence.words[index].dep == "relcl" and sentence.child(index, "agent") is not None
        if told and end >= right - 1 and start > left and sentence.words[start - 1].text == ",":
            return start - 1
    return right


def _with_antecedent(look: Look, verb: int, left: int, right: int) -> tuple[int, int] | None:
    """Return a clause with its subject before the cue ("sites which, X claimed, were seized")."""
    sentence = look.sentence
    noun = sentence.words[verb].head
    for index in range(left, right + 1):
        if sentence.words[index].lower in {"including", "such"} and sentence.words[index - 1].text == ",":
            right = index - 2
            break
    return trimmed(sentence, sentence.edges[noun][0], right)


def _before_speaker(
    look: Look, content: tuple[int, int] | None, verb: int, speaker: int
) -> tuple[int, int] | None:
    if content is None:
        return None
    left, right = content
    start = look.sentence.edges[speaker][0]
    return trimmed(look.sentence, left, min(right, start - 1) if left < start < verb else right)


def parenthesis(look: Look, verb: int, speaker: int) -> tuple[Found, ...]:
    """Find the clause around a cue set off by commas.

    "The truce, she said, would hold", "as the envoy put it, ...".
    """
    sentence, cues = look.sentence, look.cues
    word = sentence.words[verb]
    if (
        word.dep not in {"parataxis", "ccomp", "advcl", "dep"}
        or (word.lemma not in cues.clause and word.lemma != "go")
        or (sentence.child(verb, "dobj") is not None and word.lemma != "put")
    ):
        return ()
    top = word.head
    if (
        not sentence.words[top].tag.startswith(("VB", "MD"))
        or sentence.words[top].quoted
        or (sentence.words[top].lemma in cues.clause and not _has_modal(sentence, top))
    ):
        return ()
    left, right = sentence.edges[verb]
    marked = word.dep != "advcl" or any(
        sentence.words[kid].lower == "as" for kid in sentence.kids(verb, "mark", "advmod")
    )
    comma_before = (
        left == 0 or sentence.words[left - 1].text in {",", "—", "–"} or sentence.words[left].text == ","
    )
    parted = right + 1 < len(sentence.words) and sentence.words[right + 1].text == ";"
    if not marked or not comma_before or parted or right - left > 12:
        return ()
    start, end = sentence.edges[top]
    content = (
        trimmed(sentence, right + 1, end)
        if left <= start
        else trimmed(sentence, start, left - 1 if right >= end - 1 else end)
    )
    return find(
        look,
        rule="parenthesis",
        kind=Kind.INDIRECT,
        content=content,
        verb=verb,
        cue=cue_of(sentence, verb),
        speaker=speaker,
    )


def _has_modal(sentence: Sentence, verb: int) -> bool:
    return any(sentence.words[kid].tag == "MD" for kid in sentence.kids(verb, "aux"))
