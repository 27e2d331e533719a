"""Acceptability drawn: a row for each listed package, a bar for each party and one for all together."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from detente.views.drawing import Spec, layer, layered
from detente.views.palette import ROLES
from detente.views.robust_words import with_interval

if TYPE_CHECKING:
    from detente.accept.robustness.result import Robustness, RobustPackage
    from detente.accept.robustness.share import Share

PARTIES = 6
"""Most parties that have a column of their own, in the order of the case."""

WIDTH, ROW = 400, 17
LONG = 0.86
"""Length of a bar that stands for all draws; a column is 1 wide."""
THICK = 0.3
LETTERS = 11
"""Letters of a column's head on one line."""


def acceptability(found: Robustness) -> Spec:
    """The chart of a robustness result with at least one listed package."""
    parties = found.case.parties[:PARTIES]
    columns = ["To all", *(party.title for party in parties)]
    cells = [
        _cell(number, column, share, columns)
        for number, package in enumerate(found.packages, start=1)
        for column, share in enumerate(_shares(package, [party.id for party in parties]))
    ]
    labels = [
        {"x": -0.12, "y": -number, "label": f"{number}"} for number in range(1, len(found.packages) + 1)
    ]
    heads = [
        {"x": column, "y": 0.85 - line, "label": words}
        for column, title in enumerate(columns)
        for line, words in enumerate(_two_lines(title))
    ]
    wide = {"type": "text", "fontSize": 11, "color": ROLES["ink"], "align": "left"}
    wide["limit"] = round(WIDTH / (len(columns) + 0.4) * 0.95)
    number: Spec = {"type": "text", "fontSize": 11, "color": ROLES["muted"], "align": "right"}
    layers = [
        _bars(cells, ROLES["grid"], "end", x=_across(len(columns)), y=_down(len(found.packages))),
        _bars([cell for cell in cells if cell["x"]], ROLES["cloud"], "x2"),
        _bars([cell for cell in cells if not cell["x"]], ROLES["muted"], "x2"),
        layer(cells, {"type": "rule", "color": ROLES["ink"]}, x="low", x2="high", y="y", description="told"),
        layer(labels, number, x="x", y="y", text="label"),
        layer(heads, wide, x="x", y="y", text="label"),
    ]
    return layered(layers, width=WIDTH, height=ROW * (len(found.packages) + 2))


def _shares(package: RobustPackage, parties: Sequence[str]) -> list[Share]:
    return [package.acceptable_to_all, *(package.acceptable[party] for party in parties)]


def _cell(number: int, column: int, share: Share, columns: Sequence[str]) -> dict[str, object]:
    low, high = share.interval
    return {
        "x": column,
        "x2": column + LONG * share.value,
        "end": column + LONG,
        "low": column + LONG * low,
        "high": column + LONG * high,
        "y": -number,
        "top": -number + THICK,
        "bottom": -number - THICK,
        "told": f"Package {number}: {columns[column].lower() if not column else columns[column]} "
        f"{with_interval(share)}",
    }


def _two_lines(title: str) -> list[str]:
    """A title on two lines, the last at the bottom; what does not fit there is cut by the chart."""
    first, *rest = wrap(title, LETTERS) or [""]
    return [first, " ".join(rest)] if rest else ["", first]


def _bars(cells: Sequence[dict[str, object]], colour: str, end: str, **scales: Spec) -> Spec:
    mark: Spec = {"type": "rect", "color": colour}
    return layer(
        cells,
        mark,
        x=scales.get("x", "x"),
        x2=end,
        y=scales.get("y", {"field": "top", "type": "quantitative"}),
        y2="bottom",
        description="told",
    )


def _across(columns: int) -> Spec:
    scale = {"domain": [-0.4, columns], "nice": False, "zero": False}
    return {"field": "x", "type": "quantitative", "axis": None, "scale": scale}


def _down(rows: int) -> Spec:
    scale = {"domain": [-rows - 0.6, 1.6], "nice": False, "zero": False}
    return {"field": "top", "type": "quantitative", "axis": None, "scale": scale}
