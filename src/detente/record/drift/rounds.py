"""Conditions by round: what a party asks for beside its yes, and what it named anew or no longer.

A round is what a party said on one issue at one time: its yeses and demands with the same date. The
conditions of a round are the issues that its condition statements are about. From one round to a later one a
condition is added if it was not named before, and not repeated if it is not named again. Not repeated is not
given up: a party that says less may mean the same. Rounds whose order the dates do not tell are not compared.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.record.positions.days import Days, said
from detente.record.positions.sides import AGREEING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.case.statements import Statement
    from detente.record.positions.matrix import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a party said on an issue at one time.

    Attributes:
        when: The date that its statements share.
        statements: Ids of the yeses on the issue.
        conditions: For each issue that a condition is about, the ids of the conditions.
    """

    when: Days
    statements: tuple[str, ...]
    conditions: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From one round to the next.

    Attributes:
        added: Issues of conditions that were not named before; None where the order is not known.
        not_repeated: Issues of conditions that are not named again; None where the order is not known.
    """

    added: tuple[str, ...] | None
    not_repeated: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """The rounds of a party on an issue, the earliest first, and the changes between neighbours."""

    party: str
    issue: str
    rounds: tuple[Round, ...]
    changes: tuple[Change, ...]


def rounds_of(position: Position, conditions: Mapping[str, Sequence[Statement]]) -> Rounds | None:
    """The rounds of a party on an issue; None where it said no yes of which the issue is the main one.

    Args:
        position: Its position.
        conditions: The conditions of each statement (:func:`~detente.record.positions.sides.conditions_in`).
    """
    at: dict[Days, list[Statement]] = defaultdict(list)
    for holding in position.holdings:
        if holding.main and holding.side in AGREEING:
            at[said(holding.statement)].append(holding.statement)
    if not at:
        return None
    found = [_round(when, known, conditions) for when, known in at.items()]
    found.sort(key=lambda known: (known.when.last or date.max, known.when.first or date.min))
    return Rounds(
        party=position.party,
        issue=position.issue,
        rounds=tuple(found),
        changes=tuple(_change(one, other) for one, other in pairwise(found)),
    )


def _round(when: Days, known: Sequence[Statement], conditions: Mapping[str, Sequence[Statement]]) -> Round:
    by_issue: dict[str, list[str]] = defaultdict(list)
    for statement in known:
        for condition in conditions.get(statement.id, ()):
            by_issue[condition.issue].append(condition.id)
    return Round(
        when=when,
        statements=tuple(statement.id for statement in known),
        conditions={issue: tuple(dict.fromkeys(names)) for issue, names in by_issue.items()},
    )


def _change(one: Round, other: Round) -> Change:
    if not one.when.before(other.when):
        return Change(added=None, not_repeated=None)
    return Change(
        added=tuple(issue for issue in other.conditions if issue not in one.conditions),
        not_repeated=tuple(issue for issue in one.conditions if issue not in other.conditions),
    )
