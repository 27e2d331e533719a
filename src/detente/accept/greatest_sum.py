"""The utilitarian solution where the frontier is only known on a grid: exact, from the diagram.

A frontier can be too long to list while its best point by the sum of gains is easy to find: the sum is
additive along the decision diagram, so the packages with the greatest sum are its longest paths (Bergman,
Cire, van Hoeve and Hooker 2016, "Decision Diagrams for Optimization", chapter 3). The arrows on longest paths
make a smaller diagram; if one of its packages gives each party its reservation, it has the greatest sum of
the agreement space, and all such packages are the ties. If none does, the greatest sum lies elsewhere and is
not looked for.

Products and least gains are no sums: for the other concepts nothing of the kind holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import lcm
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.count import count_above_reservations
from detente.accept.diagram import Diagram, Layer
from detente.accept.disagreement import Disagreement, starts
from detente.accept.existence import ROW_CAP, UndecidedError, package_in
from detente.accept.solutions import Concept, Solution, SolutionPoint, chosen_from
from detente.accept.sweep import UNBOUNDED, SweepTooLargeError, arrow_gains

if TYPE_CHECKING:
    from detente.accept.frontier import Frontier
    from detente.accept.space import Space
    from detente.accept.sweep import Integers


def selected_in(
    space: Space, frontier: Frontier | None, *, disagreement: Disagreement
) -> dict[Concept, Solution]:
    """What the concepts select: all four on an exact frontier, else the utilitarian one where it is known."""
    if frontier is not None and frontier.exact:
        return chosen_from(frontier, disagreement=disagreement)
    found = greatest_sum(space, disagreement=disagreement)
    return {} if found is None else {"utilitarian": found}


def greatest_sum(space: Space, *, disagreement: Disagreement = "reserved") -> Solution | None:
    """The utilitarian solution of a space, without its frontier.

    Args:
        space: The space.
        disagreement: Where gains start; it moves the gains that are told and not what is selected.

    Returns:
        The solution with one of its packages and the number of all; None where no package with the greatest
        sum within rules and red lines gives every party its reservation, or where a cap was reached.
    """
    problem, diagram = space.problem, space.diagram
    if diagram is None or diagram.layers is None or not problem.utilities:
        return None
    best = longest_paths(diagram, space)
    try:
        package = package_in(best, problem.utilities, space.utilities)
        start = starts(space, disagreement)
    except (SweepTooLargeError, UndecidedError):
        return None
    if package is None:
        return None
    worth = {utility.party: utility.exact(utility.of(package)) for utility in problem.utilities}
    gain = {
        utility.party: worth[utility.party] - utility.exact(own)
        for utility, own in zip(problem.utilities, start, strict=True)
    }
    return Solution(
        concept="utilitarian",
        points=(SolutionPoint(package=problem.names(package), utility=worth, gain=gain),),
        ties=count_above_reservations(best, problem.utilities, space.utilities, row_cap=ROW_CAP),
        dropped=(),
        convention=f"gains start at: {disagreement}; rule: longest paths of the diagram",
        exact=True,
        needs_comparable_scales=True,
    )


def longest_paths(diagram: Diagram, space: Space) -> Diagram:
    """The packages of a diagram with the greatest sum of utilities."""
    utilities = space.problem.utilities
    whole = lcm(*(utility.scale for utility in utilities))
    factors = [whole // utility.scale for utility in utilities]
    gains = arrow_gains(diagram, utilities, utilities)
    onward: Integers = np.zeros(1, dtype=UNBOUNDED)
    layers: list[Layer] = []
    for layer, added in zip(reversed(diagram.layers or ()), reversed(gains.layers), strict=True):
        sums = _sums(layer, added, factors, onward)
        onward = sums.max(axis=1)
        tight = np.asarray(sums == onward[:, np.newaxis], dtype=bool) & (layer.arrows >= 0)
        layers.append(replace(layer, arrows=np.where(tight, layer.arrows, -1)))
    return Diagram(sizes=diagram.sizes, layers=tuple(reversed(layers)))


def _sums(layer: Layer, added: Integers, factors: Sequence[int], onward: Integers) -> Integers:
    """The greatest sum that each arrow leads to, shape (states, options); less than any where none leads."""
    own = sum(
        (added[:, :, column].astype(UNBOUNDED) * factor for column, factor in enumerate(factors)),
        start=np.zeros(added.shape[:2], dtype=UNBOUNDED),
    )
    sums = own + onward[np.maximum(layer.arrows, 0)]
    least = int(sums.min()) - 1
    below: Integers = np.where(layer.arrows >= 0, sums, least)
    return below
