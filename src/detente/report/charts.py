"""Charts as drawings inside the page: SVG that follows the page's colours, light, dark and in print.

The drawing that Vega makes is read, and written anew with the few elements and attributes that matter: its
texts are escaped like all others, and its colours become the page's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.report.markup import Html, el, html, printable
from detente.views.drawing import plotting
from detente.views.palette import ROLES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from detente.views.drawing import Spec

VEGA_LITE = "6.4"
"""The grammar that drawings are compiled with, fixed so that the same chart gives the same bytes."""

_KEPT = (
    "transform", "d", "x2", "y2", "fill", "stroke", "stroke-width", "stroke-dasharray", "opacity",
    "font-size", "font-weight", "text-anchor",
)  # fmt: skip
_COLOURS = {colour: f"var(--{role})" for role, colour in ROLES.items()}
_LONG = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_CIRCLE = re.compile(r"^M([\d.]+),0A")
_PLACE = re.compile(r"^translate\(([-\d.]+),([-\d.]+)\)$")
_SAYS_NOTHING = {"opacity": "1", "transform": "translate(0,0)", "stroke-dasharray": "1,0"}


def svg(spec: Spec, *, label: str) -> Html:
    """A chart as inline SVG; marks with a description show it when pointed at.

    Args:
        spec: The chart.
        label: What it shows, for those who cannot see it.

    Raises:
        MissingExtraError: if vl-convert is not installed.
    """
    from defusedxml.ElementTree import fromstring

    convert = plotting("vl_convert")
    drawn = str(convert.vegalite_to_svg(_printable(spec), vl_version=VEGA_LITE))
    root: Element = fromstring(drawn)
    box = root.attrib["viewBox"]
    return el("svg", _inside(root), class_="chart", viewBox=box, role="img", aria_label=label)


def _printable(part: object) -> object:
    """A specification whose texts XML can hold."""
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, dict):
        return {key: _printable(value) for key, value in part.items()}
    return [_printable(value) for value in part] if isinstance(part, list) else part


def _inside(parent: Element) -> Html:
    return html([_anew(child) for child in parent])


def _anew(element: Element) -> Html:
    name = element.tag.rpartition("}")[2]
    look = _look(element)
    match name:
        case "g":
            inside = _inside(element)
            return el("g", inside, **look) if inside and look else inside
        case "text":
            return el("text", element.text, **look)
        case "line" if "stroke" in look:
            return el("line", **look)
        case "path" if "fill" in look or "stroke" in look:
            told = element.attrib.get("aria-label")
            return _path(look, el("title", told) if told else None)
    return Html("")


def _path(look: dict[str, str], title: Html | None) -> Html:
    """A path; a circle is written as one."""
    circle, place = _CIRCLE.match(look["d"]), _PLACE.match(look.get("transform", ""))
    if circle is None or place is None:
        return el("path", title, **look)
    rest = {key: value for key, value in look.items() if key not in {"d", "transform"}}
    return el("circle", title, cx=place[1], cy=place[2], r=circle[1], **rest)


def _look(element: Element) -> dict[str, str]:
    """The attributes that matter, with numbers to a tenth and colours by role."""
    look: dict[str, str] = {}
    for key in _KEPT:
        value = element.attrib.get(key)
        if value is None:
            continue
        value = _COLOURS.get(value, value)
        if key in {"transform", "d", "x2", "y2"}:
            value = _LONG.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), value)
        if value != _SAYS_NOTHING.get(key):
            look[key] = value
    return look
