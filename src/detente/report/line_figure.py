"""The map of a contact line as SVG inside the page: no tiles, no network, no script."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.report.markup import Content, Html, el
from detente.views.line_map import SHAPES, WIDTHS, kinds_of
from detente.views.numbers import decimal

if TYPE_CHECKING:
    from detente.verify.monitoring.model import MonitoringPlan
    from detente.views.line_map import LineMap, Sign, Strand
    from detente.views.map_frame import Frame, Point

SIGN = 2.1
"""Half the size of the sign of one instrument."""

_FORMS: dict[str, str] = {
    "square": "M-1-1H1V1H-1Z",
    "triangle": "M0-1.2L1.15 .9H-1.15Z",
    "diamond": "M0-1.4L1.4 0L0 1.4L-1.4 0Z",
    "cross": "M-.4-1.2H.4V-.4H1.2V.4H.4V1.2H-.4V.4H-1.2V-.4H-.4Z",
    "star": "M0-1.4L.4-.4L1.4-.3L.6.35L.85 1.3L0 .8L-.85 1.3L-.6.35L-1.4-.3L-.4-.4Z",
    "bar": "M-.5-1.4H.5V1.4H-.5Z",
    "hourglass": "M-1.1-1.3H1.1L.3 0L1.1 1.3H-1.1L-.3 0Z",
}


def instruments_map(plan: MonitoringPlan, drawn: LineMap) -> Html:
    """The line with the instruments beside it."""
    line = [el("path", d=_path(piece), class_="map-line") for piece in drawn.pieces]
    signs = [_sign(sign) for sign in drawn.signs]
    counted = ", ".join(f"{held.title} {held.copies}" for held in plan.holdings)
    return _map(drawn, [line, signs], label=f"Map of the contact line with candidate positions: {counted}")


def coverage_map(drawn: LineMap, hour: str, *, label: str) -> Html:
    """The line, its width by how well an act is seen at an hour."""
    base = [el("path", d=_path(piece), class_="map-base") for piece in drawn.pieces]
    return _map(drawn, [base, [_strand(strand) for strand in drawn.strands[hour]]], label=label)


def _map(drawn: LineMap, inside: Content, *, label: str) -> Html:
    frame = drawn.frame
    return el(
        "svg",
        grid_marks(frame, drawn.grid),
        [el("path", d=_path(border), class_="map-border") for border in drawn.borders],
        inside,
        [_words(name, at, "map-side") for name, at in drawn.sides],
        scale_marks(frame),
        class_="map",
        viewBox=f"0 0 {frame.width:g} {frame.height:g}",
        role="img",
        aria_label=label,
    )


# ---------------------------------------------------------------- the line


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _strand(strand: Strand) -> Html:
    kind = "none" if not strand.level else "short" if strand.short else "met"
    return el(
        "path",
        el("title", strand.told),
        d=_path(strand.path),
        stroke_width=f"{WIDTHS[strand.level]}",
        class_=f"seen-{kind}",
    )


def _sign(sign: Sign) -> Html:
    size = SIGN * min(2.0, sign.copies**0.25)
    shape = SHAPES[min(sign.kind, len(SHAPES) - 1)]
    return el("g", _form(shape, size, sign.at, el("title", sign.told)), class_=f"kind-{sign.kind}")


def _form(shape: str, size: float, at: Point, title: Content = None) -> Html:
    x, y = at
    if shape == "circle":
        return el("circle", title, cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{size:.2f}")
    return el("path", title, d=_FORMS[shape], transform=f"translate({x:.1f} {y:.1f}) scale({size:.2f})")


# ---------------------------------------------------------------- the frame


def scale_marks(frame: Frame) -> list[Html]:
    """The scale bar and the arrow to the north."""
    return [_bar(frame), _north(frame)]


def grid_marks(frame: Frame, grid: Sequence[tuple[str, Sequence[Point]]]) -> list[Html]:
    """Meridians and parallels, each with its label where there is room for it."""
    made = list[Html]()
    for label, path in grid:
        made.append(el("path", d=_path(path), class_="map-grid"))
        across = label[-1:] in "NS"
        edge = _at_edge(path, frame, across=across)
        if edge is not None:
            made.append(_words(label, edge, "map-degree", anchor="start" if across else "middle"))
    return made


def _at_edge(path: Sequence[Point], frame: Frame, *, across: bool) -> Point | None:
    """Where the label of a parallel stands, at the left edge, or that of a meridian, at the top."""
    axis, other = (0, 1) if across else (1, 0)
    room = 26.0
    for first, second in pairwise(path):
        low, high = sorted((first, second), key=lambda point: point[axis])
        if low[axis] <= 0 < high[axis]:
            part = -low[axis] / (high[axis] - low[axis])
            crossing = low[other] + part * (high[other] - low[other])
            end = frame.height if across else frame.width
            if not room < crossing < end - room:
                return None
            return (3.0, crossing - 3) if across else (crossing, 11.0)
    return None


def _bar(frame: Frame) -> Html:
    km, units = frame.bar
    x, y = 12.0, frame.height - 12
    return el(
        "g",
        el("path", d=f"M{x:g} {y - 4:.1f}V{y:.1f}H{x + units:.2f}V{y - 4:.1f}", class_="map-bar"),
        _words(f"{decimal(km)} km", (x + units + 5, y + 1), "map-scale", anchor="start"),
    )


def _north(frame: Frame) -> Html:
    x, y = frame.width - 18, frame.height - 24
    arrow = el("path", d="M0-13L4.5 5L0 2L-4.5 5Z", class_="map-arrow")
    turned = el("g", arrow, transform=f"translate({x:g} {y:.1f}) rotate({frame.north_deg:.1f})")
    return el("g", turned, _words("N", (x, y + 17), "map-scale"))


def _words(text: str, at: Point, name: str, *, anchor: str = "middle") -> Html:
    return el("text", text, x=f"{at[0]:.1f}", y=f"{at[1]:.1f}", text_anchor=anchor, class_=name)


# ---------------------------------------------------------------- legends


def instruments_legend(plan: MonitoringPlan) -> Html:
    """A sign for each kind."""
    titles = {held.instrument: held for held in plan.holdings}
    items = [
        el(
            "li",
            el(
                "svg",
                el("g", _form(SHAPES[min(kind, len(SHAPES) - 1)], 4.2, (8.0, 8.0)), class_=f"kind-{kind}"),
                class_="key-sign",
                viewBox="0 0 16 16",
                aria_hidden="true",
            ),
            f"{titles[name].title}: {titles[name].copies}",
        )
        for name, kind in kinds_of(plan).items()
    ]
    return el("ul", items, class_="map-key")


def coverage_legend(limits: Sequence[float], *, target: float | None) -> Html:
    """A line for each class."""
    low, middle, high = (f"{limit:.2f}" for limit in limits)
    words = [
        "nothing sees it",
        f"P under {low}",
        f"{low} to {middle}",
        f"{middle} to {high}",
        f"{high} or more",
    ]
    items = []
    for level, text in enumerate(words):
        missed = target is not None and level <= 2
        kind = "none" if not level else "short" if missed else "met"
        stroke = el("path", d="M1 8H35", stroke_width=f"{WIDTHS[level]}", class_=f"seen-{kind}")
        sample = el("svg", stroke, class_="key-line", viewBox="0 0 36 16", aria_hidden="true")
        items.append(el("li", sample, text + (", under the target" if missed and level else "")))
    return el("ul", items, class_="map-key")
