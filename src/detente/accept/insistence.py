"""What parties insist on, and whether a part of it can hold together.

A *demand* here is a red line or a reservation. For a set of demands the only question is whether a package
exists that keeps all of them within the rules. Red lines are asked of a SAT solver; reservations, which are
linear inequalities over exact integers, of a pass over the decision diagram. Each answer is kept; each call
is counted against a budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.accept.budget import BudgetSpentError
from detente.accept.companions import companions
from detente.accept.encoding import PackageSolver
from detente.accept.existence import UndecidedError, find_package
from detente.case.formula import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.accept.encoding import Clauses
    from detente.accept.problem import Line
    from detente.accept.space import Space
    from detente.accept.utility import Utility

Demands = frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """All demands of a space, numbered: red lines in the order of the case, then reservations."""

    lines: tuple[Line, ...]
    utilities: tuple[Utility, ...]

    def __len__(self) -> int:
        """Number of demands."""
        return len(self.lines) + len(self.utilities)

    @property
    def everything(self) -> Demands:
        """All of them."""
        return frozenset(range(len(self)))

    @property
    def all_lines(self) -> Demands:
        """All red lines."""
        return frozenset(range(len(self.lines)))

    def red_lines(self, demands: Iterable[int]) -> tuple[str, ...]:
        """Ids of the red lines among ``demands``, sorted."""
        return tuple(sorted(self.lines[number].id for number in demands if number < len(self.lines)))

    def reservations(self, demands: Iterable[int]) -> tuple[str, ...]:
        """Ids of the parties whose reservations are among ``demands``, sorted."""
        first = len(self.lines)
        return tuple(sorted(self.utilities[number - first].party for number in demands if number >= first))


def agenda_of(space: Space) -> Agenda:
    """The demands in force in ``space``."""
    return Agenda(lines=space.lines, utilities=space.utilities)


class Tester:
    """Answers whether demands can hold together. Use it as a context manager."""

    def __init__(self, space: Space, *, calls: int) -> None:
        """Allow ``calls`` questions."""
        self.agenda = agenda_of(space)
        self.left = calls
        self._problem = space.problem
        self._solver = PackageSolver(
            space.problem.sizes, space.problem.rules, [line.formula for line in self.agenda.lines]
        )
        self._core: Demands | None = None

    def __enter__(self) -> Tester:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Free the solver."""
        self._solver.__exit__()

    def kept(self, demands: Demands) -> Demands | None:
        """All demands that one package keeps, ``demands`` among them; None if no package keeps ``demands``.

        Raises:
            BudgetSpentError: if the budget is used up or a cap was reached.
        """
        self._spend()
        first = len(self.agenda.lines)
        chosen = sorted(number for number in demands if number < first)
        package = self._solver.package(chosen)
        if package is None:
            self._core = self._solver.core()
            return None
        satisfied = self._satisfied(package)
        if demands <= satisfied:
            return satisfied
        reserved = [self.agenda.utilities[number - first] for number in sorted(demands) if number >= first]
        found = self._search(chosen, reserved)
        self._core = demands
        return None if found is None else self._satisfied(found)

    def blocker_within(self, demands: Demands, *, order: Callable[[int], int] | None = None) -> Demands:
        """A minimal set of demands, within ``demands`` that no package keeps, that no package keeps either.

        Deletion: each demand is left out once, in this order (or that of the case), and stays out if the rest
        still excludes every package.
        """
        left = demands if self._core is None else demands & self._core
        for number in sorted(left, key=order):
            if number in left and self.kept(left - {number}) is None:
                core = self._core
                left = left - {number} if core is None else (left - {number}) & core
        return left

    def blockers_of_lines(self, most: int) -> list[Demands]:
        """Up to ``most`` blockers without reservations, by deletion in as many orders, smallest first."""
        lines, found = self.agenda.all_lines, set[Demands]()
        for turn in range(most):
            if self.kept(lines) is not None:
                return []
            found.add(self.blocker_within(lines, order=_shuffled(turn, len(lines))))
        return sorted(found, key=lambda own: (len(own), sorted(own)))

    def largest_from(self, demands: Demands, satisfied: Demands) -> Demands:
        """A maximal set of demands that one package keeps, around ``demands``.

        Args:
            demands: What has to be kept.
            satisfied: What a package that keeps them keeps in all.
        """
        left = self.agenda.everything - satisfied
        if demands <= self.agenda.all_lines:
            satisfied = self._with_more_lines(satisfied)
            left = self.agenda.everything - satisfied - self.agenda.all_lines
        for number in sorted(left):
            if number not in satisfied:
                grown = self.kept(satisfied | {number})
                satisfied = satisfied if grown is None else grown
        return satisfied

    def companions(self) -> Iterator[tuple[int, Demands]]:
        """For red lines, demands one of which is in every blocker that has the line."""
        lines = [line.formula for line in self.agenda.lines]
        others = range(len(lines), len(self.agenda))
        return companions(self._problem.sizes, self._problem.rules, lines, others)

    @property
    def clauses(self) -> Clauses:
        """The clauses of packages, rules and red lines."""
        return self._solver.clauses

    def _with_more_lines(self, satisfied: Demands) -> Demands:
        """What a package satisfies that keeps these red lines and a maximal set of others."""
        lines = self.agenda.all_lines
        while left := lines - satisfied:
            self._spend()
            package = self._solver.package(sorted(satisfied & lines), one_of=sorted(left))
            if package is None:
                break
            satisfied = self._satisfied(package)
        return satisfied

    def _spend(self) -> None:
        if self.left <= 0:
            raise BudgetSpentError
        self.left -= 1

    def _satisfied(self, package: tuple[int, ...]) -> Demands:
        lines = [number for number, line in enumerate(self.agenda.lines) if holds(line.formula, package)]
        first = len(self.agenda.lines)
        reservations = [
            first + number
            for number, utility in enumerate(self.agenda.utilities)
            if utility.reservation is not None and utility.of(package) >= utility.reservation
        ]
        return frozenset(lines + reservations)

    def _search(self, chosen: list[int], reserved: list[Utility]) -> tuple[int, ...] | None:
        conditions = [*self._problem.rules, *(self.agenda.lines[number].formula for number in chosen)]
        try:
            return find_package(self._problem.sizes, conditions, reserved)
        except UndecidedError as error:
            raise BudgetSpentError from error


def _shuffled(turn: int, count: int) -> Callable[[int], int]:
    """A different order of ``0 .. count - 1`` for each turn: forwards, backwards, then in strides."""
    stride = (1, -1, 7, -11)[turn % 4] + 12 * (turn // 4)
    return lambda number: (number * stride) % max(count, 1) * count + number
