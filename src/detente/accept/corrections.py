"""Cheapest sets of demands to give up, in order of cost: MaxSAT over packages.

Red lines are soft clauses over the clauses of packages, so that the engine itself knows which of them can
hold together. Reservations are soft, too, but their arithmetic stays outside: what collides with them is told
to the engine as it comes up. The engine is RC2 with stratification (Ignatiev, Morgado and Marques-Silva 2019,
Journal on Satisfiability 11:53-64), which suits costs of different orders.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from detente.accept.budget import ENGINE, BoundedSolver

if TYPE_CHECKING:
    from detente.accept.encoding import Clauses


class CheapestCorrections:
    """Sets of demands to give up so that the others fit the clauses of packages and all that was told since.

    Use it as a context manager: it holds memory outside Python.
    """

    def __init__(self, clauses: Clauses, costs: Sequence[int]) -> None:
        """Demands are the switched formulas of ``clauses`` and then others; each costs a positive integer."""
        from pysat.examples.rc2 import RC2Stratified
        from pysat.formula import WCNF

        others = range(clauses.top + 1, clauses.top + 1 + len(costs) - len(clauses.selectors))
        self._kept = [*clauses.selectors, *others]
        formula = WCNF()
        formula.extend(list(clauses.clauses))
        for literal, cost in zip(self._kept, costs, strict=True):
            formula.append([literal], weight=cost)
        # What is best first need not be best later: nothing is hardened.
        self._engine = RC2Stratified(formula, solver=ENGINE, nohard=True)
        self._engine.oracle = BoundedSolver(solver=self._engine.oracle)

    def __enter__(self) -> CheapestCorrections:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Free the engine."""
        self._engine.delete()

    def hit(self, demands: Iterable[int]) -> None:
        """From now on at least one of ``demands`` is given up."""
        self._engine.add_clause([-self._kept[number] for number in demands])

    def avoid(self, demands: Iterable[int]) -> None:
        """From now on ``demands`` are not all given up."""
        self._engine.add_clause([self._kept[number] for number in demands])

    def cheapest(self) -> frozenset[int] | None:
        """A cheapest set to give up, or None if there is none left.

        Raises:
            BudgetSpentError: if the solver ran into too many conflicts first.
        """
        model = self._engine.compute()
        if model is None:
            return None
        true = set(model)
        return frozenset(number for number, literal in enumerate(self._kept) if literal not in true)
