"""All that can be put on the table next, given a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.accept.frontier import POINT_CAP
from detente.accept.problem import Problem, problem_of
from detente.accept.proposal.logrolls import Logrolls, logrolls
from detente.accept.proposal.negotiating_text import NegotiatingText, negotiating_text
from detente.accept.proposal.objections import Remedies, remedies
from detente.accept.proposal.opened import Opened, under_openings
from detente.accept.proposal.proposal import Proposal, proposal_of
from detente.accept.proposal.tabled import table_of
from detente.case.draft import Draft, status_quo

if TYPE_CHECKING:
    from detente.accept.proposal.tabled import Lines
    from detente.case.model import Case


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Proposals:
    """What :func:`propose` finds.

    Attributes:
        draft: The draft that all of it is measured against.
        drafted: The draft as if it were proposed: nothing changes, and what it crosses and meets is told.
        text: The undominated improvements in a few changes.
        remedies: The smallest changes that answer objections.
        opened: Where no package answers all objections: the nearest deals under the cheapest openings.
        logrolls: Exchanges of two issues from which two parties gain.
        draws: How many draws the likelihoods rest on; 0 where none were made, and there are none.
        seed: The seed of the draws; None where none were made.
    """

    problem: Problem
    draft: Draft
    drafted: Proposal
    text: NegotiatingText
    remedies: Remedies
    opened: tuple[Opened, ...]
    logrolls: Logrolls
    draws: int = 0
    seed: int | None = None

    @property
    def could_not(self) -> tuple[str, ...]:
        """What could not be compared, searched or listed, and why, in sentences; each is said once."""
        said = [*self.text.notes, *self.remedies.notes, *_stopped(self.remedies), *self.logrolls.notes]
        return tuple(dict.fromkeys(said))


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
    table = table_of(problem, status_quo(problem.case) if draft is None else draft)
    text = negotiating_text(problem, table.draft, changes=changes, lines=lines, cap=cap)
    answers = remedies(problem, table.draft, cap=cap)
    hopeless = answers.together is not None and answers.together.exists is False
    return Proposals(
        problem=problem,
        draft=table.draft,
        drafted=proposal_of(table, table.numbers, ties=1),
        text=text,
        remedies=answers,
        opened=under_openings(table, text.proposals, cap=cap) if hopeless else (),
        logrolls=logrolls(problem, table.draft, lines=lines, cap=cap),
    )


def _stopped(found: Remedies) -> Iterator[str]:
    """What the search for remedies left open."""
    whole = () if found.together is None else (found.together,)
    for known in (*found.each, *whole):
        titles = [found.problem.case.party(party).title for party in known.parties]
        whom = titles[0] if known in found.each else "all parties together"
        if known.exists is None:
            least = f"; with fewer than {known.at_least} changed issues none does" if known.at_least else ""
            yield f"Which packages answer {whom} was not found out: a cap was reached{least}."
        elif not known.complete:
            yield f"Of the packages that answer {whom} one is listed: a cap was reached before the others."
