"""A monitoring plan in words: money, chances, segments, and the sentences that stand first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.verify.instruments.table import instruments_of
from detente.views.line_text import length_text
from detente.views.numbers import count_words, counted, date_text, decimal
from detente.views.prose import listed, quoted

if TYPE_CHECKING:
    from detente.verify.line.model import Position, Segment
    from detente.verify.monitoring.holdings import Money
    from detente.verify.monitoring.model import MonitoringPlan
    from detente.verify.monitoring.otherwise import Run
    from detente.verify.monitoring.seen import Watch

UNSAID = "not known"
MILLION = 1_000_000


def money(value: float | None, currency: str) -> str:
    """A sum, millions to two decimals: ``EUR 8.57 million``."""
    if value is None:
        return UNSAID
    if value >= MILLION:
        return f"{currency} {decimal(value / MILLION, 2)} million"
    return f"{currency} {decimal(value, 0)}"


def spread(sums: Money, currency: str) -> str:
    """A sum with its low and high ends."""
    if sums.mid is None:
        return UNSAID
    ends = f"{money(sums.low, currency)} to {money(sums.high, currency)}"
    return f"{money(sums.mid, currency)} ({ends} by the low and high ends of the figures)"


def chance(value: float | None) -> str:
    """A probability, to two decimals; what is above 0 and rounds to it says so."""
    if value is None:
        return UNSAID
    return "under 0.01" if 0 < value < 0.005 else f"{value:.2f}"


def share(value: float | None) -> str:
    """A share in per cent."""
    if value is None:
        return UNSAID
    return f"{decimal(100 * value, 1)} %"


def segment_name(plan: MonitoringPlan, name: str) -> str:
    """A segment by its settlement or region where a layer gives one, and its place."""
    segment = _segments(plan)[name]
    place = place_text(segment.middle)
    return f"{segment.name} ({place})" if segment.name else f"the segment at {place}"


def place_text(position: Position) -> str:
    """A position in words: ``48.30 N, 37.67 E``, south and west by their letters."""
    longitude, latitude = position
    return (
        f"{abs(latitude):.2f} {'N' if latitude >= 0 else 'S'}, "
        f"{abs(longitude):.2f} {'E' if longitude >= 0 else 'W'}"
    )


def _segments(plan: MonitoringPlan) -> dict[str, Segment]:
    return {segment.id: segment for segment in plan.segments}


def hour_name(plan: MonitoringPlan, name: str) -> str:
    """An hour in words."""
    titles = {hour.id: hour.title for hour in plan.hours}
    return titles.get(name, name) or "at any hour"


def violation_name(plan: MonitoringPlan, name: str) -> str:
    """A violation type in words."""
    listed_types = () if plan.case.verification is None else plan.case.verification.violations
    return {item.id: item.title for item in listed_types}.get(name, name)


def duty_name(plan: MonitoringPlan, name: str) -> str:
    """An obligation in words."""
    return next((duty.obligation.title for duty in plan.duties if duty.obligation.id == name), name)


def finding(plan: MonitoringPlan) -> Iterator[str]:
    """The plain sentences that stand first."""
    line = plan.line
    placed = [duty for duty in plan.duties if duty.placed]
    if not placed:
        yield (
            "Nothing is placed along the line: under this package no obligation of a line or an area holds."
        )
        return
    if plan.status == "infeasible":
        budget = money(plan.budget, plan.currency)
        yield f"No plan keeps what was asked: what stands costs more than {budget}."
        return
    yield _cost(plan)
    yield f"It is for {package_words(plan)}."
    yield from _least(plan)
    yield from _lost(plan)
    day = f"of {date_text(line.on)}" if line.on else "(day not stated)"
    yield f"The line {day} measures {length_text(line)}."
    yield plan.caveat
    yield _levels(plan)


def package_words(plan: MonitoringPlan) -> str:
    """Which package the plan is for, and what has to give way for it."""
    why = plan.assumed.why.partition(";")[0]
    gone = [quoted(name) for name in plan.assumed.relaxed]
    if not gone:
        return why
    lines, have = ("the red line", "has") if len(gone) == 1 else ("the red lines", "have")
    return f"{why}; {lines} {listed(gone)} {have} to give way for it"


def _cost(plan: MonitoringPlan) -> str:
    kinds = [f"{counted(each.copies, 'piece')} of {quoted(each.title)}" for each in plan.holdings]
    if not kinds and plan.goal != "target":
        return "The plan places no instrument: none within the budget raises the chance that is asked for."
    if not kinds:
        if plan.unreachable or plan.unseen:
            return "The plan places no instrument: none that may be used reaches what is asked."
        return "The plan places no instrument: none is needed for what is asked."
    return (
        f"{listed(kinds)} watch the line for {money(plan.per_year.mid, plan.currency)} a year at middle "
        f"figures; buying them costs {money(plan.capital.mid, plan.currency)} at once."
    )


def _least(plan: MonitoringPlan) -> Iterator[str]:
    aim = "seen" if plan.channel == "detection" else "seen and put down to the right side by an instrument"
    own = plan.runs[plan.level]
    if plan.goal == "target":
        yield f"Asked for: the least cost at which each act is {aim} with the target of its obligation."
    else:
        what = "mean" if plan.goal == "mean" else "least"
        budget = money(plan.budget, plan.currency)
        yield f"Asked for: the best {what} chance that an act is {aim}, for {budget} a year."
    worst = plan.worst
    if worst is not None:
        yield (
            f"Least likely to be seen: {quoted(violation_name(plan, worst.violation))} on "
            f"{segment_name(plan, worst.segment)}, {hour_name(plan, worst.worst_hour).lower()}: a chance of "
            f"{chance(worst.worst.seen)}; put down to the right side with {chance(worst.worst.attributed)}."
        )
        yield from _apart(plan, worst)
    if own.reached is not None:
        yield f"The target is met on {share(own.reached)} of the line, counted over the ways to break it."
    if plan.holdings:
        yield _proof(plan)


def _apart(plan: MonitoringPlan, worst: Watch) -> Iterator[str]:
    """What is left where instruments miss the same acts."""
    aimed = [each for each in plan.watches if each.target is not None] or list(plan.watches)
    alone = min(each.alone for each in aimed)
    if alone < worst.worst.seen:
        yield (
            "That takes instruments to miss acts independently of each other, as far as the conditions go; "
            f"where they miss the same ones it is {chance(alone)} at least, as with the best of them alone."
        )


def _proof(plan: MonitoringPlan) -> str:
    if plan.bound is None or plan.objective is None or plan.gap is None:
        return "How far it is from the best plan is not known: --gap searches for a proof."
    if plan.status == "optimal":
        return "It is proven that no choice of these instruments at the candidate sites is better."
    what = (
        f"costs less than {money(plan.bound, plan.currency)} a year"
        if plan.goal == "target"
        else f"has a better chance than {chance(plan.bound)}"
    )
    return (
        f"It is proven that no choice of these instruments at the candidate sites {what}: the gap is "
        f"{share(plan.gap)}."
    )


def _lost(plan: MonitoringPlan) -> Iterator[str]:
    if plan.unreachable:
        segments = {watch.segment for watch in plan.unreachable}
        best = min(watch.best or 0.0 for watch in plan.unreachable)
        yield (
            f"On {count_words(len(segments), 'segment', 'segments')} no instrument that may be used reaches "
            f"the target for every way to break it: at best {chance(best)} on the worst of them."
        )
    for obligation, violation in plan.unseen:
        yield (
            f"Nothing that may be used is known to see {quoted(violation_name(plan, violation))} under "
            f"{quoted(duty_name(plan, obligation))}."
        )


def _levels(plan: MonitoringPlan) -> str:
    low, high = plan.runs["low"], plan.runs["high"]
    if plan.goal == "target":
        least, most = money(high.per_year, plan.currency), money(low.per_year, plan.currency)
        ends = (
            f"a plan for the same targets costs {most} a year if the figures are at their cautious "
            f"ends{but_met(low)}, and {least} at the other ends{but_met(high)}"
        )
    else:
        ends = (
            f"the same money gives a worst chance of {chance(low.worst)} at the cautious ends of the figures "
            f"and {chance(high.worst)} at the other ends"
        )
    return (
        f"What the figures leave open: {ends}; and the plan at hand has a worst chance of "
        f"{chance(low.held_worst)} to {chance(high.held_worst)}."
    )


def but_met(run: Run) -> str:
    """That targets are not all met at some level of the figures; nothing where they are."""
    if run.reached is None or run.reached >= 1 - 1e-9:
        return ""
    return f" (they are then met on {share(run.reached)} of the line, not on all of it)"


def instrument_titles(plan: MonitoringPlan) -> dict[str, str]:
    """The titles of all instruments of the case's table, by id."""
    table = () if plan.case.verification is None else instruments_of(plan.case.verification)
    return {instrument.id: instrument.title for instrument in table}


def watch_place(plan: MonitoringPlan, watch: Watch) -> str:
    """Where a watch is: its segment, and the side for an area."""
    sides = plan.line.sides
    side = {"inside": sides.inside, "outside": sides.outside}.get(watch.side, "")
    return f"{segment_name(plan, watch.segment)}, {side}" if side else segment_name(plan, watch.segment)
