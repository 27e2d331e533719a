r"""Who agrees with whom: networks of parties over issues, after Leifeld (2017).

Let :math:`x_{ij}^{+}` be 1 where the latest words of party :math:`i` on issue :math:`j` hold a yes or a yes
with conditions, and :math:`x_{ij}^{-}` where they hold a no; repeated words count once. The projections onto
pairs of parties are

.. math::
    congruence = \sum_j x_{ij}^{+} x_{i'j}^{+} + x_{ij}^{-} x_{i'j}^{-}, \qquad
    conflict = \sum_j x_{ij}^{+} x_{i'j}^{-} + x_{ij}^{-} x_{i'j}^{+}, \qquad
    subtract = congruence - conflict,

each divided, if wanted, by the average activity
:math:`\frac12 \sum_j (x_{ij}^{+} + x_{ij}^{-} + x_{i'j}^{+} + x_{i'j}^{-})`: the formulas of the Discourse
Network Analyzer's manual (Leifeld, Gruber and Bossner 2018, chapter 2) with a binary qualifier and
duplicates across the range left out.

Departure: there the second mode is a proposition, so that two who reject it agree. Here it is an issue, and
each may refuse the opposite of what the other does. Two refusals are therefore no agreement: they are a
conflict where the red lines that the case draws from them leave no option to both, else undecided and listed.
What the letter of the formulas gives stands beside.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from detente.record.positions.lines import Room, room_left
from detente.record.positions.matrix import Position, Stand
from detente.record.positions.sides import AGREEING, Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.record.positions.matrix import Positions


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What two parties have in common and what lies between them.

    Attributes:
        parties: Their ids, in the order of the case.
        agree: Issues on which both say yes, with conditions or without.
        conflict: Issues on which one says yes and the other no, or on which both refuse and their red lines
            leave no option to both.
        by_lines: Those of ``conflict`` that rest on red lines.
        undecided: Issues on which both have a position and these cannot be compared: two refusals with no
            such lines, or a demand on either side.
        activity: Half the number of yeses and noes of both together.
        literal: Congruence and conflict by the letter of the formulas, where two refusals agree.
    """

    parties: tuple[str, str]
    agree: tuple[str, ...]
    conflict: tuple[str, ...]
    by_lines: tuple[str, ...]
    undecided: tuple[str, ...]
    activity: Fraction
    literal: tuple[int, int]

    @property
    def subtract(self) -> int:
        """Issues of agreement less those of conflict."""
        return len(self.agree) - len(self.conflict)

    @property
    def normalised(self) -> Fraction | None:
        """``subtract`` by average activity; None where neither said yes or no to anything."""
        return self.subtract / self.activity if self.activity else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """All pairs of parties.

    Attributes:
        found: The positions that it was made of.
        ties: One for each pair of parties, in the order of the case.
    """

    found: Positions
    ties: tuple[Tie, ...]

    def tie(self, one: str, other: str) -> Tie:
        """The tie of two parties, in either order (KeyError if there is none)."""
        for tie in self.ties:
            if {*tie.parties} == {one, other}:
                return tie
        raise KeyError((one, other))


Signs = frozenset[int]


def signs(position: Position) -> Signs:
    """The yes (1) and the no (-1) among the latest words of a position."""
    sides = {holding.side for holding in position.current}
    return frozenset(([1] if sides & AGREEING else []) + ([-1] if Side.NO in sides else []))


def network(found: Positions) -> Network:
    """The agreement and the conflict between each two parties.

    Args:
        found: The positions.

    Returns:
        A tie for each pair, empty ones included.

    Source: Leifeld, P. (2017), Discourse network analysis: policy debates as dynamic networks, in The Oxford
        Handbook of Political Networks; formulas and departure as above.
    """
    parties = [party.id for party in found.case.parties]
    columns: dict[str, list[Position]] = {party: [] for party in parties}
    for cell in found.cells:
        columns[cell.party].append(cell)
    room = room_left(found)
    said = {party: [signs(cell) for cell in cells] for party, cells in columns.items()}
    activity = {party: sum(map(len, column)) for party, column in said.items()}
    return Network(
        found=found,
        ties=tuple(
            _tie(columns[one], columns[other], said, room, Fraction(activity[one] + activity[other], 2))
            for one, other in combinations(parties, 2)
        ),
    )


def _tie(
    ours: Sequence[Position],
    theirs: Sequence[Position],
    said: Mapping[str, Sequence[Signs]],
    room: Room,
    activity: Fraction,
) -> Tie:
    agree: list[str] = []
    conflict: list[str] = []
    by_lines: list[str] = []
    undecided: list[str] = []
    one, other = ours[0].party, theirs[0].party
    literal = [0, 0]
    for mine, yours, here, there in zip(ours, theirs, said[one], said[other], strict=True):
        issue = mine.issue
        opposed = (1 in here and -1 in there) or (-1 in here and 1 in there)
        apart = not opposed and _apart(room, (one, issue), (other, issue))
        literal[0] += len(here & there)
        literal[1] += (1 in here and -1 in there) + (-1 in here and 1 in there)
        if 1 in here & there:
            agree.append(issue)
        if opposed or apart:
            conflict.append(issue)
        if apart:
            by_lines.append(issue)
        if not (opposed or apart or 1 in here & there) and _both_speak(mine, yours):
            undecided.append(issue)
    return Tie(
        parties=(one, other),
        agree=tuple(agree),
        conflict=tuple(conflict),
        by_lines=tuple(by_lines),
        undecided=tuple(undecided),
        activity=activity,
        literal=(literal[0], literal[1]),
    )


def _apart(room: Room, mine: tuple[str, str], yours: tuple[str, str]) -> bool:
    """Whether both have red lines there that leave no option to both."""
    return mine in room and yours in room and not room[mine] & room[yours]


def _both_speak(mine: Position, yours: Position) -> bool:
    return not {mine.stand, yours.stand} & {Stand.UNKNOWN, Stand.SILENT}
