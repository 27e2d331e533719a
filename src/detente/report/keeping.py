"""Is it being kept: the finding, a map, the calendar, before and after, and what nobody saw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.report.charts import svg
from detente.report.keeping_figure import calendar_figure, calendar_legend, hatch, keeping_map, map_legend
from detente.report.markup import Html, el
from detente.report.page import fold, scroll, section
from detente.report.parts import parts_html
from detente.views.page import Grid, Heading, Part, Text
from detente.views.placebo_chart import placebo_chart
from detente.views.prose import quoted
from detente.views.watch_calendar import Sheet, sheet
from detente.views.watch_map import watch_map
from detente.views.watch_text import obligation_parts, source_parts, unseen_parts
from detente.views.watch_words import (
    CAVEAT,
    NO_AIMING,
    bound_parties,
    compared_text,
    days_text,
    finding,
    stretch_noun,
)

if TYPE_CHECKING:
    from detente.views.edition import Edition
    from detente.watch.keeping.model import BeforeAfter, Keeping, ObligationKeeping, WindowKeeping

_LEAD = (
    "What was seen beyond the ordinary since the truce began, where, on whose side of the line, and what "
    "nobody looked at. The words are the same for all sides."
)


def keeping_section(edition: Edition) -> Html:
    """The section of the page."""
    keeping = edition.study.keeping
    if keeping is None:
        return section("keeping", el("p", edition.study.no_keeping, class_="empty"))
    return section(
        "keeping",
        [el("p", words) for words in finding(keeping) if words != CAVEAT],
        el("p", CAVEAT, class_="withheld"),
        hatch(),
        [
            _obligation(keeping, window, obligation)
            for window in keeping.windows
            for obligation in window.obligations
        ],
        parts_html(unseen_parts(keeping)),
        parts_html(source_parts(keeping)),
        lead=_LEAD,
    )


def _obligation(keeping: Keeping, window: WindowKeeping, obligation: ObligationKeeping) -> Html:
    drawn, days = watch_map(keeping, obligation), sheet(keeping, window, obligation)
    told = ", ".join(
        f"{obligation.count(found)} {found.value}"
        for found in dict.fromkeys(one.finding for one in obligation.verdicts)
    )
    return el(
        "div",
        el("h3", f"{obligation.title}: {window.window.title}"),
        el("p", f"{days_text(window.days)}. It binds {bound_parties(keeping, obligation)}.", class_="by"),
        el(
            "div",
            el(
                "figure",
                el("figcaption", el("b", "Where. "), NO_AIMING),
                keeping_map(drawn, label=f"Map of {quoted(obligation.title)}: {told}"),
                map_legend(tuple(dict.fromkeys(one.finding for one in obligation.verdicts))),
            ),
            _calendar(keeping, obligation, days),
            class_="kept-figures",
        ),
        _before_after(keeping, obligation),
        fold("Stretch by stretch, incident by incident", parts_html(_tables(keeping, obligation))),
    )


def _calendar(keeping: Keeping, obligation: ObligationKeeping, days: Sheet) -> Html:
    what = stretch_noun(keeping)
    left = (
        f" The {len(days.rows)} least ordinary {what}s of {len(obligation.calendar)} are shown."
        if days.left_out
        else ""
    )
    drawn = calendar_figure(days, label=f"Calendar of {quoted(obligation.title)}, {what} by {what}")
    return el(
        "figure",
        el("figcaption", el("b", "When. "), f"Grey was seen by nothing.{left}"),
        scroll(drawn, label=f"Calendar of {obligation.title}"),
        calendar_legend(days),
    )


def _before_after(keeping: Keeping, obligation: ObligationKeeping) -> list[Html]:
    made = list[Html]()
    for source, found in obligation.before_after:
        title = keeping.source(source).title
        made.append(el("h4", f"Before and after: {title}"))
        made.append(el("p", compared_text(found)))
        if found.truce is not None and found.placebos:
            made.append(_placebos(found, title))
    return made


def _placebos(found: BeforeAfter, title: str) -> Html:
    label = f"{title}: the truce among {len(found.placebos)} windows without one"
    return el(
        "figure",
        svg(placebo_chart(found), label=label),
        el("figcaption", "Diamond: the truce. Strokes: windows of the same length without one.", class_="by"),
        class_="placebos",
    )


def _tables(keeping: Keeping, obligation: ObligationKeeping) -> Iterator[Part]:
    """What the page of the command line has of an obligation, without before and after."""
    yield Heading(obligation.title)
    for part in obligation_parts(keeping, obligation):
        if isinstance(part, Grid) or (isinstance(part, Text) and not _is_compared(part, keeping)):
            yield part


def _is_compared(part: Text, keeping: Keeping) -> bool:
    return any(part.text.startswith(f"{source.title}: ") for source in keeping.sources)
