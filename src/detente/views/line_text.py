"""A contact line as a page of plain text: the finding first, then shares, pieces, zones, movement, method."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.verify.line.model import SideNames
from detente.views.numbers import count_words, counted, date_text, decimal
from detente.views.page import Grid, Heading, Part, Text
from detente.views.prose import listed

if TYPE_CHECKING:
    from detente.verify.line.answer import LineAnswer
    from detente.verify.line.model import ContactLine, ControlShare, Movement, Origin

LISTED_PIECES = 10


def line_page(answer: LineAnswer) -> list[Part]:
    """The page."""
    line = answer.line
    day = f"of {date_text(line.on)}" if line.on else "(day not stated)"
    return [
        Heading(f"Contact line {day}"),
        *(Text(sentence) for sentence in _finding(answer)),
        *_shares(answer),
        *_line(answer),
        *_zones(answer),
        *(_movement(answer.movement, answer) if answer.movement is not None else ()),
        *_method(answer),
    ]


def length_text(line: ContactLine) -> str:
    """The length of a line, never without what it depends on.

    ``1,132 km (without what lies within 2 km of coast and border; not generalised)``
    """
    eps = (
        "how near to coast and border it is drawn is not stated"
        if line.eps_km is None
        else f"without what lies within {decimal(line.eps_km)} km of coast and border"
    )
    match line.simplify_km:
        case None:
            shape = "generalisation not stated"
        case 0:
            shape = "not generalised"
        case _:
            shape = f"generalised to {decimal(line.simplify_km)} km"
            if line.shortest_km:
                shape += f", pieces up to {decimal(line.shortest_km)} km left out"
    return f"{_km(line.length_km)} km ({eps}; {shape})"


def _finding(answer: LineAnswer) -> Iterator[str]:
    line, whole = answer.line, answer.whole
    if line.pieces:
        yield f"The contact line measures {length_text(line)}, in {counted(len(line.pieces), 'piece')}."
    else:
        yield "There is no contact line on the land."
    if whole is not None:
        share = f"{decimal(100 * whole.share, 2)} % of the land"
        areas = f"{_km(whole.inside_km2)} of {_km(whole.area_km2)} km2"
        who = "" if line.sides == SideNames() else f" ({line.sides.inside})"
        yield f"The control layer{who} covers {share}: {areas}."
    if answer.movement is not None:
        yield _pace(answer.movement, answer)
    for reason in answer.could_not:
        yield f"Not computed. {reason}"


def _shares(answer: LineAnswer) -> Iterator[Part]:
    held = [share for share in answer.shares if share.inside_km2 > 0]
    if not held:
        return
    yield Heading("Control by region")
    heads = ("region", "land, km2", f"{answer.line.sides.inside}, km2", "share, %")
    yield Grid(heads, tuple(_share(share) for share in held), right=(1, 2, 3))
    free = len(answer.shares) - len(held)
    if free:
        yield Text(f"Nothing of {count_words(free, 'other region', 'other regions')}.")
    if answer.off_land_km2 is not None and answer.off_land_km2 >= 0.05:
        yield Text(
            f"The layer covers {decimal(answer.off_land_km2, 1)} km2 off the land, which count nowhere."
        )


def _share(share: ControlShare) -> tuple[str, ...]:
    return (
        share.name,
        _km(share.area_km2),
        f"{share.inside_km2:,.1f}",
        f"{100 * share.share:.2f}",
    )


def _line(answer: LineAnswer) -> Iterator[Part]:
    line = answer.line
    if not line.pieces:
        return
    yield Heading("The line")
    rows = tuple(
        (str(number), f"{piece.length_km:,.1f}", _place(piece.path[0]), _place(piece.path[-1]))
        for number, piece in enumerate(line.pieces[:LISTED_PIECES], start=1)
    )
    yield Grid(("piece", "km", "from (lon, lat)", "to (lon, lat)"), rows, right=(1,))
    rest = line.pieces[LISTED_PIECES:]
    if rest:
        km = decimal(sum(piece.length_km for piece in rest), 1)
        yield Text(f"{count_words(len(rest), 'shorter piece', 'shorter pieces').capitalize()}: {km} km.")
    number, left_km = line.left_out
    if number:
        pieces = count_words(number, "piece", "pieces")
        yield Text(
            f"Left out: {pieces} of at most {decimal(line.shortest_km)} km, {decimal(left_km, 1)} km in all."
        )
    yield Text(f"Left of it: {line.sides.inside}. Right of it: {line.sides.outside}.")
    if answer.segments:
        lengths = [segment.length_km for segment in answer.segments]
        yield Text(
            f"Cut into {counted(len(lengths), 'segment')} of about {decimal(answer.segment_km)} km "
            f"({_range(lengths)} km; equal within each piece)."
        )
        yield from _by_region(answer)


def _by_region(answer: LineAnswer) -> Iterator[Part]:
    regions: dict[str, list[float]] = {}
    for segment in answer.segments:
        if segment.region:
            regions.setdefault(segment.region, []).append(segment.length_km)
    if regions:
        rows = tuple((name, str(len(km)), f"{sum(km):,.1f}") for name, km in regions.items())
        yield Grid(("region of the middle", "segments", "km"), rows, right=(1, 2))


def _zones(answer: LineAnswer) -> Iterator[Part]:
    if not answer.zones:
        return
    sides = answer.line.sides
    yield Heading("Zones")
    pairs = zip(answer.zones[::2], answer.zones[1::2], strict=True)
    rows = tuple(
        (decimal(inside.distance_km), inside.weapons, _km(inside.area_km2), _km(outside.area_km2))
        for inside, outside in pairs
    )
    yield Grid(("within, km", "of", f"{sides.inside}, km2", f"{sides.outside}, km2"), rows, right=(0, 2, 3))
    yield Text("On the land alone, each side for itself. The classes of weapons are a convention.")


def _movement(moved: Movement, answer: LineAnswer) -> Iterator[Part]:
    sides = answer.line.sides
    yield Heading(f"Movement since {date_text(moved.since)}")
    rows = tuple(
        (what, f"{area:,.1f}", f"{moved.per_month(area):,.1f}")
        for what, area in (
            (f"from {sides.outside} to {sides.inside}", moved.to_inside_km2),
            (f"from {sides.inside} to {sides.outside}", moved.to_outside_km2),
            (f"net to {sides.inside}", moved.net_km2),
        )
    )
    yield Grid(("land that passed", "km2", "km2 a month"), rows, right=(1, 2))
    yield Text(
        "What a month of delay cost in land over that span (months of 30.4 days); no forecast. A layer that "
        "was corrected or redrawn shows as movement, too."
    )


def _pace(moved: Movement, answer: LineAnswer) -> str:
    sides, net = answer.line.sides, moved.net_km2
    taker, giver = (sides.inside, sides.outside) if net >= 0 else (sides.outside, sides.inside)
    month = decimal(abs(moved.per_month(net)), 0)
    return (
        f"In the {counted(moved.days, 'day')} since {date_text(moved.since)}, {decimal(abs(net), 0)} km2 net "
        f"passed from {giver} to {taker}: {month} km2 a month."
    )


def _method(answer: LineAnswer) -> Iterator[Part]:
    longitude, latitude = answer.line.method.centre
    yield Heading("How it was measured")
    yield Text(
        "Areas and distances from the line in Lambert's azimuthal equal-area plane about "
        f"{_degrees(latitude, 'NS')} {_degrees(longitude, 'EW')}; lengths geodesic on WGS 84."
    )
    yield from (Text(_origin(origin), mark="-") for origin in answer.origins)
    silent = [origin.role for origin in answer.origins if origin.credit is None]
    if silent:
        yield Text(f"Credit or boundary source not stated in the file: {listed(silent)}.", mark="-")
    yield from (Text(note, mark="-") for note in answer.notes)


def _origin(origin: Origin) -> str:
    credit = f"; {origin.credit}" if origin.credit else ""
    return f"{origin.role}: {origin.file} ({origin.crs}; sha256 {origin.sha256[:12]}){credit}"


def _degrees(value: float, letters: str) -> str:
    return f"{decimal(abs(value))}{letters[value < 0]}"


def _range(lengths: list[float]) -> str:
    low, high = decimal(min(lengths), 2), decimal(max(lengths), 2)
    return low if low == high else f"{low} to {high}"


def _place(position: tuple[float, float]) -> str:
    return f"{position[0]:.3f}, {position[1]:.3f}"


def _km(value: float) -> str:
    return decimal(value, 0)
