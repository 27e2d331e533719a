"""Smallest hitting sets, in order of size, while sets to hit and sets to avoid keep coming.

A totalizer (Bailleux and Boufkhad 2003) counts the chosen elements; a SAT solver is asked for an answer of at
most as many as the last one, and then of one more, until there is one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from detente.accept.budget import BoundedSolver

if TYPE_CHECKING:
    from pysat.card import ITotalizer

FIRST_BOUND = 8


class SmallestHittingSets:
    """Subsets of ``0 .. count - 1`` that hit all given sets and contain none of the avoided ones.

    Use it as a context manager: it holds memory outside Python.
    """

    def __init__(self, count: int) -> None:
        """Start without a set to hit: the first answer is the empty set."""
        from pysat.card import ITotalizer

        self._count = count
        self._size = 0
        self._bound = min(FIRST_BOUND, count)
        elements = list(range(1, count + 1))
        self._totalizer: ITotalizer = ITotalizer(lits=elements, ubound=self._bound, top_id=count)
        self._solver = BoundedSolver(self._totalizer.cnf.clauses)

    def __enter__(self) -> SmallestHittingSets:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Free the solver."""
        self._totalizer.delete()
        self._solver.delete()

    def hit(self, elements: Iterable[int]) -> None:
        """From now on every answer contains at least one of ``elements``."""
        self._solver.add_clause(element + 1 for element in elements)

    def avoid(self, elements: Iterable[int]) -> None:
        """From now on no answer contains all of ``elements``."""
        self._solver.add_clause(-(element + 1) for element in elements)

    def accompany(self, element: int, companions: Collection[int]) -> None:
        """From now on every answer with ``element`` contains at least one of its ``companions``."""
        self._solver.add_clause((-(element + 1), *(companion + 1 for companion in companions)))

    def smallest(self) -> frozenset[int] | None:
        """A smallest answer, or None if there is none left.

        Raises:
            BudgetSpentError: if the solver ran into too many conflicts first.
        """
        while self._size < self._count:
            if self._solver.solve([-self._more_than(self._size)]):
                return self._answer()
            self._size += 1
        return self._answer() if self._solver.solve() else None

    def _answer(self) -> frozenset[int]:
        return frozenset(literal - 1 for literal in self._solver.model() if 0 < literal <= self._count)

    def _more_than(self, size: int) -> int:
        """The literal that is true where more than ``size`` elements are chosen."""
        if size >= self._bound:
            self._bound = min(2 * self._bound, self._count)
            self._totalizer.increase(ubound=self._bound)
            for clause in self._totalizer.cnf.clauses[-self._totalizer.nof_new :]:
                self._solver.add_clause(clause)
        literal: int = self._totalizer.rhs[size]
        return literal
