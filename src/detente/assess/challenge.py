"""What would change our mind: for each conclusion the smallest change of inputs that turns it round.

A change moves one figure, or two, from the middle towards an end of its bounds. Where the end turns the
conclusion, bisection closes in on where it turns, between a value that keeps it and one that does not: both
are computed by the whole chain, and the reversal that is reported is the latter. A change has the size of
the part of the way from the middle to the end that it goes, from 0 to 1. For a margin that is monotone in a
figure that is the smallest change of it; where it is not, a smaller one may have been passed over.

That a deal does not exist is turned by giving up red lines: the openings of the case are all of the smallest
sets, exactly. Where no figure by itself turns a conclusion, pairs are tried among those that move the margin
most, and then all figures together at the ends that are each the worse for it; what even that does not turn
is said to be robust within the bounds along these ways, which is no proof over all of the box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.accept.space import agreement_space
from detente.assess.conclusions import Conclusion, Margins, conclusions_of
from detente.assess.picked import picked
from detente.assess.preferences import with_figure
from detente.assess.reversal import HALVINGS, Challenged, Found, Move, Reversal, along, replayed
from detente.assess.selection import selections_of
from detente.assess.tried import TrialEffort, trials, unheard
from detente.enforce.deal.rates import PlanRates, rates_of
from detente.verify.monitoring.assumed import assumed_package

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.assess.candidates import Candidate
    from detente.assess.inputs import Input
    from detente.assess.tried import Say
    from detente.case.model import Case

PAIRED = 8
"""Among how many figures, those that move the margin most, pairs are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """All conclusions of a case with what would turn them.

    Attributes:
        candidates: The packages that conclusions are about, by place.
    """

    case: Case
    effort: TrialEffort
    candidates: tuple[Candidate, ...]
    conclusions: tuple[Challenged, ...]
    version: str = __version__


def challenge(
    answer: Answer, candidates: Sequence[Candidate], *, effort: TrialEffort | None = None, say: Say = unheard
) -> Challenge:
    """For each conclusion the smallest change of inputs within their bounds that turns it round.

    Args:
        answer: What :func:`~detente.accept.answer.solve` found of the case.
        candidates: The packages whose conclusions are challenged.
        effort: How much is done; with a ground, the rates of a monitoring plan stand in the pact.
        say: Takes news of how far it is.

    Raises:
        InputError: if a package is not one option for each issue.
    """
    effort, packages = effort or TrialEffort(), tuple(candidates)
    rates = _rates(answer.case, packages, effort, say)
    known = conclusions_of(answer, packages, effort, rates)
    found = []
    for number, conclusion in enumerate(known, 1):
        say(f"conclusion {number} of {len(known)}")
        found.append(_challenged(answer, conclusion))
    for selection in selections_of(answer, packages):
        say(f"what {selection.concept} selects")
        found.append(picked(answer.case, selection))
    return Challenge(case=answer.case, effort=effort, candidates=packages, conclusions=tuple(found))


def _rates(
    case: Case, candidates: tuple[Candidate, ...], effort: TrialEffort, say: Say
) -> tuple[PlanRates, ...]:
    if (effort.ground is None and not effort.plans) or case.enforcement is None:
        return (PlanRates(),) * len(candidates)
    assumed = [assumed_package(case, each.package, "") for each in candidates]
    quick = replace(effort, pact_draws=1)
    return tuple(
        PlanRates() if each.plan is None else rates_of(each.plan)
        for each in trials(case, assumed, quick, say)
    )


def _challenged(answer: Answer, conclusion: Conclusion) -> Challenged:
    search = _Search(answer.case, conclusion)
    found: Found = "none"
    reversals = sorted(
        (each for known in conclusion.inputs if (each := search.single(known)) is not None),
        key=lambda each: each.size,
    )
    runs = _runs(answer.case, conclusion)
    if reversals:
        found = "one"
        reversals += runs
    elif runs:
        found, reversals = "run", runs
    elif conclusion.id == "deal" and not conclusion.yes:
        reversals = _openings(answer)
        found = "lines" if reversals else "none"
    elif conclusion.inputs:
        found, reversals = search.several()
        if found == "none" and (reversals := search.outside()):
            found = "outside"
    else:
        found = "nothing-open"
    return Challenged(
        conclusion=conclusion,
        margin=search.now,
        found=found,
        reversals=tuple(reversals),
        tried=search.tried,
    )


def _runs(case: Case, conclusion: Conclusion) -> list[Reversal]:
    """Runs of the plan at other figures of its instruments that turn a conclusion."""
    margins = [(name, margin(case)) for name, margin in conclusion.runs.items()]
    return [
        Reversal(moves=(), lines=(), size=Fraction(1), keeps=Fraction(0), margin=min(reached), run=name)
        for name, reached in margins
        if reached is not None and (min(reached) >= 0) != conclusion.yes
    ]


