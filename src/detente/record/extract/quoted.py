"""Whole quotations and who is quoted: by a cue in the same sentence, or by the sentence before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detente.record.extract.found import Found, Mention
from detente.record.extract.look import Look, cue_of, find
from detente.record.extract.speakers import mention, speaks, subject
from detente.record.extract.tree import Sentence
from detente.record.span import Span
from detente.record.statement import Kind

_INFINITIVE = re.compile(r"to (?!the\b|a\b|an\b|our\b|my\b|his\b|her\b|its\b|their\b)[a-z]+")
_PREPOSITIONS = frozenset({"to", "of", "for", "in", "on", "at", "with", "by", "from", "until", "as"})
_SUBORDINATE = frozenset({"if", "once", "when", "unless", "because", "until", "while", "though"})


def quoted(look: Look, carried: Mention | None) -> tuple[Found, ...]:
    """Find the whole quotations of a sentence.

    Args:
        look: The sentence, in which each quotation is a stand-in.
        carried: Who spoke last; quoted again where the sentence itself names nobody.
    """
    found: list[Found] = []
    for left, right in _masks(look.sentence):
        found.extend(_attributed(look, left, right) or _standing_alone(look, left, right, carried))
    return _without_asides(found, look.text)


def _without_asides(found: list[Found], text: str) -> tuple[Found, ...]:
    """Settle the halves of a quotation that its cue splits.

    A half that is a subordinate clause or a phrase says nothing alone and is left out; an infinitive makes
    the quotation one, across its cue ("I did not come," she said, "to be read a list").
    """
    kept: list[Found] = []
    for one in found:
        first = one.content.of(text).split()[0].lower()
        twins = [
            other for other in found if other is not one and other.cue == one.cue and one.cue is not None
        ]
        before = kept[-1] if kept and kept[-1] in twins else None
        if before is not None and _INFINITIVE.match(one.content.of(text)):
            whole = Span(before.content.start, one.content.end)
            kept[-1] = replace(before, content=whole)
        elif not twins or (first not in _SUBORDINATE and not (before and _is_phrase(one.content.of(text)))):
            kept.append(one)
    return tuple(kept or found)


def _is_phrase(words: str) -> bool:
    """Return whether words go on with what stands before: few, with a preposition first."""
    return len(words.split()) <= 6 and words.split(maxsplit=1)[0] in _PREPOSITIONS


def _masks(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each stand-in."""
    index = 0
    while index < len(sentence.words):
        last = index
        if sentence.words[index].quoted:
            while (
                last + 1 < len(sentence.words)
                and sentence.words[last + 1].quoted
                and (sentence.words[last + 1].start == sentence.words[index].start)
            ):
                last += 1
            yield index, last
        index = last + 1


def _attributed(look: Look, left: int, right: int) -> tuple[Found, ...]:
    """Attribute a quotation to the subject of the nearest cue of its sentence."""
    sentence = look.sentence
    best: tuple[int, int, int] | None = None
    for verb, word in enumerate(sentence.words):
        if word.quoted or not word.tag.startswith("VB") or word.dep in {"amod", "aux", "auxpass"}:
            continue
        speaker = _speaker(look, verb)
        if speaker is None:
            continue
        distance = left - verb if verb < left else verb - right
        weight = distance + (
            0 if word.lemma in look.cues.clause else 100 if word.lemma in look.cues.heads else 200
        )
        if word.lemma not in look.cues.clause and not _leads_in(sentence, left, right):
            continue
        if best is None or weight < best[0]:
            best = weight, verb, speaker
    if best is None:
        return _labelled(look, left, right) or _according(look, left, right)
    _, verb, speaker = best
    rule = "quotation" if sentence.words[verb].lemma in look.cues.clause else "quotation-loose"
    return find(
        look,
        rule=rule,
        kind=Kind.DIRECT,
        content=(left, right),
        verb=verb,
        cue=cue_of(sentence, verb),
        speaker=speaker,
    )


def _speaker(look: Look, verb: int) -> int | None:
    sentence = look.sentence
    speaker = subject(sentence, verb)
    if speaker is None or sentence.words[speaker].quoted:
        after = sentence.child(verb, "dobj", "attr", "oprd", "npadvmod")
        tagged = after is not None and sentence.words[after].tag in {"NNP", "PRP"}
        speaker = after if tagged and sentence.words[verb].lemma in look.cues.clause else None
    if speaker is None or sentence.words[speaker].quoted:
        return None
    reads = sentence.words[verb].lemma in {"read", "state", "say"} and sentence.words[speaker].tag == "NN"
    return speaker if reads or speaks(sentence, speaker, look.cues) else None


def _leads_in(sentence: Sentence, left: int, right: int) -> bool:
    """Return whether a colon or a comma leads in the quotation, or a comma follows it."""
    before = [sentence.words[index].text for index in range(max(0, left - 2), left)]
    after = [sentence.words[index].text for index in range(right + 1, min(len(sentence.words), right + 3))]
    return ":" in before or "," in before or (left <= 1 and "," in after)


def _labelled(look: Look, left: int, right: int) -> tuple[Found, ...]:
    """Attribute 'Marrin: "We will answer."' to the name before the colon."""
    sentence = look.sentence
    colon = next(
        (index for index in range(max(0, left - 2), left) if sentence.words[index].text == ":"), None
    )
    if colon is None or not 0 < colon <= 8 or not speaks(sentence, colon - 1, look.cues):
        return ()
    return find(
        look,
        rule="quotation",
        kind=Kind.DIRECT,
        content=(left, right),
        verb=colon,
        cue=(colon, colon),
        speaker=mention(sentence, colon - 1),
    )


def _according(look: Look, left: int, right: int) -> tuple[Found, ...]:
    sentence = look.sentence
    for index, word in enumerate(sentence.words[:-1]):
        if word.lower == "according" and sentence.words[index + 1].lower == "to":
            speaker = sentence.child(index + 1, "pobj") or sentence.child(index, "pobj")
            if speaker is not None and speaks(sentence, speaker, look.cues):
                cue = index, index + 1
                return find(
                    look,
                    rule="quotation",
                    kind=Kind.DIRECT,
                    content=(left, right),
                    verb=index,
                    cue=cue,
                    speaker=mention(sentence, speaker),
                )
    return ()


def _standing_alone(look: Look, left: int, right: int, carried: Mention | None) -> tuple[Found, ...]:
    sentence = look.sentence
    rule = "quotation-alone" if carried is None else "quotation-carried"
    found = find(
        look, rule=rule, kind=Kind.DIRECT, content=(left, right), verb=-1, cue=(left, left), speaker=carried
    )
    outside = [word for word in sentence.words if not word.quoted and not word.is_mark]
    if outside and carried is None:
        return ()
    return tuple(replace(one, cue=None, cue_words="") for one in found)
