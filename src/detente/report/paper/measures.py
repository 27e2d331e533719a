"""Lengths, columns and lines of the style sheet as numbers that a page of paper can be set with.

Every length is in rem: the size of the letters of the running text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.report.paper.cascade import SIDES

if TYPE_CHECKING:
    from detente.report.paper.cascade import Looks

PX = 1 / 16
"""A pixel of the style sheet in rem."""

Measure = float | str
"""A length in rem, or a text: parts of the room that is left (``"2fr"``), or what is needed (``"auto"``)."""

_NUMBER = re.compile(r"^(-?[\d.]+)(rem|em|px|pt|ch|)$")
_SHARE = re.compile(r"^([\d.]+)%$")
_FILL = re.compile(r"^repeat\(auto-(?:fit|fill), minmax\((?:min\()?([\d.]+)rem")
_TRACK = re.compile(r"minmax\(0, ([\d.]+fr)\)|([\d.]+fr)|([\d.]+rem)|(auto)")
_COLOUR = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b")


def length(value: str | None, *, size: float = 1.0) -> float | None:
    """A length in rem; None where it is none or not a fixed one. Of ``clamp`` the last, of ``min`` the first.

    >>> length("1.2rem"), length("clamp(1.8rem, 1rem + 2vw, 2.7rem)"), length("0.5em", size=2.0)
    (1.2, 2.7, 1.0)
    """
    if value is None:
        return None
    if value.startswith("clamp("):
        value = value.removesuffix(")").rpartition(",")[2].strip()
    elif value.startswith("min("):
        value = value.removeprefix("min(").partition(",")[0]
    found = _NUMBER.match(value)
    if found is None:
        return None
    factor = {"rem": 1.0, "em": size, "px": PX, "pt": 0.0, "ch": size / 2, "": 0.0}[found[2]]
    return float(found[1]) * factor if factor or float(found[1]) == 0 else None


def share(value: str | None) -> float | None:
    """A share of the room; None where it is none.

    >>> share("34%"), share("2rem")
    (0.34, None)
    """
    found = _SHARE.match(value or "")
    return float(found[1]) / 100 if found else None


def colour(value: str | None) -> str | None:
    """The colour in a value; None where there is none."""
    found = _COLOUR.search(value or "")
    return found[0] if found else None


def line(value: str | None, *, ink: str | None = None) -> list[Measure] | None:
    """A line around a box: its width, its colour (else ``ink``) and its kind; None where there is none.

    >>> line("1px solid #bbb"), line("1px solid transparent")
    ([0.0625, '#bbb', 'solid'], None)
    """
    ink = colour(value) or ink
    kind = next((kind for kind in ("solid", "dashed", "dotted") if kind in (value or "")), None)
    if value is None or ink is None or kind is None or "transparent" in value:
        return None
    width = length(value.split()[0]) or PX
    return [width, ink, kind]


def insets(looks: Looks) -> list[float]:
    """The room between a box and what it holds: top, right, bottom, left."""
    return [length(looks.get(f"padding-{side}")) or 0.0 for side in SIDES]


def columns(value: str | None, *, room: float, gap: float, holds: int) -> list[Measure] | None:
    """The columns of a grid.

    Args:
        value: What the style sheet says; None where it says nothing.
        room: The width that there is, in rem.
        gap: The room between two columns, in rem.
        holds: How many parts the grid has.

    >>> columns("minmax(0, 2fr) minmax(0, 1fr)", room=50, gap=1, holds=2)
    ['2fr', '1fr']
    >>> columns("repeat(auto-fit, minmax(min(15rem, 100%), 1fr))", room=50, gap=1, holds=9)
    ['1fr', '1fr', '1fr']
    """
    if value is None:
        return None
    filling = _FILL.match(value)
    if filling is not None:
        fits = int((room + gap) / (float(filling[1]) + gap))
        return ["1fr"] * max(1, min(fits, holds))
    found: list[Measure] = []
    for track in _TRACK.finditer(value):
        part, fixed = track[1] or track[2], track[3]
        found.append(part or (float(fixed.removesuffix("rem")) if fixed else "auto"))
    return found or None
