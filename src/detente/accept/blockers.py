"""What collides, and what would open a deal.

A *blocker* is a minimal set of red lines and reservations that no package keeps together (a minimal
unsatisfiable subset). An *opening* is a minimal set whose giving up leaves a package (a minimal correction
subset). Every blocker hits every opening and the other way round (Reiter 1987, Artificial Intelligence
32:57-95), so the next smallest blocker is the smallest set that hits all openings known so far, if no
package keeps it; where one does, what it breaks holds a new opening (Ignatiev, Previti, Liffiton and
Marques-Silva 2015, CP 9255:173-182). Both are enumerated in order, each set is checked again, and the
answer says whether the list is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.accept.hitting import HittingSets
from detente.accept.insistence import BudgetSpentError, Demands, Tester
from detente.case.model import Strength

if TYPE_CHECKING:
    from detente.accept.insistence import Agenda
    from detente.accept.space import Space

    _Step = Callable[[Tester, HittingSets, Demands], Demands | None]

CALLS = 5_000
"""Most questions to the solvers before an enumeration stops (work, not seconds)."""

MOST = 200
"""Most sets that are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """Red lines and reservations that no package keeps together, while it is enough to drop any one of them.

    Attributes:
        red_lines: Their ids, sorted.
        reservations: Ids of the parties whose reservations are part of it, sorted.
    """

    red_lines: tuple[str, ...]
    reservations: tuple[str, ...]

    def __len__(self) -> int:
        """How many demands collide."""
        return len(self.red_lines) + len(self.reservations)

    def __str__(self) -> str:
        """The names, joined by "against"."""
        return " against ".join(
            [*self.red_lines, *(f"reservation of {party}" for party in self.reservations)]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Red lines and reservations whose giving up leaves a package, while giving up fewer of them does not.

    Attributes:
        red_lines: Ids of the red lines to give up, sorted.
        reservations: Ids of the parties that would have to accept less than no deal, sorted.
    """

    red_lines: tuple[str, ...]
    reservations: tuple[str, ...]

    def __len__(self) -> int:
        """How many demands are given up."""
        return len(self.red_lines) + len(self.reservations)

    def __str__(self) -> str:
        """The names, joined by "and"."""
        return " and ".join([*self.red_lines, *(f"reservation of {party}" for party in self.reservations)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Blockers:
    """Blockers, smallest first.

    Attributes:
        sets: The blockers found; one empty set if the structural rules alone exclude every package.
        complete: Whether these are all there are.
        calls: Questions to the solvers that it took.
    """

    sets: tuple[Blocker, ...]
    complete: bool
    calls: int

    def smallest(self, count: int) -> tuple[Blocker, ...]:
        """The first ``count``."""
        return self.sets[:count]

    def __len__(self) -> int:
        """How many were found."""
        return len(self.sets)

    def __iter__(self) -> Iterator[Blocker]:
        """In order."""
        return iter(self.sets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """Openings, cheapest first: fewest absolute, strong, stated red lines, reservations, then ids.

    Attributes:
        sets: The openings found; none if the space is open or the structural rules exclude every package.
        complete: Whether these are all there are.
        calls: Questions to the solvers that it took.
    """

    sets: tuple[Opening, ...]
    complete: bool
    calls: int

    def cheapest(self, count: int) -> tuple[Opening, ...]:
        """The first ``count``."""
        return self.sets[:count]

    def __len__(self) -> int:
        """How many were found."""
        return len(self.sets)

    def __iter__(self) -> Iterator[Opening]:
        """In order."""
        return iter(self.sets)


def blockers(space: Space, *, most: int = MOST, calls: int = CALLS) -> Blockers:
    """The blockers of a space, smallest first.

    Args:
        space: The space; if it has a package there is no blocker.
        most: Most blockers to list.
        calls: Most questions to the solvers.
    """
    with Tester(space, calls=calls) as tester:
        found = _enumerate(tester, [1] * len(tester.agenda), most, _next_blocker)
        agenda = tester.agenda
        sets = [
            Blocker(red_lines=agenda.red_lines(own), reservations=agenda.reservations(own))
            for own in found.own
        ]
        ordered = sorted(sets, key=lambda blocker: (len(blocker), blocker.red_lines, blocker.reservations))
        return Blockers(sets=tuple(ordered), complete=found.complete, calls=calls - tester.left)


def openings(space: Space, *, most: int = MOST, calls: int = CALLS) -> Openings:
    """The openings of a space, cheapest first.

    Args:
        space: The space; if it has a package nothing has to be given up and the list is empty.
        most: Most openings to list.
        calls: Most questions to the solvers.
    """
    with Tester(space, calls=calls) as tester:
        agenda = tester.agenda
        costs = _costs(agenda)
        found = _enumerate(tester, costs, most, _next_opening)
        ordered = sorted(
            found.own,
            key=lambda own: (
                sum(costs[number] for number in own),
                agenda.red_lines(own),
                agenda.reservations(own),
            ),
        )
        sets = [
            Opening(red_lines=agenda.red_lines(own), reservations=agenda.reservations(own)) for own in ordered
        ]
        return Openings(sets=tuple(sets), complete=found.complete, calls=calls - tester.left)


@dataclass(frozen=True, slots=True)
class _Found:
    own: list[Demands]
    complete: bool


def _enumerate(tester: Tester, costs: list[int], most: int, step: _Step) -> _Found:
    """Enumerate until nothing is left, ``most`` sets are found, or the budget is spent."""
    own: list[Demands] = []
    hitting = HittingSets(costs)
    try:
        if tester.kept(tester.agenda.everything) is not None:
            return _Found(own, complete=True)
        if tester.kept(frozenset()) is None:
            return _Found([frozenset()] if step is _next_blocker else [], complete=True)
        while (candidate := hitting.cheapest()) is not None:
            if len(own) >= most:
                return _Found(own, complete=False)
            found = step(tester, hitting, candidate)
            if found is not None:
                own.append(found)
                hitting.avoid(found)
        return _Found(own, complete=True)
    except BudgetSpentError:
        return _Found(own, complete=False)
    finally:
        hitting.close()


def _next_blocker(tester: Tester, hitting: HittingSets, candidate: Demands) -> Demands | None:
    """The candidate if no package keeps it, shown minimal; otherwise one more opening for blockers to hit."""
    satisfied = tester.kept(candidate)
    if satisfied is None:
        return tester.blocker_within(candidate)
    hitting.hit(tester.agenda.everything - tester.largest_from(satisfied))
    return None


def _next_opening(tester: Tester, hitting: HittingSets, candidate: Demands) -> Demands | None:
    """The candidate if its giving up leaves a package; otherwise one more blocker for openings to hit."""
    rest = tester.agenda.everything - candidate
    if tester.kept(rest) is not None:
        return candidate
    hitting.hit(tester.blocker_within(rest))
    return None


def _costs(agenda: Agenda) -> list[int]:
    """Costs whose sums order sets by their numbers of absolute, strong, stated lines and reservations."""
    base = len(agenda) + 1
    rank = {Strength.ABSOLUTE: 3, Strength.STRONG: 2, Strength.STATED: 1}
    return [base ** rank[line.strength] for line in agenda.lines] + [1] * len(agenda.utilities)
