"""What is nearest to a draft where no package answers everybody: under the cheapest openings.

An opening names the fewest demands that have to give way for any deal to exist
(:mod:`~detente.accept.blockers`); a red line that has fallbacks gives way only to the first that is enough
(:mod:`~detente.accept.way`). *Under an opening*, what gives way is no objection any more: the package with
the fewest changes that then answers everybody is sought as any other remedy. That parties would take the
opening is an assumption, and each result says which opening it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.accept.blockers import openings
from detente.accept.proposal.objections import objections
from detente.accept.proposal.proposal import proposal_of
from detente.accept.proposal.remedy import Remedy, remedy
from detente.accept.proposal.search import floored
from detente.accept.proposal.tabled import table_of
from detente.accept.space import agreement_space, relax, standing
from detente.accept.way import mildest_fallbacks

if TYPE_CHECKING:
    from detente.accept.blockers import Opening
    from detente.accept.problem import Problem
    from detente.accept.proposal.proposal import Proposal
    from detente.accept.proposal.tabled import Tabled
    from detente.accept.space import Space

OPENINGS = 3
"""Under how many openings the nearest deal is sought."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Opened:
    """The deal nearest to a draft under one opening.

    Attributes:
        opening: The red lines and reservations that give way.
        fallback: For those red lines that need not go altogether, the number of the fallback that stays.
        remedy: The fewest changes with which a package answers everybody once these give way; 0 where the
            draft itself does. What its proposals cross is told by the lines of the case as it stands.
        improvements: Which of the listed improvements on the draft are then acceptable to all, by their
            numbers from 0.
    """

    opening: Opening
    fallback: Mapping[str, int]
    remedy: Remedy
    improvements: tuple[int, ...]


def under_openings(table: Tabled, improvements: Sequence[Proposal], *, cap: int) -> tuple[Opened, ...]:
    """The nearest deals under the first openings.

    Args:
        table: The draft on the table, to which no package answers every objection.
        improvements: The improvements on it that are listed.
        cap: Most partial sums after an issue.
    """
    space = agreement_space(table.problem)
    return tuple(
        _opened(table, space, opening, improvements, cap) for opening in openings(space).cheapest(OPENINGS)
    )


def _opened(
    table: Tabled, space: Space, opening: Opening, improvements: Sequence[Proposal], cap: int
) -> Opened:
    fallback = mildest_fallbacks(space, opening)
    left = relax(space, *opening.red_lines, reservations=opening.reservations, to=fallback)
    eased = table_of(_problem_of(left), table.draft)
    parties = tuple(party.id for party in table.problem.case.parties)
    found = remedy(eased, parties, objections(eased), "everything", cap)
    told = tuple(
        proposal_of(table, table.problem.numbers(known.package), ties=known.ties) for known in found.proposals
    )
    return Opened(
        opening=opening,
        fallback=fallback,
        remedy=replace(found, proposals=told),
        improvements=tuple(
            number for number, known in enumerate(improvements) if standing(left, known.package).inside
        ),
    )


def _problem_of(space: Space) -> Problem:
    """The problem in which only what is in force in ``space`` is demanded."""
    utilities = tuple(
        utility if utility.party in space.reserved else floored(utility, None)
        for utility in space.problem.utilities
    )
    return replace(space.problem, lines=space.lines, utilities=utilities)
