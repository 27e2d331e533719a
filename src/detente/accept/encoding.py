"""Conditions on packages as clauses for a SAT solver.

One variable for each option of each issue, exactly one of them true; formulas by the transformation of
Tseitin (1968) in the one direction that formulas without negation need (Plaisted and Greenbaum 1986). A
formula can be switched on by a selector, so that one solver answers for every subset of red lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from detente.case.formula import All, Among, Formula

if TYPE_CHECKING:
    from pysat.solvers import Solver

ENGINE = "cadical153"


class PackageSolver:
    """An incremental solver over packages. Use it as a context manager: it holds memory outside Python."""

    def __init__(self, sizes: Sequence[int], rules: Iterable[Formula], switched: Sequence[Formula]) -> None:
        """Load the issues, the rules that always hold, and formulas that can be switched on by number."""
        from pysat.solvers import Solver

        self._sizes = tuple(sizes)
        self._starts = [1 + sum(self._sizes[:issue]) for issue in range(len(self._sizes))]
        self._top = sum(self._sizes)
        self._solver: Solver = Solver(name=ENGINE)
        for issue in range(len(self._sizes)):
            self._one_option(issue)
        for rule in rules:
            self._require(rule, ())
        self._selectors = [self._fresh() for _ in switched]
        for selector, formula in zip(self._selectors, switched, strict=True):
            self._require(formula, (-selector,))

    def __enter__(self) -> PackageSolver:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Free the solver."""
        self._solver.delete()

    def package(self, chosen: Iterable[int]) -> tuple[int, ...] | None:
        """A package that keeps the rules and the ``chosen`` formulas, or None if there is none."""
        if not self._solver.solve(assumptions=[self._selectors[number] for number in chosen]):
            return None
        true = set(self._solver.get_model() or ())
        return tuple(
            next(option for option in range(size) if start + option in true)
            for start, size in zip(self._starts, self._sizes, strict=True)
        )

    def core(self) -> frozenset[int]:
        """After a None: a subset of the chosen formulas that already excludes every package."""
        failed = set(self._solver.get_core() or ())
        return frozenset(number for number, selector in enumerate(self._selectors) if selector in failed)

    def _fresh(self) -> int:
        self._top += 1
        return self._top

    def _one_option(self, issue: int) -> None:
        start, size = self._starts[issue], self._sizes[issue]
        options = list(range(start, start + size))
        self._solver.add_clause(options)
        previous: int | None = None
        for option in options:
            current = self._fresh()
            self._solver.add_clause([-option, current])
            if previous is not None:
                self._solver.add_clause([-previous, current])
                self._solver.add_clause([-previous, -option])
            previous = current

    def _require(self, formula: Formula, guard: tuple[int, ...]) -> None:
        if isinstance(formula, All):
            for part in formula.parts:
                self._require(part, guard)
            return
        self._solver.add_clause([*guard, *self._literals(formula)])

    def _literals(self, formula: Formula) -> list[int]:
        """Literals whose disjunction implies ``formula``; new variables stand for conjunctions."""
        if isinstance(formula, Among):
            start = self._starts[formula.issue]
            return [start + option for option in range(formula.size) if formula.mask >> option & 1]
        if isinstance(formula, All):
            stand_in = self._fresh()
            self._require(formula, (-stand_in,))
            return [stand_in]
        return [literal for part in formula.parts for literal in self._literals(part)]
