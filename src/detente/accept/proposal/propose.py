"""All that can be put on the table next, given a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.accept.frontier import POINT_CAP
from detente.accept.problem import Problem, problem_of
from detente.accept.proposal.logrolls import Logrolls, logrolls
from detente.accept.proposal.negotiating_text import NegotiatingText, negotiating_text
from detente.accept.proposal.objections import Remedies, remedies
from detente.case.draft import Draft, status_quo

if TYPE_CHECKING:
    from detente.accept.proposal.tabled import Lines
    from detente.case.model import Case


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Proposals:
    """What :func:`propose` finds.

    Attributes:
        draft: The draft that all of it is measured against.
        text: The undominated improvements in a few changes.
        remedies: The smallest changes that answer objections.
        logrolls: Exchanges of two issues from which two parties gain.
    """

    problem: Problem
    draft: Draft
    text: NegotiatingText
    remedies: Remedies
    logrolls: Logrolls


def propose(
    case: Case | Problem,
    draft: Draft | None = None,
    *,
    changes: int = 2,
    lines: Lines = "kept",
    cap: int = POINT_CAP,
) -> Proposals:
    """Proposals to put on the table instead of a draft.

    Args:
        case: The case.
        draft: What is on the table; without one, the state without a deal.
        changes: In how many issues an improvement may differ from the draft at most.
        lines: Which red lines improvements and logrolls have to keep: all in force, all that the draft keeps,
            or any.
        cap: Most partial sums after an issue before a search stops and says so.

    Raises:
        DraftError: if the draft is no package of the case within the structural rules, or none was given and
            the state without a deal is not known.
        InputError: if the budget of changes is less than 1.
    """
    problem = case if isinstance(case, Problem) else problem_of(case)
    base = status_quo(problem.case) if draft is None else draft
    return Proposals(
        problem=problem,
        draft=base,
        text=negotiating_text(problem, base, changes=changes, lines=lines, cap=cap),
        remedies=remedies(problem, base, cap=cap),
        logrolls=logrolls(problem, base, lines=lines, cap=cap),
    )
