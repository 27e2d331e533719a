"""A page as a story for paper: plain data, in which every word of a case is a string and never a command.

An element becomes its tag and its looks, as far as they differ from those around it, with what it holds; a
word becomes a string. What the style sheet hides in print is left out, and what only screen readers read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.report.paper.looks import Around, box_told, layout_told, letters_told, size_of
from detente.report.paper.measures import colour, insets, length, share
from detente.report.paper.parts import Json, Told
from detente.report.paper.selectors import Place
from detente.report.paper.tables import table_columns

if TYPE_CHECKING:
    from detente.report.paper.cascade import Looks, Sheet
    from detente.report.paper.drawings import Studio

UNSEEN = frozenset({"head", "input", "script", "style", "symbol"})
"""Elements that are never set."""

FOR_SCREENS = frozenset({"sprite", "sr"})
"""Classes of what is there for screens and their readers: shapes that others name, words beside drawings."""

KEPT = ("id", "href", "colspan", "rowspan", "start")
"""Attributes that paper has a use for."""

_UNBROKEN = re.compile(r"\S{24}(?=\S{24})")
"""A part of a word so long that it might not fit a line; a line may be broken after it."""

_BLANKS = re.compile("[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells a page.

    Attributes:
        sheet: The style sheet.
        studio: What drawings are made with.
        drawings: The drawings so far, each once, with its number.
    """

    sheet: Sheet
    studio: Studio
    drawings: dict[str, int] = field(default_factory=dict)

    def tell(self, place: Place, around: Around) -> Told | None:
        """The story of an element and all inside it; None where nothing of it is on paper."""
        element, looks = place.element, self.sheet.looks(place, around.looks)
        if element.tag in UNSEEN or FOR_SCREENS & set(element.classes) or looks.get("display") == "none":
            return None
        if element.tag == "svg":
            return self._drawn(place, looks, size_of(looks, around))
        pads = insets(looks)
        room = around.room - pads[1] - pads[3]
        layout = layout_told(element, looks, room, self._first(place, looks))
        told: Told = {
            "tag": element.tag,
            **{name: element.attributes[name] for name in KEPT if name in element.attributes},
            **({"classes": list[Json](element.classes)} if element.classes else {}),
            **letters_told(element, looks, around),
            **box_told(element, looks, around),
            **layout,
        }
        made = layout.get("grid")
        inner = room / (len(made) if isinstance(made, list) else 1)
        ground = colour(looks.get("background-color")) or around.ground
        within = Around(looks=looks, size=size_of(looks, around), room=inner, ground=ground)
        told["parts"] = list(self._parts(place, within))
        if element.tag == "table":
            told["columns"] = table_columns(told, inner / within.size)
        return told

    def _first(self, place: Place, looks: Looks) -> Looks:
        inside = place.element.inside
        return self.sheet.looks(Place(inside[0], place), looks) if inside and "display" in looks else {}

    def _parts(self, place: Place, around: Around) -> Iterator[Json]:
        before = self.sheet.looks(place, around.looks, before=True).get("content", "none")
        if before != "none":
            yield before.strip('"')
        inside = 0
        for child in place.element.children:
            if isinstance(child, str):
                yield _set(child, around.looks)
                continue
            told = self.tell(Place(child, place, inside), around)
            inside += 1
            if told is not None:
                yield told

    def _drawn(self, place: Place, looks: Looks, size: float) -> Told:
        attributes = place.element.attributes
        number = self.drawings.setdefault(self.studio.svg(place, looks), len(self.drawings))
        box = (attributes.get("viewBox") or "0 0 16 16").split()
        return {
            "tag": "svg",
            "drawing": number,
            "box": [float(box[2]), float(box[3])],
            "stretch": attributes.get("preserveAspectRatio") == "none",
            "inline": looks.get("display", "inline") != "block",
            "width": None if share(looks.get("width")) else length(looks.get("width"), size=size),
            "height": length(looks.get("height"), size=size),
            "label": attributes.get("aria-label"),
        }


def _set(text: str, looks: Looks) -> str:
    """A text as it is set: blanks in a row are one, and none is broken where a line may not be."""
    plain = _UNBROKEN.sub("\\g<0>\N{ZERO WIDTH SPACE}", _BLANKS.sub(" ", text))
    return plain.replace(" ", "\N{NO-BREAK SPACE}") if looks.get("white-space") == "nowrap" else plain
