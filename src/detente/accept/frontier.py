"""The Pareto frontier: packages that no other package equals or beats for everybody and beats for somebody.

Issue by issue, the undominated partial sums of each state are extended by every option and filtered again;
as dominance between partial packages with the same continuations carries over to whole packages, the result
is exact (Nemhauser and Ullmann 1969, Management Science 15:494-505, for more than two objectives and with
rules).

The frontier can be as large as the set of packages (in a zero-sum game every package is efficient). Past a
cap the utilities are rounded down to a declared grid before the pass. Each party's contribution of an issue
loses less than one step of the grid; so for every package there is a returned one that gives each party at
least as much less ``error`` (issues that matter, times the step). The packages that come out are evaluated
and filtered again with true utilities.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.count import count_packages
from detente.accept.dominance import sort_unique, undominated
from detente.accept.sweep import (
    Gains,
    Rows,
    SweepTooLargeError,
    advance,
    arrow_gains,
    comparable,
    first_rows,
    packages_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.accept.diagram import Diagram
    from detente.accept.space import Space
    from detente.accept.sweep import Integers
    from detente.accept.utility import Utility

POINT_CAP = 250_000
"""Most partial sums after an issue before the grid is used (work, not seconds)."""

COARSEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierPoint:
    """One efficient outcome.

    Attributes:
        package: A package that attains it.
        utility: Utility of each party that states preferences (exact).
        ties: How many packages attain exactly these utilities; None where that was not counted (on a grid).
    """

    package: Mapping[str, str]
    utility: Mapping[str, Fraction]
    ties: int | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frontier:
    """The frontier of the packages within rules and red lines; reservations do not cut it.

    Attributes:
        space: Where it was computed.
        utilities: The parties compared, in the order of the columns.
        sums: Integer utilities, shape (points, parties), distinct, sorted from high to low.
        choices: Option numbers of one package for each point, shape (points, issues).
        ties: Number of packages for each point; None on a grid.
        exact: Whether it is complete and exact.
        grid: Number of steps of the grid in each party's range, where it is not exact.
        error: What a party can lose at most against a true frontier point, where it is not exact.
        history: The undominated partial sums after each issue, from which tied packages are listed.
        gains: What each arrow of the diagram added, layer by layer.
    """

    space: Space
    utilities: tuple[Utility, ...]
    sums: Integers
    choices: NDArray[np.int16]
    ties: tuple[int, ...] | None
    exact: bool
    grid: int | None = None
    error: Mapping[str, Fraction] | None = None
    history: tuple[Rows, ...] = ()
    gains: tuple[Integers, ...] = ()

    def __len__(self) -> int:
        """Number of points."""
        return len(self.sums)

    def __getitem__(self, number: int) -> FrontierPoint:
        """Point ``number``."""
        return FrontierPoint(
            package=self.space.problem.names([int(option) for option in self.choices[number]]),
            utility=self.utility(number),
            ties=None if self.ties is None else self.ties[number],
        )

    def __iter__(self) -> Iterator[FrontierPoint]:
        """All points in order."""
        return (self[number] for number in range(len(self)))

    def utility(self, number: int) -> dict[str, Fraction]:
        """Exact utilities of point ``number``."""
        row = self.sums[number].tolist()
        return {
            utility.party: utility.exact(value) for utility, value in zip(self.utilities, row, strict=True)
        }


def pareto_frontier(space: Space, *, cap: int = POINT_CAP) -> Frontier | None:
    """The Pareto frontier over the packages that break no rule and no red line of ``space``.

    Args:
        space: An agreement space; its reservations do not cut the frontier.
        cap: Most partial sums after an issue before a grid is used.

    Returns:
        The frontier (empty where there is no package), or None where it cannot be computed: no party states a
        preference, or the rules couple too much for a diagram or for any grid.
    """
    utilities = space.problem.utilities
    if space.diagram is None or not utilities:
        return None
    if space.diagram.is_empty:
        return _empty(space)
    gains = arrow_gains(space.diagram, utilities, utilities)
    try:
        return _exact(space, space.diagram, gains, cap)
    except SweepTooLargeError:
        return _on_grid(space, space.diagram, gains, cap)


def _empty(space: Space) -> Frontier:
    shape = (0, len(space.problem.utilities))
    return Frontier(
        space=space,
        utilities=space.problem.utilities,
        sums=np.zeros(shape, dtype=np.int64),
        choices=np.zeros((0, len(space.problem.sizes)), dtype=np.int16),
        ties=(),
        exact=True,
    )


def _exact(space: Space, diagram: Diagram, gains: Gains, cap: int) -> Frontier:
    history = _history(diagram, gains.layers, count_packages(diagram), cap)
    last = history[-1]
    return Frontier(
        space=space,
        utilities=space.problem.utilities,
        sums=last.sums,
        choices=packages_of(diagram, history, np.arange(len(last))),
        ties=tuple(int(count) for count in last.count),
        exact=True,
        history=tuple(history),
        gains=gains.layers,
    )


def _history(diagram: Diagram, layers: Sequence[Integers], total: int, cap: int) -> list[Rows]:
    rows = first_rows(layers[0].shape[2], total, layers[0].dtype)
    history: list[Rows] = []
    for layer, gains in zip(diagram.layers or (), layers, strict=True):
        rows = advance(rows, layer, gains, cap=cap, dominance=True)
        history.append(rows)
    return history


def _on_grid(space: Space, diagram: Diagram, gains: Gains, cap: int) -> Frontier | None:
    span = (gains.highest[0] - gains.lowest[0])[0]
    grid = _finest(cap, len(span))
    while grid >= COARSEST:
        step = np.maximum(span // grid, 1)
        try:
            history = _history(diagram, [layer // step for layer in gains.layers], 1, cap)
        except SweepTooLargeError:
            grid //= 2
            continue
        choices = packages_of(diagram, history, np.arange(len(history[-1])))
        return _refiltered(space, gains, choices, grid, step)
    return None


def _finest(cap: int, parties: int) -> int:
    """A grid on which a frontier of ``parties`` cannot be much larger than the cap."""
    return max(int((4 * cap) ** (1 / max(parties - 1, 1))), COARSEST)


def _refiltered(
    space: Space, gains: Gains, choices: NDArray[np.int16], grid: int, step: Integers
) -> Frontier:
    utilities = space.problem.utilities
    rows = [[utility.of(package) for utility in utilities] for package in choices.tolist()]
    sums = np.array(rows, dtype=gains.layers[0].dtype)
    keys = comparable(sums)
    order, starts = sort_unique(keys)
    first = order[starts]
    kept = first[undominated(keys[first])]
    losses = _lossy_layers(gains) * step
    frontier = Frontier(
        space=space,
        utilities=utilities,
        sums=sums[kept],
        choices=choices[kept],
        ties=None,
        exact=False,
        grid=grid,
    )
    error = {utility.party: utility.exact(int(loss)) for utility, loss in zip(utilities, losses, strict=True)}
    return replace(frontier, error=error)


def _lossy_layers(gains: Gains) -> Integers:
    """For each party, on how many layers its gains differ at all: only there rounding loses anything."""
    differs = [
        np.array([len(np.unique(layer[..., column])) > 1 for column in range(layer.shape[2])], dtype=np.int64)
        for layer in gains.layers
    ]
    losses: Integers = np.sum(differs, axis=0)
    return losses
