"""Icons: stances, marks of options, and the shapes that tell parties apart; drawn once, used by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from detente.case.statements import Stance
from detente.report.markup import Html, el

if TYPE_CHECKING:
    from detente.views.parties import Mark

_STROKE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
_CHECK = f'<path {_STROKE} d="M3 8.5l3.5 3.5L13 4.5"/>'
_CROSS = f'<path {_STROKE} d="M4 4l8 8M12 4l-8 8"/>'
_DASH = f'<path {_STROKE} d="M4 8h8"/>'
_SPEECH = f'<path {_STROKE} d="M2.5 3.5h11v7h-6l-3 3v-3h-2z"/>'
_HALF = f'<circle cx="8" cy="8" r="5.5" {_STROKE}/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>'

_DRAWINGS: Mapping[str, str] = {
    "red-line": '<path fill="currentColor" d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/>'
    '<path stroke="var(--paper)" stroke-width="2" stroke-linecap="round" d="M4.8 8h6.4"/>',
    "reject": _CROSS,
    "threat": f'<path {_STROKE} d="M8 2l6.5 11.5h-13z"/><path {_STROKE} d="M8 7v2.6M8 11.6v.01"/>',
    "demand": f'<path {_STROKE} d="M8 2v7M8 13v.01"/>',
    "condition": f'<path {_STROKE} d="M3 13V8a3 3 0 0 1 3-3h6M9.5 2L13 5l-3.5 3"/>',
    "accept-with-conditions": _HALF,
    "accept": _CHECK,
    "offer": f'<path {_STROKE} d="M8 3v10M3 8h10"/>',
    "support": f'<path {_STROKE} d="M3 9l5-5 5 5M8 4v9"/>',
    "reported-shift": f'<path {_STROKE} d="M2 8h11M9 4l4 4-4 4"/>',
    "speech": _SPEECH,
    "silence": _DASH,
    "unclear": f'<path {_STROKE} d="M5.5 6a2.6 2.6 0 1 1 3.7 2.3c-.8.4-1.2.9-1.2 1.7M8 13v.01"/>',
    "keeps": _CHECK,
    "refuses": _CROSS,
    "depends": _HALF,
    "silent": _DASH,
    "close": _CROSS,
    "contents": f'<path {_STROKE} d="M2 4h12M2 8h12M2 12h8"/>',
    "theme": f'<circle cx="8" cy="8" r="6" {_STROKE}/><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/>',
    "shape-circle": '<circle cx="8" cy="8" r="6.5" fill="currentColor"/>',
    "shape-diamond": '<path fill="currentColor" d="M8 .8L15.2 8 8 15.2.8 8z"/>',
    "shape-square": '<rect x="2" y="2" width="12" height="12" fill="currentColor"/>',
    "shape-triangle": '<path fill="currentColor" d="M8 1.5L15.5 14.5H.5z"/>',
    "shape-hourglass": '<path fill="currentColor" d="M2 1h12L10 8l4 7H2l4-7z"/>',
    "shape-cross": '<path fill="currentColor" d="M5.5 1h5v4.5H15v5h-4.5V15h-5v-4.5H1v-5h4.5z"/>',
    "shape-bar": '<rect x="5" y="0.5" width="6" height="15" fill="currentColor"/>',
    "shape-star": '<path fill="currentColor" d="M8 .5l2.2 5 5.3.5-4 3.6 1.2 5.4L8 12.2 3.3 15l1.2-5.4-4-3.6'
    ' 5.3-.5z"/>',
}

_OF_STANCE: Mapping[Stance, str] = {
    Stance.JUSTIFICATION: "speech",
    Stance.CLAIM: "speech",
    Stance.ASSESSMENT: "speech",
}


def sprite() -> Html:
    """All drawings, once per page."""
    symbols = [
        Html(f'<symbol id="i-{name}" viewBox="0 0 16 16">{drawing}</symbol>')
        for name, drawing in _DRAWINGS.items()
    ]
    return el("svg", symbols, class_="sprite", width=0, height=0, aria_hidden="true")


def icon(name: str, *, class_: str = "") -> Html:
    """A drawing by name, silent to screen readers: words stand beside it."""
    drawing = Html(f'<use href="#i-{name}"/>')
    return el("svg", drawing, class_=f"i {class_}".strip(), aria_hidden="true", focusable="false")


def stance_icon(stance: Stance) -> Html:
    """The drawing of a stance."""
    return icon(_OF_STANCE.get(stance, stance.value), class_=f"st-{_OF_STANCE.get(stance, stance.value)}")


def party_name(mark: Mark) -> Html:
    """A party's mark and its name."""
    shape = icon(f"shape-{mark.shape}", class_=f"c{mark.colour}")
    return el("span", shape, el("span", mark.title), class_="party")
