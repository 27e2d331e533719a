"""What a story for paper is made of: plain data, as JSON has it."""

from __future__ import annotations

from collections.abc import Iterator

Json = str | int | float | bool | list["Json"] | dict[str, "Json"] | None
"""What JSON can say."""

Told = dict[str, Json]
"""An element of a story: its tag, its looks, and what it holds in its order, under ``parts``."""

DRAWING = "xxxx"
"""What a drawing among words counts as, in letters."""


def elements(told: Told) -> Iterator[Told]:
    """The elements right inside an element."""
    parts = told.get("parts")
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict):
            yield part


def words(told: Told) -> str:
    """All words of an element.

    >>> words({"tag": "p", "parts": ["a ", {"tag": "b", "parts": ["b"]}, {"tag": "svg", "parts": []}]})
    'a bxxxx'
    """
    if told["tag"] == "svg":
        return DRAWING
    parts = told.get("parts")
    known = parts if isinstance(parts, list) else []
    return "".join(words(part) if isinstance(part, dict) else str(part) for part in known)
