"""What the brief works out beyond the answers: each part by the room that knows how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.views.study import Study


def study_of(solved: Sequence[Answer]) -> Study:
    """What is worked out of a case beyond the answers to it and to its readings.

    Args:
        solved: The answer to the case as it stands, then those to its other readings.
    """
    from detente.accept.proposal.propose import propose
    from detente.case.draft import DraftError
    from detente.views.study import Study

    try:
        proposals = propose(solved[0].space.problem)
    except DraftError:  # the state without a deal is not known: the section says that nothing was sought
        proposals = None
    return Study(proposals=proposals)
