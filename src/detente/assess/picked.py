"""What turns the choice of a solution concept: found among its rivals, then put through the whole chain.

The rivals (:mod:`~detente.assess.rivals`) say from which part of the way on one of them overtakes; the whole
chain is then computed there and one step of the bracket before. Where it says otherwise it is the chain that
is halved. For weights and values that is exact: no package but the rivals can be selected. Where what an
interaction adds moves, and where several figures move together, the rivals are what is efficient now, and
the chain is asked at the ends besides: other packages are not weighed on the way, which is the bound of this
search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from detente.assess.preferences import with_figure, within_bounds
from detente.assess.reversal import HALVINGS, Challenged, Found, Move, Reversal, along
from detente.assess.rivals import TOLERANCE, Rivals, rivals_on
from detente.assess.selection import Selection, instead

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.assess.inputs import Input
    from detente.case.model import Case

STEPS = 2**HALVINGS
SHOWN, CHECKED, PAIRED = 4, 12, 8
"""How many reversals are put through the chain; how many ends that no rival turns; among how many figures
pairs are tried."""

Ends = tuple[tuple["Input", Fraction], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """Figures and the ends they go to; from which step on a rival is ahead, and the margin at the end."""

    ends: Ends
    step: int | None
    margin: float


def picked(case: Case, selection: Selection) -> Challenged:
    """What turns the choice of a concept.

    Args:
        case: The case.
        selection: The concept and the package that it selects.
    """
    search = _Picked(case, selection)
    found, reversals = search.found()
    return Challenged(
        conclusion=selection.conclusion,
        margin=Fraction(1),
        found=found,
        reversals=tuple(reversals),
        tried=search.tried,
        package=selection.package,
    )


class _Picked:
    def __init__(self, case: Case, selection: Selection) -> None:
        self._case, self._selection = case, selection
        self._pools: dict[str, tuple[Rivals, NDArray[np.float64]]] = {}
        self._asked: dict[tuple[Ends, int], bool] = {}

    @property
    def tried(self) -> int:
        """How often the whole chain was computed."""
        return len(self._asked)

    def found(self) -> tuple[Found, list[Reversal]]:
        """The smallest changes of one figure; else of two; else of all together."""
        inputs = self._selection.conclusion.inputs
        if not inputs:
            return "nothing-open", []
        ways = [
            self._weighed(((known, end),))
            for known in inputs
            for end in (known.figure.low, known.figure.high)
            if end != known.middle
        ]
        if alone := self._verified(_first_of_each(ways), ways):
            return "one", alone
        near = _first_of_each(ways)[:PAIRED]
        pairs = [self._weighed((*one.ends, *two.ends)) for one, two in combinations(near, 2)]
        inside = [pair for pair in pairs if self._is_within(pair.ends)]
        if both := self._verified(sorted(inside, key=_order), inside):
            return "pair", both
        whole = tuple(end for way in _first_of_each(ways) for end in way.ends)
        if len(whole) > 1 and self._is_within(whole) and (all_ := self._verified((), [self._weighed(whole)])):
            return "all", all_
        return "none", []

    def _weighed(self, ends: Ends) -> _Way:
        """From which step of the way on a rival is ahead, by halving."""
        rivals, start = self._pool(_issue_of(ends))
        moved = self._at(ends, STEPS)
        parties = {str(known.path[1]) for known, _ in ends}
        if len(parties) > 1:
            after = rivals.gains(moved)
        else:
            after = rivals.moved(start, moved, self._case.parties[int(parties.pop())].id)
        margin = rivals.margin(self._selection.concept, after)
        if margin >= -TOLERANCE or len(ends) > 1:
            return _Way(ends=ends, step=STEPS if margin < -TOLERANCE else None, margin=margin)
        keeps, turns = 0, STEPS
        while turns - keeps > 1:
            step = (keeps + turns) // 2
            between = start + (after - start) * (step / STEPS)
            if rivals.margin(self._selection.concept, between) < -TOLERANCE:
                turns = step
            else:
                keeps = step
        return _Way(ends=ends, step=turns, margin=margin)

    def _pool(self, issue: str) -> tuple[Rivals, NDArray[np.float64]]:
        """The rivals on an issue, or what is efficient now, and what they gain now."""
        if issue not in self._pools:
            space = self._selection.frontier.space
            chosen = space.problem.numbers(self._selection.package)
            if issue:
                names = [each.id for each in self._case.issues]
                rivals = rivals_on(space, chosen, names.index(issue))
            else:
                rivals = Rivals(space, chosen, [self._selection.frontier])
            self._pools[issue] = rivals, rivals.gains(self._case)
        return self._pools[issue]

    def _verified(self, turning: Sequence[_Way], ways: Sequence[_Way]) -> list[Reversal]:
        """The first few that turn, as the whole chain has them; else the nearest of those that may."""
        first = [way for way in turning if way.step is not None][:SHOWN]
        nearest = sorted((way for way in ways if way.step is None or not first), key=_order)
        unsure = [way for way in nearest if not _issue_of(way.ends)][:CHECKED]
        found = [each for way in (*first, *unsure) if (each := self._confirmed(way)) is not None]
        return sorted(found, key=lambda each: each.size)[:SHOWN]

    def _confirmed(self, way: _Way) -> Reversal | None:
        """The bracket in the whole chain, from where the rivals say that it turns."""
        step = way.step or STEPS
        if not self._turned(way.ends, step):
            if step == STEPS or not self._turned(way.ends, STEPS):
                return None
            return self._reversal(way.ends, *self._halved(way.ends, step, STEPS))
        if step == 1 or not self._turned(way.ends, step - 1):
            return self._reversal(way.ends, step - 1, step)
        return self._reversal(way.ends, *self._halved(way.ends, 0, step - 1))

    def _halved(self, ends: Ends, keeps: int, turns: int) -> tuple[int, int]:
        while turns - keeps > 1:
            step = (keeps + turns) // 2
            keeps, turns = (keeps, step) if self._turned(ends, step) else (step, turns)
        return keeps, turns

    def _turned(self, ends: Ends, step: int) -> bool:
        asked = (ends, step)
        if asked not in self._asked:
            margins = self._selection.conclusion.margin(self._at(ends, step))
            self._asked[asked] = margins is not None and min(margins) < 0
        return self._asked[asked]

    def _reversal(self, ends: Ends, keeps: int, turns: int) -> Reversal:
        part = Fraction(turns, STEPS)
        after = self._at(ends, turns)
        return Reversal(
            moves=tuple(Move(known, along(known, end, part)) for known, end in ends),
            lines=(),
            size=part,
            keeps=Fraction(keeps, STEPS),
            margin=Fraction(-1),
            instead=instead(after, self._selection.concept, self._selection.opening),
        )

    def _at(self, ends: Ends, step: int) -> Case:
        case = self._case
        for known, end in ends:
            case = with_figure(case, known, along(known, end, Fraction(step, STEPS)))
        return case

    def _is_within(self, ends: Ends) -> bool:
        return within_bounds(self._case, self._at(ends, STEPS))


def _issue_of(ends: Ends) -> str:
    """The issue that a single weight or value is about; ``""`` for anything else."""
    if len(ends) > 1 or ends[0][0].path[3:4] not in (("weights",), ("values",)):
        return ""
    return str(ends[0][0].path[4])


def _order(way: _Way) -> tuple[int, float]:
    return (STEPS + 1 if way.step is None else way.step, way.margin)


def _first_of_each(ways: Sequence[_Way]) -> list[_Way]:
    """For each figure the end that turns sooner, or comes nearer; the first of all first."""
    best: dict[str, _Way] = {}
    for way in sorted(ways, key=_order):
        best.setdefault(way.ends[0][0].place, way)
    return list(best.values())
