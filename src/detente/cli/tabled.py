"""The draft on the table, and what a page may say of what could stand in its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.proposal.propose import Proposals
    from detente.case.draft import Draft
    from detente.case.model import Case

PAGE_DRAWS = 10_000
"""Draws behind how likely a proposal is acceptable: half of the interval is a hundredth at most."""


def draft_on_the_table(case: Case, file: Path | None, *, public: bool) -> Draft | None:
    """The draft in a file; else the state without a deal, where it is known and may be told; else None.

    Raises:
        InputError: with every fault of the file; or, in public, if it holds what a party has without a deal.
    """
    from detente.case.draft import DraftError, is_no_deal, read_draft, status_quo

    if file is not None:
        draft = read_draft(case, file)
        if public and is_no_deal(case, draft):
            raise _no_deal(file)
        return draft
    if public:
        return None
    try:
        return status_quo(case)
    except DraftError:  # not known: the page says that nothing was sought
        return None


def _no_deal(file: Path) -> InputError:
    message = "this draft is what a party has without a deal: a public page shows no gain over that"
    hint = "another draft, none, or the brief without --public"
    return InputError(Fault(file=str(file), place="package", message=message, hint=hint))


def proposals_for(
    answer: Answer, draft: Draft | None, *, public: bool, draws: int = PAGE_DRAWS, seed: int = 0
) -> Proposals | None:
    """What can be proposed in place of a draft; for a public page as if no party had stated a reservation.

    Reservations decide which proposals answer whom, and how likely each is acceptable: on a public page
    both would tell of them.
    """
    from detente.accept.problem import unreserved
    from detente.accept.proposal.likelihood import with_likelihood
    from detente.accept.proposal.propose import propose

    if draft is None:
        return None
    problem = answer.space.problem
    if public:
        return propose(unreserved(problem), draft)
    found = propose(problem, draft)
    return with_likelihood(found, draws=draws, seed=seed) if draws else found
