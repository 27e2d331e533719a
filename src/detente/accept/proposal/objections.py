"""Who objects to a draft, and the smallest changes that answer the objections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.accept.frontier import POINT_CAP
from detente.accept.proposal.remedy import Insist, Objection, Remedy, remedy
from detente.accept.proposal.tabled import Tabled, remarks, table_of
from detente.case.formula import holds

if TYPE_CHECKING:
    from detente.accept.problem import Problem
    from detente.case.draft import Draft
    from detente.case.model import Case


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Remedies:
    """How a draft's objections can be answered.

    Attributes:
        each: For each party that objects, in the order of the case.
        together: For all parties at once; None where nobody objects.
        notes: What could not be compared, in sentences.
    """

    problem: Problem
    draft: Draft
    insist: Insist
    each: tuple[Remedy, ...]
    together: Remedy | None
    notes: tuple[str, ...]


def remedies(
    case: Case | Problem, draft: Draft, *, insist: Insist = "everything", cap: int = POINT_CAP
) -> Remedies:
    """The smallest changes that answer the objections to a draft.

    Args:
        case: The case of the draft.
        draft: What is on the table.
        insist: Whether an answered party may have no objection at all, or none of those that it raised.
        cap: Most partial sums after an issue.

    Raises:
        DraftError: if the draft is no package of the case within the structural rules.
    """
    table = table_of(case, draft)
    raised = objections(table)
    parties = tuple(party.id for party in table.problem.case.parties)
    each = tuple(remedy(table, (own.party,), (own,), insist, cap) for own in raised)
    return Remedies(
        problem=table.problem,
        draft=table.draft,
        insist=insist,
        each=each,
        together=remedy(table, parties, raised, insist, cap) if raised else None,
        notes=remarks(table),
    )


def objections(table: Tabled) -> tuple[Objection, ...]:
    """Who has what against the draft, in the order of the case."""
    short = {
        utility.party
        for utility, worth in zip(table.problem.utilities, table.worth, strict=True)
        if utility.reservation is not None and worth < utility.reservation
    }
    found = [
        Objection(
            party=party.id,
            red_lines=tuple(
                line.id
                for line in table.problem.lines
                if line.party == party.id and not holds(line.formula, table.numbers)
            ),
            reservation=party.id in short,
        )
        for party in table.problem.case.parties
    ]
    return tuple(own for own in found if own.red_lines or own.reservation)
