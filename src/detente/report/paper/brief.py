"""The brief on paper: the sections of the page, read from the page itself, and what paper needs besides."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.report.page import GROUPS, SECTIONS, number_of
from detente.report.paper.cascade import read_sheet
from detente.report.paper.drawings import Studio
from detente.report.paper.headings import with_levels
from detente.report.paper.looks import Around
from detente.report.paper.measures import colour
from detente.report.paper.press import Printed, printed
from detente.report.paper.selectors import Place
from detente.report.paper.story import Teller
from detente.report.paper.tree import Element, read_tree
from detente.views.numbers import date_text

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.report.paper.cascade import Looks, Sheet
    from detente.report.paper.parts import Json

REM_PT = 9.4
"""The size of the letters of the running text, in points."""

WIDTH_MM, MARGIN_MM = 210.0, 17.0
"""An A4 page, and the paper left free beside the text."""

ROOM = (WIDTH_MM - 2 * MARGIN_MM) / 25.4 * 72 / REM_PT
FONT = "Libertinus Serif"
DIGITS = 12
"""How much of the digest stands at the foot of each page; the whole of it is in the last section."""


def print_brief(page: str, case: Case, *, public: bool) -> Printed:
    """A brief as a PDF.

    Args:
        page: The brief as :func:`detente.report.brief.render_brief` gives it.
        case: The case that it is of.
        public: Whether it is the public edition.

    Raises:
        MissingExtraError: if the ``pdf`` extra is not installed.
    """
    return printed(paper_story(page, case, public=public))


def paper_story(page: str, case: Case, *, public: bool) -> str:
    """A brief as data for the press, in JSON."""
    sheet = _sheet()
    place, looks = _main(read_tree(page), sheet)
    teller = Teller(sheet, _studio(place, sheet))
    ground = colour(looks.get("background-color"))
    told = teller.tell(place, Around(looks=looks, size=1.0, room=ROOM, ground=ground))
    if told is not None:
        with_levels(told)
    story: dict[str, Json] = {
        "title": case.title,
        "edition": " · ".join(
            part
            for part in (
                f"As of {date_text(case.as_of)}" if case.as_of else "",
                "public edition" if public else "complete edition",
            )
            if part
        ),
        "made": f"Detente {__version__}"
        + (f" · digest of the input {case.digest[:DIGITS]}" if case.digest else ""),
        "date": _date(case),
        "rem": REM_PT,
        "margin": MARGIN_MM,
        "contents": _contents(),
        "story": told,
        "drawings": list(teller.drawings),
    }
    return json.dumps(story, ensure_ascii=False, allow_nan=False)


def _date(case: Case) -> Json:
    """Year, month and day of a case; None where it names no day."""
    try:
        day = date.fromisoformat(case.as_of)
    except ValueError:
        return None
    return [day.year, day.month, day.day]


def _contents() -> list[Json]:
    """The questions, each with the numbers, the titles and the anchors of its sections."""
    return [
        {
            "question": question,
            "entries": [[str(number_of(anchor)), SECTIONS[anchor], anchor] for anchor, _ in entries],
        }
        for question, entries in GROUPS
        if entries and question
    ]


def _main(tree: Element, sheet: Sheet) -> tuple[Place, Looks]:
    """Where the sections of a page stand, and the looks of what holds them."""
    place, looks = Place(tree), sheet.looks(Place(tree), {})
    for tag in ("html", "body", "main"):
        inside = place.element.inside
        at = next(number for number, element in enumerate(inside) if element.tag == tag)
        place = Place(inside[at], place, at)
        if tag != "main":
            looks = sheet.looks(place, looks)
    return place, looks


def _studio(place: Place, sheet: Sheet) -> Studio:
    """What drawings of a page are made with: all parts that have a name."""
    while place.parent is not None and place.element.tag != "html":
        place = place.parent
    named = {part.attributes["id"]: part for part in place.element.all() if "id" in part.attributes}
    return Studio(sheet=sheet, named=named, page=sheet.looks(place, {}), font=FONT)


@cache
def _sheet() -> Sheet:
    return read_sheet((files("detente.report") / "brief.css").read_text(encoding="utf-8"))
