"""What collides, and what would open a deal.

A *blocker* is a minimal set of red lines and reservations that no package keeps together (a minimal
unsatisfiable subset). An *opening* is a minimal set whose giving up leaves a package (a minimal correction
subset). Every blocker hits every opening and the other way round (Reiter 1987, Artificial Intelligence
32:57-95), so the next smallest blocker is the smallest set that hits all openings known so far, if no
package keeps it; where one does, what it breaks holds a new opening (Ignatiev, Previti, Liffiton and
Marques-Silva 2015, CP 9255:173-182), and then another one that has nothing in common with it, until none is
left (Davies and Bacchus 2011, CP 6876:225-239). Openings with few red lines come first, as they say most. The
next cheapest opening is what the best packages give up.
Both are enumerated in order, each set is checked again, and the answer says whether the list is complete.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.accept.budget import BudgetSpentError
from detente.accept.corrections import CheapestCorrections
from detente.accept.hitting import SmallestHittingSets
from detente.accept.insistence import Demands, Tester
from detente.case.model import Strength

if TYPE_CHECKING:
    from detente.accept.insistence import Agenda
    from detente.accept.space import Space

CALLS = 5_000
"""Most questions to the solvers before an enumeration stops (work, not seconds)."""

MOST = 200
"""Most sets that are listed."""

OPENED = 80
"""Openings with fewest red lines that are looked for first: the fewer, the more they say of every blocker."""

GUESSES = 4
"""Blockers of red lines that are looked for first, in different orders: a smallest one may be among them."""


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

    Where the work runs out before the smallest are known, the list may hold blockers that are not.

    Args:
        space: The space; if it has a package there is no blocker.
        most: Most blockers to list; which of equally small ones are left out is not said.
        calls: Most questions to the solvers.
    """
    with Tester(space, calls=calls) as tester:
        agenda, own, guesses = tester.agenda, list[Demands](), list[Demands]()
        try:
            complete = _all_blockers(tester, own, guesses, most)
        except BudgetSpentError:
            own, complete = (own + guesses)[:most], False
        sets = [
            Blocker(red_lines=agenda.red_lines(found), reservations=agenda.reservations(found))
            for found in own
        ]
        ordered = sorted(sets, key=lambda blocker: (len(blocker), blocker.red_lines, blocker.reservations))
        return Blockers(sets=tuple(ordered), complete=complete, calls=calls - tester.left)


def openings(space: Space, *, most: int = MOST, calls: int = CALLS) -> Openings:
    """The openings of a space, cheapest first.

    Args:
        space: The space; if it has a package nothing has to be given up and the list is empty.
        most: Most openings to list; which of equally cheap ones are left out is not said.
        calls: Most questions to the solvers.
    """
    with Tester(space, calls=calls) as tester:
        agenda, own = tester.agenda, list[Demands]()
        costs = _costs(agenda)
        try:
            complete = _all_openings(tester, own, costs, most)
        except BudgetSpentError:
            complete = False

        def order(found: Demands) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
            cost = sum(costs[number] for number in found)
            return cost, agenda.red_lines(found), agenda.reservations(found)

        sets = [
            Opening(red_lines=agenda.red_lines(found), reservations=agenda.reservations(found))
            for found in sorted(own, key=order)
        ]
        return Openings(sets=tuple(sets), complete=complete, calls=calls - tester.left)


def _all_blockers(tester: Tester, own: list[Demands], guesses: list[Demands], most: int) -> bool:
    """Add blockers to ``own``, smallest first, those not yet due to ``guesses``; whether these are all."""
    everything = tester.agenda.everything
    if tester.kept(everything) is not None:
        return True
    if tester.kept(frozenset()) is None:
        own.append(frozenset())
        return True
    with SmallestHittingSets(len(everything)) as hitting:
        for line, companions in tester.companions():
            hitting.accompany(line, companions)
        for opening in _smallest_openings(tester, OPENED):
            hitting.hit(opening)
        guesses += tester.blockers_of_lines(GUESSES)
        while (candidate := hitting.smallest()) is not None:
            if len(own) >= most:
                return False
            if guesses and len(guesses[0]) <= len(candidate):
                found: Demands | None = guesses.pop(0)
            else:
                found = _blocker_or_more_to_hit(tester, hitting, candidate)
            if found is not None:
                own.append(found)
                hitting.avoid(found)
    return True


def _smallest_openings(tester: Tester, most: int) -> Iterator[Demands]:
    """Up to ``most`` sets whose giving up leaves a package: few red lines, and all reservations."""
    reservations = tester.agenda.everything - tester.agenda.all_lines
    with CheapestCorrections(tester.clauses, [1] * len(tester.agenda)) as corrections:
        for _ in range(most):
            try:
                found = corrections.cheapest()
            except BudgetSpentError:
                return
            if found is None:
                return
            yield found | reservations
            if not found:
                return
            corrections.avoid(found)


def _blocker_or_more_to_hit(
    tester: Tester, hitting: SmallestHittingSets, candidate: Demands
) -> Demands | None:
    """The candidate if no package keeps it, shown minimal; else openings apart from one another to hit."""
    satisfied = tester.kept(candidate)
    if satisfied is None:
        return tester.blocker_within(candidate)
    wanted = candidate
    while satisfied is not None:
        opening = tester.agenda.everything - tester.largest_from(wanted, satisfied)
        hitting.hit(opening)
        wanted = wanted | opening
        satisfied = tester.kept(wanted)
    return None


def _all_openings(tester: Tester, own: list[Demands], costs: list[int], most: int) -> bool:
    """Add openings to ``own``, cheapest first; whether these are all."""
    everything = tester.agenda.everything
    if tester.kept(everything) is not None or tester.kept(frozenset()) is None:
        return True
    with CheapestCorrections(tester.clauses, costs) as corrections:
        while (candidate := corrections.cheapest()) is not None:
            if len(own) >= most:
                return False
            rest = everything - candidate
            if tester.kept(rest) is None:
                corrections.hit(tester.blocker_within(rest))
            else:
                own.append(candidate)
                corrections.avoid(candidate)
    return True


def _costs(agenda: Agenda) -> list[int]:
    """Costs whose sums order sets by their numbers of absolute, strong, stated lines and reservations."""
    base = len(agenda) + 1
    rank = {Strength.ABSOLUTE: 3, Strength.STRONG: 2, Strength.STATED: 1}
    return [base ** rank[line.strength] for line in agenda.lines] + [1] * len(agenda.utilities)
