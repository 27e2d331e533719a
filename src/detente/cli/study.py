"""What the brief works out beyond the answers: each part by the room that knows how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.case.draft import Draft
    from detente.views.study import Study


def study_of(solved: Sequence[Answer], draft: Draft | None, *, public: bool) -> Study:
    """What is worked out of a case beyond the answers to it and to its readings.

    Args:
        solved: The answer to the case as it stands, then those to its other readings.
        draft: The draft that proposals are measured against; None for no proposals.
        public: Whether it is for a page that tells nothing of reservations.
    """
    from detente.cli.tabled import proposals_for
    from detente.views.study import Study

    return Study(proposals=proposals_for(solved[0], draft, public=public))
