"""What a public page shows of an assessment and of what would change it: nothing of reservations.

Left out are candidates that an opening leads to by taking a reservation back; the chance that a party with a
reservation accepts, and that all do where any has one; whether keeping a deal pays, which rests on what the
sides have without it. Dominance is found anew among what is left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.assess.candidates import rests_on_reservations
from detente.assess.criteria import compared_by, dominated_by, unknown_of

if TYPE_CHECKING:
    from detente.assess.challenge import Challenge
    from detente.assess.conclusions import Conclusion
    from detente.assess.criteria import Criterion
    from detente.assess.run import Assessed, Assessment
    from detente.case.model import Case

WITHHELD_TEST = "enforce"
LINES_ALONE = frozenset({"deal", "needed", "exposure"})
"""Conclusions that can be shown beside reservations, where none is among the figures that they rest on."""
PAID = frozenset({"keeps", "stake"})


def public_assessment(found: Assessment) -> Assessment:
    """The assessment without what rests on reservations or on what a side has without a deal."""
    criteria = tuple(each for each in found.criteria if not _is_withheld(found.case, each))
    kept = [one for one in found.candidates if not rests_on_reservations(found.case, one.candidate)]
    table = [{each.id: one.measures[each.id] for each in criteria} for one in kept]
    compared = compared_by(criteria, table)
    dominating = dominated_by(table, compared)
    return replace(
        found,
        criteria=criteria,
        compared=tuple(each.id for each in compared),
        candidates=tuple(
            replace(_without(one), measures=measures, dominated_by=by)
            for one, measures, by in zip(kept, table, dominating, strict=True)
        ),
        could_not=tuple(unknown_of(criteria, table)),
    )


def public_challenge(found: Challenge) -> Challenge:
    """The challenge without conclusions that rest on reservations or on what a side has without a deal."""
    hidden = {place for place, each in enumerate(found.candidates) if rests_on_reservations(found.case, each)}
    places = [place for place in range(len(found.candidates)) if place not in hidden]
    return replace(
        found,
        candidates=tuple(found.candidates[place] for place in places),
        conclusions=tuple(
            replace(one, conclusion=_placed(one.conclusion, places))
            for one in found.conclusions
            if one.conclusion.candidate not in hidden and not rests_on_no_deal(found.case, one.conclusion)
        ),
    )


def rests_on_no_deal(case: Case, conclusion: Conclusion) -> bool:
    """Whether a conclusion tells of what parties have without a deal."""
    kind = conclusion.id.partition(".")[0]
    if kind in PAID or any(each.path[-1] == "reservation" for each in conclusion.inputs):
        return True
    return kind not in LINES_ALONE and any(party.reservation is not None for party in case.parties)


def _placed(conclusion: Conclusion, places: list[int]) -> Conclusion:
    if conclusion.candidate is None:
        return conclusion
    return replace(conclusion, candidate=places.index(conclusion.candidate))


def _is_withheld(case: Case, criterion: Criterion) -> bool:
    if criterion.test != "accept":
        return criterion.test == WITHHELD_TEST
    of = criterion.id.partition(".")[2]
    return any(party.reservation is not None and of in {"", party.id} for party in case.parties)


def _without(one: Assessed) -> Assessed:
    """A candidate without its pact, and without whom it gives less than no deal."""
    return replace(
        one,
        standing=replace(one.standing, reservations=()),
        tried=replace(one.tried, deal=None, deal_basis=""),
    )
