"""The plane of two parties: what efficient packages are worth to each, and where the solutions lie."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from detente.views.drawing import Spec, layer, layered, letters_mark, selected_mark
from detente.views.palette import ROLES
from detente.views.scatter import letters, near

if TYPE_CHECKING:
    from detente.views.scatter import Scatter

POINTS = 260
"""Most points that are drawn on one plane."""

PAIRS = 10
"""Most pairs of parties for which a plane is drawn."""

WIDTH, HEIGHT = 360, 300
LABELS_WITHIN = 0.06


def pairs(scatter: Scatter) -> list[tuple[int, int]]:
    """Columns of each pair of parties, in the order of the case, at most :data:`PAIRS`."""
    return list(combinations(range(len(scatter.parties)), 2))[:PAIRS]


def plane(scatter: Scatter, first: int, second: int) -> Spec:
    """The plane of two parties.

    Args:
        scatter: The points.
        first: Column of the party on the horizontal axis.
        second: Column of the party on the vertical axis.
    """
    layers = [
        *_no_deal(scatter, first, second),
        _cloud(scatter, first, second),
        *_solutions(scatter, first, second),
    ]
    return layered(layers, width=WIDTH, height=HEIGHT)


def _cloud(scatter: Scatter, first: int, second: int) -> Spec:
    rows = [
        {"x": worth[first], "y": worth[second], "told": scatter.told(worth)}
        for worth in scatter.drawn(first, second, most=POINTS)
    ]
    x, y = (
        {
            "field": field,
            "type": "quantitative",
            "title": f"{scatter.titles[column]}: utility",
            "scale": {"domain": _domain(scatter, column), "nice": False, "zero": False},
            "axis": {"tickCount": 5},
        }
        for field, column in (("x", first), ("y", second))
    )
    mark: Spec = {"type": "circle", "size": 22, "opacity": 0.55, "color": ROLES["cloud"]}
    return layer(rows, mark, x=x, y=y, description="told")


def _domain(scatter: Scatter, column: int) -> list[float]:
    """The range of an axis with some room at both ends, for marks and the words beside them."""
    low, high = scatter.span(column)
    room = 0.06 * ((high - low) or 1.0)
    return [low - room, high + room]


def _no_deal(scatter: Scatter, first: int, second: int) -> list[Spec]:
    """A line at each party's utility of no deal, where it may be shown."""
    layers: list[Spec] = []
    rule: Spec = {"type": "rule", "color": ROLES["no-deal"], "strokeDash": [4, 3]}
    text: Spec = {"type": "text", "text": "no deal", "color": ROLES["no-deal"], "fontSize": 10}
    across, up = (scatter.no_deal.get(scatter.parties[column]) for column in (first, second))
    if across is not None:
        aside = {**text, "angle": 270, "align": "left", "dx": 24, "dy": -5}
        layers.append(layer([{"x": across}], rule, x="x"))
        layers.append(layer([{"x": across}], aside, x="x", y={"value": HEIGHT}))
    if up is not None:
        below = {**text, "align": "right", "dx": -4, "dy": 9}
        layers.append(layer([{"y": up}], rule, y="y"))
        layers.append(layer([{"y": up}], below, y="y", x={"value": WIDTH}))
    return layers


def _solutions(scatter: Scatter, first: int, second: int) -> list[Spec]:
    """A mark for each selected package, and one label for those whose labels would overlap."""
    worths = [scatter.chosen(known) for known in scatter.selected]
    layers: list[Spec] = []
    for known, worth in zip(scatter.selected, worths, strict=True):
        row = {"x": worth[first], "y": worth[second], "told": f"{letters([known])}: {scatter.told(worth)}"}
        layers.append(layer([row], selected_mark(known), x="x", y="y", description="told"))
    spots = [(scatter.share(first, worth[first]), scatter.share(second, worth[second])) for worth in worths]
    for group in near(spots, within=LABELS_WITHIN):
        label = {
            "x": max(worths[number][first] for number in group),
            "y": max(worths[number][second] for number in group),
            "letters": letters([scatter.selected[number] for number in group]),
        }
        layers.append(layer([label], letters_mark(dx=8, dy=-7), x="x", y="y", text="letters"))
    return layers
