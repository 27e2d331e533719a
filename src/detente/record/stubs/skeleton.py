"""What confirmed statements leave to be decided: for each issue, who wants or rejects what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from detente.case.keys import SPEAKERS_OUTSIDE
from detente.case.statements import Stance, Statement


class Side(StrEnum):
    """What a party does with an option stub. The order is from what it likes best."""

    DEMANDS = "demands"
    OFFERS = "offers"
    ACCEPTS = "accepts"
    REJECTS = "rejects"


SIDES: Mapping[Stance, Side] = {
    Stance.DEMAND: Side.DEMANDS,
    Stance.CONDITION: Side.DEMANDS,
    Stance.OFFER: Side.OFFERS,
    Stance.ACCEPT: Side.ACCEPTS,
    Stance.ACCEPT_WITH_CONDITIONS: Side.ACCEPTS,
    Stance.SUPPORT: Side.ACCEPTS,
    Stance.REJECT: Side.REJECTS,
    Stance.RED_LINE: Side.REJECTS,
}
"""Stances that make an option stub; the others are kept in the record and make none."""
OTHERWISE = "otherwise"
"""The option that stands for all that nobody has named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionStub:
    """One way to settle an issue, as statements tell it: what one party demands, offers, accepts, rejects."""

    id: str
    party: str
    side: Side
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueStub:
    """An issue with its option stubs.

    Attributes:
        open: Whether an option ``otherwise`` is needed: there is one stub alone, or each is rejected.
        threats: Threats on this issue: quoted, never scored.
    """

    id: str
    options: tuple[OptionStub, ...]
    open: bool
    threats: tuple[Statement, ...]

    def of(self, party: str) -> tuple[OptionStub, ...]:
        """The stubs that a party's own statements make, in the order of what it likes best."""
        own = [stub for stub in self.options if stub.party == party]
        return tuple(sorted(own, key=lambda stub: list(Side).index(stub.side)))

    def is_ranked_by(self, party: str) -> bool:
        """Whether a party's statements speak of every option, and of two at least, each in another way."""
        return not self.open and len(self.of(party)) == len(self.options) >= 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """Parties and issues of confirmed statements.

    Attributes:
        parties: Ids in the order in which they speak.
        issues: Issues on which somebody takes a side.
        aside: Issues on which nobody does, with the statements that touch them.
        without: Confirmed statements without a party or without an issue.
    """

    parties: tuple[str, ...]
    issues: tuple[IssueStub, ...]
    aside: Mapping[str, tuple[Statement, ...]]
    without: tuple[Statement, ...]


def skeleton_of(confirmed: Sequence[Statement]) -> Skeleton:
    """The skeleton of a case from confirmed statements."""
    placed = [one for one in confirmed if one.issue and _is_party(one.party)]
    issues: dict[str, list[Statement]] = {}
    for one in placed:
        issues.setdefault(one.issue, []).append(one)
    stubs = {name: _issue(name, members) for name, members in issues.items()}
    return Skeleton(
        parties=tuple(dict.fromkeys(one.party for one in confirmed if _is_party(one.party))),
        issues=tuple(stub for stub in stubs.values() if stub.options),
        aside={name: tuple(issues[name]) for name, stub in stubs.items() if not stub.options},
        without=tuple(one for one in confirmed if one not in placed),
    )


def _is_party(name: str) -> bool:
    return bool(name) and name not in SPEAKERS_OUTSIDE


def _issue(name: str, members: Sequence[Statement]) -> IssueStub:
    groups: dict[tuple[str, Side], list[Statement]] = {}
    for one in members:
        if one.stance in SIDES:
            groups.setdefault((one.party, SIDES[one.stance]), []).append(one)
    options = tuple(
        OptionStub(id=_option(party, side), party=party, side=side, statements=tuple(some))
        for (party, side), some in groups.items()
    )
    return IssueStub(
        id=name,
        options=options,
        open=len(options) < 2 or all(stub.side is Side.REJECTS for stub in options),
        threats=tuple(one for one in members if one.stance is Stance.THREAT),
    )


def _option(party: str, side: Side) -> str:
    return f"what-{party}-rejects" if side is Side.REJECTS else f"as-{party}-{side}"
