"""Exact frontiers of single draws: where candidate packages come from, and a check on them.

Of each drawn frontier, cut at the drawn reservations, the best packages by each solution concept become
candidates. Selection among candidates is then a restriction: on other draws it is held against what is
selected on their exact frontiers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import expm1
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.diagram import Diagram
from detente.accept.disagreement import Disagreement
from detente.accept.frontier import Frontier, pareto_frontier
from detente.accept.robustness.bounds import gains_start
from detente.accept.robustness.choice import SELECTIONS, Selection, selected
from detente.accept.robustness.deals import Levels, diagram_at, formulas_at, rows_by_levels
from detente.accept.robustness.draws import Draws, utilities_in
from detente.accept.robustness.packages import PackageTable, worths
from detente.accept.robustness.unknowns import Unknowns
from detente.accept.solutions import all_solutions
from detente.accept.space import Space

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Choices = NDArray[np.int16]
    Whole = NDArray[np.int64]

POINT_CAP = 20_000
"""Most partial sums after an issue before a drawn frontier is rounded to a grid (work, not seconds)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DrawnPackages:
    """The best packages of some drawn frontiers.

    Attributes:
        choices: Option numbers, shape (packages, issues); a package may occur more than once.
        frontiers: How many draws had a frontier above the reservations.
        rounded: How many of these frontiers are rounded to a grid.
        without: How many draws had none because a cap was reached.
    """

    choices: Choices
    frontiers: int
    rounded: int
    without: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One draw in which the selection among candidates was held against the exact frontier.

    Attributes:
        same: For each concept whether the candidates give each party exactly what a package selected on the
            exact frontier does.
        nash_shortfall: By how much the geometric mean of gains at the candidates' Nash package falls short of
            the exact one: 0 where they agree, 1 where no candidate is in the space.
    """

    same: dict[Selection, bool]
    nash_shortfall: float


def drawn_packages(
    unknowns: Unknowns, draws: Draws, *, disagreement: Disagreement, best: int
) -> DrawnPackages:
    """The best packages of each draw's frontier.

    Args:
        unknowns: What is open.
        draws: Draws whose red lines leave a package.
        disagreement: Where gains start.
        best: How many packages to take of each frontier by each concept.
    """
    found: list[Choices] = [np.zeros((0, len(unknowns.problem.sizes)), dtype=np.int16)]
    starts, scales = gains_start(unknowns, draws, disagreement), [party.scale for party in unknowns.parties]
    frontiers = rounded = without = 0
    for frontier, row in _frontiers(unknowns, draws):
        if frontier is None:
            without += 1
            continue
        inside = np.flatnonzero(_inside(frontier))
        if len(inside):
            frontiers, rounded = frontiers + 1, rounded + (not frontier.exact)
            sums = frontier.sums[inside]
            gains = sums - (sums.min(axis=0) if starts is None else starts[:, row])
            found.append(frontier.choices[inside[_best(gains.T.astype(float), scales, best)]])
    return DrawnPackages(choices=np.concatenate(found), frontiers=frontiers, rounded=rounded, without=without)


def compared(
    unknowns: Unknowns, table: PackageTable, draws: Draws, *, disagreement: Disagreement
) -> tuple[Comparison | None, ...]:
    """Hold the candidates of ``table`` against the exact frontiers of these draws.

    Returns:
        One comparison for each draw with a deal; None where its frontier is not exact or was not computed.
    """
    starts = gains_start(unknowns, draws, disagreement)
    if starts is None:
        return ()
    found: list[Comparison | None] = []
    for frontier, row in _frontiers(unknowns, draws):
        if frontier is None or not frontier.exact:
            found.append(None)
        elif _inside(frontier).any():
            one = draws.take(slice(row, row + 1))
            found.append(_compare(unknowns, table, one, frontier, starts[:, row], disagreement))
    return tuple(found)


def _frontiers(unknowns: Unknowns, draws: Draws) -> list[tuple[Frontier | None, int]]:
    found: list[tuple[Frontier | None, int]] = []
    for levels, rows in rows_by_levels(draws.levels):
        diagram = diagram_at(unknowns, levels)
        for row in rows.tolist():
            if diagram is None:
                found.append((None, row))
            elif not diagram.is_empty:
                space = drawn_space(unknowns, draws, row, levels, diagram)
                found.append((pareto_frontier(space, cap=POINT_CAP), row))
    return sorted(found, key=lambda pair: pair[1])


def drawn_space(unknowns: Unknowns, draws: Draws, row: int, levels: Levels, diagram: Diagram | None) -> Space:
    """The agreement space of one draw, for the engines that take one."""
    in_force = formulas_at(unknowns, levels)
    problem = replace(unknowns.problem, utilities=utilities_in(unknowns, draws, row))
    return Space(
        problem=problem,
        lines=tuple(
            replace(line, formula=in_force[line.id], fallback=())
            for line in problem.lines
            if line.id in in_force
        ),
        reserved=problem.reserved,
        diagram=diagram,
        feasible=None,
        example=None,
    )


def _inside(frontier: Frontier) -> NDArray[np.bool_]:
    """Which points give everybody the reservation."""
    inside = np.ones(len(frontier), dtype=bool)
    for column, utility in enumerate(frontier.utilities):
        if utility.reservation is not None:
            inside &= frontier.sums[:, column] >= utility.reservation
    return inside


def _best(gains: Floats, scales: Sequence[int], best: int) -> NDArray[np.int64]:
    """The ``best`` points by each concept, and each party's best: those that set the ideal gains.

    In floating point: points that are nearly equal may be taken for each other at the end of the list.
    """
    units = gains / np.array(scales, dtype=float)[:, np.newaxis]
    positive = units > 0
    product = np.where(positive, units, 1.0).prod(axis=0)
    ideal = units.max(axis=1)
    shares = np.sort(units[ideal > 0] / ideal[ideal > 0, np.newaxis], axis=0)
    orders = [np.lexsort((-product, -positive.sum(axis=0)))]
    orders += [np.lexsort(-levels[::-1]) for levels in (shares, np.sort(units, axis=0)) if len(levels)]
    return np.unique(np.concatenate([units.argmax(axis=1), *(order[:best] for order in orders)]))


def _compare(
    unknowns: Unknowns,
    table: PackageTable,
    one: Draws,
    frontier: Frontier,
    start: Whole,
    disagreement: Disagreement,
) -> Comparison:
    worth = next(iter(worths(unknowns, table, one)))
    if not worth.inside.any():
        return Comparison(same=dict.fromkeys(SELECTIONS, False), nash_shortfall=1.0)
    utility = np.stack(worth.utility)
    scales = [party.scale for party in unknowns.parties]
    chosen = selected(utility - start[:, np.newaxis, np.newaxis], worth.inside, scales)
    exact = all_solutions(frontier, disagreement=disagreement)
    wanted = {
        concept: {
            tuple(int(value * scale) for value, scale in zip(point.utility.values(), scales, strict=True))
            for point in exact[concept].points
        }
        for concept in SELECTIONS
    }
    own = {concept: utility[:, pairs[:, 1], 0].T for concept, pairs in chosen.items()}
    same = {
        concept: any(tuple(worth) in wanted[concept] for worth in own[concept].tolist())
        for concept in SELECTIONS
    }
    units = np.array(scales, dtype=float)
    best = (min(wanted["nash"]) - start) / units
    short = 0.0 if same["nash"] else _shortfall((own["nash"][0] - start) / units, best)
    return Comparison(same=same, nash_shortfall=short)


def _shortfall(own: Floats, best: Floats) -> float:
    """By how much the geometric mean of the gains ``own`` falls short of that of ``best``."""
    gaining = own[own > 0], best[best > 0]
    if len(gaining[0]) < len(gaining[1]):
        return 1.0
    ratio = float(np.log(gaining[0]).sum() - np.log(gaining[1]).sum()) / max(len(gaining[1]), 1)
    return -expm1(ratio)
