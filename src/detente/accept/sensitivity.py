"""Which inputs would help most: those whose full range moves the answer most, one at a time.

Each open input (see :mod:`~detente.accept.variation`) is set to both ends of its range while all that stays
open keeps its centroid. What moves is the Nash package among the efficient packages found at the centroids:
whether there is one at all, in how many issues it changes, and by how much utility. Where gains start moves
along.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.diagram import DiagramTooLargeError
from detente.accept.existence import diagram_with
from detente.accept.solutions import Disagreement
from detente.accept.sweep import arrow_gains
from detente.accept.utility import central_utility
from detente.accept.variation import variations
from detente.case.formula import holds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.accept.diagram import Diagram
    from detente.accept.frontier import Frontier
    from detente.accept.utility import Utility
    from detente.accept.variation import Variation

    Floats = NDArray[np.float64]

LEVERS = 5
CANDIDATES = 20_000
"""Most efficient packages among which the Nash package is sought again."""

TOLERANCE = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """An input that is open, and how far it moves the answer.

    Attributes:
        place: Which input it is, such as ``parties.north.weights.well``.
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
class _Side:
    """One party at the candidates.

    Attributes:
        worth: Its utility of each, shape (n,).
        gain: What that is above its start.
        content: Where it gets at least its reservation, if that is in force.
    """

    worth: Floats
    gain: Floats
    content: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Ground:
    """Candidate packages, and what is needed to see them with a party's eyes.

    Attributes:
        choices: Option numbers, shape (n, issues).
        applies: For each party and interaction where it applies.
        rules: For each party whose start is a minimum, the packages within the structural rules.
    """

    frontier: Frontier
    choices: NDArray[np.int16]
    applies: dict[str, list[NDArray[np.bool_]]]
    rules: dict[str, Diagram]

    def cut(self, kept: NDArray[np.int64]) -> _Ground:
        """The same with fewer candidates."""
        applies = {party: [where[kept] for where in extras] for party, extras in self.applies.items()}
        return replace(self, choices=self.choices[kept], applies=applies)

    def side(self, utility: Utility) -> _Side:
        """A party with this utility at the candidates."""
        worth = np.zeros(len(self.choices))
        for issue, table in enumerate(utility.tables):
            worth += np.array([value / utility.scale for value in table])[self.choices[:, issue]]
        for where, (_, value) in zip(self.applies[utility.party], utility.extras, strict=True):
            worth += where * (value / utility.scale)
        slack = TOLERANCE * max(float(np.abs(worth).max(initial=0.0)), abs(self._start(utility)))
        gain = worth - self._start(utility)
        content = np.ones(len(worth), dtype=bool)
        if utility.reservation is not None and utility.party in self.frontier.space.reserved:
            content = worth >= utility.reservation / utility.scale - slack
        return _Side(worth=worth, gain=np.where(gain > slack, gain, 0.0), content=content)

    def _start(self, utility: Utility) -> float:
        reserved = utility.party in self.frontier.space.reserved
        starts = [utility.reservation] if reserved and utility.reservation is not None else []
        if utility.party in self.rules:
            diagram = self.rules[utility.party]
            least = 0 if diagram.is_empty else arrow_gains(diagram, [utility], [utility]).lowest[0][0, 0]
            starts.append(int(least))
        return max(starts) / utility.scale


def strongest_levers(
    frontier: Frontier | None, *, disagreement: Disagreement, most: int = LEVERS
) -> tuple[Lever, ...]:
    """The ``most`` inputs that move the Nash package most; none where there is no frontier."""
    if frontier is None or not len(frontier):
        return ()
    case = frontier.space.problem.case
    try:
        ground = _ground(frontier, disagreement)
    except DiagramTooLargeError:
        return ()
    sides = [ground.side(utility) for utility in frontier.utilities]
    if len(frontier) > CANDIDATES:
        ground = ground.cut(np.sort(_best_first(sides)[:CANDIDATES]))
        sides = [ground.side(utility) for utility in frontier.utilities]
    base = _nash(sides)
    if base is None:
        return ()
    levers = [
        _lever(ground, sides, base, column, variation)
        for column, utility in enumerate(frontier.utilities)
        for variation in variations(case, case.party(utility.party))
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
    problem, reserved = frontier.space.problem, frontier.space.reserved
    choices = frontier.choices
    return _Ground(
        frontier=frontier,
        choices=choices,
        applies={
            utility.party: [
                np.array([holds(formula, package) for package in choices.tolist()], dtype=bool)
                for formula, _ in utility.extras
            ]
            for utility in frontier.utilities
        },
        rules={
            utility.party: diagram_with(problem.sizes, problem.rules, [utility])
            for utility in frontier.utilities
            if disagreement == "max-reserved-min" or utility.party not in reserved
        },
    )


def _best_first(sides: list[_Side]) -> NDArray[np.int64]:
    """Candidates by strict gainers, then by the product of gains, equals in order."""
    gains = np.stack([side.gain for side in sides], axis=1)
    logarithms = np.log(np.where(gains > 0, gains, 1.0)).sum(axis=1)
    gainers = (gains > 0).sum(axis=1)
    return np.lexsort((-logarithms.round(10), -gainers))


def _nash(sides: list[_Side]) -> int | None:
    """The best candidate that gives each party its reservation; None if there is none."""
    order = _best_first(sides)
    content = np.all([side.content for side in sides], axis=0)[order]
    return int(order[np.argmax(content)]) if content.any() else None


def _lever(ground: _Ground, sides: list[_Side], base: int, column: int, variation: Variation) -> Lever:
    case = ground.frontier.space.problem.case
    verdict, issues, moved = False, 0, 0.0
    for end in variation.ends:
        utility = central_utility(case, end)
        changed = sides[column] if utility is None else ground.side(utility)
        found = _nash([*sides[:column], changed, *sides[column + 1 :]])
        if found is None:
            verdict = True
            continue
        issues = max(issues, int((ground.choices[found] != ground.choices[base]).sum()))
        moved = max(moved, *(abs(float(side.worth[found] - side.worth[base])) for side in sides))
    return Lever(
        place=f"parties.{variation.ends[0].id}.{variation.place}",
        low=variation.low,
        high=variation.high,
        verdict_changes=verdict,
        issues_changed=issues,
        utility_moved=moved,
    )
