"""Where a statement begins and ends: the stretch under a word, trimmed as a coder would trim it.

The cue and the word "that" stay outside; so do a following participle of another cue ("..., adding that"),
remarks of the outlet (", which would ease"), and the words that date or place the report.
"""

from __future__ import annotations

from detente.record.extract.cues import Cues
from detente.record.extract.tree import Sentence
from detente.record.span import Span

_KEPT_IN = frozenset(
    [
        "case",
        "event",
        "exchange",
        "return",
        "principle",
        "full",
        "part",
        "line",
        "accordance",
        "favor",
        "favour",
        "response",
        "addition",
    ]
)
_PREPOSITIONAL = frozenset({"regarding", "concerning", "including"})
_LEADING = frozenset({"that", "and", "but", "or"})


_JUDGED = frozenset(
    {
        "demand",
        "move",
        "step",
        "call",
        "proposal",
        "claim",
        "condition",
        "charge",
        "idea",
        "something",
        "request",
    }
)


def under(
    sentence: Sentence, head: int, cues: Cues, *, clause: bool, avoid: int = -1
) -> tuple[int, int] | None:
    """Return the first and last word of the stretch under a word.

    Args:
        sentence: The sentence.
        head: The top of the stretch.
        cues: The lists.
        clause: Whether it is a clause: then a relative clause at its end stays.
        avoid: A word that must stay outside (the cue, where it hangs below).
    """
    left, right = sentence.edges[head]
    if 0 <= avoid < head:
        left = max(left, avoid + 1)
    elif avoid > head:
        right = min(right, avoid - 1)
    right = _before_next_cue(sentence, head, left, right, cues)
    if not clause:
        right = _before_remark(sentence, head, left, right)
        right = _before_judgement(sentence, head, left, right)
    return trimmed(sentence, left, right)


def trimmed(sentence: Sentence, left: int, right: int) -> tuple[int, int] | None:
    """Drop marks, "that" and conjunctions at the beginning, marks at the end; None if nothing is left."""
    words = sentence.words
    while left <= right and (
        words[left].is_mark
        or (words[left].lower in _LEADING and (words[left].dep in {"mark", "cc"} or words[left].tag == "IN"))
    ):
        left += 1
    while right >= left and (
        (words[right].is_mark and words[right].text not in {")", "%"}) or words[right].dep == "cc"
    ):
        right -= 1
    return (left, right) if left <= right else None


def _before_next_cue(sentence: Sentence, head: int, left: int, right: int, cues: Cues) -> int:
    """Cut before a participle of a cue behind a comma."""
    for index in range(max(left, head) + 1, right + 1):
        word = sentence.words[index]
        if (
            word.tag == "VBG"
            and word.dep in {"advcl", "acl", "conj", "dep"}
            and word.lemma in cues.clause | cues.as_ | cues.object
        ):
            before = sentence.edges[index][0] - 1
            if (
                before > left
                and sentence.words[before].text in {",", '"', "—", "–"}
                and sentence.edges[index][1] <= right
            ):
                return before
    return right


def _before_remark(sentence: Sentence, head: int, left: int, right: int) -> int:
    """Cut before a relative clause or a participle behind a comma, and before a finite clause of time."""
    for index in range(head + 1, right + 1):
        word = sentence.words[index]
        start = sentence.edges[index][0]
        if start <= left:
            continue
        if word.lower in _PREPOSITIONAL:
            continue
        behind_comma = sentence.words[start - 1].text in {",", "—", "–", "("}
        if word.dep in {"relcl", "acl", "advcl"} and behind_comma and not _is_condition(sentence, index):
            return start - 1
    return right


def _before_judgement(sentence: Sentence, head: int, left: int, right: int) -> int:
    """Cut before what the writer says of a thing: "a referendum, a demand that Belmar has rejected"."""
    for index in range(head + 1, right + 1):
        word = sentence.words[index]
        start = sentence.edges[index][0]
        told = word.lemma in _JUDGED and word.dep in {"appos", "conj", "dobj", "npadvmod"}
        if told and head < start - 1 and start > left and sentence.words[start - 1].text == ",":
            opens = sentence.words[start].lower in {"a", "an", "something"}
            if opens and sentence.child(index, "relcl", "acl") is not None:
                return start - 1
    return right


def _is_condition(sentence: Sentence, index: int) -> bool:
    return any(
        sentence.words[kid].lower in {"if", "unless", "once", "provided", "until"}
        for kid in sentence.kids(index, "mark")
    )


