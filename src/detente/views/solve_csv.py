"""An answer's efficient packages as a table: one row for each frontier point."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.csv_text import csv_row
from detente.views.solve_json import utility_columns

if TYPE_CHECKING:
    from detente.accept.answer import Answer


def solve_csv(answer: Answer) -> Iterator[str]:
    """The table as text, row by row.

    Columns: ``point`` from 1, one for each issue with the option's id, ``utility.PARTY`` for each party that
    states preferences, ``ties`` (packages with the same utilities; empty where not counted), ``selected_by``
    (the solution concepts that list these utilities, with ``;`` between them).
    """
    frontier, case = answer.frontier, answer.case
    parties = [utility.party for utility in frontier.utilities] if frontier is not None else []
    heads = ["point", *(issue.id for issue in case.issues), *(f"utility.{party}" for party in parties)]
    yield csv_row([*heads, "ties", "selected_by"])
    if frontier is None:
        return
    options = [[option.id for option in issue.options] for issue in case.issues]
    selected = _selected(answer)
    columns = utility_columns(frontier)
    for number, choice in enumerate(frontier.choices.tolist()):
        row = tuple(column[number] for column in columns)
        package = [names[option] for names, option in zip(options, choice, strict=True)]
        ties = "" if frontier.ties is None else str(frontier.ties[number])
        concepts = ";".join(selected.get(row, ()))
        yield csv_row([str(number + 1), *package, *(repr(value) for value in row), ties, concepts])


def _selected(answer: Answer) -> dict[tuple[float, ...], list[str]]:
    """By utilities, the concepts that select them."""
    selected: dict[tuple[float, ...], list[str]] = {}
    for concept, solution in answer.solutions.items():
        for row in dict.fromkeys(tuple(map(float, point.utility.values())) for point in solution.points):
            selected.setdefault(row, []).append(concept)
    return selected
