"""What stands already: posts read from a file, and those of them that count under a package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from detente.case.faults import Faults, shown
from detente.case.folder.rows import Row, read_rows
from detente.case.folder.text import decode, read_bytes
from detente.case.keys import TABLE_BYTES_LIMIT
from detente.case.model import Case
from detente.case.verification import FigureKey, Instrument, Placing
from detente.errors import InputError, shown_value, unknown_name_hint
from detente.verify.instruments.cost import yearly_cost
from detente.verify.instruments.means import active
from detente.verify.instruments.table import instruments_of
from detente.verify.instruments.usable import usable
from detente.verify.monitoring.model import Assumed
from detente.verify.placement import PLACED
from detente.verify.post import HINT, Post

COLUMNS = ("id", "instrument", "lon", "lat", "copies")
REQUIRED = ("instrument",)
MOST = 10_000
"""Copies at one post, at most."""

SITE_KIND = "site"
"""The property ``kind`` of the sites in the GeoJSON of a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What counts of the posts.

    Attributes:
        posts: Those that count.
        copies: By candidate.
        notes: Why others do not.
    """

    posts: tuple[Post, ...]
    copies: Mapping[str, int]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One post as a file has it, with its place there."""

    place: str
    id: str
    instrument: str
    position: tuple[float, float] | None
    copies: object


def read_posts(path: Path | str, case: Case) -> tuple[Post, ...]:
    """Posts from a table (``.csv``: id, instrument, lon, lat, copies) or from GeoJSON points.

    Points have the properties ``instrument`` and ``copies``; of a file that ``detente plan --geojson`` wrote
    the sites are taken. ``copies`` is 1 where it is left out. Instruments that need no site have no position.

    Raises:
        InputError: with every fault of the file.
    """
    file = Path(path)
    faults = Faults(str(path))
    rows = _rows(file, faults) if file.suffix.lower() == ".csv" else _points(file)
    table = () if case.verification is None else instruments_of(case.verification)
    posts = [post for row in rows if (post := _post(row, table, faults)) is not None]
    taken: set[str] = set()
    for post in posts:
        if post.candidate in taken:
            message = f"{shown(post.candidate)} stands twice"
            faults.add("", message, hint="each id once, with its copies", code="duplicate")
        taken.add(post.candidate)
    if not rows and not faults.count:
        faults.add("", "holds no posts", hint="a row for each, with instrument, lon and lat", code="empty")
    if faults.count:
        raise InputError(*faults.all_found())
    return tuple(posts)


def standing_of(posts: Sequence[Post], case: Case, assumed: Assumed) -> Standing:
    """Which posts count under a package: those left for use that are known to see something."""
    table = () if case.verification is None else instruments_of(case.verification)
    left = usable(table, assumed.package, case, relaxed=assumed.relaxed)
    refused = {refusal.instrument: refusal.why for refusal in left.refusals}
    titles = {item.id: item.title for item in table}
    of_use = {item.id for item in left.instruments if _of_use(item, case, assumed)}
    notes = []
    for name in dict.fromkeys(post.instrument for post in posts if post.instrument not in of_use):
        why = refused.get(name, "no cost is known, or nothing that the package asks to see along the line")
        notes.append(f"What stands of “{titles[name]}” does not count: {why}.")
    kept = tuple(post for post in posts if post.instrument in of_use)
    return Standing(posts=kept, copies={post.candidate: post.copies for post in kept}, notes=tuple(notes))


def _of_use(item: Instrument, case: Case, assumed: Assumed) -> bool:
    wanted = {
        violation
        for duty in active(case, assumed.package)
        if duty.kind in PLACED and duty.kind in item.sees
        for violation in duty.violations
    }
    seen = any(item.figure(FigureKey.DETECTION, violation=name) is not None for name in wanted)
    return seen and yearly_cost(item, "mid") is not None


# ---------------------------------------------------------------- reading


def _rows(file: Path, faults: Faults) -> list[_Said]:
    data = read_bytes(file, limit=TABLE_BYTES_LIMIT, faults=faults)
    text = None if data is None else decode(data, faults)
    found = None if text is None else read_rows(text, columns=COLUMNS, required=REQUIRED, faults=faults)
    said = []
    for row in found or ():
        before, position = faults.count, _cells(row)
        if faults.count == before:
            said.append(
                _Said(
                    place=f"row {row.number}",
                    id=row.text("id") or str(row.number),
                    instrument=row.text("instrument", required=True),
                    position=position,
                    copies=_number(row.text("copies") or "1"),
                )
            )
    return said


def _cells(row: Row) -> tuple[float, float] | None:
    """The position of a row; None where both cells are empty, or with a fault."""
    said = [(column, row.text(column)) for column in ("lon", "lat")]
    if not any(text for _, text in said):
        return None
    values = []
    for column, text in said:
        value = _number(text)
        if not isinstance(value, float | int):
            row.fault(column, f"{shown(text)} is no number of degrees", hint=HINT, code="wrong-type")
            return None
        values.append(float(value))
    return values[0], values[1]


def _number(text: str) -> object:
    """A number, or the text that is none."""
    try:
        value = float(text)
    except ValueError:
        return text
    return int(value) if isfinite(value) and value.is_integer() else value if isfinite(value) else text


def _points(file: Path) -> list[_Said]:
    from detente.verify.extra import naming_geo

    with naming_geo():
        from detente.verify.line.outline import POINTS, outlines
        from detente.verify.line.reading import read_layer
    layer = read_layer(file, role="standing")
    sites = [each for each in layer.features if each.properties.get("kind") == SITE_KIND]
    features = tuple(sites or layer.features)
    drawn = outlines(layer, features, POINTS)
    return [
        _Said(
            place=f"feature {feature.id}",
            id=feature.id.rpartition("@")[2].removeprefix("standing-"),
            instrument=str(feature.properties.get("instrument") or ""),
            position=(float(point.x), float(point.y)),
            copies=feature.properties.get("copies", 1),
        )
        for feature, point in zip(drawn.features, drawn.degrees, strict=True)
    ]


def _post(said: _Said, table: Sequence[Instrument], faults: Faults) -> Post | None:
    """The post; None, with a fault, where it will not do."""
    before = faults.count
    known = {item.id: item for item in table}
    item = known.get(said.instrument)
    if item is None:
        if said.instrument or said.place.startswith("feature"):
            hint = unknown_name_hint(said.instrument, [*known]) or "a row of instruments.csv"
            _fault(faults, said, f"no instrument {shown(said.instrument)}", hint, "unknown-name")
        return None
    if not isinstance(said.copies, int) or isinstance(said.copies, bool) or not 1 <= said.copies <= MOST:
        message = f"{shown_value(said.copies)} is no number of copies"
        _fault(faults, said, message, f"a whole number from 1 to {MOST:,}", "wrong-type")
    if (item.placing is Placing.NONE) != (said.position is None):
        needs = "needs no site" if item.placing is Placing.NONE else "needs a site"
        hint = "no position" if item.placing is Placing.NONE else f"its position: {HINT}"
        _fault(faults, said, f"{shown(item.id)} {needs}", hint, "conflict")
    if said.position is not None and not (abs(said.position[0]) <= 180 and abs(said.position[1]) <= 90):
        _fault(faults, said, f"{said.position[0]:g}, {said.position[1]:g} is no position", HINT, "bad-number")
    if faults.count > before or not isinstance(said.copies, int):
        return None
    return Post(id=said.id, instrument=item.id, position=said.position, copies=said.copies)


def _fault(faults: Faults, said: _Said, message: str, hint: str, code: str) -> None:
    faults.add(said.place, message, hint=hint, code=code)
