"""A monitoring plan as a page of plain text: the finding first, then instruments, duties, what money buys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.views.numbers import counted
from detente.views.page import Grid, Heading, Part, Text
from detente.views.plan_ways_text import marginal_parts, option_parts
from detente.views.plan_words import (
    UNSAID,
    chance,
    finding,
    hour_name,
    instrument_titles,
    money,
    share,
    spread,
    violation_name,
    watch_place,
)
from detente.views.prose import listed, quoted, sentence
from detente.views.words import party_title

if TYPE_CHECKING:
    from detente.verify.monitoring.holdings import Holding
    from detente.verify.monitoring.model import Duty, MonitoringPlan

LOUD = 0.5
"""A chance for nothing from which on an alarm rule tells little."""

SHOWN = 8
"""How many segments are written out; ``--json`` and ``--csv`` have all."""


def plan_page(plan: MonitoringPlan) -> list[Part]:
    """The page."""
    return [
        Heading(f"{plan.case.title}: a monitoring plan"),
        *(Text(each) for each in finding(plan)),
        *_instruments(plan),
        *_duties(plan),
        *_segments(plan),
        *_runs(plan),
        *marginal_parts(plan),
        *option_parts(plan),
        *_ruled_out(plan),
        *_basis(plan),
    ]


def _instruments(plan: MonitoringPlan) -> Iterator[Part]:
    if not plan.holdings:
        return
    yield Heading("Instruments along the line")
    heads = ("instrument", "copies", "a year", "to buy", "owner; nationality of staff", "figures rest on")
    yield Grid(heads, tuple(_holding(plan, each) for each in plan.holdings), right=(1,))
    standing = sum(each.standing for each in plan.holdings)
    if standing:
        held = counted(standing, "of them stands", "of them stand")
        yield Text(f"{held} there already, and stay; what they cost is in the sums below.")
    yield Text(f"A year: {spread(plan.per_year, plan.currency)}.")
    yield Text(f"To buy: {spread(plan.capital, plan.currency)}.")


def _holding(plan: MonitoringPlan, held: Holding) -> tuple[str, ...]:
    return (
        held.title,
        str(held.copies),
        money(held.per_year.mid, plan.currency),
        money(held.capital.mid, plan.currency),
        f"{held.owner or UNSAID}; {held.nationality or 'open'}",
        rest_on(held.certainty),
    )


def rest_on(certainty: object) -> str:
    """What figures rest on: ``1 estimate, 15 guess``."""
    pairs = certainty.items() if isinstance(certainty, dict) else ()
    return ", ".join(f"{count} {name}" for name, count in pairs)


def _duties(plan: MonitoringPlan) -> Iterator[Part]:
    placed = [duty for duty in plan.duties if duty.placed]
    rest = [duty for duty in plan.duties if not duty.placed]
    if placed:
        yield Heading("What is watched along the line: chances where they are least")
        hours = [hour.id for hour in plan.hours]
        heads = (
            "violation",
            *(f"seen {hour_name(plan, hour).lower()}" for hour in hours),
            "target",
            "caught (beta)",
            "for nothing (alpha)",
        )
        for duty in placed:
            yield Text(f"{duty.obligation.title} (binds {_bound(plan, duty)}).")
            yield Grid(heads, tuple(_placed(plan, duty, hours)), right=tuple(range(1, len(heads))))
        yield from _rule(placed)
    if rest:
        yield Heading("What instruments along the line do not see: the means for it")
        heads = ("obligation", "kind", "means", "seen", "caught (beta)", "for nothing (alpha)", "a year")
        yield Grid(heads, tuple(_meant(plan, duty) for duty in rest), right=(3, 4, 5))
        yield Text("One of each of the means is taken, at the place itself; they are not in the plan's cost.")
        if any(rate.rates is not None and rate.rates.alpha >= LOUD for duty in rest for rate in duty.means):
            yield Text(
                "Where the chance for nothing is one half or more, false alarms alone are likely to trip the "
                "alarm rule: there it hardly tells a breach from a quiet period."
            )


def _bound(plan: MonitoringPlan, duty: Duty) -> str:
    return listed([party_title(plan.case, party) for party in duty.obligation.of])


def _placed(plan: MonitoringPlan, duty: Duty, hours: Sequence[str]) -> Iterator[tuple[str, ...]]:
    rates = {rate.violation: rate for rate in duty.rates}
    for violation in duty.obligation.violations:
        seen, rate = duty.seen[violation], rates.get(violation)
        yield (
            violation_name(plan, violation),
            *("nothing sees it" if seen is None else chance(seen[hour]) for hour in hours),
            "none" if duty.target is None else chance(duty.target),
            UNSAID if rate is None else chance(rate.beta),
            UNSAID if rate is None else chance(rate.alpha),
        )


def _rule(placed: Sequence[Duty]) -> Iterator[Part]:
    rule = next((rate.rule for duty in placed for rate in duty.rates), None)
    if rule is None:
        yield Text("No alarm rule is stated, so there is no chance of being caught: see [alarm].")
        return
    acts = counted(rule.acts, "act")
    yield Text(
        f"Caught: {rule.alarms} alarms put down to a party within {rule.window_days} days, in a review "
        f"period of {rule.review_days} days, with a campaign of {acts} where it is least likely attributed; "
        "for nothing: the same in that place without any act."
    )


def _meant(plan: MonitoringPlan, duty: Duty) -> tuple[str, ...]:
    titles = instrument_titles(plan)
    names = {titles.get(name, name) for rate in duty.means for name in rate.instruments}
    least = min(
        (rate for rate in duty.means if rate.seen is not None), key=lambda r: r.seen or 0, default=None
    )
    rates = None if least is None else least.rates
    return (
        duty.obligation.title,
        duty.kind.value,
        ", ".join(sorted(names)) or "none is known",
        UNSAID if least is None else chance(least.seen),
        UNSAID if rates is None else chance(rates.beta),
        UNSAID if rates is None else chance(rates.alpha),
        UNSAID if duty.per_year is None else money(duty.per_year.mid, plan.currency),
    )


def _segments(plan: MonitoringPlan) -> Iterator[Part]:
    if plan.unreachable:
        yield Heading("Targets that nothing reaches")
        heads = ("segment", "violation", "target", "at best")
        lost = sorted(plan.unreachable, key=lambda watch: watch.best or 0.0)
        rows = tuple(
            (
                watch_place(plan, watch),
                violation_name(plan, watch.violation),
                chance(watch.target),
                chance(watch.best),
            )
            for watch in lost[:SHOWN]
        )
        yield Grid(heads, rows, right=(2, 3))
        yield from _more(len(lost), "--json")
    yield from _least_seen(plan)


def _least_seen(plan: MonitoringPlan) -> Iterator[Part]:
    aimed = [watch for watch in plan.watches if watch.target is not None] or list(plan.watches)
    if not aimed:
        return
    yield Heading("Where an act is least likely to be seen")
    aimed.sort(key=lambda watch: watch.worst.seen)
    heads = ("segment", "violation", "hour", "seen", "attributed", "wrong side")
    yield Grid(
        heads,
        tuple(
            (
                watch_place(plan, watch),
                violation_name(plan, watch.violation),
                hour_name(plan, watch.worst_hour).lower(),
                chance(watch.worst.seen),
                chance(watch.worst.attributed),
                chance(watch.worst.wrong),
            )
            for watch in aimed[:SHOWN]
        ),
        right=(3, 4, 5),
    )
    yield from _more(len(aimed), "--csv")


def _more(count: int, option: str) -> Iterator[Part]:
    if count > SHOWN:
        yield Text(f"{count - SHOWN:,} more: “detente plan CASE {option}” lists them all.")


def _runs(plan: MonitoringPlan) -> Iterator[Part]:
    if not plan.watches:
        return
    yield Heading("If the figures are at their ends")
    heads = (
        "figures",
        "own plan, a year",
        "its worst chance",
        "this plan: worst",
        "this plan: mean",
        "this plan: target met on",
    )
    words = {"low": "cautious", "mid": "middle", "high": "hopeful"}
    rows = tuple(
        (
            words[level],
            money(run.per_year, plan.currency),
            chance(run.worst),
            chance(run.held_worst),
            chance(run.held_mean),
            share(run.held_reached),
        )
        for level, run in plan.runs.items()
    )
    yield Grid(heads, rows, right=(2, 3, 4, 5))


def _ruled_out(plan: MonitoringPlan) -> Iterator[Part]:
    if plan.refusals:
        yield Heading("Ruled out by the package")
        titles = instrument_titles(plan)
        for why in dict.fromkeys(refusal.why for refusal in plan.refusals):
            names = [quoted(titles[refusal.instrument]) for refusal in plan.refusals if refusal.why == why]
            yield Text(sentence(f"{listed(names)}: {why}"), mark="-")


def _basis(plan: MonitoringPlan) -> Iterator[Part]:
    yield Heading("What it rests on")
    yield Text(f"The package: {plan.assumed.why}.", mark="-")
    held = {line.id: line for line in plan.case.red_lines}
    gone = [quoted(held[name].id) for name in plan.assumed.relaxed if name in held]
    if gone:
        yield Text(f"Red lines that it crosses, taken to have given way: {listed(gone)}.", mark="-")
    yield Text(
        "The line is that of its day: what the package says of control is not drawn into it. It is looked at "
        f"in parts of at most {plan.siting.cell_km:g} km, {len(plan.segments)} segments in all; a chance "
        "stands for the worst part of its segment.",
        mark="-",
    )
    yield Text(f"Figures of the instruments in the plan: {rest_on(plan.certainty) or 'none'}.", mark="-")
    blind = sorted({each.instrument for each in plan.unknown if each.violation == ""})
    if blind:
        yield Text(f"Left out as their cost is not known: {listed(blind)}.", mark="-")
    for origin in plan.line.method.origins:
        yield Text(f"{origin.role}: {origin.file}; {origin.credit or 'credit not stated'}.", mark="-")
    for note in plan.notes:
        yield Text(note, mark="-")
    yield Text(
        f"Method: {listed(plan.method)}; seed {plan.seed}. Detente {plan.version}, inputs {plan.digest[:12]}."
        if plan.method
        else f"Detente {plan.version}, inputs {plan.digest[:12]}."
    )
