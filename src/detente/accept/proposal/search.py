"""The undominated packages of a diagram that reach given floors.

The pass is that of the frontier: partial sums that another of the same state dominates are dropped. As
whatever dominates a package that reaches the floors reaches them as well, what is undominated above the
floors is undominated among all; so the floors are there to drop early what cannot reach them, and never to
cut a sum.

A *column* is what packages are compared by: a party's utility, or, for a party that states no preference,
whether a red line of its is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.count import count_packages
from detente.accept.dominance import sort_unique, undominated
from detente.accept.sweep import (
    Gains,
    Rows,
    advance,
    arrow_gains,
    comparable,
    first_rows,
    packages_of,
)
from detente.accept.utility import Utility

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.accept.diagram import Diagram
    from detente.accept.problem import Line, Problem
    from detente.accept.sweep import Integers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """Undominated packages.

    Attributes:
        sums: The columns' values, shape (points, columns), distinct.
        choices: Option numbers of one package for each point, shape (points, issues).
        ties: How many of the packages searched have exactly these values.
        changes: In how many issues the package of each point differs from the draft.
    """

    sums: Integers
    choices: NDArray[np.int16]
    ties: tuple[int, ...]
    changes: tuple[int, ...]

    def __len__(self) -> int:
        """Number of points."""
        return len(self.ties)

    @classmethod
    def none(cls, columns: int, issues: int) -> Found:
        """Nothing."""
        sums: Integers = np.zeros((0, columns), dtype=np.int64)
        return cls(sums=sums, choices=np.zeros((0, issues), dtype=np.int16), ties=(), changes=())

    def where(self, kept: Sequence[bool]) -> Found:
        """The points that are ``kept``."""
        rows = np.flatnonzero(np.asarray(kept, dtype=bool))
        return Found(
            sums=self.sums[rows],
            choices=self.choices[rows],
            ties=tuple(self.ties[row] for row in rows.tolist()),
            changes=tuple(self.changes[row] for row in rows.tolist()),
        )


def floored(utility: Utility, floor: int | None) -> Utility:
    """A column that has to reach ``floor`` (in the utility's integers); None: no floor."""
    return replace(utility, reservation=floor, reservation_ends=None)


def lines_kept(problem: Problem, name: str, weights: Mapping[Line, int]) -> Utility:
    """A column that adds up the weights of the red lines that a package keeps."""
    return Utility(
        party=name,
        scale=1,
        tables=tuple((0,) * size for size in problem.sizes),
        extras=tuple((line.formula, weight) for line, weight in weights.items()),
        reservation=None,
        reservation_ends=None,
    )


def undominated_packages(diagram: Diagram, columns: Sequence[Utility], *, changes: int, cap: int) -> Found:
    """The undominated packages of a diagram whose columns reach their floors.

    Args:
        diagram: A diagram that was built with the interactions of ``columns``, in this order.
        columns: What is compared; the ``reservation`` of each is its floor, None if it has none.
        changes: In how many issues all packages of the diagram differ from the draft.
        cap: Most partial sums after an issue.

    Raises:
        SweepTooLargeError: if there are more.
    """
    if diagram.layers is None:
        return Found.none(len(columns), len(diagram.sizes))
    gains = arrow_gains(diagram, columns, columns)
    least = gains.lowest[0][0].tolist()
    floor: Integers = np.array(
        [
            low if column.reservation is None else column.reservation
            for low, column in zip(least, columns, strict=True)
        ],
        dtype=gains.layers[0].dtype,
    )
    history = _history(diagram, gains, floor, cap)
    last = history[-1]
    return Found(
        sums=last.sums,
        choices=packages_of(diagram, history, np.arange(len(last))),
        ties=tuple(int(count) for count in last.count),
        changes=(changes,) * len(last),
    )


def undominated_of(parts: Sequence[Found]) -> Found:
    """What is undominated among several findings; where points tie, the first package stands for all."""
    sums: Integers = np.concatenate([part.sums for part in parts])
    ties = np.array([count for part in parts for count in part.ties], dtype=object)
    changes = [count for part in parts for count in part.changes]
    if not len(sums):
        return parts[0]
    keys = comparable(sums)
    order, starts = sort_unique(keys)
    counts = np.add.reduceat(ties[order], starts)
    first = order[starts]
    kept = np.flatnonzero(undominated(keys[first]))
    rows = first[kept]
    return Found(
        sums=sums[rows],
        choices=np.concatenate([part.choices for part in parts])[rows],
        ties=tuple(int(count) for count in counts[kept]),
        changes=tuple(changes[row] for row in rows.tolist()),
    )


def _history(diagram: Diagram, gains: Gains, floor: Integers, cap: int) -> list[Rows]:
    rows = first_rows(len(floor), count_packages(diagram), gains.layers[0].dtype)
    history: list[Rows] = []
    steps = zip(diagram.layers or (), gains.layers, gains.highest[1:], strict=True)
    for layer, added, highest in steps:
        rows = _above(advance(rows, layer, added, cap=cap, dominance=True), highest, floor)
        history.append(rows)
    return history


def _above(rows: Rows, highest: Integers, floor: Integers) -> Rows:
    """The rows that can still reach the floor."""
    kept = np.flatnonzero(np.asarray(rows.sums + highest[rows.state] >= floor, dtype=bool).all(axis=1))
    return Rows(
        state=rows.state[kept],
        sums=rows.sums[kept],
        count=rows.count[kept],
        parent=rows.parent[kept],
        option=rows.option[kept],
    )
