"""Does a deal exist in a draw? Decided exactly, or counted as not decided.

Draws in which the red lines leave no package have none; one SAT solver tells these apart, once for each
combination of levels. Where a package at hand is acceptable to all there is one. What is left is decided on
the diagram of its red lines. First by prices: for any prices on the parties' utilities, if the dearest
package is worth less than the reservations together, no deal exists (weak duality); and if that package
gives everybody the reservation, it is one. Prices move against those who have more than they need
(multiplicative weights: Arora, Hazan and Kale 2012, Theory of Computing 8:121-164). What prices leave open
is searched exactly. All of it is integer arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.budget import BudgetSpentError
from detente.accept.diagram import Diagram, DiagramTooLargeError
from detente.accept.encoding import PackageSolver
from detente.accept.existence import diagram_with, package_in
from detente.accept.robustness.bounds import greatest, party_extras
from detente.accept.robustness.draws import Draws, reservation_of, tables_of, utilities_in
from detente.accept.robustness.packages import holding
from detente.accept.robustness.unknowns import Unknowns
from detente.accept.sweep import SweepTooLargeError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.case.formula import Formula

    Whole = NDArray[np.int64]
    Floats = NDArray[np.float64]

DEAL, NO_DEAL, UNDECIDED = 1, 0, -1

Levels = tuple[int, ...]

ROUNDS = 24
"""How often prices move before a draw is searched."""

STATE_CAP = 20_000
"""Most states of a diagram of one combination of red lines (work, not seconds)."""

ROW_CAP = 50_000
"""Most partial sums after an issue before the search of one draw is given up (work, not seconds)."""

_ROOM = 2**60


def rows_by_levels(levels: NDArray[np.int16]) -> list[tuple[Levels, NDArray[np.int64]]]:
    """The combinations of levels that occur, in order, each with its draws."""
    if not len(levels):
        return []
    kinds, which = np.unique(levels, axis=0, return_inverse=True)
    which = which.reshape(-1)
    return [
        (tuple(int(level) for level in kind), np.flatnonzero(which == number))
        for number, kind in enumerate(kinds)
    ]


def formulas_at(unknowns: Unknowns, levels: Levels) -> dict[str, Formula]:
    """What the red lines that are not gone demand at these levels, by id."""
    return {
        line.id: line.levels[level]
        for line, level in zip(unknowns.lines, levels, strict=True)
        if level < len(line.levels)
    }


def leaves_package(unknowns: Unknowns, combinations: Iterable[Levels]) -> dict[Levels, bool | None]:
    """Whether these combinations of levels leave a package within rules and red lines; None: not decided."""
    formulas = [formula for line in unknowns.lines for formula in line.levels]
    firsts = np.cumsum([0, *(len(line.levels) for line in unknowns.lines)]).tolist()
    leaves: dict[Levels, bool | None] = {}
    with PackageSolver(unknowns.problem.sizes, unknowns.problem.rules, formulas) as solver:
        for levels in combinations:
            chosen = [
                first + level
                for line, first, level in zip(unknowns.lines, firsts, levels, strict=False)
                if level < len(line.levels)
            ]
            try:
                leaves[levels] = solver.package(chosen) is not None
            except BudgetSpentError:
                leaves[levels] = None
    return leaves


def diagram_at(unknowns: Unknowns, levels: Levels) -> Diagram | None:
    """All packages within the rules and the red lines at these levels; None if they couple too much."""
    problem = unknowns.problem
    conditions = [*problem.rules, *formulas_at(unknowns, levels).values()]
    try:
        return diagram_with(problem.sizes, conditions, problem.utilities, state_cap=STATE_CAP)
    except DiagramTooLargeError:
        return None


def settle(unknowns: Unknowns, draws: Draws, leaves: Mapping[Levels, bool | None]) -> NDArray[np.int8]:
    """Whether a deal exists in each draw.

    Args:
        unknowns: What is open.
        draws: The draws.
        leaves: What :func:`leaves_package` says of combinations of levels, where it was asked already.

    Returns:
        ``DEAL``, ``NO_DEAL`` or ``UNDECIDED`` for each.
    """
    verdict = np.full(len(draws), UNDECIDED, dtype=np.int8)
    for levels, rows in rows_by_levels(draws.levels):
        left = leaves[levels] if levels in leaves else leaves_package(unknowns, [levels])[levels]
        verdict[rows] = _settle_one(unknowns, draws.take(rows), levels, left=left)
    return verdict


def _settle_one(unknowns: Unknowns, draws: Draws, levels: Levels, *, left: bool | None) -> NDArray[np.int8]:
    """Draws whose red lines leave the same packages: some, none, or that was not decided."""
    floors = {
        number: floor
        for number in range(len(unknowns.parties))
        if (floor := reservation_of(unknowns, draws, number)) is not None
    }
    if left is False or (left and not floors):
        return np.full(len(draws), DEAL if left else NO_DEAL, dtype=np.int8)
    diagram = diagram_at(unknowns, levels)
    if diagram is None:
        return np.full(len(draws), UNDECIDED, dtype=np.int8)
    verdict = by_prices(diagram, unknowns, draws, floors)
    for row in np.flatnonzero(verdict == UNDECIDED).tolist():
        verdict[row] = by_search(diagram, unknowns, draws, row)
    return verdict


def by_search(diagram: Diagram, unknowns: Unknowns, draws: Draws, row: int) -> int:
    """Search one draw exactly."""
    utilities = utilities_in(unknowns, draws, row)
    reserved = [utility for utility in utilities if utility.reservation is not None]
    try:
        found = package_in(diagram, utilities, reserved, row_cap=ROW_CAP)
    except SweepTooLargeError:
        return UNDECIDED
    return NO_DEAL if found is None else DEAL


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Market:
    """The parties with a reservation: what options and interactions give each, and what each needs.

    Attributes:
        worth: Shape (parties, draws, options). extra: (parties, draws, interactions).
        floor: Shape (parties, draws).
        reach: The most that a party's utility or floor can be from zero, shape (parties, draws).
    """

    worth: Whole
    extra: Whole
    floor: Whole
    reach: Floats

    def take(self, rows: NDArray[np.int64]) -> _Market:
        return _Market(
            worth=self.worth[:, rows],
            extra=self.extra[:, rows],
            floor=self.floor[:, rows],
            reach=self.reach[:, rows],
        )


def by_prices(
    diagram: Diagram, unknowns: Unknowns, draws: Draws, floors: dict[int, Whole], *, rounds: int = ROUNDS
) -> NDArray[np.int8]:
    """Decide what prices can decide: ``UNDECIDED`` means that the search has to."""
    verdict = np.full(len(draws), UNDECIDED, dtype=np.int8)
    if diagram.is_empty or not floors:
        return np.full(len(draws), NO_DEAL if diagram.is_empty else DEAL, dtype=np.int8)
    market, left = _market(unknowns, draws, floors), np.arange(len(draws))
    prices = np.ones((len(floors), len(draws)))
    for number in range(rounds):
        whole = np.floor(prices * (_ROOM / len(floors)) / market.reach).astype(np.int64)
        value, slack = _dearest(diagram, unknowns, market, whole)
        verdict[left[(slack >= 0).all(axis=0)]] = DEAL
        verdict[left[value < 0]] = NO_DEAL
        going = np.flatnonzero(verdict[left] == UNDECIDED)
        if not len(going):
            break
        left, market, slack = left[going], market.take(going), slack[:, going]
        share = slack / market.reach
        push = share / np.abs(share).max(axis=0)
        prices = prices[:, going] * np.exp(-2.0 / np.sqrt(number + 1) * push)
        prices /= prices.max(axis=0)
    return verdict


def _market(unknowns: Unknowns, draws: Draws, floors: dict[int, Whole]) -> _Market:
    worth = np.stack([tables_of(unknowns, draws, party) for party in floors])
    extra = np.stack([party_extras(unknowns, draws, party) for party in floors])
    floor = np.stack(list(floors.values()))
    greatest_of_issue = np.maximum.reduceat(np.abs(worth), unknowns.starts[:-1], axis=2)
    reach = greatest_of_issue.sum(axis=2) + np.abs(extra).sum(axis=2) + np.abs(floor) + 1
    return _Market(worth=worth, extra=extra, floor=floor, reach=reach.astype(float))


def _dearest(diagram: Diagram, unknowns: Unknowns, market: _Market, prices: Whole) -> tuple[Whole, Whole]:
    """The value over the reservations of the dearest package, and what it leaves each party over its own."""
    priced = (prices[..., np.newaxis] * market.worth).sum(axis=0)
    extras = (prices[..., np.newaxis] * market.extra).sum(axis=0)
    value, packages = greatest(diagram, unknowns.starts, priced, extras)
    columns = packages + np.array(unknowns.starts[:-1])
    own = np.take_along_axis(market.worth, columns[np.newaxis], axis=2).sum(axis=2)
    own += _extras_in(unknowns, market, packages)
    return value - (prices * market.floor).sum(axis=0), own - market.floor


def _extras_in(unknowns: Unknowns, market: _Market, packages: Whole) -> Whole:
    """What interactions add in each draw to the package chosen there: shape (parties, draws)."""
    formulas = [formula for party in unknowns.parties for formula in party.formulas]
    added = np.zeros(market.floor.shape, dtype=np.int64)
    for number, formula in enumerate(formulas):
        added += market.extra[..., number] * holding(formula, packages)
    return added
