"""Charts of a monitoring plan: what is seen along the line by hour, and what money buys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.views.coverage import stretches, target_of
from detente.views.drawing import Spec, layer, layered
from detente.views.palette import ROLES

if TYPE_CHECKING:
    from detente.verify.monitoring.model import MonitoringPlan
    from detente.views.coverage import Stretch

WIDTH, HEIGHT = 640, 230
CURVE_WIDTH, CURVE_HEIGHT = 360, 230
LOOKS: tuple[tuple[str, float], ...] = (("ink", 2.2), ("no-deal", 1.4), ("cloud", 2.6), ("cloud", 1.2))
"""Role of the colour and width of the line of each hour, in their order; the last is for all further ones."""

SEEN_DASH, ATTRIBUTED_DASH = [1, 0], [2, 3]
POINTS = 400
"""Most segments of which a chart shows each by itself; of longer lines neighbours share a step."""


def look(number: int) -> tuple[str, float]:
    """Role of the colour and width of the line of the hour with this number."""
    return LOOKS[min(number, len(LOOKS) - 1)]


def profile(plan: MonitoringPlan) -> Spec:
    """P along the line by hour: solid lines are acts seen, dotted ones acts put down to the right side."""
    known = stretches(plan)
    end = max((stretch.to_km for stretch in known), default=1.0)
    x = {
        "field": "x",
        "type": "quantitative",
        "title": "Kilometres along the line",
        "scale": {"domain": [0, end], "nice": False},
        "axis": {"tickCount": 8},
    }
    layers = []
    target = target_of(plan)
    if target is not None:
        layers += _target(target, end)
    for number, hour in enumerate(plan.hours):
        colour, width = look(number)
        for seen, dash in ((True, SEEN_DASH), (False, ATTRIBUTED_DASH)):
            mark: Spec = {"type": "line", "color": ROLES[colour], "strokeWidth": width, "strokeDash": dash}
            rows = _steps(known, hour.id, seen=seen)
            layers.append(layer(rows, mark, x=x, y=_chance(), detail=_apart()))
    return layered(layers, width=WIDTH, height=HEIGHT)


def _apart() -> Spec:
    return {"field": "piece", "type": "nominal"}


def _chance() -> Spec:
    return {
        "field": "y",
        "type": "quantitative",
        "title": "P of the act least likely seen",
        "scale": {"domain": [0, 1], "nice": False},
        "axis": {"tickCount": 5},
    }


def _target(target: float, end: float) -> list[Spec]:
    rule: Spec = {"type": "line", "color": ROLES["muted"], "strokeDash": [7, 4], "strokeWidth": 1}
    ends = [{"x": 0, "y": target}, {"x": end, "y": target}]
    return [layer(ends, rule, x="x", y=_chance())]


def _steps(known: Sequence[Stretch], hour: str, *, seen: bool) -> list[dict[str, object]]:
    """A level for each segment; segments share one, its least, where there are too many."""
    every = -(-len(known) // POINTS) or 1
    rows: list[dict[str, object]] = []
    for start in range(0, len(known), every):
        group = known[start : start + every]
        level = min((part.seen if seen else part.attributed)[hour] for part in group)
        rows += [
            {"x": round(x, 1), "y": round(level, 3), "piece": group[0].segment.piece}
            for x in (group[0].from_km, group[-1].to_km)
        ]
    return rows


def money_curve(plan: MonitoringPlan) -> Spec:
    """What a year's money buys: the least and the mean P of plans that cost so much."""
    x = {
        "field": "x",
        "type": "quantitative",
        "title": f"Million {plan.currency} a year",
        "scale": {"zero": True, "nice": True},
        "axis": {"tickCount": 5},
    }
    y = {**_chance(), "title": "P"}
    layers: list[Spec] = []
    for name, colour, dash in (("mean", "cloud", [6, 3]), ("worst", "ink", [1, 0])):
        rows = [
            {
                "x": point.per_year / 1e6,
                "y": point.mean if name == "mean" else point.worst,
                "told": f"{point.per_year / 1e6:.1f} million a year: {name} P {getattr(point, name):.2f}",
            }
            for point in plan.marginal
        ]
        mark: Spec = {"type": "line", "color": ROLES[colour], "strokeWidth": 2, "strokeDash": dash}
        dot: Spec = {"type": "circle", "size": 40, "opacity": 1, "color": ROLES[colour]}
        text: Spec = {"type": "text", "text": name, "color": ROLES["ink"], "fontSize": 11}
        text |= {"align": "right", "dx": -7, "dy": 0}
        layers.append(layer(rows, mark, x=x, y=y))
        layers.append(layer(rows, dot, x="x", y="y", description="told"))
        layers.append(layer(rows[:1], text, x="x", y="y"))
    return layered(layers, width=CURVE_WIDTH, height=CURVE_HEIGHT)
