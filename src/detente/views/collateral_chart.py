"""Chart of what collateral does: the more an alarm takes of a side, the more often no violation pays."""

from __future__ import annotations

from math import ceil, isinf
from typing import TYPE_CHECKING

from detente.views.drawing import Spec, layer, layered
from detente.views.palette import ROLES
from detente.views.words import party_title

if TYPE_CHECKING:
    from detente.enforce.deal.finding import Deal

WIDTH, HEIGHT = 560, 230
POINTS = 120
SHOWN = 0.95
"""The axis ends where this share of the draws of each side has enough; a few draws may need far more."""
LOOKS: tuple[tuple[str, list[int]], ...] = (("ink", [1, 0]), ("no-deal", [6, 3]))
"""Role of the colour and dashes of the line of each side, in their order."""


def collateral_chart(deal: Deal) -> Spec:
    """Share of draws in which no violation pays, by what an alarm takes of the side, in its own unit."""
    end = axis_end(deal)
    x = {
        "field": "x",
        "type": "quantitative",
        "title": "What an alarm takes of the side, in its own unit (K)",
        "scale": {"domain": [0, end], "nice": False},
        "axis": {"tickCount": 6},
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "title": "Share of draws: no violation pays",
        "scale": {"domain": [0, 1], "nice": False},
        "axis": {"tickCount": 5, "format": "%"},
    }
    layers: list[Spec] = []
    upper = max(deal.sides, key=lambda side: enough(side.least_drawn, end / 8))
    for number, side in enumerate(deal.sides):
        colour, dash = LOOKS[number]
        rows = [
            {"x": end * step / POINTS, "y": enough(side.least_drawn, end * step / POINTS)}
            for step in range(POINTS + 1)
        ]
        mark: Spec = {"type": "line", "color": ROLES[colour], "strokeWidth": 2, "strokeDash": dash}
        text: Spec = {"type": "text", "text": party_title(deal.case, side.party), "color": ROLES[colour]}
        text |= {"fontSize": 11, "align": "left", "dx": 6, "dy": -8 if side is upper else 18}
        layers.append(layer(rows, mark, x=x, y=y))
        layers.append(layer(rows[30 * (number + 1) :][:1], text, x="x", y="y"))
    return layered(layers, width=WIDTH, height=HEIGHT)


def axis_end(deal: Deal) -> float:
    """The most that the chart's axis shows, in the own unit of each side: above 0, and finite."""
    ends = [_quantile([amount for amount in side.least_drawn if not isinf(amount)]) for side in deal.sides]
    return max([1e-9, *ends]) * 1.05


def _quantile(amounts: list[float]) -> float:
    """The least amount that is enough in ``SHOWN`` of these draws; 0 without any."""
    return sorted(amounts)[ceil(SHOWN * len(amounts)) - 1] if amounts else 0.0


def enough(least: tuple[float, ...], amount: float) -> float:
    """Share of draws in which so large a forfeit is enough against all violations."""
    return sum(one <= amount for one in least) / len(least)
