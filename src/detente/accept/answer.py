"""All that can be said of a case's agreement space, with what could not be computed and why.

:func:`solve` puts the engines of this room together: counts, blockers, openings with what each costs whom,
the frontier, the solutions, and which inputs would help most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import prod
from typing import TYPE_CHECKING

from detente.accept.blockers import Blockers, Openings, blockers, openings
from detente.accept.count import count_above_reservations, count_packages
from detente.accept.diagram import DiagramTooLargeError, build_diagram
from detente.accept.disagreement import Disagreement
from detente.accept.existence import ROW_CAP
from detente.accept.frontier import POINT_CAP, Frontier, pareto_frontier
from detente.accept.greatest_sum import selected_in
from detente.accept.problem import Problem, problem_of
from detente.accept.sensitivity import Lever, strongest_levers
from detente.accept.solutions import Concept, Solution
from detente.accept.space import Space, agreement_space
from detente.accept.way import WAYS, Way, way_of

if TYPE_CHECKING:
    from detente.case.model import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Numbers of packages, exact at any size; None where a cap was reached first.

    Attributes:
        total: Before any rule.
        within_rules: Within structural rules and what is agreed already.
        within_red_lines: Within rules and red lines.
        feasible: Within rules, red lines and reservations.
    """

    total: int
    within_rules: int | None
    within_red_lines: int | None
    feasible: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Whether the space has a package when every reservation stands at one end of its interval."""

    low: bool | None
    high: bool | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """What :func:`solve` finds.

    Attributes:
        space: The agreement space at the middle of the reservations.
        ends: The verdict at both ends of the reservations.
        blockers: What collides.
        openings: What would open a deal.
        ways: The first openings, each with the space that it opens and what it costs whom.
        frontier: Efficient packages of the space; None where it could not be computed.
        solutions: What the solution concepts select. Without an exact frontier the utilitarian one alone,
            or none; none either where it could not be found out where gains start.
        disagreement: Where gains start.
        levers: The inputs whose full range moves the answer most.
        could_not: What could not be computed, and why, in sentences.
    """

    space: Space
    counts: Counts
    ends: Ends
    blockers: Blockers
    openings: Openings
    ways: tuple[Way, ...]
    frontier: Frontier | None
    solutions: Mapping[Concept, Solution]
    disagreement: Disagreement
    levers: tuple[Lever, ...]
    could_not: tuple[str, ...]

    @property
    def case(self) -> Case:
        """The case that was solved."""
        return self.space.problem.case


def solve(case: Case, *, disagreement: Disagreement = "reserved", cap: int = POINT_CAP) -> Answer:
    """Everything about a case's agreement space.

    Args:
        case: The case; parties, issues and options are enough.
        disagreement: Where gains start: see :func:`~detente.accept.disagreement.disagreement_point`.
        cap: Most partial sums after an issue before the frontier is rounded to a grid.
    """
    problem = problem_of(case)
    space = agreement_space(problem)
    opened = openings(space)
    frontier = pareto_frontier(space, cap=cap)
    ways = tuple(
        way_of(space, opening, disagreement=disagreement, cap=cap) for opening in opened.cheapest(WAYS)
    )
    solutions = selected_in(space, frontier, disagreement=disagreement)
    answer = Answer(
        space=space,
        counts=count_all(space),
        ends=verdict_at_ends(problem),
        blockers=blockers(space),
        openings=opened,
        ways=ways,
        frontier=frontier,
        solutions=solutions,
        disagreement=disagreement,
        levers=(),
        could_not=(),
    )
    levers = strongest_levers(_ground(answer), disagreement=disagreement)
    return replace(answer, levers=levers, could_not=_could_not(answer))


def count_all(space: Space) -> Counts:
    """Count the packages of a space, step by step."""
    problem = space.problem
    try:
        within_rules: int | None = count_packages(build_diagram(problem.sizes, problem.rules))
    except DiagramTooLargeError:
        within_rules = None
    within_lines = feasible = None
    if space.diagram is not None:
        within_lines = count_packages(space.diagram)
        feasible = count_above_reservations(
            space.diagram, problem.utilities, space.utilities, row_cap=ROW_CAP
        )
    if space.feasible is False:
        feasible = 0
    return Counts(
        total=prod(problem.sizes),
        within_rules=within_rules,
        within_red_lines=within_lines,
        feasible=feasible,
    )


def verdict_at_ends(problem: Problem) -> Ends:
    """Whether a deal exists with all reservations at their low ends, and at their high ends."""
    verdicts = [agreement_space(_at_end(problem, end)).feasible for end in (0, 1)]
    return Ends(low=verdicts[0], high=verdicts[1])


def _at_end(problem: Problem, end: int) -> Problem:
    utilities = tuple(
        utility
        if utility.reservation_ends is None
        else replace(utility, reservation=utility.reservation_ends[end])
        for utility in problem.utilities
    )
    return replace(problem, utilities=utilities)


def _ground(answer: Answer) -> Frontier | None:
    """The frontier on which inputs are varied: the space's own, or that of the cheapest way to open it."""
    found = [answer.frontier, *(way.frontier for way in answer.ways)]
    return next((known for known in found if known is not None and known.exact and len(known)), None)


