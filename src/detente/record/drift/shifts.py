"""Shifts: a party's own words on an issue that say more, or less, of a yes than its words before.

A shift is a pair of days, not a cause: two statements of one party on one issue, of which one came after the
other for certain, with none of its words on the issue between them for certain, and with another side. What
others report of a shift (stance ``reported-shift``) is kept apart: it is not the party's own word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.record.positions.days import Count, Days
from detente.record.positions.sides import RANK, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.record.positions.matrix import Holding, Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A change of side in a party's own words.

    Attributes:
        before: The side of the earlier words, ``after`` that of the later ones.
        earlier: Ids of the statements of the earlier words.
        later: Ids of the later ones.
    """

    party: str
    issue: str
    before: Side
    after: Side
    earlier: tuple[str, ...]
    later: tuple[str, ...]
    said_before: Days
    said_after: Days

    @property
    def towards(self) -> bool:
        """Whether the later words go further towards a yes."""
        return RANK[self.after] > RANK[self.before]

    @property
    def between(self) -> Count:
        """Days between the two."""
        first, last = self.said_before, self.said_after
        least = (last.first - first.last).days if last.first and first.last else None
        most = (last.last - first.first).days if last.last and first.first else None
        return Count(least, most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """All words of one party on one issue with one side and one date."""

    side: Side
    when: Days
    statements: tuple[str, ...]


def shifts_of(position: Position) -> tuple[Shift, ...]:
    """The shifts in a party's own words on an issue, the earliest first."""
    words = _words(position.holdings)
    return tuple(
        Shift(
            party=position.party,
            issue=position.issue,
            before=one.side,
            after=other.side,
            earlier=one.statements,
            later=other.statements,
            said_before=one.when,
            said_after=other.when,
        )
        for one, other in _steps(words)
        if one.side is not other.side
    )


def _words(holdings: Sequence[Holding]) -> list[Word]:
    grouped: dict[tuple[Side, Days], list[str]] = defaultdict(list)
    for holding in holdings:
        grouped[holding.side, holding.when].append(holding.statement.id)
    return [Word(side=side, when=when, statements=tuple(ids)) for (side, when), ids in grouped.items()]


def _steps(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """The pairs of which one came before the other for certain, with no third between for certain.

    They are the covering pairs of the interval order of the dates: of the words that begin after the first
    one's last day, those that begin no later than the earliest last day among them.
    """
    dated = [(word.when.first, word) for word in words if word.when.first is not None]
    dated.sort(key=lambda pair: (pair[0], pair[1].when.last or date.max))
    firsts = [first for first, _ in dated]
    least = [date.max] * (len(dated) + 1)
    for at in range(len(dated) - 1, -1, -1):
        least[at] = min(least[at + 1], dated[at][1].when.last or date.max)
    for one in sorted(words, key=lambda word: word.when.last or date.max):
        if one.when.last is None:
            continue
        start = bisect_right(firsts, one.when.last)
        for _, other in dated[start : bisect_right(firsts, least[start])]:
            yield one, other
