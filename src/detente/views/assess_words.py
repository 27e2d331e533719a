"""What an assessment is called in words: names of candidates, measures, what crosses what."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING

from detente.assess.criteria import Criterion, Measured, Unknown
from detente.views.enforce_words import untested, why_none
from detente.views.numbers import count_words, decimal
from detente.views.prose import listed, quoted
from detente.views.words import line_name, line_of, party_title

if TYPE_CHECKING:
    from detente.assess.run import Assessed, Assessment
    from detente.case.model import Case
    from detente.enforce.deal.sides import SideFinding
    from detente.enforce.deal.stakes import StakeFinding

CONCEPT_NAMES = {
    "nash": "what Nash's rule selects",
    "kalai_smorodinsky": "what Kalai's and Smorodinsky's rule selects",
    "egalitarian": "what the egalitarian rule selects",
    "utilitarian": "what the utilitarian rule selects",
    "frontier": "an efficient package of the agreement space",
    "example": "a package of the agreement space",
}


def letter(place: int) -> str:
    """The short name of a candidate by its place: A to Z, then A2, B2 and so on."""
    turn, rest = divmod(place, 26)
    return f"{chr(65 + rest)}{turn + 1 if turn else ''}"


def candidate_words(case: Case, names: tuple[str, ...]) -> str:
    """Why a package is a candidate."""
    return listed([_reason(case, name) for name in names])


def _reason(case: Case, name: str) -> str:
    kind, _, rest = name.partition(":")
    if kind == "given":
        return f"the draft {quoted(rest)}"
    if kind == "way":
        demands = [_demand(case, each) for each in rest.split("+")]
        return f"what opens where {listed(demands)} {'gives' if len(demands) == 1 else 'give'} way"
    return CONCEPT_NAMES[kind]


def _demand(case: Case, name: str) -> str:
    if any(line.id == name for line in case.red_lines):
        return quoted(line_name(case, line_of(case, name)))
    return f"the reservation of {party_title(case, name)}"


def number_text(criterion: Criterion, value: float) -> str:
    """A number of a criterion: chances in percent, money in full."""
    if isinf(value):
        return "more than any amount"
    if criterion.test == "accept" or criterion.id == "verify.worst":
        return f"{decimal(100 * value, 1)} %"
    if criterion.id == "verify.cost":
        return decimal(value / 1e6, 1)
    return decimal(value, 2)


def measure_text(criterion: Criterion, known: Measured) -> str:
    """A measure: the number at middle figures, and the ends where they differ."""
    if isinstance(known, Unknown):
        return "unknown"
    low, middle, high = (number_text(criterion, value) for value in (known.low, known.middle, known.high))
    return middle if low == high else f"{middle} ({low} to {high})"


def unit_text(criterion: Criterion) -> str:
    """The name of a criterion with its unit."""
    unit = "million EUR" if criterion.id == "verify.cost" else criterion.unit
    return f"{criterion.title}, {unit}" if unit and unit != "ways" else criterion.title


def status_words(case: Case, one: Assessed) -> list[str]:
    """Whether each side keeps the deal, at middle figures and over draws."""
    deal = one.tried.deal
    sides = () if deal is None else deal.sides
    return [_status(party_title(case, side.party), side) for side in sides]


def _status(title: str, side: SideFinding) -> str:
    if side.verdict.holds and untested(side):
        return f"whether {title} keeps it is not known, as not all ways to break it were tested"
    status = "keeps it" if side.verdict.holds else _why_not(side.verdict.complies)
    return f"{title} {status} at middle figures, and keeps it in {decimal(100 * side.kept, 0)} % of draws"


def stake_words(one: Assessed) -> list[str]:
    """What each stake that is in force does by itself, at middle figures."""
    deal = one.tried.deal
    return [
        f"{quoted(item.terms.title)}, by itself and at middle figures: {_stake(item, side)}"
        for side in (() if deal is None else deal.sides)
        for item in side.stakes
        if item.in_force
    ]


def _stake(item: StakeFinding, side: SideFinding) -> str:
    if item.deterrence is not None:
        return item.deterrence.status.value
    if side.no_collateral_works:
        return f"not enough, whatever one unit of money is worth to that side: {why_none(side)}"
    if item.worth_middle is None:
        return "what it does cannot be said"
    if item.worth_middle == 0:
        return "not needed, as breaking the deal does not pay that side without it"
    if isinf(item.worth_middle):
        return "not enough, whatever one unit of money is worth to that side"
    return f"enough if one unit of money is worth {decimal(item.worth_middle, 3)} to that side"


def _why_not(complies: bool) -> str:  # noqa: FBT001 - one question, asked once
    return "would rather have no deal" if complies else "gains by breaking it"


def assess_in_short(found: Assessment) -> str:
    """What the table comes to, in one sentence."""
    whole, left = len(found.candidates), len(found.undominated)
    if whole == 1:
        return "One candidate was put through all tests: there is nothing to compare it with."
    if left == whole:
        return (
            f"None of {count_words(whole, 'candidate', 'candidates')} is shown to be as good as another in "
            "every test and better in one: it is a choice between what they are good at."
        )
    return (
        f"Of {count_words(whole, 'candidate', 'candidates')} {count_words(left, 'is', 'are')} left: another "
        "is surely no worse in any test, and better in one, than each of the rest."
    )


def finding(found: Assessment) -> list[str]:
    """What the table comes to, in sentences."""
    whole, left = len(found.candidates), found.undominated
    if not whole:
        return ["The case leads to no candidate; --package FILE takes any."]
    if whole == 1:
        return ["There is one candidate: nothing to compare it with."]
    beaten = [
        f"{letter(place)} is dominated by {listed([letter(by) for by in one.dominated_by])}"
        for place, one in enumerate(found.candidates)
        if one.dominated_by
    ]
    if not beaten:
        said = (
            f"None of {count_words(whole, 'candidate', 'candidates')} is shown to be as good as another in "
            "every criterion and better in one: which one holds best is a choice between what they are good "
            "at."
        )
        return [said]
    return [
        f"{'; '.join(beaten)}: no better in any criterion, whatever the figures are.",
        f"Left to choose from: {listed([letter(place) for place in left])}.",
    ]