def _could_not(answer: Answer) -> tuple[str, ...]:
    problem, case = answer.space.problem, answer.case
    said: list[str] = []
    titles = [case.party(party).title for party in problem.silent]
    if titles:
        said.append(
            f"No preferences that tell packages apart are stated for {', '.join(titles)}: efficiency and "
            "solutions leave them out."
            if problem.utilities
            else "No preferences are stated: frontier and solutions were not computed."
        )
    for utility in problem.utilities:
        if utility.reservation is None:
            title = case.party(utility.party).title
            said.append(
                f"No reservation is stated for {title}: none is required of a deal, and its gains start "
                "at the least that it gets from any package within the structural rules."
            )
    said += _reached_caps(answer)
    return tuple(said)


def _reached_caps(answer: Answer) -> list[str]:
    said: list[str] = []
    if answer.space.feasible is None:
        said.append("Whether a deal exists was not decided: a cap on work was reached.")
    if answer.space.diagram is None:
        said.append("The rules couple too many issues for exact counts and a frontier.")
        said.append(
            "Blockers and openings among red lines do not depend on that; those in which a reservation "
            "counts are searched under the same cap, and the search may stop short."
            if answer.space.reserved
            else "Blockers and openings do not depend on that."
        )
    elif answer.counts.feasible is None:
        said.append(
            "The packages above all reservations were not counted: there are too many different sums."
        )
    if answer.frontier is None and answer.space.diagram is not None and answer.space.problem.utilities:
        said.append("The frontier was not computed: too many partial sums even on the coarsest grid.")
        said += _sum_alone(answer)
    if answer.frontier is not None and answer.frontier.exact and not answer.solutions:
        said.append(
            "Solutions were not computed: the structural rules couple too many issues to find the least that "
            "each party gets within them, where gains would start."
        )
    if answer.frontier is not None and not answer.frontier.exact:
        said.append(_rounded(answer.frontier))
        said += _sum_alone(answer)
    if not answer.blockers.complete:
        said.append("The list of blockers is not complete: a cap on work was reached.")
    if not answer.openings.complete:
        said.append("The list of openings is not complete: a cap on work was reached.")
    if len(answer.openings) > len(answer.ways):
        said.append(
            f"What an opening costs in utility was computed for the first {len(answer.ways)} openings."
        )
    return said


def _rounded(frontier: Frontier) -> str:
    """What a frontier on a grid leaves open, with its bound."""
    worst = ", ".join(f"{party} {float(error):.3g}" for party, error in (frontier.error or {}).items())
    return (
        f"The frontier is approximate: utilities were rounded to a grid of {frontier.grid} steps. For every "
        f"package a listed one gives each party at most so much less: {worst}. Nash and the other solutions "
        "were not selected from it."
    )


def _sum_alone(answer: Answer) -> list[str]:
    """That one solution needs no frontier."""
    if "utilitarian" not in answer.solutions:
        return []
    return ["The utilitarian solution is exact all the same: the greatest sum is found without a frontier."]
