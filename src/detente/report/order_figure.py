"""The implementation matrix as a picture: steps by party along the days, and the exposure below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.report.markup import Html, el
from detente.views.enforce_words import amount
from detente.views.parties import party_marks
from detente.views.words import party_title

if TYPE_CHECKING:
    from detente.enforce.deal.order import Ordered
    from detente.enforce.sequence.matrix import Row

NAMES, WIDTH, BAR, GAP, HEAD, CURVE = 132.0, 720.0, 18.0, 5.0, 24.0, 120.0
"""Units of the names, of the whole, of a bar, between bars, of the ticks, and of the curve below."""
TICKS = 6
LONGEST = 20


def order_figure(found: Ordered) -> Html:
    """The picture: a lane for each party, a bar for each step and until it is seen, and the curve."""
    days = max(1, *(row.verified for row in found.rows))
    own = party_marks(found.case)
    titles = {step.id: step.title for step in found.standing.terms.steps}
    drawn, y = list[Html](), HEAD
    for actor, rows in _lanes(found.rows):
        bars = [_bar(row, y + at * (BAR + GAP), days, titles[row.step.id]) for at, row in enumerate(rows)]
        below = y + len(rows) * (BAR + GAP)
        name = party_title(found.case, actor)
        shown = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
        lane = _text(shown, 4, (y + below - GAP) / 2 + 4, "lane")
        drawn.append(el("g", bars, lane, class_=f"c{own[actor].colour}"))
        y = below + GAP
    height = y + CURVE + 28
    return el(
        "svg",
        _ticks(days, y),
        drawn,
        _curve(found.rows, days, y),
        class_="gantt",
        viewBox=f"0 0 {WIDTH:g} {height:g}",
        role="img",
        aria_label=_label(found, titles),
    )


def _lanes(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The steps by actor, in the order in which actors begin."""
    actors = dict.fromkeys(row.step.actor for row in rows)
    return [(actor, [row for row in rows if row.step.actor == actor]) for actor in actors]


def _at(day: float, days: int) -> float:
    return NAMES + (WIDTH - NAMES - 12) * day / days


def _bar(row: Row, y: float, days: int, title: str) -> list[Html]:
    """From its first day to its last, with the days until it is seen behind it, and its number."""
    begins, done, seen = (_at(day, days) for day in (row.begins, row.done, row.verified))
    width = max(done - begins, 3.0)
    told = f"{row.number}. {title}: days {row.begins} to {row.done}, seen by day {row.verified}"
    return [
        _rect(begins, y, max(seen - begins, width), "g-wait"),
        _rect(begins, y, width, "g-bar", told),
        _number(row, begins, max(seen, begins + width), y),
    ]


def _rect(x: float, y: float, width: float, kind: str, told: str = "") -> Html:
    inside = el("title", told) if told else None
    return el("rect", inside, x=f"{x:.1f}", y=f"{y:g}", width=f"{width:.1f}", height=f"{BAR:g}", class_=kind)


def _number(row: Row, begins: float, ends: float, y: float) -> Html:
    """Behind the bar, or before it where there is no room behind."""
    if ends + 20 < WIDTH:
        return _text(str(row.number), ends + 4, y + 13, "step")
    return _text(str(row.number), begins - 4, y + 13, "step before")


def _ticks(days: int, bottom: float) -> list[Html]:
    every = max(1, -(-days // TICKS // 5) * 5)
    found = []
    for day in range(0, days + 1, every):
        x = f"{_at(day, days):.1f}"
        found.append(el("line", x1=x, x2=x, y1=f"{HEAD - 6:g}", y2=f"{bottom + CURVE:g}", class_="rule"))
        found.append(_text(f"day {day}", _at(day, days) + 2, 12, "tick"))
    return found


def _curve(rows: Sequence[Row], days: int, top: float) -> list[Html]:
    """Exposure from the end of each step on; nothing before the first and after the last."""
    counted = [row for row in rows if row.moment.counts]
    most = max([*(float(row.moment.exposure) for row in counted), 1e-12])
    floor, room = top + CURVE, CURVE - 26
    points, level = [(_at(0, days), floor)], floor
    for row in rows:
        x = _at(row.done, days)
        points.append((x, level))
        level = floor - room * float(row.moment.exposure) / most if row.moment.counts else floor
        points.append((x, level))
    points.append((_at(days, days), level))
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    worst = floor - room
    return [
        _across(worst, "rule worst"),
        _across(floor, "floor"),
        el("path", d=f"M{line}Z", class_="under"),
        el("path", d=f"M{line}", class_="exposed"),
        _text("Exposure", 4, floor - room / 2, "lane"),
        _text(f"worst {amount(most)}", 4, worst + 4, "tick"),
        _text("0", NAMES - 12, floor + 4, "tick"),
    ]


def _across(y: float, kind: str) -> Html:
    return el("line", x1=f"{NAMES:g}", x2=f"{WIDTH - 12:g}", y1=f"{y:g}", y2=f"{y:g}", class_=kind)


def _text(words: str, x: float, y: float, kind: str) -> Html:
    return el("text", words, x=f"{x:.1f}", y=f"{y:.1f}", class_=kind)


def _label(found: Ordered, titles: dict[str, str]) -> str:
    told = [
        f"{row.number}. {party_title(found.case, row.step.actor)}: {titles[row.step.id]}, days {row.begins} "
        f"to {row.done}"
        for row in found.rows
    ]
    return f"Steps by party along the days, and the exposure below. {'; '.join(told)}"
