"""The positions of a case beside what its file was written from by hand.

An analyst who writes ``case.toml`` says in it which statements stand behind each red line, weight and value:
that is a matrix of positions made by hand, as statements by party and issue. :func:`positions` makes another
from the statements alone. Here the two are laid side by side, and each difference has its reason.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from detente.case.formula import scope
from detente.case.statements import Review
from detente.record.positions.matrix import issues_of
from detente.record.positions.sides import AGREEING, conditions_in, side_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.case.model import Case, Issue, Party
    from detente.case.preference import Figure
    from detente.case.statements import Statement
    from detente.record.positions.matrix import Position, Positions


class Why(StrEnum):
    """Why a statement stands in one of the two matrices only."""

    DOUBTFUL = "doubtful"
    """By hand only: the statement is doubtful, not reviewed or rejected, and makes no position."""
    NO_POSITION = "no-position"
    """By hand only: a claim, an assessment, a justification, a threat: it makes no position."""
    OF_ANOTHER = "of-another"
    """By hand only: the words are another party's; what they mean for this one is a judgement."""
    CONDITION = "condition"
    """By hand only: the statement is a condition of one that stands there, and is about another issue."""
    OTHER_ISSUE = "other-issue"
    """By hand only: the statement does not name this issue."""
    BESIDE = "beside"
    """By hand only: a yes that is mainly about another issue."""
    LATER = "later"
    """By hand only: by the day that was asked for it was not said for certain."""
    NOT_CITED = "not-cited"
    """By the statements only: no number and no line of this party on this issue cites it."""
    NO_NUMBERS = "no-numbers"
    """By the statements only: nothing of this party on this issue cites any statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A statement that one of the matrices has in a cell and the other has not.

    Attributes:
        by_hand: Whether it is the one made by hand that has it.
    """

    party: str
    issue: str
    statement: str
    by_hand: bool
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The two matrices side by side.

    Attributes:
        cells: How many cells there are.
        equal: In how many both have the same statements, none counted.
        filled: In how many of those both have at least one.
        shared: How many entries (cell and statement) both have.
        differences: The entries that one of them has alone.
    """

    cells: int
    equal: int
    filled: int
    shared: int
    differences: tuple[Difference, ...]


def cited_by_hand(case: Case) -> dict[tuple[str, str], tuple[str, ...]]:
    """For each party and issue the statements that its weight, values and red lines there cite.

    A red line counts on each issue that its rule names; a fallback is not counted, as it is a reading.
    """
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for party in case.parties:
        for issue, figure in _figures(party, case.issues):
            found[party.id, issue].update(dict.fromkeys(figure.statements))
    for line in case.red_lines:
        for number in sorted(scope(line.formula)):
            found[line.party, case.issues[number].id].update(dict.fromkeys(line.statements))
    return {cell: tuple(names) for cell, names in found.items() if names}


def beside_the_case(found: Positions) -> Comparison:
    """The positions beside the statements that the case's own numbers and red lines cite.

    Args:
        found: The positions, made from the statements alone.

    Returns:
        How many cells have the same statements, and each difference with its reason.
    """
    case = found.case
    by_hand = cited_by_hand(case)
    conditioned = frozenset(conditions_in(case.statements))
    known = {statement.id: statement for statement in case.statements}
    differences: list[Difference] = []
    equal = filled = shared = 0
    for cell in found.cells:
        theirs = dict.fromkeys(by_hand.get((cell.party, cell.issue), ()))
        ours = dict.fromkeys(cell.statements)
        equal += theirs.keys() == ours.keys()
        filled += theirs.keys() == ours.keys() and bool(ours)
        shared += len(theirs.keys() & ours.keys())
        for name in theirs:
            if name not in ours:
                why = _why(known.get(name), cell, conditioned)
                differences.append(_difference(cell, name, why, by_hand=True))
        for name in ours:
            if name not in theirs:
                why = Why.NOT_CITED if theirs else Why.NO_NUMBERS
                differences.append(_difference(cell, name, why, by_hand=False))
    return Comparison(
        cells=len(found.cells), equal=equal, filled=filled, shared=shared, differences=tuple(differences)
    )


def _difference(cell: Position, name: str, why: Why, *, by_hand: bool) -> Difference:
    return Difference(party=cell.party, issue=cell.issue, statement=name, by_hand=by_hand, why=why)


def _why(statement: Statement | None, cell: Position, conditioned: frozenset[str]) -> Why:
    if statement is None or statement.party != cell.party:
        return Why.OF_ANOTHER
    if statement.review is not Review.CONFIRMED:
        return Why.DOUBTFUL
    side = side_of(statement, conditioned=conditioned)
    if side is None:
        return Why.NO_POSITION
    if cell.issue not in issues_of(statement):
        here = not {*statement.condition_of}.isdisjoint(cell.statements)
        return Why.CONDITION if here else Why.OTHER_ISSUE
    return Why.BESIDE if side in AGREEING and statement.issue != cell.issue else Why.LATER


def _figures(party: Party, issues: Sequence[Issue]) -> Iterator[tuple[str, Figure]]:
    """The weights, values and interactions of a party, each with its issue."""
    preference = party.preference
    yield from preference.weights.items()
    for issue, row in preference.values.items():
        for figure in row.values():
            yield issue, figure
    for extra in preference.interactions:
        for number in sorted(scope(extra.formula)):
            yield issues[number].id, extra.value
