"""The packages that the solution concepts select, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.accept.solutions import CONCEPTS
from detente.case.model import Like

if TYPE_CHECKING:
    from detente.accept.solutions import Concept, Solution, SolutionPoint
    from detente.case.model import Case

CONCEPT_NAMES: Mapping[Concept, str] = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai-Smorodinsky",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
}
CONCEPT_LETTERS: Mapping[Concept, str] = {
    "nash": "N",
    "kalai_smorodinsky": "K",
    "egalitarian": "E",
    "utilitarian": "U",
}
CONCEPT_MEANINGS: Mapping[Concept, str] = {
    "nash": "the greatest product of gains over no deal (Nash 1950)",
    "kalai_smorodinsky": "gains in proportion to the most each could hope for (Kalai and Smorodinsky 1975)",
    "egalitarian": "the least gain is as large as it can be (Kalai 1977)",
    "utilitarian": "the greatest sum of gains",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """One package, and the concepts that select it.

    Attributes:
        concepts: The concepts, in the order of :data:`CONCEPTS`.
        letters: Their letters, as drawn in charts.
        package: ``{issue: option}``.
        utility: What it is worth to each party.
        gain: The same over no deal.
        tie: Its number among the packages that tie for its first concept, from 0.
    """

    concepts: tuple[Concept, ...]
    letters: str
    package: Mapping[str, str]
    utility: Mapping[str, Fraction]
    gain: Mapping[str, Fraction]
    tie: int = 0


def selected(solutions: Mapping[Concept, Solution]) -> tuple[Selected, ...]:
    """The first package of each concept; concepts that agree on it share it."""
    found: list[tuple[list[Concept], SolutionPoint]] = []
    for concept in CONCEPTS:
        points = solutions[concept].points if concept in solutions else ()
        if not points:
            continue
        same = next((names for names, point in found if point.package == points[0].package), None)
        if same is None:
            found.append(([concept], points[0]))
        else:
            same.append(concept)
    return tuple(_selected(tuple(names), point, 0) for names, point in found)


def ties(solution: Solution) -> tuple[Selected, ...]:
    """All packages listed for one concept."""
    return tuple(
        _selected((solution.concept,), point, number) for number, point in enumerate(solution.points)
    )


def _selected(concepts: tuple[Concept, ...], point: SolutionPoint, tie: int) -> Selected:
    return Selected(
        concepts=concepts,
        letters="".join(CONCEPT_LETTERS[concept] for concept in concepts),
        package=point.package,
        utility=point.utility,
        gain=point.gain,
        tie=tie,
    )


def no_deal(case: Case) -> Mapping[str, str] | None:
    """The package that no deal is like, where all parties that name one name the same."""
    named = [party.reservation.package for party in case.parties if isinstance(party.reservation, Like)]
    return named[0] if named and all(package == named[0] for package in named) else None
