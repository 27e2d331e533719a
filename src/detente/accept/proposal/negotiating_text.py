"""The single negotiating text: the undominated improvements on a draft in a few changed issues.

The mediator puts one text on the table, asks each party what is wrong with it, and changes it so that nobody
loses and somebody gains, until nothing of the kind is left. (Roger Fisher's one-text procedure: Fisher and
Ury 1981, "Getting to Yes", chapter 7; Raiffa 1982, "The Art and Science of Negotiation", on the Camp David
negotiations; in steps over continuous issues: Ehtamo, Kettunen and Hämäläinen 2001, European Journal of
Operational Research 130:54-69.) With options instead of directions to move in, the next step of the text is
a finite set, and all of it is found here: packages that differ from the draft in at most ``k`` issues, give
no party less than the draft and some party more, and that no other such package dominates.

A text that has no improvement in any number of changes is efficient. One that has none in ``k`` need not be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.accept.diagram import DiagramTooLargeError
from detente.accept.existence import diagram_with
from detente.accept.frontier import POINT_CAP
from detente.accept.proposal.counted import changing, counted
from detente.accept.proposal.proposal import Proposal, proposal_of
from detente.accept.proposal.search import (
    Found,
    floored,
    lines_kept,
    undominated_of,
    undominated_packages,
)
from detente.accept.proposal.tabled import Lines, Tabled, lines_to_keep, remarks, table_of
from detente.accept.sweep import SweepTooLargeError
from detente.case.formula import holds
from detente.errors import Fault, InputError

if TYPE_CHECKING:
    from fractions import Fraction

    from detente.accept.problem import Problem
    from detente.accept.utility import Utility
    from detente.case.draft import Draft
    from detente.case.model import Case

LISTED = 100
"""Most proposals that an answer lists; all are counted."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NegotiatingText:
    """The undominated improvements on a draft.

    Attributes:
        draft: The draft.
        budget: In how many issues an improvement may differ from it at most.
        lines: Which red lines improvements keep.
        searched: Up to how many changes the search is complete and exact: ``budget``, or less where a cap on
            work was reached; improvements are undominated among those.
        count: How many improvements there are, equal ones counted once.
        proposals: The first ``LISTED`` of them: greatest least gain first (leximin of the parties' gains,
            each divided by its range), then fewest changes, then option numbers.
        notes: What could not be compared or searched, in sentences.
    """

    problem: Problem
    draft: Draft
    budget: int
    lines: Lines
    searched: int
    count: int
    proposals: tuple[Proposal, ...]
    notes: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether all changes within the budget were searched."""
        return self.searched == self.budget


def negotiating_text(
    case: Case | Problem, draft: Draft, *, changes: int = 2, lines: Lines = "kept", cap: int = POINT_CAP
) -> NegotiatingText:
    """The undominated improvements on a draft in at most ``changes`` issues.

    Args:
        case: The case of the draft.
        draft: What is on the table.
        changes: The budget of changed issues, 1 or more.
        lines: Which red lines an improvement has to keep: all in force, all that the draft keeps, or any.
        cap: Most partial sums after an issue before the search stops at fewer changes.

    Raises:
        DraftError: if the draft is no package of the case within the structural rules.
        InputError: if the budget is less than 1.
    """
    if changes < 1:
        raise InputError(Fault(message=f"a budget of {changes} changed issues", hint="1, 2 or 3"))
    table = table_of(case, draft)
    found, searched = _search(table, min(changes, len(table.numbers)), lines, cap)
    complete = searched == min(changes, len(table.numbers))
    order = sorted(range(len(found)), key=lambda point: _rank(table, found, point))
    proposals = tuple(
        proposal_of(table, found.choices[point].tolist(), ties=found.ties[point]) for point in order[:LISTED]
    )
    return NegotiatingText(
        problem=table.problem,
        draft=table.draft,
        budget=changes,
        lines=lines,
        searched=changes if complete else searched,
        count=len(found),
        proposals=proposals,
        notes=(*remarks(table), *_unsearched(searched, complete=complete)),
    )


def columns_of(table: Tabled) -> tuple[Utility, ...]:
    """What improvements are compared by, each with the draft's worth as its floor.

    Utilities, and for parties that state no preference the red lines that the draft crosses, one by one: to
    keep such a line is its gain.
    """
    speaking = [
        floored(utility, worth) for utility, worth in zip(table.problem.utilities, table.worth, strict=True)
    ]
    crossed = [
        floored(lines_kept(table.problem, f"line:{line.id}", {line: 1}), 0)
        for line in table.problem.lines
        if line.party in table.problem.silent and not holds(line.formula, table.numbers)
    ]
    return (*speaking, *crossed)


def _search(table: Tabled, budget: int, lines: Lines, cap: int) -> tuple[Found, int]:
    """The improvements, and up to how many changes all of them were found."""
    columns, problem = columns_of(table), table.problem
    nothing = Found.none(len(columns), len(problem.sizes))
    if not columns:
        return nothing, budget
    try:
        diagram = diagram_with(problem.sizes, [*problem.rules, *lines_to_keep(table, lines)], columns)
    except DiagramTooLargeError:
        return nothing, 0
    parts, searched = [nothing], 0
    for number in range(1, budget + 1):
        limited = counted(diagram, changing(table.numbers, problem.sizes, number))
        try:
            parts.append(undominated_packages(limited, columns, changes=number, cap=cap))
        except SweepTooLargeError:
            break
        searched = number
    best = undominated_of(parts)
    floor = [column.reservation for column in columns]
    return best.where([row != floor for row in best.sums.tolist()]), searched


def _rank(table: Tabled, found: Found, point: int) -> tuple[list[Fraction], int, list[int]]:
    values = found.sums[point].tolist()
    losses = [
        table.share(worth - value, place)
        for place, (worth, value) in enumerate(zip(table.worth, values[: len(table.worth)], strict=True))
    ]
    return sorted(losses, reverse=True), found.changes[point], found.choices[point].tolist()


def _unsearched(searched: int, *, complete: bool) -> list[str]:
    if complete:
        return []
    if searched == 0:
        return ["Improvements were not searched: the rules couple too many issues, or a cap was reached."]
    return [f"Improvements in more than {searched} changed issues were not searched: a cap was reached."]
