"""Sentences and words without a parser: marks, capitals and blanks decide. One pass, linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.record.extract.characters import Plain
from detente.record.extract.tree import Sentence, Word, sentence_of

_TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*(?:'s?(?![^\W_]))?|\S")
_SHORT = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "gen",
        "lt",
        "col",
        "sgt",
        "prof",
        "sen",
        "rep",
        "gov",
        "no",
        "u.s",
        "u.k",
    }
)


def sentences(shown: Plain, paragraph: int) -> Iterator[Sentence]:
    """Yield the sentences of a block; a full stop inside quotation marks ends none.

    Every word is its own head: there are no relations, and names are known by their capital alone.
    """
    words: list[Word] = []
    quoted = False
    for found in _TOKEN.finditer(shown.text):
        text = found.group()
        quoted ^= text == '"'
        words.append(_word(found, len(words), shown))
        closes = text == '"' and not quoted and len(words) > 1 and words[-2].text in {".", "!", "?", "…"}
        ends = text in {".", "!", "?", "…"} and not quoted and not _is_short(words)
        if (ends or closes) and _new_sentence(shown.text, found.end()):
            yield sentence_of(tuple(words), paragraph)
            words = []
    if words:
        yield sentence_of(tuple(words), paragraph)


def _word(found: re.Match[str], index: int, shown: Plain) -> Word:
    text = found.group()
    return Word(
        text=text,
        lemma=text.lower(),
        tag="NNP" if text[0].isupper() and index else "X" if text[0].isalnum() else ".",
        dep="",
        head=index,
        start=shown.places[found.start()],
        end=shown.ends[found.end() - 1],
    )


def _is_short(words: list[Word]) -> bool:
    before = words[-2].lower if len(words) > 1 else ""
    return before in _SHORT or (len(before) == 1 and before.isalpha() and words[-2].text.isupper())


def _new_sentence(text: str, end: int) -> bool:
    rest = text[end : end + 3].lstrip()
    return not rest or not rest[0].islower()
