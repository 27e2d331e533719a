"""Our side of the reading of texts: ``python -m bench.reading_ours ENGINE``, one line of JSON as the answer.

The speed is that of all the texts, one after the other and as often as makes 200,000 characters, read as one
after a first reading has loaded what there is to load.
"""

from __future__ import annotations

import hashlib
import json
import sys
from typing import Literal, TypedDict, cast

from bench.clock import peak_mb, timed
from bench.reading_texts import annotated
from detente.case.statements import Source
from detente.record.extract import read_article
from detente.record.reading_file import ReadingFile, reading_text
from detente.record.score.annotation_file import read_annotations
from detente.record.score.labels import STANDARD
from detente.record.score.scoring import Asked, Score, score

LONG = 200_000
Engine = Literal["auto", "parser", "cues"]


class TextFigures(TypedDict):
    """How much of one text was found; counts."""

    part: str
    name: str
    statements: int
    found: int
    speaker: int
    drafts: int
    party: int
    issue: int
    stance: int
    conditional: int


class ReadingAnswer(TypedDict):
    """All texts, and what reading takes; ``digest`` is of all the readings, as they would be written."""

    extractor: str
    texts: list[TextFigures]
    load_seconds: float
    seconds: float
    cpu: float
    characters: int
    mb: float
    digest: str


def main(engine: Engine) -> ReadingAnswer:
    """Read and score every text, then a long one for its speed."""
    told = list(annotated())
    golds = [read_annotations(each.file) for each in told]
    texts = [gold.text or "" for gold in golds]
    source = Source(id="text", outlet="bench")
    first, load = timed(lambda: read_article("Nobody said anything.", source=source, engine=engine))
    figures, readings = [], []
    for each, gold, text in zip(told, golds, texts, strict=True):
        reading = read_article(text, source=source, engine=engine)
        readings.append(reading_text(ReadingFile(reading=reading)))
        figures.append(_figures(each.part, each.name, score(reading, gold, labels=STANDARD)))
    whole = "\n".join(texts)
    long = whole * (LONG // len(whole) + 1)
    _, lap = timed(lambda: read_article(long, source=source, engine=engine))
    return ReadingAnswer(
        extractor=first.extractor,
        texts=figures,
        load_seconds=load.seconds,
        seconds=lap.seconds,
        cpu=lap.cpu_seconds,
        characters=len(long),
        mb=peak_mb(),
        digest=hashlib.sha256("\n".join(readings).encode()).hexdigest(),
    )


def _figures(part: str, name: str, found: Score) -> TextFigures:
    return TextFigures(
        part=part,
        name=name,
        statements=found.found.of,
        found=found.found.hits,
        speaker=found.found_with_speaker.hits,
        drafts=found.precision.of,
        party=found.right(Asked.PARTY).hits,
        issue=found.right(Asked.ISSUE).hits,
        stance=found.right(Asked.STANCE).hits,
        conditional=found.right(Asked.CONDITIONAL).hits,
    )


if __name__ == "__main__":
    print(json.dumps(main(cast("Engine", sys.argv[1]))))
