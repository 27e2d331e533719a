"""Budgets that count work: an enumeration stops after so many questions or conflicts, never after seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pysat.solvers import Solver

ENGINE = "minisat22"

CONFLICTS = 200_000
"""Most conflicts that one solver may run into: a few seconds of work."""


class BudgetSpentError(Exception):
    """The work that was allowed is done, or a part of it reached a cap."""


class BoundedSolver:
    """A SAT solver that gives up once its conflicts are used up.

    It has what PySAT's MaxSAT engines ask of a solver, so that it can take a solver's place in them.
    """

    def __init__(self, clauses: Iterable[Sequence[int]] = (), *, solver: Solver | None = None) -> None:
        """Start a solver with these clauses, or bound the given one."""
        from pysat.solvers import Solver

        self._solver: Solver = Solver(name=ENGINE, bootstrap_with=clauses) if solver is None else solver
        self._left = CONFLICTS

    def solve(self, assumptions: Sequence[int] = ()) -> bool:
        """Whether the clauses can be met under ``assumptions``.

        Raises:
            BudgetSpentError: if the conflicts are used up first.
        """
        if self._left <= 0:
            raise BudgetSpentError
        before = self._conflicts()
        self._solver.conf_budget(self._left)
        verdict: bool | None = self._solver.solve_limited(assumptions=list(assumptions))
        self._left -= self._conflicts() - before
        if verdict is None:
            raise BudgetSpentError
        return verdict

    def solve_limited(self, assumptions: Sequence[int] = (), **_: object) -> bool:
        """The same under the name by which MaxSAT engines ask."""
        return self.solve(assumptions)

    def model(self) -> list[int]:
        """After a True: the literals that are true."""
        return list(self._solver.get_model() or ())

    def core(self) -> list[int]:
        """After a False: those of the assumptions that already exclude every model."""
        return list(self._solver.get_core() or ())

    def add_clause(self, clause: Iterable[int]) -> None:
        """From now on one of these literals holds."""
        self._solver.add_clause(list(clause))

    def delete(self) -> None:
        """Free the memory that it holds outside Python."""
        self._solver.delete()

    def __getattr__(self, name: str) -> Callable[..., object]:
        """Whatever else MaxSAT engines ask of a solver."""
        method: Callable[..., object] = getattr(self._solver, name)
        return method

    def _conflicts(self) -> int:
        return int(self._solver.accum_stats()["conflicts"])
