"""All indicators of drift of a case at once: what has moved in words, and how long ago.

They are indicators of words, never of intent: a shift in what is reported may be a shift of the party, of the
speaker, of the audience, or of what was written down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.case.statements import Stance
from detente.record.drift.moves import LastMove, YesBut, last_move, yes_buts
from detente.record.drift.rounds import Rounds, rounds_of
from detente.record.drift.shifts import Shift, shifts_of
from detente.record.drift.speakers import Contradiction, contradictions_of
from detente.record.positions.sides import conditions_in

if TYPE_CHECKING:
    from detente.case.statements import Statement
    from detente.record.positions.matrix import Position, Positions


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What has moved in words.

    Attributes:
        until: The day that days are counted to: the one asked for, else the case's own; None without either.
        shifts: In the parties' own words.
        reported: What anybody reports of a shift, doubtful and unreviewed words included: kept apart.
        contradictions: Between speakers of one party.
        yes_buts: Yeses with conditions.
        last_moves: The last unconditional yes of each party.
        rounds: Conditions by round, for each party and issue with a yes.
        silences: Statements that somebody did not speak to an issue, doubtful and unreviewed ones included.
    """

    found: Positions
    until: date | None
    shifts: tuple[Shift, ...]
    reported: tuple[Statement, ...]
    contradictions: tuple[Contradiction, ...]
    yes_buts: tuple[YesBut, ...]
    last_moves: tuple[LastMove, ...]
    rounds: tuple[Rounds, ...]
    silences: tuple[Statement, ...]


def drift(found: Positions) -> Drift:
    """The indicators of drift of all parties, each with the statements that it rests on.

    Args:
        found: The positions.

    Returns:
        The indicators; where dates do not tell an order, none is claimed.
    """
    targets = conditions_in(found.known)
    names = {target: tuple(known.id for known in given) for target, given in targets.items()}
    cells = found.cells
    columns: dict[str, list[Position]] = {party.id: [] for party in found.case.parties}
    for cell in cells:
        columns[cell.party].append(cell)
    until = found.on or _own_day(found.case.as_of)
    rounds = (rounds_of(cell, targets) for cell in cells)
    return Drift(
        found=found,
        until=until,
        shifts=tuple(shift for cell in cells for shift in shifts_of(cell)),
        reported=tuple(known for known in found.known if known.stance is Stance.REPORTED_SHIFT),
        contradictions=tuple(pair for cell in cells for pair in contradictions_of(cell)),
        yes_buts=tuple(known for cell in cells for known in yes_buts(cell, names)),
        last_moves=tuple(last_move(party, column, until) for party, column in columns.items()),
        rounds=tuple(known for known in rounds if known is not None),
        silences=tuple(known for known in found.known if known.stance is Stance.SILENCE),
    )


def _own_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
