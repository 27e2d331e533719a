"""What the brief works out beyond the answers: each part by the room that knows how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.stability.examine import Examined
    from detente.case.draft import Draft
    from detente.views.study import Study

MOST_SIGNATORIES = 8
"""With more parties that have a say, the states of a conflict graph are too many for a page."""


def study_of(solved: Sequence[Answer], draft: Draft | None, *, public: bool) -> Study:
    """What is worked out of a case beyond the answers to it and to its readings.

    Args:
        solved: The answer to the case as it stands, then those to its other readings.
        draft: The draft that proposals are measured against; None for no proposals.
        public: Whether it is for a page that tells nothing of reservations.
    """
    from detente.cli.tabled import proposals_for
    from detente.views.study import Study

    proposals = proposals_for(solved[0], draft, public=public)
    return Study(stability=deals_that_hold(solved[0]), proposals=proposals)


def deals_that_hold(answer: Answer) -> Examined | None:
    """Whether the candidate deals of a case hold; None where there is none, or where it is too much work."""
    from detente.accept.stability.candidates import candidates
    from detente.accept.stability.case_graph import signatories_of
    from detente.accept.stability.examine import examine_case

    deals = candidates(answer)
    if not deals or len(signatories_of(answer.case)) > MOST_SIGNATORIES:
        return None
    return examine_case(answer.space.problem, deals)
