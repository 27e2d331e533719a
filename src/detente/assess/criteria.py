"""What candidates are compared by, and when one dominates another: no weights, no single score.

A measure is an interval. It may rest on a *basis*: measures of a criterion with the same basis are the same
quantity, whatever it turns out to be, such as the chance of being seen under one plan that two candidates
share. A candidate is surely no worse than another in a criterion if the bases are the same, or if its worst
end is no worse than the other's best end; it **dominates** the other if it is surely no worse in every
criterion and surely better in one. What is not known dominates nothing and is dominated by nothing.

Shares of the same draws are compared draw by draw (:mod:`detente.accept.robustness.paired`): one is no worse
where in no draw the other is so without it, or where the 95 % interval of the difference begins at 0 or
above; it is better where that begins above 0.

Other intervals with different bases are taken to move independently of each other: that two of them overlap
says that no order was shown, not that there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from detente.accept.robustness.paired import Difference, Marked, paired

Test = Literal["accept", "verify", "enforce", "sequence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing that candidates are compared by.

    Attributes:
        id: Such as ``accept`` or ``enforce.margin.north``.
        test: Which room it comes from.
        title: What it is, in words.
        better: Whether more or less of it is better.
        unit: What it is in; ``""`` for a chance, ``{party}`` for a party's own unit.
    """

    id: str
    test: Test
    title: str
    better: Literal["more", "less"]
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a candidate has of a criterion: between two ends, with the number at middle figures.

    ``high`` may be infinite. ``basis`` is ``""`` where nothing is shared with other candidates. ``drawn``
    says in which draws it is so, for a share of draws.
    """

    low: float
    middle: float
    high: float
    basis: str = ""
    drawn: Marked | None = None


def between(low: float, middle: float, high: float, basis: str = "") -> Measure:
    """A measure between two ends."""
    return Measure(low=low, middle=middle, high=high, basis=basis)


@dataclass(frozen=True, slots=True)
class Unknown:
    """What could not be computed, and why."""

    why: str


Measured: TypeAlias = Measure | Unknown
Measures: TypeAlias = Mapping[str, Measured]


def no_worse(one: Measure, other: Measure, criterion: Criterion) -> bool:
    """Whether one measure is surely at least as good as another."""
    if one.basis and one.basis == other.basis:
        return True
    if (apart := _apart(one, other, criterion)) is not None:
        return apart.fewer == 0 or apart.interval[0] >= 0
    return one.low >= other.high if criterion.better == "more" else one.high <= other.low


def surely_better(one: Measure, other: Measure, criterion: Criterion) -> bool:
    """Whether one measure is better than another wherever both lie."""
    if one.basis and one.basis == other.basis:
        return False
    if (apart := _apart(one, other, criterion)) is not None:
        return apart.interval[0] > 0
    return one.low > other.high if criterion.better == "more" else one.high < other.low


def _apart(one: Measure, other: Measure, criterion: Criterion) -> Difference | None:
    """By how much one is better, draw by draw; None where the two are no shares of the same draws."""
    if one.drawn is None or other.drawn is None or one.drawn.draws != other.drawn.draws:
        return None
    pair = (one.drawn, other.drawn) if criterion.better == "more" else (other.drawn, one.drawn)
    return paired(*pair)


def dominates(one: Measures, other: Measures, criteria: Sequence[Criterion]) -> bool:
    """Whether one candidate is surely no worse than another in every criterion, and surely better in one.

    Args:
        one: Its measures by criterion.
        other: Those of the other.
        criteria: All that they are compared by.
    """
    better = False
    for criterion in criteria:
        mine, theirs = one[criterion.id], other[criterion.id]
        if isinstance(mine, Unknown) or isinstance(theirs, Unknown):
            return False
        if not no_worse(mine, theirs, criterion):
            return False
        better = better or surely_better(mine, theirs, criterion)
    return better


def compared_by(criteria: Sequence[Criterion], table: Sequence[Measures]) -> tuple[Criterion, ...]:
    """The criteria of which something is known of some candidate: those that can set candidates apart."""
    return tuple(
        criterion
        for criterion in criteria
        if any(isinstance(measures[criterion.id], Measure) for measures in table)
    )


def dominated_by(table: Sequence[Measures], criteria: Sequence[Criterion]) -> tuple[tuple[int, ...], ...]:
    """For each candidate the places of those that dominate it."""
    return tuple(
        tuple(place for place, one in enumerate(table) if dominates(one, other, criteria)) for other in table
    )


def unknown_of(criteria: Sequence[Criterion], table: Sequence[Mapping[str, Measured]]) -> list[str]:
    """One sentence for each reason that something is not known."""
    reasons: dict[str, dict[str, None]] = {}
    for measures in table:
        for criterion in criteria:
            known = measures[criterion.id]
            if isinstance(known, Unknown):
                reasons.setdefault(known.why, {})[criterion.title] = None
    return [f"Not known of some candidate or of all: {', '.join(of)}: {why}." for why, of in reasons.items()]