def extended(sentence: Sentence, verb: int, right: int, cues: Cues) -> int:
    """Return the last word of an object with what hangs on the verb behind it and belongs to it.

    "rejected the plan as theft", "sending troops after the war", "retaliation in case of an attack" keep
    their phrase; "on Monday", "in a statement", "during the talks" do not.
    """
    for kid in sentence.children[verb]:
        start, end = sentence.edges[kid]
        if start <= right or kid < verb:
            continue
        if sentence.words[kid].dep == "punct":
            if sentence.words[kid].text == '"' or _goes_on(sentence, kid):
                continue
            break
        if not _belongs(sentence, kid, cues):
            break
        right = end
    return right


def _goes_on(sentence: Sentence, comma: int) -> bool:
    """Return whether a phrase that specifies what was said follows a comma.

    ", especially regarding verification".
    """
    near = sentence.words[comma + 1 : comma + 3]
    return bool(near) and (
        near[0].lower in _PREPOSITIONAL or (near[0].tag == "RB" and near[-1].lower in _PREPOSITIONAL)
    )


def _belongs(sentence: Sentence, kid: int, cues: Cues) -> bool:
    word = sentence.words[kid]
    if word.dep == "advcl":
        marks = {sentence.words[mark].lower for mark in sentence.kids(kid, "mark")}
        return (
            word.lower in _PREPOSITIONAL
            or bool(marks & {"if", "unless", "until", "because", "once", "provided", "so", "before"})
            or word.tag == "VB"
        )
    if word.dep in {"prep", "agent"}:
        return not is_circumstance(sentence, kid, cues)
    return word.dep in {"oprd", "dative", "xcomp", "ccomp", "prt", "dobj"}


def is_circumstance(sentence: Sentence, prep: int, cues: Cues) -> bool:
    """Return whether a prepositional phrase tells when, where or in what the thing was said."""
    word = sentence.words[prep]
    if word.lower in cues.outside:
        return True
    objects = [sentence.words[kid] for kid in sentence.kids(prep, "pobj", "pcomp")]
    if word.lower in {"in", "on", "by", "after", "before", "following", "to", "with", "via", "over"} and any(
        noun.lemma in cues.times or noun.lemma in cues.events or noun.tag == "CD" for noun in objects
    ):
        return word.lower not in {"to", "with", "over"} or any(
            noun.lemma in {"reporter", "journalist", "press"} for noun in objects
        )
    if word.lower == "in" and objects:
        return not any(noun.lemma in _KEPT_IN for noun in objects)
    return not objects and word.lower not in {"as", "because"}


def without_circumstance(sentence: Sentence, left: int, right: int, cues: Cues) -> int:
    """Return the last word without phrases at the end that date or place the report."""
    while right > left:
        for index in range(left + 1, right + 1):
            word = sentence.words[index]
            start, end = sentence.edges[index]
            if end != right or start <= left:
                continue
            dated = word.dep == "npadvmod" and word.lemma in cues.times
            placed = (
                word.dep == "prep"
                and word.lower in {"in", "on", "during", "at"}
                and _tells_report(sentence, index, cues)
            )
            if dated or placed:
                right = start - 1
                break
        else:
            return right
        while right > left and sentence.words[right].text == ",":
            right -= 1
    return right


def _tells_report(sentence: Sentence, prep: int, cues: Cues) -> bool:
    objects = [sentence.words[kid] for kid in sentence.kids(prep, "pobj")]
    if sentence.words[prep].lower in {"during", "at"}:
        return any(noun.lemma in cues.events for noun in objects)
    return any(noun.lemma in cues.times or noun.lemma in cues.events for noun in objects)


def to_span(sentence: Sentence, stretch: tuple[int, int], text: str) -> Span:
    """Return the stretch as a span of the article; a quotation that it opens is closed with its mark.

    Args:
        sentence: The sentence.
        stretch: First and last word.
        text: The article.
    """
    left, right = stretch
    marks = [index for index in range(left, right + 1) if sentence.words[index].text == '"']
    if len(marks) % 2 == 1:
        after = right + 1
        while after < len(sentence.words) and sentence.words[after].text in {",", ".", "?", "!", "…"}:
            after += 1
        if (
            after < len(sentence.words)
            and sentence.words[after].text == '"'
            and sentence.words[marks[-1]].start < sentence.words[after].start
        ):
            right = after
        elif marks[0] == left:
            left += 1
        elif left > 0 and sentence.words[left - 1].text == '"':
            left -= 1
    span = sentence.stretch(left, right) if left <= right else sentence.stretch(*stretch)
    return span if span.end <= len(text) else Span(span.start, len(text))
