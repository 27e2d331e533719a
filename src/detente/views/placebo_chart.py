"""Before and after as a chart: the truce among windows without one, by the ratio of rates."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from detente.views.drawing import Spec, layer, layered
from detente.views.palette import ROLES

if TYPE_CHECKING:
    from detente.watch.keeping.model import BeforeAfter

STEPS = tuple(4.0**power for power in range(-10, 11))
"""Ratios that the axis may name."""
WIDTH, HEIGHT = 560, 90


def placebo_chart(found: BeforeAfter) -> Spec:
    """Ticks for windows without a truce, and the truce itself as a diamond."""
    truce = found.truce or 0.0
    values = [exp(value) for _, value in found.placebos] + [exp(truce)]
    low = max((step for step in STEPS if step <= min(values)), default=STEPS[0])
    high = min((step for step in STEPS if step >= max(values)), default=STEPS[-1])
    axis = {
        "title": "rate within over rate before",
        "values": [step for step in STEPS if low <= step <= high],
        "labelExpr": "datum.value < 1 ? '1/' + format(1 / datum.value, '.0f') : format(datum.value, '.0f')",
        "grid": True,
    }
    across = {
        "field": "x",
        "type": "quantitative",
        "scale": {"type": "log", "domain": [low, high], "nice": False},
        "axis": axis,
    }
    ticks = [
        {"x": exp(value), "told": f"window from {day}: {exp(value):.2f} times"}
        for day, value in found.placebos
    ]
    own = [{"x": exp(truce), "told": f"the truce: {exp(truce):.2f} times"}]
    tick: Spec = {"type": "tick", "thickness": 1.6, "size": 26, "color": ROLES["cloud"], "opacity": 0.85}
    mark = {
        "type": "point",
        "shape": "diamond",
        "size": 170,
        "filled": True,
        "color": ROLES["ink"],
        "opacity": 1,
    }
    even: Spec = {"type": "rule", "color": ROLES["muted"], "strokeDash": [3, 3]}
    told = {"field": "told"}
    return layered(
        [
            layer([{"x": 1.0}], even, x=across),
            layer(ticks, tick, x=across, description=told),
            layer(own, mark, x=across, description=told),
        ],
        width=WIDTH,
        height=HEIGHT,
    )
