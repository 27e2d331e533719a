"""Sentences about the keeping of a deal: the same words for both sides, and what nobody saw said aloud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from detente.case.watching import Evidence, Marks, Ordinary
from detente.views.numbers import count_words, counted, date_text, decimal
from detente.views.plan_words import share
from detente.views.prose import capital, listed, quoted
from detente.views.words import party_title
from detente.watch.verdict.words import Day, Finding, Ground, Reason

if TYPE_CHECKING:
    from detente.watch.keeping.model import (
        BeforeAfter,
        Keeping,
        ObligationKeeping,
        Place,
        Reported,
        WindowKeeping,
    )
    from detente.watch.verdict.judge import StretchVerdict

FINDINGS = (Finding.BROKEN, Finding.KEPT, Finding.NO_BOUND, Finding.NOT_OBSERVED)
"""The order in which findings are told."""

CAVEAT = (
    "Kept as far as seen never means that nothing happened: it says how many acts there can have been at "
    "most. Not observed is no verdict on anybody. A place where something was hit does not say who fired."
)
NO_AIMING = (
    "Places are stretches of ground with their areas, days are UTC days. No position of a detection is told."
)

REASONS: dict[Reason, str] = {
    Reason.BEYOND: "more than the ordinary explains",
    Reason.QUIET: "nothing beyond the ordinary",
    Reason.NOTHING_LOOKED: "nothing looked at it",
    Reason.UNSEEN: "too much of it was, or may have been, seen by nothing",
    Reason.NO_CHANCE: "nobody has said with which chance an act is seen",
    Reason.AS_BEFORE: "the ordinary was a time of fighting, and detections go on: each may be an act",
    Reason.EVERYWHERE: "a rise that ground farther from the line shows as well",
    Reason.NO_COMPARISON: "a rise of traces, and no other ground to compare with",
}
DAYS: dict[Day, str] = {
    Day.NOT_OBSERVED: "not observed",
    Day.PARTLY: "partly observed, nothing seen",
    Day.NOTHING: "observed, nothing seen",
    Day.ORDINARY: "seen, and ordinary",
    Day.RISE: "a rise that is put down to nobody",
    Day.BEYOND: "beyond the ordinary",
}


def finding(keeping: Keeping) -> tuple[str, ...]:
    """The answer in a few sentences: one for each obligation in each window, then what the words mean."""
    told = [
        _told(keeping, window, obligation) for window in keeping.windows for obligation in window.obligations
    ]
    skipped = [f"Of {quoted(name)} nothing can be said: {why}." for name, why in keeping.skipped]
    return (*told, *skipped, CAVEAT)


def _told(keeping: Keeping, window: WindowKeeping, obligation: ObligationKeeping) -> str:
    what = stretch_noun(keeping)
    parts = [f"{obligation.count(found)} {found.value}" for found in FINDINGS if obligation.count(found)]
    of = count_words(len(obligation.verdicts), what, f"{what}s")
    return (
        f"{quoted(obligation.title)} in {quoted(window.window.title)} ({days_text(window.days)}): "
        f"of {of}, {listed(parts)}."
    )


def stretch_noun(keeping: Keeping) -> str:
    """What gets a verdict of its own."""
    return "square" if keeping.line is None else "segment"


def days_text(days: tuple[date, ...]) -> str:
    """``27 July to 30 September 2020, 66 days``."""
    span = date_text(f"{days[0]}/{days[-1]}") if len(days) > 1 else date_text(str(days[0]))
    return f"{span}, {counted(len(days), 'day')}"


def place_name(place: Place) -> str:
    """A stretch by its name and id."""
    return f"{place.name} ({place.id})" if place.name else place.id


def ground_name(keeping: Keeping, ground: Ground) -> str:
    """A side of the line by the title of its party, or as the layer calls it."""
    if ground is Ground.NOT_ATTRIBUTABLE:
        return ground.value
    inside, outside = keeping.sides
    title = inside if ground is Ground.INSIDE else outside
    if title:
        return f"on the side of {title}"
    line = keeping.line
    own = "" if line is None else line.sides.inside if ground is Ground.INSIDE else line.sides.outside
    return f"{own or ground.value} side"


def acts_text(verdict: StretchVerdict) -> str:
    """How many acts there can have been at most, with the ends of the chance of detection."""
    low, middle, high = (verdict.at_most(level) for level in ("low", "mid", "high"))
    if not verdict.bounds:
        return "no bound"
    ends = ["no bound" if end is None else f"{end:,}" for end in (high, middle, low)]
    return ends[1] if len(set(ends)) == 1 else f"{ends[1]} ({ends[0]} to {ends[2]})"


def ground_text(keeping: Keeping, verdict: StretchVerdict) -> str:
    """On whose side the detections of the breaches lie, side by side in the same words."""
    if not verdict.breaches:
        return ""
    return ", ".join(f"{count} {ground_name(keeping, ground)}" for ground, count in verdict.ground if count)


def marks_words(keeping: Keeping) -> Iterator[str]:
    """What a position of each source stands for."""
    for source in keeping.sources:
        what = {
            Marks.HIT: "a position is where something was hit or burnt, not who fired",
            Marks.ORIGIN: "a position is where it came from",
            Marks.PLACE: "a position is a place that was reported, and says nothing of who did it",
        }[source.marks]
        kind = (
            "a detection is of an act"
            if source.evidence is Evidence.ACT
            else "a detection is a trace, which harvests and accidents leave as well"
        )
        yield f"{source.title}: {kind}; {what}."


def incident_text(keeping: Keeping, one: Reported) -> str:
    """An incident in one line."""
    days = date_text(str(one.first) if one.first == one.last else f"{one.first}/{one.last}")
    return (
        f"{days}, {decimal(one.area_km2, 0)} km²: {one.seen} seen, {rate(one.expected)} expected, "
        f"{ground_name(keeping, one.ground)}"
    )


def rate(value: float) -> str:
    """An expected count: two digits below ten.

    >>> rate(0.0123), rate(3.456), rate(1234.5)
    ('0.01', '3.5', '1,234')
    """
    if 0 < value < 0.005:
        return "under 0.01"
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 10 else f"{value:,.0f}"


def compared_text(found: BeforeAfter) -> str:
    """Before and after in words: totals, the rank among placebos, and the interval if counts were Poisson."""
    if not found.inside_days or not found.before_days:
        return "Before and after: too little was looked at."
    totals = (
        f"{found.inside:,} on {counted(found.inside_days, 'day')} of the window, {found.before:,} on "
        f"{counted(found.before_days, 'day')} before it"
    )
    ratio = "" if found.ratio is None else f": {rate(found.ratio)} times the rate"
    return f"{capital(totals)}{ratio}. {_rank_text(found)}"


def _rank_text(found: BeforeAfter) -> str:
    if found.fewer is None or found.more is None or found.resolution is None:
        return f"No rank among windows without a truce: {found.why_not}."
    fewer, tail = found.fewer <= found.more, min(found.fewer, found.more)
    return (
        f"Among {counted(len(found.placebos), 'window')} without a truce ({found.apart} of them apart) so "
        f"{'few' if fewer else 'many'} are seen in a share of {tail:.2f} (no share can be less than "
        f"{found.resolution:.2f})."
    )


def unseen_words(keeping: Keeping, window: WindowKeeping, obligation: ObligationKeeping) -> str:
    """How much of a window could not be seen, and where not at all."""
    days: Counter[Day] = Counter(day for row in obligation.calendar for day in row.days)
    total = sum(days.values())
    never = [
        place_name(keeping.place(one.stretch))
        for one in obligation.verdicts
        if one.finding is Finding.NOT_OBSERVED
    ]
    what = stretch_noun(keeping)
    words = (
        f"{quoted(obligation.title)}: {share(days[Day.NOT_OBSERVED] / total)} of the days and {what}s of "
        f"{quoted(window.window.title)} were seen by nothing"
    )
    if never:
        shown = never[:6] + ([f"{len(never) - 6} more"] if len(never) > 6 else [])
        words += f"; not once {listed(shown)}"
    return f"{words}."


def bound_parties(keeping: Keeping, obligation: ObligationKeeping) -> str:
    """The parties that an obligation binds."""
    return listed([party_title(keeping.case, party) for party in obligation.of])


def ordinary_words(obligation: ObligationKeeping) -> str:
    """What the baseline stands for."""
    if obligation.ordinary is Ordinary.QUIET:
        return "The ordinary is that of a quiet time: what is beyond it is out of the ordinary of peace."
    return (
        "The ordinary is that of a time of fighting: what is beyond it is more than went on then, and what "
        "is not beyond it says nothing of quiet."
    )
