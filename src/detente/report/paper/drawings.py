"""Drawings of the page as files of their own: what the style sheet says of them is written into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.report.markup import Html, el
from detente.report.paper.cascade import filled
from detente.report.paper.selectors import Place

if TYPE_CHECKING:
    from detente.report.paper.cascade import Looks, Sheet
    from detente.report.paper.tree import Element

DRAWN = (
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap",
    "opacity", "font-size", "font-weight", "letter-spacing", "text-anchor",
)  # fmt: skip
"""What the style sheet says of a part of a drawing; it goes before what the part says itself."""

TOLD = frozenset({"title", "desc"})
"""Parts that a pointer shows: paper has none."""

_NAMED = re.compile(r"url\(#([\w-]+)\)")
_UNIT = re.compile(r"^(-?[\d.]+)px$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """What drawings are made with.

    Attributes:
        sheet: The style sheet.
        named: Parts of the page by their names, which drawings may show or be filled with.
        page: The looks of the page itself.
        font: The letters of drawings.
    """

    sheet: Sheet
    named: Mapping[str, Element]
    page: Looks
    font: str

    def svg(self, place: Place, looks: Looks) -> str:
        """A drawing as a file.

        Args:
            place: The drawing on the page.
            looks: What it looks like.
        """
        element = place.element
        box = element.attributes.get("viewBox") or next(self._boxes(element), "0 0 16 16")
        inside = self._inside(place, looks)
        patterns = [self._pattern(name) for name in sorted(set(_NAMED.findall(inside)))]
        ratio = element.attributes.get("preserveAspectRatio")
        drawing = el(
            "svg",
            el("defs", patterns) if patterns else None,
            inside,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=box,
            preserveAspectRatio=ratio,
            font_family=self.font,
            fill=looks.get("fill"),
        )
        return drawing.replace("currentColor", looks.get("color", "#000"))

    def _boxes(self, element: Element) -> Iterator[str]:
        """The measures of the drawings that are shown by their names."""
        for part in element.inside:
            if part.tag == "use":
                yield self.named[part.attributes["href"][1:]].attributes["viewBox"]

    def _pattern(self, name: str) -> Html:
        place = Place(self.named[name])
        return self._anew(place, self.sheet.looks(place, self.page))

    def _inside(self, place: Place, looks: Looks) -> Html:
        parts: list[str] = []
        inside = 0
        for child in place.element.children:
            if isinstance(child, str):
                parts.append(el("tspan", child) if child.strip() else "")
                continue
            own = Place(child, place, inside)
            inside += 1
            if child.tag in TOLD:
                continue
            if child.tag == "use":
                parts.append(self._inside(Place(self.named[child.attributes["href"][1:]], place), looks))
            else:
                parts.append(self._anew(own, self.sheet.looks(own, looks)))
        return Html("".join(parts))

    def _anew(self, place: Place, looks: Looks) -> Html:
        element = place.element
        said = {key: value for key, value in element.attributes.items() if key not in {"class", "role"}}
        for name in DRAWN:
            if name in looks and not (name.startswith("font") and element.tag != "text"):
                said[name] = _UNIT.sub(r"\1", looks[name])
        words = {key: filled(value, looks) for key, value in said.items()}
        return el(element.tag, self._inside(place, looks), **words)
