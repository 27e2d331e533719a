"""The two ends of each open input of a party: the party as it would be if the input stood there.

An interval has its ends; an option that nobody valued has 0 and 1, and so has a weight where none was given.
Of issues known by rank, the weight of rank k reaches from 0 (from 1/n for the first of n) to 1/k, and takes
others with it: at most, the k best share all weight equally; at least, it and all behind it have none, and
those before it are uniform in their order. Ranked options move likewise between 0 and 1, with the best and
the worst fixed. What stays open beside the input keeps its centroid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from detente.case.centroid import evenly_spaced, rank_order_centroid
from detente.case.model import Case, Figure, Issue, Party

ZERO, ONE = Fraction(0), Fraction(1)
UNKNOWN = Figure(low=ZERO, high=ONE)

Shares = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """An open input of one party.

    Attributes:
        place: Which input of the party it is, such as ``weights.well``.
        low: One end of its range.
        high: The other end.
        ends: The party with the input at its low and at its high end.
    """

    place: str
    low: Fraction
    high: Fraction
    ends: tuple[Party, Party]


def variations(case: Case, party: Party) -> Iterator[Variation]:
    """All open inputs of ``party``: weights, values, interactions, reservation."""
    preference = party.preference
    if preference.issue_ranking:
        yield from _ranked_weights(party, preference.issue_ranking)
    elif preference.weights:
        yield from _bounded_weights(party)
    elif not preference.as_written:
        yield from _missing_weights(case, party)
    for issue in case.issues:
        ranked = preference.option_rankings.get(issue.id)
        yield from _ranked_values(issue, party, ranked) if ranked else _values(issue, party)
    yield from _interactions(party)
    if isinstance(party.reservation, Figure) and party.reservation.is_open:
        low, high = (replace(party, reservation=end) for end in _ends(party.reservation))
        yield _variation("reservation", party.reservation, low, high)


def _ranked_weights(party: Party, order: Sequence[str]) -> Iterator[Variation]:
    count = len(order)
    for number, issue in enumerate(order if count > 1 else ()):
        least = _padded(rank_order_centroid(number) if number else (Fraction(1, count),) * count, count)
        most = _padded((Fraction(1, number + 1),) * (number + 1), count)
        low, high = (_weighted(party, _points(order, own)) for own in (least, most))
        yield _variation(f"weights.{issue}", Figure(low=least[number], high=most[number]), low, high)


def _bounded_weights(party: Party) -> Iterator[Variation]:
    weights = party.preference.weights
    for issue, bounds in weights.items():
        alone = not any(other.high for name, other in weights.items() if name != issue)
        if bounds.is_open and (party.preference.as_written or not alone):
            low, high = (_weighted(party, {**weights, issue: end}) for end in _ends(bounds))
            yield _variation(f"weights.{issue}", bounds, low, high)


def _missing_weights(case: Case, party: Party) -> Iterator[Variation]:
    names = [issue.id for issue in case.issues]
    for issue in names if len(names) > 1 else ():
        without = _points(names, [Fraction(name != issue) for name in names])
        alone = _points(names, [Fraction(name == issue) for name in names])
        yield _variation(f"weights.{issue}", UNKNOWN, _weighted(party, without), _weighted(party, alone))


def _ranked_values(issue: Issue, party: Party, order: Sequence[str]) -> Iterator[Variation]:
    count = len(order)
    for number, option in enumerate(order[1:-1], start=1):
        least = _padded(evenly_spaced(number + 1), count)
        most = (ONE,) * number + evenly_spaced(count - number)
        low, high = (_valued(issue, party, _points(order, own)) for own in (least, most))
        yield _variation(f"values.{issue.id}.{option}", UNKNOWN, low, high)


def _values(issue: Issue, party: Party) -> Iterator[Variation]:
    stated = party.preference.values.get(issue.id, {})
    for option in issue.options:
        bounds = stated.get(option.id, UNKNOWN)
        if bounds.is_open:
            low, high = (_valued(issue, party, {**stated, option.id: end}) for end in _ends(bounds))
            yield _variation(f"values.{issue.id}.{option.id}", bounds, low, high)


def _interactions(party: Party) -> Iterator[Variation]:
    extras = party.preference.interactions
    for number, extra in enumerate(extras):
        before, after = extras[:number], extras[number + 1 :]
        if extra.value.is_open:
            low, high = (
                replace(party, preference=replace(party.preference, interactions=(*before, moved, *after)))
                for moved in (replace(extra, value=end) for end in _ends(extra.value))
            )
            yield _variation(f"interactions.{number + 1}", extra.value, low, high)


def _variation(place: str, bounds: Figure, low: Party, high: Party) -> Variation:
    return Variation(place=place, low=bounds.low, high=bounds.high, ends=(low, high))


def _weighted(party: Party, weights: Mapping[str, Figure]) -> Party:
    return replace(party, preference=replace(party.preference, weights=weights, issue_ranking=()))


def _valued(issue: Issue, party: Party, values: Mapping[str, Figure]) -> Party:
    known = party.preference
    rankings = {name: order for name, order in known.option_rankings.items() if name != issue.id}
    stated = {**known.values, issue.id: values}
    return replace(party, preference=replace(known, values=stated, option_rankings=rankings))


def _points(names: Sequence[str], values: Sequence[Fraction]) -> dict[str, Figure]:
    return {name: Figure(low=value, high=value) for name, value in zip(names, values, strict=True)}


def _padded(shares: Shares, count: int) -> Shares:
    return shares + (ZERO,) * (count - len(shares))


def _ends(bounds: Figure) -> tuple[Figure, Figure]:
    return Figure(low=bounds.low, high=bounds.low), Figure(low=bounds.high, high=bounds.high)
