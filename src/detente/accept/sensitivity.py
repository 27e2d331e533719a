"""Which inputs would help most: those whose full range moves the answer most, one at a time.

Each open figure (an interval, an option that nobody valued, weights known by rank only) is set to both ends
of its range while all others stay at their centroids. What moves is the Nash package among the efficient
packages found at the centroids: whether there is one at all, in how many issues it changes, and by how much
utility. A weight is varied as a ratio: it goes to an end, the others keep theirs, and all are normalised
again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.existence import UndecidedError
from detente.accept.solutions import Disagreement, disagreement_point
from detente.accept.utility import central_values, central_weights, package_numbers
from detente.case.formula import holds
from detente.case.model import Figure, Like, Party

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.accept.frontier import Frontier
    from detente.accept.space import Space

    Floats = NDArray[np.float64]

LEVERS = 5
CANDIDATES = 20_000
"""Most efficient packages among which the Nash package is sought again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """An input that is open, and how far it moves the answer.

    Attributes:
        place: Where it stands in the case, such as ``parties.north.weights.well``.
        low: One end of its range.
        high: The other end.
        verdict_changes: Whether at one end none of the efficient packages is acceptable any more.
        issues_changed: In how many issues the Nash package changes, at the end that changes more.
        utility_moved: Largest change of a party's utility, at the centroids, between those Nash packages.
    """

    place: str
    low: Fraction
    high: Fraction
    verdict_changes: bool
    issues_changed: int
    utility_moved: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Ground:
    """Candidate packages, and what all parties have at the centroids."""

    choices: NDArray[np.int16]
    utility: Floats
    floor: Floats
    start: Floats

    def pick(self, utility: Floats, floor: Floats, start: Floats) -> int | None:
        """The candidate with most strict gainers, then the greatest product of gains."""
        inside = np.flatnonzero((utility >= floor - 1e-12).all(axis=1))
        if not len(inside):
            return None
        gains = utility[inside] - start
        gaining = gains > 1e-12
        logarithms = np.where(gaining, np.log(np.where(gaining, gains, 1.0)), 0.0).sum(axis=1)
        most = gaining.sum(axis=1)
        best = np.lexsort((inside, -logarithms.round(12), -most))[0]
        return int(inside[best])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Variation:
    """An open input of one party and what its two ends make of the party's utilities."""

    place: str
    low: Fraction
    high: Fraction
    ends: tuple[Floats, Floats]
    reservation: tuple[float, float] | None = None


def strongest_levers(
    frontier: Frontier | None, *, disagreement: Disagreement, most: int = LEVERS
) -> tuple[Lever, ...]:
    """The ``most`` inputs that move the Nash package most; none where there is no frontier."""
    if frontier is None or not len(frontier):
        return ()
    try:
        ground = _ground(frontier, disagreement)
    except UndecidedError:
        return ()
    base = ground.pick(ground.utility, ground.floor, ground.start)
    if base is None:
        return ()
    levers: list[Lever] = []
    for column, utility in enumerate(frontier.utilities):
        party = frontier.space.problem.case.party(utility.party)
        levers += [
            _lever(ground, base, column, party, variation)
            for variation in _variations(frontier.space, party, ground, column)
        ]
    moving = [lever for lever in levers if lever.issues_changed or lever.verdict_changes]
    moving.sort(
        key=lambda lever: (
            not lever.verdict_changes,
            -lever.issues_changed,
            -lever.utility_moved,
            lever.place,
        )
    )
    return tuple(moving[:most])


def _ground(frontier: Frontier, disagreement: Disagreement) -> _Ground:
    space = frontier.space
    start = disagreement_point(space, disagreement)
    scales = np.array([float(utility.scale) for utility in frontier.utilities])
    utility = np.asarray(frontier.sums, dtype=float) / scales
    floor = [
        float(known.exact(known.reservation))
        if known.reservation is not None and known.party in space.reserved
        else -np.inf
        for known in frontier.utilities
    ]
    begin = np.array([float(start[known.party]) for known in frontier.utilities])
    gains = np.maximum(utility - begin, 0.0)
    kept = np.sort(np.argsort(-gains.prod(axis=1), kind="stable")[:CANDIDATES])
    return _Ground(choices=frontier.choices[kept], utility=utility[kept], floor=np.array(floor), start=begin)


