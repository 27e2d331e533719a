"""Positions as pictures: when each party said what, and who agrees with whom."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING, cast

from detente.record.positions.sides import Side
from detente.record.positions.timeline import timeline
from detente.views.drawing import Spec, layer, layered
from detente.views.numbers import MONTHS
from detente.views.palette import ROLES
from detente.views.position_words import SIDE_WORDS, day_words, pair_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.record.account import Account
    from detente.record.positions.days import Days
    from detente.record.positions.network import Tie

WIDTH, LANE, GAP = 560, 15, 14
"""Units of the timeline: its width, the height of a row of marks, and what stands between two parties."""
LANES = 12
"""Most rows of marks of a party; further ones share the last."""
RADIUS, NODE, BREADTH = 105.0, 150, 430
"""Units of the network: from its middle to a party, the area of a party's mark, and its width."""

_REACH = BREADTH / 2
_X: Spec = {
    "field": "x",
    "type": "quantitative",
    "axis": None,
    "scale": {"domain": [-_REACH, _REACH], "nice": False},
}

SHAPES: dict[Side, tuple[str, str]] = {
    Side.YES: ("triangle-up", "ink"),
    Side.YES_IF: ("triangle-up", "paper"),
    Side.ASKS: ("diamond", "paper"),
    Side.NO: ("square", "ink"),
}
"""The shape of each side and what it is filled with: nothing depends on a colour."""


def timeline_chart(account: Account) -> Spec | None:
    """When each party said yes, yes if, no, or what it asks for; None where nothing is dated.

    Words of one party with one side and one date share a mark. A line reaches over the days on which they may
    have been said; where the first of these is not known, it fades out to the left in dots.
    """
    found = account.positions
    grouped: dict[tuple[str, Side, Days], list[str]] = defaultdict(list)
    for moment in timeline(found):
        if moment.holding.main and moment.holding.when.last is not None:
            name = moment.holding.statement.id
            grouped[moment.party, moment.holding.side, moment.holding.when].append(name)
    if not grouped:
        return None
    ends = [end for _, _, when in grouped for end in (when.first, when.last) if end is not None]
    low, high = min(ends), max(ends)
    room = max((high - low).days, 1)
    rows: list[dict[str, object]] = []
    names: list[dict[str, object]] = []
    top = 0.0
    for party in found.case.parties:
        own = [(side, when, ids) for (who, side, when), ids in grouped.items() if who == party.id]
        if not own:
            continue
        names.append({"x": 0, "y": top + LANE / 2, "text": party.title})
        top += LANE + 3
        lanes = _lanes([when for _, when, _ in own], low, room)
        for (side, when, ids), lane in zip(own, lanes, strict=True):
            rows.append(_mark(party.title, side, when, ids, low, room) | {"y": top + LANE * (lane + 0.5)})
        top += LANE * (max(lanes) + 1) + GAP
    return _timeline(rows, names, low, room, top)


def network_chart(account: Account) -> Spec | None:
    """The parties on a circle, agreement as full lines and conflict as dashed ones; None without any tie.

    A line is the wider the more issues it stands for, and has their number on it.
    """
    case = account.positions.case
    ties = [tie for tie in account.network.ties if tie.agree or tie.conflict]
    if not ties:
        return None
    places = _circle([party.id for party in case.parties])
    layers: list[Spec] = []
    counts: list[dict[str, object]] = []
    for tie in ties:
        kinds = [
            (kind, issues) for kind, issues in (("agree", tie.agree), ("conflict", tie.conflict)) if issues
        ]
        for number, (kind, issues) in enumerate(kinds):
            shift = 0.0 if len(kinds) == 1 else (8.0 if number else -8.0)
            ends = _shifted(places, tie, shift)
            told = f"{pair_words(case, tie)}: {kind} on {len(issues)}"
            look: Spec = {
                "type": "rule",
                "strokeWidth": min(1.5 + 0.75 * len(issues), 8),
                "color": ROLES["ink"],
            }
            look["strokeDash"] = [1, 0] if kind == "agree" else [7, 4]
            layers.append(layer([{**ends, "told": told}], look, x=_X, y="y", x2="x2", y2="y2"))
            share = 0.5 if len(kinds) == 1 else 0.42 + 0.16 * number
            counts.append(
                {
                    "x": ends["x"] + share * (ends["x2"] - ends["x"]),
                    "y": ends["y"] + share * (ends["y2"] - ends["y"]),
                    "text": f"{len(issues)}",
                    "told": told,
                }
            )
    reach = max(abs(y) for _, y in places.values()) + 42
    layers += _network_marks(counts, [{"x": x, "y": y} for x, y in places.values()])
    nodes = [
        {"x": places[party.id][0], "y": places[party.id][1], "text": party.title} for party in case.parties
    ]
    for above in (True, False):
        some = [row for row in nodes if (float(str(row["y"])) > 0) is above]
        look = {"type": "text", "fontSize": 13, "color": ROLES["ink"], "dy": -18 if above else 20}
        layers.append(layer(some, look, x=_X, y="y", text="text"))
    for each in layers:
        encoding = cast("dict[str, object]", each["encoding"])
        encoding["y"] = {**_X, "field": "y", "scale": {"domain": [-reach, reach], "nice": False}}
    return layered(layers, width=BREADTH, height=int(2 * reach))


