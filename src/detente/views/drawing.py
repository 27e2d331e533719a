"""What all charts share: a Vega-Lite specification as plain data, with its rows inside and one look.

The same specification makes the page's drawing (by vl-convert) and a chart in a notebook (by Altair).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

from detente.errors import Fault, MissingExtraError
from detente.views.palette import ROLES

if TYPE_CHECKING:
    from types import ModuleType

    from altair import LayerChart

    from detente.accept.solutions import Concept
    from detente.views.selected import Selected

Spec = dict[str, object]
"""A Vega-Lite specification, or a part of one."""

DASHES: Mapping[Concept, list[int]] = {
    "nash": [1, 0],
    "kalai_smorodinsky": [7, 3],
    "egalitarian": [2, 2],
    "utilitarian": [9, 3, 2, 3],
}
"""The line of each solution concept, so that no chart depends on colour alone."""

FONT = "Liberation Sans"
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""The name of the grammar; nothing is fetched from it."""


def altair_chart(spec: Spec) -> LayerChart:
    """A specification as an Altair chart, to look at in a notebook.

    Raises:
        MissingExtraError: if Altair is not installed.
    """
    return cast("LayerChart", plotting("altair").LayerChart.from_dict(spec))


def plotting(module: str) -> ModuleType:
    """A module of the ``plot`` extra.

    Raises:
        MissingExtraError: if it is not installed, with the way to install it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        message = f"charts need the package '{module}', which is not installed"
        fault = Fault(message=message, hint="pip install 'detente[plot]'", code="missing-extra")
        raise MissingExtraError(fault) from error


def layer(rows: Sequence[Mapping[str, object]], mark: Spec, **encoding: object) -> Spec:
    """One layer: rows, how they are marked, and which field stands for what.

    A plain text stands for a field: one with the name ``x``, ``y``, ``x2`` or ``y2`` is a number, any other a
    name.
    """
    channels = {
        channel: _field(channel, field) if isinstance(field, str) else field
        for channel, field in encoding.items()
    }
    return {"data": {"values": [dict(row) for row in rows]}, "mark": mark, "encoding": channels}


def _field(channel: str, field: str) -> Spec:
    if channel in {"x2", "y2"}:
        return {"field": field}
    return {"field": field, "type": "quantitative" if channel in {"x", "y"} else "nominal"}


def layered(layers: Sequence[Spec], *, width: int, height: int) -> Spec:
    """Layers on top of each other, the first one at the bottom, in the one look of all charts."""
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "layer": list(layers),
        "config": {
            "background": "transparent",
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "labelColor": ROLES["muted"],
                "titleColor": ROLES["ink"],
                "gridColor": ROLES["grid"],
                "domainColor": ROLES["muted"],
                "tickColor": ROLES["muted"],
                "labelFontSize": 11,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
                "titleLimit": width,
                "titlePadding": 8,
            },
        },
    }


def selected_mark(known: Selected) -> Spec:
    """The mark of a selected package: a ring in no party's colour; letters beside it name its concepts."""
    return {
        "type": "point",
        "filled": True,
        "opacity": 1,
        "size": 110,
        "shape": "circle",
        "color": ROLES["paper"],
        "stroke": ROLES[known.concepts[0]],
        "strokeWidth": 2.5,
    }


def letters_mark(*, dx: float, dy: float) -> Spec:
    """The letters of selected packages, beside their mark."""
    text = {"type": "text", "fontSize": 12, "fontWeight": "bold", "color": ROLES["ink"]}
    return {**text, "align": "left", "dx": dx, "dy": dy}
