"""Candidates through all three tests, side by side: dominance where it is sure, and no single score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.accept.robustness.run import acceptance
from detente.accept.space import standing
from detente.assess.criteria import Criterion, Measured, compared_by, dominated_by, unknown_of
from detente.assess.flags import Flags, flags_of
from detente.assess.measures import criteria_of, measures_of
from detente.assess.tried import TrialEffort, Tried, trials, unheard
from detente.verify.monitoring.assumed import assumed_package

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.robustness.result import Acceptance
    from detente.accept.space import Standing
    from detente.assess.candidates import Candidate
    from detente.assess.tried import Say
    from detente.case.model import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """One candidate and what the tests say of it.

    Attributes:
        standing: Which rules, red lines and reservations it breaks while all of them hold.
        acceptance: How probable it is that each party, and that all, accept it.
        tried: Its plan, its pact and its order.
        measures: By criterion.
        flags: Threats, approvals, instruments that a red line rules out.
        dominated_by: Places of the candidates that are surely no worse in each criterion and better in one.
    """

    candidate: Candidate
    standing: Standing
    acceptance: Acceptance
    tried: Tried
    measures: Mapping[str, Measured]
    flags: Flags
    dominated_by: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Candidates side by side.

    Attributes:
        criteria: All of them.
        compared: Ids of those that are known of some candidate: dominance goes by them.
        candidates: In the order in which they were given.
        plans: How many different monitoring plans there are.
        could_not: What could not be computed, and why: sentences.
    """

    case: Case
    effort: TrialEffort
    criteria: tuple[Criterion, ...]
    compared: tuple[str, ...]
    candidates: tuple[Assessed, ...]
    plans: int
    could_not: tuple[str, ...]
    version: str = __version__

    @property
    def undominated(self) -> tuple[int, ...]:
        """Places of the candidates that nothing dominates."""
        return tuple(place for place, one in enumerate(self.candidates) if not one.dominated_by)


def assess_candidates(
    answer: Answer, candidates: Sequence[Candidate], *, effort: TrialEffort | None = None, say: Say = unheard
) -> Assessment:
    """Put candidates through all three tests.

    Args:
        answer: What :func:`~detente.accept.answer.solve` found of the case.
        candidates: The candidates, such as those of :func:`~detente.assess.candidates.candidates_of`.
        effort: How much is done.
        say: Takes news of how far it is.

    Raises:
        InputError: if a package is not one option for each issue, or the numbers of draws make no sense.
    """
    effort, case, problem = effort or TrialEffort(), answer.case, answer.space.problem
    packages = [each.package for each in candidates]
    say("acceptance")
    accepted = acceptance(case, packages, draws=effort.draws, seed=effort.seed) if packages else ()
    assumed = [assumed_package(case, each.package, ", ".join(each.names)) for each in candidates]
    tried = trials(case, assumed, effort, say)
    table = [measures_of(problem, one, two) for one, two in zip(accepted, tried, strict=True)]
    criteria = criteria_of(case)
    compared = compared_by(criteria, table)
    dominating = dominated_by(table, compared)
    return Assessment(
        case=case,
        effort=effort,
        criteria=criteria,
        compared=tuple(each.id for each in compared),
        candidates=tuple(
            Assessed(
                candidate=each,
                standing=standing(answer.space, each.package),
                acceptance=accepted[place],
                tried=tried[place],
                measures=table[place],
                flags=flags_of(case, each.package, assumed[place].relaxed),
                dominated_by=dominating[place],
            )
            for place, each in enumerate(candidates)
        ),
        plans=len({each.plan_basis for each in tried if each.plan is not None}),
        could_not=tuple(unknown_of(criteria, table)),
    )
