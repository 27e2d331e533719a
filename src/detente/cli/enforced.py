"""The brief's part on enforcement: does breaking a deal pay, who goes first; else why that is not said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.enforce.deal import Deal, Ordered
    from detente.verify.monitoring.model import Assumed, MonitoringPlan

_NOT_SAID = (
    "The case says nothing of what breaking a deal brings: an enforcement.toml beside its case.toml would; "
    "docs/how-to/write-an-enforcement.md says how."
)
_NO_DEAL = (
    "The case leads to no package that could be kept or broken; 'detente enforce CASE --from FILE' takes any."
)


class Enforced(NamedTuple):
    """What was found, why not where nothing was, and where beta and alpha come from."""

    deal: Deal | None
    ordered: Ordered | None
    why_not: str
    rates_from: str


def enforced(
    answer: Answer,
    plan: MonitoringPlan | None,
    *,
    public: bool,
    seed: int = 0,
    say: Callable[[str], None] = lambda _: None,
) -> Enforced:
    """Whether breaking pays and who goes first, for the package of the plan, else for the first deal.

    Args:
        answer: The answer to the case as it stands.
        plan: The plan of instruments, for its package, beta and alpha; None where there is none.
        public: Whether it is for a page that tells nothing of reservations.
        seed: Of the draws.
        say: Takes news of how far it is.
    """
    from detente.enforce.deal import does_it_pay, rates_of, who_goes_first
    from detente.errors import DetenteError

    case = answer.case
    if case.enforcement is None:
        return Enforced(None, None, _NOT_SAID, "")
    assumed = _assumed(answer, public=public) if plan is None else plan.assumed
    if assumed is None:
        return Enforced(None, None, _NO_DEAL, "")
    rates = None if plan is None else rates_of(plan)
    told = (
        "Without a plan of instruments, beta and alpha are those of enforcement.toml alone."
        if plan is None
        else "What enforcement.toml leaves to a plan (beta, alpha) is from this page's plan of instruments."
    )
    say("whether breaking it pays")
    try:
        return Enforced(
            does_it_pay(case, assumed, rates=rates, seed=seed),
            who_goes_first(case, assumed, rates=rates),
            "",
            told,
        )
    except DetenteError as error:
        return Enforced(None, None, f"Nothing could be found: {error}", "")


def _assumed(answer: Answer, *, public: bool) -> Assumed | None:
    from detente.cli.line_plan import first_deal
    from detente.verify.monitoring.assumed import assumed_package

    deal = first_deal(answer, public=public)
    if deal is None:
        return None
    where = "in the agreement space" if deal.way is None else "in the space that the first opening leaves"
    return assumed_package(answer.case, deal.package, f"the first package {where}")
