"""What an element looks like on paper, as far as it differs from what is around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.report.paper.cascade import SIDES
from detente.report.paper.measures import colour, columns, insets, length, line, share
from detente.report.paper.parts import Json, Told

if TYPE_CHECKING:
    from detente.report.paper.cascade import Looks
    from detente.report.paper.tree import Element

INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "br",
        "button",
        "cite",
        "code",
        "em",
        "i",
        "label",
        "q",
        "small",
        "span",
        "strong",
        "svg",
    }
)
"""Elements that stand in a line of words, unless the style sheet says otherwise."""

CELLS = frozenset({"td", "th"})
ROWS = frozenset({"br", "dd", "dt", "li", "p", "tr"})
"""Elements that begin a line."""

LETTER = 0.4
"""How wide a letter is on average, in its own size."""

LONG = 48
"""Lines from which on a part may be broken over two pages, whatever the style sheet says: a page has some 58,
and might be too short for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What an element finds around it.

    Attributes:
        looks: The looks of the element that holds it.
        size: The size of the letters, in rem.
        room: The width that there is, in rem.
        ground: The colour under it.
    """

    looks: Looks
    size: float
    room: float
    ground: str | None


def size_of(looks: Looks, around: Around) -> float:
    """The size of the letters of an element, in rem."""
    known = looks.get("font-size")
    if known is None or known == around.looks.get("font-size"):
        return around.size
    return length(known, size=around.size) or around.size


def letters_told(element: Element, looks: Looks, around: Around) -> Told:
    """How words look: their size, colour, weight and slant, and where they stand in a line."""
    size, ink, weight = size_of(looks, around), colour(looks.get("color")), looks.get("font-weight")
    told: Told = {}
    if size != around.size:
        told["size"] = round(size, 3)
    if ink and ink != colour(around.looks.get("color")):
        told["ink"] = ink
    if weight != around.looks.get("font-weight") and (weight or "").isdigit():
        told["weight"] = int(weight or "")
    if looks.get("font-style") == "italic":
        told["italic"] = True
    if element.tag in CELLS or looks.get("text-align") != around.looks.get("text-align"):
        told["align"] = looks.get("text-align", "left")
    return told


def box_told(element: Element, looks: Looks, around: Around) -> Told:
    """The box of an element: its ground and lines, the room in it and around it, where it may be broken."""
    told: Told = {}
    ground, ink = colour(looks.get("background-color")), colour(looks.get("color"))
    if ground and ground != around.ground:
        told["ground"] = ground
    lines = [line(looks.get(f"border-{side}"), ink=ink) for side in SIDES]
    if any(lines):
        told["lines"] = [None if known is None else list[Json](known) for known in lines]
    if looks.get("border-radius", "0") != "0":
        told["round"] = True
    if looks.get("break-inside") == "avoid" and _lines(element, around.room) < LONG:
        told["whole"] = True
    if looks.get("break-after") == "avoid":
        told["sticky"] = True
    if looks.get("list-style") == "none":
        told["bare"] = True
    return {**told, **_room_told(element, looks, size_of(looks, around))}


def _lines(element: Element, room: float) -> float:
    """How many lines an element may take: those that are begun, and twice what its words fill."""
    filled = len(element.text) * LETTER / max(room, 1.0)
    return 2 * filled + sum(part.tag in ROWS for part in element.all())


def _room_told(element: Element, looks: Looks, size: float) -> Told:
    """The room in a box and around it; a box that is drawn wider than what holds it bleeds."""
    told: Told = {}
    pads = insets(looks)
    if any(pads):
        told["pads"] = list[Json](pads)
        bleed = [max(-(length(looks.get(f"margin-{side}")) or 0.0), 0.0) for side in SIDES]
        told |= {"bleed": list[Json](bleed)} if any(bleed) else {}
    for name, side in (("before", "left"), ("after", "right")):
        known = length(looks.get(f"margin-{side}"), size=size)
        if known and known > 0:
            told[name] = round(known, 3)
    wide, high = (length(looks.get(side), size=size) for side in ("width", "height"))
    if wide and not element.children:
        told["sign"] = [wide, high or 0.0]
    rows = looks.get("grid-row", "").removeprefix("span ")
    if rows.isdigit():
        told["rows"] = int(rows)
    part = share(looks.get("width"))
    if part and element.tag in CELLS:
        told["share"] = part
    return told


def layout_told(element: Element, looks: Looks, room: float, first: Looks) -> Told:
    """How an element sets what it holds: in a line, in a grid, in a flow of boxes, in a row.

    Args:
        element: The element.
        looks: What it looks like.
        room: The width that there is, in rem.
        first: The looks of the first element in it.
    """
    display = looks.get("display", "inline" if element.tag in INLINE else "block")
    down, _, across = (looks.get("gap") or "0").partition(" ")
    gap: list[Json] = [length(down) or 0.0, length(across or down) or 0.0]
    told: Told = {"inline": True} if display.startswith("inline") else {}
    part = share(looks.get("width"))
    if part and part < 1 and element.tag not in CELLS:
        told["share"] = part
    direction = looks.get("flex-direction", "row")
    if direction == "column-reverse":
        told["reversed"] = True
    if display.endswith("flex") and direction == "row":
        told |= {"flow": "wrap" if looks.get("flex-wrap") == "wrap" else "row", "gap": gap}
    template = looks.get("grid-template-columns") if display == "grid" else _boxes_of(told, first)
    made = columns(template, room=room, gap=float(str(gap[1])), holds=len(element.inside))
    if made and len(made) > 1:
        told |= {"grid": list[Json](made), "gap": gap}
    return told


def _boxes_of(flow: Told, first: Looks) -> str | None:
    """The columns of a flow whose boxes grow alike from a least width; None of any other."""
    basis = first.get("flex", "").split()
    return (
        f"repeat(auto-fit, minmax({basis[2]}, 1fr))"
        if flow.get("flow") == "wrap" and len(basis) == 3
        else None
    )
