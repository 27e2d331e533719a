"""Parallel coordinates: one axis for each party, one line for each efficient package.

Every axis has the range of its own party, from its worst to its best on the drawing, as utilities of
different parties are not to be compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.views.drawing import DASHES, Spec, layer, layered, letters_mark, selected_mark
from detente.views.numbers import decimal
from detente.views.palette import ROLES
from detente.views.scatter import letters, near

if TYPE_CHECKING:
    from detente.views.scatter import Scatter

LINES = 200
"""Most lines that are drawn."""

AXES = 8
"""Most axes that are drawn, in the order of the case."""

WIDTH, HEIGHT = 380, 250
LABELS_WITHIN = 0.06


def parallel(scatter: Scatter) -> Spec:
    """Parallel coordinates of a frontier."""
    columns = tuple(range(min(len(scatter.parties), AXES)))
    layers = [
        _lines(scatter, columns),
        *_axes(scatter, columns),
        *_no_deal(scatter, columns),
        *_solutions(scatter, columns),
    ]
    return layered(layers, width=WIDTH, height=HEIGHT)


def _line(scatter: Scatter, columns: tuple[int, ...], worth: list[float], **told: object) -> list[Spec]:
    return [{"x": column, "y": scatter.share(column, worth[column]), **told} for column in columns]


def _lines(scatter: Scatter, columns: tuple[int, ...]) -> Spec:
    rows = [
        row
        for number, worth in enumerate(scatter.drawn(*columns, most=LINES))
        for row in _line(scatter, columns, worth, line=number, told=scatter.told(worth))
    ]
    x, y = (
        {
            "field": field,
            "type": "quantitative",
            "axis": None,
            "scale": {"domain": domain, "nice": False, "zero": False},
        }
        for field, domain in (("x", [-0.3, len(columns) - 0.7]), ("y", [-0.18, 1.1]))
    )
    mark: Spec = {"type": "line", "strokeWidth": 1, "opacity": 0.4, "color": ROLES["cloud"]}
    return layer(rows, mark, x=x, y=y, detail="line", description="told")


def _axes(scatter: Scatter, columns: tuple[int, ...]) -> list[Spec]:
    """An axis for each party, with the ends of its range and its name."""
    rows = []
    for column in columns:
        low, high = scatter.span(column)
        row = {"x": column, "low": 0, "high": 1, "least": decimal(low), "most": decimal(high)}
        rows.append({**row, "title": scatter.titles[column], "below": -0.1})
    small: Spec = {"type": "text", "fontSize": 11, "color": ROLES["muted"], "limit": 90}
    title: Spec = {"type": "text", "fontSize": 12, "color": ROLES["ink"], "baseline": "top", "dy": 4}
    title["limit"] = round(WIDTH / len(columns) * 0.95)
    return [
        layer(rows, {"type": "rule", "color": ROLES["muted"]}, x="x", y="low", y2="high"),
        layer(rows, {**small, "dy": -13}, x="x", y="high", text="most"),
        layer(rows, {**small, "dy": 12}, x="x", y="low", text="least"),
        layer(rows, title, x="x", y="below", text="title"),
    ]


def _no_deal(scatter: Scatter, columns: tuple[int, ...]) -> list[Spec]:
    """A tick at each party's utility of no deal, where it may be shown."""
    rows = [
        {"x": column - 0.06, "x2": column + 0.06, "y": scatter.share(column, scatter.no_deal[party])}
        for column, party in enumerate(scatter.parties)
        if column in columns and party in scatter.no_deal
    ]
    mark: Spec = {"type": "rule", "color": ROLES["no-deal"], "strokeWidth": 3}
    return [layer(rows, mark, x="x", x2="x2", y="y")] if rows else []


def _solutions(scatter: Scatter, columns: tuple[int, ...]) -> list[Spec]:
    """A line with marks for each selected package, and letters at the last axis."""
    layers: list[Spec] = []
    ends: list[tuple[float, float]] = []
    for known in scatter.selected:
        worth, concept = scatter.chosen(known), known.concepts[0]
        rows = _line(scatter, columns, worth, told=f"{letters([known])}: {scatter.told(worth)}")
        line: Spec = {"type": "line", "color": ROLES[concept], "strokeWidth": 2.5}
        line["strokeDash"] = DASHES[concept]
        layers.append(layer(rows, line, x="x", y="y", description="told"))
        layers.append(layer(rows, selected_mark(known), x="x", y="y", description="told"))
        ends.append((0.0, scatter.share(columns[-1], worth[columns[-1]])))
    for group in near(ends, within=LABELS_WITHIN):
        label = {
            "x": columns[-1],
            "y": max(ends[number][1] for number in group),
            "letters": letters([scatter.selected[number] for number in group]),
        }
        layers.append(layer([label], letters_mark(dx=9, dy=0), x="x", y="y", text="letters"))
    return layers
