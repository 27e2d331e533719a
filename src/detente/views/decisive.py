"""What an outcome hangs on, drawn: a bar for each open input, with its bootstrap interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.views.drawing import Spec, layer, layered
from detente.views.palette import ROLES
from detente.views.prose import capital
from detente.views.robust_words import bar_text, input_words, moving

if TYPE_CHECKING:
    from detente.accept.robustness.result import GroupImportance, Importance
    from detente.case.model import Case

BARS = 8
"""Most inputs that are drawn."""

WIDTH, ROW = 400, 38
LEFT, RIGHT = -0.05, 1.2
"""What is drawn of an axis from none to all; estimates may reach a little beyond both."""


def decisive(case: Case, known: Importance) -> Spec:
    """The chart of an outcome that at least one input moves."""
    rows = [_row(case, group, number) for number, group in enumerate(moving(known)[:BARS], start=1)]
    words: Spec = {"type": "text", "fontSize": 11.5, "color": ROLES["ink"], "align": "left", "dy": -14}
    words["limit"] = WIDTH
    ring: Spec = {"type": "point", "filled": True, "size": 46, "opacity": 1, "color": ROLES["paper"]}
    ring |= {"stroke": ROLES["ink"], "strokeWidth": 1.5, "shape": "circle"}
    layers = [
        layer(rows, {"type": "rect", "color": ROLES["cloud"]}, x=_across(), x2="zero", y=_down(len(rows)),
              y2="bottom", description="told"),
        layer(rows, {"type": "rule", "color": ROLES["ink"]}, x="low", x2="high", y="y", description="told"),
        layer(rows, ring, x="closed", y="y", description="told"),
        layer(rows, words, x="zero", y="y", text="label"),
    ]  # fmt: skip
    return layered(layers, width=WIDTH, height=ROW * len(rows) + 6)


def _row(case: Case, group: GroupImportance, number: int) -> dict[str, object]:
    closed, total = group.index.closed, group.index.total
    words = capital(input_words(case, group.place))
    return {
        "zero": 0,
        "x": _within(total.value),
        "low": _within(total.low),
        "high": _within(total.high),
        "closed": _within(closed.value),
        "y": -number,
        "top": -number + 0.15,
        "bottom": -number - 0.15,
        "label": words,
        "told": f"{words}: if known {bar_text(closed)}; if all else is known {bar_text(total)}",
    }


def _within(value: float) -> float:
    return min(max(value, LEFT), RIGHT)


def _across() -> Spec:
    return {
        "field": "x",
        "type": "quantitative",
        "title": "Share of the outcome's variance",
        "scale": {"domain": [LEFT, RIGHT], "nice": False, "zero": False},
        "axis": {"values": [0, 0.25, 0.5, 0.75, 1], "format": ".0%"},
    }


def _down(rows: int) -> Spec:
    scale = {"domain": [-rows - 0.35, -0.4], "nice": False, "zero": False}
    return {"field": "top", "type": "quantitative", "axis": None, "scale": scale}
