"""The plane of two parties: what efficient packages are worth to each, and where the solutions lie."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from detente.views.drawing import chart, layered, mark_letters, mark_selected, plotting
from detente.views.palette import ROLES
from detente.views.scatter import letters, near

if TYPE_CHECKING:
    from altair import Chart, LayerChart

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


def plane(scatter: Scatter, first: int, second: int) -> LayerChart:
    """The plane of two parties.

    Args:
        scatter: The points.
        first: Column of the party on the horizontal axis.
        second: Column of the party on the vertical axis.

    Raises:
        MissingExtraError: if Altair is not installed.
    """
    layers = [
        *_no_deal(scatter, first, second),
        _cloud(scatter, first, second),
        *_solutions(scatter, first, second),
    ]
    return layered(layers, width=WIDTH, height=HEIGHT)


def _cloud(scatter: Scatter, first: int, second: int) -> Chart:
    alt = plotting("altair")
    rows = [
        {"x": worth[first], "y": worth[second], "told": scatter.told(worth)}
        for worth in scatter.drawn(first, second, most=POINTS)
    ]
    x, y = (
        channel(
            field,
            title=f"{scatter.titles[column]}: utility",
            scale=alt.Scale(domain=list(scatter.span(column)), nice=True, zero=False),
            axis=alt.Axis(tickCount=5),
        )
        for channel, field, column in ((alt.X, "x:Q", first), (alt.Y, "y:Q", second))
    )
    cloud = chart(rows).mark_circle(size=22, opacity=0.55, color=ROLES["cloud"])
    drawn: Chart = cloud.encode(x=x, y=y, description="told:N")
    return drawn


def _no_deal(scatter: Scatter, first: int, second: int) -> list[Chart]:
    """A line at each party's utility of no deal, where it may be shown."""
    alt, color = plotting("altair"), ROLES["no-deal"]
    layers: list[Chart] = []
    across, up = (scatter.no_deal.get(scatter.parties[column]) for column in (first, second))
    if across is not None:
        base = chart([{"x": across}])
        layers.append(base.mark_rule(color=color, strokeDash=[4, 3]).encode(x="x:Q"))
        text = base.mark_text(text="no deal", color=color, fontSize=10, angle=270, align="left", dx=4, dy=-5)
        layers.append(text.encode(x="x:Q", y=alt.value(HEIGHT)))
    if up is not None:
        base = chart([{"y": up}])
        layers.append(base.mark_rule(color=color, strokeDash=[4, 3]).encode(y="y:Q"))
        text = base.mark_text(text="no deal", color=color, fontSize=10, align="right", dx=-4, dy=-5)
        layers.append(text.encode(y="y:Q", x=alt.value(WIDTH)))
    return layers


def _solutions(scatter: Scatter, first: int, second: int) -> list[Chart]:
    """A mark for each selected package, and one label for those whose labels would overlap."""
    worths = [scatter.chosen(known) for known in scatter.selected]
    layers: list[Chart] = []
    for known, worth in zip(scatter.selected, worths, strict=True):
        told = f"{letters([known])}: {scatter.told(worth)}"
        mark = mark_selected(chart([{"x": worth[first], "y": worth[second], "told": told}]), known)
        layers.append(mark.encode(x="x:Q", y="y:Q", description="told:N"))
    spots = [(scatter.share(first, worth[first]), scatter.share(second, worth[second])) for worth in worths]
    for group in near(spots, within=LABELS_WITHIN):
        label = {
            "x": max(worths[number][first] for number in group),
            "y": max(worths[number][second] for number in group),
            "letters": letters([scatter.selected[number] for number in group]),
        }
        text = mark_letters(chart([label]), dx=8, dy=-7)
        layers.append(text.encode(x="x:Q", y="y:Q", text="letters:N"))
    return layers
