"""The statements that make positions, in the order in which they were said, as far as that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.record.positions.matrix import Holding, Positions


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One statement on one issue.

    Attributes:
        current: Whether it is among the latest words of its party on the issue.
    """

    party: str
    issue: str
    holding: Holding
    current: bool


def timeline(found: Positions) -> tuple[Moment, ...]:
    """All that makes a position, by its last possible day, then its first, then the order of the case.

    What is not dated comes last: of it nothing is known but that it is on record.
    """
    order = {statement.id: at for at, statement in enumerate(found.known)}
    moments = []
    for cell in found.cells:
        latest = {holding.statement.id for holding in cell.current}
        moments += [
            Moment(party=cell.party, issue=cell.issue, holding=known, current=known.statement.id in latest)
            for known in cell.holdings
        ]
    moments.sort(
        key=lambda moment: (
            moment.holding.when.last or date.max,
            moment.holding.when.first or date.min,
            order[moment.holding.statement.id],
        )
    )
    return tuple(moments)
