"""Other readings of the case beside the base case: what changes under each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.bands import reading_band
from detente.report.collision_figure import collision_figure
from detente.report.icons import icon
from detente.report.markup import Html, el
from detente.report.page import fold
from detente.views.edition import applied_overlays
from detente.views.finding import finding, verdict
from detente.views.numbers import count_words
from detente.views.prose import listed, sentence

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.blockers import Blocker
    from detente.views.edition import Edition

DRAWN = 6
"""Most further blockers that are drawn for one reading."""


def readings_part(edition: Edition) -> Html | None:
    """The base case and its other readings, side by side; nothing if there are no others."""
    if not edition.readings:
        return None
    cards = [_card(edition, edition.answer, "The case as it stands")]
    cards += [_card(edition, reading, reading_title(edition, reading)) for reading in edition.readings]
    return el(
        "div",
        el("h3", "The same case under other readings"),
        el("div", cards, class_="readings"),
        [_further(edition, reading) for reading in edition.readings],
    )


def reading_title(edition: Edition, reading: Answer) -> str:
    """What a reading is called: the titles of the overlays that the case as shown does not have."""
    base = {overlay.id for overlay in applied_overlays(edition.answer)}
    titles = [overlay.title for overlay in applied_overlays(reading) if overlay.id not in base]
    return listed(titles) or "Another reading"


def _card(edition: Edition, answer: Answer, title: str) -> Html:
    name = {True: "keeps", False: "refuses", None: "unclear"}[answer.space.feasible]
    private = any(overlay.private for overlay in applied_overlays(answer))
    return el(
        "article",
        el("h4", title),
        el("p", "private", class_="private") if private else None,
        el("p", icon(name), verdict(answer), class_=f"verdict is-{name}"),
        el("p", sentence(_why(edition, answer))),
        el("p", _compared(edition, answer), class_="by"),
        reading_band(edition, answer),
        class_="reading",
    )


def _why(edition: Edition, answer: Answer) -> str:
    """What the verdict beside it rests on: the first sentence of the finding without its opening words."""
    first = finding(edition, answer)[0]
    return first.partition(": ")[2] or first


def _compared(edition: Edition, answer: Answer) -> str | None:
    """What collides under a reading, compared with the base case."""
    shown = edition.blockers(answer)
    if answer is edition.answer or not shown:
        return f"{count_words(len(shown), 'collision', 'collisions').capitalize()}." if shown else None
    fresh = len(_fresh(edition, answer))
    known = len(shown) - fresh
    parts = [f"{count_words(known, 'collision', 'collisions')} as in the base case"] if known else []
    parts += [f"{count_words(fresh, 'further one', 'further ones')}, drawn below"] if fresh else []
    return sentence(listed(parts))


def _fresh(edition: Edition, reading: Answer) -> list[Blocker]:
    """Blockers of a reading that the base case does not have."""
    base = {_key(known) for known in edition.answer.blockers}
    return [known for known in edition.blockers(reading) if _key(known) not in base]


def _further(edition: Edition, reading: Answer) -> Html | None:
    """Blockers of a reading that the base case does not have, as pictures."""
    fresh = _fresh(edition, reading)
    if not fresh:
        return None
    words = count_words(len(fresh), "further thing collides", "further things collide")
    title = sentence(f"under this other reading {words}: {reading_title(edition, reading)}")
    figures = [
        collision_figure(reading.case, known, number=number)
        for number, known in enumerate(fresh[:DRAWN], start=1)
    ]
    return fold(title, figures, open_=True, class_="further")


def _key(blocker: Blocker) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return blocker.red_lines, blocker.reservations
