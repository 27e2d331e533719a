"""A draft on the table: what every proposal is measured by, and which red lines it has to keep."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from detente.accept.diagram import DiagramTooLargeError
from detente.accept.existence import diagram_with
from detente.accept.problem import Problem, problem_of
from detente.accept.sweep import arrow_gains
from detente.case.draft import Draft, draft_of
from detente.case.formula import Formula, holds

if TYPE_CHECKING:
    from detente.accept.problem import Line
    from detente.accept.utility import Utility
    from detente.case.model import Case

Lines = Literal["all", "kept", "any"]
"""Which red lines a proposal has to keep: all in force; what the draft keeps; or any, which may be none.

Of a red line that the draft crosses, what it keeps is the first fallback that it does not cross, if any. What
the draft keeps of a party that states no preference is kept in each case: it is all that is known of what
that party would lose."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tabled:
    """A draft on the table, and what all proposals are measured by.

    Attributes:
        draft: The draft. numbers: Its option numbers.
        worth: Each utility of the draft, in the order of ``problem.utilities``.
        ranges: For each of them the distance between its least and its greatest utility over the packages
            within the structural rules, in its integers.
        ranges_exact: False where the rules couple too much for that: the ranges are then those over all
            packages, or bounds on them.
    """

    problem: Problem
    draft: Draft
    numbers: tuple[int, ...]
    worth: tuple[int, ...]
    ranges: tuple[int, ...]
    ranges_exact: bool

    def share(self, gain: int, place: int) -> Fraction:
        """A gain of utility number ``place`` in its range; 0 where the range is 0."""
        return Fraction(gain, self.ranges[place]) if self.ranges[place] else Fraction(0)


def table_of(case: Case | Problem, draft: Draft) -> Tabled:
    """Put a draft on the table.

    Raises:
        DraftError: if it is no package of this case within the structural rules.
    """
    problem = case if isinstance(case, Problem) else problem_of(case)
    checked = draft_of(problem.case, draft.package, origin=draft.origin)
    numbers = problem.numbers(checked.package)
    ranges, exact = _ranges(problem)
    return Tabled(
        problem=problem,
        draft=replace(checked, kind=draft.kind),
        numbers=numbers,
        worth=tuple(utility.of(numbers) for utility in problem.utilities),
        ranges=ranges,
        ranges_exact=exact,
    )


def lines_to_keep(table: Tabled, lines: Lines) -> tuple[Formula, ...]:
    """The conditions of parties that every proposal has to keep."""
    if lines == "all":
        return tuple(line.formula for line in table.problem.lines)
    standing = lines_that_stand(table)
    if lines == "any":
        standing = tuple(line for line in standing if line.party in table.problem.silent)
    return tuple(line.formula for line in standing)


def lines_that_stand(table: Tabled) -> tuple[Line, ...]:
    """What the draft keeps of the red lines in force: each line, or its first fallback that is kept."""
    standing = []
    for line in table.problem.lines:
        kept = [form for form in (line.formula, *line.fallback) if holds(form, table.numbers)]
        if kept:
            standing.append(replace(line, formula=kept[0]))
    return tuple(standing)


def remarks(table: Tabled) -> tuple[str, ...]:
    """What could not be compared, in sentences."""
    case = table.problem.case
    said = [
        f"No preferences are stated for {case.party(party).title}: it is compared by its red lines only."
        for party in table.problem.silent
    ]
    if not table.ranges_exact:
        said.append(
            "The rules couple too many issues: gains are set against ranges in which the structural rules "
            "are left aside."
        )
    return tuple(said)


def _ranges(problem: Problem) -> tuple[tuple[int, ...], bool]:
    if not problem.utilities:
        return (), True
    try:
        diagram = diagram_with(problem.sizes, problem.rules, problem.utilities)
    except DiagramTooLargeError:
        return tuple(_loose_range(utility) for utility in problem.utilities), False
    gains = arrow_gains(diagram, problem.utilities, problem.utilities)
    spans = (gains.highest[0] - gains.lowest[0])[0].tolist()
    return tuple(int(span) for span in spans), True


def _loose_range(utility: Utility) -> int:
    """A bound on the range that looks at each issue and each interaction by itself."""
    plain = sum(max(table) - min(table) for table in utility.tables)
    return plain + sum(abs(value) for _, value in utility.extras)