def _mark(title: str, side: Side, when: Days, ids: Sequence[str], low: date, room: int) -> dict[str, object]:
    last = when.last or low
    first = when.first or last
    start, end = ((day - low).days / room for day in (first, last))
    told = f"{title}: {SIDE_WORDS[side]}, {day_words(when)}: {', '.join(ids)}"
    return {
        "x": end if when.first is None else (start + end) / 2,
        "start": start,
        "end": end,
        "open": when.first is None,
        "side": side.value,
        "count": f"{len(ids)}" if len(ids) > 1 else "",
        "told": told,
    }


def _lanes(stretches: Sequence[Days], low: date, room: int) -> list[int]:
    """A row for each stretch of days, so that marks of one row do not touch, as far as there are rows."""
    busy: list[float] = []
    lanes: list[int] = []
    for when in stretches:
        last = when.last or low
        start = ((when.first or last) - low).days / room - (0.09 if when.first is None else 0.0)
        end = (last - low).days / room
        lane = next((at for at, until in enumerate(busy) if until + 0.07 < start), len(busy))
        lane = min(lane, LANES - 1)
        busy += [end] * (lane + 1 - len(busy))
        busy[lane] = max(busy[lane], end)
        lanes.append(lane)
    return lanes


def _timeline(
    rows: Sequence[dict[str, object]],
    names: Sequence[dict[str, object]],
    low: date,
    room: int,
    height: float,
) -> Spec:
    ticks = [
        {"x": at / 4, "text": _day(low + timedelta(days=round(room * at / 4))), "y": height + 12, "top": 0}
        for at in range(5)
    ]
    y: Spec = {
        "field": "y",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [height + 22, 0], "nice": False, "zero": False},
    }
    x: Spec = {
        "field": "x",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-0.1, 1.06], "nice": False, "zero": False},
    }
    start, whole = {**x, "field": "start"}, {"type": "rule", "color": ROLES["muted"], "strokeWidth": 2}
    known = [row for row in rows if not row["open"]]
    open_ = [{**row, "start": float(str(row["end"])) - 0.07} for row in rows if row["open"]]
    grid: Spec = {"type": "rule", "color": ROLES["grid"], "strokeWidth": 1}
    label: Spec = {"type": "text", "fontSize": 11, "color": ROLES["muted"]}
    title: Spec = {
        "type": "text",
        "align": "left",
        "fontSize": 13,
        "fontWeight": "bold",
        "color": ROLES["ink"],
    }
    count: Spec = {"type": "text", "align": "left", "dx": 9, "fontSize": 11, "color": ROLES["ink"]}
    layers = [
        layer([{**row, "y": height} for row in ticks], grid, x=x, y=y, y2="top"),
        layer(ticks, label, x=x, y=y, text="text"),
        layer([{**row, "x": -0.09} for row in names], title, x=x, y=y, text="text"),
        layer(known, whole, x=start, y=y, x2="end"),
        layer(open_, {**whole, "strokeDash": [2, 3]}, x=start, y=y, x2="end"),
    ]
    for side, (shape, fill) in SHAPES.items():
        look: Spec = {
            "type": "point",
            "shape": shape,
            "filled": True,
            "size": 70,
            "opacity": 1,
            "color": ROLES[fill],
            "stroke": ROLES["ink"],
            "strokeWidth": 1.5,
        }
        own = [row for row in rows if row["side"] == side.value]
        layers.append(layer(own, look, x=x, y=y, description="told"))
    several = [{**row, "x": row["end"]} for row in rows if row["count"]]
    layers.append(layer(several, count, x=x, y=y, text="count"))
    return layered(layers, width=WIDTH, height=int(height) + 22)


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _circle(parties: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Places on a circle; two parties stand side by side."""
    count = len(parties)
    turn = pi / count if count != 2 else 0.0
    return {
        party: (-1.4 * RADIUS * cos(turn + 2 * pi * at / count), RADIUS * sin(turn + 2 * pi * at / count))
        for at, party in enumerate(parties)
    }


def _shifted(places: dict[str, tuple[float, float]], tie: Tie, shift: float) -> dict[str, float]:
    """The ends of a line between two parties, moved to its side."""
    (x, y), (x2, y2) = (places[party] for party in tie.parties)
    length = hypot(x2 - x, y2 - y) or 1.0
    across, up = -(y2 - y) / length * shift, (x2 - x) / length * shift
    return {"x": x + across, "y": y + up, "x2": x2 + across, "y2": y2 + up}


def _network_marks(counts: Sequence[dict[str, object]], nodes: Sequence[dict[str, object]]) -> list[Spec]:
    paper: Spec = {"type": "point", "shape": "circle", "filled": True, "opacity": 1, "color": ROLES["paper"]}
    number: Spec = {"type": "text", "fontSize": 12, "fontWeight": "bold", "color": ROLES["ink"]}
    node: Spec = {**paper, "size": NODE, "stroke": ROLES["ink"], "strokeWidth": 2}
    return [
        layer(counts, {**paper, "size": 230}, x=_X, y="y", description="told"),
        layer(counts, number, x=_X, y="y", text="text"),
        layer(nodes, node, x=_X, y="y"),
    ]
