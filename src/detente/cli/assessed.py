"""The brief's part on candidates: all through the same tests, and what would change the conclusions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.assess.candidates import Candidate
    from detente.assess.challenge import Challenge
    from detente.assess.run import Assessment
    from detente.assess.tried import TrialEffort
    from detente.verify.monitoring.model import MonitoringPlan

CAP, CHALLENGED = 3, 1
"""Most efficient packages, openings and ties on a page; whose conclusions are challenged."""

MOST_PLANS = 1
"""Plans that a page makes beyond the one that it has: each takes seconds."""

_OFF = "Nothing was drawn for this page: candidates are not compared."
_NO_DEAL = "The case leads to no package to compare; 'detente assess CASE --package FILE' takes any."
_HELD_BACK = "No candidate can be shown here: each rests on what parties have without a deal."


class Compared(NamedTuple):
    """What was found, and why not where nothing was."""

    assessment: Assessment | None
    challenge: Challenge | None
    why_not: str


def assessed(
    answer: Answer,
    plan: MonitoringPlan | None,
    *,
    draws: int,
    public: bool,
    seed: int = 0,
    say: Callable[[str], None] = lambda _: None,
) -> Compared:
    """Candidates through all three tests, and what would change the conclusions.

    Args:
        answer: The answer to the case as it stands.
        plan: The page's plan of instruments, which stands for all candidates with the same obligations and
            instruments; None where there is none.
        draws: How often everything that is open is drawn; 0: nothing is compared.
        public: Whether it is for a page that tells nothing of reservations.
        seed: Of the draws.
        say: Takes news of how far it is.
    """
    from detente.assess.challenge import challenge
    from detente.assess.run import assess_candidates
    from detente.errors import DetenteError

    if not draws:
        return Compared(None, None, _OFF)
    candidates = _shown(answer, public=public)
    if not candidates:
        return Compared(None, None, _HELD_BACK if public and answer.ways else _NO_DEAL)
    effort = _effort(plan, draws, seed)
    say("candidates through all tests")
    try:
        found = assess_candidates(answer, candidates, effort=effort, say=say)
        say("what would change our mind")
        return Compared(found, challenge(answer, candidates[:CHALLENGED], effort=_less(effort), say=say), "")
    except DetenteError as error:
        return Compared(None, None, f"Nothing could be compared: {error}")


def _shown(answer: Answer, *, public: bool) -> tuple[Candidate, ...]:
    """The candidates that may be shown: a public page has none that rests on a reservation given up."""
    from detente.assess.candidates import candidates_of, rests_on_reservations

    return tuple(
        each
        for each in candidates_of(answer, cap=CAP)
        if not (public and rests_on_reservations(answer.case, each))
    )


def _effort(plan: MonitoringPlan | None, draws: int, seed: int) -> TrialEffort:
    from detente.assess.tried import Ground, TrialEffort

    if plan is None:
        return TrialEffort(draws=draws, seed=seed)
    ground = Ground(line=plan.line, segments=plan.segments, siting=plan.siting, most=MOST_PLANS)
    return TrialEffort(draws=draws, seed=seed, ground=ground, plans=(plan,))


def _less(effort: TrialEffort) -> TrialEffort:
    """For challenges: no further plan is made."""
    from dataclasses import replace

    return replace(effort, ground=None)
