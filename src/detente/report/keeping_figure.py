"""Map and calendar of what was seen of a truce, as SVG inside the page: no tiles, no network, no script."""

from __future__ import annotations

from collections.abc import Sequence

from detente.report.line_figure import grid_marks, scale_marks
from detente.report.markup import Html, el
from detente.views.watch_calendar import Run, Sheet
from detente.views.watch_map import Ring, WatchMap
from detente.views.watch_words import DAYS, FINDINGS
from detente.watch.verdict.words import Day, Finding

CLASSES: dict[Finding, str] = {
    Finding.BROKEN: "found-broken",
    Finding.KEPT: "found-kept",
    Finding.NO_BOUND: "found-no-bound",
    Finding.NOT_OBSERVED: "found-unseen",
}
SHOWS: dict[Day, str] = {
    Day.NOT_OBSERVED: "day-unseen",
    Day.PARTLY: "day-partly",
    Day.NOTHING: "day-nothing",
    Day.ORDINARY: "day-ordinary",
    Day.RISE: "day-rise",
    Day.BEYOND: "day-beyond",
}
COLUMN, LINE, NAMES, HEAD = 10.0, 16.0, 118.0, 18.0
"""Units of a day, of a row, of the names of rows and of the ticks above them."""
LONGEST_NAME = 18


def keeping_map(drawn: WatchMap, *, label: str) -> Html:
    """The map of an obligation in a window."""
    patches = [
        el("path", el("title", patch.told), d=_rings(patch.rings), class_=f"patch {CLASSES[patch.finding]}")
        for patch in drawn.patches
    ]
    hatched = [
        el("path", d=_rings(patch.rings), class_="hatched", fill="url(#found-hatch)")
        for patch in drawn.patches
        if patch.finding is Finding.NO_BOUND
    ]
    spots = [
        el(
            "path",
            el("title", spot.told),
            d=_rings(spot.rings),
            class_="spot" if spot.breach else "spot rise",
        )
        for spot in drawn.spots
    ]
    line = [el("path", d=_path(piece), class_="map-line") for piece in drawn.line]
    return el(
        "svg",
        grid_marks(drawn.frame, drawn.grid),
        el("path", d=_rings(drawn.ground), class_="watched-ground"),
        patches,
        hatched,
        line,
        spots,
        scale_marks(drawn.frame),
        class_="map watch-map",
        viewBox=f"0 0 {drawn.frame.width:g} {drawn.frame.height:g}",
        role="img",
        aria_label=label,
    )


def map_legend(found: Sequence[Finding]) -> Html:
    """A box for each finding that is on the map."""
    items = [el("li", _box(finding), finding.value) for finding in FINDINGS if finding in found]
    items.append(el("li", el("span", class_="key-spot"), "area of an incident"))
    return el("ul", items, class_="map-key")


def calendar_figure(sheet: Sheet, *, label: str) -> Html:
    """The calendar."""
    height, width = HEAD + LINE * len(sheet.rows) + 2, NAMES + COLUMN * sheet.days + 2
    rows = [
        mark
        for at, row in enumerate(sheet.rows)
        for mark in (
            el("text", _short(row.name), x=f"{NAMES - 6:g}", y=f"{_y(at) + 11:g}", text_anchor="end"),
            *(each for run in row.runs for each in _run(run, at)),
        )
    ]
    ticks = [
        el("text", text, x=f"{NAMES + COLUMN * column:g}", y="11", class_="tick")
        for column, text in sheet.ticks
    ]
    return el(
        "svg",
        ticks,
        rows,
        class_="calendar",
        viewBox=f"0 0 {width:g} {height:g}",
        role="img",
        aria_label=label,
        width=f"{width:g}",
        height=f"{height:g}",
    )


def calendar_legend(sheet: Sheet) -> Html:
    """A sign for each kind of day that is on the sheet."""
    there = {run.shows for row in sheet.rows for run in row.runs}
    items = [
        el(
            "li",
            el(
                "svg",
                _run(Run(first=0, days=1, shows=day, told=words), 0, name_width=0.0, head=0.0),
                class_="key-day",
                viewBox=f"0 0 {COLUMN:g} {LINE:g}",
                aria_hidden="true",
            ),
            words,
        )
        for day, words in DAYS.items()
        if day in there
    ]
    return el("ul", items, class_="map-key")


def _run(run: Run, at: int, *, name_width: float = NAMES, head: float = HEAD) -> list[Html]:
    """A bar for days in a row, with a sign on each of them that shows something."""
    x, y, wide = name_width + COLUMN * run.first, head + LINE * at, COLUMN * run.days
    bar = el(
        "rect",
        el("title", run.told),
        x=f"{x + 0.5:g}",
        y=f"{y + 1:g}",
        width=f"{wide - 1:g}",
        height=f"{LINE - 2:g}",
        class_=SHOWS[run.shows],
    )
    return [bar, *_signs(run.shows, x, y, run.days)]


def _signs(shows: Day, x: float, y: float, days: int) -> list[Html]:
    """A sign on each day that shows something, so that no day depends on colour alone."""
    middles = [(x + COLUMN * (number + 0.5), y + LINE / 2) for number in range(days)]
    match shows:
        case Day.PARTLY:
            wide, high = f"{COLUMN * days - 1:g}", f"{LINE / 2 - 1:g}"
            return [
                el("rect", x=f"{x + 0.5:g}", y=f"{y + LINE / 2:g}", width=wide, height=high, class_="half")
            ]
        case Day.ORDINARY:
            return [el("circle", cx=f"{cx:g}", cy=f"{cy:g}", r="1.6", class_="dot") for cx, cy in middles]
        case Day.RISE:
            path = "l3.4 4l-3.4 4l-3.4 -4Z"
            return [el("path", d=f"M{cx:g} {cy - 4:g}{path}", class_="diamond") for cx, cy in middles]
        case Day.BEYOND:
            path = "l5.2 5.2m0 -5.2l-5.2 5.2"
            return [el("path", d=f"M{cx - 2.6:g} {cy - 2.6:g}{path}", class_="cross") for cx, cy in middles]
    return []


def _y(at: int) -> float:
    return HEAD + LINE * at


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _box(finding: Finding) -> Html:
    inside = [el("rect", x="1", y="1", width="14", height="14", class_=f"patch {CLASSES[finding]}")]
    if finding is Finding.NO_BOUND:
        inside.append(
            el("rect", x="1", y="1", width="14", height="14", fill="url(#found-hatch)", class_="hatched")
        )
    return el("svg", inside, class_="key-sign", viewBox="0 0 16 16", aria_hidden="true")


def hatch() -> Html:
    """The lines across a stretch of which no bound can be given, once for all maps of a page."""
    lines = el(
        "pattern",
        el("path", d="M-1 1L1 -1M0 6L6 0M5 7L7 5", class_="hatch"),
        id="found-hatch",
        width="6",
        height="6",
        patternUnits="userSpaceOnUse",
    )
    return el("svg", el("defs", lines), class_="sprite", width="0", height="0", aria_hidden="true")


def _rings(rings: Sequence[Ring]) -> str:
    return "".join(f"{_path(ring)}Z" for ring in rings)


def _path(points: Ring) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
