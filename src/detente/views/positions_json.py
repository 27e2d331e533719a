"""Positions as the JSON shape of ``detente positions --json``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.record.positions.timeline import timeline
from detente.views.json_text import json_chunks
from detente.views.position_words import INDICATORS, METHOD, finding_of
from detente.views.solve_json import case_shape

if TYPE_CHECKING:
    from detente.record.account import Account
    from detente.record.drift.rounds import Rounds
    from detente.record.drift.shifts import Shift
    from detente.record.positions.days import Count, Days
    from detente.record.positions.matrix import Position
    from detente.record.positions.network import Tie

FORMAT = 1

Shape = dict[str, object]


def positions_json(account: Account) -> Iterator[str]:
    """The JSON text, in pieces: no statement is left out."""
    found = account.positions
    return json_chunks(
        {
            "format": FORMAT,
            "detente": __version__,
            "case": case_shape(found.case),
            "on": None if found.on is None else f"{found.on}",
            "finding": finding_of(account),
            "positions": (_position(cell) for cell in found.cells),
            "timeline": _timeline(account),
            "network": [_tie(tie) for tie in account.network.ties],
            "drift": _drift(account),
            "apart": {
                "nobodys": [statement.id for statement in found.nobodys],
                "elsewhere": [statement.id for statement in found.elsewhere],
                "rejected": found.rejected,
                "later": found.later,
            },
            "beside_the_case": _beside(account),
            "method": METHOD,
            "caveats": [INDICATORS],
        }
    )


def days_shape(days: Days | None) -> Shape | None:
    """A stretch of days: both ends, null where one is not known."""
    if days is None:
        return None
    return {
        "first": None if days.first is None else f"{days.first}",
        "last": None if days.last is None else f"{days.last}",
    }


def _count(count: Count | None) -> Shape | None:
    return None if count is None else {"least": count.least, "most": count.most}


def _position(cell: Position) -> Shape:
    latest = {holding.statement.id for holding in cell.current}
    return {
        "party": cell.party,
        "issue": cell.issue,
        "stand": cell.stand.value,
        "since": days_shape(cell.since),
        "consents": cell.consents,
        "statements": [
            {
                "id": holding.statement.id,
                "side": holding.side.value,
                "main": holding.main,
                "current": holding.statement.id in latest,
                "said": days_shape(holding.when),
            }
            for holding in cell.holdings
        ],
        "asides": [{"id": statement.id, "why": why.value} for statement, why in cell.asides],
        "perhaps": [statement.id for statement in cell.perhaps],
    }


def _timeline(account: Account) -> Iterator[Shape]:
    for moment in timeline(account.positions):
        yield {
            "said": days_shape(moment.holding.when),
            "party": moment.party,
            "issue": moment.issue,
            "side": moment.holding.side.value,
            "statement": moment.holding.statement.id,
            "current": moment.current,
        }


def _tie(tie: Tie) -> Shape:
    return {
        "parties": tie.parties,
        "agree": tie.agree,
        "conflict": tie.conflict,
        "by_lines": tie.by_lines,
        "undecided": tie.undecided,
        "subtract": tie.subtract,
        "activity": float(tie.activity),
        "normalised": None if tie.normalised is None else float(tie.normalised),
        "literal": {"congruence": tie.literal[0], "conflict": tie.literal[1]},
    }


def _drift(account: Account) -> Shape:
    moved = account.drift
    return {
        "until": None if moved.until is None else f"{moved.until}",
        "shifts": [_shift(shift) for shift in moved.shifts],
        "reported_shifts": [
            {"id": known.id, "party": known.party, "issue": known.issue, "review": known.review.value}
            for known in moved.reported
        ],
        "contradictions": [
            {
                "party": pair.party,
                "issue": pair.issue,
                "yes": {"speaker": pair.yes, "statements": pair.yes_statements},
                "no": {"speaker": pair.no, "statements": pair.no_statements},
                "order": pair.order,
            }
            for pair in moved.contradictions
        ],
        "yes_but": [
            {
                "party": known.party,
                "issue": known.issue,
                "statement": known.statement,
                "conditions": known.conditions,
            }
            for known in moved.yes_buts
        ],
        "last_unconditional": [
            {
                "party": move.party,
                "statements": move.statements,
                "said": days_shape(move.when),
                "days": _count(move.days),
            }
            for move in moved.last_moves
        ],
        "rounds": [_rounds(known) for known in moved.rounds],
        "silences": [statement.id for statement in moved.silences],
    }


def _shift(shift: Shift) -> Shape:
    return {
        "party": shift.party,
        "issue": shift.issue,
        "from": {
            "side": shift.before.value,
            "statements": shift.earlier,
            "said": days_shape(shift.said_before),
        },
        "to": {"side": shift.after.value, "statements": shift.later, "said": days_shape(shift.said_after)},
        "towards_yes": shift.towards,
        "days": _count(shift.between),
    }


def _rounds(known: Rounds) -> Shape:
    turns: list[Shape] = []
    for at, turn in enumerate(known.rounds):
        change = known.changes[at - 1] if at else None
        turns.append(
            {
                "said": days_shape(turn.when),
                "statements": turn.statements,
                "conditions": dict(turn.conditions),
                "added": None if change is None else change.added,
                "not_repeated": None if change is None else change.not_repeated,
            }
        )
    return {"party": known.party, "issue": known.issue, "rounds": turns}


def _beside(account: Account) -> Shape:
    beside = account.beside
    return {
        "cells": beside.cells,
        "equal": beside.equal,
        "filled": beside.filled,
        "shared": beside.shared,
        "differences": [
            {
                "party": gap.party,
                "issue": gap.issue,
                "statement": gap.statement,
                "in": "case" if gap.by_hand else "positions",
                "why": gap.why.value,
            }
            for gap in beside.differences
        ],
    }
