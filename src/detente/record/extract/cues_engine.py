"""The extractor without a parser: quotation marks, cue words, and the names beside them.

It reads the surface alone: a cue with a name before it (or behind it, after a quotation), and the rest of
the clause as what was said. It finds less than the rules over a parse, and the reading says which was used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from detente.record.extract.blocks import Block
from detente.record.extract.characters import plain
from detente.record.extract.coreference import Memory
from detente.record.extract.cues import Cues, cues
from detente.record.extract.finding import Layout
from detente.record.extract.forms import form_table
from detente.record.extract.found import Found, Mention
from detente.record.extract.look import Look
from detente.record.extract.masks import marks, masks
from detente.record.extract.quotes import Quotation
from detente.record.extract.surface import sentences
from detente.record.extract.turns import turn
from detente.record.span import Span
from detente.record.statement import Kind

_HELPERS = frozenset(
    [
        "has",
        "have",
        "had",
        "also",
        "again",
        "later",
        "previously",
        "repeatedly",
        "publicly",
        "long",
        "since",
        "recently",
    ]
)
_PRONOUNS = frozenset({"he", "she", "they", "it", "we"})
_STOPS = frozenset(
    ["adding", "saying", "warning", "calling", "accusing", "leaving", "which", "who", "while", "after", "as"]
)
_LOOSE = frozenset(["on", "in", "last", "yesterday", "today"])


@lru_cache(maxsize=1)
def _verbs() -> dict[str, str]:
    lists = cues()
    return form_table(lists.clause | lists.belief | lists.object | lists.intent | lists.infinitive)


def cue_finds(text: str, plan: Layout, memory: Memory, lists: Cues) -> Iterator[tuple[Found, Look, Block]]:
    """Yield what quotation marks and cue words find, sentence by sentence.

    Args:
        text: The article.
        plan: Its blocks and quotations.
        memory: What has been named so far; filled while reading.
        lists: The cue words.
    """
    carried: Mention | None = None
    at = 0
    for listed in plan.parts:
        block = listed.block
        while at < len(plan.quotations) and plan.quotations[at].outer.start < block.start:
            at += 1
        inside = _from(plan.quotations, at, block)
        hidden = masks(text, block, inside)
        shown = plain(text, block.start, block.end, masks=hidden, marks=marks(block, inside))
        whole = {mask.start: mask.end for mask in hidden}
        for flat in sentences(shown, block.paragraph):
            memory.read(flat)
            look = Look(flat, lists, text)
            for one in turn(text, block.label, flat) if block.label else _finds(look, whole, carried):
                carried = one.mention or carried
                yield one, look, block


def _from(quotations: tuple[Quotation, ...], at: int, block: Block) -> list[Quotation]:
    end = at
    while end < len(quotations) and quotations[end].outer.start < block.end:
        end += 1
    return list(quotations[at:end])


@dataclass(frozen=True, slots=True)
class _Cue:
    """A verb of the lists with the words that name who it belongs to."""

    verb: int
    lemma: str
    first: int
    last: int


def _finds(look: Look, whole: dict[int, int], carried: Mention | None) -> tuple[Found, ...]:
    words = look.sentence.words
    quoted = sorted({word.start for word in words if whole.get(word.start) == word.end})
    cue = _first_cue(look, quoted)
    if quoted:
        return tuple(_quotation(look, Span(start, whole[start]), cue, carried) for start in quoted)
    silent = _silent(look)
    if silent:
        return silent
    if words[0].lower == "according" and len(words) > 4:
        return _according(look)
    return (*_agents(look), *(_reported(look, cue) if cue else ()))


def _first_cue(look: Look, quoted: list[int]) -> _Cue | None:
    """Return the first cue of a sentence with a name before it; with a quotation, or behind it."""
    words = look.sentence.words
    for index, word in enumerate(words):
        lemma = _verbs().get(word.lower)
        if lemma is None or word.start in quoted or word.text[0].isupper():
            continue
        name = _name_before(look, index, quoted)
        if name is None and quoted and lemma in look.cues.clause:
            name = _name_behind(look, index)
        if name is not None:
            return _Cue(index, lemma, *name)
    return None


def _name_before(look: Look, verb: int, quoted: list[int]) -> tuple[int, int] | None:
    words = look.sentence.words
    last = verb - 1
    while last >= 0 and (words[last].lower in _HELPERS or words[last].lower.endswith("ly")):
        last -= 1
    if last >= 0 and words[last].text == ",":
        last -= 1
    if last < 0 or words[last].start in quoted:
        return None
    head = words[last]
    if head.lower in _PRONOUNS:
        return last, last
    if not (head.text[0].isupper() or head.lower in look.cues.speakers):
        return None
    first = last
    while (
        first > 0 and verb - first < 12 and words[first - 1].start not in quoted and _in_name(look, first - 1)
    ):
        first -= 1
    return first, last


def _in_name(look: Look, index: int) -> bool:
    word = look.sentence.words[index]
    if word.text == ",":
        before = look.sentence.words[index - 1] if index else word
        return before.lower in look.cues.persons
    plain_word = word.text[0].isalpha() and (word.text[0].isupper() or word.lower in look.cues.speakers)
    return plain_word or word.lower in {
        "the",
        "a",
        "an",
        "of",
        "its",
        "his",
        "her",
        "foreign",
        "prime",
        "senior",
        "two",
        "defence",
    }


def _name_behind(look: Look, verb: int) -> tuple[int, int] | None:
    words = look.sentence.words
    last = verb
    while (
        last + 1 < len(words)
        and last - verb < 10
        and words[last + 1].text != ","
        and _in_name(look, last + 1)
    ):
        last += 1
    return (verb + 1, last) if last > verb else None


def _mention(look: Look, first: int, last: int) -> Mention:
    head = look.sentence.words[last]
    words = look.sentence.plain(first, last)
    return Mention(
        span=look.sentence.stretch(first, last),
        words=words,
        head=head.lower,
        pronoun=head.lower in _PRONOUNS,
        name=head.text[0].isupper() and head.lower not in _PRONOUNS,
    )


def _quotation(look: Look, content: Span, cue: _Cue | None, carried: Mention | None) -> Found:
    return Found(
        content=content,
        kind=Kind.DIRECT,
        rule="cue-quotation" if cue else "cue-quotation-carried",
        sentence=look.sentence.span,
        paragraph=look.sentence.paragraph,
        cue=look.sentence.stretch(cue.verb, cue.verb) if cue else None,
        cue_words=cue.lemma if cue else "",
        mention=_mention(look, cue.first, cue.last) if cue else carried,
    )


def _reported(look: Look, cue: _Cue) -> tuple[Found, ...]:
    """Find what follows a cue, or stands before it if nothing follows."""
    words = look.sentence.words
    saying = cue.lemma in look.cues.clause
    if saying and len(words) - cue.verb <= 5 and cue.first > 4:
        return _found(look, cue, "cue-before", Kind.INDIRECT, 0, cue.first - 1)
    that = next(
        (
            index
            for index in range(cue.verb + 1, min(cue.verb + 8, len(words)))
            if words[index].lower == "that"
        ),
        None,
    )
    start = cue.verb + 1 if that is None or not saying else that + 1
    end = len(words) - 1
    for index in range(start, len(words) - 1):
        behind_comma = words[index].text == "," and (words[index + 1].lower in _STOPS or that is None)
        if behind_comma or (
            that is None and words[index].lower in _LOOSE and words[index + 1].text[0].isupper()
        ):
            end = index - 1
            break
    rule, kind = (
        ("cue-clause", Kind.INDIRECT) if that is not None and saying else ("cue-act", Kind.REPORTED_ACT)
    )
    return _found(look, cue, rule, kind, start, end)


def _found(look: Look, cue: _Cue, rule: str, kind: Kind, first: int, last: int) -> tuple[Found, ...]:
    sentence = look.sentence
    while last >= first and not sentence.words[last].text[-1].isalnum():
        last -= 1
    while first <= last and not sentence.words[first].text[0].isalnum():
        first += 1
    if last - first < 1:
        return ()
    return (
        Found(
            content=sentence.stretch(first, last),
            kind=kind,
            rule=rule,
            sentence=sentence.span,
            paragraph=sentence.paragraph,
            cue=sentence.stretch(cue.verb, cue.verb),
            cue_words=cue.lemma,
            mention=_mention(look, cue.first, cue.last),
        ),
    )


def _silent(look: Look) -> tuple[Found, ...]:
    """Find "did not comment on ..." and "declined to comment"."""
    words = look.sentence.words
    for index, word in enumerate(words[:-1]):
        after = {other.lower for other in words[index + 1 : index + 4]}
        denied = word.lower in {"did", "has", "have"} and "not" in after and after & look.cues.silence
        if denied or (word.lower == "declined" and after & look.cues.silence):
            name = _name_before(look, index, [])
            if name is not None:
                cue = _Cue(index, word.lower, *name)
                return _found(look, cue, "cue-silence", Kind.SILENCE, index, len(words) - 1)
    return ()


def _according(look: Look) -> tuple[Found, ...]:
    words = look.sentence.words
    comma = next((index for index in range(3, min(len(words), 16)) if words[index].text == ","), None)
    if comma is None:
        return ()
    return _found(
        look, _Cue(0, "accord", 2, comma - 1), "cue-according", Kind.INDIRECT, comma + 1, len(words) - 1
    )


def _agents(look: Look) -> Iterator[Found]:
    """Find "a truce proposed by the union": the words before the participle, back to a comma."""
    words = look.sentence.words
    for index in range(1, len(words) - 2):
        lemma = _verbs().get(words[index].lower)
        if lemma not in look.cues.participle or words[index + 1].lower != "by":
            continue
        name = _name_behind(look, index + 1)
        first = index - 1
        while (
            first > 0
            and words[first - 1].text not in {",", ";", '"'}
            and words[first - 1].lower not in {"that", "of"}
        ):
            first -= 1
        if name is not None and words[name[1]].text[0].isupper():
            yield from _found(
                look, _Cue(index, lemma or "", *name), "cue-agent", Kind.REPORTED_ACT, first, index - 1
            )
