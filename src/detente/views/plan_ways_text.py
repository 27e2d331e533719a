"""What money buys and what options do to a monitoring plan, as parts of a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.views.page import Grid, Heading, Part, Text
from detente.views.plan_words import MILLION, chance, instrument_titles, money, share
from detente.views.prose import listed, quoted

if TYPE_CHECKING:
    from detente.verify.monitoring.model import MonitoringPlan
    from detente.verify.monitoring.otherwise import OptionEffect


def marginal_parts(plan: MonitoringPlan) -> Iterator[Part]:
    """A curve of what money buys; nothing where it was not computed."""
    if not plan.marginal:
        return
    yield Heading("What money buys")
    rows, before = [], None
    for point in plan.marginal:
        rows.append(
            (
                money(point.per_year, plan.currency),
                chance(point.worst),
                chance(point.mean),
                "" if before is None else _gain(before.worst, point.worst, point.per_year - before.per_year),
            )
        )
        before = point
    heads = ("a year", "worst chance", "mean chance", "one more million buys, points of the worst")
    yield Grid(heads, tuple(rows), right=(1, 2, 3))
    more = next_million(plan)
    if more is not None:
        points = f"{100 * more:.1f}"
        yield Text(f"From this plan on, one more million a year raises the worst chance by {points} points.")
    yield Text("Each by a greedy plan without a bound: a better one may do the same for less.")


def _gain(before: float, after: float, cost: float) -> str:
    return f"{100 * (after - before) * MILLION / cost:.1f}" if cost > 0 else ""


def next_million(plan: MonitoringPlan) -> float | None:
    """By how much one more million a year raises the worst chance, from the plan on; None where not known."""
    own = plan.runs[plan.level].per_year
    for before, after in pairwise(plan.marginal):
        if before.per_year <= own < after.per_year:
            return (after.worst - before.worst) * MILLION / (after.per_year - before.per_year)
    return None


def option_parts(plan: MonitoringPlan) -> Iterator[Part]:
    """What each option does; nothing where it was not computed."""
    if not plan.option_effects:
        return
    yield Heading("What the options of the package do, one changed at a time")
    heads = ("issue: option", "what it switches", "a year", "worst chance", "target met on")
    yield Grid(heads, tuple(_effect(plan, each) for each in plan.option_effects), right=(3, 4))


def _effect(plan: MonitoringPlan, effect: OptionEffect) -> tuple[str, ...]:
    issue = plan.case.issue(effect.issue)
    title = next(option.title for option in issue.options if option.id == effect.option)
    return (
        f"{issue.title}: {title}",
        switched(plan, effect),
        "nothing to aim at" if effect.per_year is None else money(effect.per_year, plan.currency),
        "" if effect.per_year is None else chance(effect.worst),
        "" if effect.reached is None else share(effect.reached),
    )


def _duty_titles(plan: MonitoringPlan) -> dict[str, str]:
    known = () if plan.case.verification is None else plan.case.verification.obligations
    return {item.id: item.title for item in known}


def switched(plan: MonitoringPlan, effect: OptionEffect) -> str:
    """What an option switches, in words."""
    titles = {**_duty_titles(plan), **instrument_titles(plan)}
    parts = [
        f"{word} {listed([quoted(titles.get(name, name)) for name in names])}"
        for word, names in (
            ("rules out", effect.excluded),
            ("lets in", effect.admitted),
            ("drops", effect.lost),
            ("adds", effect.added),
        )
        if names
    ]
    if effect.breaks:
        parts.append(f"no deal by itself: breaks {listed([quoted(name) for name in effect.breaks])}")
    return "; ".join(parts)
