"""The smallest change of a draft after which a party has no objection left.

A party's *objections* to a draft are its red lines that the draft crosses, and its reservation where the
draft gives less. A package *answers* them if the party has none to it: it keeps all of the party's red lines
in force and gives it its reservation; or, by ``insist="raised"``, if it meets those that were raised,
whatever becomes of the rest. Among the packages within the structural rules that answer, those with the
fewest changed issues are sought, for each party that objects and for all parties together.

Of packages with equally many changes the one that costs the others least comes first:

1. fewest red lines newly crossed (absolute, then strong, then stated; where the draft crosses a line but
   keeps a fallback of it, that fallback counts in its place),
2. fewest reservations newly unmet,
3. least loss to the others (leximin: the greatest loss, in its party's range, counts first),
4. greatest gain to those who objected (leximin, in their ranges),
5. option numbers.

For all parties together, everybody is among those who objected and among those who may lose.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from detente.accept.blockers import Blocker, blockers
from detente.accept.count import count_above_reservations
from detente.accept.diagram import DiagramTooLargeError
from detente.accept.existence import ROW_CAP, diagram_with, package_in
from detente.accept.proposal.counted import changing, counted, fewest_changes
from detente.accept.proposal.proposal import Proposal, proposal_of
from detente.accept.proposal.search import Found, floored, lines_kept, undominated_packages
from detente.accept.proposal.tabled import Tabled, lines_that_stand
from detente.accept.space import agreement_space
from detente.accept.sweep import SweepTooLargeError
from detente.case.model import Strength

if TYPE_CHECKING:
    from detente.accept.diagram import Diagram
    from detente.accept.problem import Line
    from detente.accept.utility import Utility

Insist = Literal["everything", "raised"]

LISTED = 20
"""Most proposals that one remedy lists; all are counted."""

BLOCKERS = 3
"""Most blockers that are named where nothing answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What a party has against a draft.

    Attributes:
        red_lines: Ids of its red lines that the draft crosses.
        reservation: Whether the draft gives it less than its reservation.
    """

    party: str
    red_lines: tuple[str, ...]
    reservation: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """The smallest change that answers objections.

    Attributes:
        parties: Ids of the parties whose objections are answered.
        objections: What they have against the draft.
        exists: Whether any package answers; None where a cap on work was reached first.
        changes: The fewest changed issues with which a package answers; None if none does, or not known.
        at_least: What ``changes`` cannot be below; the same where it is known.
        blockers: Where none exists: the smallest sets of the parties' demands that no package keeps together.
            One empty set says that the structural rules exclude every package.
        packages: How many packages answer with so few changes; None where that was not counted.
        count: How many of these are undominated in the parties' utilities and the red lines kept, equal ones
            counted once.
        proposals: The first ``LISTED`` undominated ones, in the order of this module.
        complete: Whether all undominated ones were found; else ``proposals`` has one package that answers.
    """

    parties: tuple[str, ...]
    objections: tuple[Objection, ...]
    exists: bool | None
    changes: int | None
    at_least: int
    blockers: tuple[Blocker, ...]
    packages: int | None
    count: int
    proposals: tuple[Proposal, ...]
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Question:
    """What is asked: whose demands, and by what answers are compared.

    ``columns`` are all utilities (those that insist with their reservation for a floor) and, last, the red
    lines of others that the draft keeps, weighted so that one stronger line outweighs all weaker ones.
    """

    table: Tabled
    parties: tuple[str, ...]
    objections: tuple[Objection, ...]
    lines: tuple[Line, ...]
    columns: tuple[Utility, ...]

    @property
    def insisting(self) -> tuple[Utility, ...]:
        return tuple(column for column in self.columns if column.reservation is not None)


def _question(
    table: Tabled, parties: tuple[str, ...], raised: tuple[Objection, ...], insist: Insist
) -> _Question:
    named = {line for own in raised for line in own.red_lines}
    short = {own.party for own in raised if own.reservation}
    lines = [line for line in table.problem.lines if line.party in parties]
    insisting = {utility.party for utility in table.problem.utilities if utility.party in parties}
    if insist == "raised":
        lines, insisting = [line for line in lines if line.id in named], insisting & short
    insisted = {line.id for line in lines}
    others = [line for line in lines_that_stand(table) if line.id not in insisted]
    base = len(others) + 1
    rank = {Strength.ABSOLUTE: base**2, Strength.STRONG: base, Strength.STATED: 1}
    score = lines_kept(table.problem, "other red lines", {line: rank[line.strength] for line in others})
    columns = [
        floored(utility, utility.reservation if utility.party in insisting else None)
        for utility in table.problem.utilities
    ]
    return _Question(
        table=table, parties=parties, objections=raised, lines=tuple(lines), columns=(*columns, score)
    )


def remedy(
    table: Tabled, parties: tuple[str, ...], raised: tuple[Objection, ...], insist: Insist, cap: int
) -> Remedy:
    """The smallest change that answers the objections of ``parties``.

    Args:
        table: The draft on the table.
        parties: Ids of the parties who are to have no objection.
        raised: What they have against the draft.
        insist: Whether they may have no objection at all, or none of those that they raised.
        cap: Most partial sums after an issue.
    """
    question = _question(table, parties, raised, insist)
    problem = table.problem
    conditions = [*problem.rules, *(line.formula for line in question.lines)]
    try:
        diagram = diagram_with(problem.sizes, conditions, question.columns)
        nearest = _nearest(question, diagram)
    except (DiagramTooLargeError, SweepTooLargeError) as error:
        least = error.changes if isinstance(error, _StoppedError) else 0
        return _unknown(question, exists=None, at_least=least)
    if nearest is None:
        return replace(_unknown(question, exists=False), blockers=_blockers(question), complete=True)
    return _answered(question, diagram, nearest, cap)


class _StoppedError(SweepTooLargeError):
    """A cap was reached when packages with so many changes were searched."""

    def __init__(self, rows: int, changes: int) -> None:
        super().__init__(rows)
        self.changes = changes


def _nearest(question: _Question, diagram: Diagram) -> tuple[int, tuple[int, ...]] | None:
    """The fewest changes with which a package answers, and one; None if none answers."""
    draft, sizes = question.table.numbers, question.table.problem.sizes
    first = fewest_changes(diagram, draft)
    if first is None:
        return None
    if _none_answers(question, diagram):
        return None
    for changes in range(first, len(sizes) + 1):
        limited = counted(diagram, changing(draft, sizes, changes))
        try:
            package = package_in(limited, question.columns, question.insisting)
        except SweepTooLargeError as error:
            raise _StoppedError(error.rows, changes) from error
        if package is not None:
            return changes, package
    return None


def _none_answers(question: _Question, diagram: Diagram) -> bool:
    """Whether it is certain that no package answers, however many issues it changes."""
    try:
        return package_in(diagram, question.columns, question.insisting) is None
    except SweepTooLargeError:
        return False


def _answered(
    question: _Question, diagram: Diagram, nearest: tuple[int, tuple[int, ...]], cap: int
) -> Remedy:
    changes, example = nearest
    table = question.table
    limited = counted(diagram, changing(table.numbers, table.problem.sizes, changes))
    packages = count_above_reservations(limited, question.columns, question.insisting, row_cap=ROW_CAP)
    known = replace(_unknown(question, exists=True), changes=changes, at_least=changes, packages=packages)
    try:
        found = undominated_packages(limited, question.columns, changes=changes, cap=cap)
    except SweepTooLargeError:
        return replace(known, count=1, proposals=(proposal_of(table, example, ties=None),))
    order = sorted(range(len(found)), key=lambda point: _rank(question, found, point))
    proposals = tuple(
        proposal_of(table, found.choices[point].tolist(), ties=found.ties[point]) for point in order[:LISTED]
    )
    return replace(known, count=len(found), proposals=proposals, complete=True)


_Rank = tuple[int, int, list[Fraction], list[Fraction], list[int]]


def _rank(question: _Question, found: Found, point: int) -> _Rank:
    """The order of this module: the less the better."""
    table, values = question.table, found.sums[point].tolist()
    everybody = len(question.parties) == len(table.problem.case.parties)
    unmet, losses, gains = 0, [], []
    for place, (utility, worth) in enumerate(zip(table.problem.utilities, table.worth, strict=True)):
        share = table.share(values[place] - worth, place)
        objected = utility.party in question.parties
        least = utility.reservation
        unmet += least is not None and values[place] < least <= worth
        if objected:
            gains.append(-share)
        if everybody or not objected:
            losses.append(max(-share, Fraction(0)))
    return (
        -values[-1],
        unmet,
        sorted(losses, reverse=True),
        sorted(gains, reverse=True),
        found.choices[point].tolist(),
    )


def _blockers(question: _Question) -> tuple[Blocker, ...]:
    """Why nothing answers: blockers among the demands in question, others' left aside."""
    problem = question.table.problem
    insisting = {utility.party for utility in question.insisting}
    utilities = tuple(
        utility if utility.party in insisting else floored(utility, None) for utility in problem.utilities
    )
    asked = replace(problem, lines=question.lines, utilities=utilities)
    return blockers(agreement_space(asked), most=BLOCKERS).sets


def _unknown(question: _Question, *, exists: bool | None, at_least: int = 0) -> Remedy:
    """A remedy of which no more is known."""
    return Remedy(
        parties=question.parties,
        objections=question.objections,
        exists=exists,
        changes=None,
        at_least=at_least,
        blockers=(),
        packages=None,
        count=0,
        proposals=(),
        complete=False,
    )
