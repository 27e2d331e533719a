"""Which package a solution concept selects, put through the whole chain, and what turns that.

The chain goes from the case with a figure moved: utilities at their centroids, the agreement space (or that
which an opening leaves), its exact frontier, the solution. A package is selected where its utilities are
those of a package that the concept selects: ties count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.accept.frontier import POINT_CAP, pareto_frontier
from detente.accept.greatest_sum import selected_in
from detente.accept.robustness.named import way_name
from detente.accept.solutions import CONCEPTS
from detente.accept.space import agreement_space
from detente.accept.way import way_of
from detente.assess.conclusions import Conclusion
from detente.assess.preferences import preference_inputs

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.blockers import Opening
    from detente.accept.frontier import Frontier
    from detente.accept.robustness.named import Package
    from detente.accept.solutions import Concept, Solution
    from detente.assess.candidates import Candidate
    from detente.assess.conclusions import Margin, Margins
    from detente.case.model import Case


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Selection:
    """A concept that selects a candidate: in the agreement space, or in that which an opening leaves.

    Attributes:
        opening: What gives way; None: nothing.
        frontier: The efficient packages at middle figures.
    """

    conclusion: Conclusion
    concept: Concept
    opening: Opening | None
    package: Package
    frontier: Frontier


def selections_of(answer: Answer, candidates: Sequence[Candidate]) -> Iterator[Selection]:
    """The solution concepts that select each candidate, where there is an exact frontier."""
    inputs = preference_inputs(answer.case)
    for place, one in enumerate(candidates):
        for opening, frontier, solutions in _grounds(answer, one):
            for concept in CONCEPTS:
                if concept in solutions and _is_in(one.package, solutions[concept]):
                    yield Selection(
                        conclusion=Conclusion(
                            id=f"selected.{concept}",
                            about=concept,
                            candidate=place,
                            margin=_margin(one.package, concept, opening),
                            inputs=inputs,
                            yes=True,
                        ),
                        concept=concept,
                        opening=opening,
                        package=one.package,
                        frontier=frontier,
                    )


def _grounds(
    answer: Answer, one: Candidate
) -> Iterator[tuple[Opening | None, Frontier, dict[Concept, Solution]]]:
    if answer.solutions and answer.frontier is not None and answer.frontier.exact:
        yield None, answer.frontier, dict(answer.solutions)
    for way in answer.ways:
        if way_name(way.opening) in one.names and way.frontier is not None and way.frontier.exact:
            yield way.opening, way.frontier, dict(way.solutions)


def _is_in(package: Package, solution: Solution) -> bool:
    return any(dict(each) == dict(package) for each in solution.packages)


def selected(case: Case, opening: Opening | None) -> tuple[Frontier | None, dict[Concept, Solution]]:
    """What the concepts select in the whole chain, and the frontier that they select from."""
    space = agreement_space(case)
    if opening is None:
        frontier = pareto_frontier(space, cap=POINT_CAP)
        return frontier, dict(selected_in(space, frontier, disagreement="reserved"))
    way = way_of(space, opening, disagreement="reserved", cap=POINT_CAP)
    return way.frontier, dict(way.solutions)


def instead(case: Case, concept: Concept, opening: Opening | None) -> Package | None:
    """The first package that a concept selects; None where it selects none."""
    found = selected(case, opening)[1].get(concept)
    return found.packages[0] if found is not None and found.packages else None


def _margin(package: Package, concept: Concept, opening: Opening | None) -> Margin:
    """1 where the package is among those selected, or worth the same to all; -1 where it is not."""

    def margin(case: Case) -> Margins | None:
        frontier, solutions = selected(case, opening)
        if frontier is None or not frontier.exact or concept not in solutions:
            return None
        problem = frontier.space.problem
        numbers = problem.numbers(package)
        worth = {each.party: each.exact(each.of(numbers)) for each in frontier.utilities}
        return (Fraction(1 if any(point.utility == worth for point in solutions[concept].points) else -1),)

    return margin