def _openings(answer: Answer) -> list[Reversal]:
    """Openings of red lines alone, the fewest first, each replayed."""
    found = [
        Reversal(moves=(), lines=tuple(each.red_lines), size=Fraction(1), keeps=Fraction(0), margin=1.0)
        for each in sorted(answer.openings, key=lambda one: len(one.red_lines))
        if not each.reservations
    ]
    return [each for each in found if agreement_space(replayed(answer.case, each)).feasible]


class _Search:
    """Moves of figures from their middles towards their ends, and what they make of one conclusion."""

    def __init__(self, case: Case, conclusion: Conclusion) -> None:
        self._case, self._conclusion = case, conclusion
        self._reached: list[tuple[Input, Fraction, Margins]] = []
        self.tried = 0
        self._start = self._margin(case) or (0,)
        self.now = min(self._start)

    def single(self, known: Input) -> Reversal | None:
        """The smaller change of one figure, to either end, that turns the conclusion; None: neither does."""
        found = []
        for end in (known.figure.low, known.figure.high):
            reached = self._margin(self._at(((known, end),), Fraction(1)))
            if reached is not None and self._turned(reached):
                found.append(self._closed_in(((known, end),)))
            elif reached is not None:
                self._reached.append((known, end, reached))
        return min(found, key=lambda each: each.size, default=None)

    def outside(self) -> list[Reversal]:
        """The same for chances that a line is held, to 0 and to 1, whatever the case says of them."""
        chances = [known for known in self._conclusion.inputs if known.path[-1] == "held"]
        ends = [((known, end),) for known in chances for end in (Fraction(0), Fraction(1))]
        found = (self._closed_in(each) for each in ends if self._turns(each))
        return sorted(found, key=lambda each: each.size)

    def several(self) -> tuple[Found, list[Reversal]]:
        """Pairs among the figures that move a margin most; then all of them together."""
        ways = [self._ends(number) for number in range(len(self._start))]
        if not self._conclusion.yes:
            ways = [self._ends(None)]
        pairs = {
            (one[0].place, one[1], two[0].place, two[1]): (one, two)
            for ends in ways
            for one, two in combinations(ends[:PAIRED], 2)
        }
        turning = [pair for pair in pairs.values() if self._turns(pair)]
        if turning:
            return "pair", sorted((self._closed_in(each) for each in turning), key=lambda each: each.size)
        whole = [tuple(ends) for ends in ways if len(ends) > 1 and self._turns(tuple(ends))]
        if whole:
            return "all", sorted((self._closed_in(each) for each in whole), key=lambda each: each.size)
        return "none", []

    def _ends(self, number: int | None) -> list[tuple[Input, Fraction]]:
        """For each figure the end that moves one margin (None: the least of all) most, the most first."""
        best: dict[str, tuple[float, Input, Fraction]] = {}
        for known, end, reached in self._reached:
            after, before = (
                (min(reached), self.now) if number is None else (reached[number], self._start[number])
            )
            moved = 0.0 if after == before else float(before) - float(after)
            moved = moved if self._conclusion.yes else -moved
            if moved > 0 and moved > best.get(known.place, (0.0,))[0]:
                best[known.place] = (moved, known, end)
        ranked = sorted(best.values(), key=lambda each: -each[0])
        return [(known, end) for _, known, end in ranked]

    def _turns(self, ends: tuple[tuple[Input, Fraction], ...], part: Fraction = Fraction(1)) -> bool:
        reached = self._margin(self._at(ends, part))
        return reached is not None and self._turned(reached)

    def _closed_in(self, ends: tuple[tuple[Input, Fraction], ...]) -> Reversal:
        keeps, turns = Fraction(0), Fraction(1)
        if self._turns(ends, keeps):
            turns = keeps
        for _ in range(HALVINGS if turns > keeps else 0):
            between = (keeps + turns) / 2
            if self._turns(ends, between):
                turns = between
            else:
                keeps = between
        moves = tuple(Move(known, along(known, end, turns)) for known, end in ends)
        after = self._margin(self._at(ends, turns)) or (0,)
        return Reversal(moves=moves, lines=(), size=turns, keeps=keeps, margin=min(after))

    def _at(self, ends: tuple[tuple[Input, Fraction], ...], part: Fraction) -> Case:
        case = self._case
        for known, end in ends:
            case = with_figure(case, known, along(known, end, part))
        return case

    def _margin(self, case: Case) -> Margins | None:
        self.tried += 1
        return self._conclusion.margin(case)

    def _turned(self, margins: Margins) -> bool:
        return (min(margins) >= 0) != self._conclusion.yes
