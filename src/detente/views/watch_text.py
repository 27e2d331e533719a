"""What can be said of the keeping of a deal, as a page of plain text: the finding first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.numbers import counted, date_text, decimal
from detente.views.page import Grid, Heading, Part, Text
from detente.views.plan_words import share
from detente.views.prose import capital, quoted
from detente.views.watch_words import (
    FINDINGS,
    NO_AIMING,
    REASONS,
    acts_text,
    bound_parties,
    compared_text,
    days_text,
    finding,
    ground_name,
    ground_text,
    marks_words,
    ordinary_words,
    place_name,
    rate,
    stretch_noun,
    unseen_words,
)

if TYPE_CHECKING:
    from detente.watch.keeping.model import Keeping, ObligationKeeping, Reported, WindowKeeping
    from detente.watch.verdict.judge import StretchVerdict

SHOWN = 12
"""How many stretches and incidents are written out; ``--json`` and ``--csv`` have all."""


def watch_page(keeping: Keeping) -> list[Part]:
    """The page."""
    return [
        Heading(f"{keeping.case.title}: is it being kept?"),
        *(Text(each) for each in finding(keeping)),
        *(part for window in keeping.windows for part in _window(keeping, window)),
        *unseen_parts(keeping),
        *source_parts(keeping),
        *_method(keeping),
    ]


def _window(keeping: Keeping, window: WindowKeeping) -> Iterator[Part]:
    yield Heading(f"{window.window.title}, {days_text(window.days)}")
    if window.window.source:
        yield Text(f"Source: {window.window.source}.")
    for obligation in window.obligations:
        yield from obligation_parts(keeping, obligation)


def obligation_parts(keeping: Keeping, obligation: ObligationKeeping) -> Iterator[Part]:
    """One obligation: its stretches, its incidents, before and after."""
    reach = "" if obligation.reach_km is None else f", within {decimal(obligation.reach_km)} km of the line"
    yield Text(f"{quoted(obligation.title)} (binds {bound_parties(keeping, obligation)}{reach}).")
    yield Text(ordinary_words(obligation))
    yield from _verdicts(keeping, obligation)
    yield from _incidents(keeping, obligation)
    for source, found in obligation.before_after:
        yield Text(f"{keeping.source(source).title}: {compared_text(found)}")


def _verdicts(keeping: Keeping, obligation: ObligationKeeping) -> Iterator[Part]:
    heads = (stretch_noun(keeping), "finding", "why", "looked at", "seen", "expected", "acts at most")
    ordered = sorted(obligation.verdicts, key=lambda one: FINDINGS.index(one.finding))
    shown = ordered[:SHOWN]
    yield Grid(heads, tuple(_verdict(keeping, one) for one in shown), right=(3, 4, 5, 6))
    left = ordered[SHOWN:]
    if left:
        counts = ", ".join(
            f"{sum(one.finding is found for one in left)} {found.value}"
            for found in FINDINGS
            if any(one.finding is found for one in left)
        )
        yield Text(f"{counted(len(left), 'more')}: {counts} (--csv has all).".replace("mores", "more"))


def _verdict(keeping: Keeping, one: StretchVerdict) -> tuple[str, ...]:
    ground = ground_text(keeping, one)
    return (
        place_name(keeping.place(one.stretch)),
        one.finding.value,
        REASONS[one.reason] + (f" ({ground})" if ground else ""),
        looked_text(one),
        str(one.seen),
        rate(one.expected),
        acts_text(one),
    )


def looked_text(one: StretchVerdict) -> str:
    """How much was looked at, and how much not enough."""
    partly = f", {share(one.partly)} partly" if one.partly > 0 else ""
    return f"{share(one.observed)}{partly}"


def _incidents(keeping: Keeping, obligation: ObligationKeeping) -> Iterator[Part]:
    if not obligation.incidents:
        yield Text("Nothing beyond the ordinary was found.")
        return
    heads = ("incident", "days", "where", "area", "seen", "expected", "counts as", "side")
    shown = obligation.incidents[:SHOWN]
    yield Grid(heads, tuple(incident_row(keeping, one) for one in shown), right=(3, 4, 5))
    left = len(obligation.incidents) - len(shown)
    if left:
        yield Text(f"{left} more are in --json.")


def incident_row(keeping: Keeping, one: Reported) -> tuple[str, ...]:
    """An incident as the row of a table."""
    days = str(one.first) if one.first == one.last else f"{one.first}/{one.last}"
    where = ", ".join(keeping.place(name).name or name for name in one.places[:3])
    return (
        f"{one.id} ({keeping.source(one.source).title})",
        date_text(days),
        where + (" and more" if len(one.places) > 3 else ""),
        f"{decimal(one.area_km2, 0)} km²",
        str(one.seen),
        rate(one.expected),
        "a breach" if one.breach else "a rise, put down to nobody",
        ground_name(keeping, one.ground),
    )


def unseen_parts(keeping: Keeping) -> Iterator[Part]:
    """What could not be seen."""
    yield Heading("What could not be seen")
    for window in keeping.windows:
        for obligation in window.obligations:
            yield Text(unseen_words(keeping, window, obligation))


def source_parts(keeping: Keeping) -> Iterator[Part]:
    """Where every row of the files went."""
    yield Heading("What was counted, and what was not")
    heads = (
        "detections", "sensor", "read", "counted", "fixed heat", "nothing looked", "elsewhere",
        "no position", "rejected",
    )  # fmt: skip
    rows = tuple(
        (
            source.title, source.sensor, f"{source.rows:,}", f"{source.counted:,}", f"{source.fixed_heat:,}",
            f"{source.unlooked:,}", f"{source.elsewhere:,}", f"{source.unplaced:,}", f"{source.rejected:,}",
        )
        for source in keeping.sources
    )  # fmt: skip
    yield Grid(heads, rows, right=tuple(range(2, len(heads))))
    for words in marks_words(keeping):
        yield Text(words)
    for source in keeping.sources:
        credit = source.credit or "; ".join(
            dict.fromkeys(note for reading in source.readings for note in reading.notes if "Credit" in note)
        )
        if credit:
            yield Text(f"{source.title}: {capital(credit.removeprefix('Credit: ').rstrip('.'))}.")


def _method(keeping: Keeping) -> Iterator[Part]:
    yield Heading("Method")
    yield Text(NO_AIMING)
    yield Text(
        f"{keeping.tested:,} cell-days were tested. Of what is called an incident a share of "
        f"{decimal(keeping.level)} may be false ones: Benjamini and Hochberg over cell-days against a "
        "negative binomial baseline, and clusters of cells and days against "
        + (
            f"{keeping.draws:,} null worlds (seed {keeping.seed})."
            if keeping.draws
            else "nothing: no scan was made."
        )
    )
    for note in keeping.notes:
        yield Text(note if note.endswith(".") else f"{capital(note)}.")
    yield Text(f"Plane of the cells: {keeping.crs}. Detente {keeping.version}.")
