"""Positions: where each party stands on each issue by its own confirmed words, since when, on what basis.

The position of a party on an issue on a day is what its latest words say, as far as their dates tell which
are the latest: of two statements the later one counts only where it came later for certain. Where a yes and
a no stand side by side with no order between them, the position says both. A demand stands beside either. A
party that said nothing on an issue has no position on it that is known: that is not silence, which is itself
reported ("did not address"), and not indifference.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from detente.case.statements import Review
from detente.errors import Fault, InputError
from detente.record.positions.days import Days, earliest, said
from detente.record.positions.sides import AGREEING, Aside, Side, conditions_in, reading_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.case.model import Case
    from detente.case.statements import Statement


class Stand(StrEnum):
    """Where a party stands on an issue."""

    ACCEPTS = "accepts"
    ACCEPTS_IF = "accepts-if"
    ASKS = "asks"
    YES_AND_NO = "yes-and-no"
    REFUSES = "refuses"
    SILENT = "silent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One statement behind a position.

    Attributes:
        statement: The statement.
        side: What it says to the issue.
        main: Whether the issue is the one that it is mainly about.
        when: When it was said.
    """

    statement: Statement
    side: Side
    main: bool
    when: Days


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a party stands on an issue.

    Attributes:
        stand: By its own confirmed words; :attr:`Stand.UNKNOWN` where there are none.
        holdings: The statements that make it, in the order of their last possible day, then of the case.
        current: Those of them that decide the stand: the latest words, as far as the dates tell.
        since: When the first of an unbroken run of such words was said; None without any.
        asides: Statements of the party on the issue that make no position, each with the reason.
        perhaps: Statements that may have been made by the day that was asked for, or only after it.
        consents: Whether the party has to agree on the issue.
    """

    party: str
    issue: str
    stand: Stand
    holdings: tuple[Holding, ...] = ()
    current: tuple[Holding, ...] = ()
    since: Days | None = None
    asides: tuple[tuple[Statement, Aside], ...] = ()
    perhaps: tuple[Statement, ...] = ()
    consents: bool = True

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements that make it."""
        return tuple(holding.statement.id for holding in self.holdings)

    @property
    def asks(self) -> tuple[Holding, ...]:
        """The demands and conditions among them."""
        return tuple(holding for holding in self.holdings if holding.side is Side.ASKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """All positions of a case.

    Attributes:
        case: The case.
        on: The day that was asked for; None for all that is on record, whenever it was said.
        known: The statements that were looked at: made by that day for certain, and not rejected.
        cells: One position for each issue and party, issue by issue, in the orders of the case.
        nobodys: Confirmed, doubtful and unreviewed statements of nobody at the table: of outlets, analysts,
            others, or a party that is not known.
        elsewhere: Statements of parties on no issue of the case.
        rejected: How many statements a reader has rejected; they are left out.
        later: How many were made after the day that was asked for.
    """

    case: Case
    on: date | None
    known: tuple[Statement, ...]
    cells: tuple[Position, ...]
    nobodys: tuple[Statement, ...] = ()
    elsewhere: tuple[Statement, ...] = ()
    rejected: int = 0
    later: int = 0

    def of(self, party: str, issue: str) -> Position:
        """The position of a party on an issue (KeyError if the case has no such party or issue)."""
        parties = [known.id for known in self.case.parties]
        issues = [known.id for known in self.case.issues]
        if party not in parties or issue not in issues:
            raise KeyError((party, issue))
        return self.cells[issues.index(issue) * len(parties) + parties.index(party)]

    def rows(self) -> Iterator[tuple[Position, ...]]:
        """The positions of one issue after the other."""
        width = len(self.case.parties)
        for start in range(0, len(self.cells), width or 1):
            yield self.cells[start : start + width]


def positions(case: Case, *, on: date | str | None = None) -> Positions:
    """Where each party stands on each issue, by its own confirmed words alone.

    Args:
        case: The case; only its parties, issues and statements are used.
        on: A day (ISO): only what was said by then for certain makes a position; what may have been said by
            then is listed apart. None: all that is on record.

    Returns:
        One position for each party and issue; what makes none is listed with the reason.

    Raises:
        InputError: if ``on`` is no day.

    Source: statements as actor, concept, agreement and day: Leifeld, P. (2017), Discourse network analysis,
        in The Oxford Handbook of Political Networks; direction between actor and object: Kriesi, H. et al.
        (2008), West European Politics in the Age of Globalization, chapter 3. Departures: module ``sides``.
    """
    day = _day(on)
    kept, later, maybe = _by_then(case.statements, day)
    filed = _filed(case, kept)
    open_ = _filed(case, maybe)
    conditioned = frozenset(conditions_in(kept))
    seats = {party.id for party in case.parties}
    subjects = {issue.id for issue in case.issues}
    return Positions(
        case=case,
        on=day,
        known=tuple(kept),
        cells=tuple(
            _position(
                party.id,
                issue.id,
                filed.get((party.id, issue.id), ()),
                conditioned,
                perhaps=tuple(open_.get((party.id, issue.id), ())),
                consents=party.id in issue.consent,
            )
            for issue in case.issues
            for party in case.parties
        ),
        nobodys=tuple(known for known in kept if known.party not in seats),
        elsewhere=tuple(
            known for known in kept if known.party in seats and subjects.isdisjoint(issues_of(known))
        ),
        rejected=sum(known.review is Review.REJECTED for known in case.statements),
        later=later,
    )


def issues_of(statement: Statement) -> tuple[str, ...]:
    """The issues that a statement is about, the main one first, each once."""
    return tuple(dict.fromkeys((statement.issue, *statement.issues_other)))


def current_of(holdings: Sequence[Holding]) -> tuple[Holding, ...]:
    """The latest words: those that no other of these came after for certain, demands left aside.

    Where there are only demands, these.
    """
    plain = [holding for holding in holdings if holding.side is not Side.ASKS] or [*holdings]
    starts = [holding.when.first for holding in plain if holding.when.first is not None]
    newest = max(starts, default=None)
    if newest is None:
        return tuple(plain)
    return tuple(known for known in plain if known.when.last is None or not known.when.last < newest)


def stand_of(current: Iterable[Holding]) -> Stand:
    """Where the latest words leave a party."""
    sides = {holding.side for holding in current}
    if not sides:
        return Stand.UNKNOWN
    if Side.NO in sides:
        return Stand.YES_AND_NO if sides & AGREEING else Stand.REFUSES
    if Side.YES_IF in sides:
        return Stand.ACCEPTS_IF
    return Stand.ACCEPTS if Side.YES in sides else Stand.ASKS


def _position(
    party: str,
    issue: str,
    known: Sequence[Statement],
    conditioned: frozenset[str],
    *,
    perhaps: tuple[Statement, ...],
    consents: bool,
) -> Position:
    holdings: list[Holding] = []
    asides: list[tuple[Statement, Aside]] = []
    for statement in known:
        main = statement.issue == issue
        reading = reading_of(statement, main=main, conditioned=conditioned)
        if isinstance(reading, Aside):
            asides.append((statement, reading))
        else:
            holdings.append(Holding(statement=statement, side=reading, main=main, when=said(statement)))
    holdings.sort(key=lambda holding: holding.when.last or date.max)
    current = current_of(holdings)
    stand = stand_of(current)
    if stand is Stand.UNKNOWN and any(why is Aside.SILENCE for _, why in asides):
        stand = Stand.SILENT
    return Position(
        party=party,
        issue=issue,
        stand=stand,
        holdings=tuple(holdings),
        current=current,
        since=_since(holdings, current),
        asides=tuple(asides),
        perhaps=perhaps,
        consents=consents,
    )


def _since(holdings: Sequence[Holding], current: Sequence[Holding]) -> Days | None:
    """When the first of an unbroken run of the same words was said."""
    sides = {holding.side for holding in current}
    others = [known for known in holdings if known.side not in sides and known.side is not Side.ASKS]
    starts = [known.when.first for known in others if known.when.first is not None]
    broken = max(starts, default=None)
    run = [
        known.when
        for known in holdings
        if known.side in sides and (broken is None or known.when.last is None or not known.when.last < broken)
    ]
    return earliest(run)


def _by_then(
    statements: Sequence[Statement], day: date | None
) -> tuple[list[Statement], int, list[Statement]]:
    """What was said by a day, how much came after it, and of what that is not known."""
    known = [statement for statement in statements if statement.review is not Review.REJECTED]
    if day is None:
        return known, 0, []
    verdicts = [said(statement).by(day) for statement in known]
    kept = [statement for statement, by in zip(known, verdicts, strict=True) if by]
    maybe = [statement for statement, by in zip(known, verdicts, strict=True) if by is None]
    return kept, verdicts.count(False), maybe


def _filed(case: Case, statements: Iterable[Statement]) -> dict[tuple[str, str], list[Statement]]:
    """The statements of each party on each issue, in the order of the case."""
    seats = {party.id for party in case.parties}
    found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.party in seats:
            for issue in issues_of(statement):
                found[statement.party, issue].append(statement)
    return found


def _day(on: date | str | None) -> date | None:
    if on is None or isinstance(on, date):
        return on
    try:
        return date.fromisoformat(on)
    except ValueError:
        fault = Fault(place="on", message=f"{on!r} is no day", hint="an ISO date such as 2025-03-15")
        raise InputError(fault) from None
