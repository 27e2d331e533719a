"""Who said what on what: the matrix of positions, party by issue, and what is nobody's position.

A statement stands in the row of every issue that it is about. Views of outlets and analysts, and statements
whose party is not known, are kept apart. Rejected statements are left out and counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.case.statements import Review, Stance

if TYPE_CHECKING:
    from detente.case.model import Case, Statement

STANCE_WORDS: Mapping[Stance, str] = {
    Stance.RED_LINE: "red line",
    Stance.REJECT: "rejects",
    Stance.THREAT: "threatens",
    Stance.DEMAND: "demands",
    Stance.CONDITION: "sets a condition",
    Stance.ACCEPT_WITH_CONDITIONS: "accepts with conditions",
    Stance.ACCEPT: "accepts",
    Stance.OFFER: "offers",
    Stance.SUPPORT: "supports",
    Stance.REPORTED_SHIFT: "shift reported",
    Stance.CLAIM: "claims",
    Stance.ASSESSMENT: "assesses",
    Stance.JUSTIFICATION: "justifies",
    Stance.SILENCE: "is silent",
    Stance.UNCLEAR: "unclear",
}
"""Every stance in words, in the order in which a cell names them."""

NOT_SURE = frozenset({Review.DOUBTFUL, Review.UNREVIEWED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one party said on one issue.

    Attributes:
        party: Id of the party.
        issue: Id of the issue.
        statements: The statements, those that are about this issue first, then by stance and id.
        stances: The stances among them, each once, in the order of :data:`STANCE_WORDS`.
        unsure: Whether one of them is doubtful or unreviewed.
        consents: Whether the party has to agree on this issue.
    """

    party: str
    issue: str
    statements: tuple[Statement, ...]
    stances: tuple[Stance, ...]
    unsure: bool
    consents: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Statements that are nobody's position, or stand in no row.

    Attributes:
        title: What they have in common.
        statements: In the order of the case.
    """

    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """The matrix of positions.

    Attributes:
        rows: For each issue, in the order of the case, one cell for each party.
        apart: What stands outside the matrix.
        rejected: How many statements a reader has rejected; they are left out.
    """

    rows: tuple[tuple[Cell, ...], ...]
    apart: tuple[Apart, ...]
    rejected: int


def positions_of(case: Case) -> Positions:
    """The matrix of positions of a case."""
    known = [statement for statement in case.statements if statement.review is not Review.REJECTED]
    return Positions(
        rows=tuple(
            tuple(
                _cell(party.id, issue.id, known, consents=party.id in issue.consent) for party in case.parties
            )
            for issue in case.issues
        ),
        apart=_apart(case, known),
        rejected=len(case.statements) - len(known),
    )


def is_about(statement: Statement, issue: str) -> bool:
    """Whether a statement is about an issue, in the first place or also."""
    return issue == statement.issue or issue in statement.issues_other


def _cell(party: str, issue: str, known: Sequence[Statement], *, consents: bool) -> Cell:
    order = list(STANCE_WORDS)
    own = [statement for statement in known if statement.party == party and is_about(statement, issue)]
    own.sort(key=lambda statement: (statement.issue != issue, order.index(statement.stance)))
    stances = sorted({statement.stance for statement in own}, key=order.index)
    return Cell(
        party=party,
        issue=issue,
        statements=tuple(own),
        stances=tuple(stances),
        unsure=any(statement.review in NOT_SURE for statement in own),
        consents=consents,
    )


def _apart(case: Case, known: Sequence[Statement]) -> tuple[Apart, ...]:
    parties = {party.id for party in case.parties}
    issues = [issue.id for issue in case.issues]
    groups: dict[str, list[Statement]] = {
        "Outlets and analysts": [],
        "Others, no party to the case": [],
        "Party not known": [],
        "Parties, on other subjects": [],
    }
    media, others, nobody, subjects = groups.values()
    for statement in known:
        if statement.party == "media":
            media.append(statement)
        elif statement.party == "":
            nobody.append(statement)
        elif statement.party not in parties:
            others.append(statement)
        elif not any(is_about(statement, issue) for issue in issues):
            subjects.append(statement)
    return tuple(
        Apart(title=title, statements=tuple(statements)) for title, statements in groups.items() if statements
    )
