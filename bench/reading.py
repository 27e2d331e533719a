"""Section: who says what in annotated texts, beside textacy's quotation finder and plain quotation marks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, cast

from bench import reading_given
from bench.contestant import answer, run
from bench.environment import TEXTACY
from bench.reading_texts import Annotated, annotated
from detente.record.score.annotation_file import read_annotations
from detente.record.score.annotations import Annotation, Annotations
from detente.record.score.matching import match
from detente.record.score.speakers import plain, same_name
from detente.record.span import Span
from detente.record.statement import Kind

if TYPE_CHECKING:
    from bench.reading_given import GivenRow
    from bench.reading_ours import ReadingAnswer
    from bench.reading_textacy import Quotation, TextacyAnswer

ENGINES = ("parser", "cues")
MOST_MB, LEAST_SPEED = 600, 10_000
QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|(?<!\w)‘([^‘]+?)’(?!\w)")
"""What stands between quotation marks, of any kind that closes."""


class PlainFigures(TypedDict):
    """How much of one text somebody found who looks for quotations; ``stopped`` is how it stopped, if it did.

    ``quoted`` counts the statements in the speaker's own words, ``found_quoted`` those of them found;
    ``speaker`` asks for less than of us: a word in common with the annotated name or mention.
    """

    part: str
    name: str
    statements: int
    found: int
    quoted: int
    found_quoted: int
    speaker: int
    drafts: int
    stopped: str


class ReadingFigures(TypedDict):
    """Ours by engine, each measured in two processes; those who look for quotations."""

    ours: dict[str, ReadingAnswer]
    same_bytes: dict[str, bool]
    given: list[GivenRow]
    marks: list[PlainFigures]
    textacy: list[PlainFigures] | None
    textacy_helped: list[PlainFigures] | None
    textacy_speed: float | None
    textacy_mb: float | None


def measure(folder: Path) -> ReadingFigures:
    """All of it, one process after the other."""
    ours: dict[str, ReadingAnswer] = {}
    same: dict[str, bool] = {}
    for engine in ENGINES:
        first, second = (json.loads(answer(run("-m", "bench.reading_ours", engine))) for _ in (1, 2))
        ours[engine] = cast("ReadingAnswer", first)
        same[engine] = first["digest"] == second["digest"]
        print(f"bench: {engine}: {first['characters'] / first['seconds']:,.0f} characters/s", flush=True)
    told = list(annotated())
    golds = [read_annotations(each.file) for each in told]
    marks = [_marked(gold.text or "") for gold in golds]
    theirs = _textacy(folder, [gold.text or "" for gold in golds])

    def beside(found: list[list[Quotation]]) -> list[PlainFigures]:
        stopped = theirs["stopped"] if theirs and found is theirs["texts"] else [""] * len(told)
        return [_plain(*row) for row in zip(told, golds, found, stopped, strict=True)]

    return ReadingFigures(
        ours=ours,
        same_bytes=same,
        given=reading_given.measure(),
        marks=beside(marks),
        textacy=beside(theirs["texts"]) if theirs else None,
        textacy_helped=beside(theirs["helped"]) if theirs else None,
        textacy_speed=theirs["characters"] / theirs["seconds"] if theirs else None,
        textacy_mb=theirs["mb"] if theirs else None,
    )


def _textacy(folder: Path, texts: list[str]) -> TextacyAnswer | None:
    if not TEXTACY.installed():
        print("bench: textacy is not installed (try --peer); its columns stay empty", flush=True)
        return None
    file = folder / "texts.json"
    file.write_text(json.dumps(texts), encoding="utf-8")
    return cast(
        "TextacyAnswer",
        json.loads(answer(run("-m", "bench.reading_textacy", str(file), python=TEXTACY.python))),
    )


def _marked(text: str) -> list[Quotation]:
    """Whatever stands between quotation marks, said by nobody in particular."""
    return [
        {"start": found.start(found.lastindex or 0), "end": found.end(found.lastindex or 0), "speaker": ""}
        for found in QUOTED.finditer(text)
    ]


def _plain(told: Annotated, gold: Annotations, listed: list[Quotation], stopped: str) -> PlainFigures:
    """Quotations beside the annotations."""
    text = gold.text or ""
    spans = [_bare(text, Span(each["start"], each["end"])) for each in listed]
    pairs = match(spans, [each.content for each in gold.statements])
    found = [gold.statements[pair.gold] for pair in pairs]
    speakers = (listed[pair.draft]["speaker"] for pair in pairs)
    return PlainFigures(
        part=told.part,
        name=told.name,
        statements=len(gold.statements),
        found=len(pairs),
        quoted=_quoted(gold.statements),
        found_quoted=_quoted(found),
        speaker=sum(_named(name, each) for name, each in zip(speakers, found, strict=True)),
        drafts=len(spans),
        stopped=stopped,
    )


def _quoted(statements: Iterable[Annotation]) -> int:
    return sum(each.kind in (Kind.DIRECT, Kind.MIXED) for each in statements)


def _bare(text: str, span: Span) -> Span:
    """The span without quotation marks and blanks at its ends."""
    words = span.of(text)
    left = len(words) - len(words.lstrip("“”\"‘’' \n"))
    right = len(words.rstrip("“”\"‘’' \n"))
    return Span(span.start + left, span.start + right) if left < right else span


def _named(name: str, gold: Annotation) -> bool:
    """Whether the words of a speaker share one with the annotated name or mention."""
    words = {plain(word) for word in name.split()}
    known = {plain(word) for word in f"{gold.speaker} {gold.mention}".split()}
    return same_name(name, gold.speaker) or bool((words & known) - {"", "the", "of", "a"})
