"""What robustness finds, in a few sentences: the same on the command line and on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.views.numbers import count_text, counted
from detente.views.prose import listed
from detente.views.robust_words import input_words, interval_text, percent, with_interval
from detente.views.words import party_title

if TYPE_CHECKING:
    from detente.accept.robustness.result import Importance, Robustness, RobustPackage
    from detente.case.model import Case

DECISIVE = 0.05
"""The least total index of an input that the finding names."""


def robust_finding(found: Robustness) -> tuple[str, ...]:
    """At most four sentences; all parties in the same words."""
    if not anything_open(found):
        return (_settled(found),)
    said = (chance_of_a_deal(found), _ruled_out(found), decides(found), _widest(found))
    return tuple(sentence for sentence in said if sentence)


def chance_of_a_deal(found: Robustness) -> str:
    """In which share of the draws a deal exists, with its error."""
    deal = found.deal
    draws = counted(deal.draws, "draw")
    open_ = (
        f"; in {count_text(found.undecided)} more that was not decided, so it may be up to "
        f"{percent((deal.count + found.undecided) / deal.draws)}"
        if found.undecided
        else ""
    )
    return (
        f"A deal exists in {percent(deal.value)} of {draws} over everything that the case leaves open "
        f"(95 % interval {interval_text(deal)}){open_}."
    )


def anything_open(found: Robustness) -> bool:
    """Whether draws differ at all: any number is open, or any red line may give way."""
    return len(found.combinations) > 1 or any(found.open_figures.values())


def _settled(found: Robustness) -> str:
    if found.undecided:
        return "Nothing is open in this case, and whether a deal exists was not decided: a cap was reached."
    verdict = "exists" if found.deal.count else "does not exist"
    return f"Nothing is open in this case: a deal {verdict}, whatever is drawn."


def _ruled_out(found: Robustness) -> str:
    without = found.deal.draws - found.deal.count - found.undecided
    if not found.ruled_out or not without:
        return ""
    if found.ruled_out == without:
        return (
            "In every draw without a deal, rules and red lines alone leave no package; what parties have "
            "without a deal (reservations) stands in the way in none of them."
        )
    return (
        f"In {percent(found.ruled_out / found.deal.draws)} of the draws rules and red lines alone leave no "
        "package; in the other draws without a deal some party would be worse off than without one."
    )


def decides(found: Robustness) -> str:
    """Which open inputs the existence of a deal hangs on most."""
    known = next((one for one in found.importance if one.outcome == "deal"), None)
    if known is None or known.groups is None:
        return ""
    named = _decisive(found.case, known)
    if not named:
        return "It hangs on many open inputs, on none of them much."
    return f"It hangs most on {listed(named)}."


def _decisive(case: Case, known: Importance) -> list[str]:
    groups = [group for group in known.groups or () if group.index.total.value >= DECISIVE]
    return [input_words(case, group.place) for group in groups[:3]]


def _widest(found: Robustness) -> str:
    best = widest(found)
    if best is None:
        return ""
    least = min(best.acceptable, key=lambda party: best.acceptable[party].count)
    title, own = party_title(found.case, least), best.acceptable[least]
    return (
        f"The most widely acceptable single package found is acceptable to all in "
        f"{with_interval(best.acceptable_to_all)} of the draws"
        + (f"; least often to {title}, in {percent(own.value)}." if own.count < own.draws else ".")
    )


def widest(found: Robustness) -> RobustPackage | None:
    """The listed package that most draws accept; None where none is ever accepted by all."""
    best = max(found.packages, key=lambda known: known.acceptable_to_all.count, default=None)
    return best if best is not None and best.acceptable_to_all.count else None
