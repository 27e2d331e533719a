"""Can it be checked along the line: the plan of instruments on a map, what it sees, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile
from typing import TYPE_CHECKING

from detente.report.charts import svg
from detente.report.line_figure import coverage_legend, coverage_map, instruments_legend, instruments_map
from detente.report.markup import Html, el
from detente.report.page import section
from detente.report.parts import parts_html
from detente.views.checked_words import NO_AIMING, checked, ground_words, line_words
from detente.views.coverage import classes_of, least, share_watched, stretches, target_of
from detente.views.coverage_chart import look, money_curve, profile
from detente.views.line_map import line_map
from detente.views.page import Heading, Part
from detente.views.plan_text import plan_page
from detente.views.plan_words import chance, package_words, share
from detente.views.prose import capital

if TYPE_CHECKING:
    from detente.verify.monitoring.model import MonitoringPlan
    from detente.views.edition import Edition
    from detente.views.line_map import LineMap

_LEAD = (
    "What could see a deal broken along the contact line, by day and by night, for how much a year, and "
    "how far that is from the best that could be had."
)
_WITHHELD = (
    "The package that the plan was made for rests on what parties have without a deal; this page leaves it "
    "out."
)


def verification_section(edition: Edition) -> Html:
    """The section of the page."""
    plan = edition.monitoring
    if plan is None:
        why = _WITHHELD if edition.study.monitoring is not None else edition.study.no_monitoring
        return section("verification", el("p", why, class_="empty"))
    drawn = line_map(plan)
    watched = bool(stretches(plan))
    return section(
        "verification",
        [el("p", words) for words in checked(plan)],
        el("p", _assumed(plan), class_="by"),
        el("p", plan.caveat, class_="withheld"),
        _maps(plan, drawn) if drawn is not None and watched else None,
        _profile(plan) if watched else None,
        _curve(plan),
        parts_html(_tables(plan)),
        lead=_LEAD,
    )


def _assumed(plan: MonitoringPlan) -> str:
    """The package, how finely the line is looked at, and how long was searched."""
    return (
        f"The plan is for {package_words(plan)}. It looks at {len(plan.segments)} segments of about "
        f"{plan.segment_km:.0f} km, in parts of at most {plan.siting.cell_km:g} km, each seen from its "
        "middle: longer parts flatter instruments with short ranges. It is a quick plan with a bound, made "
        "for this page; detente plan looks closer and searches longer."
    )


def _tables(plan: MonitoringPlan) -> Iterator[Part]:
    """What the page of the command line has under its headings, its finding left out."""
    return dropwhile(lambda part: not isinstance(part, Heading), plan_page(plan)[1:])


# ---------------------------------------------------------------- maps


def _maps(plan: MonitoringPlan, drawn: LineMap) -> Html:
    maps = [
        el(
            "figure",
            el("figcaption", el("b", "Instruments. "), NO_AIMING),
            instruments_map(plan, drawn),
            instruments_legend(plan),
            class_="map-large",
        )
    ]
    known = stretches(plan)
    for hour in plan.hours:
        title = capital(hour.title) or "At any hour"
        met = share(share_watched(known, hour.id))
        told = f"least {chance(least(known, hour.id))}, as asked on {met} of the line"
        maps.append(
            el(
                "figure",
                el("figcaption", el("b", f"{title}. "), f"P of the act least likely seen: {told}."),
                coverage_map(drawn, hour.id, label=f"Map of the contact line, {title.lower()}: {told}"),
            )
        )
    legend = coverage_legend(classes_of(plan), target=target_of(plan))
    return el(
        "div",
        el("div", maps, class_="maps"),
        legend,
        el(
            "p",
            line_words(plan),
            " ",
            ground_words(plan),
            f" Projection: {plan.line.method.crs}.",
            class_="by",
        ),
        class_="mapped",
    )


# ---------------------------------------------------------------- charts


def _profile(plan: MonitoringPlan) -> Html:
    known = stretches(plan)
    said = "; ".join(
        f"{hour.title or 'at any hour'}: least {chance(least(known, hour.id))} seen, "
        f"{chance(least(known, hour.id, attributed=True))} put down to the right side"
        for hour in plan.hours
    )
    keys = [
        el("li", el("span", class_=f"stroke l-{look(number)[0]}"), f"{hour.title or 'At any hour'}")
        for number, hour in enumerate(plan.hours)
    ]
    target = target_of(plan)
    if target is not None:
        keys.append(el("li", el("span", class_="stroke l-target"), f"Target {chance(target)}"))
    return el(
        "figure",
        el("h3", "Along the line"),
        el(
            "figcaption",
            "On each segment the act that is least likely seen, at its least likely place. Solid: seen. "
            "Dotted: put down to the side that did it, and to no other.",
        ),
        el("ul", keys, class_="map-key"),
        el("div", svg(profile(plan), label=f"P along the line: {said}"), class_="scroll wide-chart"),
        class_="profile",
    )


def _curve(plan: MonitoringPlan) -> Html | None:
    if len(plan.marginal) < 2:
        return None
    first, last = plan.marginal[0], plan.marginal[-1]
    said = " to ".join(f"P {end.worst:.2f} at {end.per_year / 1e6:.1f} million" for end in (first, last))
    return el(
        "figure",
        el("h3", "What one more million buys"),
        svg(money_curve(plan), label=f"What money buys: {said} a year"),
        class_="curve",
    )
