"""Whether a deal can be checked along the line, in sentences: by day, by night, for how much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.coverage import Stretch, least, share_watched, stretches, target_of
from detente.views.line_text import length_text
from detente.views.numbers import count_text, counted, date_text, decimal
from detente.views.plan_words import but_met, chance, money, segment_name, share, violation_name
from detente.views.prose import listed, quoted

if TYPE_CHECKING:
    from detente.verify.monitoring.model import MonitoringPlan

NO_AIMING = (
    "Positions are candidates for monitors, no finer than the line is generalised, and drawn further from "
    "the line than they would stand."
)
NOT_WHOSE = (
    "The names say who controls a side of the line on that day by this source, and nothing of whose land it "
    "is; no area is drawn, and no region, coast or border."
)
WITH_BORDERS = (
    "The names say who controls a side of the line on that day by this source, and nothing of whose land it "
    "is. Thin lines are borders of regions as their layer draws them; no area is filled."
)
PLACES = 5
"""Most places that are named where a target is out of reach."""


def instruments_words(plan: MonitoringPlan) -> str:
    """The instruments with their numbers: ``361 of “Acoustic array”``."""
    kinds = [f"{count_text(held.copies)} × {held.title}" for held in plan.holdings]
    return listed(kinds) if kinds else "no instruments"


def checked(plan: MonitoringPlan) -> Iterator[str]:
    """The sentences that open the section: what is watched by hour, cost, gap, what is out of reach."""
    known = stretches(plan)
    if not known or plan.status == "infeasible":
        yield nothing(plan)
        return
    hours = [_by_hour(plan, known, hour.id) for hour in plan.hours]
    yield f"With {instruments_words(plan)}, {listed(hours)}."
    yield _cost(plan)
    yield _gap(plan)
    yield from out_of_reach(plan)


def in_short(plan: MonitoringPlan) -> str:
    """One sentence for the first screen."""
    known = stretches(plan)
    if not known or plan.status == "infeasible":
        return nothing(plan)
    floors = [f"{chance(least(known, hour.id))} {hour.title.lower() or 'at any hour'}" for hour in plan.hours]
    met = min(value for hour in plan.hours if (value := share_watched(known, hour.id)) is not None)
    where = "along the whole line" if met >= 1 - 1e-9 else f"on {share(met)} of the line"
    dear, cheap = plan.runs["low"].per_year, plan.runs["high"].per_year  # they see little, or much
    asked = "the target is met" if target_of(plan) is not None else "acts can be seen"
    low_met = plan.runs["low"].reached if plan.goal == "target" else None
    unmet = low_met is not None and low_met < 1 - 1e-9
    short = f"; at the cautious ends of the figures on {share(low_met)} of it only" if unmet else ""
    return (
        f"Under one such package {asked} {where}, with a chance of {listed(floors)} that the act least "
        f"likely to be seen is seen, for {money(plan.per_year.mid, plan.currency)} a year at middle figures "
        f"({_range(plan, cheap, dear)} over what is not known of the instruments{short})."
    )


def nothing(plan: MonitoringPlan) -> str:
    """Why there is nothing to watch."""
    if plan.status == "infeasible":
        return (
            f"No plan keeps what was asked: what stands costs more than {money(plan.budget, plan.currency)}."
        )
    return "Nothing is watched along the line: under this package no obligation of a line or an area holds."


def _range(plan: MonitoringPlan, cheap: float, dear: float) -> str:
    """The cost of the targets at both ends of all figures; where money was given, at both ends of prices."""
    if plan.goal != "target":
        return f"{money(plan.per_year.low, plan.currency)} to {money(plan.per_year.high, plan.currency)}"
    ends = [decimal(value / 1e6, 1) for value in (cheap, dear)]
    return f"{plan.currency} {ends[0]} to {ends[1]} million"


def _by_hour(plan: MonitoringPlan, known: list[Stretch], hour: str) -> str:
    title = next(name.title for name in plan.hours if name.id == hour)
    met, floor = share_watched(known, hour), least(known, hour)
    named = least(known, hour, attributed=True)
    target = target_of(plan)
    asked = f"watched with P of {chance(target)} or more" if target is not None else "watched at all"
    return (
        f"{share(met)} of the line is {asked} {title.lower() or 'at any hour'} (the act least likely seen: "
        f"{chance(floor)}, put down to the right side: {chance(named)})"
    )


def _cost(plan: MonitoringPlan) -> str:
    own = f"It costs {money(plan.per_year.mid, plan.currency)} a year at middle figures"
    if plan.per_year.low is not None and plan.per_year.high is not None:
        ends = f"{money(plan.per_year.low, plan.currency)} to {money(plan.per_year.high, plan.currency)}"
        own += f", {ends} at the ends of the prices"
    if plan.goal == "target":
        low, high = plan.runs["low"], plan.runs["high"]
        own += (
            f". If the instruments see as little as their low figures say, the same targets take "
            f"{money(low.per_year, plan.currency)} a year{but_met(low)}; at the high figures "
            f"{money(high.per_year, plan.currency)}{but_met(high)}"
        )
    return f"{own}."


def _gap(plan: MonitoringPlan) -> str:
    if plan.bound is None or plan.gap is None:
        return "How far it is from the best plan is not proven."
    if plan.goal == "target":
        bound = f"no plan for these targets costs less than {money(plan.bound, plan.currency)} a year"
    else:
        bound = f"no plan for this money has a better chance than {chance(plan.bound)}"
    return f"Proven: {bound}, a gap of {share(plan.gap)}."


def out_of_reach(plan: MonitoringPlan) -> Iterator[str]:
    """What misses its target whatever is put in place, and what nothing sees."""
    if plan.unreachable:
        lost = sorted(plan.unreachable, key=lambda watch: (watch.best or 0.0, watch.segment))
        names = [
            f"{quoted(violation_name(plan, watch.violation))} on {segment_name(plan, watch.segment)} (at "
            f"best {chance(watch.best)})"
            for watch in lost[:PLACES]
        ]
        more = [counted(len(lost) - PLACES, "more case", "more cases")] if len(lost) > PLACES else []
        yield f"Out of reach of its target whatever is put in place: {listed([*names, *more])}."
    elif any(watch.target is not None for watch in plan.watches):
        figures = {"low": "low", "mid": "middle", "high": "high"}[plan.level]
        yield f"At {figures} figures no target along the line is out of reach."
    for obligation, violation in plan.unseen:
        title = next((d.obligation.title for d in plan.duties if d.obligation.id == obligation), obligation)
        what = quoted(violation_name(plan, violation))
        yield f"Nothing that may be used is known to see {what} under {quoted(title)}."


def ground_words(plan: MonitoringPlan) -> str:
    """What the map shows beside the line, and what that does not say."""
    return WITH_BORDERS if plan.line.borders else NOT_WHOSE


def line_words(plan: MonitoringPlan) -> str:
    """The caption of a map: day, length with eps and generalisation, whom the line is from."""
    line = plan.line
    sources = list(dict.fromkeys(origin.credit for origin in line.method.origins if origin.credit))
    whom = f"Boundary source: {'; '.join(sources)}." if sources else "The file names no boundary source."
    day = date_text(line.on) if line.on else "a day not stated"
    return f"Contact line as of {day}: {length_text(line)}. {whom}"
