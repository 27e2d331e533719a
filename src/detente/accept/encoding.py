"""Conditions on packages as clauses for a SAT solver.

One variable for each option of each issue, exactly one of them true; formulas by the transformation of
Tseitin (1968) in the one direction that formulas without negation need (Plaisted and Greenbaum 1986). A
formula can be switched on by a selector, so that one solver answers for every subset of red lines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from detente.accept.budget import BoundedSolver
from detente.case.formula import All, Among, Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """The clauses of some issues and formulas.

    Attributes:
        sizes: Number of options of each issue.
        starts: For each issue the variable of its first option.
        clauses: The clauses, as lists of signed variables.
        selectors: For each formula that can be switched on the variable that does so.
        top: The last variable in use.
    """

    sizes: tuple[int, ...]
    starts: tuple[int, ...]
    clauses: tuple[list[int], ...]
    selectors: tuple[int, ...]
    top: int

    def package(self, model: Iterable[int]) -> tuple[int, ...]:
        """The package that a model of the clauses stands for."""
        true = set(model)
        return tuple(
            next(option for option in range(size) if start + option in true)
            for start, size in zip(self.starts, self.sizes, strict=True)
        )


def encode(sizes: Sequence[int], rules: Iterable[Formula], switched: Sequence[Formula]) -> Clauses:
    """The clauses of issues with these option counts, of rules that always hold and of formulas to switch."""
    draft = _Draft(sizes)
    for rule in rules:
        draft.require(rule, ())
    selectors = [draft.fresh() for _ in switched]
    for selector, formula in zip(selectors, switched, strict=True):
        draft.require(formula, (-selector,))
    return Clauses(
        sizes=tuple(sizes),
        starts=tuple(draft.starts),
        clauses=tuple(draft.clauses),
        selectors=tuple(selectors),
        top=draft.top,
    )


class PackageSolver:
    """An incremental solver over packages. Use it as a context manager: it holds memory outside Python."""

    def __init__(self, sizes: Sequence[int], rules: Iterable[Formula], switched: Sequence[Formula]) -> None:
        """Load the issues, the rules that always hold, and formulas that can be switched on by number."""
        self.clauses = encode(sizes, rules, switched)
        self._top = self.clauses.top
        self._solver = BoundedSolver(self.clauses.clauses)

    def __enter__(self) -> PackageSolver:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Free the solver."""
        self._solver.delete()

    def package(self, chosen: Iterable[int], *, one_of: Collection[int] = ()) -> tuple[int, ...] | None:
        """A package that keeps the rules, the ``chosen`` formulas and at least one of ``one_of``, if any.

        Returns:
            Option numbers, or None: then there is none.

        Raises:
            BudgetSpentError: if the solver ran into too many conflicts first.
        """
        selectors = self.clauses.selectors
        assumptions = [selectors[number] for number in chosen]
        if one_of:
            self._top += 1
            self._solver.add_clause([-self._top, *(selectors[number] for number in one_of)])
            assumptions.append(self._top)
        return self.clauses.package(self._solver.model()) if self._solver.solve(assumptions) else None

    def core(self) -> frozenset[int]:
        """After a None: a subset of the chosen formulas that already excludes every package."""
        failed = set(self._solver.core())
        selectors = self.clauses.selectors
        return frozenset(number for number, selector in enumerate(selectors) if selector in failed)


class _Draft:
    """Clauses in the making."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.starts = [1 + sum(sizes[:issue]) for issue in range(len(sizes))]
        self.top = sum(sizes)
        self.clauses: list[list[int]] = []
        for start, size in zip(self.starts, sizes, strict=True):
            self._one_of(range(start, start + size))

    def fresh(self) -> int:
        self.top += 1
        return self.top

    def require(self, formula: Formula, guard: tuple[int, ...]) -> None:
        if isinstance(formula, All):
            for part in formula.parts:
                self.require(part, guard)
            return
        self.clauses.append([*guard, *self._literals(formula)])

    def _one_of(self, options: Sequence[int]) -> None:
        self.clauses.append(list(options))
        previous: int | None = None
        for option in options:
            current = self.fresh()
            self.clauses.append([-option, current])
            if previous is not None:
                self.clauses += [[-previous, current], [-previous, -option]]
            previous = current

    def _literals(self, formula: Formula) -> list[int]:
        """Literals whose disjunction implies ``formula``; new variables stand for conjunctions."""
        if isinstance(formula, Among):
            start = self.starts[formula.issue]
            return [start + option for option in range(formula.size) if formula.mask >> option & 1]
        if isinstance(formula, All):
            stand_in = self.fresh()
            self.require(formula, (-stand_in,))
            return [stand_in]
        return [literal for part in formula.parts for literal in self._literals(part)]
