"""One pass over an article: blocks, parses, rules; out come settled finds, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.record.extract.blocks import Block, blocks
from detente.record.extract.coreference import Memory
from detente.record.extract.cues import Cues
from detente.record.extract.found import Found, Mention
from detente.record.extract.listed import Listed, with_points
from detente.record.extract.look import Look
from detente.record.extract.names import names
from detente.record.extract.nesting import nested
from detente.record.extract.parser import parse
from detente.record.extract.quotes import Quotation, quotations
from detente.record.extract.repairs import mended
from detente.record.extract.rules import finds
from detente.record.extract.speakers import mention, speaks, subject
from detente.record.extract.stretches import trimmed
from detente.record.extract.turns import asking_labels, speaking_labels, turn
from detente.record.span import Span
from detente.record.statement import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """An article before any parse.

    Attributes:
        parts: Its blocks, in order, lists cut into points.
        quotations: Its quotations, in order.
        labels: Labels of blocks that name speakers.
        asking: Those of them under which questions are asked.
    """

    parts: tuple[Listed, ...]
    quotations: tuple[Quotation, ...]
    labels: frozenset[str]
    asking: frozenset[str]


def layout(text: str) -> Layout:
    """Cut an article into blocks and pair its quotation marks."""
    whole = tuple(blocks(text))
    labels = speaking_labels(text, whole)
    kept = tuple(_relabelled(text, block, labels) for block in whole)
    return Layout(
        parts=with_points(text, kept),
        quotations=quotations(text, _stretches(kept)),
        labels=labels,
        asking=asking_labels(text, kept),
    )


def _relabelled(text: str, block: Block, labels: frozenset[str]) -> Block:
    """Give words before a colon back to the text where they are no speaker's label."""
    if block.label is None or text[slice(*block.label)] in labels:
        return block
    return replace(block, start=block.label[0], label=None)


def _stretches(parts: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """Return the stretches in which quotation marks are paired.

    Blocks cut from one paragraph are one stretch.
    """
    joined: list[tuple[int, int, int]] = []
    for block in parts:
        if joined and joined[-1][2] == block.paragraph and block.label is None:
            joined[-1] = joined[-1][0], block.end, block.paragraph
        else:
            joined.append((block.start, block.end, block.paragraph))
    return tuple((start, end) for start, end, _ in joined)


def parsed_finds(text: str, plan: Layout, memory: Memory, cues: Cues) -> Iterator[tuple[Found, Look, Block]]:
    """Yield what the rules find over the parse, settled, with the sentence and the block it stands in."""
    known = names(text)
    carried: Mention | None = None
    announcing: Found | None = None
    parses = parse(text, [listed.block for listed in plan.parts], plan.quotations)
    for listed, (block, sentences) in zip(plan.parts, parses, strict=True):
        for parsed in sentences:
            sentence = mended(parsed, cues, known)
            memory.read(sentence)
            look = Look(sentence, cues, text)
            if block.label is not None:
                asks = text[slice(*block.label)] in plan.asking
                settled = () if asks else turn(text, block.label, sentence)
            elif listed.point and announcing is not None:
                settled = _point(look, announcing)
            else:
                settled = nested(finds(look, carried), memory.is_outlet, memory.party)
            if listed.announces:
                announcing = _announcement(settled) or announcing
                settled = tuple(
                    one for one in settled if one is not announcing and one.content.end < block.end - 1
                )
            for one in sorted(settled, key=_place):
                carried = one.mention or carried
                yield one, look, block
            memory.subjects(sentence)
            if announcing is None and listed.announces:
                announcing = _subject_announces(look)


def _place(one: Found) -> int:
    return one.mention.span.start if one.mention else one.content.start


def _announcement(settled: Sequence[Found]) -> Found | None:
    """Return the find that names who sets out a list: the last one of its sentence with a speaker."""
    return next((one for one in reversed(settled) if one.mention is not None), None)


def _subject_announces(look: Look) -> Found | None:
    for index, word in enumerate(look.sentence.words):
        if word.dep == "ROOT" and word.tag.startswith("VB"):
            speaker = subject(look.sentence, index)
            if speaker is not None and speaks(look.sentence, speaker, look.cues):
                span = look.sentence.span
                cue = look.sentence.stretch(index, index)
                named = mention(look.sentence, speaker)
                return Found(
                    content=span,
                    kind=Kind.INDIRECT,
                    rule="point",
                    sentence=span,
                    paragraph=0,
                    cue=cue,
                    cue_words=word.lemma,
                    mention=named,
                )
    return None


def _point(look: Look, announcing: Found) -> tuple[Found, ...]:
    """Return one sentence of a point as what the announcing speaker says."""
    stretch = trimmed(look.sentence, 0, len(look.sentence.words) - 1)
    if stretch is None or stretch[1] - stretch[0] < 2:
        return ()
    content: Span = look.sentence.stretch(*stretch)
    return (
        replace(
            announcing,
            content=content,
            rule="point",
            kind=Kind.INDIRECT,
            sentence=look.sentence.span,
            paragraph=look.sentence.paragraph,
            via=(),
        ),
    )
