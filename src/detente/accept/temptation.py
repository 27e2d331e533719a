"""Where a party's numbers say more than its red line: packages beyond the line that beat having no deal.

A red line says that the party rejects every package which breaks it. If the best package that breaks no
structural rule and breaks this one line is still worth more to the party than no deal, its numbers and its
line do not fit each other: the line may be weaker than it was stated, or the numbers too generous.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.accept.diagram import DiagramTooLargeError
from detente.accept.existence import diagram_with, package_in
from detente.accept.problem import Problem, problem_of
from detente.accept.sweep import arrow_gains
from detente.case.formula import negate

if TYPE_CHECKING:
    from detente.accept.problem import Line
    from detente.accept.utility import Utility
    from detente.case.model import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Temptation:
    """A red line beyond which its party's best package beats having no deal.

    Attributes:
        line: Id of the red line.
        party: Id of its party.
        best: The greatest utility that the party has from a package which breaks the line and no structural
            rule; other parties' lines are left aside.
        reservation: Its utility of no deal, at the middle of its interval.
        package: A package with the utility ``best``, as ``{issue: option}``.
    """

    line: str
    party: str
    best: Fraction
    reservation: Fraction
    package: Mapping[str, str]


def temptations(case: Case | Problem) -> tuple[Temptation, ...]:
    """The temptations of a case, in the order of its red lines.

    Lines of parties that state no preference or no reservation have none, as have lines that no package
    within the structural rules breaks. A line whose rules couple too much for a diagram is passed over.
    """
    problem = case if isinstance(case, Problem) else problem_of(case)
    own = {utility.party: utility for utility in problem.utilities}
    found: list[Temptation] = []
    for line in problem.lines:
        utility = own.get(line.party)
        if utility is None or utility.reservation is None:
            continue
        best = _best_beyond(problem, line, utility)
        if best is not None and best[0] > utility.reservation:
            found.append(
                Temptation(
                    line=line.id,
                    party=line.party,
                    best=utility.exact(best[0]),
                    reservation=utility.exact(utility.reservation),
                    package=problem.names(best[1]),
                )
            )
    return tuple(found)


def _best_beyond(problem: Problem, line: Line, utility: Utility) -> tuple[int, tuple[int, ...]] | None:
    """The greatest utility (times its scale) beyond a line, and a package that has it."""
    conditions = [*problem.rules, negate(line.formula)]
    try:
        diagram = diagram_with(problem.sizes, conditions, [utility])
    except DiagramTooLargeError:
        return None
    if diagram.is_empty:
        return None
    highest = int(arrow_gains(diagram, [utility], [utility]).highest[0][0, 0])
    raised = replace(utility, reservation=highest)
    package = package_in(diagram, [utility], [raised])
    return None if package is None else (highest, package)
