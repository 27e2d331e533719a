"""What two red lines leave each other: whether any option of an issue is free of both.

That both sides refuse on an issue says nothing by itself: each may refuse the opposite thing. Where the case
draws a red line from such words, the line says what is refused, and the two can be compared.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.case.entail import given, is_possible
from detente.case.formula import all_of, scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.case.formula import Formula
    from detente.case.model import Case
    from detente.record.positions.matrix import Positions

Room = dict[tuple[str, str], frozenset[str]]


def room_left(found: Positions) -> Room:
    """For each party and issue with a red line that rests on a position there: the options it leaves.

    A line counts where at least one of its statements makes the party's position on that issue. An option is
    left unless no package with it keeps the party's lines; where that could not be settled within the work
    that :func:`~detente.case.entail.is_possible` allows, it is left.
    """
    case = found.case
    lines: Mapping[str, list[tuple[Formula, frozenset[str]]]] = _lines(case)
    room: Room = {}
    for cell in found.cells:
        number = next(at for at, issue in enumerate(case.issues) if issue.id == cell.issue)
        behind = {holding.statement.id for holding in cell.current}
        drawn = [
            formula
            for formula, statements in lines.get(cell.party, ())
            if number in scope(formula) and behind & statements
        ]
        if drawn:
            rule = all_of(drawn)
            room[cell.party, cell.issue] = frozenset(
                option.id
                for at, option in enumerate(case.issues[number].options)
                if is_possible(given(rule, number, at)) is not False
            )
    return room


def _lines(case: Case) -> dict[str, list[tuple[Formula, frozenset[str]]]]:
    found: dict[str, list[tuple[Formula, frozenset[str]]]] = defaultdict(list)
    for line in case.red_lines:
        found[line.party].append((line.formula, frozenset(line.statements)))
    return found
