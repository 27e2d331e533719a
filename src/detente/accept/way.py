"""A way to open a deal: an opening, the mildest form of it, and what it costs whom.

Where a red line that has to be given up has fallbacks, the first one that still leaves a package stays in
force: that is the smallest concession. Costs are stated per party and never summed into one number: how
many absolute, strong and stated lines it gives up, whether it accepts less than no deal, and its gain at
the Nash package of what opens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.accept.disagreement import Disagreement
from detente.accept.frontier import pareto_frontier
from detente.accept.greatest_sum import selected_in
from detente.accept.solutions import Concept, Solution
from detente.accept.space import relax
from detente.case.model import Strength

if TYPE_CHECKING:
    from fractions import Fraction

    from detente.accept.blockers import Opening
    from detente.accept.frontier import Frontier
    from detente.accept.space import Space

WAYS = 10
"""For how many openings costs in utility are computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What an opening costs one party.

    Attributes:
        lines: How many of its red lines are given up, by strength. reservation: Whether it would have to
            accept less than no deal. gain: Its gain at the Nash package of the space that opens, over its
            stated reservation (or, where none is stated, over its minimum); None where that was not
            computed.
    """

    lines: Mapping[Strength, int]
    reservation: bool
    gain: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Way:
    """One way to open a deal.

    Attributes:
        opening: The red lines and reservations that give way.
        fallback: For those red lines that need not go altogether, the number of the fallback that stays.
        space: The space that opens.
        frontier: Its efficient packages; None where they could not be computed.
        solutions: What the solution concepts select there.
        cost: What it costs each party.
    """

    opening: Opening
    fallback: Mapping[str, int]
    space: Space
    frontier: Frontier | None
    solutions: Mapping[Concept, Solution]
    cost: Mapping[str, Cost]


def way_of(space: Space, opening: Opening, *, disagreement: Disagreement, cap: int) -> Way:
    """Work out what an opening opens and costs.

    Args:
        space: The space without a package.
        opening: What gives way.
        disagreement: Where gains start.
        cap: Most partial sums after an issue before the frontier is rounded to a grid.
    """
    fallback = mildest_fallbacks(space, opening)
    opened = relax(space, *opening.red_lines, reservations=opening.reservations, to=fallback)
    frontier = pareto_frontier(opened, cap=cap)
    solutions = selected_in(opened, frontier, disagreement=disagreement)
    return Way(
        opening=opening,
        fallback=fallback,
        space=opened,
        frontier=frontier,
        solutions=solutions,
        cost=_costs(space, opening, solutions),
    )


def mildest_fallbacks(space: Space, opening: Opening) -> dict[str, int]:
    """For each red line of an opening, in order of ids, the first fallback that can stay in force."""
    chosen: dict[str, int] = {}
    for line_id in opening.red_lines:
        for number in range(len(space.problem.line(line_id).fallback)):
            tried = {**chosen, line_id: number}
            if relax(space, *opening.red_lines, reservations=opening.reservations, to=tried).feasible:
                chosen = tried
                break
    return chosen


def _costs(space: Space, opening: Opening, solutions: Mapping[Concept, Solution]) -> dict[str, Cost]:
    problem = space.problem
    given_up = [problem.line(line_id) for line_id in opening.red_lines]
    points = solutions["nash"].points if "nash" in solutions else ()
    costs: dict[str, Cost] = {}
    for party in problem.case.parties:
        own = [line.strength for line in given_up if line.party == party.id]
        costs[party.id] = Cost(
            lines={strength: own.count(strength) for strength in Strength},
            reservation=party.id in opening.reservations,
            gain=_gain(space, party.id, points[0].utility, points[0].gain) if points else None,
        )
    return costs


def _gain(
    space: Space, party: str, utility: Mapping[str, Fraction], gain: Mapping[str, Fraction]
) -> Fraction | None:
    """Gain over the stated reservation, also where the opening has the party give it up."""
    if party not in gain:
        return None
    own = next(known for known in space.problem.utilities if known.party == party)
    return gain[party] if own.reservation is None else utility[party] - own.exact(own.reservation)
