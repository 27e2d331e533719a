"""Efficient and fair deals: the frontier of the space, or of each way that opens it, drawn and as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.report.charts import svg
from detente.report.markup import Content, Html, el
from detente.report.packages import legend, packages_tables
from detente.report.page import fold, pointer, section
from detente.report.readings import reading_title
from detente.views.demands import concession
from detente.views.numbers import count_words, decimal
from detente.views.parallel import AXES, LINES, parallel
from detente.views.plane import PAIRS, POINTS, pairs, plane
from detente.views.prose import listed
from detente.views.scatter import Scatter, scatter_of
from detente.views.words import party_title

if TYPE_CHECKING:
    from detente.accept.frontier import Frontier
    from detente.accept.solutions import Concept, Solution
    from detente.case.model import Case
    from detente.views.edition import Edition

WAYS = 3
"""For how many openings the deals are drawn."""

ENOUGH_FOR_PARALLEL = 3


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A space whose deals are shown; without a title it is the case's own."""

    title: str
    frontier: Frontier
    solutions: Mapping[Concept, Solution]


def deals_section(edition: Edition) -> Html:
    """The fifth section of the page."""
    grounds = deal_grounds(edition)
    if not grounds:
        return section("deals", el("p", _why_nothing(edition), class_="empty"), _under_readings(edition))
    lead = (
        "An outcome is efficient if no other is better for one party and at least as good for all. Rules of "
        "fair division select among them; they are questions to put to the parties, and no verdict."
    )
    parts = [_ground(edition, ground, f"g{number}") for number, ground in enumerate(grounds, start=1)]
    more = 0 if edition.answer.space.feasible else len(edition.ways(edition.answer)) - len(grounds)
    others = count_words(more, "other is", "others are")
    cut = (
        el("p", f"Drawn for the first {WAYS} openings; {others} in ", pointer("openings"), ".")
        if more > 0
        else None
    )
    return section("deals", parts, cut, _under_readings(edition), lead=lead)


def deal_grounds(edition: Edition) -> list[Ground]:
    """The spaces whose deals are shown: the case's own, or those that its first openings leave."""
    answer = edition.answer
    if answer.space.feasible:
        own = answer.frontier
        return [Ground("", own, answer.solutions)] if own is not None and len(own) else []
    return [
        Ground(f"If {concession(answer.case, way)}", way.frontier, way.solutions)
        for way in edition.ways(answer)[:WAYS]
        if way.frontier is not None and len(way.frontier)
    ]


def _why_nothing(edition: Edition) -> str:
    answer = edition.answer
    if not answer.space.problem.utilities:
        return "No party states a preference, so nothing can be said of what is efficient or fair."
    if answer.ways and not edition.ways(answer):
        return "What would be efficient rests on openings that this public page leaves out."
    return "There is no package to compare, or there are too many: see what is missing below."


def _ground(edition: Edition, ground: Ground, name: str) -> Html:
    case, floors = edition.answer.case, not edition.public
    return el(
        "article",
        el("h3", ground.title) if ground.title else None,
        el("p", _told(case, ground.frontier), class_="told"),
        _drawings(scatter_of(ground.frontier, ground.solutions, floors=floors), name),
        legend(ground.solutions, case),
        packages_tables(case, ground.solutions, floors=floors),
        class_="ground",
    )


def _under_readings(edition: Edition) -> list[Html]:
    """The selected packages under each other reading that leaves a deal, folded."""
    parts: list[Html] = []
    for reading in edition.readings:
        if not reading.space.feasible or reading.frontier is None or not len(reading.frontier):
            continue
        tables = packages_tables(reading.case, reading.solutions, floors=not edition.public)
        told = el("p", _told(reading.case, reading.frontier), class_="told")
        title = f"Deals under another reading: {reading_title(edition, reading)}"
        parts.append(fold(title, told, legend(reading.solutions, reading.case), tables))
    return parts


def _told(case: Case, frontier: Frontier) -> str:
    outcomes = count_words(len(frontier), "efficient outcome", "efficient outcomes").capitalize()
    if frontier.exact:
        found = "found exactly"
        if frontier.ties is not None and sum(frontier.ties) > len(frontier):
            found += f"; {sum(frontier.ties):,} packages attain them"
    else:
        worst = max((frontier.error or {}).values(), default=None)
        error = (
            f", no more than {decimal(worst, 6)} of utility from the true ones" if worst is not None else ""
        )
        found = f"found on a grid of {frontier.grid} steps in each party's range{error}"
    silent = [party_title(case, party) for party in frontier.space.problem.silent]
    left = f" Left out, as no preference is stated: {listed(silent)}." if silent else ""
    return f"{outcomes} within rules and red lines, {found}.{left}"


def _drawings(scatter: Scatter, name: str) -> Html | None:
    if len(scatter.parties) == 1:
        return el("p", "One party states preferences: its best package is the one efficient outcome.")
    parts: list[Content] = [_planes(scatter, name)]
    if len(scatter.parties) >= ENOUGH_FOR_PARALLEL:
        parts.append(_parallel(scatter))
    bars = " and short bars" if len(parts) > 1 else ""
    floors = f"Dashed lines{bars}: what a party has without a deal." if scatter.no_deal else None
    return el("div", el("div", parts, class_="drawings"), el("p", floors, class_="by") if floors else None)


def _planes(scatter: Scatter, name: str) -> Html:
    """One plane for each pair of parties; a row of buttons chooses, without a script."""
    inputs: list[Html] = []
    labels: list[Html] = []
    planes: list[Html] = []
    for number, (first, second) in enumerate(pairs(scatter), start=1):
        one, other = scatter.titles[first], scatter.titles[second]
        key = f"{name}-{number}"
        inputs.append(el("input", type="radio", name=f"{name}-pair", id=key, checked=number == 1))
        labels.append(el("label", f"{one} and {other}", for_=key))
        drawn = scatter.thinned(first, second, most=POINTS)
        label = f"Utility to {one} across, to {other} upwards: {drawn}; {_places(scatter)}"
        caption = el("figcaption", f"{one} and {other}: {drawn}.")
        planes.append(el("figure", svg(plane(scatter, first, second), label=label), caption, class_="plane"))
    count = len(scatter.parties) * (len(scatter.parties) - 1) // 2
    fewer = el("p", f"The first {PAIRS} of {count} pairs are drawn.", class_="by") if count > PAIRS else None
    chooser = el("div", labels, class_="pairs")
    return el("div", inputs, chooser if count > 1 else None, planes, fewer, class_="planes")


def _places(scatter: Scatter) -> str:
    return "; ".join(f"{known.letters}: {scatter.told(scatter.chosen(known))}" for known in scatter.selected)


def _parallel(scatter: Scatter) -> Html:
    shown = min(len(scatter.parties), AXES)
    drawn = scatter.thinned(*range(shown), most=LINES)
    lines = str(drawn).replace("points", "lines").replace("point", "line")
    label = f"One axis for each party, one line for each efficient outcome: {lines}; {_places(scatter)}"
    fewer = f" The first {AXES} parties are drawn." if shown < len(scatter.parties) else ""
    caption = f"All parties at once, each on a scale of its own: {lines}.{fewer}"
    return el("figure", svg(parallel(scatter), label=label), el("figcaption", caption), class_="parallel")
