"""The packages that solution concepts select, side by side, as parts of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from detente.accept.solutions import CONCEPTS, NEEDS_COMPARABLE_SCALES
from detente.views.numbers import counted, decimal, signed
from detente.views.page import Grid, Heading, Part, Text
from detente.views.prose import listed
from detente.views.words import evidence, option_title, party_title

if TYPE_CHECKING:
    from detente.accept.frontier import Frontier
    from detente.accept.solutions import Concept, Solution, SolutionPoint
    from detente.case.model import Case

NAMES: Mapping[Concept, str] = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai-Smorodinsky",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
}
AS_BEFORE = "″"
"""Stands in a table where the option is that of the column before."""


def solutions_parts(
    case: Case, frontier: Frontier | None, solutions: Mapping[Concept, Solution], title: str
) -> Iterator[Part]:
    """What is efficient, and a table with one column for each package selected."""
    if frontier is None or not len(frontier):
        return
    yield Heading(title)
    how = "" if frontier.exact else f", rounded to a grid of {frontier.grid} steps"
    yield Text(
        f"{counted(len(frontier), 'efficient outcome')} (Pareto frontier{how}): none can be bettered for "
        "one party without loss to another."
    )
    chosen = _columns(solutions)
    if not chosen:
        if not solutions:  # on a grid nothing may be selected, and what could not be computed says so
            return
        yield Text("None of them gives each party at least its reservation.")
        return
    packages = [point for _, point in chosen]
    yield Grid(
        ("", *(listed([NAMES[concept] for concept in concepts]) for concepts, _ in chosen)),
        (*_options(case, packages), *_worth(case, packages)),
    )
    yield from _remarks(case, solutions)
    yield from _threats(case, packages)


def _columns(solutions: Mapping[Concept, Solution]) -> list[tuple[list[Concept], SolutionPoint]]:
    """The first package of each concept; concepts with the same one share a column."""
    columns: list[tuple[list[Concept], SolutionPoint]] = []
    for concept in CONCEPTS:
        if concept not in solutions or not solutions[concept].points:
            continue
        point = solutions[concept].points[0]
        same = next((names for names, known in columns if known.package == point.package), None)
        if same is None:
            columns.append(([concept], point))
        else:
            same.append(concept)
    return columns


def _options(case: Case, packages: list[SolutionPoint]) -> Iterator[tuple[str, ...]]:
    for issue in case.issues:
        titles = [option_title(case, issue.id, point.package[issue.id]) for point in packages]
        shown = [
            AS_BEFORE if place and title == titles[place - 1] else title for place, title in enumerate(titles)
        ]
        yield (issue.title, *shown)


def _worth(case: Case, packages: list[SolutionPoint]) -> Iterator[tuple[str, ...]]:
    for party in packages[0].utility:
        worth = [f"{decimal(point.utility[party])} ({signed(point.gain[party])})" for point in packages]
        yield (f"{party_title(case, party)}: utility (gain)", *worth)


def _remarks(case: Case, solutions: Mapping[Concept, Solution]) -> Iterator[Part]:
    for concept, solution in solutions.items():
        if solution.ties is not None and solution.ties > 1:
            yield Text(f"{NAMES[concept]}: {counted(solution.ties, 'package')} tie; the first is shown.")
        if solution.dropped:
            titles = listed([party_title(case, party) for party in solution.dropped])
            yield Text(f"{NAMES[concept]}: without a say, as it can gain nothing: {titles}.")
    flagged = [NAMES[concept] for concept in CONCEPTS if concept in NEEDS_COMPARABLE_SCALES]
    yield Text(f"The {listed(flagged)} packages compare gains between parties: they need comparable scales.")


def _threats(case: Case, packages: list[SolutionPoint]) -> Iterator[Part]:
    """Threats that options of these packages would set off: quoted, never scored."""
    triggered: dict[str, list[str]] = {}
    for issue in case.issues:
        for option in issue.options:
            if any(point.package[issue.id] == option.id for point in packages):
                for statement in option.triggers:
                    triggered.setdefault(statement, []).append(f"{issue.title}: {option.title}")
    if triggered:
        yield Heading("Threats tied to options of these packages: quoted, not scored")
        for name, options in triggered.items():
            yield Text(f"{listed(options)}: {evidence(case, case.statement(name))}", mark="-")
