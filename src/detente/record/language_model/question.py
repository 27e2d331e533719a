"""What a language model is asked: our own words, then a piece of the article."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files

from detente.case.statements import Stance
from detente.record.span import Span
from detente.record.statement import Kind

PIECE = 8_000
"""Code points of an article that go into one request, at most."""


def pieces(text: str, *, at_most: int = PIECE) -> tuple[Span, ...]:
    """The stretches of a text that are sent one by one, cut where a paragraph, a sentence or a word ends.

    >>> [span.of("One. Two. Three.") for span in pieces("One. Two. Three.", at_most=10)]
    ['One. Two. ', 'Three.']
    """
    found, start = [], 0
    while start < len(text):
        end = min(start + at_most, len(text))
        if end < len(text):
            end = _cut(text, start, end)
        if text[start:end].strip():
            found.append(Span(start, end))
        start = end
    return tuple(found)


def question(
    model: str, passage: str, *, parties: Mapping[str, str], issues: Mapping[str, str]
) -> dict[str, object]:
    """The request for one piece, for an endpoint that takes chat completions.

    Args:
        model: The model's name at the endpoint.
        passage: The piece of the article.
        parties: Titles of known parties by id; empty if none is known.
        issues: Titles of known issues by id.
    """
    task = files("detente.record.language_model").joinpath("question.txt").read_text(encoding="utf-8")
    task = task.strip().replace("{parties}", _choice(parties)).replace("{issues}", _choice(issues))
    task = task.replace("{stances}", ", ".join(stance.value for stance in Stance))
    task = task.replace("{kinds}", ", ".join(kind.value for kind in Kind))
    return {
        "model": model,
        "messages": [
            {"role": "system", "content": task},
            {"role": "user", "content": f"PASSAGE BEGINS\n{passage}\nPASSAGE ENDS"},
        ],
        "temperature": 0,
        "seed": 0,
        "stream": False,
        "response_format": {"type": "json_object"},
    }


def _choice(names: Mapping[str, str]) -> str:
    if not names:
        return "as a short id of small letters and hyphens"
    listed = "; ".join(f"{name} ({json.dumps(title, ensure_ascii=False)})" for name, title in names.items())
    return f"one of these ids where one fits: {listed}; else a short id of small letters and hyphens"


def _cut(text: str, start: int, end: int) -> int:
    middle = (start + end) // 2
    for sign in ("\n", ". ", " "):
        place = text.rfind(sign, middle, end)
        if place >= 0:
            return place + len(sign)
    return end