def _lever(ground: _Ground, base: int, column: int, party: Party, variation: _Variation) -> Lever:
    verdict, issues, moved = False, 0, 0.0
    for end, worth in enumerate(variation.ends):
        utility, floor, start = ground.utility.copy(), ground.floor.copy(), ground.start.copy()
        utility[:, column] = worth
        if variation.reservation is not None and np.isfinite(floor[column]):
            floor[column] = start[column] = variation.reservation[end]
        found = ground.pick(utility, floor, start)
        if found is None:
            verdict = True
            continue
        issues = max(issues, int((ground.choices[found] != ground.choices[base]).sum()))
        moved = max(moved, float(np.abs(ground.utility[found] - ground.utility[base]).max()))
    return Lever(
        place=f"parties.{party.id}.{variation.place}",
        low=variation.low,
        high=variation.high,
        verdict_changes=verdict,
        issues_changed=issues,
        utility_moved=moved,
    )


def _variations(space: Space, party: Party, ground: _Ground, column: int) -> Iterator[_Variation]:
    case, preference = space.problem.case, party.preference
    weights = [float(weight) for weight in central_weights(case, preference)]
    values = [
        np.array([float(value) for value in central_values(issue, preference)]) for issue in case.issues
    ]
    like = party.reservation if isinstance(party.reservation, Like) else None
    model = _Model(
        choices=ground.choices,
        now=ground.utility[:, column],
        weights=weights,
        values=values,
        like=None if like is None else package_numbers(case, like),
        like_now=float(ground.floor[column]),
        written=preference.as_written,
    )
    for number, issue in enumerate(case.issues):
        bounds = preference.weights.get(issue.id)
        if bounds is not None and bounds.is_open:
            yield model.weight(f"weights.{issue.id}", number, bounds)
        ranked = issue.id in preference.option_rankings
        figures = preference.values.get(issue.id, {})
        for option, known in enumerate(issue.options):
            figure = figures.get(known.id, Figure(low=Fraction(0), high=Fraction(1)))
            if figure.is_open and not ranked:
                yield model.value(f"values.{issue.id}.{known.id}", number, option, figure)
    for number, extra in enumerate(preference.interactions):
        if extra.value.is_open:
            applies = np.array([holds(extra.formula, package) for package in ground.choices.tolist()])
            yield model.shifted(f"interactions.{number + 1}", applies.astype(float), extra.value)
    if isinstance(party.reservation, Figure) and party.reservation.is_open:
        yield model.reservation(party.reservation)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Model:
    """A party's utilities of the candidates as a function of one input."""

    choices: NDArray[np.int16]
    now: Floats
    weights: list[float]
    values: list[Floats]
    like: tuple[int, ...] | None
    like_now: float
    written: bool

    def weight(self, place: str, issue: int, bounds: Figure) -> _Variation:
        share, middle = self.weights[issue], float(bounds.middle)
        part = share * self.values[issue][self.choices[:, issue]]
        own = 0.0 if self.like is None else share * float(self.values[issue][self.like[issue]])
        ends, reservations = [], []
        for end in (bounds.low, bounds.high):
            ratio = float(end) / middle
            total = 1.0 if self.written else 1.0 + share * (ratio - 1.0)
            total = total if total > 0.0 else 1.0
            ends.append((self.now + part * (ratio - 1.0)) / total)
            reservations.append((self.like_now + own * (ratio - 1.0)) / total)
        return self._variation(place, bounds, ends, reservations)

    def value(self, place: str, issue: int, option: int, figure: Figure) -> _Variation:
        chosen = (self.choices[:, issue] == option) * self.weights[issue]
        own = self.weights[issue] if self.like is not None and self.like[issue] == option else 0.0
        moves = [float(end - figure.middle) for end in (figure.low, figure.high)]
        return self._variation(
            place,
            figure,
            [self.now + chosen * move for move in moves],
            [self.like_now + own * move for move in moves],
        )

    def shifted(self, place: str, applies: Floats, figure: Figure) -> _Variation:
        moves = [float(end - figure.middle) for end in (figure.low, figure.high)]
        return self._variation(place, figure, [self.now + applies * move for move in moves], None)

    def reservation(self, figure: Figure) -> _Variation:
        return _Variation(
            place="reservation",
            low=figure.low,
            high=figure.high,
            ends=(self.now, self.now),
            reservation=(float(figure.low), float(figure.high)),
        )

    def _variation(
        self, place: str, figure: Figure, ends: list[Floats], reservations: list[float] | None
    ) -> _Variation:
        return _Variation(
            place=place,
            low=figure.low,
            high=figure.high,
            ends=(ends[0], ends[1]),
            reservation=(
                (reservations[0], reservations[1]) if self.like is not None and reservations else None
            ),
        )
