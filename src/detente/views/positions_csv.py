"""Positions as tables: the matrix, the timeline, the network, what has moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from detente.record.positions.timeline import timeline
from detente.views.csv_text import csv_row
from detente.views.numbers import decimal

if TYPE_CHECKING:
    from detente.record.account import Account
    from detente.record.positions.days import Days

TABLES = ("matrix", "timeline", "network", "drift")


def positions_csv(account: Account, table: str) -> Iterator[str]:
    """One of the tables as text, row by row; dates with a column for each end, empty where it is not known.

    Args:
        account: What was found.
        table: ``matrix`` (a row for each party and issue), ``timeline`` (one for each statement that makes a
            position there), ``network`` (one for each pair of parties), ``drift`` (one for each indicator).

    Raises:
        KeyError: there is no such table.
    """
    return _TABLES[table](account)


def _matrix(account: Account) -> Iterator[str]:
    yield csv_row(
        (
            "party",
            "issue",
            "stand",
            "since_first",
            "since_last",
            "consents",
            "current",
            "statements",
            "asides",
        )
    )
    for cell in account.positions.cells:
        yield csv_row(
            (
                cell.party,
                cell.issue,
                cell.stand,
                *_ends(cell.since),
                "true" if cell.consents else "false",
                ";".join(holding.statement.id for holding in cell.current),
                ";".join(cell.statements),
                ";".join(f"{statement.id}:{why}" for statement, why in cell.asides),
            )
        )


def _timeline(account: Account) -> Iterator[str]:
    yield csv_row(
        (
            "said_first",
            "said_last",
            "party",
            "issue",
            "side",
            "main",
            "current",
            "statement",
            "speaker",
            "quote",
        )
    )
    for moment in timeline(account.positions):
        holding = moment.holding
        yield csv_row(
            (
                *_ends(holding.when),
                moment.party,
                moment.issue,
                holding.side,
                "true" if holding.main else "false",
                "true" if moment.current else "false",
                holding.statement.id,
                holding.statement.speaker,
                holding.statement.quote,
            )
        )


def _network(account: Account) -> Iterator[str]:
    yield csv_row(
        (
            "party",
            "other",
            "agree",
            "conflict",
            "subtract",
            "activity",
            "normalised",
            "agree_issues",
            "conflict_issues",
            "by_lines",
            "undecided",
        )
    )
    for tie in account.network.ties:
        yield csv_row(
            (
                *tie.parties,
                len(tie.agree),
                len(tie.conflict),
                tie.subtract,
                decimal(tie.activity, 1),
                "" if tie.normalised is None else float(tie.normalised),
                *(";".join(issues) for issues in (tie.agree, tie.conflict, tie.by_lines, tie.undecided)),
            )
        )


def _drift(account: Account) -> Iterator[str]:
    moved = account.drift
    yield csv_row(("indicator", "party", "issue", "from", "to", "statements", "least_days", "most_days"))
    for shift in moved.shifts:
        names = ";".join((*shift.earlier, *shift.later))
        days = shift.between
        yield csv_row(
            (
                "shift",
                shift.party,
                shift.issue,
                shift.before,
                shift.after,
                names,
                _n(days.least),
                _n(days.most),
            )
        )
    for known in moved.reported:
        yield csv_row(("reported-shift", known.party, known.issue, "", "", known.id, "", ""))
    for pair in moved.contradictions:
        names = ";".join((*pair.yes_statements, *pair.no_statements))
        yield csv_row(("contradiction", pair.party, pair.issue, pair.yes, pair.no, names, "", ""))
    for given in moved.yes_buts:
        names = ";".join((given.statement, *given.conditions))
        yield csv_row(("yes-but", given.party, given.issue, "", "", names, "", ""))
    for move in moved.last_moves:
        least, most = (move.days.least, move.days.most) if move.days else (None, None)
        names = ";".join(move.statements)
        yield csv_row(("last-unconditional", move.party, "", "", "", names, _n(least), _n(most)))
    for rounds in moved.rounds:
        for change, turn in zip(rounds.changes, rounds.rounds[1:], strict=True):
            names = ";".join(turn.statements)
            for word, issues in (("added", change.added), ("not-repeated", change.not_repeated)):
                for issue in issues or ():
                    yield csv_row((f"condition-{word}", rounds.party, rounds.issue, "", issue, names, "", ""))


def _ends(days: Days | None) -> tuple[str, str]:
    if days is None:
        return "", ""
    return f"{days.first or ''}", f"{days.last or ''}"


def _n(number: int | None) -> str:
    return "" if number is None else f"{number}"


_TABLES: Mapping[str, Callable[[Account], Iterator[str]]] = {
    "matrix": _matrix,
    "timeline": _timeline,
    "network": _network,
    "drift": _drift,
}
