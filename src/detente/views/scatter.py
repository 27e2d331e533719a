"""The points behind the charts of a frontier: utilities as floats, thinned, with the selected packages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.solutions import Concept, Solution
from detente.views.numbers import decimal
from detente.views.selected import CONCEPT_LETTERS, Selected, selected
from detente.views.thinning import Thinned, thin

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.accept.frontier import Frontier


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scatter:
    """A frontier as it is drawn.

    Attributes:
        parties: Ids of the parties compared, in the order of the columns.
        titles: Their names.
        points: Utilities of all points, shape (points, parties).
        selected: The packages that the solution concepts select.
        no_deal: Utility of no deal for each party that states one; empty where it may not be shown.
    """

    parties: tuple[str, ...]
    titles: tuple[str, ...]
    points: NDArray[np.float64]
    selected: tuple[Selected, ...]
    no_deal: Mapping[str, float]

    def thinned(self, *columns: int, most: int) -> Thinned:
        """Which points are drawn where only these columns are seen."""
        return thin(self.points[:, columns], most=most)

    def drawn(self, *columns: int, most: int) -> list[list[float]]:
        """Utilities of the points that are drawn."""
        return [self.points[row].tolist() for row in self.thinned(*columns, most=most).rows]

    def told(self, worth: Sequence[float]) -> str:
        """Utilities, in the order of the columns, in words."""
        named = zip(self.titles, worth, strict=True)
        return ", ".join(f"{title} {decimal(value)}" for title, value in named)

    def chosen(self, known: Selected) -> list[float]:
        """Utilities of a selected package, in the order of the columns."""
        return [float(known.utility[party]) for party in self.parties]

    def span(self, column: int) -> tuple[float, float]:
        """The range of a party's axis: its utilities on the frontier, of what is selected, and of no deal."""
        values = self.points[:, column].tolist()
        values += [self.chosen(known)[column] for known in self.selected]
        values += [
            self.no_deal[party] for party in self.parties[column : column + 1] if party in self.no_deal
        ]
        return min(values), max(values)

    def share(self, column: int, value: float) -> float:
        """Where a utility lies on its party's axis, from 0 to 1; 0.5 on an axis without length."""
        low, high = self.span(column)
        return (value - low) / (high - low) if high > low else 0.5


def scatter_of(frontier: Frontier, solutions: Mapping[Concept, Solution], *, floors: bool) -> Scatter:
    """A frontier as it is drawn.

    Args:
        frontier: The frontier, with at least one point.
        solutions: What the solution concepts select on it.
        floors: Whether utilities of no deal may be shown.
    """
    case = frontier.space.problem.case
    scales = np.array([float(utility.scale) for utility in frontier.utilities])
    return Scatter(
        parties=tuple(utility.party for utility in frontier.utilities),
        titles=tuple(case.party(utility.party).title for utility in frontier.utilities),
        points=np.asarray(frontier.sums, dtype=float) / scales,
        selected=selected(solutions),
        no_deal={
            utility.party: float(utility.exact(utility.reservation))
            for utility in frontier.utilities
            if floors and utility.reservation is not None and utility.party in frontier.space.reserved
        },
    )


def near(places: Sequence[tuple[float, float]], *, within: float) -> list[list[int]]:
    """Numbers of places on a unit square that lie so near that their labels would overlap, grouped."""
    groups: list[list[int]] = []
    for number, (x, y) in enumerate(places):
        for group in groups:
            if any(abs(places[at][0] - x) < within and abs(places[at][1] - y) < within for at in group):
                group.append(number)
                break
        else:
            groups.append([number])
    return groups


def letters(known: Sequence[Selected]) -> str:
    """The letters of several packages, in the order of the concepts."""
    held = {concept for package in known for concept in package.concepts}
    return " ".join(letter for concept, letter in CONCEPT_LETTERS.items() if concept in held)
