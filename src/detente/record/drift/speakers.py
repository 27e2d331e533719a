"""Contradictions between speakers of a party: one says yes to an issue, another no.

Each is named with the words of both and with what the dates tell of their order. A party of several states or
organs speaks with several voices by its nature; what stands here says where to look, not who is right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.record.positions.days import Days, earliest, latest
from detente.record.positions.sides import AGREEING, Side

if TYPE_CHECKING:
    from detente.record.positions.matrix import Holding, Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two speakers of one party who say yes and no on one issue.

    Attributes:
        yes: Who says yes, with conditions or without; ``no`` who refuses.
        yes_statements: Ids of the first one's words; ``no_statements`` of the other's.
        order: ``yes-first`` or ``no-first`` where all words of the one came before all of the other's for
            certain, else ``unknown``.
    """

    party: str
    issue: str
    yes: str
    no: str
    yes_statements: tuple[str, ...]
    no_statements: tuple[str, ...]
    order: str


def contradictions_of(position: Position) -> tuple[Contradiction, ...]:
    """The contradictions between named speakers of a party on an issue, in the order of their words.

    Speakers are told apart by their names as they stand, letter case and blanks aside; words without a
    speaker contradict nobody.
    """
    yes: dict[str, list[Holding]] = defaultdict(list)
    no: dict[str, list[Holding]] = defaultdict(list)
    names: dict[str, str] = {}
    for holding in position.holdings:
        key = " ".join(holding.statement.speaker.casefold().split())
        names.setdefault(key, holding.statement.speaker)
        if key and holding.side in AGREEING:
            yes[key].append(holding)
        elif key and holding.side is Side.NO:
            no[key].append(holding)
    return tuple(
        Contradiction(
            party=position.party,
            issue=position.issue,
            yes=names[one],
            no=names[other],
            yes_statements=tuple(holding.statement.id for holding in ours),
            no_statements=tuple(holding.statement.id for holding in theirs),
            order=_order(ours, theirs),
        )
        for one, ours in yes.items()
        for other, theirs in no.items()
        if one != other
    )


def _order(yes: list[Holding], no: list[Holding]) -> str:
    if _all_before(yes, no):
        return "yes-first"
    return "no-first" if _all_before(no, yes) else "unknown"


def _all_before(ours: list[Holding], theirs: list[Holding]) -> bool:
    last, first = latest(holding.when for holding in ours), earliest(holding.when for holding in theirs)
    return (last or Days()).before(first or Days())
