"""What the case itself remarks on its issues and options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.markup import Html, el
from detente.report.page import fold
from detente.views.prose import quoted, sentence
from detente.views.rule_words import named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.case.model import Case, Issue, Option
    from detente.views.selected import Selected


def issue_note(issue: Issue) -> Html | None:
    """The note of an issue, folded, for its row in the matrix."""
    return el("details", el("summary", "Note"), el("p", issue.note), class_="why") if issue.note else None


def taken_notes(case: Case, columns: Sequence[Selected]) -> Html | None:
    """Notes and needs of the options that some packages take, folded."""
    items = [
        _item(issue, option)
        for issue in case.issues
        for option in issue.options
        if (option.note or option.needs) and any(known.package[issue.id] == option.id for known in columns)
    ]
    return fold("Notes on the options taken, and what they need", el("ul", items)) if items else None


def all_notes(case: Case) -> Html | None:
    """Every note of the case on an issue or an option, folded."""
    items: list[Html] = []
    for issue in case.issues:
        if issue.note:
            items.append(el("li", el("b", f"{named(issue)}: "), sentence(issue.note)))
        items += [_item(issue, option) for option in issue.options if option.note]
    return fold("Notes on issues and options", el("ul", items)) if items else None


def _item(issue: Issue, option: Option) -> Html:
    parts = [sentence(option.note) if option.note else "", f"Needs: {option.needs}." if option.needs else ""]
    title = el("b", f"{named(issue)}: {quoted(option.title)}: ")
    return el("li", title, " ".join(part for part in parts if part))
