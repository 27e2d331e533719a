"""Remarks on statements: what is still to be reviewed, what rests on doubtful ones, what looks misspelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.case.check.remark import listed, remark
from detente.case.model import Case, Figure, Like, Review, Stance, Statement
from detente.errors import Fault, nearest

TABLE = "statements.csv"


def remarks_on_record(case: Case) -> Iterator[Fault]:
    """The remarks on statements, and on what rests on them."""
    statements = {statement.id: statement for statement in case.statements}
    waiting = [name for name, statement in statements.items() if statement.review is Review.UNREVIEWED]
    if waiting:
        message = f"{len(waiting)} of {len(statements)} statements not reviewed: {listed(waiting)}"
        yield remark(
            "column review",
            message,
            hint="each of them read, and its review set",
            code="unreviewed",
            file=TABLE,
        )
    for row, statement in enumerate(case.statements, start=2):
        yield from _on_issue_names(statement, f"row {row}", [issue.id for issue in case.issues])
    yield from _on_triggers(case, statements)
    yield from _on_figures(case, statements)


def _on_issue_names(statement: Statement, row: str, issues: list[str]) -> Iterator[Fault]:
    named = [("issue", statement.issue), *(("issues_other", name) for name in statement.issues_other)]
    for column, name in named:
        close = nearest(name, issues) if name not in issues else ""
        if close and abs(len(close) - len(name)) <= 1:
            place, message = f"{row}, column {column}", f"'{name}' is no issue of the case"
            yield remark(place, message, hint=f"'{close}'", code="unknown-name", file=TABLE)


def _on_triggers(case: Case, statements: Mapping[str, Statement]) -> Iterator[Fault]:
    for issue in case.issues:
        for option in issue.options:
            other = [name for name in option.triggers if statements[name].stance is not Stance.THREAT]
            if other:
                place = ("issues", issue.id, "options", option.id, "triggers")
                message = f"{listed(other)} not coded as a threat"
                yield remark(place, message, hint="statements with the stance 'threat'", code="not-a-threat")


def _on_figures(case: Case, statements: Mapping[str, Statement]) -> Iterator[Fault]:
    doubted = {Review.DOUBTFUL, Review.REJECTED}
    for place, figure in _figures(case):
        weak = [name for name in figure.statements if statements[name].review in doubted]
        if weak:
            message = f"{listed(weak)} not confirmed, and a figure rests on it"
            yield remark(place, message, hint="confirmed statements", code="basis")


def _figures(case: Case) -> Iterator[tuple[tuple[str | int, ...], Figure | Like]]:
    for party in case.parties:
        root, preference = ("parties", party.id), party.preference
        if party.reservation is not None:
            yield (*root, "reservation"), party.reservation
        for issue, figure in preference.weights.items():
            yield (*root, "weights", issue), figure
        for issue, values in preference.values.items():
            for option, figure in values.items():
                yield (*root, "values", issue, option), figure
        for number, interaction in enumerate(preference.interactions, start=1):
            yield (*root, "interactions", number, "value"), interaction.value
    for line in case.red_lines:
        yield ("red_lines", line.id, "held"), line.held
