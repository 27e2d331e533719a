"""Parallel coordinates: one axis for each party, one line for each efficient package.

Every axis has the range of its own party, from its worst to its best on the drawing, as utilities of
different parties are not to be compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.views.drawing import DASHES, chart, layered, mark_letters, mark_selected, plotting
from detente.views.numbers import decimal
from detente.views.palette import ROLES
from detente.views.scatter import letters, near

if TYPE_CHECKING:
    from altair import Chart, LayerChart

    from detente.views.scatter import Scatter

LINES = 120
"""Most lines that are drawn."""

AXES = 8
"""Most axes that are drawn, in the order of the case."""

WIDTH, HEIGHT = 380, 250
LABELS_WITHIN = 0.06


def parallel(scatter: Scatter) -> LayerChart:
    """Parallel coordinates of a frontier.

    Raises:
        MissingExtraError: if Altair is not installed.
    """
    columns = tuple(range(min(len(scatter.parties), AXES)))
    layers = [
        _lines(scatter, columns),
        *_axes(scatter, columns),
        *_no_deal(scatter, columns),
        *_solutions(scatter, columns),
    ]
    return layered(layers, width=WIDTH, height=HEIGHT)


def _line(
    scatter: Scatter, columns: tuple[int, ...], worth: list[float], **told: object
) -> list[dict[str, object]]:
    return [{"x": column, "y": scatter.share(column, worth[column]), **told} for column in columns]


def _lines(scatter: Scatter, columns: tuple[int, ...]) -> Chart:
    alt = plotting("altair")
    rows = [
        row
        for number, worth in enumerate(scatter.drawn(*columns, most=LINES))
        for row in _line(scatter, columns, worth, line=number, told=scatter.told(worth))
    ]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.25, len(columns) - 0.75], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.22, 1.1], nice=False))
    lines = chart(rows).mark_line(strokeWidth=1, opacity=0.4, color=ROLES["cloud"])
    drawn: Chart = lines.encode(x=x, y=y, detail="line:N", description="told:N")
    return drawn


def _axes(scatter: Scatter, columns: tuple[int, ...]) -> list[Chart]:
    """An axis for each party, with the ends of its range and its name."""
    rows = []
    for column in columns:
        low, high = scatter.span(column)
        row = {"x": column, "low": 0, "high": 1, "least": decimal(low), "most": decimal(high)}
        rows.append({**row, "title": scatter.titles[column], "below": -0.14})
    base = chart(rows)
    muted = ROLES["muted"]
    room = (WIDTH / len(columns)) * 0.95
    title = base.mark_text(fontSize=12, color=ROLES["ink"], limit=room, baseline="top", dy=8)
    return [
        base.mark_rule(color=muted).encode(x="x:Q", y="low:Q", y2="high:Q"),
        base.mark_text(fontSize=11, color=muted, limit=90, dy=-8).encode(x="x:Q", y="high:Q", text="most:N"),
        base.mark_text(fontSize=11, color=muted, limit=90, dy=10).encode(x="x:Q", y="low:Q", text="least:N"),
        title.encode(x="x:Q", y="below:Q", text="title:N"),
    ]


def _no_deal(scatter: Scatter, columns: tuple[int, ...]) -> list[Chart]:
    """A tick at each party's utility of no deal, where it may be shown."""
    rows = [
        {"x": column - 0.06, "x2": column + 0.06, "y": scatter.share(column, scatter.no_deal[party])}
        for column, party in enumerate(scatter.parties)
        if column in columns and party in scatter.no_deal
    ]
    if not rows:
        return []
    ticks = chart(rows).mark_rule(color=ROLES["no-deal"], strokeWidth=3)
    return [ticks.encode(x="x:Q", x2="x2:Q", y="y:Q")]


def _solutions(scatter: Scatter, columns: tuple[int, ...]) -> list[Chart]:
    """A line with marks for each selected package, and letters at the last axis."""
    layers: list[Chart] = []
    ends: list[tuple[float, float]] = []
    for known in scatter.selected:
        worth, concept = scatter.chosen(known), known.concepts[0]
        told = f"{letters([known])}: {scatter.told(worth)}"
        base = chart(_line(scatter, columns, worth, told=told))
        line = base.mark_line(color=ROLES[concept], strokeWidth=2.5, strokeDash=DASHES[concept])
        layers += [
            line.encode(x="x:Q", y="y:Q", description="told:N"),
            mark_selected(base, known).encode(x="x:Q", y="y:Q", description="told:N"),
        ]
        ends.append((0.0, scatter.share(columns[-1], worth[columns[-1]])))
    for group in near(ends, within=LABELS_WITHIN):
        label = {
            "x": columns[-1],
            "y": max(ends[number][1] for number in group),
            "letters": letters([scatter.selected[number] for number in group]),
        }
        text = mark_letters(chart([label]), dx=9, dy=0)
        layers.append(text.encode(x="x:Q", y="y:Q", text="letters:N"))
    return layers
