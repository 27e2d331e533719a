"""Yeses with a but, and how long ago a party last said yes without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.record.positions.days import Count, Days, days_since, latest
from detente.record.positions.sides import Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from detente.record.positions.matrix import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class YesBut:
    """A yes that comes with a reservation.

    Attributes:
        statement: Id of the yes.
        conditions: Ids of its conditions; empty where the words name none that is a statement of its own.
    """

    party: str
    issue: str
    statement: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LastMove:
    """The last time that a party said yes without a condition.

    Attributes:
        statements: Ids of the words that may be the last; empty where no such word is on record.
        when: When that was; None where no such word is on record.
        days: Days from then to the day that it is counted to; None without either.
    """

    party: str
    statements: tuple[str, ...]
    when: Days | None
    days: Count | None


def yes_buts(position: Position, conditions: Mapping[str, tuple[str, ...]]) -> tuple[YesBut, ...]:
    """The yeses with a condition on an issue, in the order of their dates."""
    return tuple(
        YesBut(
            party=position.party,
            issue=position.issue,
            statement=holding.statement.id,
            conditions=conditions.get(holding.statement.id, ()),
        )
        for holding in position.holdings
        if holding.side is Side.YES_IF
    )


def last_move(party: str, cells: Sequence[Position], until: date | None) -> LastMove:
    """The last unconditional yes of a party on any issue, and the days since.

    An offer, an acceptance or words of support count where no condition is stated with them. A word that
    came after ``until`` for certain is left out. Of undated words nothing is known but that they were
    reported: the number of days then has one bound or none.

    Args:
        party: The party.
        cells: Its positions.
        until: The day to count to; None for no number of days.
    """
    moves = {
        holding.statement.id: holding.when
        for cell in cells
        for holding in cell.holdings
        if holding.side is Side.YES
    }
    if until is not None:
        moves = {name: when for name, when in moves.items() if when.by(until) is not False}
    when = latest(moves.values())
    if when is None:
        return LastMove(party=party, statements=(), when=None, days=None)
    return LastMove(
        party=party,
        statements=tuple(
            name
            for name, known in moves.items()
            if known.last is None or when.first is None or known.last >= when.first
        ),
        when=when,
        days=None if until is None else days_since(when, until),
    )
