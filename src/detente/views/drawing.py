"""What all charts share: Altair where it is installed, data that travels inside the chart, and one look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

from detente.accept.solutions import Concept
from detente.errors import Fault, MissingExtraError
from detente.views.palette import ROLES

if TYPE_CHECKING:
    from types import ModuleType

    from altair import Chart, InlineData, LayerChart

    from detente.views.selected import Selected

SHAPES: Mapping[Concept, str] = {
    "nash": "circle",
    "kalai_smorodinsky": "triangle-up",
    "egalitarian": "square",
    "utilitarian": "diamond",
}
"""The shape of each solution concept, so that no chart depends on colour alone."""

DASHES: Mapping[Concept, list[int]] = {
    "nash": [1, 0],
    "kalai_smorodinsky": [7, 3],
    "egalitarian": [2, 2],
    "utilitarian": [9, 3, 2, 3],
}
"""The same for lines."""

FONT = "Liberation Sans"


def mark_selected(base: Chart, known: Selected) -> Chart:
    """The mark of a selected package: shape and colour of its first concept."""
    marked: Chart = base.mark_point(
        filled=True,
        opacity=1,
        size=110,
        shape=SHAPES[known.concepts[0]],
        color=ROLES[known.concepts[0]],
        stroke=ROLES["paper"],
        strokeWidth=1.5,
    )
    return marked


def mark_letters(base: Chart, *, dx: float, dy: float) -> Chart:
    """The letters of selected packages, beside their mark."""
    text: Chart = base.mark_text(
        align="left", dx=dx, dy=dy, fontSize=12, fontWeight="bold", color=ROLES["ink"]
    )
    return text


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


def chart(rows: Sequence[Mapping[str, object]]) -> Chart:
    """A chart of rows that travel inside it.

    Raises:
        MissingExtraError: if Altair is not installed.
    """
    altair = plotting("altair")
    data = cast("InlineData", altair.InlineData(values=[dict(row) for row in rows]))
    return cast("Chart", altair.Chart(data))


def layered(layers: Sequence[Chart], *, width: int, height: int) -> LayerChart:
    """Charts on top of each other, the first one at the bottom, in the one look of all charts."""
    altair = plotting("altair")
    joined = cast("LayerChart", altair.layer(*layers))
    styled: LayerChart = (
        joined.properties(width=width, height=height)
        .configure(background="transparent", font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=ROLES["muted"],
            titleColor=ROLES["ink"],
            gridColor=ROLES["grid"],
            domainColor=ROLES["muted"],
            tickColor=ROLES["muted"],
            labelFontSize=11,
            titleFontSize=12,
            titleFontWeight="normal",
            titleLimit=width,
            titlePadding=8,
        )
    )
    return styled
